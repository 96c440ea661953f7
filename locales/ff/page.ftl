### state: draft
### The worker's page: what stands around the conversation.

page-title = Mesasuuji
page-write = Winndu ɗoo
page-send = Neldu
page-location = Neldu ɗo ngon-mi
page-close = Uddu law
page-offline = Internet alaa. Ko mbinndu-ɗaa koo majjaani, ɗum neldete so internet artii.
page-again = Ɗum neldaaka. Mi etoto kadi.
page-refused = Ɗum waawaa neldeede. Winndu ko ɓuri raɓɓiɗde.

page-form = Winndu ko aldaa e chat
page-record = Haal mesaas daande (vocal)
page-record-send = Dartin, neldu
page-record-cancel = Weddo ɗum
page-recording = Haal jooni (vocal). Telefoŋ oo ina nana ma.
page-no-microphone = Mikoro oo (microphone) gollataa, walla yamiraaka. Aɗa waawi winndude.
page-photo = Neldu natal (foto)
page-too-big = Fiilde (file) ndee ina mawni no feewi.
page-install = Jogo ɗum e telefoŋ am
page-notify = Habram so jaabawol arii
page-notified = So jaabawol arii, telefoŋ maa hollat maande tan, konngi alaa heen.
page-read-offline = Janngu ko aldaa e internet
form-language = Ɗemngal
form-message = Mesaas maa
form-contact = Telefoŋ walla e-mail. So ɗum ina waawi addande ma tanaa, hoto winndu ɗum.
form-photo = Natal (foto) walla fiilde (file)
form-empty = Winndu mesaas maa tawo.
form-done = Mesaas maa yettiima.
form-later = Ɗum neldaaka tawo. Ko mbinndu-ɗaa koo ina ɗoo tawo. Neldu ɗum kadi.
form-answers = Jaabawol
form-no-answer = Jaabawol alaa tawo. So ɓooyii, artu ɗoo, e oo telefoŋ tan, wonaa goɗɗo.
form-look = Yiylo jaabawol
