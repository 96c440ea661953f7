### state: draft
### What the telephone says, on keys 0 to 9, * and #. These texts are spoken, by a recorded voice where there is one.

call-welcome = Hello. Dis na free service wey dey help people wey dey work for Italy. Na machine you dey hear. People dey work behind am. We no be police.
call-key-language = For Pidgin, press { $key }.
call-key-other = For other language, press { $key }.
call-key-message = To leave message for pesin, press { $key }.
call-key-callback = If you want make we call you back, press { $key }.
call-key-request = To hear about your matter, press { $key }.
call-key-danger = If you dey for danger, press { $key }.
call-key-again = To hear am again, press { $key }.
call-key-back = If you wan go back, press { $key }.
call-key-choice = { $choice }: press { $key }.
call-wrong-key = Wetin you press no dey do anything for here. Abeg listen again.
call-record = Talk after di sound. When you don finish, press any key. Pesin go listen to your message.
call-recorded = Thank you. We don keep your message. Di number of your matter na { $reference }. I dey talk am again: { $reference }.
call-no-voice = I no hear any voice.
call-no-number = I no fit see your phone number, so we no fit call you. Abeg leave message and talk how we fit take reach you.
call-time = Which time e dey safe to call you?
call-voicemail = If you no answer, you gree make we leave message?
call-kept = Pesin go call you. We dey work Monday to Friday. Di number of your matter na { $reference }. I dey talk am again: { $reference }.
call-reference = Press di nine numbers of your matter.
call-reference-wrong = I no know dis number.
call-state = Your matter: { $state }.
call-goodbye = Bye bye.
