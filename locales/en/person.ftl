### state: reviewed
### Talking to a person, requests, and the news that a person's decision brings. These texts may be seen by others: they say little.

person-ask = Write your message. A person will read it.
person-open = We are open. A person will answer here as soon as possible. Your number is { $reference }.
person-closed = We are closed now. Your message is kept. We open on { $date } at { $time } and a person will answer. Your number is { $reference }.
person-added = I have added this to your request { $reference }.
person-here = Now a person writes with you. Write "menu" to come back to the machine.
person-gone = The machine is here again. You can write "person" at any time.

requests-none = You have no requests.
requests-choose = Your requests:
requests-one = Request { $reference }, { $date }: { $state }
requests-answer = Last answer: { $answer }
requests-no-answer = There is no answer yet.
state-new = arrived
state-open = a person is working on it
state-waiting = we wait for you
state-answered = answered
state-closed = closed

answer-frame = Answer to { $reference }: { $answer }
news-validated = There is news about { $reference }. It goes on to the next step. A person will write to you.
news-question = There is a question about { $reference }: { $question }
news-oriented = There is news about { $reference }. Another service can help you better. A person will tell you how.
news-closed = Request { $reference } is closed. Write "person" if you need us again.

choice-link = I wrote before
link-ask = Did you write to us before, from another phone or app? Send the number of your request and its secret code.
link-done = Thank you. Now you see all your requests here too.
link-wrong = The number and the code do not fit together. Look again, or write "person".
notice-waiting = There is a message for you. Write here to read it.
mail-subject = Messages
mail-how = Answer this e-mail with the number of your choice, or with your own words.
