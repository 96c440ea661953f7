### state: reviewed
### The worker's page: what stands around the conversation.

page-title = Messages
page-write = Écris ici
page-send = Envoyer
page-location = Envoyer ma position
page-close = Fermer vite
page-offline = Pas de réseau. Ce que tu as écrit est gardé et sera envoyé.
page-again = Pas envoyé. Il y aura un nouvel essai.
page-refused = Ce message n'a pas pu partir. Écris un message plus court.
