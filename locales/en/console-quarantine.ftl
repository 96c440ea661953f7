### state: reviewed
### Messages that could not be processed: the list, one of them opened.

console-quarantine-kept = A message stays here for { $days } days at the most, and for { $settled } days after it was carried out or discarded. Then it is deleted by itself.
console-quarantine-ending = { $count } of these messages are deleted within two weeks. Open them before.
console-quarantine-until = Deleted on
console-quarantine-settled = Already settled
console-quarantine-settled-caption = The latest first
console-quarantine-outcome = What became of it
console-quarantine-replayed = Carried out again
console-quarantine-discarded = Discarded
console-quarantine-entry = Failed message
console-quarantine-tries = Carried out in vain
console-quarantine-content = Content
console-quarantine-hidden = Who wrote it stays hidden. Each opening is written down.
console-quarantine-unreadable = There is nothing here that can be read ({ $size } bytes).
console-quarantine-cut = This is only its beginning: all of it are { $size } bytes.
console-quarantine-is-settled = This message has been carried out or discarded already.
console-quarantine-replay = Carry it out again
console-quarantine-replay-text = The system processes it as if it came now, and the bot answers the person. If it is not safe to write to them now, the answer waits. If it fails again, it stays here with the new cause.
console-quarantine-call = It is a telephone call: the line is closed, so it cannot be carried out again.
console-quarantine-discard = Discard it
console-quarantine-reason = Why you discard it
console-quarantine-error-reason = Write why you discard it.
console-quarantine-notice-replayed = The message has been processed.
console-quarantine-notice-failed = The message has failed again: the new cause stands below.
console-quarantine-notice-discarded = The message has been discarded.
