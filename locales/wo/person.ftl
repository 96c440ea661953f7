### state: draft
### Talking to a person, requests, and the news that a person's decision brings. These texts may be seen by others: they say little.

person-ask = Bindal sa bataaxal. Nit dina ko jàng.
person-open = Ubbi nanu. Nit dina tontu fii ni mu gën a gaawe. Sa nimero mooy { $reference }.
person-closed = Tëj nanu léegi. Denc nanu sa bataaxal. Dinanu ubbi { $date } ci { $time }, te nit dina tontu. Sa nimero mooy { $reference }.
person-added = Dolli naa ko ci sa mbir { $reference }.
person-here = Léegi nit moo lay bindal. Bindal "menu" ngir dellu ci masin bi.
person-gone = Masin bi dellusi na. Saa su nekk mën nga bind "nit".

requests-none = Amaguloo mbir fii.
requests-choose = Say mbir:
requests-one = Mbir { $reference }, { $date }: { $state }
requests-answer = Tontu bu mujj: { $answer }
requests-no-answer = Amagul tontu.
state-new = yegsi na
state-open = nit a ngi ciy liggéey
state-waiting = yaw lanuy xaar
state-answered = am na tontu
state-closed = tëj nanu ko

answer-frame = Tontu ci { $reference }: { $answer }
news-validated = Am na lu bees ci { $reference }. Mu ngi dem ci jéego bi ci topp. Nit dina la bindal.
news-question = Am na laaj ci { $reference }: { $question }
news-oriented = Am na lu bees ci { $reference }. Beneen sarwiis mën na la gën a dimbali. Nit dina la wax naka.
news-closed = Tëj nanu sa mbir { $reference }. Bindal "nit" su fekkee soxla nga nu ba tey.

choice-link = Bindoon naa ba noppi
link-ask = Ndax bindoon nga nu, ci beneen telefon walla ci beneen app? Yónneel nimero sa mbir ak kodu mbóot bi.
link-done = Jërëjëf. Léegi mën nga gis fii it say mbir yépp.
link-wrong = Nimero bi ak kod bi dëppoowuñu. Xoolaatal, walla nga bind "nit".
notice-waiting = Am nga bataaxal. Bindal fii ngir jàng ko.
mail-subject = Bataaxal yi
mail-how = Tontul ci e-mail bii: bindal nimero bi nga tànn, walla say baat.
