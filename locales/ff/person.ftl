### state: draft
### Talking to a person, requests, and the news that a person's decision brings. These texts may be seen by others: they say little.

person-ask = Winndu mesaas maa. Neɗɗo janngat ɗum.
person-open = Sarwiis oo ina udditii. So neɗɗo heɓii waktu, o jaaboto ma ɗoo. Limoore maa ko { $reference }.
person-closed = Sarwiis oo ina uddii jooni. Mesaas maa majjaani. Sarwiis oo udditoto { $date }, { $time }, caggal ɗuum neɗɗo jaaboto ma. Limoore maa ko { $reference }.
person-added = Mi ɓeydii ɗum e haala maa { $reference }.
person-here = Jooni neɗɗo ina winndondira e maa. Winndu "menu" ngam ruttaade e masiŋ oo.
person-gone = Masiŋ oo artii. Aɗa waawi winndude "neɗɗo" sahaa kala.

requests-none = Haala maa alaa ɗoo.
requests-choose = Haalaaji maa:
requests-one = Haala { $reference }, { $date }: { $state }
requests-answer = Jaabawol cakkitiingol: { $answer }
requests-no-answer = Jaabawol alaa tawo.
state-new = yettiima
state-open = neɗɗo ina golla heen
state-waiting = emin padi ma
state-answered = jaabaama
state-closed = uddaama

answer-frame = Jaabawol { $reference }: { $answer }
news-validated = Won ko hesɗi e { $reference }. Ɗum ina yaha yeeso. Neɗɗo winndanat ma.
news-question = Won naamnal e { $reference }: { $question }
news-oriented = Won ko hesɗi e { $reference }. Sarwiis goɗɗo ina waawi ɓurde wallude ma. Neɗɗo haalanat ma hol no.
news-closed = Haala { $reference } uddaama. So aɗa sokli min kadi, winndu "neɗɗo".

choice-link = Mi meeɗii winndude
link-ask = A meeɗii winndande min ko adii, e telefoŋ goɗɗo walla e app goɗɗo? Neldu limoore haala maa e kod suturo mum.
link-done = A jaaraama. Jooni aɗa waawi yiyde haalaaji maa fof ɗoo kadi.
link-wrong = Limoore ndee e kod oo njahdaani. Ƴeew kadi, walla winndu "neɗɗo".
notice-waiting = Aɗa jogii mesaas. Winndu ɗoo ngam janngude ɗum.
mail-subject = Mesasuuji
mail-how = Jaabo e-mail oo e limoore nde cuɓi-ɗaa ndee, walla e konngi maa.
