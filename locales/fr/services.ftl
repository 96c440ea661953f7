### state: reviewed
### Services near the worker: the question, the answer, and what kind of help a service gives, in few words.

choice-services = Aide près de moi
services-ask = Où as-tu besoin d'aide ? Choisis la région, écris le nom de la province ou envoie ta position.
services-found = À { $place } ou près de là, tu peux trouver de l'aide ici :
services-none = Je ne connais pas encore de lieu d'aide à { $place } ou près de là. Une personne peut en chercher un avec toi.
services-call = Appelle avant d'y aller. Les horaires peuvent changer.
choice-services-other = Un autre lieu

label-service-legal = Avocat, droits
label-service-work = Travail
label-service-protection = Protection
label-service-social = Aide, informations
label-service-language = Langue
