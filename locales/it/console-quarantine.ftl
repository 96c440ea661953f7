### state: reviewed
### Messages that could not be processed: the list, one of them opened.

console-quarantine-kept = Un messaggio resta qui al massimo { $days } giorni, e { $settled } giorni dopo che è stato ripetuto o scartato. Poi si cancella da solo.
console-quarantine-ending = { $count } di questi messaggi si cancellano entro due settimane. Aprili prima.
console-quarantine-until = Si cancella il
console-quarantine-settled = Già sistemati
console-quarantine-settled-caption = Prima gli ultimi
console-quarantine-outcome = Esito
console-quarantine-replayed = Ripetuto
console-quarantine-discarded = Scartato
console-quarantine-entry = Messaggio fallito
console-quarantine-tries = Ripetuto senza riuscire
console-quarantine-content = Contenuto
console-quarantine-hidden = Chi lo ha scritto resta nascosto. Ogni apertura viene registrata.
console-quarantine-unreadable = Non c'è niente che si possa leggere qui ({ $size } byte).
console-quarantine-cut = Qui c'è solo l'inizio: in tutto sono { $size } byte.
console-quarantine-is-settled = Questo messaggio è già stato ripetuto o scartato.
console-quarantine-replay = Ripeti il messaggio
console-quarantine-replay-text = Il sistema lo elabora come se arrivasse adesso, e il bot risponde alla persona. Se adesso non è sicuro scriverle, la risposta aspetta. Se fallisce ancora, resta qui con la nuova causa.
console-quarantine-call = È una telefonata: la linea è chiusa, quindi non si può ripetere.
console-quarantine-discard = Scarta il messaggio
console-quarantine-reason = Perché lo scarti
console-quarantine-error-reason = Scrivi perché lo scarti.
console-quarantine-notice-replayed = Il messaggio è stato elaborato.
console-quarantine-notice-failed = Il messaggio è fallito ancora: qui sotto c'è la nuova causa.
console-quarantine-notice-discarded = Il messaggio è stato scartato.
