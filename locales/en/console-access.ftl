### state: reviewed
### Accounts, second factors, identities, the register.

## Passwords and the second factor

console-access-password-common = This password is among the first to be guessed: many people use it, or it is a common word with a few signs around it. Choose several words that only you would put together.
console-access-password-expected = This password is made of your name, your address or the name of the service: that is the first thing anybody tries. Choose other words.
console-access-busy = Too many people log in at this moment. Try again in a few seconds.
console-access-password-free = Any character will do, spaces too; you can paste it. It does not expire.
console-access-show = Show the password
console-access-hide = Hide the password
console-access-code-title = Second step
console-access-code-text = The password is right. Now comes the code that the app on your telephone shows.
console-access-code = Code
console-access-code-hint = Six digits; each code counts once. Without your telephone: one of your recovery codes.
console-access-code-wrong = The code is not right, or was used already. Wait for the next one and type it at once.
console-access-code-lost = I do not have my telephone
console-access-code-lost-text = Use a recovery code: each counts once. If you have none, an administrator can take the old second step away; then you set up a new one.
console-access-other-account = Log in with another account
console-access-enrol-title = Set up the second step
console-access-enrol-text = People in danger are read about here: a password alone is not enough. Besides the password you need a code from your telephone. It is set up once.
console-access-enrol-app = Install an app for codes (TOTP) on your telephone, for example Aegis, FreeOTP or the one that you use already.
console-access-enrol-scan = In the app add an account and point the camera at this square.
console-access-enrol-picture = QR code with the same key that is written below
console-access-enrol-type = Or type the key:
console-access-enrol-code = Type the six digits that the app shows now below.
console-access-enrol-label = Code of the app
console-access-enrol-do = Confirm
console-access-enrol-wrong = The code is not that of the key above. Check that time and date of the telephone are right and type the present code.
console-access-device = Change telephone or app
console-access-device-text = First a code of the present telephone, or a recovery code. Then you set up the new one.
console-access-device-new-text = Now set up the new telephone. Until you confirm, the old one still counts. Your other sessions end.
console-access-codes = Recovery codes
console-access-codes-text = Without your telephone, a recovery code counts in place of the app's code. Each counts once.
console-access-codes-left = Recovery codes left: { $count }
console-access-codes-new = New recovery codes
console-access-codes-new-text = The old codes no longer count.
console-access-codes-once = They are shown only now. Print them or write them down, and keep them away from your telephone: with the password they open your account.
console-access-codes-kept = I have put them in a safe place: continue
console-access-print = Print

## One's own account

console-access-name-label = How colleagues see you
console-access-notifications = Settings of notifications
console-access-duty = Duty and load
console-access-second = Second step
console-access-second-yes = Set up
console-access-second-no = Not set up
console-access-second-text = At each log-in, after the password, you need a code from your telephone.
console-access-password = Change the password
console-access-password-text = After the change your other sessions end.
console-access-password-do = Change the password
console-access-current = Present password
console-access-current-wrong = This is not your present password.
console-access-sessions = Sessions
console-access-sessions-text = Where your account is open. If something looks wrong, end the session and change the password. A session ends after 12 hours without activity, and after 7 days in any case.
console-access-sessions-caption = The one used last comes first
console-access-browser = Browser
console-access-browser-unknown = Unknown browser
console-access-begun = Begun
console-access-seen = Last activity
console-access-this-session = This session
console-access-end = End
console-access-end-others = End all others

## Accounts of others

console-access-post = Role and scope
console-access-post-text = Saving ends this person's sessions: they log in again with what counts from now on.
console-access-own-post = Another administrator changes your role.
console-access-scope = Tickets they see
console-access-scope-hint = "Their own": those in their charge, those they follow, and nobody's. With team and region, those without team or region too.
console-access-scope-own = Their own
console-access-scope-team = Of the team
console-access-scope-region = Of the region
console-access-scope-all = All
console-access-team = Team
console-access-languages = Languages spoken
console-access-expertise = Expertise
console-access-expertise-hint = Questions of the front office come on these subjects.
console-access-reset = Take the second step away
console-access-reset-text = If the person has lost telephone and codes. Make sure that it really is them. Their sessions end; at the next log-in they set up a new telephone. Who did it stays written down.
console-access-error-team = Choose a team: this person sees the tickets of their team.
console-access-error-region = Choose a region: this person sees the tickets of their region.
console-access-error-changed = Nothing was saved: somebody else has changed this account meanwhile. The form holds what you had chosen: if you save it, that counts.
console-access-error-last = Nothing was saved: no administrator would be left.
console-access-differences = What differs
console-access-field = Field
console-access-theirs = Now
console-access-yours = Your choice
console-access-teams = Teams
console-access-teams-text = A team gathers people and tickets: an office, a project, a shift. You give it to people on their page.
console-access-teams-none = No team yet
console-access-teams-none-text = As long as there is none, whoever sees "Of the team" sees only tickets without a team.
console-access-team-name = Name of the team
console-access-team-new = New team
console-access-team-add = Add the team
console-access-team-taken = There is a team of this name already.
console-access-team-changed = Somebody else has changed the name meanwhile: it is "{ $name }" now. Nothing was saved.

## Who somebody is

console-access-hidden = Hidden: shown only after permission
console-access-phone = Number left in the report
console-access-identity = Who this person is
console-access-identity-hidden = Number, address and name are hidden. To see them takes a reason and the yes of another person. To call somebody back you do not need it: the number is on the page of the call-back.
console-access-identity-ask = Ask to see
console-access-identity-reason = Reason
console-access-identity-hint = Whoever decides reads it. Say why it is needed, and no more than that.
console-access-identity-send = Send the request
console-access-identity-waiting = You asked to see it on { $at }. Another person has to decide; you will be notified.
console-access-identity-refused = Your request was refused on { $at }. You can ask again, with another reason.
console-access-identity-over = The permission ended on { $at }.
console-access-identity-open = You see it until { $until }. Each time you open the page it is written down.
console-access-identity-nothing = Nothing is known: the person writes from the web page and has left no number.
console-access-error-reason = Write why you need it.
console-access-back = Back
console-access-grants-text = Who asks to see who somebody is, and why. Another person decides: nobody decides for themselves. A permission ends by itself.
console-access-grants-none = No request to decide on
console-access-grants-none-text = Number, address and name of those who write are hidden. When somebody asks to see them, the request and its reason appear here.
console-access-grants-who = Asked by:
console-access-grants-own = You have asked for it: another person decides.
console-access-grant = Yes, for { $hours } h
console-access-refuse = No
console-access-grants-open = Open now
console-access-grants-until = until { $until }
console-access-grants-end = End now
console-access-grants-faster = Not done: the request has been decided already, or is your own. Look at the present list.

## The register

console-access-register-text = Who read and who did what. No word of any conversation. Whoever looks at the register is written down too. To know who has read a ticket, search its number.
console-access-register-of = Who has read this request, and who did what
console-access-register-caption = The latest deeds first
console-access-register-none = No deed with these filters
console-access-register-none-text = Try fewer filters or a longer period.
console-access-person = Person
console-access-deed = Deed
console-access-object = On what
console-access-from = From
console-access-to = To
console-access-service = The service
console-access-chain-whole = The register is whole. Rows checked: { $count }.
console-access-chain-changed = The register was tampered with: row { $place }, or what stood before it, was changed. Tell whoever keeps the system at once.
console-access-chain-missing = The register was tampered with: row { $place } is missing. Tell whoever keeps the system at once.
console-access-chain-added = The register was tampered with: row { $place } was added. Tell whoever keeps the system at once.
console-access-chain-head = The register was tampered with: its end is not where it was. Tell whoever keeps the system at once.
console-access-chain-end = These are the last ones; the button checks all of them.
console-access-chain-check = Check the whole register
console-access-did-read = Read
console-access-did-see-identity = Saw the identity
console-access-did-ask-identity = Asked for the identity
console-access-did-grant-identity = Allowed to see the identity
console-access-did-refuse-identity = Refused to show the identity
console-access-did-end-identity = Ended a permission
console-access-did-take-over = Took over
console-access-did-hand-back = Handed back to the machine
console-access-did-answer = Answered
console-access-did-send = Sent a file
console-access-did-close = Closed
console-access-did-validate = Validated
console-access-did-ask-more = Asked for more
console-access-did-orient = Referred to another service
console-access-did-call-back = Noted a call-back
console-access-did-merge = Merged
console-access-did-split = Separated
console-access-did-ask-erase = Asked to delete everything
console-access-did-erase = Destroyed everything
console-access-did-keep = Kept everything
console-access-did-ask-channel = Asked for another channel
console-access-did-add-channel = Added a channel
console-access-did-remove-channel = Took a channel away
console-access-did-resend = Sent again
console-access-did-resolve = Marked as seen
console-access-did-log-in = Logged in
console-access-did-recovery-code = Used a recovery code
console-access-did-set-password = Chose a password
console-access-did-second-factor = Set up the second step
console-access-did-recovery-codes = Made new recovery codes
console-access-did-reset-second-factor = Took somebody's second step away
console-access-did-end-session = Ended sessions
console-access-did-invite = Invited
console-access-did-reset = Gave a new link
console-access-did-disable = Disabled
console-access-did-enable = Enabled
console-access-did-edit = Changed
console-access-did-add = Added
console-access-did-name = Changed their own name
console-access-did-check = Checked the whole register
console-access-object-media = File
console-access-object-message = Message
console-access-object-contact = Person who writes
console-access-object-staff = Account
console-access-object-unlock = Request for an identity
console-access-object-question = Question
console-access-object-quarantine = Failed message
console-access-object-service = Local service

## What was done

console-access-notice-password = The password is changed. Your other sessions have ended.
console-access-notice-sessions = Done: the session has ended.
console-access-notice-recovery = You are in with a recovery code. Left: { $count }. You can make new ones in your account.
console-access-notice-asked = The request is on its way. You will be notified when somebody has decided.
console-access-notice-granted = Allowed. Whoever asked is notified.
console-access-notice-refused = Refused. Whoever asked is notified.
console-access-notice-ended = The permission has ended.
console-access-notice-team = The team is added. Give it to people on their page.

# The end of the audit, sent each day to an address outside.
console-access-anchor-subject = Approdo: end of the register, { $day }
console-access-anchor-text = The register of accesses ends here: { $anchor }
console-access-anchor-keep = Keep this message. With "approdo check --audit --anchor" and this value you see whether somebody has cut off or rewritten the register.
