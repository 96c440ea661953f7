### state: reviewed
### What gives an account into other hands: asked for by one person, decided by a second one.

console-accounts = Richieste sugli account
console-accounts-text = Togliere il secondo fattore, dare un nuovo link o far vedere di più a una persona: una persona lo chiede e dice perché, una seconda dice di sì entro un giorno. Nessuno decide su una propria richiesta o sul proprio account. La persona dell'account viene avvisata e può fermarlo.
console-accounts-alone = Se nessun altro può dire di sì: sul server, con approdo operator reset.
console-accounts-none = Nessuna richiesta in attesa
console-accounts-none-text = Le richieste di altre persone appaiono qui.
console-accounts-second-factor = Togliere il secondo fattore
console-accounts-link = Nuovo link
console-accounts-post = Far vedere di più
console-accounts-until = vale fino al { $moment }
console-accounts-own = Deve decidere un'altra persona.
console-accounts-yes = Sì, fallo
console-accounts-no = No
console-accounts-too-late = È già stato deciso, è scaduto, oppure riguarda te.
console-accounts-error-changed = L'account è cambiato nel frattempo: va chiesto di nuovo.
console-accounts-error-reason = Scrivi perché.
console-accounts-error-second = Chi decide con te si aggiunge sul server, con approdo operator add: così nessuno dà l'accesso da solo.
console-accounts-ask = Chiedi
console-accounts-what = Che cosa
console-accounts-reason = Perché
console-accounts-reason-hint = Serve quando la persona vedrà di più: lo legge chi decide.
console-accounts-reason-invite = Nuovo account
console-accounts-about-you = È stato chiesto qualcosa sul tuo account
console-accounts-about-you-text = Se non lo hai chiesto tu, fermalo e parlane subito con chi coordina.
console-accounts-stop = Ferma
console-accounts-notice-asked = Richiesto. Adesso deve dire di sì una seconda persona, entro un giorno.
console-accounts-notice-done = Fatto. La persona dell'account è stata avvisata.
console-accounts-notice-refused = La richiesta è stata fermata.
console-accounts-notified = Una richiesta su un account aspetta una decisione
console-accounts-notified-own = È stato chiesto qualcosa sul tuo account
console-accounts-mail-subject = Approdo: il tuo account
console-accounts-mail-asked = È stato chiesto di cambiare come entri in Approdo. Se non lo hai chiesto tu, fermalo qui e parlane subito con chi coordina: { $link }
console-accounts-mail-done = È cambiato come entri in Approdo. Se non lo hai chiesto tu, parlane subito con chi coordina: { $link }
