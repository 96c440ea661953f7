### state: reviewed

# Pages
console-deadlines-hours-title = Hours and deadlines
console-deadlines-nav = Hours, deadlines and what is late
console-deadlines-nav-hours = Opening hours
console-deadlines-nav-answers = Time to answer
console-deadlines-nav-late = Late
console-deadlines-nav-mail = Notices by e-mail

# Hours
console-deadlines-hours-text = People are at work in these hours. Outside them the bot answers: it says when we open again and queues the messages, first in the morning. Deadlines count opening time only.
console-deadlines-help = How hours are written
console-deadlines-help-text = A period is two times with a hyphen: 9:30-18:00. Several periods in a day are separated by a comma: 9:30-13:00, 14:00-18:00. An empty field means closed. On national holidays we are closed; an exception holds on those days too. Times are those of Rome. After a change the bot uses the new hours at once, and open deadlines are counted anew within a few minutes.
console-deadlines-week = Week
console-deadlines-week-hint = For example 9:30-13:00, 14:00-18:00. Empty: closed.
console-deadlines-save = Save
console-deadlines-try = Show without saving
console-deadlines-wrong = Nothing was saved. Correct the fields that are marked.
console-deadlines-changed = Somebody has saved other values meanwhile. Nothing was saved: beside the fields that differ you see what holds now. Save again to use yours.
console-deadlines-now = What holds now: { $value }
console-deadlines-error-times = "{ $part }" is not a period. Write two times with a hyphen, for example 9:30-18:00.
console-deadlines-error-backwards = The period { $part } ends before it begins.
console-deadlines-error-overlap = The period { $part } overlaps with the one before it.
console-deadlines-error-many = At most six periods in a day.
console-deadlines-error-empty-week = Write at least one period in the week. To close single days use exceptions.
console-deadlines-closed = Closed

# Exceptions
console-deadlines-exceptions = Exceptions
console-deadlines-exceptions-caption = Days with other hours, from today on
console-deadlines-exceptions-none = No exception is planned. Add the patron saint, a closure or an extra opening here.
console-deadlines-day = Day
console-deadlines-hours = Hours
console-deadlines-why = Reason
console-deadlines-why-hint = For the staff only, for example "Patron saint".
console-deadlines-add = Add
console-deadlines-remove = Remove
console-deadlines-acts = Actions
console-deadlines-error-day = Choose a day from today on.
console-deadlines-error-day-taken = There is an exception for this day already: { $value }. Remove it before you add another one.
console-deadlines-error-why = Write the reason, at most 80 characters.

# Preview
console-deadlines-preview = The next 14 days
console-deadlines-preview-caption = When people are at work
console-deadlines-preview-unsaved = This preview shows the hours that are written in the fields: they are not saved yet.
console-deadlines-holiday = National holiday
console-deadlines-exception = Exception: { $name }
console-deadlines-as-weekday = As every week

# Time to answer
console-deadlines-answers-title = Time to answer
console-deadlines-answers-text = How much opening time may pass before a person gets an answer, by priority. Time stands while we wait for the person.
console-deadlines-answers-help = How deadlines work
console-deadlines-answers-help-text = The first answer is counted from when the ticket opens, the next one from when the person writes after an answer of ours, the solution until the ticket is closed. When a part of the time has passed, whoever owns the ticket is warned or, if nobody does, those on duty who speak the language. When the time is over, the role chosen here hears of it too and the priority goes up by one step, once. New times hold for deadlines that begin from now on, and when the priority of a ticket changes.
console-deadlines-first-answer = First answer
console-deadlines-next-answer = Next answer
console-deadlines-solution = Solution
console-deadlines-time-hint = Hours and minutes of opening time, for example 8:00.
console-deadlines-warn = Warn when this much has passed (%)
console-deadlines-escalate = When late, also tell
console-deadlines-error-time = Write hours and minutes, for example 8:00, at most 2000 hours.
console-deadlines-error-order = The solution cannot come before the first answer.
console-deadlines-error-percent = A number from 1 to 99.

# Late
console-deadlines-late-title = Late
console-deadlines-late-text = Deadlines that have passed while the person still waits. Only the numbers of tickets are shown here.
console-deadlines-late-none = Nothing is late
console-deadlines-late-none-text = When a deadline passes without an answer, the ticket appears here with its owner and since when it is late.
console-deadlines-late-by = By person and team
console-deadlines-late-by-caption = Who owns what is late
console-deadlines-late-caption = Late deadlines, the oldest first
console-deadlines-late-what = Deadline
console-deadlines-late-since = Late since
console-deadlines-late-oldest = The oldest
console-deadlines-late-count = How many
console-deadlines-late-nobody = Nobody
console-deadlines-late-more = More deadlines are late. The list shows the oldest: { $count }
console-deadlines-owner = Owner
console-deadlines-team = Team
console-deadlines-priority = Priority

# On the page of a ticket
console-deadlines-clocks = Deadlines
console-deadlines-clocks-none = This ticket has no deadlines.
console-deadlines-clocks-hint = The time left is opening time.
console-deadlines-by = within { $moment }, { $left } left
console-deadlines-soon = within { $moment }, soon: { $left } left
console-deadlines-late = late since { $moment }
console-deadlines-stands = stands while we wait for the person, { $left } left
console-deadlines-stands-late = stands while we wait for the person, no time left
console-deadlines-met = done in time, { $moment }
console-deadlines-met-late = done late, { $moment }
console-deadlines-unknown = runs, but the opening hours do not suffice to say until when

# Notices by e-mail
console-deadlines-mail-title = Notices by e-mail
console-deadlines-mail-hint = The message says only that there is something new in the console: no name, no number, no word of a conversation. At most one comes every 15 minutes, and only if you have not seen the notification yet.
console-deadlines-mail-label = Write me an e-mail when there is something new for me
console-deadlines-mail-subject = Approdo: there is something new
console-deadlines-mail-text = There is something new for you in Approdo: { $link }
console-deadlines-mail-off = You can switch these messages off in the console, under Notices by e-mail: { $link }
