### state: draft
### Information: ten topics, three short screens at most. Numbers of hotlines are data, never written here.

information-choose = Lan nga bëgg a xam?
choice-topic-pay = Pay ak kontara
choice-topic-hours = Waxtu ak noppalu
choice-topic-safety = Gaañu, kaaraange
choice-topic-threats = Këyit, tëkku
choice-topic-permits = Permesso
choice-topic-housing = Dëkkuwaay
choice-topic-health = Wér-gi-yaram
choice-topic-transport = Oto ak bis
choice-topic-after = Ginnaaw nettali bi
choice-topic-hotlines = Nimero ndimbal

info-pay-1 = Ku liggéey, war nañu ko fay. Loolu dëgg la, soo amul kontara (contratto) sax. Pay gi war na topp déggoo bi ci sa xeetu liggéey (CCNL).
info-pay-2 = Weer wu nekk, war nañu la jox këyitu pay (busta paga). Njaatige bi war na la fay ci bànk, walla ci beneen yoon wuy bàyyi firnde. Waru la fay xaalis ci loxo.
info-pay-3 = Bindal fan yi nga liggéey, waxtu yi ak bérab bi. Dencal bataaxal yi ak nataal yi, su amul danger. Ak yooyu, mën nga laaj sa xaalis ci kanam.

info-hours-1 = Ayu-bésu liggéey, 40 waxtu la. Boo ci dollee yeneen waxtu, warul ëpp 48 waxtu ci moyen (in media). Waxtu yi ci dolliku, war nañu la ko fay.
info-hours-2 = Am nga sañ-sañ noppalu 11 waxtu bés bu nekk, ak benn bés ci ayu-bés bu nekk. Soo liggéeyee 6 waxtu, war nañu la bàyyi nga noppalu tuuti.
info-hours-3 = Am nga sañ-sañ bër gu ñuy fay (ferie). Soo feebaree, wax ko njaatige bi te nga dem ci doktoor. Njaatige bi amul sañ-sañ dàq la ndax loolu.

info-safety-1 = Soo gaañoo, wool { $emergency } walla nga dem lopitaal (pronto soccorso). Waxal ne ci liggéey bi la xewe. Loolu dëgg la, soo amul kontara sax.
info-safety-2 = Am na asiraas ngir ku gaañu ci liggéey (INAIL). Képp kuy liggéey am na ko, ku amul kontara sax.
info-safety-3 = Njaatige bi war na la jox li lay aar: dàll, gaŋ (guanti), mask. War na la jàngal liggéey bi, te doktoor war na la xool. Doo ci fay dara.

info-threats-1 = Kenn amul sañ-sañ jël sa paaspoor walla say këyit. Njaatige bi amul sañ-sañ denc leen.
info-threats-2 = Tëkku la, dóor la walla tëj la, ñaawtéef la ci kanamu yoon (reato). Mën nga laaj ndimbal, soo amul permesso sax.
info-threats-3 = Soo nekkee ci danger, wool { $emergency }. Soo bëggee ñu xelal la, wool { $trafficking }: doo fay dara, guddi ak bëccëg, te mën nga bañ a wax sa tur.

info-permits-1 = Yoonu Itali mën na aar ñi ñuy noot ci liggéey. Waaye mbirum ku nekk niroowul ak mbirum keneen. Mënunu la dig permesso.
info-permits-2 = Am na kaaraange ngir ñi nekk ci danger (art. 18 TUI). Am na geneen kaaraange ngir ñi ñuy noot ci liggéey te nangu dimbali yoon ngir wone li xew (art. 18-ter TUI).
info-permits-3 = Nit ku xam yoon ci sarwiis bii mën na xool say mbir ak yaw. Doo fay dara. Waxal ak nun balaa ngay dem ci biro.

info-housing-1 = Lal bu la njaatige bi jox, war na am kaaraange te set, am ndox ak wanag. Njaatige bi amul sañ-sañ tëj la, amul sañ-sañ di la saytu.
info-housing-2 = Njëgu lal bi war na jub. Njaatige bi amul sañ-sañ jël sa pay gépp ngir loolu.
info-housing-3 = Am na ay bérab yu la jege yu la mën a dimbali nga wut kër (Poli Sociali). Nit mën na la wax fan lañu nekk.

info-health-1 = Su jampee, lopitaal war na dimbali ñépp, ku amul permesso sax.
info-health-2 = Soo amul permesso, mën nga laaj kod ngir sa wér-gi-yaram (STP) ci lopitaal, walla ci biro wér-gi-yaram (ASL). Ak kod boobu mën nga gis doktoor.
info-health-3 = Lopitaal amul sañ-sañ wax pólis sa mbir ndax li nga amul permesso.

info-transport-1 = Kenn amul sañ-sañ forse la nga fay oto bi lay yóbbu liggéey. Su ñu jëlee xaalis ci sa pay ngir oto bi, mën na nekk lu yoon tere (caporalato).
info-transport-2 = Ci yenn bérab, am na ay bis ngir liggéeykat yi. Nit mën na la wax ndax am na bis bu la jege.

info-after-1 = Nit ci sarwiis bii mooy jëkk a jàng sa nettali. Ginnaaw loolu dinanu la bindal walla nu woo la, ci anam gu wóor ci yaw.
info-after-2 = Soo bëggee, mën nga gis ñi lay dimbali: awokaa, kër, doktoor, liggéey. Jéego bu nekk, yaw yaa koy tànn. Mën nga taxaw.
info-after-3 = Tontu bu jëkk bi mën na jël ay fan. Mënunu la dig lu ci mujj.

info-hotlines-1 = Danger, safara, àmbilaas, pólis: { $emergency }. Doo fay dara.
info-hotlines-2 = Ñi ñuy noot walla di leen forse: { $trafficking }. Doo fay dara, guddi ak bëccëg, te mën nga bañ a wax sa tur. Jigéen ñi ñuy dóor walla di leen teg lu metti: { $violence }. Doo fay dara, guddi ak bëccëg.
info-hotlines-3 = Helpdesk bii: { $helpdesk }, doo fay dara. Su woote bi doxul, jëfandikool WhatsApp: { $whatsapp }. E-mail: { $email }

useful-ask = Ndax lii amal na la njariñ?
choice-ask-person = Laaj nit
useful-thanks = Jërëjëf.
useful-sorry = Jërëjëf. Nit mën na la ko gën a leeral.
