### state: draft
### What works everywhere: navigation, words that are understood, help in context.
### choice-…: a label on a button, 20 characters at most. words-…: words a person may type, separated by commas.

choice-yes = Eey
choice-no = Alaa
choice-dont-know = Mi anndaa
choice-skip = Diw ɗum
choice-back = Rutto
choice-later = So ɓooyii
choice-menu = Menu
choice-more = Ɓeydu
choice-continue = Jokku
choice-person = Haaldu e neɗɗo
choice-emergency = Tanaa jooni (danger)

words-yes = eey, ey, eeyi, eeyo, eyo, ok, okay, mi jaɓii, mi jabii, jaɓii, jabii, mi jaɓi, mi jabi, oui, yes, si
words-no = alaa, ala, a'aa, mi jaɓaani, mi jabaani, mi yiɗaa, mi yidaa, mi saliima, non, no
words-dont-know = mi anndaa, mi andaa, mi anndaani, mi andaani, anndaa, andaa
words-skip = diw ɗum, diw dum, diw, diwu, yeeso, ɓennu, bennu
words-back = rutto, ruto, ruttoo, caggal, ɓaawo, baawo, artu
words-later = so ɓooyii, so booyii, so booyi, so boyi, janngo, jango, sahaa goɗɗo, sahaa goddo
words-menu = menu, meni, fuɗɗorde, fuddorde, fuɗɗo, fuddo, fuɗɗito, fuddito, bot
words-stop = daro, daroo, darin, stop, mi yiɗi daraade, mi yidi daraade, mi yidi darade, miɗo yiɗi daraade, mido yidi daraade, mido yidi darade
words-person = neɗɗo, neddo, neɗo, nedo, haaldu e neɗɗo, haaldu e neddo, haaldude e neɗɗo, haaldude e neddo, mi yiɗi haaldude e neɗɗo, mi yidi haaldude e neddo, miɗo yiɗi haaldude e neɗɗo, mido yidi haaldude e neddo, persona
words-emergency = tanaa jooni, tana jooni, tana joni, tanaa jooni danger, danger, danger jooni, miɗo e tanaa, mido e tanaa, mido e tana, miɗo e danger, mido e danger, poliis, polis, police, polizia, ambilaas, ambilans, ambulance, sos, faabo mi, wallam jooni, wallam joni
words-help = ballal, wallam, wallu mi, hol ko, holko, hol no, holno, mi faamaani, mi famaani, mi famani
words-language = ɗemngal, demngal, waylu ɗemngal, waylu demngal
words-erase = momtu ko mbinndu-mi, momtu ko mbinndumi, momtu ko mbinndu mi, momtu ko mbindumi, momtu ko mbindu mi, momtu ko winndumi, momtu fof, momtu
words-keep = hoto momtu, hoto momtude, jogo ɗum, jogo dum
words-not-me = wonaa miin, wona miin, wona min, wanaa miin
words-it-is-me = ko miin, ko min

not-understood = Ko mi masiŋ, mi faamaani. Ƴeew naamnal ngal kadi.
not-understood-again = Haa jooni mi faamaani. Aɗa yiɗi haaldude e neɗɗo?
help-here = Aɗa waawi jaaboraade butoŋ, limoore walla konngol. Sahaa kala aɗa waawi winndude "rutto", "menu", "daro" walla "neɗɗo".
edited-note = Mi yiyii a waylii mesaas. Ko mbinndunoo-ɗaa ko adii koo, ɗuum jogii-mi. Neldu konngi kesi ɗii e mesaas keso.
too-long = Mesaas oo ina juuti no feewi. Mi jogiima fuɗɗorde ndee. Neldu ko heddii koo e mesaas keso.
old-button = Butoŋ oo ko e naamnal ɓennungal jeyaa. Ƴeew naamnal jooni ngal.
stopped = Mi dariima ɗoo. Goɗɗum arataa. So aɗa yiɗi jokkude, winndu kala ko njiɗ-ɗaa.
resumed = Jaaraama kadi. Mi jokkat ɗo ndarii-mi ɗoo.
restarted = Sarwiis oo waylaama gila nde mbinndu-ɗaa. Ko njaabii-ɗaa koo, ko mbaaw-mi jogaade heen ina heddii ɗoo.
something-wrong = Huunde yahaani no haaniri ɗoo. Ko mbinndu-ɗaa koo majjaani. Neɗɗo ƴeewat ɗum.

voice-kept = Ko mi masiŋ, mi waawaa heɗaade daande (vocal). Mi jogiima mesaas daande maa. So aɗa yiɗi neɗɗo heɗoo ɗum, winndu "neɗɗo".
picture-kept = Ko mi masiŋ, mi waawaa ƴeewde nate (foto) walla fiilde (file). Mi jogiima ko neldu-ɗaa koo. So aɗa yiɗi neɗɗo ƴeewa ɗum, winndu "neɗɗo".
media-added = Mi jogiima ɗum. Neɗɗo heɗoto ɗum walla ƴeewat ɗum.
media-refused = Mi waawaani jogaade fiilde (file) ndee. Ina mawni no feewi, walla ko sifaa goɗɗo. Neldu natal (foto) walla mesaas daande (vocal), walla winndu.
media-arrived = Neɗɗo neldii ma fiilde (file).
