### state: draft
### Language and menu.

language-choose = I la kaŋo tomboŋ.
language-set = Ntolu be kontinee la Mandinka kaŋo to.
reading-choose = I ka kaŋ jumaa le karaŋ noo ka tambi doolu la?

menu = I lafita munne la?
choice-information = Kibaaroolu
choice-report = Koleyaa dookuwo to
choice-requests = N na ñininkaaroolu
choice-language = Kaŋo
choice-erase = N na safeeroo tuutuu
choice-resume = Danteeroo kontinee
menu-draft = I la danteeroo doo be jee, a maŋ baŋ. I si kontinee noo a la.
