### state: reviewed
### The worker's page: what stands around the conversation.

page-title = Messages
page-write = Write here
page-send = Send
page-location = Send my location
page-close = Close quickly
page-offline = No network. What you wrote is kept and will be sent.
page-again = Not sent. It will be tried again.
page-refused = This could not be sent. Please make it shorter.

page-form = Write without the chat
page-record = Record my voice
page-record-send = Stop and send
page-record-cancel = Throw it away
page-recording = I am recording. Speak now.
page-no-microphone = The microphone does not work or is not allowed. You can write.
page-photo = Send a photo
page-too-big = This file is too big.
page-install = Keep on my phone
page-notify = Tell me about answers
page-notified = When there is an answer, your phone shows a sign without words.
page-read-offline = Read without network
form-language = Language
form-message = Your message
form-contact = Phone or e-mail, only if it is safe
form-photo = Photo or file
form-empty = Write your message first.
form-done = Your message has arrived.
form-later = Not sent yet. What you wrote is still here. Please wait a few minutes and send it again.
form-answers = Answers
form-no-answer = There is no answer yet. Come back to this page later with the same phone.
form-look = Look for answers
