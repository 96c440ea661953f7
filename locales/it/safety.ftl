### state: reviewed
### Texts about danger, consent and who sees what. In a draft language the reading language always follows.

emergency = Se sei in pericolo adesso, chiama il { $emergency }. È gratis. Puoi chiamare anche { $trafficking }: gratis, giorno e notte, non serve dire il nome.
emergency-ask-ticket = Vuoi che avvisiamo una persona di questo helpdesk che è urgente?
emergency-told = Abbiamo avvisato una persona che è urgente. Il tuo numero è { $reference }. Siamo aperti da lunedì a venerdì. Fino ad allora, se sei in pericolo, chiama il { $emergency }.
emergency-safe-phone = Qualcun altro guarda il tuo telefono? Puoi cancellare questa chat.

welcome-1 = Ciao. Questo è un servizio gratuito di aiuto per chi lavora in Italia.
welcome-2 = Stai scrivendo con una macchina. Dietro lavorano delle persone. Non siamo la polizia. Non siamo il tuo datore di lavoro.
welcome-3 = Quello che scrivi è segreto. Lo leggono solo le persone di questo servizio. Puoi fermarti in ogni momento: scrivi "stop".

consent-1 = Prima che ci racconti del tuo lavoro ci serve il tuo sì. Conserviamo quello che scrivi per aiutarti: lavoro, documenti, salute, minacce.
consent-2 = Lo leggono solo le persone di questo servizio. Non lo diamo al tuo datore di lavoro. Prima di parlare con un ufficio lo chiediamo a te.
consent-3 = Legge: GDPR, articoli 6 e 9. Puoi dire di no. Puoi riprendere il tuo sì e cancellare tutto: scrivi "cancella i miei dati".
consent-ask = Sei d'accordo?
choice-consent-yes = Sì, d'accordo
choice-consent-no = No
consent-refused = Va bene. Non conserviamo nessuna segnalazione. Puoi leggere le informazioni o parlare con una persona.

draft-language-note = Questi testi sono nuovi in questa lingua. Ci possono essere errori. I testi importanti arrivano anche in una seconda lingua.

erase-ask = Vuoi cancellare tutto quello che ci hai scritto? Se dici di sì, lo nascondiamo subito. Dopo un giorno viene cancellato. Poi nessuno potrà rispondere alle tue richieste.
choice-erase-yes = Sì, cancella tutto
choice-erase-no = No, tieni
erase-done = Adesso tutto è nascosto. Verrà cancellato il { $date } alle { $time }. Questa chat sul tuo telefono: lì puoi cancellarla solo tu. Se vuoi che teniamo tutto, scrivi prima "tieni".
erase-kept = Non è stato cancellato niente. C'è ancora tutto.
erase-notice = Da un altro telefono o da un'altra app ci è stato chiesto di cancellare tutto quello che hai scritto. Adesso è nascosto. Verrà cancellato il { $date } alle { $time }. Se vuoi tenerlo, scrivi prima "tieni".
erase-young = Questo telefono o questa app è nuovo qui. Da qui puoi cancellare tutto solo dopo il { $date }, ore { $time }. Se vuoi farlo prima, scrivi "persona".

receipt-code = Il tuo codice segreto per { $reference } è { $code }. Tieni il numero e il codice. Non mostrarli. Con questi puoi continuare da un altro telefono.

link-offer = Vuoi vedere le tue richieste anche qui? Allora lo diciamo all'altro telefono o all'altra app.
link-waits = Vedrai qui le tue richieste dal { $date }, ore { $time }.
link-notice = Qualcuno vuole vedere la tua richiesta { $reference } su un altro telefono o un'altra app. Se non sei tu, scrivi "non sono io". Se sei tu, scrivi "sono io".
choice-not-me = Non sono io
choice-it-is-me = Sono io
link-undone = L'altro telefono o l'altra app non può vedere le tue richieste.
link-joined = Ora l'altro telefono o l'altra app può vedere le tue richieste.
prove-ask = Per continuare rimandaci questo codice: { $code }. Vale un'ora. Se non sei tu che lo hai chiesto, non fare niente.
prove-wrong = Questo codice non va bene. Non è cambiato niente. Ricomincia, oppure scrivi "persona".
