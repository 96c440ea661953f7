### state: reviewed
### Accounts, second factors, identities, the register.

## Passwords and the second factor

console-access-password-common = Questa password è fra quelle che si indovinano per prime: molti la usano, o è una parola comune con qualche segno intorno. Scegli qualche parola che c'entra solo con te, una dopo l'altra.
console-access-password-expected = Questa password è fatta del tuo nome, del tuo indirizzo o del nome del servizio: è la prima cosa che si prova. Scegli altre parole.
console-access-busy = Troppe persone entrano in questo momento. Riprova tra qualche secondo.
console-access-password-free = Vanno bene tutti i caratteri, anche gli spazi; puoi incollarla. Non scade.
console-access-show = Mostra la password
console-access-hide = Nascondi la password
console-access-code-title = Secondo passo
console-access-code-text = La password è giusta. Ora serve il codice che mostra l'app sul tuo telefono.
console-access-code = Codice
console-access-code-hint = Sei cifre, ogni codice vale una volta sola. Se non hai il telefono: uno dei tuoi codici di recupero.
console-access-code-wrong = Il codice non è giusto, o è già stato usato. Aspetta il prossimo e scrivilo subito.
console-access-code-lost = Non ho il telefono
console-access-code-lost-text = Usa un codice di recupero: ognuno vale una volta. Se non ne hai, chi amministra può togliere il secondo passo di prima; poi ne imposti uno nuovo.
console-access-other-account = Accedi con un altro account
console-access-enrol-title = Imposta il secondo passo
console-access-enrol-text = Qui si leggono dati di persone in pericolo: la password da sola non basta. Oltre alla password serve un codice dal tuo telefono. Si imposta una volta.
console-access-enrol-app = Installa sul telefono un'app per codici (TOTP), per esempio Aegis, FreeOTP o quella che usi già.
console-access-enrol-scan = Nell'app aggiungi un account e inquadra questo quadrato.
console-access-enrol-picture = Codice QR con la stessa chiave che è scritta sotto
console-access-enrol-type = Oppure scrivi la chiave a mano:
console-access-enrol-code = Scrivi qui sotto il codice di sei cifre che l'app mostra adesso.
console-access-enrol-label = Codice dell'app
console-access-enrol-do = Conferma
console-access-enrol-wrong = Il codice non è quello della chiave qui sopra. Controlla che ora e data del telefono siano giuste e scrivi il codice di adesso.
console-access-device = Cambia telefono o app
console-access-device-text = Prima un codice del telefono di adesso, o un codice di recupero. Poi imposti quello nuovo.
console-access-device-new-text = Ora imposta il telefono nuovo. Finché non confermi vale ancora quello di prima. Le altre sessioni si chiudono.
console-access-codes = Codici di recupero
console-access-codes-text = Se non hai il telefono, un codice di recupero vale al posto del codice dell'app. Ognuno vale una volta.
console-access-codes-left = Codici di recupero ancora validi: { $count }
console-access-codes-new = Nuovi codici di recupero
console-access-codes-new-text = I codici di prima non valgono più.
console-access-codes-once = Si vedono solo adesso. Stampali o scrivili, e tienili lontano dal telefono: con la password aprono il tuo account.
console-access-codes-kept = Li ho messi al sicuro: avanti
console-access-print = Stampa

## One's own account

console-access-name-label = Come ti vedono colleghe e colleghi
console-access-notifications = Impostazioni degli avvisi
console-access-duty = Turni e carico
console-access-second = Secondo passo
console-access-second-yes = Impostato
console-access-second-no = Non impostato
console-access-second-text = A ogni accesso, dopo la password, serve un codice dal tuo telefono.
console-access-password = Cambia la password
console-access-password-text = Dopo il cambio le tue altre sessioni si chiudono.
console-access-password-do = Cambia la password
console-access-current = Password di adesso
console-access-current-wrong = Questa non è la tua password di adesso.
console-access-sessions = Sessioni
console-access-sessions-text = Dove il tuo account è aperto. Se qualcosa non ti torna, chiudi la sessione e cambia la password. Una sessione finisce dopo 12 ore senza attività e comunque dopo 7 giorni.
console-access-sessions-caption = Prima quella usata per ultima
console-access-browser = Programma
console-access-browser-unknown = Programma sconosciuto
console-access-begun = Inizio
console-access-seen = Ultima attività
console-access-this-session = Questa sessione
console-access-end = Chiudi
console-access-end-others = Chiudi tutte le altre

## Accounts of others

console-access-post = Ruolo e visibilità
console-access-post-text = Salvare chiude le sessioni di questa persona: accede di nuovo con ciò che vale da adesso.
console-access-own-post = Il tuo ruolo lo cambia un'altra persona che amministra.
console-access-scope = Richieste visibili
console-access-scope-hint = "Le proprie": quelle in carico a questa persona, quelle che segue, e quelle di nessuno. Con gruppo e regione si vedono anche quelle senza gruppo o regione.
console-access-scope-own = Le proprie
console-access-scope-team = Del gruppo
console-access-scope-region = Della regione
console-access-scope-all = Tutte
console-access-team = Gruppo
console-access-languages = Lingue parlate
console-access-expertise = Competenze
console-access-expertise-hint = Su questi temi arrivano i quesiti del front office.
console-access-reset = Togli il secondo passo
console-access-reset-text = Se la persona ha perso il telefono e i codici. Accertati che sia davvero lei. Le sue sessioni si chiudono; al prossimo accesso imposta un telefono nuovo. Resta scritto chi lo ha fatto.
console-access-error-team = Scegli un gruppo: questa persona vede le richieste del suo gruppo.
console-access-error-region = Scegli una regione: questa persona vede le richieste della sua regione.
console-access-error-changed = Non è stato salvato niente: nel frattempo qualcun altro ha cambiato questo account. Nel modulo c'è quello che avevi scelto tu: se lo salvi, vale quello.
console-access-error-last = Non è stato salvato niente: non resterebbe nessuno che amministra.
console-access-differences = Che cosa è diverso
console-access-field = Voce
console-access-theirs = Adesso
console-access-yours = Tua scelta
console-access-teams = Gruppi
console-access-teams-text = Un gruppo raccoglie persone e richieste: una sede, un progetto, un turno. Alle persone lo dai dalla loro pagina.
console-access-teams-none = Ancora nessun gruppo
console-access-teams-none-text = Finché non ce ne sono, chi ha la visibilità "Del gruppo" vede solo le richieste senza gruppo.
console-access-team-name = Nome del gruppo
console-access-team-new = Nuovo gruppo
console-access-team-add = Aggiungi il gruppo
console-access-team-taken = C'è già un gruppo con questo nome.
console-access-team-changed = Nel frattempo qualcun altro ha cambiato il nome: ora è "{ $name }". Non è stato salvato niente.

## Who somebody is

console-access-hidden = Nascosto: si vede solo con un'autorizzazione
console-access-phone = Numero lasciato nella segnalazione
console-access-identity = Chi è questa persona
console-access-identity-hidden = Numero, indirizzo e nome sono nascosti. Per vederli serve un motivo e il sì di un'altra persona. Per richiamare qualcuno non serve: il numero è nella pagina della richiamata.
console-access-identity-ask = Chiedi di vedere
console-access-identity-reason = Motivo
console-access-identity-hint = Lo legge chi decide. Di' perché serve, senza raccontare più del necessario.
console-access-identity-send = Invia la richiesta
console-access-identity-waiting = Hai chiesto di vederlo il { $at }. Un'altra persona deve decidere; ricevi un avviso.
console-access-identity-refused = La tua richiesta non è stata accolta il { $at }. Puoi chiedere di nuovo, con un altro motivo.
console-access-identity-over = L'autorizzazione è finita il { $at }.
console-access-identity-open = Lo vedi fino al { $until }. Ogni volta che apri la pagina resta scritto.
console-access-identity-nothing = Non si sa niente: la persona scrive dalla pagina web e non ha lasciato un numero.
console-access-error-reason = Scrivi perché ti serve.
console-access-back = Torna indietro
console-access-grants-text = Chi chiede di vedere chi è una persona, e perché. Decide un'altra persona: chi chiede non decide per sé. Il permesso finisce da solo.
console-access-grants-none = Nessuna richiesta da decidere
console-access-grants-none-text = Numero, indirizzo e nome di chi scrive sono nascosti. Quando qualcuno chiede di vederli, la richiesta con il motivo appare qui.
console-access-grants-who = Chiede:
console-access-grants-own = L'hai chiesto tu: decide un'altra persona.
console-access-grant = Sì, per { $hours } h
console-access-refuse = No
console-access-grants-open = Aperte adesso
console-access-grants-until = fino al { $until }
console-access-grants-end = Chiudi subito
console-access-grants-faster = Non è stato fatto: la richiesta è già stata decisa, o è tua. Guarda l'elenco di adesso.

## The register

console-access-register-text = Chi ha letto e chi ha fatto che cosa. Nessuna parola delle conversazioni. Anche chi guarda il registro resta scritto. Per sapere chi ha letto una richiesta, cerca il suo numero.
console-access-register-of = Chi ha letto questa richiesta e chi ha fatto che cosa
console-access-register-caption = Prima le azioni più recenti
console-access-register-none = Nessuna azione con questi filtri
console-access-register-none-text = Prova con meno filtri o con un periodo più lungo.
console-access-person = Persona
console-access-deed = Azione
console-access-object = Su che cosa
console-access-from = Dal giorno
console-access-to = Al giorno
console-access-service = Il servizio
console-access-chain-whole = Il registro è integro. Righe controllate: { $count }.
console-access-chain-changed = Il registro è stato manomesso: la riga { $place }, o ciò che c'era prima, è stata cambiata. Avvisa subito chi cura il sistema.
console-access-chain-missing = Il registro è stato manomesso: la riga { $place } manca. Avvisa subito chi cura il sistema.
console-access-chain-added = Il registro è stato manomesso: la riga { $place } è stata aggiunta. Avvisa subito chi cura il sistema.
console-access-chain-head = Il registro è stato manomesso: la fine non è dove era. Avvisa subito chi cura il sistema.
console-access-chain-end = Qui sono le ultime; il pulsante le controlla tutte.
console-access-chain-check = Controlla tutto il registro
console-access-did-read = Ha letto
console-access-did-see-identity = Ha visto l'identità
console-access-did-ask-identity = Ha chiesto l'identità
console-access-did-grant-identity = Ha autorizzato a vedere l'identità
console-access-did-refuse-identity = Ha rifiutato di mostrare l'identità
console-access-did-end-identity = Ha chiuso un'autorizzazione
console-access-did-take-over = Ha preso in carico
console-access-did-hand-back = Ha ridato alla macchina
console-access-did-answer = Ha risposto
console-access-did-send = Ha inviato un file
console-access-did-close = Ha chiuso
console-access-did-validate = Ha validato
console-access-did-ask-more = Ha chiesto altro
console-access-did-orient = Ha orientato ad altro servizio
console-access-did-call-back = Ha registrato una richiamata
console-access-did-merge = Ha unito
console-access-did-split = Ha separato
console-access-did-ask-erase = Ha chiesto di cancellare tutto
console-access-did-erase = Ha distrutto tutto
console-access-did-keep = Ha tenuto tutto
console-access-did-ask-channel = Ha chiesto un altro canale
console-access-did-add-channel = Ha aggiunto un canale
console-access-did-remove-channel = Ha tolto un canale
console-access-did-resend = Ha inviato di nuovo
console-access-did-resolve = Ha segnato come visto
console-access-did-log-in = È entrata o entrato
console-access-did-recovery-code = Ha usato un codice di recupero
console-access-did-set-password = Ha scelto una password
console-access-did-second-factor = Ha impostato il secondo passo
console-access-did-recovery-codes = Ha fatto nuovi codici di recupero
console-access-did-reset-second-factor = Ha tolto il secondo passo a qualcuno
console-access-did-end-session = Ha chiuso sessioni
console-access-did-invite = Ha invitato
console-access-did-reset = Ha dato un nuovo link
console-access-did-disable = Ha disattivato
console-access-did-enable = Ha riattivato
console-access-did-edit = Ha modificato
console-access-did-add = Ha aggiunto
console-access-did-name = Ha cambiato il proprio nome
console-access-did-check = Ha controllato tutto il registro
console-access-object-media = File
console-access-object-message = Messaggio
console-access-object-contact = Persona che scrive
console-access-object-staff = Account
console-access-object-unlock = Richiesta di identità
console-access-object-question = Quesito
console-access-object-quarantine = Messaggio fallito
console-access-object-service = Servizio sul territorio

## What was done

console-access-notice-password = La password è cambiata. Le altre sessioni sono chiuse.
console-access-notice-sessions = Fatto: la sessione è chiusa.
console-access-notice-recovery = Sei dentro con un codice di recupero. Ancora validi: { $count }. Nel tuo account puoi farne di nuovi.
console-access-notice-asked = La richiesta è partita. Ricevi un avviso quando qualcuno ha deciso.
console-access-notice-granted = Autorizzato. Chi ha chiesto riceve un avviso.
console-access-notice-refused = Non autorizzato. Chi ha chiesto riceve un avviso.
console-access-notice-ended = L'autorizzazione è chiusa.
console-access-notice-team = Il gruppo è aggiunto. Dallo alle persone dalla loro pagina.

# The end of the audit, sent each day to an address outside.
console-access-anchor-subject = Approdo: fine del registro, { $day }
console-access-anchor-text = Il registro degli accessi finisce qui: { $anchor }
console-access-anchor-keep = Conserva questo messaggio. Con «approdo check --audit --anchor» e questo valore si vede se qualcuno ha tagliato o riscritto il registro.
