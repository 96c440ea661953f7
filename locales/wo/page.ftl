### state: draft
### The worker's page: what stands around the conversation.

page-title = Bataaxal yi
page-write = Bindal fii
page-send = Yónnee
page-location = Yónnee fi ma nekk
page-close = Tëj ko gaaw
page-offline = Amul rezo. Denc nanu li nga bind te dina dem.
page-again = Demul. Dinanu ko jéemaat.
page-refused = Mënunu ko yónnee. Bindal bataaxal bu gën a gàtt.

page-form = Bindal fu dul chat bi
page-record = Enregistre sama baat
page-record-send = Dakkal te yónnee
page-record-cancel = Sànni ko
page-recording = Maa ngiy enregistre sa baat. Waxal léegi.
page-no-microphone = Mikro bi doxul, walla amul sañ-sañ. Mën nga bind.
page-photo = Yónnee nataal
page-too-big = Fichier bii dafa réy lool. Demul.
page-install = Denc ci sama telefon
page-notify = Wax ma su tontu ñëwee
page-notified = Su tontu ñëwee, sa telefon dina wone màndarga rekk. Du wone mbind.
page-read-offline = Jàng su rezo amulee
form-language = Làkk
form-message = Sa bataaxal
form-contact = Telefon walla e-mail, su wóoree te amul danger rekk
form-photo = Nataal walla fichier
form-empty = Nanga jëkk a bind sa bataaxal.
form-done = Sa bataaxal yegsi na.
form-later = Li nga bind demagul. Mi ngi fi ba tey. Yónneewaat ko.
form-answers = Tontu yi
form-no-answer = Amagul tontu. Ci kanam, dellusil fii ak telefon bii.
form-look = Xool ndax am na tontu
