### state: draft
### Information: ten topics, three short screens at most. Numbers of hotlines are data, never written here.

information-choose = Ko hondun faalaɗon anndude?
choice-topic-pay = Njoɓdi e kontara
choice-topic-hours = Saa'iiji, fowtaare
choice-topic-safety = Barme, danndagol
choice-topic-threats = Papiye, hulɓingol
choice-topic-permits = Permesso
choice-topic-housing = Suudu
choice-topic-health = Cellal
choice-topic-transport = Oto e paasi
choice-topic-after = Ɓaawo hollitugol
choice-topic-hotlines = Nimero ballal

info-pay-1 = Yoɓugol golle ko waajibi. Hay si kontara alaa, ko non. Njoɓdi ndin no haani jokkude ahadi golle mon (CCNL).
info-pay-2 = Lewru kala on haani heɓude papiye njoɓdi (busta paga). Patron on no haani yoɓude e banki, maa e laawol goo ko hollata o yoɓii. O haanaa yoɓude kaalisi e junngo.
info-pay-3 = Winndee balɗe golle mon, saa'iiji ɗin e nokku on. Maree mesaasiiji e fotooji, si ɗun addataa tanaa. Ɗun wallay on lanndaade kaalisi mon si neebi.

info-hours-1 = Yontere golle ko leer 40. Hay si leer ɓeydaama, ɗun haanaa ɓurude leer 48 e hakkunde (media). Leer ko ɓeydaa ɗun, yoɓugol ɗun ko waajibi.
info-hours-2 = Ñannde kala hiɗon hanndi e leer 11 fowtaare. Yontere kala hiɗon hanndi e ñalaande wootere fowtaare. Si leer 6 feƴƴii e golle, on haani fowtaade seeda.
info-hours-3 = Hiɗon hanndi e gurte yoɓeteeɗe (ferie). Si on ñawnii, hollitee patron on, yahee ka dokturjo. Patron on haanaa raɗude on ka golle sabu ɗun.

info-safety-1 = Si on barmii, noddee { $emergency } maa yahee ka labutaani (pronto soccorso). Hollitee wonde ko ka golle barmuɗon. Hay si kontara alaa, ko non.
info-safety-2 = Asiransi fii barme ka golle (INAIL) ko fii gollooɓe fow, hay si kontara alaa.
info-safety-3 = Patron on no haani jonnude on ko danndata on: paɗe, gan (guanti), mask, jannugol golle ɗen, yahugol ka dokturjo. On yoɓataa hay huunde fii ɗun.

info-threats-1 = Hay gooto haanaa ƴettude paspoor mon maa papiyeeji mon. Patron on haanaa marude ɗun.
info-threats-2 = Hulɓingol on, piyugol on maa ommbugol on ka nder, ko bonnere ka sariya. Hiɗon waawi lanndaade ballal, hay si on maraa permesso.
info-threats-3 = Si hiɗon e nder tanaa (danger), noddee { $emergency }. Si ko lanndaade tun faalaɗon, noddee { $trafficking }: yoɓetaake, ñalorma e jemma, hara on hollitaali innde mon.

info-permits-1 = Sariya Itali on no waawi danndude yimɓe tooñaaɓe ka golle. Ɗun fotaa e yimɓe fow. Men waawaa wi'ude on heɓay permesso.
info-permits-2 = Sariya goo no dannda yimɓe wonɓe e nder tanaa (art. 18 TUI). Sariya goo no dannda yimɓe tooñaaɓe ka golle, si ɓe wallii hollitude ko laatii (art. 18-ter TUI).
info-permits-3 = Anndoowo sariya e oo sarwiisi no waawi ndaarude haaju mon wondude e mon. Ɗun yoɓetaake. Yewtee e men ado on yahude ka biro woo.

info-housing-1 = Si patron on jonnii on danki, nokku on no haani laaɓude, hara tanaa alaa ton, hara ndiyan e hurgo no woodi ton. Patron on haanaa ommbude on ka nder maa ndaarude ko waɗaton fow.
info-housing-2 = Coggu danki ngun no haani feewude. Patron on haanaa ƴettude njoɓdi mon ndin fow fii ɗun.
info-housing-3 = Nokku no woodi takko mon, ka waawuɗon walleede ɗaɓɓitude suudu (Poli Sociali). Neɗɗo no waawi hollitude on ka ɗun woni.

info-health-1 = Si ɗun no hawji (urgent), labutaani on no haani wallude yimɓe fow, hay si ɓe maraa permesso.
info-health-2 = Si on maraa permesso, hiɗon waawi lanndaade kod cellal (STP) ka labutaani maa ka biro cellal (ASL). E oo kod, hiɗon waawi yahude ka dokturjo.
info-health-3 = Hay si on maraa permesso, labutaani on haanaa hollitude ɗun ka poliis.

info-transport-1 = Hay gooto haanaa karhude on yoɓude mo paasi fii yahude ka golle. Si goɗɗo ƴettii kaalisi e njoɓdi mon fii paasi, no gasa sariya on haɗii ɗun (caporalato).
info-transport-2 = Ka nokku goo, bis no woodi fii gollooɓe. Neɗɗo no waawi hollitude on si bis no woodi takko mon.

info-after-1 = Taho, neɗɗo e oo sarwiisi janngay ko hollituɗon. Si ɗun feƴƴii, men winnday on maa men nodday on, e laawol ngol addantaa on tanaa.
info-after-2 = Si hiɗon faalaa, hiɗon waawi yewtude e yimɓe wallooɓe: awokaa, suudu, dokturjo, golle. Huunde kala, ko onon suɓotoo. Hiɗon waawi daraade.
info-after-3 = Ado men jaabaade on, balɗe seeda no waawi feƴƴude. Men waawaa wi'ude ko ɗun addata.

info-hotlines-1 = Tanaa (danger), yiite, ambilansi, poliis: { $emergency }. Yoɓetaake.
info-hotlines-2 = Tooñeede ka golle maa karheede: { $trafficking }. Yoɓetaake, ñalorma e jemma, hollitugol innde mon wonaa waajibi. Tooñugol maa piyugol rewɓe: { $violence }. Yoɓetaake, ñalorma e jemma.
info-hotlines-3 = Oo sarwiisi: { $helpdesk }, yoɓetaake. Si on waawaali noddude, huutoree WhatsApp: { $whatsapp }. E-mail: { $email }

useful-ask = Ɗun nafii on?
choice-ask-person = Lanndagol neɗɗo
useful-thanks = On jaaraama.
useful-sorry = On jaaraama. Neɗɗo no waawi hollitude on ɗun moƴƴa.
