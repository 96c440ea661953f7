### state: reviewed
### What the telephone says, on keys 0 to 9, * and #. These texts are spoken, by a recorded voice where there is one.

call-welcome = Ciao. Questo è un servizio gratuito di aiuto per chi lavora in Italia. Senti una macchina. Dietro lavorano persone. Non siamo la polizia.
call-key-language = Per l'italiano, premi { $key }.
call-key-other = Per altre lingue, premi { $key }.
call-key-message = Per lasciare un messaggio a una persona, premi { $key }.
call-key-callback = Se dobbiamo richiamarti, premi { $key }.
call-key-request = Per sapere della tua richiesta, premi { $key }.
call-key-danger = Se sei in pericolo, premi { $key }.
call-key-again = Per sentire di nuovo, premi { $key }.
call-key-back = Per tornare indietro, premi { $key }.
call-key-choice = { $choice }: premi { $key }.
call-wrong-key = Questo tasto qui non fa nulla. Ascolta di nuovo, per favore.
call-record = Parla dopo il suono. Quando hai finito, premi un tasto qualsiasi. Una persona ascolterà il tuo messaggio.
call-recorded = Grazie. Il tuo messaggio è conservato. Il numero della tua richiesta è { $reference }. Lo ripeto: { $reference }.
call-no-voice = Non ho sentito nessuna voce.
call-no-number = Non vedo il tuo numero di telefono, quindi non possiamo chiamarti. Lascia un messaggio e di' come possiamo raggiungerti.
call-time = Quando è sicuro chiamarti?
call-voicemail = Se non rispondi, possiamo lasciare un messaggio?
call-kept = Una persona ti chiamerà. Lavoriamo dal lunedì al venerdì. Il numero della tua richiesta è { $reference }. Lo ripeto: { $reference }.
call-reference = Premi i nove numeri della tua richiesta.
call-reference-wrong = Non conosco questo numero.
call-state = La tua richiesta: { $state }.
call-goodbye = Arrivederci.
