### state: reviewed
### The staff console. Short sentences; the terms of the guidelines; no plural forms, because a count stands after a colon.

console-name = Approdo
console-institution = Helpdesk Interistituzionale Anticaporalato
console-skip = Vai al contenuto
console-navigation = Pagine
console-menu = Menu
console-footer = Leggere una richiesta o una scheda viene registrato. Quello che leggi qui resta qui.

## Entering

console-log-in = Accedi
console-log-out = Esci
console-email = E-mail
console-password = Password
console-wrong = E-mail o password non corrispondono. Controlla e riprova.
console-wait = Troppi tentativi non riusciti. Riprova tra { $minutes } min. Se hai dimenticato la password, chiedi un nuovo link a chi amministra.
console-forgotten = Password dimenticata? Chi amministra può darti un nuovo link.
console-ready = La password è impostata. Ora puoi accedere.
console-set-up = Scegli la tua password
console-set-up-first = Questo link crea il primo account, quello di chi amministra. Poi potrai invitare le altre persone.
console-set-up-invited = Questo account è per te. Se i dati non sono i tuoi, chiudi la pagina e avvisa chi ti ha dato il link.
console-set-up-send = Imposta la password
console-person-name = Nome e cognome
console-new-password = Nuova password
console-new-password-hint = Almeno { $count } caratteri. Va bene una frase che ricordi solo tu.
console-password-again = La stessa password un'altra volta

## Names of pages and columns

console-tickets = Richieste
console-ticket = Richiesta
console-queue = Coda del Focal Point
console-staff = Persone
console-hotlines = Numeri utili
console-quarantine = Messaggi falliti
console-reference = Numero
console-kind = Tipo
console-state = Stato
console-queue-name = Coda
console-language = Lingua
console-region = Regione
console-channel = Canale
console-owner = In carico a
console-opened = Arrivata
console-activity = Ultima attività
console-acts = Azioni
console-moment = Quando
console-cause = Causa
console-about = Stava leggendo
console-urgent = Urgente
console-urgent-danger = Pericolo attuale: prima di tutto il resto
console-next-page = Pagina successiva
console-save = Salva
console-minutes = { $count } min
console-hours = { $count } h
console-days = { $count } g

## The list of tickets

console-filters = Filtri
console-filter = Mostra
console-filter-unfinished = Da fare (non chiuse)
console-filter-every = Tutte
console-filter-urgent = Solo urgenti
console-filter-none = Togli i filtri
console-reference-mistyped = Il numero non è giusto: ha nove cifre, per esempio 482-913-570. Fattelo ripetere.
console-tickets-caption = Prima le urgenti, poi quelle con l'attività più recente
console-tickets-none = Nessuna richiesta da fare
console-tickets-none-text = Qui arrivano le domande e le segnalazioni di chi scrive al servizio: le urgenti in alto. Quelle chiuse si trovano con il filtro "Stato".
console-tickets-none-filtered = Nessuna richiesta con questi filtri
console-tickets-none-filtered-text = Prova con meno filtri, o cerca il numero che la persona ti ha detto.

console-kind-question = Domanda
console-kind-report = Segnalazione
console-kind-urgent = Urgenza
console-state-new = Nuova
console-state-open = In lavorazione
console-state-waiting = In attesa della persona
console-state-answered = Risposta data
console-state-closed = Chiusa
console-queue-front-office = Front office
console-queue-focal-point = Focal Point
console-channel-telegram = Telegram
console-channel-whatsapp = WhatsApp
console-channel-messenger = Messenger
console-channel-instagram = Instagram
console-channel-sms = SMS
console-channel-email = E-mail
console-channel-web = Pagina web
console-channel-voice = Telefono
console-channel-terminal = Terminale

## One ticket

console-back-to-tickets = Tutte le richieste
console-conversation = Conversazione
console-conversation-none = Ancora nessun messaggio.
console-older = Messaggi precedenti
console-bot-turns = Con la macchina: { $count }
console-author-worker = Persona
console-author-bot = Macchina
console-author-staff = Helpdesk
console-message-button = Ha premuto un pulsante
console-message-location = Ha mandato la posizione
console-message-voice = Messaggio vocale, non conservato
console-message-attachment = Foto o allegato, non conservato
console-message-notice = Avviso senza contenuto: c'è un messaggio
console-message-edited = Ha modificato un messaggio già inviato
console-message-written = Scritto il { $time }: è arrivato dopo
console-delivery-failed = Non consegnato
console-delivery-held = Trattenuto
console-delivery-queued = In attesa di invio
console-worker-blocked = La persona ha bloccato il servizio su questo canale. I messaggi non arrivano finché non scrive di nuovo.
console-worker-quiet = La persona ha scritto "stop". I messaggi restano trattenuti finché non scrive di nuovo.
console-worker-language = La persona ha scelto
console-worker-reads = Riceve i testi anche in
console-worker-language-unknown = La persona non ha ancora scelto una lingua.
console-to-answer = Vai alla risposta
console-answer = Risposta
console-answer-label = La tua risposta
console-answer-hint = Scrivi in quella lingua: il testo arriva così com'è. Qualcun altro può vedere il telefono: niente nomi, niente promesse.
console-answer-send = Invia la risposta
console-charge-person = Adesso risponde una persona dell'helpdesk. La macchina tace.
console-charge-bot = Adesso risponde la macchina. Se invii una risposta, la conversazione passa a te.
console-charge-elsewhere = Adesso risponde una persona, nella richiesta { $reference }.
console-take-over = Prendi in carico
console-hand-back = Ridai alla macchina
console-close = Chiudi la richiesta
console-report = Segnalazione
console-report-none = Questa persona non ha inviato una segnalazione.

console-error-empty = Scrivi qualcosa prima di inviare.
console-error-long = Il testo è troppo lungo: al massimo { $count } caratteri.
console-error-faster = Non è stato fatto: nel frattempo qualcuno è arrivato prima. Guarda lo stato di adesso e decidi di nuovo.

console-notice-taken-over = Hai preso in carico la conversazione. La persona lo sa.
console-notice-handed-back = La conversazione è di nuovo della macchina. La persona lo sa.
console-notice-answered = La risposta è in partenza.
console-notice-closed = La richiesta è chiusa. Se la persona scrive ancora, si riapre.
console-notice-validated = Valutazione validata. La persona sa che si va al passo successivo.
console-notice-more-asked = La domanda è in partenza.
console-notice-oriented = Orientamento registrato. La persona sa che ci sono novità; il motivo resta qui.
console-notice-saved = Salvato.
console-notice-unchanged = Era già così: non è cambiato niente.
console-notice-disabled = L'account è disattivato e le sue sessioni sono chiuse.
console-notice-enabled = L'account è di nuovo attivo.
console-notice-call-noted = Il tentativo è registrato. La persona resta nell'elenco.
console-notice-callback-closed = Il tentativo è registrato e la richiamata è chiusa.
console-notice-callback-opened = La persona è nell'elenco delle richiamate.
console-notice-no-number = La persona ha chiamato senza mostrare il numero: ascolta il messaggio, forse ha detto come raggiungerla.
console-notice-link = Ecco il link. Si vede solo adesso, vale 24 ore e una volta sola. Dallo alla persona in modo sicuro.
console-link = Link

## Call-backs

console-callbacks = Richiamate
console-callbacks-text = Persone che hanno chiesto di essere richiamate e persone la cui chiamata è finita prima che qualcuno potesse aiutarle. Apri una voce per vedere il numero; l'apertura viene registrata.
console-callbacks-caption = Prima chi è in pericolo, poi chi si può chiamare adesso in sicurezza, da chi aspetta da più tempo
console-callbacks-none = Nessuno da richiamare
console-callbacks-none-text = Chi al telefono chiede di essere richiamato, o riattacca prima di aver ottenuto qualcosa, compare qui.
console-callback = Richiamata
console-voice-answer = Questa persona ha telefonato: una risposta scritta non la raggiunge. Richiamala, o scrivile su un altro suo canale.
console-callback-ask = Metti nelle richiamate
console-callback-reason = Motivo
console-callback-asked = Vuole essere richiamato
console-callback-abandoned = Ha riattaccato nel menu
console-callback-missed = Ha riattaccato prima di scegliere la lingua
console-callback-danger = Ha premuto il tasto del pericolo
console-callback-time = Orario sicuro
console-callback-time-unknown = Nessuno lo ha chiesto
console-callback-now = Sicuro adesso
console-callback-now-yes = Sì
console-callback-now-unknown = Non si sa
console-callback-now-no = Non adesso
console-callback-not-now = Non chiamare adesso.
console-callback-not-now-text = A quest'ora non è sicuro per la persona. Torna all'orario sicuro.
console-callback-message-no = Non lasciare messaggi.
console-callback-message-no-text = Se risponde una segreteria o un'altra persona, riattacca senza dire chi sei.
console-callback-message-yes = Puoi lasciare un messaggio.
console-callback-message-yes-text = La persona ha detto di sì. Di' solo che richiamerai: non chi sei, non di che cosa si tratta.
console-callback-number = Numero di telefono
console-callback-attempts = Tentativi
console-callback-attempts-none = Nessuno ha ancora provato.
console-callback-outcome = Com'è andata?
console-callback-outcome-text = Prima chiama, poi scegli. Dopo cinque tentativi senza risposta la richiamata si chiude; una nuova chiamata la riapre.
console-callback-open = Da richiamare
console-callback-done = Raggiunta
console-callback-given-up = Abbandonata
console-outcome-reached = Abbiamo parlato
console-outcome-no-answer = Non risponde
console-outcome-message = Non risponde, lasciato un messaggio
console-outcome-busy = Occupato
console-outcome-wrong-number = Numero sbagliato
console-outcome-refused = Non vuole essere chiamato
## Files

console-file-voice = Messaggio vocale
console-file-image = Foto
console-file-video = Video
console-file-document = File
console-file-download = Scarica
console-file-waiting = sta arrivando. Ricarica la pagina fra poco.
console-file-refused = non conservato:
console-file-size = è troppo grande (più di 20 MB) o vuoto.
console-file-program = è un programma. Può essere pericoloso.
console-file-gave-up = il canale non lo ha dato, dopo due giorni di tentativi.
console-file-gone = non si può più aprire.
console-file-label = File, se serve
console-file-hint = Foto, vocale, video o documento, fino a 10 MB. Parte dopo il testo, come messaggio a sé.
console-file-again = Scegli di nuovo il file: non è stato inviato.
console-error-file-size = Il file è vuoto o più grande di { $count } MB. Scegline uno più piccolo: il testo è ancora qui.
console-error-file-kind = Il file è un programma e non si può inviare. Il testo è ancora qui.

## How far a message has come

console-delivery-sent = Inviato
console-delivery-delivered = Consegnato
console-delivery-read = Letto
console-why-stop = la persona ha scritto "stop". Parte quando scrive di nuovo.
console-why-window = il tempo per scrivere è finito. Parte quando la persona scrive di nuovo.
console-why-later = si riprova fra poco.
console-why-blocked = la persona ha bloccato il servizio o non è più lì.
console-why-gave-up = il canale non ha risposto, dopo tre giorni di tentativi.
console-why-damaged = il messaggio non si può più aprire.
console-why-file = il suo file non si può leggere.
console-why-address = l'indirizzo non è giusto.
console-why-slow = il canale chiede di rallentare
console-why-silent = il canale non risponde

console-window-open = Puoi scrivere liberamente fino a { $until }.
console-window-person = Puoi scrivere fino a { $until }: una persona ha { $days } giorni dall'ultimo messaggio, la macchina 24 ore.
console-window-closed-notice = Il tempo per scrivere è finito. Se rispondi, la persona riceve un avviso senza contenuto e la risposta aspetta finché non scrive.
console-window-closed = Il tempo per scrivere è finito. Se rispondi, la risposta aspetta finché la persona non scrive; niente la avvisa.
console-weekday-1 = lunedì
console-weekday-2 = martedì
console-weekday-3 = mercoledì
console-weekday-4 = giovedì
console-weekday-5 = venerdì
console-weekday-6 = sabato
console-weekday-7 = domenica

## Channels

console-channels = Canali
console-channels-text = Come va ogni canale. Qui non c'è nessuna parola dei messaggi.
console-channels-caption = I canali già usati
console-channels-none = Nessun canale ancora in uso
console-channels-none-text = Quando qualcuno scrive al servizio, qui appare il suo canale: che cosa aspetta, che cosa non è stato consegnato e perché. Chi cura il sistema accende un canale nella configurazione.
console-channels-unused = Non ancora usati, o spenti nella configurazione:
console-channel-works = Funziona?
console-channel-up = Sì
console-channel-down = No, da { $since }:
console-channel-retry = Si riprova: { $at }
console-channel-queued = In attesa
console-channel-paused = Da riprovare dal { $since }: { $count }. Il prossimo: { $at }
console-channel-held = Trattenuti
console-channel-failed = Non consegnati
console-channel-last-in = Ultimo in arrivo
console-channel-last-out = Ultimo in partenza
console-channel-fetched = La persona legge qui
console-letters = Messaggi non consegnati
console-letters-text = Non ripartono da soli. Togli prima la causa, poi invia di nuovo.
console-letters-caption = Prima gli ultimi
console-letters-none = Tutto consegnato
console-letters-none-text = Se un messaggio non si può consegnare, non va perso: appare qui con l'ora, il canale e il perché, e si può inviare di nuovo.
console-letters-more = Ce ne sono altri: appaiono quando questi sono partiti.
console-letter-open = Apri la richiesta
console-resend = Invia di nuovo
console-notice-resent = Il messaggio è di nuovo in partenza.

## One person, many channels

console-person = Canali di questa persona
console-person-one = Finora la persona scrive solo da qui.
console-person-several = La persona vede tutte queste richieste da ogni canale.
console-person-here = questa conversazione
console-person-heard = ultimo messaggio
console-person-no-requests = Nessuna richiesta da questo canale.
console-person-changed = Non è stato fatto niente: nel frattempo una delle conversazioni è stata cancellata o spostata.
console-continue = Avanti
console-leave-it = Lascia tutto com'è
console-merge = Unisci con un'altra richiesta della stessa persona
console-merge-label = Numero dell'altra richiesta
console-merge-hint = Solo se sai che è la stessa persona. La pagina seguente dice che cosa succede.
console-merge-title = Unire due conversazioni
console-merge-text = Le due conversazioni diventano di una sola persona. Chi scrive da uno dei canali vede le richieste di tutti, con stato e ultima risposta.
console-merge-ours = Questa persona
console-merge-theirs = Si aggiunge
console-merge-warning = Se sono due persone diverse, una legge le richieste dell'altra. Resta scritto chi ha unito. Si può dividere di nuovo.
console-merge-do = Sì, è la stessa persona: unisci
console-merge-unknown = Non c'è nessuna richiesta con questo numero. Forse la persona l'ha cancellata.
console-merge-already = Questa richiesta è già della stessa persona.
console-split = Separa questo canale
console-split-title = Separare un canale
console-split-text = Il canale con le sue richieste diventa una persona a sé. Da lì non si vedono più le altre richieste, e dagli altri canali non si vedono più le sue.
console-split-theirs = Va per conto suo
console-split-ours = Resta insieme
console-split-warning = Resta scritto chi ha separato. Si può unire di nuovo.
console-split-do = Separa
console-notice-merged = Unite: la persona vede tutte le richieste da ogni canale.
console-notice-split = Separato: ogni parte vede solo le sue richieste.

## The Focal Point queue and the sheet

console-queue-text = Segnalazioni che le regole collocano nei casi da 2 a 5. La macchina propone, il Focal Point decide.
console-queue-caption = Prima chi aspetta da più tempo
console-queue-undecided = Mostra solo quelle da decidere
console-queue-every = Mostra anche quelle decise
console-queue-none = Niente da decidere
console-queue-none-text = Quando una persona invia una segnalazione e le regole propongono un caso da 2 a 5, la scheda precompilata appare qui. Il caso 1 è urgente e va al front office.
console-proposed-case = Caso proposto
console-waiting-since = In attesa da
console-matching = Abbinamento
console-matching-focal-point = Focal Point
console-matching-access-point = Punto di Accesso
console-assessment-proposed = Proposta
console-assessment-more-asked = Chiesto altro alla persona
console-assessment-validated = Validata
console-assessment-oriented = Orientata ad altro servizio

console-back-to-queue = Coda del Focal Point
console-sheet = Scheda di valutazione preliminare
console-to-sheet = Apri la scheda e decidi
console-to-conversation = Apri la conversazione
console-proposal = Proposta delle regole
console-proposal-case = Le regole propongono:
console-proposal-also = Da valutare anche:
console-proposal-outside = La tabella dei percorsi non copre questa situazione. Serve una persona che cerchi un altro aiuto. Si basa su:
console-proposal-missing = Non se ne sa abbastanza per proporre un caso. Mancano:
console-case = Caso { $number }
console-case-1 = grave sfruttamento e pericolo attuale
console-case-2 = soggiorno irregolare, sfruttamento, vuole collaborare con le autorità
console-case-3 = soggiorno irregolare, sfruttamento, incontro durante un'ispezione del lavoro
console-case-4 = permesso di soggiorno regolare, sfruttamento
console-case-5 = soggiorno irregolare o temporaneamente regolare, elementi di prova non sufficienti
console-path-1 = Percorso: programma di assistenza e integrazione, art. 18 TUI, sistema antitratta. Non BdI: consegna urgente.
console-path-2 = Percorso: permesso art. 18-ter c. 1 TUI. BdI: sì.
console-path-3 = Percorso: permesso art. 18-ter c. 2 TUI. BdI: sì.
console-path-4 = Percorso: nessuno specifico. BdI: dopo un approfondimento.
console-path-5 = Percorso: nessuno specifico. BdI: dopo un approfondimento.
console-machine = Precompilata dalla macchina con le regole { $rules }. Non è una decisione e non rifiuta nessuno.
console-assessment-state = Stato della valutazione
console-queued = In coda dal
console-decided = Ultima decisione
console-reason = Motivo
console-criteria = Criteri, uno per uno
console-criterion = Criterio
console-finding = Esito
console-finding-met = Sì
console-finding-not-met = No
console-finding-unknown = Non si sa
console-rests-on = Si basa su
console-missing = Manca
console-source = Fonte
console-criterion-danger = Pericolo attuale per la persona
console-criterion-outside-eu = Viene da fuori dell'Unione europea
console-criterion-exploitation = Sfruttamento lavorativo
console-criterion-intermediation = Intermediazione illecita (caporalato)
console-criterion-severe = Gravità
console-criterion-irregular = Soggiorno irregolare
console-criterion-cooperation = Vuole collaborare con le autorità
console-criterion-inspection = Incontro durante un'ispezione
console-source-danger = Art. 18 TUI; linee guida, caso 1
console-source-outside-eu = Linee guida, destinatari
console-source-exploitation = Art. 603-bis c. 3 c.p., basta un indice; linee guida, criterio 1
console-source-intermediation = Art. 603-bis c. 1 n. 1 c.p.; linee guida, criterio 1
console-source-severe = Art. 603-bis c. 2 c.p.; indicatori OIL del lavoro forzato
console-source-irregular = Linee guida, casi 2, 3 e 5
console-source-cooperation = Art. 18-ter c. 1 TUI; linee guida, caso 2
console-source-inspection = Art. 18-ter c. 2 TUI; linee guida, caso 3

console-decision = Decisione
console-decision-text = La decisione è tua. Validare e orientare sono definitivi; chiedere altro lascia la scheda in coda.
console-decision-made = La decisione è presa e resta così.
console-unsent = Quello che avevi scritto e non è partito:
console-validate = Valida
console-validate-text = La persona è eleggibile: si passa all'abbinamento e al primo contatto.
console-validate-checked = Ho letto la scheda e la segnalazione
console-error-unchecked = Prima di validare, conferma di aver letto la scheda e la segnalazione.
console-ask-more = Chiedi altro
console-ask-more-text = Manca qualcosa per decidere. La domanda arriva alla persona così come la scrivi.
console-ask-more-label = La tua domanda
console-orient = Orienta ad altro servizio
console-orient-text = Un altro servizio può aiutare meglio, per primi i Poli Sociali. Una persona dell'helpdesk spiegherà come.
console-orient-label = Motivo
console-orient-hint = Lo leggono solo le persone dell'helpdesk. Alla persona diciamo soltanto che ci sono novità.

## People

console-staff-caption = Chi ha un account
console-role = Ruolo
console-roles = Che cosa può fare ogni ruolo
console-role-operator = Front office
console-role-operator-text = Legge le richieste e risponde.
console-role-legal-expert = Esperto o esperta legale
console-role-legal-expert-text = Risponde ai quesiti del front office, senza vedere chi li riguarda.
console-role-focal-point = Focal Point
console-role-focal-point-text = Legge le richieste, risponde, decide sulle schede.
console-role-coordinator = Coordinamento
console-role-coordinator-text = Vede gli elenchi e i canali, senza conversazioni. Cambia i numeri utili.
console-role-administrator = Amministrazione
console-role-administrator-text = Gestisce gli account e i numeri utili, vede i canali. Non legge le conversazioni.
console-account-active = Attivo
console-account-invited = Invito da accettare
console-account-disabled = Disattivato
console-yourself = Sei tu
console-enable = Riattiva
console-disable = Disattiva
console-new-link = Nuovo link
console-new-link-hint = "Nuovo link" toglie subito la password di prima e chiude le sessioni di quella persona.
console-invite = Invita
console-invite-text = Ricevi un link da dare alla persona. Vale 24 ore: con quello sceglie la sua password.
console-error-email = Questo non è un indirizzo e-mail. Scrivilo come anna@example.org.
console-error-name = Scrivi un nome, al massimo 100 caratteri.
console-error-role = Scegli un ruolo.
console-error-taken = C'è già un account con questo indirizzo. Usa "Nuovo link".
console-error-short = La password è troppo corta: almeno { $count } caratteri.
console-error-different = Le due password non sono uguali. Scrivile di nuovo.

## Hotlines

console-hotlines-text = I testi per chi scrive mostrano questi numeri. Una modifica vale dopo pochi secondi, in tutte le lingue.
console-hotline-emergency = Emergenze
console-hotline-trafficking = Numero antitratta
console-hotline-violence = Violenza contro le donne
console-hotline-helpdesk = Questo helpdesk, numero verde
console-hotline-whatsapp = Questo helpdesk, WhatsApp
console-hotline-email = Questo helpdesk, e-mail
console-error-number = Questo numero non si può comporre. Usa cifre e spazi, con un + solo all'inizio.

## Failed turns

console-quarantine-text = Messaggi in arrivo che non è stato possibile elaborare. Chi legge le conversazioni può aprirli, farli elaborare di nuovo o scartarli.
console-quarantine-count = Da guardare: { $count }
console-quarantine-caption = Prima i più vecchi
console-quarantine-none = Nessun messaggio fallito
console-quarantine-none-text = Se un messaggio non si può elaborare, non va perso: appare qui con l'ora, il canale e la causa.

## Problems

console-problem-not-found = Pagina non trovata
console-problem-not-found-text = Questa pagina non c'è, o non è per il tuo ruolo. Una richiesta può essere stata cancellata da chi l'ha scritta. Un link per la password vale 24 ore e una volta sola.
console-problem-stale = La pagina era troppo vecchia
console-problem-stale-text = Per sicurezza non è stato fatto niente. Torna indietro, ricarica la pagina e riprova.
console-problem-too-large = Il testo o il file è troppo grande
console-problem-too-large-text = Non è stato inviato niente. Torna indietro, accorcia il testo o scegli un file più piccolo.
console-problem-busy = Un momento
console-problem-unclear = La richiesta non è chiara
console-problem-unclear-text = Non è stato fatto niente. Torna indietro, ricarica la pagina e riprova.
console-problem-failed = Qualcosa non ha funzionato
console-problem-failed-text = Riprova tra poco. Se succede ancora, dai a chi cura il sistema l'ora e il riferimento.
console-problem-reference = Riferimento:
console-problem-home = Torna all'inizio

## Languages, as the staff calls them

console-language-it = italiano
console-language-en = inglese
console-language-fr = francese
console-language-ar = arabo
console-language-pcm = pidgin nigeriano
console-language-bin = edo
console-language-wo = wolof
console-language-mnk = mandinka
console-language-ff = pulaar
console-language-fuf = pular
console-language-ur = urdu

## Areas of the console

console-places = Aree
console-account = Il mio account
console-notifications = Avvisi
console-questions = Quesiti
console-canned = Risposte pronte
console-macros = Macro
console-directory = Servizi sul territorio
console-texts = Testi
console-deadlines = Orari e scadenze
console-figures = Dati
console-audit = Registro
console-unlocks = Richieste di identità
console-state-waiting-expert = In attesa dell'esperto
console-priority = Priorità
console-priority-low = Bassa
console-priority-normal = Normale
console-priority-high = Alta
console-priority-urgent = Urgente
console-role-mediator = Mediazione
console-role-mediator-text = Legge le richieste, risponde nella lingua della persona, traduce.

console-problem-hidden = La persona ha chiesto di cancellare tutto
console-problem-hidden-text = La richiesta è nascosta e nessuno può leggerla o rispondere. Viene distrutta un giorno dopo la domanda, se la persona non ci ripensa.
console-erasures = Cancellazioni chieste
console-erasures-text = Queste persone hanno chiesto di cancellare tutto. Il contenuto è già nascosto. Possono ripensarci fino alla distruzione.
console-erasures-none = Nessuno ha chiesto di cancellare.
console-erasures-asked = Chiesto
console-erasures-due = Distrutto
console-links = Canali aggiunti con numero e codice
console-links-waiting = aspetta fino al
console-links-unsure = aspetta un sì da un altro canale: troppi codici provati
console-links-joined = aggiunto
console-links-undone = tolto
console-links-undo = Togli questo canale
console-notice-unlinked = Il canale è stato tolto.
