### state: draft
### Talking to a person, requests, and the news that a person's decision brings. These texts may be seen by others: they say little.

person-ask = Write your message. Pesin go read am.
person-open = We dey open. Pesin go answer for here as soon as e possible. Your number na { $reference }.
person-closed = We don close now. We don keep your message. We go open on { $date } by { $time } and pesin go answer. Your number na { $reference }.
person-added = I don add dis one to your matter { $reference }.
person-here = Now na pesin dey write with you. Write "menu" to come back to di machine.
person-gone = Di machine don come back. You fit write "pesin" any time.

requests-none = You no get any matter here.
requests-choose = Your matter dem:
requests-one = Matter { $reference }, { $date }: { $state }
requests-answer = Di last answer: { $answer }
requests-no-answer = Answer never come.
state-new = e don reach us
state-open = pesin dey work on am
state-waiting = we dey wait for you
state-answered = answer don come
state-closed = e don close

answer-frame = Answer for { $reference }: { $answer }
news-validated = News dey about { $reference }. E dey go next step. Pesin go write you.
news-question = One question dey about { $reference }: { $question }
news-oriented = News dey about { $reference }. Another service fit help you better. Pesin go tell you how.
news-closed = Matter { $reference } don close. Write "pesin" if you need us again.

choice-link = I don write before
link-ask = You don write us before with another phone or another app? Send di number of your matter and im secret code.
link-done = Thank you. Now you fit see all your matter dem for here too.
link-wrong = Di number and di code no match. Look dem again, or write "pesin".
notice-waiting = One message dey for you. Write for here to read am.
mail-subject = Message
mail-how = Answer dis e-mail with di number of wetin you choose, or with your own words.
