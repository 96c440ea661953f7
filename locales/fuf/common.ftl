### state: draft
### What works everywhere: navigation, words that are understood, help in context.
### choice-…: a label on a button, 20 characters at most. words-…: words a person may type, separated by commas.

choice-yes = Hii-hi
choice-no = O'o
choice-dont-know = Mi anndaa
choice-skip = Accu ɗun
choice-back = Yiltagol
choice-later = Si neebi seeda
choice-menu = Menu
choice-more = Ɓeydu
choice-continue = Jokku
choice-person = Yewtugol e neɗɗo
choice-emergency = Tanaa jooni (danger)

words-yes = hii-hi, hiihi, hihi, hi-hi, hii hi, eyyo, eyo, awa, ok, okay, oui, yes, mi jaɓii, mi jabii, mi jabi
words-no = o'o, o’o, oo'o, oo-o, o'owooye, o’owooye, owooye, non, no
words-dont-know = mi anndaa, mi andaa, mi annda, mi anda, anndaa, andaa
words-skip = accu, accu ɗun, accu dun, acu, acu dun, feƴƴu, feyyu, passer
words-back = yilto, yiltagol, yiltago, yilta, retour
words-later = si neebi seeda, neebi seeda, si nebi seda, janngo, jango, pause
words-menu = menu, menou, meni, fuɗɗagol, fuddagol, fuɗɗo, fuddo, bot
words-stop = stop, daro, daru, daragol, arreter, arrêter
words-person = neɗɗo, neddo, neddho, nedho, nedo, yewtugol e neɗɗo, yewtugol e neddo, yewtude e neɗɗo, yewtude e neddo, operateur, opérateur
words-emergency = tanaa jooni, tanaa joni, tana jooni, tana joni, mido e tanaa, mido e tana, mido e nder tanaa, mido e nder tana, mido e nder tanaa jooni, mido e nder tana joni, danger, dangé, danje, danjee, danger jooni, sos, poliis, polis, police, ambilansi, ambulance, faabo lan, faabee lan, wallan jooni, wallan joni, wallu lan jooni, wallu lan joni, wallee lan jooni, wallee lan joni, urgence
words-help = ballal, balal, hondun, ko hondun, hondu, honno, ko honno, hono, mi faamaali, mi faamali, mi famali, aide
words-language = ɗemngal, demngal, denngal, ɗemngal goo, demngal goo, haala, langue
words-erase = momtu ko mi winndi, momtu ko mi windi, momtu, momtu fow, momtugol, momtugol ko mi winndi, ittu fow, effacer
words-keep = maru ɗun, maru dun, maru, maree ɗun, maree dun
words-not-me = wonaa min, wona min, wonaa miin
words-it-is-me = ko min, ko miin

not-understood = Min, ko mi masin. Mi faamaali ko winnduɗon. Mi lanndoto on fahin:
not-understood-again = Mi faamaali fahin. Hiɗon faalaa yewtude e neɗɗo?
help-here = Hiɗon waawi jaabaade e buton, e nimero maa e kongol. Tuma kala hiɗon waawi winndude "yilto", "menu", "stop" maa "neɗɗo".
edited-note = Mi yi'ii on waylii mesaasi. Mi marii ko winndunoɗon taho. Winndee ko waylii ɗun e mesaasi goo.
too-long = Ko winnduɗon no juuti fota. Mi marii ko adii ɗun. Winndee ko lutti ɗun e mesaasi goo.
old-button = Oo buton ko fii ko mi lanndinoo. Ko mi lanndii jooni ko nii:
stopped = Mi darike ɗoo. Hay huunde arataa kadi. Si hiɗon faalaa jokkude, winndee huunde woo.
resumed = Bismillahi. En jokkay ka dariɗen.
restarted = Oo sarwiisi waylike gila nde winnduɗon. Ko mi waawi marude e ko jaabiɗon, no ɗoo haa jooni.
something-wrong = Goɗɗun bonii ɗoo. Men marii ko winnduɗon. Neɗɗo ndaaray ɗun.

voice-kept = Min, ko mi masin. Mi waawaa jentaade hito (vocal). Mi marii mesaasi hito mon. Si hiɗon faalaa yo neɗɗo jento ɗun, winndee "neɗɗo".
picture-kept = Min, ko mi masin. Mi waawaa ndaarude foto maa fisiyee. Mi marii ko nabuɗon. Si hiɗon faalaa yo neɗɗo ndaaru ɗun, winndee "neɗɗo".
media-added = Mi marii ɗun. Neɗɗo jentoto ɗun maa o ndaaray ɗun.
media-refused = Mi waawaali marude oo fisiyee. No njandi fota, maa ko noone goo. Nabee foto maa mesaasi hito (vocal), maa winndee.
media-arrived = Neɗɗo nabanii on fisiyee.
