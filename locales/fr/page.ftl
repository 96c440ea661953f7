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

page-form = Écrire sur une page simple
page-record = Enregistrer ma voix
page-record-send = Arrêter et envoyer
page-record-cancel = Jeter
page-recording = J'enregistre. Parle maintenant.
page-no-microphone = Le micro ne marche pas ou n'est pas autorisé. Tu peux écrire.
page-photo = Envoyer une photo
page-too-big = Ce fichier est trop grand.
page-install = Garder sur mon téléphone
page-notify = Me prévenir des réponses
page-notified = Quand il y a une réponse, ton téléphone montre un signe sans mots.
page-read-offline = Lire sans réseau
form-language = Langue
form-message = Ton message
form-contact = Téléphone ou e-mail, seulement si c'est sans danger
form-photo = Photo ou fichier
form-empty = Écris d'abord ton message.
form-done = Ton message est arrivé.
form-later = Pas encore envoyé. Ce que tu as écrit est encore ici. Attends quelques minutes et envoie encore une fois.
form-answers = Réponses
form-no-answer = Il n'y a pas encore de réponse. Reviens plus tard sur cette page avec le même téléphone.
form-look = Voir s'il y a une réponse
