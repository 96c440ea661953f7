### state: reviewed
### Questions to legal experts: asked, answered, carried over.

## Questions on the page of a ticket

console-experts-section = Quesiti agli esperti
console-experts-section-none = Nessun quesito. Se serve un parere legale, chiedilo qui: chi risponde non vede di chi si parla.
console-experts-question = Quesito
console-experts-details = Quesito e fatti mostrati
console-experts-answer = Risposta dell'esperto
console-experts-expert = Esperto o esperta
console-experts-expertise = Materia
console-experts-asked = Chiesto
console-experts-due = Entro
console-experts-overdue = Scaduto
console-experts-no-facts = Nessun fatto della segnalazione è stato mostrato.
console-experts-sent = Inviato alla persona
console-experts-sent-italian = Che cosa dice, in italiano

## Areas of law

console-experts-labour-law = Diritto del lavoro
console-experts-pay = Paga e contributi
console-experts-permits = Permesso di soggiorno, art. 18 e 18-ter
console-experts-criminal = Diritto penale, art. 603-bis
console-experts-safety = Salute e sicurezza sul lavoro
console-experts-asylum = Protezione internazionale
console-experts-other = Altro

## States

console-experts-state-asked = Da prendere
console-experts-state-taken = Preso
console-experts-state-more = Servono altri fatti
console-experts-state-answered = Risposta da riportare
console-experts-state-carried = Riportato alla persona
console-experts-state-withdrawn = Ritirato

## Asking

console-experts-ask = Chiedi a un esperto
console-experts-ask-text = L'esperto legge solo quello che scrivi qui e i fatti che scegli: non il numero della richiesta, non la conversazione, non il nome.
console-experts-question-label = Il tuo quesito, in italiano
console-experts-question-hint = Descrivi la situazione senza nomi, numeri di telefono o luoghi precisi.
console-experts-choose = Scegli
console-experts-due-label = Risposta entro
console-experts-due-hint = Di solito due giorni lavorativi. Ora italiana.
console-experts-day = Giorno
console-experts-time = Ora
console-experts-facts = Fatti della segnalazione da mostrare
console-experts-facts-hint = Mostra solo ciò che serve a rispondere.
console-experts-facts-none = La persona non ha ancora fatto una segnalazione: scrivi tu quello che serve.
console-experts-identifies = Può identificare.
console-experts-identifies-text = Sono parole della persona: rileggile prima di mostrarle.
console-experts-ask-send = Invia il quesito
console-experts-error-expertise = Scegli la materia: così il quesito arriva a chi la conosce.
console-experts-error-past = Questo momento è già passato. Scegline uno futuro.
console-experts-error-moment = Scrivi un giorno e un'ora, per esempio 25/11/2026 e 10:00.
console-experts-error-identity = Qui c'è il numero della richiesta o il telefono della persona. Toglilo: l'esperto non deve vederlo.
console-experts-complete = Aggiungi fatti
console-experts-complete-title = Che cosa aggiungi
console-experts-complete-label = La tua risposta, in italiano
console-experts-complete-send = Rimanda all'esperto
console-experts-carry = Riporta alla persona
console-experts-carry-title = Che cosa riceverà la persona
console-experts-carry-label = Nella lingua della persona
console-experts-carry-hint = Parte così come lo scrivi. L'esperto lo vedrà.
console-experts-carry-waits = Una risposta che lo riporta sta aspettando di partire: guardala nella richiesta.
console-experts-italian-label = Che cosa dice, in italiano (facoltativo)
console-experts-italian-hint = Resta qui, non parte. Serve a chi controlla, e all'esperto.
console-experts-withdraw = Ritira il quesito
console-experts-withdraw-hint = L'esperto legge il motivo.
console-experts-withdraw-send = Ritira
console-experts-faster = Qualcun altro è arrivato prima: non è cambiato niente. Guarda come sta adesso.
console-experts-faster-carry = Il quesito è cambiato nel frattempo: non è partito niente. Guarda come sta adesso.
console-experts-difference = Le parti segnate sono diverse. Se salvi di nuovo, vale il tuo testo.
console-experts-difference-theirs = Com'è adesso
console-experts-difference-yours = Il tuo testo

## The expert's pages

console-experts-tab-open = Aperti
console-experts-tab-mine = I miei
console-experts-tab-answered = Risposti
console-experts-caption = Prima quelli che scadono prima
console-experts-none = Nessun quesito qui
console-experts-none-text = I quesiti del front office arrivano qui, con la materia e la scadenza. Ricevi un avviso quando ce n'è uno nuovo.
console-experts-help = Come funziona
console-experts-help-text = Prendi un quesito, rispondi in italiano, oppure chiedi altri fatti. Chi media riporta la risposta nella lingua della persona; qui vedi che cosa è stato inviato. Non vedi di chi si parla: se serve per rispondere, chiedilo dalla pagina del quesito.
console-experts-back = Tutti i quesiti
console-experts-identity = Chiedi di vedere chi è
console-experts-take = Prendi il quesito
console-experts-theirs = Lo ha preso { $name }. Se rispondi, diventa tuo.
console-experts-answer-label = La tua risposta, in italiano
console-experts-answer-hint = Frasi brevi: chi media la riporta in un'altra lingua. Indica la norma, se serve.
console-experts-answer-send = Invia la risposta
console-experts-answer-keep = Salva la bozza
console-experts-more = Servono altri fatti?
console-experts-more-label = Che cosa ti serve sapere
console-experts-more-hint = Torna a chi ha chiesto, che aggiunge i fatti.
console-experts-more-send = Chiedi altri fatti
console-experts-wants-more = Aspetti altri fatti dal front office.
console-experts-not-sent = La risposta non è ancora stata riportata alla persona.

## An answer that is of use to others

console-experts-propose = Riusa la risposta
console-experts-propose-text = Una risposta che serve anche ad altri può diventare una risposta pronta, dopo la revisione di un'altra persona, o l'inizio di un testo informativo.
console-experts-propose-label = Il testo, in italiano
console-experts-propose-hint = Togli tutto ciò che riguarda un caso solo.
console-experts-sure = Ho riletto il testo: niente fa capire di chi si parlava
console-experts-error-sure = Prima conferma che il testo non identifica nessuno.
console-experts-propose-canned = Proponi come risposta pronta
console-experts-propose-information = Usa per un testo informativo

## What has just been done

console-experts-notice-asked = Il quesito è inviato. La richiesta aspetta l'esperto.
console-experts-notice-withdrawn = Il quesito è ritirato.
console-experts-notice-taken = Il quesito è tuo.
console-experts-notice-more = La domanda è tornata a chi ha chiesto.
console-experts-notice-answered = La risposta è inviata al front office.
console-experts-notice-proposed = La risposta pronta è una bozza: un'altra persona deve rivederla.
