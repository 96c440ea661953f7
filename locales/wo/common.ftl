### state: draft
### What works everywhere: navigation, words that are understood, help in context.
### choice-…: a label on a button, 20 characters at most. words-…: words a person may type, separated by commas.

choice-yes = Waaw
choice-no = Déedéet
choice-dont-know = Xamuma
choice-skip = Jéggi
choice-back = Dellu ginnaaw
choice-later = Beneen bés
choice-menu = Menu
choice-more = Yeneen
choice-continue = Wéyal
choice-person = Wax ak nit
choice-emergency = Danger léegi

words-yes = waaw, waw, wao, waou, waaw waaw, waawaaw, wawaw, ok, oui, nangu naa, nangou na, nangu na, baax na, bax na, bakh na, bah na
words-no = déedéet, deedeet, déedeet, dédét, dèdèt, dedet, deedet, deedet deedet, non, no, bañ naa, bagn na
words-dont-know = xamuma, xamu ma, xamouma, xamou ma, khamouma, khamuma, hamouma, hamuma, xawma, khawma, xamuma ko, khamouma ko
words-skip = jéggi, jeggi, jégi, jegi, diegui, djegui, djeggi, jéggi ko, jeggi ko, jéggil, jeggil, wéyal, weyal, wéy, wey, li ci topp, li si topp, li ci top, skip
words-back = dellu ginnaaw, dellu ginaaw, dellu ginaw, dellu gannaaw, dellu ganaaw, delu ginaw, delu ganaw, delou guinaw, delou ganaw, dellu, delu, delou, dellul, ginnaaw, ginaaw, ginaw, guinaw, guinaaw, gannaaw, ganaaw, ganaw
words-later = ci kanam, ci kanaam, si kanam, si kanaam, cikanam, sikanam, ëllëg, elleg, eleg, euleug, elleug, xaaral, kharal, haral, pause, beneen bés, beneen bes, benen bes
words-menu = menu, menou, ménu, tàmbali, tambali, tàmbale, tambale, tàmbalil, tambalil, start, bot
words-stop = stop, taxawal, taxaw, takhawal, takhaw, tahawal, tahaw, dakkal, dakal
words-person = nit, nit ki, wax ak nit, wakh ak nit, wah ak nit, bëgg naa wax ak nit, beug na wax ak nit, beugue na wakh ak nit, laaj nit, laj nit, wax ak kenn, wakh ak kenn, wakh ak ken, persona, personne, operateur, operatër, dimbalikat
words-emergency = danger, danger léegi, danger legui, danger leegi, sos, àmbilaas, ambilaas, ambilans, ambulance, wallu leen ma, walluleen ma, walu leen ma, wallouleen ma, walouleen ma, nekk naa ci danger, nek na ci danger, maa ngi ci danger, ma ngi ci danger, mangi ci danger, mangui ci danger, mangui si danger, dimbali leen ma léegi, dimbali len ma legui, ndimbal léegi, ndimbal legui, woo leen pólis, woo leen polis, woo leen police, wooleen pólis, wooleen polis, wool pólis, wool polis, wool police, jamp na lool, diamp na lol
words-help = ndimbal, ndimbël, ndimbeul, dimbali ma, dimbalima, dimbali leen ma, dimbali len ma, dimbali, lan, lan la, naka, dégguma, deguma, degguma, degouma, déguma, dégouma, dégguma dara, degouma dara
words-language = làkk, lakk, lak, làkk wi, lakk wi, soppi làkk, soppi lakk, sopi lak, sopi lakk, soppi làkk wi, soppi lakk wi, langue, lingua
words-erase = far li ma bind, far lima bind, far li ma binde, faral li ma bind, far li ma bindoon, far lépp, far lepp, far lép, far lep, far lépp li ma bind, far lepp li ma bind, faral lépp, faral lepp, faral, far
words-keep = denc ko, denc, dencal ko, dencal, denk ko
words-not-me = du man, dou man
words-it-is-me = man la, man laa, maan la

not-understood = Masin laa, xamuma li nga bëgg a wax. Laaj baa ngii beneen yoon.
not-understood-again = Ba tey xamuma li nga bëgg a wax. Ndax bëgg nga wax ak nit?
help-here = Mën nga tontu ak butoŋ, nimero walla baat. Saa su nekk mën nga bind "dellu ginnaaw", "menu", "stop" walla "nit".
edited-note = Gis naa ne soppi nga bataaxal. Li nga jëkk a bind laa denc. Bindal li bees ci bataaxal bu bees.
too-long = Dafa gudd lool. Denc naa njàlbéen gi. Yónneel li ci des ci bataaxal bu bees.
old-button = Butoŋ boobu ci laaj bu weesu la bokk. Laaj baa ngii léegi.
stopped = Fii laa yem. Dara dootul ñëw. Soo bëggee wéy, bindal lu la neex.
resumed = Dalal ak jàmm. Nanu wéy fi nu yemoon.
restarted = Sarwiis bi soppiku na ginnaaw bi nga bindee. Say tontu yi ma mënoon a denc, ñu ngi fi ba tey.
something-wrong = Am na lu fi doxul. Denc nanu li nga bind. Nit dina ko xool.

voice-kept = Masin laa, mënuma déglu baat. Denc naa sa bataaxalu baat. Soo bëggee nit déglu ko, bindal "nit".
picture-kept = Masin laa, mënuma xool nataal walla fichier. Denc naa li nga yónnee. Soo bëggee nit xool ko, bindal "nit".
media-added = Denc naa ko. Nit dina ko déglu walla mu xool ko.
media-refused = Fichier bii, mënuma ko denc. Dafa réy lool, walla beneen xeet la. Yónneel nataal walla bataaxalu baat, walla nga bind.
media-arrived = Nit yónnee na la fichier.
