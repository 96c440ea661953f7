### state: reviewed
### Talking to a person, requests, and the news that a person's decision brings. These texts may be seen by others: they say little.

person-ask = Scrivi il tuo messaggio. Lo leggerà una persona.
person-open = Siamo aperti. Una persona risponderà qui appena possibile. Il tuo numero è { $reference }.
person-closed = Adesso siamo chiusi. Il tuo messaggio è conservato. Apriamo il { $date } alle { $time } e una persona risponderà. Il tuo numero è { $reference }.
person-added = L'ho aggiunto alla tua richiesta { $reference }.
person-here = Adesso ti scrive una persona. Scrivi "menu" per tornare alla macchina.
person-gone = C'è di nuovo la macchina. In ogni momento puoi scrivere "persona".

requests-none = Non hai richieste.
requests-choose = Le tue richieste:
requests-one = Richiesta { $reference }, { $date }: { $state }
requests-answer = Ultima risposta: { $answer }
requests-no-answer = Non c'è ancora una risposta.
state-new = arrivata
state-open = una persona ci lavora
state-waiting = aspettiamo te
state-answered = ha una risposta
state-closed = chiusa

answer-frame = Risposta a { $reference }: { $answer }
news-validated = Ci sono novità su { $reference }. Va al prossimo passo. Una persona ti scriverà.
news-question = C'è una domanda su { $reference }: { $question }
news-oriented = Ci sono novità su { $reference }. Un altro servizio può aiutarti meglio. Una persona ti dirà come.
news-closed = La richiesta { $reference } è chiusa. Scrivi "persona" se hai ancora bisogno di noi.

choice-link = Ho già scritto
link-ask = Ci hai già scritto da un altro telefono o da un'altra app? Manda il numero della tua richiesta e il suo codice segreto.
link-done = Grazie. Ora vedi anche qui tutte le tue richieste.
link-wrong = Il numero e il codice non vanno insieme. Guarda di nuovo, oppure scrivi "persona".
notice-waiting = C'è un messaggio per te. Scrivi qui per leggerlo.
mail-subject = Messaggi
mail-how = Rispondi a questa e-mail con il numero della tua scelta, o con parole tue.
