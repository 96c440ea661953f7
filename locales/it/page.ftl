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
