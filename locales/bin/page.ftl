### state: draft
### The worker's page: what stands around the conversation.

page-title = Ẹmwẹ
page-write = Gbẹn vbe ehe na
page-send = Gie
page-location = Gie ehe ne I ye
page-close = Zẹgiẹ ladian
page-offline = Inẹtwọk i rrọọ. Emwi ne u gbẹn ye rrọọ, a gha gie ẹre.
page-again = A ma he sẹtin gie ẹre. A gha werriegbe gie ẹre.
page-refused = A i sẹtin gie ọna. Lahọ, gbẹn ẹmwẹ nẹi bun gbe.

page-form = Gbẹn ẹmwẹ (chat i rrọọ)
page-record = Rekọd urhu mwẹ
page-record-send = Dobọ yi, gie ẹre
page-record-cancel = Guọghọ ẹre rua
page-recording = I rekọd urhu ruẹ nia. Guan.
page-no-microphone = Imaikrofon i winna, ra a ma kue ne I loo ẹre. U sẹtin gbẹn ẹmwẹ.
page-photo = Gie efoto
page-too-big = Ifail (file) na kpọlọ gbe.
page-install = Rhie ẹre ye efoni mwẹ
page-notify = Ewanniẹn gha rre, tama mwẹ
page-notified = Ewanniẹn gha rre, efoni ruẹ gha rhie ama ma ruẹ. Ẹmwẹ rhọkpa i khian gha rre evba.
page-read-offline = Tie ẹre, deghẹ inẹtwọk i rrọọ
form-language = Urhuẹvbo
form-message = Ẹmwẹ ruẹ
form-contact = Efoni ra e-mail. Ghẹ gbẹn ọnrẹn deghẹ ẹbe rrọọ.
form-photo = Efoto ra ifail (file)
form-empty = Okaro, gbẹn ẹmwẹ ruẹ.
form-done = Ẹmwẹ ruẹ sẹ ima nẹ.
form-later = A ma he sẹtin gie ẹre. Emwi ne u gbẹn ye rrọọ. Lahọ, werriegbe gie ẹre.
form-answers = Ewanniẹn
form-no-answer = Ewanniẹn ma he rre. Werriegbe ghee ehe na (page) vbe ẹghẹ ọvbehe. Te ọ khẹke ne u loo efoni na.
form-look = Gualọ ewanniẹn
