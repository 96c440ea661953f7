### state: draft
### Texts about danger, consent and who sees what. In a draft language the reading language always follows.

emergency = Deghẹ u rre uwu ẹbe nia, tie { $emergency } vbe efoni. A i hae osa yọ. U vbe sẹtin tie { $trafficking }: a i hae osa yọ, asọn kevbe avan, esa i rrọọ ne u ta eni ruẹ.
emergency-ask-ticket = U hoo ne ima tama ọmwa vbe helpdesk na wẹẹ, u gualọ iyobọ vbobọvbobọ ra?
emergency-told = Ma tama ọmwa nẹ wẹẹ, u gualọ iyobọ vbobọvbobọ. Inọmba ruẹ ọre { $reference }. Ma winna ke Monday ya sẹ Friday. Vbene ẹghẹ nii te sẹ, tie { $emergency } deghẹ u rre uwu ẹbe.
emergency-safe-phone = Ọmwa ọvbehe ghee efoni ruẹ ra? U sẹtin guọghọ ẹmwẹ na (chat) rua vbe efoni ruẹ.

welcome-1 = Kọyọ. Ma ru iyobọ ne emwa ni winna vbe Italy. A i hae osa yọ.
welcome-2 = Ekọmputa ẹre u gbẹn ẹmwẹ gie. Emwa nagbọn ẹre ọ winna vbe iyeke ẹre. Ma i re ipolisi. Ma i re ọga ruẹ.
welcome-3 = Emwi ne u gbẹn keghi re emwi ekhokho. Emwa ni winna vbe helpdesk na ọkpa ẹre ọ sẹtin tie ẹre. U sẹtin dobọ yi vbe ẹghẹ hia: gbẹn "dobọ yi".

consent-1 = Vbene u te gu ima guan vbekpae iwinna ruẹ, ma gha ka nọ ruẹ deghẹ u kue yọ. Deghẹ u kue yọ, emwi ne u gbẹn gha rre obọ ima, ne ima mieke na ru iyobọ nuẹn: iwinna, ebe, emianmwẹ, kevbe deghẹ ọmwa ya ohan mu ruẹ.
consent-2 = Emwa ni winna vbe helpdesk na ọkpa ẹre ọ tie ẹre. Ma i rhie ẹre ne ọga ruẹ. Vbene ima te gu ọfisi ọvbehe guan, ma gha ka nọ ruẹ.
consent-3 = Uhi: GDPR, art. 6 kevbe 9. U sẹtin kha wẹẹ, u ma kue yọ. U vbe sẹtin fi azẹ ruẹ werriẹ, ne a guọghọ (delete) emwi hia rua: gbẹn "guọghọ ehia rua".
consent-ask = U kue yọ ra?
choice-consent-yes = Ẹẹn, I kue yọ
choice-consent-no = Ẹo, I ma kue yọ
consent-refused = Deghẹ u ma kue yọ, ọ maan. Okha ruẹ i rre obọ ima. U ye sẹtin tie iyẹn, ra u gu ọmwa guan.

draft-language-note = Ẹmwẹ na keghi re ọgbọn vbe urhuẹvbo Ẹdo. Abakuru sẹtin rrọọ. Emwi ni ru ekpataki gha vbe rre vbe urhuẹvbo ọvbehe.

erase-ask = U hoo ne a guọghọ (delete) emwi hia ne u gbẹn gie ima rua ra? Deghẹ u kue yọ, ọmwa rhọkpa i khian ghi sẹtin tie emwi ne u gbẹn. Ẹdẹ ọkpa gha gberra nẹ, a ghi guọghọ ẹre rua. Ọmwa rhọkpa i khian ghi sẹtin zẹ ewanniẹn ye emwi ne u nọ.
choice-erase-yes = Ẹẹn, guọghọ ehia rua
choice-erase-no = Ẹo, ghẹ guọghọ ẹre
erase-done = Nia, ọmwa rhọkpa i sẹtin tie emwi ne u gbẹn. A gha guọghọ ẹre rua vbe { $date }, vbe ẹgogo { $time }. Ẹmwẹ na (chat) vbe efoni ruẹ: wẹ ọkpa ẹre ọ sẹtin guọghọ ẹre rua vbe evba. Deghẹ u hoo ne emwi hia ye gha rrọọ, gbẹn "ghẹ guọghọ ẹre".
erase-kept = A ma guọghọ emwi rhọkpa rua. Emwi hia ye rrọọ.
erase-notice = Vbe efoni ọvbehe ra vbe app ọvbehe, a tama ima ne ima guọghọ emwi hia ne u gbẹn rua (delete). Nia, ọmwa rhọkpa i sẹtin tie emwi ne u gbẹn. A gha guọghọ ẹre rua vbe { $date }, vbe ẹgogo { $time }. Deghẹ u hoo ne ọ ye gha rrọọ, gbẹn "ghẹ guọghọ ẹre".
erase-young = Efoni na ra app na keghi re ọgbọn vbe ehe na. { $date }, { $time } gha gberra nẹ, u sẹtin guọghọ emwi hia rua. Deghẹ u hoo ne a guọghọ ẹre rua vbene ẹghẹ nii te sẹ, gbẹn "ọmwa".

receipt-code = Ikod ekhokho ruẹ (code) ọghe { $reference } ọre { $code }. Ye gha mwẹ inọmba kevbe ikod na. Ghẹ rhie ena ma ọmwa rhọkpa. U gha sẹtin ya ena rrie odaro vbe efoni ọvbehe.

link-offer = U hoo ne u miẹn emwi ne u nọ vbe ehe na ra? Deghẹ u kue yọ, ma gha gbẹn gie efoni ruẹ ọvbehe ra app ruẹ ọvbehe.
link-waits = { $date }, { $time } gha gberra nẹ, u sẹtin miẹn emwi ne u nọ vbe ehe na.
link-notice = Ọmwa hoo ne ọ miẹn emwi ne u nọ, { $reference }, vbe efoni ọvbehe ra vbe app ọvbehe. Deghẹ ẹi re wẹ, gbẹn "not me". Deghẹ wẹ nọ, gbẹn "it is me".
choice-not-me = Ẹi re mẹ (not me)
choice-it-is-me = Mẹ nọ (it is me)
link-undone = Efoni ọvbehe ra app ọvbehe i sẹtin miẹn emwi ne u nọ.
link-joined = Efoni ọvbehe ra app ọvbehe sẹtin miẹn emwi ne u nọ nia.
prove-ask = Ne u rrie odaro, gie ikod na (code) gie ima: { $code }. Ọ winna vbe uwu ẹgogo ọkpa. Deghẹ ẹi re wẹ ẹre ọ nọ ikod na, ghẹ ru emwi rhọkpa.
prove-wrong = Ikod na i winna. Emwi rhọkpa ma fiwerriẹ. Werriegbe suẹn, ra u gbẹn "ọmwa".
