### state: reviewed

# Pagine
console-deadlines-hours-title = Orari e scadenze
console-deadlines-nav = Orari, scadenze e ritardi
console-deadlines-nav-hours = Orari di apertura
console-deadlines-nav-answers = Tempi di risposta
console-deadlines-nav-late = In ritardo
console-deadlines-nav-mail = Avvisi per e-mail

# Orari
console-deadlines-hours-text = In questi orari ci sono persone al lavoro. Fuori orario risponde il bot: dice quando si riapre e mette i messaggi in coda, primi al mattino. Le scadenze contano soltanto il tempo di apertura.
console-deadlines-help = Come si scrivono gli orari
console-deadlines-help-text = Un periodo è fatto di due ore con un trattino: 9:30-18:00. Più periodi in un giorno si separano con una virgola: 9:30-13:00, 14:00-18:00. Un campo vuoto vuol dire chiuso. Nelle festività nazionali si è chiusi; un'eccezione vale anche in quei giorni. Gli orari sono quelli di Roma. Dopo un cambio, il bot usa subito i nuovi orari e le scadenze aperte si ricalcolano entro pochi minuti.
console-deadlines-week = Settimana
console-deadlines-week-hint = Per esempio 9:30-13:00, 14:00-18:00. Vuoto: chiuso.
console-deadlines-save = Salva
console-deadlines-try = Mostra senza salvare
console-deadlines-wrong = Niente è stato salvato. Correggi i campi segnati.
console-deadlines-changed = Nel frattempo qualcuno ha salvato altri valori. Niente è stato salvato: accanto ai campi diversi vedi che cosa vale adesso. Salva di nuovo per usare i tuoi.
console-deadlines-now = Adesso vale: { $value }
console-deadlines-error-times = "{ $part }" non è un periodo. Scrivi due ore con un trattino, per esempio 9:30-18:00.
console-deadlines-error-backwards = Il periodo { $part } finisce prima di cominciare.
console-deadlines-error-overlap = Il periodo { $part } si sovrappone a quello prima.
console-deadlines-error-many = Al massimo sei periodi in un giorno.
console-deadlines-error-empty-week = Scrivi almeno un periodo nella settimana. Per chiudere singoli giorni usa le eccezioni.
console-deadlines-closed = Chiuso

# Eccezioni
console-deadlines-exceptions = Eccezioni
console-deadlines-exceptions-caption = Giorni con altri orari, da oggi in poi
console-deadlines-exceptions-none = Nessuna eccezione in programma. Aggiungi qui il santo patrono, una chiusura o un'apertura straordinaria.
console-deadlines-day = Giorno
console-deadlines-hours = Orari
console-deadlines-why = Motivo
console-deadlines-why-hint = Soltanto per il personale, per esempio "Santo patrono".
console-deadlines-add = Aggiungi
console-deadlines-remove = Togli
console-deadlines-acts = Azioni
console-deadlines-error-day = Scegli un giorno da oggi in poi.
console-deadlines-error-day-taken = Per questo giorno c'è già un'eccezione: { $value }. Toglila prima di aggiungerne un'altra.
console-deadlines-error-why = Scrivi il motivo, al massimo 80 caratteri.

# Anteprima
console-deadlines-preview = I prossimi 14 giorni
console-deadlines-preview-caption = Quando ci sono persone al lavoro
console-deadlines-preview-unsaved = Questa anteprima mostra gli orari scritti nei campi: non sono ancora salvati.
console-deadlines-holiday = Festività nazionale
console-deadlines-exception = Eccezione: { $name }
console-deadlines-as-weekday = Come ogni settimana

# Tempi di risposta
console-deadlines-answers-title = Tempi di risposta
console-deadlines-answers-text = Quanto tempo di apertura può passare prima che una persona riceva risposta, per priorità. Il tempo si ferma mentre aspettiamo la persona.
console-deadlines-answers-help = Come funzionano le scadenze
console-deadlines-answers-help-text = La prima risposta si conta da quando la richiesta si apre, quella successiva da quando la persona scrive dopo una nostra risposta, la soluzione fino alla chiusura. Quando una parte del tempo è passata arriva un avviso a chi ha in carico la richiesta o, se nessuno l'ha, a chi è in turno e parla la lingua. Quando il tempo è finito lo sa anche il ruolo scelto qui e la priorità sale di un gradino, una volta sola. I nuovi tempi valgono per le scadenze che cominciano da adesso e quando cambia la priorità di una richiesta.
console-deadlines-first-answer = Prima risposta
console-deadlines-next-answer = Risposta successiva
console-deadlines-solution = Soluzione
console-deadlines-time-hint = Ore e minuti di apertura, per esempio 8:00.
console-deadlines-warn = Avviso quando è passato (%)
console-deadlines-escalate = In ritardo lo sa anche
console-deadlines-error-time = Scrivi ore e minuti, per esempio 8:00, al massimo 2000 ore.
console-deadlines-error-order = La soluzione non può venire prima della prima risposta.
console-deadlines-error-percent = Un numero da 1 a 99.

# In ritardo
console-deadlines-late-title = In ritardo
console-deadlines-late-text = Scadenze passate mentre la persona aspetta ancora. Qui si vedono soltanto i numeri delle richieste.
console-deadlines-late-none = Niente è in ritardo
console-deadlines-late-none-text = Quando una scadenza passa senza risposta, la richiesta appare qui con chi l'ha in carico e da quando è in ritardo.
console-deadlines-late-by = Per persona e gruppo
console-deadlines-late-by-caption = Chi ha in carico che cosa è in ritardo
console-deadlines-late-caption = Scadenze in ritardo, la più vecchia per prima
console-deadlines-late-what = Scadenza
console-deadlines-late-since = In ritardo da
console-deadlines-late-oldest = La più vecchia
console-deadlines-late-count = Quante
console-deadlines-late-nobody = Nessuno
console-deadlines-late-more = Altre scadenze sono in ritardo. La lista mostra le più vecchie: { $count }
console-deadlines-owner = In carico a
console-deadlines-team = Gruppo
console-deadlines-priority = Priorità

# Sulla pagina della richiesta
console-deadlines-clocks = Scadenze
console-deadlines-clocks-none = Questa richiesta non ha scadenze.
console-deadlines-clocks-hint = Il tempo che resta è tempo di apertura.
console-deadlines-by = entro { $moment }, restano { $left }
console-deadlines-soon = entro { $moment }, presto: restano { $left }
console-deadlines-late = in ritardo da { $moment }
console-deadlines-stands = ferma mentre aspettiamo la persona, restano { $left }
console-deadlines-stands-late = ferma mentre aspettiamo la persona, il tempo è finito
console-deadlines-met = fatta in tempo, { $moment }
console-deadlines-met-late = fatta in ritardo, { $moment }
console-deadlines-unknown = corre, ma gli orari di apertura non bastano per dire fino a quando

# Avvisi per e-mail
console-deadlines-mail-title = Avvisi per e-mail
console-deadlines-mail-hint = Il messaggio dice soltanto che c'è qualcosa di nuovo nella console: nessun nome, nessun numero, nessuna parola delle conversazioni. Ne arriva al massimo uno ogni 15 minuti, e solo se non hai già visto l'avviso.
console-deadlines-mail-label = Scrivimi un'e-mail quando c'è qualcosa di nuovo per me
console-deadlines-mail-subject = Approdo: c'è qualcosa di nuovo
console-deadlines-mail-text = C'è qualcosa di nuovo per te in Approdo: { $link }
console-deadlines-mail-off = Puoi spegnere questi messaggi nella console, alla voce Avvisi per e-mail: { $link }
