### state: draft
### Talking to a person, requests, and the news that a person's decision brings. These texts may be seen by others: they say little.

person-ask = Winndee mesaasi mon. Neɗɗo janngay ɗun.
person-open = Jooni sarwiisi on no udditii. Neɗɗo jaaboto on ɗoo tuma o waawi. Nimero mon ko { $reference }.
person-closed = Jooni sarwiisi on no ommbii. Mesaasi mon no maraa. Men udditay ñannde { $date }, leer { $time }, neɗɗo jaaboto on. Nimero mon ko { $reference }.
person-added = Mi ɓeydii ɗun e nimero { $reference }.
person-here = Jooni ko neɗɗo winndata on. Winndee "menu" si hiɗon faalaa yiltaade e masin on.
person-gone = Masin on artii. Tuma kala hiɗon waawi winndude "neɗɗo".

requests-none = On lanndaaki hay huunde.
requests-choose = Ko lanndiɗon:
requests-one = Nimero { $reference }, { $date }: { $state }
requests-answer = Ko men jaabii jooni: { $answer }
requests-no-answer = Men siwaa jaabaade.
state-new = hewtii
state-open = neɗɗo no gollude e ɗun
state-waiting = ko onon men habbii
state-answered = men jaabike
state-closed = ommbaama

answer-frame = Ko men jaabii fii { $reference }: { $answer }
news-validated = Goɗɗun no woodi fii { $reference }. Ɗun yahii yeeso. Neɗɗo winnday on.
news-question = Men lanndike on fii { $reference }: { $question }
news-oriented = Goɗɗun no woodi fii { $reference }. Sarwiisi goo no ɓuri waawude wallude on. Neɗɗo hollitay on ko honno.
news-closed = Nimero { $reference } ommbaama. Winndee "neɗɗo" si hiɗon faalaa ballal fahin.

choice-link = Mi winndiino on
link-ask = On winndiino men e telefon goo maa e app goo? Nabee nimero ko lanndiɗon ɗun, e kod gunndoo mun.
link-done = On jaaraama. Jooni hiɗon waawi yi'ude ɗoo kadi ko lanndiɗon fow.
link-wrong = Oo kod wonaa kod oo nimero. Ndaaree fahin, maa winndee "neɗɗo".
notice-waiting = On heɓii mesaasi. Winndee ɗoo fii janngude ɗun.
mail-subject = Mesaasiiji
mail-how = Jaabee oo e-mail e nimero mo suɓiɗon on, maa e haala mon.
