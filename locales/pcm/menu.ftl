### state: draft
### Language and menu.

language-choose = Choose di language wey you want.
language-set = We go continue for Naijá (Pidgin).
reading-choose = Which language you sabi read pass?

menu = Wetin you need?
choice-information = I wan know something
choice-report = Wahala for work
choice-requests = My matter
choice-language = Change language
choice-erase = Delete everything
choice-resume = Finish wetin I start
menu-draft = You don start to tell us about your work, but you never finish. You fit continue.
