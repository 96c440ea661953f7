### state: draft
### Information: ten topics, three short screens at most. Numbers of hotlines are data, never written here.

information-choose = Hol ko njiɗ-ɗaa anndude?
choice-topic-pay = Njoɓdi, kontara
choice-topic-hours = Waktuuji, fooftere
choice-topic-safety = Aksidaa, kisal
choice-topic-threats = Kaayitaaji, hulɓinde
choice-topic-permits = Permesso
choice-topic-housing = Suudu, galle
choice-topic-health = Cellal
choice-topic-transport = Yahde to golle
choice-topic-after = Caggal nde neldu-mi
choice-topic-hotlines = Limooje telefoŋ

info-pay-1 = Golle ina poti yoɓeede, hay so a alaa kontara. Njoɓdi ndii ina foti rewde nanondiral golle maa (CCNL).
info-pay-2 = Lewru kala aɗa foti heɓde kaayit njoɓdi (busta paga). Patroŋ ina foti yoɓirde ma banke, walla laawol goɗngol ngol woppata seede. O fotaani yoɓde ma kaalis e junngo.
info-pay-3 = Winndu balɗe golle maa, waktuuji ɗii e nokku oo. Jogo mesasuuji e nate, so ɗum addantaa ma tanaa. Ɗum ina waawi wallude ma ɗaɓɓude kaalis maa so ɓooyii.

info-hours-1 = Yontere golle woowaande ko waktuuji 40. So waktuuji ɓeydaama, ɗi potaani ɓurde 48 e yontere, e hakkunde jonte keewɗe (moyenne). Waktuuji ɓeydaaɗi ina poti yoɓeede.
info-hours-2 = Aɗa jogii hakke fooftaade waktuuji 11 ñalnde fof, e ñalawma gooto yontere kala. So a gollii waktuuji 6, aɗa foti heɓde fooftere seeɗa.
info-hours-3 = Aɗa jogii hakke fooftere yoɓeteende (ferie). So a sellaani, haalan patroŋ oo, yah to doktoor. Patroŋ alaa hakke riiwde ma sabu ɗuum.

info-safety-1 = So a gaañiima, noddu { $emergency } walla yah to safrirde (pronto soccorso). Haal wonde ɗum waɗi ko to golle. Ko noon, hay so a alaa kontara.
info-safety-2 = Asiraas aksidaaji golle (INAIL) ko wonande kala gollotooɗo, hay so o alaa kontara.
info-safety-3 = Patroŋ ina foti rokkude ma ko danndata ma: paɗe, ko suddata juuɗe, maske, jaŋde golle, yiyde doktoor. A yoɓataa heen hay huunde.

info-threats-1 = Hay gooto alaa hakke ƴettude paaspoor maa walla kaayitaaji maa. Patroŋ alaa hakke jogaade ɗi.
info-threats-2 = Hulɓinde ma, fiyde ma walla sokde ma e suudu ko bonannde to sariya. Aɗa waawi ɗaɓɓude ballal hay so a alaa permesso (permesso di soggiorno).
info-threats-3 = So aɗa e tanaa (danger), noddu { $emergency }. So aɗa sokli wasiyo, noddu { $trafficking }: jamma e ñalawma, a yoɓataa hay huunde, a haalataa innde maa so a yiɗaa.

info-permits-1 = Sariya Itali ina waawi danndude yimɓe tooñaaɓe e golle (sfruttamento). Wonaa gootum wonande yimɓe fof. Min mbaawaa fodande ma permesso.
info-permits-2 = Ina woodi danndugol wonande yimɓe wonɓe e tanaa (danger, art. 18 TUI). Ina woodi goɗngol wonande tooñaaɓe e golle, so ɓe mballii hollude ko waɗi (art. 18-ter TUI).
info-permits-3 = Neɗɗo annduɗo sariya e sarwiis oo ina waawi ƴeewdude e maa ngonka maa. A yoɓataa hay huunde. Haaldu e amen hade maa yahde to biro.

info-housing-1 = So patroŋ rokkii ma ɗo ɗaanoto-ɗaa, nokku oo ina foti hisde, laaɓa, jogoo ndiyam e taarorde (WC). Patroŋ alaa hakke sokde ma toon walla ƴeewde ma toon.
info-housing-2 = Coggu ɗaanorde ndee ina foti wonde ko nuunɗi. Patroŋ alaa hakke ƴettude njoɓdi maa fof sabu ɗuum.
info-housing-3 = Ina woodi nokkuuji ɓadiiɗi ma, baawɗi wallude ma yiylaade galle (Poli Sociali). Neɗɗo ina waawi haalande ma hol to ɗi ngoni.

info-health-1 = So ina heñii (emergenza), safrirde ina foti wallude neɗɗo kala, hay so o alaa permesso.
info-health-2 = So a alaa permesso, aɗa waawi ɗaɓɓude kod cellal (STP) to safrirde walla to biro cellal (ASL). So aɗa jogii kod oo, aɗa waawi yiyde doktoor.
info-health-3 = Safrirde alaa hakke habrude poliis wonde a alaa permesso.

info-transport-1 = Hay gooto alaa hakke waawnude ma yoɓde mo ngam oto nawoowo ma to golle. So goɗɗo ittii kaalis e njoɓdi maa sabu oto, ɗum ina waawi wonde ko sariya haɗi (caporalato).
info-transport-2 = E nokkuuji goɗɗi ina woodi biisuuji gollotooɓe. Neɗɗo ina waawi haalande ma so won heen ɓadiiɗo ma.

info-after-1 = Ko adii fof, neɗɗo e sarwiis oo janngat ko neldu-ɗaa koo. Caggal ɗuum min mbinndanat ma walla min noddat ma, e laawol ngol addantaa ma tanaa.
info-after-2 = So aɗa yiɗi, aɗa waawi yiyde yimɓe wallooɓe: awokaa, galle, doktoor, golle. Huunde kala, ko aan suɓotoo. Aɗa waawi daraade.
info-after-3 = Hade maa heɓde jaabawol, balɗe seeɗa ina mbaawi ɓennude. Min mbaawaa fodande ma ko waɗata caggal ɗuum.

info-hotlines-1 = Tanaa (danger), jaynge, ambilaas, poliis: { $emergency }. A yoɓataa hay huunde.
info-hotlines-2 = So a tooñaama walla a waawnaama e golle: { $trafficking }. Jamma e ñalawma, a yoɓataa hay huunde, a haalataa innde maa so a yiɗaa. So debbo fiyaama walla tooñaama: { $violence }. Jamma e ñalawma, a yoɓataa hay huunde.
info-hotlines-3 = Sarwiis amen: { $helpdesk }, a yoɓataa hay huunde. So noddugol ngol yahaani, huutoro WhatsApp: { $whatsapp }. E-mail: { $email }

useful-ask = Ɗum nafii ma?
choice-ask-person = Naamno neɗɗo
useful-thanks = A jaaraama.
useful-sorry = A jaaraama. Neɗɗo ina waawi ɓurde faamninde ma ɗum.
