### state: draft
### Information: ten topics, three short screens at most. Numbers of hotlines are data, never written here.

information-choose = I lafita munne loŋ na?
choice-topic-pay = Joo niŋ kontiraakoo
choice-topic-hours = Waatoo, foñondiŋo
choice-topic-safety = Asidaŋo, tankoo
choice-topic-threats = Kayitoo, silandiroo
choice-topic-permits = Permesso kayitoolu
choice-topic-housing = Siidulaa
choice-topic-health = Kendeyaa
choice-topic-transport = Motoo niŋ kuriyee
choice-topic-after = Danteeroo koolaa
choice-topic-hotlines = Talifoŋ niimaroolu

info-pay-1 = Dookuwo ñanta joo la. Wo mu toñaa ti, hani niŋ kontiraakoo te i bulu. I la dookuwo saratoo (CCNL) ye joo meŋ fo, i ñanta wo le soto la.
info-pay-2 = Karoo-wo-karoo, i ñanta joo kayitoo soto la (busta paga). Kuntiyo ñanta i joo la bank kono, waraŋ siloo doo la, meŋ noo ka tu jee. A kana kodoo dii i bulu.
info-pay-3 = I la dookuu luŋolu, waatoolu niŋ dookuu dulaa safee. Kiilaariyaalu niŋ nataaloolu mara, niŋ wo be tankariŋ. Niŋ wolu be i bulu, i si i la kodoo ñini noo waati doo la.

info-hours-1 = Lookuŋo kono, dookuu waatoo mu 40 le ti. Waati doolu si kafu noo a kaŋ. Bari niŋ i ye lookuŋ jamaa konti, a kana tambi 48 la lookuŋo kono. Wo waati doolu ñanta joo la.
info-hours-2 = Luŋ-wo-luŋ, i ñanta waatoo 11 foñondiŋo soto la. Lookuŋ-wo-lookuŋ, i ñanta foñondiŋ luŋ kiliŋ soto la. Niŋ i dookuuta waatoo 6, i ñanta foñondiŋ na domandiŋ.
info-hours-3 = I ñanta feetoo luŋolu soto la (ferie). Kuntiyo ñanta wo luŋolu joo la. Niŋ i kuuranta, a fo kuntiyo ye, i ye taa dokitaroo yaa. Kuntiyo kana i bayi wo kamma.

info-safety-1 = Niŋ i baramata, { $emergency } kumandi, waraŋ i ye taa lopitaanoo to (pronto soccorso). A fo ko a keta dookuwo le to. Wo mu toñaa ti, hani niŋ kontiraakoo te i bulu.
info-safety-2 = INAIL (insurance) be jee asidaŋolu ye dookuwo to. A be dookuulaalu bee le ye, hani niŋ kontiraakoo te i bulu.
info-safety-3 = Kuntiyo ñanta tankaraŋolu dii la i la: samatoo, gloves, mask. A ñanta i karandi la. Dokitaroo fanaŋ ñanta i juubee la. I te wo joo la.

info-threats-1 = Moo-wo-moo kana i la paasipooroo waraŋ i la kayitoolu taa. Kuntiyo kana wolu mara.
info-threats-2 = Niŋ moo ye i silandi, waraŋ a ye i lipa, waraŋ a ye i soroŋ buŋo kono, wo mu luwaatiiñaa le ti (crime). I si deemaaroo ñini noo, hani niŋ permesso te i bulu.
info-threats-3 = Niŋ i be danger kono, { $emergency } kumandi. Niŋ i lafita yaamaroo la, { $trafficking } kumandi. I te feŋ joo la, suutoo niŋ tiloo. Niŋ i maŋ lafi i too fo la, i kana a fo.

info-permits-1 = Moolu mennu ka tooñee dookuwo to (sfruttamento), Itali luwaa si wolu tanka noo. A te kiliŋ ti moolu bee ye. Ntolu te laahidoo ke noo la ko i be permesso soto la.
info-permits-2 = Tankoo doo be moolu ye, mennu be danger kono (art. 18 TUI). Tankoo doo fanaŋ be moolu ye, mennu ka tooñee dookuwo to, niŋ wolu ye deemaaroo ke ka a yitandi meŋ keta (art. 18-ter TUI).
info-permits-3 = Ntolu la moo doo ye luwaa loŋ. A si i la kuwo juubee noo niŋ ite. I te feŋ joo la. Diyaamu ntolu ye foloo, janniŋ i be taa la biroo-wo-biroo to.

info-housing-1 = Niŋ kuntiyo ye laaraŋo dii i la, a dulaa ñanta tanka la, a ñanta senuŋ na. Jiyo niŋ kamoo ñanta tara la jee. Kuntiyo kana i soroŋ, a kana i juubee waati-wo-waati.
info-housing-2 = Laaraŋo daa ñanta tiliŋ na, a kana koleyaa. Kuntiyo kana i la joo bee taa wo kamma.
info-housing-3 = Dulaalu be jee mennu sutiyaata i la. Wolu si i maakoyi noo ka buŋo ñini (Poli Sociali). Moo si wo dulaalu fo noo i ye.

info-health-1 = Niŋ kuwo tariyaata (emergency), lopitaanoo ñanta moo bee le maakoyi la, hani niŋ permesso te a bulu.
info-health-2 = Niŋ permesso te i bulu, i si kendeyaa niimaroo (STP) ñini noo lopitaanoo to, waraŋ kendeyaa biroo to (ASL). Niŋ wo be i bulu, dokitaroo si i juubee noo.
info-health-3 = Lopitaanoo kana a fo poliisoo ye ko permesso te i bulu.

info-transport-1 = Moo-wo-moo kana i forisee ka kodoo joo motoo kamma, ka taa dookuwo to. Niŋ moo ka kodoo taa i la joo kono motoo kamma, wo si ke noo luwaatiiñaa ti (caporalato).
info-transport-2 = Dulaa doolu to, kuriyeelu be jee dookuulaalu ye. Niŋ doo sutiyaata i la, moo si a fo noo i ye.

info-after-1 = Foloo, ñiŋ deemaarilaa doo be i la danteeroo karaŋ na. Wo koolaa, ntolu be safeeroo ke la i ye, waraŋ ntolu be i kumandi la, siloo meŋ be tankariŋ i ye.
info-after-2 = Niŋ i lafita, i si moolu je noo mennu ka maakoyiroo ke: looyaa, buŋo, dokitaroo, dookuwo. Kuu-wo-kuu, ite le be a tomboŋ na. I si daŋ noo.
info-after-3 = Jaabi foloo si luŋ doolu taa noo. Meŋ be bo la a to, ntolu te laahidoo ke noo la wo la.

info-hotlines-1 = Danger, dimbaa, ambulansoo, poliisoo: { $emergency }. I te feŋ joo la.
info-hotlines-2 = Tooñee (sfruttamento) waraŋ forisee: { $trafficking }. I te feŋ joo la, suutoo niŋ tiloo. Niŋ i maŋ lafi i too fo la, i kana a fo. Musoolu mennu ka lipa, mennu ka mantoora (violenza): { $violence }. I te feŋ joo la, suutoo niŋ tiloo.
info-hotlines-3 = Ntolu la talifoŋo: { $helpdesk }. I te feŋ joo la. Niŋ kumandiroo maŋ ke noo, safeeroo ke WhatsApp to: { $whatsapp }. E-mail: { $email }

useful-ask = Ñiŋ ye i nafaa baŋ?
choice-ask-person = Moo ñininkaa
useful-thanks = Abaraka.
useful-sorry = Abaraka. Moo si a fahaamundi noo i ye ka tambi ñiŋ na.
