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

erase-ask = Ndax bëgg nga far lépp li nga bind fii? Bu ñu ko faree, du dellusi. Ginnaaw loolu, kenn dootul mën a la tontu ci say mbir.
choice-erase-yes = Waaw, far lépp
choice-erase-no = Déedéet, denc ko
erase-done = Far nanu lépp. Ci sa telefon, yaw ci sa bopp yaa war a far waxtaan wii.
erase-kept = Farunu dara.

receipt-code = Sa kodu mbóot ngir { $reference } mooy { $code }. Dencal nimero bi ak kod bi. Bul leen won kenn. Ak yooyu, mën nga wéy ci beneen telefon.
