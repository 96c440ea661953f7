### state: draft
### Language and menu.

language-choose = Suɓo ɗemngal maa.
language-set = Min njokkat e Pulaar.
reading-choose = Hol ɗemngal ngal ɓur-ɗaa waawde janngude?

menu = Hol ko coklu-ɗaa?
choice-information = Kabaaruuji
choice-report = Caɗeele golle
choice-requests = Haalaaji am
choice-language = Ɗemngal
choice-erase = Momtu ko mbinndu-mi
choice-resume = Jokku haala kaa
menu-draft = Aɗa jogii haala ka gasaani. Aɗa waawi jokkude ka.
