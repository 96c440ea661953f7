### state: reviewed

## The section on the page of a ticket

console-handling = Gestione
console-handling-nobody = Nessuna persona: è nel gruppo comune
console-handling-team = Gruppo
console-handling-teams = Gruppi
console-handling-priority = Priorità
console-handling-priority-do = Imposta la priorità
console-handling-topic = Argomento
console-handling-topic-do = Imposta l'argomento
console-handling-followers = Seguita da
console-handling-follow = Segui
console-handling-unfollow = Non seguire più
console-handling-reopened = Riaperta: la persona ha scritto dopo la chiusura.
console-handling-is-merged = Questa richiesta è stata unita alla richiesta
console-handling-is-merged-text = Si lavora lì. Chi ha ricevuto questo numero vede lo stato di quella.
console-handling-wait = Aspettiamo la persona
console-handling-close = Chiudi e avvisa la persona
console-handling-close-quietly = Chiudi senza avvisare
console-handling-reopen = Riapri
console-handling-assign = Assegna
console-handling-assign-to = A chi va la richiesta
console-handling-assign-do = Assegna
console-handling-assign-more = Guarda lingue e carichi di lavoro
console-handling-assign-text = Qui decidi chi se ne occupa. La conversazione non si vede. Chi riceve la richiesta e chi la lascia ricevono un avviso.
console-handling-people = Persone
console-handling-people-none = Nessuna persona può avere questa richiesta: chi può rispondere non la vede, oppure non ha ancora un account attivo.
console-handling-pool = A nessuna persona: torna nel gruppo comune
console-handling-pool-legend = Gruppo comune
console-handling-on-duty = in servizio
console-handling-speaks = parla la lingua
console-handling-has-it = ce l'ha adesso
console-handling-open-tickets = richieste aperte: { $open } su { $most }
console-handling-sort = Priorità e argomento
console-handling-together = Collega, unisci, dividi
console-handling-together-text = Collega due richieste che vanno lette insieme. Unisci due richieste della stessa persona sulla stessa cosa. Dividi una richiesta in cui si chiedono cose diverse.
console-handling-link-label = Numero della richiesta da collegare
console-handling-link-title = Collega un'altra richiesta
console-handling-link-do = Collega
console-handling-unlink = Scollega
console-handling-unlink-of = Scollega { $reference }
console-handling-belongs = Va letta insieme a
console-handling-contains = Contiene anche
console-handling-absorb-label = Numero della richiesta da unire a questa
console-handling-absorb-hint = Deve essere della stessa persona. Resta questa; l'altra si chiude.

## Notes

console-handling-notes = Note interne: { $count }
console-handling-notes-text = La persona non vede mai le note. Si possono solo aggiungere. Con @nome avvisi una persona.
console-handling-note-label = Nuova nota interna
console-handling-note-do = Aggiungi la nota
console-handling-mention = Avvisa qualcuno
console-handling-mention-text = Chi scegli riceve un avviso e segue la richiesta
console-handling-mentions = Nella nota:

## History

console-handling-history = Cronologia
console-handling-history-all = Tutta la cronologia
console-handling-history-none = Ancora niente da mostrare.
console-handling-history-older = Prima di così
console-handling-history-text = Che cosa è successo, dalla cosa più recente. Le parole della conversazione non compaiono.
console-handling-by-itself = Il servizio
console-handling-did-unknown = una modifica che questa versione non conosce
console-handling-did-opened = ha aperto la richiesta
console-handling-did-state = stato: da { $from } a { $to }
console-handling-did-reopened = ha scritto dopo la chiusura: la richiesta è di nuovo aperta
console-handling-did-owner = in carico a: { $name }
console-handling-did-owner-none = rimessa nel gruppo comune
console-handling-did-team = gruppo: { $team }
console-handling-did-team-none = nessun gruppo
console-handling-did-priority = priorità: { $priority }
console-handling-did-topic = argomento: { $topic }
console-handling-did-topic-none = argomento tolto
console-handling-did-noted = ha aggiunto una nota interna
console-handling-did-followed = segue la richiesta
console-handling-did-unfollowed = non segue più la richiesta
console-handling-did-merged-into = unita alla richiesta
console-handling-did-merged = ha unito a questa la richiesta
console-handling-did-split-off = ha diviso, con alcuni messaggi è nata la richiesta
console-handling-did-split-from = nata dalla richiesta
console-handling-did-linked = collegata alla richiesta
console-handling-did-unlinked = scollegata dalla richiesta
console-handling-did-answered = ha scritto una risposta
console-handling-did-answer-undone = ha annullato un invio
console-handling-did-translated = ha tradotto un messaggio
console-handling-did-safe-contact = ha cambiato le regole per il contatto sicuro
console-handling-did-question-asked = ha fatto una domanda a chi è esperto di diritto
console-handling-did-question-answered = ha risposto alla domanda di diritto
console-handling-did-question-carried = ha portato alla persona la risposta di diritto
console-handling-did-question-withdrawn = ha ritirato la domanda di diritto
console-handling-did-macro = ha usato una macro
console-handling-did-deadline-near = una scadenza si avvicina
console-handling-did-deadline-passed = una scadenza è passata
console-handling-did-identity-asked = ha chiesto di vedere chi è la persona
console-handling-did-identity-granted = ha permesso di vedere chi è la persona
console-handling-did-identity-refused = non ha permesso di vedere chi è la persona

## When somebody was faster

console-handling-conflict = Nel frattempo è cambiato qualcosa
console-handling-conflict-text = Non è stato fatto niente. Guarda che cosa è cambiato e decidi di nuovo.
console-handling-conflict-since = Che cosa è cambiato
console-handling-conflict-wrote = La persona ha scritto dopo che hai aperto la pagina. Leggi prima i suoi messaggi.
console-handling-conflict-do = Fallo comunque
console-handling-conflict-look = Torna alla richiesta senza fare niente
console-handling-take-over = Prendi in carico da un'altra persona
console-handling-take-over-text = Adesso la richiesta è in carico a
console-handling-take-over-draft = Sta scrivendo: ha una bozza non inviata, toccata l'ultima volta il
console-handling-take-over-no-draft = Non ha bozze su questa richiesta.
console-handling-take-over-told = Se la prendi, riceve un avviso.
console-handling-take-over-do = Prendi in carico

## Merging and splitting

console-handling-merge-title = Unisci due richieste
console-handling-merge-text = Messaggi, note, domande, collegamenti e chi segue passano alla richiesta che resta. L'altra si chiude e rimanda lì. Non si può annullare.
console-handling-merge-goes = Si chiude
console-handling-merge-stays = Resta
console-handling-merge-channels = Le due richieste sono su canali diversi. Le conversazioni restano due: dalla pagina che resta arrivi anche all'altra.
console-handling-merge-worker = La persona non riceve messaggi. Con tutti e due i numeri vede lo stato della richiesta che resta.
console-handling-merge-do = Unisci le richieste
console-handling-merge-itself = È questa stessa richiesta: scrivi il numero di un'altra.
console-handling-merge-already = Quella richiesta è già stata unita a un'altra.
console-handling-merge-report = Quella richiesta contiene una segnalazione e deve restare. Aprila e unisci questa a quella; oppure collegale.
console-handling-merge-two-people = Le due richieste sono di due contatti. Se è la stessa persona, unisci prima i contatti, poi le richieste. Altrimenti collegale.
console-handling-split = Dividi: fai una nuova richiesta da alcuni messaggi
console-handling-split-text = I messaggi scelti diventano una richiesta con un numero suo, nella stessa conversazione. La persona non riceve messaggi e trova il nuovo numero tra le sue richieste.
console-handling-split-choose = Messaggi della persona
console-handling-split-do = Crea la nuova richiesta
console-handling-split-none = Scegli almeno un messaggio.
console-handling-split-empty = Nessun messaggio da scegliere
console-handling-split-empty-text = Si possono scegliere solo le parole della persona, non i pulsanti che ha premuto.

## On duty

console-handling-duty = In servizio
console-handling-duty-on = Sei in servizio.
console-handling-duty-off = Non sei in servizio: non ricevi nuove richieste.
console-handling-duty-since = Da
console-handling-duty-go-on = Entra in servizio
console-handling-duty-go-off = Esci dal servizio
console-handling-duty-more = Prendi altre richieste in attesa
console-handling-duty-open = Le tue richieste aperte
console-handling-duty-waiting = Richieste senza nessuna persona
console-handling-duty-help = Come si dividono le richieste
console-handling-duty-help-text = Una richiesta nuova va a chi è in servizio e parla la lingua; se nessuna persona la parla, a chi è in servizio. Tocca a chi aspetta da più tempo e non ha raggiunto il suo massimo. Quando entri in servizio ne ricevi subito al massimo { $count } tra quelle in attesa, prima quelle con la scadenza più vicina. Quando esci, quelle che hai restano tue.
console-handling-duty-settings = Quante richieste e quali lingue
console-handling-duty-most = Richieste aperte al massimo
console-handling-duty-most-hint = Oltre questo numero non ne ricevi di nuove da sole. A mano si può sempre.
console-handling-duty-most-wrong = Scrivi un numero da 1 a { $count }.
console-handling-duty-languages = Lingue che parli con chi scrive
console-handling-hand-over = Lascia tutto
console-handling-hand-over-text = Tutte le tue richieste aperte tornano nel gruppo comune ed esci dal servizio. Usalo per ferie o malattia.
console-handling-hand-over-do = Rimetti nel gruppo comune: { $count }

## Topics

console-handling-topics = Argomenti
console-handling-topics-text = Gli argomenti servono a ordinare e a contare le richieste. Un argomento ritirato non si può più scegliere, ma resta dove è già usato.
console-handling-topics-none = Nessun argomento
console-handling-topics-none-text = Aggiungi il primo qui sotto.
console-handling-topics-edit = Modifica gli argomenti
console-handling-topic-italian = In italiano
console-handling-topic-english = In inglese
console-handling-topic-add = Aggiungi un argomento
console-handling-topic-rename = Salva
console-handling-topic-rename-of = Salva { $topic }
console-handling-topic-retire = Ritira
console-handling-topic-retire-of = Ritira { $topic }
console-handling-topic-restore = Rimetti in uso
console-handling-topic-restore-of = Rimetti in uso { $topic }
console-handling-topic-retired = Ritirato
console-handling-topic-wrong = Scrivi tutti e due i nomi, al massimo { $count } caratteri ciascuno.
console-handling-topic-taken = C'è già un argomento con questo nome inglese, oppure il nome non ha lettere. Scegline un altro.
console-handling-topic-changed = Nel frattempo qualcuno ha cambiato questo argomento. Controlla e salva di nuovo.
console-handling-topic-now = Adesso si chiama:

## What has just been done

console-handling-notice-assigned = La richiesta è assegnata.
console-handling-notice-pooled = La richiesta non è più in carico a una persona.
console-handling-notice-waiting = Adesso aspettiamo la persona.
console-handling-notice-closed-quietly = La richiesta è chiusa. La persona non ha ricevuto messaggi.
console-handling-notice-reopened = La richiesta è di nuovo aperta.
console-handling-notice-followed = Segui la richiesta: riceverai gli avvisi.
console-handling-notice-unfollowed = Non segui più la richiesta.
console-handling-notice-noted = La nota è stata aggiunta.
console-handling-notice-linked = Le richieste sono collegate.
console-handling-notice-unlinked = Le richieste non sono più collegate.
console-handling-notice-merged = Le richieste sono unite.
console-handling-notice-split = Questa è la nuova richiesta.
console-handling-notice-on-duty = Sei in servizio. Richieste ricevute: { $count }
console-handling-notice-off-duty = Non sei più in servizio. Le tue richieste restano tue.
console-handling-notice-handed-over = Richieste rimesse nel gruppo comune: { $count }
