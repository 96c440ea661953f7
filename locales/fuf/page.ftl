### state: draft
### The worker's page: what stands around the conversation.

page-title = Mesaasiiji
page-write = Winndee ɗoo
page-send = Nabu
page-location = Nabu posizione (ka mi woni)
page-close = Ommbu kisan
page-offline = Reso alaa. Ko winnduɗon no maraa, ɗun nabete.
page-again = Ɗun nabaaka. Mi etoto fahin.
page-refused = Ɗun waawaa nabeede. Winndee ko ɓuri raɓɓiɗude.

page-form = Winndugol, hara wonaa e chat
page-record = Haalu mesaasi hito (vocal)
page-record-send = Gaynu, nabu
page-record-cancel = Momtu ɗun
page-recording = Haalee jooni (vocal). Telefon on no nanude on.
page-no-microphone = Mikro on (microphone) gollataa, maa yamiraaka. Hiɗon waawi winndude.
page-photo = Nabu foto
page-too-big = Oo fisiyee no njandi fota.
page-install = Maru ɗun e telefon an
page-notify = Hollitu lan si ɓe jaabike
page-notified = Si men jaabike on, telefon mon hollay maande tun, hara kongol alaa ton.
page-read-offline = Janngugol, hara reso alaa
form-language = Ɗemngal
form-message = Mesaasi mon
form-contact = Telefon maa e-mail. Si ɗun no waawi addanude on tanaa, wata on winndu ɗun.
form-photo = Foto maa fisiyee
form-empty = Winndee mesaasi mon taho.
form-done = Mesaasi mon hewtii.
form-later = Ko winnduɗon hewtaali men. Ɗun no ɗoo. Nabee ɗun fahin.
form-answers = Ko men jaabii
form-no-answer = Men siwaa jaabaade. Si neebi seeda, artee ɗoo e oo telefon tun, wonaa e telefon goo.
form-look = Ndaarugol si men jaabike
