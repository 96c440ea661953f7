### state: reviewed
### The staff console. Short sentences; the terms of the guidelines; no plural forms, because a count stands after a colon.

console-name = Approdo
console-institution = Helpdesk Interistituzionale Anticaporalato
console-skip = Vai al contenuto
console-navigation = Pagine
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
console-message-voice = Messaggio vocale: qui non si può ancora ascoltare
console-message-attachment = Foto o allegato: qui non si può ancora aprire
console-message-edited = Ha modificato un messaggio già inviato
console-delivery-failed = Non consegnato
console-delivery-held = Trattenuto: la persona ha scritto "stop"
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
console-notice-resolved = Segnato come visto.
console-notice-link = Ecco il link. Si vede solo adesso, vale 24 ore e una volta sola. Dallo alla persona in modo sicuro.
console-link = Link

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
console-role-legal-expert-text = Legge le richieste e risponde.
console-role-focal-point = Focal Point
console-role-focal-point-text = Legge le richieste, risponde, decide sulle schede.
console-role-coordinator = Coordinamento
console-role-coordinator-text = Vede gli elenchi, senza conversazioni. Cambia i numeri utili.
console-role-administrator = Amministrazione
console-role-administrator-text = Gestisce gli account e i numeri utili. Non legge le conversazioni.
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
console-hotlines-wrong = Non è stato salvato niente: correggi i valori segnati.
console-hotline-emergency = Emergenze
console-hotline-trafficking = Numero antitratta
console-hotline-violence = Violenza contro le donne
console-hotline-helpdesk = Questo helpdesk, numero verde
console-hotline-whatsapp = Questo helpdesk, WhatsApp
console-hotline-email = Questo helpdesk, e-mail
console-error-number = Questo numero non si può comporre. Usa cifre e spazi, con un + solo all'inizio.

## Failed turns

console-quarantine-text = Messaggi in arrivo che non è stato possibile elaborare. Il contenuto resta sigillato. Chi cura il sistema trova la causa; poi si segna come visto.
console-quarantine-count = Da guardare: { $count }
console-quarantine-caption = Prima i più vecchi
console-quarantine-none = Nessun messaggio fallito
console-quarantine-none-text = Se un messaggio non si può elaborare, non va perso: appare qui con l'ora, il canale e la causa.
console-resolve = Segna come visto

## Problems

console-problem-not-found = Pagina non trovata
console-problem-not-found-text = Questa pagina non c'è, o non è per il tuo ruolo. Una richiesta può essere stata cancellata da chi l'ha scritta. Un link per la password vale 24 ore e una volta sola.
console-problem-stale = La pagina era troppo vecchia
console-problem-stale-text = Per sicurezza non è stato fatto niente. Torna indietro, ricarica la pagina e riprova.
console-problem-too-large = Il testo è troppo lungo
console-problem-too-large-text = Non è stato inviato niente. Torna indietro e accorcialo.
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
