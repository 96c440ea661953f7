### state: draft
### Texts about danger, consent and who sees what. In a draft language the reading language always follows.

emergency = Niŋ i be danger kono saayiŋ, { $emergency } kumandi. I te feŋ joo la. I si { $trafficking } fanaŋ kumandi noo. I te feŋ joo la, suutoo niŋ tiloo. Niŋ i maŋ lafi i too fo la, i kana a fo.
emergency-ask-ticket = I lafita ntolu ye a fo deemaarilaa doo ye jaŋ ko i la kuwo tariyaata baake baŋ?
emergency-told = Ntolu ye a fo deemaarilaa doo ye ko i la kuwo tariyaata baake. I la niimaroo mu { $reference } le ti. Ntolu la biroo ka yele ka bo Teneŋo la fo Arajumoo. Janniŋ wo, niŋ i be danger kono, { $emergency } kumandi.
emergency-safe-phone = Moo doo ka i la talifoŋo juubee baŋ? I si ñiŋ kacaa tuutuu noo talifoŋo to.

welcome-1 = Salaam aleekum. Ñiŋ deemaaroo be dookuulaalu le ye, mennu be Itali. I te feŋ joo la.
welcome-2 = I be safeeroo kaŋ masiŋo le ye. Moolu be dookuwo kaŋ a kooma. Ntolu te poliisoo ti. Ntolu te i la kuntiyo ti.
welcome-3 = I ka meŋ safee, wo be tu la suturoo kono. Ñiŋ deemaarilaalu doroŋ ne si a karaŋ noo. I si daŋ noo waati-wo-waati: "stop" safee.

consent-1 = Janniŋ i be i la dookuwo kuwo fo la ntolu ye, fo i ye soŋ foloo. I ka meŋ safee, ntolu ka wo mara ka i maakoyi: dookuwo, kayitoolu, kendeyaa, silandiroo.
consent-2 = Ñiŋ deemaarilaalu doroŋ ne ka a karaŋ. Ntolu te a dii la i la kuntiyo la. Janniŋ ntolu be diyaamu la biroo-wo-biroo ye, ntolu be i ñininkaa la foloo.
consent-3 = Luwaa: GDPR, art. 6 niŋ 9. I si "hani" fo noo. Niŋ i sonta, i si balaŋ noo waati doo la, i ye a bee tuutuu: "n na safeeroo tuutuu" safee.
consent-ask = I sonta baŋ?
choice-consent-yes = Haa, n sonta
choice-consent-no = Hani
consent-refused = Wo beteyaata. Ntolu te i la danteeroo mara la. I si kibaaroolu karaŋ noo hani saayiŋ, waraŋ i ye diyaamu moo ye.

draft-language-note = Ñiŋ safeeroolu kutayaata Mandinka kaŋo to. Filoolu si tara jee. Safeeri kummaalu be naa la kaŋ fulanjaŋo fanaŋ to.

erase-ask = I ye meŋ safee ntolu ye, i lafita wo bee tuutuu la baŋ? Niŋ i sonta, moo te a karaŋ noo la kotenke. Niŋ luŋ kiliŋ tambita, ntolu be a tuutuu la. Wo koolaa, moo te i la ñininkaaroolu jaabi noo la.
choice-erase-yes = Haa, a bee tuutuu
choice-erase-no = Hani, a mara
erase-done = Saayiŋ moo te i la safeeroo karaŋ noo la. Ntolu be a tuutuu la: { $date }, { $time }. Ñiŋ kacaa i la talifoŋo to, ite doroŋ ne si wo tuutuu noo. Niŋ i lafita ntolu ye a bee mara, "a mara" safee janniŋ wo.
erase-kept = Feŋ maŋ tuutuu. A bee be jaŋ.
erase-notice = Talifoŋ doo to waraŋ app doo to, moo ye a fo ntolu ye ka i la safeeroo bee tuutuu. Saayiŋ moo te a karaŋ noo la. Ntolu be a tuutuu la: { $date }, { $time }. Niŋ i lafita a mara la, "a mara" safee janniŋ wo.
erase-young = Ñiŋ talifoŋo waraŋ ñiŋ app maŋ mee jaŋ. { $date }, { $time }, wo koolaa, i si a bee tuutuu noo jaŋ. Niŋ i lafita a tuutuu la janniŋ wo, "moo" safee.

receipt-code = Ñininkaaroo { $reference } la code mu { $code } le ti. Wo ñanta tu la suturoo kono. Niimaroo niŋ code mara. I kana wolu yitandi moo la. Niŋ wolu be i bulu, i si kontinee noo talifoŋ doo to.

link-offer = I lafita i la ñininkaaroolu je la jaŋ fanaŋ baŋ? Niŋ i sonta, ntolu be a safee la i la talifoŋ doo to waraŋ i la app doo to.
link-waits = { $date }, { $time }, wo koolaa, i be i la ñininkaaroolu je la jaŋ.
link-notice = Moo lafita i la ñininkaaroo { $reference } je la talifoŋ doo to waraŋ app doo to. Niŋ ite te wo ti, "nte te" safee. Niŋ ite le mu, "nte le mu" safee.
choice-not-me = Nte te (not me)
choice-it-is-me = Nte le mu (it is me)
link-undone = Talifoŋ doo waraŋ app doo te i la ñininkaaroolu je noo la.
link-joined = Saayiŋ talifoŋ doo waraŋ app doo si i la ñininkaaroolu je noo.
prove-ask = Ka taa ñaato, ñiŋ code kii ntolu ye: { $code }. A be dookuu la waatoo kiliŋ. Niŋ ite maŋ a ñininkaa, i kana feŋ ke.
prove-wrong = Ñiŋ code maŋ beŋ. Feŋ maŋ yelemandi. A foloo kotenke, waraŋ i ye "moo" safee.
