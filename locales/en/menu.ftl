### state: reviewed
### Language and menu.

language-choose = Choose your language.
language-set = We go on in English.
reading-choose = Which language do you read better?

menu = What do you need?
choice-information = Information
choice-report = Problem at work
choice-requests = My requests
choice-language = Language
choice-erase = Delete my data
choice-resume = Go on with report
menu-draft = You have a report that is not finished. You can go on with it.
