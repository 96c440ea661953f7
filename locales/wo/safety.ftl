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

erase-ask = Ndax bëgg nga far lépp li nga nu bind? Léegi, kenn dootul mën a jàng ko. Bu benn bés weesoo, ñu far ko. Ginnaaw loolu, kenn dootul mën a tontu ci say mbir.
choice-erase-yes = Waaw, far lépp
choice-erase-no = Déedéet, denc ko
erase-done = Léegi kenn mënul jàng li nga bind. Dinanu ko far { $date } ci { $time }. Soo bëggee ñu denc ko, bindal "denc ko" balaa boobu. Ci sa telefon, yaw ci sa bopp yaa war a far waxtaan wii.
erase-kept = Farunu dara.
erase-notice = Ci beneen telefon walla beneen app, am na ku nu wax nu far lépp. Léegi kenn mënul jàng ko. Dinanu ko far { $date } ci { $time }. Soo bëggee ñu denc ko, bindal "denc ko" balaa boobu.
erase-young = Telefon bii walla app bii dafa bees fii. Mën nga fi far lépp { $date } ci { $time }. Balaa boobu, bindal "nit".

receipt-code = Sa kodu mbóot ngir { $reference } mooy { $code }. Dencal nimero bi ak kod bi. Bul leen won kenn. Ak yooyu, mën nga wéy ci beneen telefon.

link-offer = Ndax bëgg nga gis say mbir fii it? Soo nangoo, dinanu ko wax ci beneen telefon bi walla beneen app bi.
link-waits = Dinga gis say mbir fii { $date } ci { $time }.
link-notice = Am na ku bëgg a gis sa mbir { $reference } ci beneen telefon walla beneen app. Su dul yaw, bindal "du man". Su dee yaw, bindal "man la".
choice-not-me = Du man
choice-it-is-me = Man la
link-undone = Beneen telefon bi walla beneen app bi gisul say mbir.
link-joined = Léegi beneen telefon bi walla beneen app bi dafay gis say mbir.
prove-ask = Ngir wéy, yónneel nu kod bii: { $code }. Benn waxtu lay dox. Soo laajul dara, bul def dara.
prove-wrong = Kod bii doxul. Dara soppikuwul. Tàmbalil, walla nga bind "nit".
