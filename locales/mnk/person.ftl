### state: draft
### Talking to a person, requests, and the news that a person's decision brings. These texts may be seen by others: they say little.

person-ask = I la kiilaariyaa safee. Moo be a karaŋ na.
person-open = Ntolu la biroo be yeleriŋ. Niŋ a si ke noo, moo be i jaabi la jaŋ katabake. I la niimaroo mu { $reference } le ti.
person-closed = Ntolu la biroo maŋ yele saayiŋ. I la kiilaariyaa marata. A be yele la: { $date }, { $time }. Wo waatoo, moo be i jaabi la. I la niimaroo mu { $reference } le ti.
person-added = Ŋa ñiŋ kafu i la ñininkaaroo { $reference } kaŋ.
person-here = Saayiŋ moo le be safeeroo kaŋ i ye. Niŋ i lafita muru la masiŋo ye, "menu" safee.
person-gone = Masiŋo muruta naŋ. I si "moo" safee noo waati-wo-waati.

requests-none = Ñininkaaroo te i bulu.
requests-choose = I la ñininkaaroolu:
requests-one = Ñininkaaroo { $reference }, { $date }: { $state }
requests-answer = Jaabiri labaŋo: { $answer }
requests-no-answer = Jaabiroo maŋ naa foloo.
state-new = a futata
state-open = moo be dookuwo kaŋ a to
state-waiting = ntolu be i batu la
state-answered = a jaabita
state-closed = a banta

answer-frame = Jaabiroo { $reference } ye: { $answer }
news-validated = Kibaaroo be { $reference } to. A be taa la ñaato. Moo be safeeroo ke la i ye.
news-question = Ñininkaaroo be { $reference } to: { $question }
news-oriented = Kibaaroo be { $reference } to. Deemaarilaa doolu si i maakoyi noo ka tambi ntolu la. Moo be a ñaa fo la i ye.
news-closed = Ñininkaaroo { $reference } banta. Niŋ i lafita ntolu la kotenke, "moo" safee.

choice-link = Ŋa safeeroo ke nuŋ
link-ask = I ye safeeroo ke ntolu ye nuŋ, talifoŋ doo to waraŋ app doo to baŋ? I la ñininkaaroo niimaroo niŋ a la code kii. Wo code be suturoo kono.
link-done = Abaraka. Saayiŋ i si i la ñininkaaroolu bee je noo jaŋ fanaŋ.
link-wrong = Niimaroo niŋ code maŋ beŋ. A juubee kotenke, waraŋ i ye "moo" safee.
notice-waiting = Kiilaariyaa be jaŋ i ye. Safeeroo ke jaŋ ka a karaŋ.
mail-subject = Kiilaariyaalu
mail-how = Jaabiroo ke ñiŋ e-mail ye: i ye meŋ tomboŋ, wo niimaroo safee, waraŋ i faŋo la kumoo safee.
