### state: draft
### Language and menu.

language-choose = Suɓee ɗemngal mon.
language-set = En jokkay e Pular.
reading-choose = Ko ɗemngal honngal ɓuruɗon waawude janngude?

menu = Ko hondun faalaɗon?
choice-information = Humpitagol
choice-report = Ko boni ka golle
choice-requests = Ko mi lanndii
choice-language = Ɗemngal
choice-erase = Momtu ko mi winndi
choice-resume = Jokku ko mi fuɗɗii
menu-draft = On fuɗɗike hollitude ko boni ka golle, kono ɗun lannaali. Hiɗon waawi jokkude ɗun.
