### state: reviewed

## The section on the page of a ticket

console-handling = Handling
console-handling-nobody = Nobody: it is in the pool
console-handling-team = Team
console-handling-teams = Teams
console-handling-priority = Priority
console-handling-priority-do = Set the priority
console-handling-topic = Topic
console-handling-topic-do = Set the topic
console-handling-followers = Followed by
console-handling-follow = Follow
console-handling-unfollow = Stop following
console-handling-reopened = Opened again: the person wrote after it was closed.
console-handling-is-merged = This request was merged into request
console-handling-is-merged-text = Work goes on there. Whoever was given this number sees the state of that one.
console-handling-wait = We wait for the person
console-handling-close = Close and tell the person
console-handling-close-quietly = Close without telling
console-handling-reopen = Open again
console-handling-assign = Assign
console-handling-assign-to = Who gets the request
console-handling-assign-do = Assign
console-handling-assign-more = See languages and workloads
console-handling-assign-text = Here you decide who works on it. The conversation is not shown. Whoever gets the request and whoever loses it are told.
console-handling-people = People
console-handling-people-none = Nobody can have this request: those who may answer do not see it, or have no active account yet.
console-handling-pool = Nobody: back to the pool
console-handling-pool-legend = Pool
console-handling-on-duty = on duty
console-handling-speaks = speaks the language
console-handling-has-it = has it now
console-handling-open-tickets = open requests: { $open } of { $most }
console-handling-sort = Priority and topic
console-handling-together = Link, merge, split
console-handling-together-text = Link two requests that should be read together. Merge two requests of the same person about the same thing. Split a request that asks for different things.
console-handling-link-label = Number of the request to link
console-handling-link-title = Link another request
console-handling-link-do = Link
console-handling-unlink = Unlink
console-handling-unlink-of = Unlink { $reference }
console-handling-belongs = Read together with
console-handling-contains = Also contains
console-handling-absorb-label = Number of the request to merge into this one
console-handling-absorb-hint = It has to be of the same person. This one stays; the other one is closed.

## Notes

console-handling-notes = Internal notes: { $count }
console-handling-notes-text = The person never sees notes. They can only be added. With @name you tell a colleague.
console-handling-note-label = New internal note
console-handling-note-do = Add the note
console-handling-mention = Tell somebody
console-handling-mention-text = Whom you choose is told and follows the request
console-handling-mentions = Named in it:

## History

console-handling-history = History
console-handling-history-all = The whole history
console-handling-history-none = Nothing to show yet.
console-handling-history-older = Before this
console-handling-history-text = What happened, the latest first. The words of the conversation are not shown.
console-handling-by-itself = The service
console-handling-did-unknown = a change that this version does not know
console-handling-did-opened = opened the request
console-handling-did-state = state: from { $from } to { $to }
console-handling-did-reopened = wrote after it was closed: the request is open again
console-handling-did-owner = owner: { $name }
console-handling-did-owner-none = back in the pool
console-handling-did-team = team: { $team }
console-handling-did-team-none = no team
console-handling-did-priority = priority: { $priority }
console-handling-did-topic = topic: { $topic }
console-handling-did-topic-none = topic removed
console-handling-did-noted = added an internal note
console-handling-did-followed = follows the request
console-handling-did-unfollowed = no longer follows the request
console-handling-did-merged-into = merged into request
console-handling-did-merged = merged into this one: request
console-handling-did-split-off = split; some messages became request
console-handling-did-split-from = split from request
console-handling-did-linked = linked to request
console-handling-did-unlinked = unlinked from request
console-handling-did-answered = wrote an answer
console-handling-did-answer-undone = took back an answer before it was sent
console-handling-did-translated = translated a message
console-handling-did-safe-contact = changed the rules for safe contact
console-handling-did-question-asked = asked a legal expert
console-handling-did-question-answered = answered the legal question
console-handling-did-question-carried = carried the legal answer to the person
console-handling-did-question-withdrawn = withdrew the legal question
console-handling-did-macro = used a macro
console-handling-did-deadline-near = a deadline comes near
console-handling-did-deadline-passed = a deadline has passed
console-handling-did-identity-asked = asked to see who the person is
console-handling-did-identity-granted = allowed to see who the person is
console-handling-did-identity-refused = did not allow to see who the person is

## When somebody was faster

console-handling-conflict = Something has changed in the meantime
console-handling-conflict-text = Nothing was done. Look at what has changed and decide again.
console-handling-conflict-since = What has changed
console-handling-conflict-wrote = The person wrote after you opened the page. Read their messages first.
console-handling-conflict-do = Do it anyway
console-handling-conflict-look = Go back to the request and do nothing
console-handling-take-over = Take over from a colleague
console-handling-take-over-text = The request now belongs to
console-handling-take-over-draft = They are writing: they have a draft that is not sent, last changed on
console-handling-take-over-no-draft = They have no draft on this request.
console-handling-take-over-told = If you take it, they are told.
console-handling-take-over-do = Take over

## Merging and splitting

console-handling-merge-title = Merge two requests
console-handling-merge-text = Messages, notes, questions, links and followers go to the request that stays. The other one is closed and leads there. This cannot be undone.
console-handling-merge-goes = Is closed
console-handling-merge-stays = Stays
console-handling-merge-channels = The two requests are on different channels. The conversations stay two: from the page that stays you get to the other one.
console-handling-merge-worker = The person gets no message. With both numbers they see the state of the request that stays.
console-handling-merge-do = Merge the requests
console-handling-merge-itself = This is the same request: write the number of another one.
console-handling-merge-already = That request was merged into another one already.
console-handling-merge-report = That request carries a report and has to stay. Open it and merge this one into it; or link them.
console-handling-merge-two-people = The two requests are of two contacts. If it is the same person, merge the contacts first, then the requests. If not, link them.
console-handling-split = Split: make a new request of some messages
console-handling-split-text = The chosen messages become a request with a number of its own, in the same conversation. The person gets no message and finds the new number among their requests.
console-handling-split-choose = Messages of the person
console-handling-split-do = Make the new request
console-handling-split-none = Choose at least one message.
console-handling-split-empty = No messages to choose
console-handling-split-empty-text = Only words of the person can be chosen, not buttons they pressed.

## On duty

console-handling-duty = On duty
console-handling-duty-on = You are on duty.
console-handling-duty-off = You are not on duty: you get no new requests.
console-handling-duty-since = Since
console-handling-duty-go-on = Go on duty
console-handling-duty-go-off = Go off duty
console-handling-duty-more = Take more waiting requests
console-handling-duty-open = Your open requests
console-handling-duty-waiting = Requests that nobody has
console-handling-duty-help = How requests are shared out
console-handling-duty-help-text = A new request goes to somebody on duty who speaks the language; if nobody does, to somebody on duty. It is the turn of whoever has waited longest and is below their limit. When you go on duty you get at most { $count } of those that wait, the nearest deadline first. When you go off duty, what you have stays yours.
console-handling-duty-settings = How many requests and which languages
console-handling-duty-most = Open requests at most
console-handling-duty-most-hint = Above this number you get no new ones by themselves. By hand it is always possible.
console-handling-duty-most-wrong = Write a number from 1 to { $count }.
console-handling-duty-languages = Languages you speak with those who write
console-handling-hand-over = Hand over everything
console-handling-hand-over-text = All your open requests go back to the pool and you go off duty. Use it for holidays or illness.
console-handling-hand-over-do = Back to the pool: { $count }

## Topics

console-handling-topics = Topics
console-handling-topics-text = Topics sort and count requests. A retired topic can no longer be chosen, but stays where it is used.
console-handling-topics-none = No topics
console-handling-topics-none-text = Add the first one below.
console-handling-topics-edit = Edit the topics
console-handling-topic-italian = In Italian
console-handling-topic-english = In English
console-handling-topic-add = Add a topic
console-handling-topic-rename = Save
console-handling-topic-rename-of = Save { $topic }
console-handling-topic-retire = Retire
console-handling-topic-retire-of = Retire { $topic }
console-handling-topic-restore = Use again
console-handling-topic-restore-of = Use { $topic } again
console-handling-topic-retired = Retired
console-handling-topic-wrong = Write both names, { $count } characters each at most.
console-handling-topic-taken = There is a topic with this English name already, or the name has no letters. Choose another.
console-handling-topic-changed = Somebody has changed this topic in the meantime. Check it and save again.
console-handling-topic-now = It is called now:

## What has just been done

console-handling-notice-assigned = The request is assigned.
console-handling-notice-pooled = Nobody has the request any more.
console-handling-notice-waiting = Now we wait for the person.
console-handling-notice-closed-quietly = The request is closed. The person got no message.
console-handling-notice-reopened = The request is open again.
console-handling-notice-followed = You follow the request: you will be told.
console-handling-notice-unfollowed = You no longer follow the request.
console-handling-notice-noted = The note was added.
console-handling-notice-linked = The requests are linked.
console-handling-notice-unlinked = The requests are no longer linked.
console-handling-notice-merged = The requests are merged.
console-handling-notice-split = This is the new request.
console-handling-notice-on-duty = You are on duty. Requests received: { $count }
console-handling-notice-off-duty = You are off duty. Your requests stay yours.
console-handling-notice-handed-over = Requests back in the pool: { $count }
