### state: reviewed
### The staff console. Short sentences; the terms of the guidelines; no plural forms, because a count stands after a colon.

console-name = Approdo
console-institution = Helpdesk Interistituzionale Anticaporalato
console-skip = Skip to content
console-navigation = Pages
console-menu = Menu
console-footer = Reading a request or a sheet is recorded. What you read here stays here.

## Entering

console-log-in = Log in
console-log-out = Log out
console-email = E-mail
console-password = Password
console-wrong = The e-mail or the password does not match. Check them and try again.
console-wait = Too many attempts have failed. Try again in { $minutes } min. If you have forgotten the password, ask an administrator for a new link.
console-forgotten = Forgotten your password? An administrator can give you a new link.
console-ready = The password is set. You can log in now.
console-set-up = Choose your password
console-set-up-first = This link makes the first account, the administrator's. Then you can invite the others.
console-set-up-invited = This account is for you. If the details are not yours, close the page and tell the person who gave you the link.
console-set-up-send = Set the password
console-person-name = First and last name
console-new-password = New password
console-new-password-hint = At least { $count } characters. A sentence that only you remember is fine.
console-password-again = The same password once more

## Names of pages and columns

console-tickets = Requests
console-ticket = Request
console-queue = Focal Point queue
console-staff = People
console-hotlines = Hotlines
console-quarantine = Failed messages
console-reference = Number
console-kind = Kind
console-state = State
console-queue-name = Queue
console-language = Language
console-region = Region
console-channel = Channel
console-owner = Taken by
console-opened = Arrived
console-activity = Last activity
console-acts = Actions
console-moment = When
console-cause = Cause
console-about = Was reading
console-urgent = Urgent
console-urgent-danger = Danger now: before everything else
console-next-page = Next page
console-save = Save
console-minutes = { $count } min
console-hours = { $count } h
console-days = { $count } d

## The list of tickets

console-filters = Filters
console-filter = Show
console-filter-unfinished = To do (not closed)
console-filter-every = All
console-filter-urgent = Urgent only
console-filter-none = Remove the filters
console-reference-mistyped = The number is not right: it has nine digits, for example 482-913-570. Ask the person to say it again.
console-tickets-caption = Urgent ones first, then the latest activity
console-tickets-none = No request to do
console-tickets-none-text = Questions and reports of those who write to the service arrive here, urgent ones on top. Use the filter "State" to find the closed ones.
console-tickets-none-filtered = No request with these filters
console-tickets-none-filtered-text = Try fewer filters, or look for the number that the person told you.

console-kind-question = Question
console-kind-report = Report
console-kind-urgent = Emergency
console-state-new = New
console-state-open = In progress
console-state-waiting = Waiting for the person
console-state-answered = Answered
console-state-closed = Closed
console-queue-front-office = Front office
console-queue-focal-point = Focal Point
console-channel-telegram = Telegram
console-channel-whatsapp = WhatsApp
console-channel-messenger = Messenger
console-channel-instagram = Instagram
console-channel-sms = SMS
console-channel-email = E-mail
console-channel-web = Web page
console-channel-voice = Telephone
console-channel-terminal = Terminal

## One ticket

console-back-to-tickets = All requests
console-conversation = Conversation
console-conversation-none = No message yet.
console-older = Earlier messages
console-bot-turns = With the machine: { $count }
console-author-worker = Person
console-author-bot = Machine
console-author-staff = Helpdesk
console-message-button = Pressed a button
console-message-location = Sent a location
console-message-voice = Voice message, not kept
console-message-attachment = Photo or attachment, not kept
console-message-notice = Notice without content: there is a message
console-message-edited = Changed a message that had been sent
console-message-written = Written at { $time }: it came later
console-delivery-failed = Not delivered
console-delivery-held = Held back
console-delivery-queued = Waiting to be sent
console-worker-blocked = The person has blocked the service on this channel. Messages do not arrive until they write again.
console-worker-quiet = The person wrote "stop". Messages are held back until they write again.
console-worker-language = The person has chosen
console-worker-reads = Also gets the texts in
console-worker-language-unknown = The person has not chosen a language yet.
console-to-answer = Go to the answer
console-answer = Answer
console-answer-label = Your answer
console-answer-hint = Write in that language: the text arrives as it is. Somebody else may see the phone: no names, no promises.
console-answer-send = Send the answer
console-charge-person = A person of the helpdesk answers now. The machine is silent.
console-charge-bot = The machine answers now. If you send an answer, the conversation passes to you.
console-charge-elsewhere = A person answers now, in request { $reference }.
console-take-over = Take over
console-hand-back = Hand back to the machine
console-close = Close the request
console-report = Report
console-report-none = This person has not sent a report.

console-error-empty = Write something before you send it.
console-error-long = The text is too long: { $count } characters at most.
console-error-faster = It was not done: somebody was faster. Look at how things stand now and decide again.

console-notice-taken-over = You have taken the conversation over. The person knows.
console-notice-handed-back = The machine has the conversation again. The person knows.
console-notice-answered = The answer is on its way.
console-notice-closed = The request is closed. If the person writes again, it opens again.
console-notice-validated = Assessment validated. The person knows that the next step follows.
console-notice-more-asked = The question is on its way.
console-notice-oriented = Orientation recorded. The person knows that there is news; the reason stays here.
console-notice-saved = Saved.
console-notice-unchanged = It was so already: nothing has changed.
console-notice-disabled = The account is disabled and its sessions are closed.
console-notice-enabled = The account is active again.
console-notice-call-noted = The attempt is written down. The person stays on the list.
console-notice-callback-closed = The attempt is written down and the call-back is closed.
console-notice-callback-opened = The person is on the call-back list.
console-notice-no-number = The person called without showing a number: listen to the message, they may have said how to reach them.
console-notice-link = Here is the link. It is shown only now and works for 24 hours, once. Give it to the person in a safe way.
console-link = Link

## Call-backs

console-callbacks = Call-backs
console-callbacks-text = People who asked to be called, and people whose call ended before anybody could help. Open an entry to see the number; opening it is recorded.
console-callbacks-caption = Danger first, then those whom it is safe to call now, the oldest first
console-callbacks-none = Nobody to call
console-callbacks-none-text = When somebody asks on the telephone to be called, or hangs up before they got anything, they appear here.
console-callback = Call-back
console-voice-answer = This person has telephoned: a written answer does not reach them. Call them back, or write on another channel of theirs.
console-callback-ask = Put on the call-back list
console-callback-reason = Why
console-callback-asked = Wants to be called
console-callback-abandoned = Hung up in the menu
console-callback-missed = Hung up before choosing a language
console-callback-danger = Pressed the key for danger
console-callback-time = Safe time
console-callback-time-unknown = Nobody has asked
console-callback-now = Safe now
console-callback-now-yes = Yes
console-callback-now-unknown = Not known
console-callback-now-no = Not now
console-callback-not-now = Do not call now.
console-callback-not-now-text = At this time it is not safe for the person. Come back at the safe time.
console-callback-message-no = Do not leave a message.
console-callback-message-no-text = If a voicemail or another person answers, hang up without saying who you are.
console-callback-message-yes = You may leave a message.
console-callback-message-yes-text = The person said yes. Say only that you will call again: not who you are, not what it is about.
console-callback-number = Phone number
console-callback-attempts = Attempts
console-callback-attempts-none = Nobody has tried yet.
console-callback-outcome = What came of it?
console-callback-outcome-text = Call first, then choose. After five attempts without an answer the call-back is closed; a new call opens it again.
console-callback-open = To be called
console-callback-done = Reached
console-callback-given-up = Given up
console-outcome-reached = We have talked
console-outcome-no-answer = No answer
console-outcome-message = No answer, a message was left
console-outcome-busy = Busy
console-outcome-wrong-number = Wrong number
console-outcome-refused = Does not want to be called
## Files

console-file-voice = Voice message
console-file-image = Photo
console-file-video = Video
console-file-document = File
console-file-download = Download
console-file-waiting = it is being fetched. Reload the page in a moment.
console-file-refused = not kept:
console-file-size = it is too large (more than 20 MB) or empty.
console-file-program = it is a program. It may be dangerous.
console-file-gave-up = the channel did not hand it over in two days of trying.
console-file-gone = it cannot be opened any more.
console-file-label = File, if you need one
console-file-hint = Photo, voice note, video or document, up to 10 MB. It goes after the words, as a message of its own.
console-file-again = Choose the file again: it was not sent.
console-error-file-size = The file is empty or larger than { $count } MB. Choose a smaller one: your words are still here.
console-error-file-kind = The file is a program and cannot be sent. Your words are still here.

## How far a message has come

console-delivery-sent = Sent
console-delivery-delivered = Delivered
console-delivery-read = Read
console-why-stop = the person wrote "stop". It goes when they write again.
console-why-window = the time to write is over. It goes when the person writes again.
console-why-later = it is tried again shortly.
console-why-blocked = the person has blocked the service or is not there any more.
console-why-gave-up = the channel did not answer in three days of trying.
console-why-damaged = the message cannot be opened any more.
console-why-file = its file cannot be read.
console-why-address = the address is not right.
console-why-slow = the provider asks us to slow down
console-why-silent = the provider does not answer

console-window-open = You can write freely until { $until }.
console-window-person = You can write until { $until }: a person has { $days } days from the last message, the machine 24 hours.
console-window-closed-notice = The time to write is over. If you answer, the person gets a notice without content and the answer waits until they write.
console-window-closed = The time to write is over. If you answer, the answer waits until the person writes; nothing tells them.
console-weekday-1 = Monday
console-weekday-2 = Tuesday
console-weekday-3 = Wednesday
console-weekday-4 = Thursday
console-weekday-5 = Friday
console-weekday-6 = Saturday
console-weekday-7 = Sunday

## Channels

console-channels = Channels
console-channels-text = How each channel does. Not a word of the messages is here.
console-channels-caption = The channels that have been used
console-channels-none = No channel in use yet
console-channels-none-text = When somebody writes to the service, their channel appears here: what waits, what was not delivered and why. Whoever looks after the system turns a channel on in the configuration.
console-channels-unused = Not used yet, or off in the configuration:
console-channel-works = Does it work?
console-channel-up = Yes
console-channel-down = No, since { $since }:
console-channel-retry = Next try: { $at }
console-channel-queued = Waiting
console-channel-paused = For another try since { $since }: { $count }. The next one at { $at }
console-channel-held = Held back
console-channel-failed = Not delivered
console-channel-last-in = Last one in
console-channel-last-out = Last one out
console-channel-fetched = The person reads it there
console-letters = Messages not delivered
console-letters-text = They do not go again by themselves. Remove the cause first, then send again.
console-letters-caption = The latest first
console-letters-none = Everything delivered
console-letters-none-text = If a message cannot be delivered, it is not lost: it appears here with the time, the channel and the reason, and can be sent again.
console-letters-more = There are more: they appear when these have gone.
console-letter-open = Open the request
console-resend = Send again
console-notice-resent = The message is on its way again.

## One person, many channels

console-person = Channels of this person
console-person-one = So far the person writes only from here.
console-person-several = The person sees all these requests on every channel.
console-person-here = this conversation
console-person-heard = last message
console-person-no-requests = No request from this channel.
console-person-changed = Nothing was done: one of the conversations was erased or moved in the meantime.
console-continue = Continue
console-leave-it = Leave everything as it is
console-merge = Merge with another request of the same person
console-merge-label = Number of the other request
console-merge-hint = Only if you know that it is the same person. The next page says what will happen.
console-merge-title = Merge two conversations
console-merge-text = The two conversations become one person's. Whoever writes from one of the channels sees the requests of all of them, with state and last answer.
console-merge-ours = This person
console-merge-theirs = Is added
console-merge-warning = If they are two people, one reads the requests of the other. It is recorded who merged them. It can be split again.
console-merge-do = Yes, it is the same person: merge
console-merge-unknown = There is no request with this number. The person may have erased it.
console-merge-already = This request is the same person's already.
console-split = Split this channel off
console-split-title = Split a channel off
console-split-text = The channel becomes a person of its own, with its requests. From there the other requests are not seen any more, and from the other channels its own are not.
console-split-theirs = Goes by itself
console-split-ours = Stays together
console-split-warning = It is recorded who split it. It can be merged again.
console-split-do = Split it off
console-notice-merged = Merged: the person sees all requests on every channel.
console-notice-split = Split: each part sees only its own requests.

## The Focal Point queue and the sheet

console-queue-text = Reports that the rules place in cases 2 to 5. The machine proposes, the Focal Point decides.
console-queue-caption = Those who have waited longest first
console-queue-undecided = Show only those to be decided
console-queue-every = Show the decided ones too
console-queue-none = Nothing to decide
console-queue-none-text = When a person sends a report and the rules propose a case from 2 to 5, the pre-filled sheet appears here. Case 1 is urgent and goes to the front office.
console-proposed-case = Proposed case
console-waiting-since = Waiting since
console-matching = Matching
console-matching-focal-point = Focal Point
console-matching-access-point = Access Point
console-assessment-proposed = Proposed
console-assessment-more-asked = Asked the person for more
console-assessment-validated = Validated
console-assessment-oriented = Oriented to another service

console-back-to-queue = Focal Point queue
console-sheet = Preliminary assessment sheet
console-to-sheet = Open the sheet and decide
console-to-conversation = Open the conversation
console-proposal = What the rules propose
console-proposal-case = The rules propose:
console-proposal-also = Also to be weighed:
console-proposal-outside = The table of protection paths does not cover this situation. A person has to look for another way to help. It rests on:
console-proposal-missing = Not enough is known to propose a case. Missing:
console-case = Case { $number }
console-case-1 = severe exploitation and danger now
console-case-2 = irregular stay, exploitation, wants to cooperate with the authorities
console-case-3 = irregular stay, exploitation, met during a labour inspection
console-case-4 = regular residence permit, exploitation
console-case-5 = irregular or temporarily regular stay, not enough elements of proof
console-path-1 = Path: assistance and integration programme, art. 18 TUI, anti-trafficking system. No BdI: urgent hand-over.
console-path-2 = Path: permit under art. 18-ter par. 1 TUI. BdI: yes.
console-path-3 = Path: permit under art. 18-ter par. 2 TUI. BdI: yes.
console-path-4 = Path: none specific. BdI: after in-depth analysis.
console-path-5 = Path: none specific. BdI: after in-depth analysis.
console-machine = Pre-filled by the machine with rules { $rules }. It is not a decision and refuses nobody.
console-assessment-state = State of the assessment
console-queued = In the queue since
console-decided = Last decision
console-reason = Reason
console-criteria = The criteria, one by one
console-criterion = Criterion
console-finding = Finding
console-finding-met = Yes
console-finding-not-met = No
console-finding-unknown = Not known
console-rests-on = Rests on
console-missing = Missing
console-source = Source
console-criterion-danger = Danger to the person now
console-criterion-outside-eu = Comes from outside the European Union
console-criterion-exploitation = Labour exploitation
console-criterion-intermediation = Illegal intermediation (caporalato)
console-criterion-severe = Severity
console-criterion-irregular = Irregular stay
console-criterion-cooperation = Wants to cooperate with the authorities
console-criterion-inspection = Met during an inspection
console-source-danger = Art. 18 TUI; guidelines, case 1
console-source-outside-eu = Guidelines, addressees
console-source-exploitation = Art. 603-bis par. 3 criminal code, one index is enough; guidelines, criterion 1
console-source-intermediation = Art. 603-bis par. 1 no. 1 criminal code; guidelines, criterion 1
console-source-severe = Art. 603-bis par. 2 criminal code; ILO indicators of forced labour
console-source-irregular = Guidelines, cases 2, 3 and 5
console-source-cooperation = Art. 18-ter par. 1 TUI; guidelines, case 2
console-source-inspection = Art. 18-ter par. 2 TUI; guidelines, case 3

console-decision = Decision
console-decision-text = The decision is yours. Validating and orienting are final; asking for more leaves the sheet in the queue.
console-decision-made = The decision is made and stays so.
console-unsent = What you had written and was not sent:
console-validate = Validate
console-validate-text = The person is eligible: matching and the first contact follow.
console-validate-checked = I have read the sheet and the report
console-error-unchecked = Before you validate, confirm that you have read the sheet and the report.
console-ask-more = Ask for more
console-ask-more-text = Something is missing to decide. The question reaches the person as you write it.
console-ask-more-label = Your question
console-orient = Orient to another service
console-orient-text = Another service can help better, the Poli Sociali first. A person of the helpdesk will explain how.
console-orient-label = Reason
console-orient-hint = Only the people of the helpdesk read it. The person hears only that there is news.

## People

console-staff-caption = Who has an account
console-role = Role
console-roles = What each role can do
console-role-operator = Front office
console-role-operator-text = Reads requests and answers.
console-role-legal-expert = Legal expert
console-role-legal-expert-text = Answers the front office's questions, without seeing whom they are about.
console-role-focal-point = Focal Point
console-role-focal-point-text = Reads requests, answers, decides on the sheets.
console-role-coordinator = Coordination
console-role-coordinator-text = Sees the lists and the channels, without conversations. Changes the hotlines.
console-role-administrator = Administration
console-role-administrator-text = Keeps the accounts and the hotlines, sees the channels. Does not read conversations.
console-account-active = Active
console-account-invited = Invitation not taken up
console-account-disabled = Disabled
console-yourself = This is you
console-enable = Enable
console-disable = Disable
console-new-link = New link
console-new-link-hint = "New link" takes the old password away at once and closes that person's sessions.
console-invite = Invite
console-invite-text = You get a link to give to the person. It works for 24 hours: with it they choose their password.
console-error-email = This is not an e-mail address. Write it like anna@example.org.
console-error-name = Write a name, 100 characters at most.
console-error-role = Choose a role.
console-error-taken = There is an account with this address already. Use "New link".
console-error-short = The password is too short: at least { $count } characters.
console-error-different = The two passwords are not the same. Write them again.

## Hotlines

console-hotlines-text = The texts for those who write show these numbers. A change holds after a few seconds, in all languages.
console-hotline-emergency = Emergencies
console-hotline-trafficking = Anti-trafficking hotline
console-hotline-violence = Violence against women
console-hotline-helpdesk = This helpdesk, toll-free number
console-hotline-whatsapp = This helpdesk, WhatsApp
console-hotline-email = This helpdesk, e-mail
console-error-number = This number cannot be dialled. Use digits and spaces, with a + only in front.

## Failed turns

console-quarantine-text = Messages that came in and could not be processed. Whoever reads conversations can open them, have them processed again, or discard them.
console-quarantine-count = To look at: { $count }
console-quarantine-caption = The oldest first
console-quarantine-none = No failed message
console-quarantine-none-text = If a message cannot be processed, it is not lost: it appears here with the time, the channel and the cause.

## Problems

console-problem-not-found = Page not found
console-problem-not-found-text = This page does not exist, or it is not for your role. A request may have been erased by the person who wrote it. A link for a password works for 24 hours, once.
console-problem-stale = The page was too old
console-problem-stale-text = To be safe, nothing was done. Go back, reload the page and try again.
console-problem-too-large = The text or the file is too large
console-problem-too-large-text = Nothing was sent. Go back, make the text shorter or choose a smaller file.
console-problem-busy = One moment
console-problem-unclear = The request is not clear
console-problem-unclear-text = Nothing was done. Go back, reload the page and try again.
console-problem-failed = Something did not work
console-problem-failed-text = Try again in a moment. If it happens again, give the time and the reference to whoever looks after the system.
console-problem-reference = Reference:
console-problem-home = Back to the start

## Languages, as the staff calls them

console-language-it = Italian
console-language-en = English
console-language-fr = French
console-language-ar = Arabic
console-language-pcm = Nigerian Pidgin
console-language-bin = Edo
console-language-wo = Wolof
console-language-mnk = Mandinka
console-language-ff = Pulaar
console-language-fuf = Pular
console-language-ur = Urdu

## Areas of the console

console-places = Areas
console-account = My account
console-notifications = Notifications
console-questions = Questions
console-canned = Canned answers
console-macros = Macros
console-directory = Local services
console-texts = Texts
console-deadlines = Hours and deadlines
console-figures = Figures
console-audit = Audit
console-unlocks = Identity requests
console-state-waiting-expert = Waiting for the expert
console-priority = Priority
console-priority-low = Low
console-priority-normal = Normal
console-priority-high = High
console-priority-urgent = Urgent
console-role-mediator = Mediation
console-role-mediator-text = Reads requests, answers in the person's language, translates.

console-problem-hidden = The person has asked for everything to be deleted
console-problem-hidden-text = The request is hidden; nobody can read or answer it. It is destroyed one day after they asked, unless the person changes their mind.
console-erasures = Erasures asked for
console-erasures-text = These people have asked for everything to be deleted. The content is hidden already. They can change their mind until it is destroyed.
console-erasures-none = Nobody has asked for it.
console-erasures-asked = Asked
console-erasures-due = Destroyed
console-links = Channels added with number and code
console-links-waiting = waits until
console-links-unsure = waits for a yes from another channel: too many codes were tried
console-links-joined = added
console-links-undone = taken away
console-links-undo = Take this channel away
console-notice-unlinked = The channel was taken away.
