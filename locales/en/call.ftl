### state: reviewed
### What the telephone says, on keys 0 to 9, * and #. These texts are spoken, by a recorded voice where there is one.

call-welcome = Hello. This is a free help service for people who work in Italy. You hear a machine. People work behind it. We are not the police.
call-key-language = For English, press { $key }.
call-key-other = For other languages, press { $key }.
call-key-message = To leave a message for a person, press { $key }.
call-key-callback = If we should call you back, press { $key }.
call-key-request = To hear about your request, press { $key }.
call-key-danger = If you are in danger, press { $key }.
call-key-again = To hear this again, press { $key }.
call-key-back = To go back, press { $key }.
call-key-choice = { $choice }: press { $key }.
call-wrong-key = That key does nothing here. Listen again, please.
call-record = Speak after the sound. When you have finished, press any key. A person will listen to your message.
call-recorded = Thank you. Your message is kept. The number of your request is { $reference }. I say it again: { $reference }.
call-no-voice = I heard no voice.
call-no-number = I cannot see your phone number, so we cannot call you. Please leave a message and say how we can reach you.
call-time = When is it safe to call you?
call-voicemail = If you do not answer, may we leave a message?
call-kept = A person will call you. We work from Monday to Friday. The number of your request is { $reference }. I say it again: { $reference }.
call-reference = Press the nine numbers of your request.
call-reference-wrong = I do not know this number.
call-state = Your request: { $state }.
call-goodbye = Goodbye.
