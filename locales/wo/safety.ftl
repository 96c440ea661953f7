### state: draft
### Texts about danger, consent and who sees what. In a draft language the reading language always follows.

emergency = Soo nekkee ci danger léegi, wool { $emergency }. Doo fay dara. Mën nga woo it { $trafficking }: doo fay dara, guddi ak bëccëg, te mën nga bañ a wax sa tur.
emergency-ask-ticket = Ndax bëgg nga nu wax nit ci helpdesk bii ne jamp na?
emergency-told = Wax nanu nit ne jamp na. Sa nimero mooy { $reference }. Altine ba àjjuma lanuy liggéey. Balaa boobu, soo nekkee ci danger, wool { $emergency }.
emergency-safe-phone = Ndax am na keneen kuy xool sa telefon? Mën nga far waxtaan wii ci sa telefon.

welcome-1 = Dalal ak jàmm. Lii sarwiisu ndimbal la, ngir ñiy liggéey ci Itali. Doo fay dara.
welcome-2 = Masin ngay bindal. Ay nit a ngi liggéey ci ginnaawam. Dunu pólis. Dunu sa njaatige.
welcome-3 = Li ngay bind mbóot la. Nit ñi ci sarwiis bii rekk ñoo ko mën a jàng. Mën nga taxaw saa su nekk: bindal "stop".

consent-1 = Balaa nga nuy nettali say mbir ci liggéey, soxla nanu nga wax waaw. Danuy denc li ngay bind ngir dimbali la: liggéey, këyit, wér-gi-yaram, tëkku.
consent-2 = Nit ñi ci sarwiis bii rekk ñoo koy jàng. Dunu ko jox sa njaatige. Balaa nuy wax ak benn biro, yaw lanuy jëkk a laaj.
consent-3 = Yoon: GDPR, art. 6 ak 9. Mën nga wax déedéet. Mën nga dindi sa waaw te far lépp: bindal "far li ma bind".
consent-ask = Ndax nangu nga?
choice-consent-yes = Waaw, nangu naa
choice-consent-no = Déedéet
consent-refused = Baax na. Dunu denc benn nettali. Mën nga jàng xibaar yi ba tey, walla nga wax ak nit.

draft-language-note = Mbind yii dañu bees ci làkk wii. Mën na am ay njuumte. Mbind yi am solo dinañu ñëw it ci beneen làkk.

erase-ask = Ndax bëgg nga far lépp li nga nu bind? Su fekkee waaw, kenn dootul mën a jàng ko. Bu benn bés weesoo, dinanu ko far. Ginnaaw loolu, kenn dootul mën a tontu ci say mbir.
choice-erase-yes = Waaw, faral lépp
choice-erase-no = Déedéet, denc ko
erase-done = Léegi kenn mënul a jàng li nga bind. Dinanu ko far { $date } ci { $time }. Waxtaan wii ci sa telefon, yaw rekk yaa ko fa mën a far. Soo bëggee nu denc lépp, bindal "denc ko" balaa boobu.
erase-kept = Farunu dara. Lépp a ngi fi.
erase-notice = Ci beneen telefon walla beneen app, am na ku nu wax nu far lépp li nga bind. Léegi kenn mënul a jàng ko. Dinanu ko far { $date } ci { $time }. Soo bëggee nu denc ko, bindal "denc ko" balaa boobu.
erase-young = Telefon bii walla app bii dafa bees fii. Ginnaaw { $date } ci { $time }, mën nga fi far lépp. Soo bëggee far ko balaa boobu, bindal "nit".

receipt-code = Sa kodu mbóot ngir { $reference } mooy { $code }. Dencal nimero bi ak kod bi. Bul leen won kenn. Ak yooyu, mën nga wéy ci beneen telefon.

link-offer = Ndax bëgg nga gis say mbir fii itam? Soo nangoo, dinanu ko bind ci sa beneen telefon walla sa beneen app.
link-waits = Ginnaaw { $date } ci { $time }, dinga gis say mbir fii.
link-notice = Am na ku bëgg a gis sa mbir { $reference } ci beneen telefon walla beneen app. Su dul yaw, bindal "du man". Su dee yaw, bindal "man la".
choice-not-me = Du man
choice-it-is-me = Man la
link-undone = Beneen telefon bi walla beneen app bi mënul a gis say mbir.
link-joined = Léegi beneen telefon bi walla beneen app bi mën na gis say mbir.
prove-ask = Ngir wéy, yónnee nu kod bii: { $code }. Mën na dox benn waxtu. Su dul yaw yaa ko laaj, bul def dara.
prove-wrong = Kod bii doxul. Dara soppikuwul. Tàmbaliwaatal, walla nga bind "nit".
