### state: draft
### The worker's page: what stands around the conversation.

page-title = Message dem
page-write = Write for here
page-send = Send am
page-location = Send where I dey
page-close = Close am quick quick
page-offline = Network no dey. We keep wetin you write and we go send am.
page-again = E never go. We go try again.
page-refused = Dis one no fit go. Abeg make am short.

page-form = Write without chat
page-record = Record my voice
page-record-send = Stop and send am
page-record-cancel = Throw am away
page-recording = I dey record. Talk now.
page-no-microphone = Di microphone no dey work, or e no get permission. You fit write.
page-photo = Send photo
page-too-big = Dis file too big.
page-install = Keep am for my phone
page-notify = Tell me when answer come
page-notified = When answer dey, your phone go show one sign wey no get words.
page-read-offline = Read when network no dey
form-language = Language
form-message = Your message
form-contact = Phone or e-mail, only if e safe
form-photo = Photo or file
form-empty = First write your message.
form-done = Your message don reach.
form-later = Wetin you write never reach us. E still dey here. Abeg wait small, then send am again.
form-answers = Answer for you
form-no-answer = Answer never come. Come back to dis page later with di same phone.
form-look = See if answer don come
