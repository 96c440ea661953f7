### state: reviewed
### What works everywhere: navigation, words that are understood, help in context.
### choice-…: a label on a button, 20 characters at most. words-…: words a person may type, separated by commas.

choice-yes = Sì
choice-no = No
choice-dont-know = Non lo so
choice-skip = Salta
choice-back = Indietro
choice-later = Più tardi
choice-menu = Menu
choice-more = Altro
choice-continue = Avanti
choice-person = Parla con qualcuno
choice-emergency = Pericolo adesso

words-yes = sì, si, s, ok, va bene, certo
words-no = no, n
words-dont-know = non lo so, non so, boh
words-skip = salta, avanti, prossima
words-back = indietro, torna indietro
words-later = più tardi, dopo, domani, pausa
words-menu = menu, menù, inizio, comincia, bot
words-stop = stop, basta, ferma, esci
words-person = persona, operatore, operatrice, una persona, parla con qualcuno
words-emergency = emergenza, pericolo, sos, polizia, ambulanza, sono in pericolo, aiuto subito
words-help = aiuto, cosa, come, non capisco
words-language = lingua, cambia lingua
words-erase = cancella i miei dati, cancella tutto, cancella
words-keep = tieni, tienilo, tieni tutto
words-not-me = non sono io, non ero io
words-it-is-me = sono io, ero io

not-understood = Sono una macchina e non ho capito. Ecco di nuovo la domanda.
not-understood-again = Non ho capito neanche questa volta. Vuoi parlare con una persona?
help-here = Puoi rispondere con un pulsante, un numero o una parola. In ogni momento scrivi "indietro", "menu", "stop" o "persona".
edited-note = Ho visto che hai cambiato un messaggio. Tengo quello che hai scritto prima. Manda le parole nuove in un messaggio nuovo.
too-long = Era molto lungo. Ho tenuto l'inizio. Manda il resto in un messaggio nuovo.
old-button = Quel pulsante è di una domanda precedente. Ecco la domanda di adesso.
stopped = Mi fermo qui. Non arriva più niente. Quando vuoi continuare, scrivi qualcosa.
resumed = Bentornato, bentornata. Continuiamo da dove ci siamo fermati.
restarted = Il servizio è cambiato da quando hai scritto. Le risposte che ho potuto tenere ci sono ancora.
something-wrong = Qualcosa non ha funzionato qui. Quello che hai scritto è conservato e una persona lo guarderà.

voice-kept = Sono una macchina e non posso ascoltare la voce. Il tuo messaggio vocale è conservato. Se vuoi che lo ascolti una persona, scrivi "persona".
picture-kept = Sono una macchina e non posso guardare immagini o file. Quello che hai mandato è conservato. Se vuoi che lo guardi una persona, scrivi "persona".
media-added = L'ho conservato. Una persona lo ascolterà o lo guarderà.
media-refused = Non ho potuto conservare questo file. È troppo grande o di un altro tipo. Manda una foto o un messaggio vocale, oppure scrivi.
media-arrived = Una persona ti ha mandato un file.
