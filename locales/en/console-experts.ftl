### state: reviewed
### Questions to legal experts: asked, answered, carried over.

## Questions on the page of a ticket

console-experts-section = Questions to legal experts
console-experts-section-none = No question yet. If you need legal advice, ask for it here: whoever answers does not see who it is about.
console-experts-question = Question
console-experts-details = Question and facts shown
console-experts-answer = The expert's answer
console-experts-expert = Expert
console-experts-expertise = Area of law
console-experts-asked = Asked
console-experts-due = Due
console-experts-overdue = Overdue
console-experts-no-facts = No fact of the report was shown.
console-experts-sent = Sent to the person
console-experts-sent-italian = What it says, in Italian

## Areas of law

console-experts-labour-law = Labour law
console-experts-pay = Pay and contributions
console-experts-permits = Residence permits, art. 18 and 18-ter
console-experts-criminal = Criminal law, art. 603-bis
console-experts-safety = Health and safety at work
console-experts-asylum = Asylum
console-experts-other = Other

## States

console-experts-state-asked = Waiting to be taken
console-experts-state-taken = Taken
console-experts-state-more = More facts needed
console-experts-state-answered = Answer to be carried over
console-experts-state-carried = Carried over to the person
console-experts-state-withdrawn = Withdrawn

## Asking

console-experts-ask = Ask an expert
console-experts-ask-text = The expert reads only what you write here and the facts you choose: not the number of the request, not the conversation, not the name.
console-experts-question-label = Your question, in Italian
console-experts-question-hint = Describe the situation without names, telephone numbers or exact places.
console-experts-choose = Choose
console-experts-due-label = Answer due by
console-experts-due-hint = Usually two working days. Italian time.
console-experts-day = Day
console-experts-time = Time
console-experts-facts = Facts of the report to show
console-experts-facts-hint = Show only what is needed for the answer.
console-experts-facts-none = The person has not sent a report yet: write what is needed yourself.
console-experts-identifies = May identify.
console-experts-identifies-text = These are the person's own words: read them again before you show them.
console-experts-ask-send = Send the question
console-experts-error-expertise = Choose the area of law, so that the question reaches someone who knows it.
console-experts-error-past = This moment has passed. Choose one to come.
console-experts-error-moment = Write a day and a time, for example 25/11/2026 and 10:00.
console-experts-error-identity = This has the number of the request or the person's telephone in it. Take it out: the expert must not see it.
console-experts-complete = Add facts
console-experts-complete-title = What you add
console-experts-complete-label = Your reply, in Italian
console-experts-complete-send = Send back to the expert
console-experts-carry = Carry over to the person
console-experts-carry-title = What the person will get
console-experts-carry-label = In the person's language
console-experts-carry-hint = It goes out as you write it. The expert will see it.
console-experts-carry-waits = An answer that carries it over is waiting to go out: look at it on the request.
console-experts-italian-label = What it says, in Italian (optional)
console-experts-italian-hint = It stays here and is not sent. It helps whoever checks, and the expert.
console-experts-withdraw = Withdraw the question
console-experts-withdraw-hint = The expert reads the reason.
console-experts-withdraw-send = Withdraw
console-experts-faster = Somebody else was faster: nothing has changed. Look at how it stands now.
console-experts-faster-carry = The question has changed meanwhile: nothing was sent. Look at how it stands now.
console-experts-difference = The marked parts differ. If you save again, your text counts.
console-experts-difference-theirs = As it stands now
console-experts-difference-yours = Your text

## The expert's pages

console-experts-tab-open = Open
console-experts-tab-mine = Mine
console-experts-tab-answered = Answered
console-experts-caption = Those due first come first
console-experts-none = No question here
console-experts-none-text = Questions of the front office arrive here, with area of law and deadline. You are notified when there is a new one.
console-experts-help = How it works
console-experts-help-text = Take a question, answer in Italian, or ask for more facts. A mediator carries the answer over into the person's language; you see here what was sent. You do not see who it is about: if you need that to answer, ask for it on the question's page.
console-experts-back = All questions
console-experts-identity = Ask to see who it is
console-experts-take = Take the question
console-experts-theirs = Taken by { $name }. If you answer, it becomes yours.
console-experts-answer-label = Your answer, in Italian
console-experts-answer-hint = Short sentences: a mediator carries it over into another language. Name the rule where it helps.
console-experts-answer-send = Send the answer
console-experts-answer-keep = Save the draft
console-experts-more = Do you need more facts?
console-experts-more-label = What you need to know
console-experts-more-hint = It goes back to whoever asked, who adds the facts.
console-experts-more-send = Ask for more facts
console-experts-wants-more = You are waiting for more facts from the front office.
console-experts-not-sent = The answer has not been carried over to the person yet.

## An answer that is of use to others

console-experts-propose = Reuse the answer
console-experts-propose-text = An answer that others can use may become a canned answer, after another person's review, or the beginning of an information text.
console-experts-propose-label = The text, in Italian
console-experts-propose-hint = Take out everything that concerns one case only.
console-experts-sure = I have read the text again: nothing in it tells who it was about
console-experts-error-sure = First confirm that the text identifies nobody.
console-experts-propose-canned = Propose as a canned answer
console-experts-propose-information = Use for an information text

## What has just been done

console-experts-notice-asked = The question is sent. The request waits for the expert.
console-experts-notice-withdrawn = The question is withdrawn.
console-experts-notice-taken = The question is yours.
console-experts-notice-more = Your request went back to whoever asked.
console-experts-notice-answered = The answer is sent to the front office.
console-experts-notice-proposed = The canned answer is a draft: another person has to review it.
