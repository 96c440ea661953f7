### state: reviewed
### Language and menu.

language-choose = Scegli la tua lingua.
language-set = Continuiamo in italiano.
reading-choose = Quale lingua leggi meglio?

menu = Di cosa hai bisogno?
choice-information = Informazioni
choice-report = Problema al lavoro
choice-requests = Le mie richieste
choice-language = Lingua
choice-erase = Cancella i dati
choice-resume = Continua il racconto
menu-draft = Hai una segnalazione non finita. Puoi continuarla.
