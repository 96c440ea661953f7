### state: draft
### Talking to a person, requests, and the news that a person's decision brings. These texts may be seen by others: they say little.

person-ask = Gbẹn ẹmwẹ ruẹ. Ọmwa gha tie ẹre.
person-open = Ma rre iwinna nia. Ọmwa gha zẹgiẹ zẹ ewanniẹn nuẹn vbe ehe na, deghẹ ọ sẹtin. Inọmba ruẹ ọre { $reference }.
person-closed = Ma i rre iwinna nia. Ẹmwẹ ruẹ ye rrọọ. Ma gha winna vbe { $date }, vbe ẹgogo { $time }, ọmwa ghi zẹ ewanniẹn. Inọmba ruẹ ọre { $reference }.
person-added = I rhie ọna ba emwi ne u nọ, { $reference }.
person-here = Nia, ọmwa ẹre ọ gbẹn gie ruẹ. Gbẹn "menu", deghẹ u hoo ne u werriegbe bu ekọmputa.
person-gone = Ekọmputa werriegbe rre nẹ. U sẹtin gbẹn "ọmwa" vbe ẹghẹ hia.

requests-none = U ma he nọ emwi rhọkpa.
requests-choose = Emwi ne u nọ:
requests-one = Emwi ne u nọ { $reference }, { $date }: { $state }
requests-answer = Ewanniẹn okiekie: { $answer }
requests-no-answer = Ewanniẹn ma he rre.
state-new = ọ sẹ ima nẹ
state-open = ọmwa winna yan rẹn
state-waiting = ma khẹ ruẹ
state-answered = ewanniẹn rrọọ
state-closed = ọ fo nẹ

answer-frame = Ewanniẹn ye { $reference }: { $answer }
news-validated = Iyẹn rrọọ vbekpae { $reference }. Ọ rrie odaro. Ọmwa gha gbẹn gie ruẹ.
news-question = Inọta rrọọ vbekpae { $reference }: { $question }
news-oriented = Iyẹn rrọọ vbekpae { $reference }. Emwa ọvbehe sẹtin ru iyobọ nuẹn sayọ. Ọmwa gha rhan otọ re nuẹn.
news-closed = Emwi ne u nọ { $reference } fo nẹ. Deghẹ u werriegbe gualọ ima, gbẹn "ọmwa".

choice-link = I ka gbẹn gie uwa nẹ
link-ask = U ka gbẹn gie ima vbe efoni ọvbehe ra vbe app ọvbehe ra? Gie inọmba ọghe emwi ne u nọ, kevbe ikod ekhokho ọghẹe (code).
link-done = Uruẹse. Nia, u vbe sẹtin miẹn emwi hia ne u nọ vbe ehe na.
link-wrong = Ikod na i re ọghe inọmba na. Werriegbe ghee ena, ra u gbẹn "ọmwa".
notice-waiting = Ẹmwẹ rrọọ nuẹn. Gbẹn vbe ehe na, ne u mieke na tie ẹre.
mail-subject = Ẹmwẹ
mail-how = Zẹ ewanniẹn ye e-mail na: gbẹn inọmba ọghe emwi ne u zẹ, ra u ya ẹmwẹ obọ ruẹ gbẹn.
