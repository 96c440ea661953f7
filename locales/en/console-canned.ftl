### state: reviewed
### Canned answers and macros.

## The list

console-canned-text = Texts for answers, in all languages. The search looks in titles and texts, in any language.
console-canned-tab-used = In use
console-canned-tab-review = To review: { $count }
console-canned-tab-retired = Retired
console-canned-search = Search
console-canned-search-do = Search
console-canned-topic = Topic
console-canned-title = Title
console-canned-title-hint = Only those who work here see it.
console-canned-languages = Languages
console-canned-uses = Used
console-canned-caption = The most used first
console-canned-reviewed = reviewed
console-canned-draft = draft
console-canned-missing = missing
console-canned-retired = retired
console-canned-new = New canned answer
console-canned-new-text = First title and topic, then the text in one or more languages.
console-canned-none-yet = No canned answer yet
console-canned-none-text = What you write often can stand here, in every language, reviewed by another person.
console-canned-none-found = No canned answer with these words

## One canned answer

console-canned-is-retired = It is retired: nobody finds it beside requests.
console-canned-edit-title = Change title and topic
console-canned-now = Now: { $now }
console-canned-texts = Texts
console-canned-texts-text = A text that is changed is a draft again. Somebody other than the writer reviews it.
console-canned-variables = In braces you can put: { $names }
console-canned-body = Text in { $language }
console-canned-preview = Preview
console-canned-preview-text = As it arrives, with sample values
console-canned-written = Written by
console-canned-reviewed-by = reviewed by
console-canned-review = I have read it: it is right
console-canned-own = You wrote it: another person reviews it.
console-canned-retire = Retire
console-canned-restore = Bring back
console-canned-error-title = Write a title.
console-canned-error-variables = We do not know { $unknown }. In braces there can only be: { $known }
console-canned-error-own = You wrote it: another person has to review it.

## Beside the answer to a ticket

console-canned-choose-text = The text goes into your draft: you read it and send it.
console-canned-use = Use
console-canned-use-this = Use: { $title }
console-canned-use-anyway = Use it anyway: not reviewed
console-canned-unreviewed = This text is not reviewed: somebody who knows the language has to read it first.
console-canned-fit-reading = in { $language }, which the person reads
console-canned-fit-other = only in { $language }: to be translated
console-canned-more = More canned answers

## Macros

console-canned-macro = Macro
console-canned-macros-text = A macro does several things at once: sends a canned answer, changes state, owner, topic, priority. It shows first what will happen.
console-canned-macros-none = No macro yet
console-canned-macros-none-text = If you often take the same steps, put them into a macro: then one click and a confirmation do.
console-canned-macro-new = New macro
console-canned-macro-hint = What you do not choose stays as it is.
console-canned-macro-answer = Canned answer
console-canned-macro-assign = Who gets it
console-canned-macro-gone = retired
console-canned-as-it-is = Stays as it is
console-canned-assign-me = whoever uses the macro
console-canned-assign-nobody = nobody
console-canned-assign-role = next in turn: { $role }
console-canned-assign-team = team { $team }
console-canned-does = What it does
console-canned-does-answer = Sends the answer: { $title }
console-canned-does-state = State: { $state }
console-canned-does-assign = The request goes to: { $who }
console-canned-does-topic = Topic: { $topic }
console-canned-does-priority = Priority: { $priority }
console-canned-error-nothing = Choose at least one thing for the macro to do.
console-canned-apply = Confirm
console-canned-apply-what = What will happen
console-canned-apply-text = The text that is sent
console-canned-apply-translate = Translate the text into the person's language, or confirm that they can read it as it is.
console-canned-apply-faster = The request or the macro changed while you were reading: nothing has happened. Look at how it stands now, then confirm.
console-canned-apply-impossible = The canned answer of this macro is retired or has no text: the macro cannot be used.
console-canned-sure = I have checked the text: the person can understand it
console-canned-error-sure = First confirm that you have checked the text.

## What has just been done

console-canned-notice-added = The canned answer is there. Now write the text.
console-canned-notice-taken = The text is in your draft. Read it and send it.
console-canned-notice-retired = Retired.
console-canned-notice-restored = In use again.
console-canned-notice-reviewed = The text is reviewed.
console-canned-notice-applied = The macro was carried out.
