### state: reviewed
### Language and menu.

language-choose = Choisis ta langue.
language-set = Nous continuons en français.
reading-choose = Quelle langue lis-tu le mieux ?

menu = De quoi as-tu besoin ?
choice-information = Informations
choice-report = Problème au travail
choice-requests = Mes demandes
choice-language = Langue
choice-erase = Effacer mes données
choice-resume = Continuer le récit
menu-draft = Tu as un récit qui n'est pas fini. Tu peux le continuer.
