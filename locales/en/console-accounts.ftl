### state: reviewed
### What gives an account into other hands: asked for by one person, decided by a second one.

console-accounts = Questions about accounts
console-accounts-text = Taking a second factor away, giving a new link, or showing somebody more: one person asks for it and says why, a second one says yes within a day. Nobody decides on their own question or their own account. The owner of the account is told and can stop it.
console-accounts-alone = If nobody else can say yes: on the server, with approdo operator reset.
console-accounts-none = No question waits
console-accounts-none-text = What others ask for appears here.
console-accounts-second-factor = Take the second factor away
console-accounts-link = New link
console-accounts-post = Show them more
console-accounts-until = open until { $moment }
console-accounts-own = Somebody else has to decide.
console-accounts-yes = Yes, do it
console-accounts-no = No
console-accounts-too-late = It was decided already, is too old, or is about you.
console-accounts-error-changed = The account has changed meanwhile: it has to be asked for again.
console-accounts-error-reason = Write why.
console-accounts-error-second = Who decides with you is added on the server, with approdo operator add: so nobody gives access alone.
console-accounts-ask = Ask for it
console-accounts-what = What
console-accounts-reason = Why
console-accounts-reason-hint = Needed where the person will see more: whoever decides reads it.
console-accounts-reason-invite = New account
console-accounts-about-you = Something was asked about your account
console-accounts-about-you-text = If it was not you who wanted it, stop it and tell whoever coordinates at once.
console-accounts-stop = Stop it
console-accounts-notice-asked = Asked for. Now a second person has to say yes within a day.
console-accounts-notice-done = Done. The owner of the account has been told.
console-accounts-notice-refused = The question has been stopped.
console-accounts-notified = A question about an account waits for a decision
console-accounts-notified-own = Something was asked about your account
console-accounts-mail-subject = Approdo: your account
console-accounts-mail-asked = A change of how you log in to Approdo was asked for. If it was not you who wanted it, stop it here and tell whoever coordinates at once: { $link }
console-accounts-mail-done = How you log in to Approdo has changed. If it was not you who wanted it, tell whoever coordinates at once: { $link }
