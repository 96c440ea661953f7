### state: reviewed
### The worker's page: what stands around the conversation.

page-title = Messaggi
page-write = Scrivi qui
page-send = Invia
page-location = Manda la mia posizione
page-close = Chiudi subito
page-offline = Nessuna rete. Quello che hai scritto è conservato e partirà.
page-again = Non inviato. Ci riprovo.
page-refused = Non si può inviare. Scrivi un messaggio più corto.

page-form = Scrivi senza la chat
page-record = Registra la mia voce
page-record-send = Ferma e invia
page-record-cancel = Butta via
page-recording = Sto registrando. Parla adesso.
page-no-microphone = Il microfono non funziona o non è permesso. Puoi scrivere.
page-photo = Manda una foto
page-too-big = Questo file è troppo grande.
page-install = Tieni sul telefono
page-notify = Avvisami delle risposte
page-notified = Quando c'è una risposta, il telefono mostra un segno senza parole.
page-read-offline = Leggi senza rete
form-language = Lingua
form-message = Il tuo messaggio
form-contact = Telefono o e-mail, solo se è sicuro
form-photo = Foto o file
form-empty = Prima scrivi il tuo messaggio.
form-done = Il tuo messaggio è arrivato.
form-later = Non ancora inviato. Quello che hai scritto è ancora qui. Aspetta qualche minuto e invia di nuovo.
form-answers = Risposte
form-no-answer = Non c'è ancora una risposta. Torna più tardi su questa pagina con lo stesso telefono.
form-look = Cerca risposte
