### state: draft
### What works everywhere: navigation, words that are understood, help in context.
### choice-…: a label on a button, 20 characters at most. words-…: words a person may type, separated by commas.

choice-yes = Ẹẹn (yes)
choice-no = Ẹo (no)
choice-dont-know = I ma rẹn
choice-skip = Gberra
choice-back = Werriegbe
choice-later = Ẹghẹ ọvbehe
choice-menu = Menu
choice-more = Sayọ
choice-continue = Gha rrie odaro
choice-person = Gu ọmwa guan
choice-emergency = Ẹbe nia (SOS)

words-yes = ẹẹn, een, ẹn, ẹe, ee, yes, y, ok, okay, i kue yọ, i kue yo, i kueyọ, i kueyo
words-no = ẹo, eo, ẹ o, no, n, nope, i ma kue yọ, i ma kue yo, i ma kueyọ, i ma kueyo
words-dont-know = i ma rẹn, i ma ren, i marẹn, i maren, i don't know, dont know, not sure
words-skip = gberra, gbera, gbẹrra, skip, next, gha rrie odaro, gha rie odaro
words-back = werriegbe, weriegbe, werrie egbe, werie egbe, back, go back
words-later = ẹghẹ ọvbehe, eghe ovbehe, eghe obehe, later, tomorrow
words-menu = menu, imẹnu, imenu, omuhẹn, omuhen, start, begin, home, bot
words-stop = dobọ yi, dobọyi, dobo yi, doboyi, stop, quit, exit
words-person = ọmwa, omwa, ọmwan, omwan, gu ọmwa guan, gu omwa guan, person, a person, human, operator, agent, talk to a person
words-emergency = i rre uwu ẹbe, i rre uwu ebe, i re uwu ebe, i rre uwu ẹbe nia, i rre uwu ebe nia, i re uwu ebe nia, ẹbe nia sos, ebe nia sos, ru iyobọ mẹ nia, ru iyobo me nia, miẹn mwẹ fan, mien mwe fan, mien mwen fan, sos, emergency, danger, ipolisi, police, ambulance, ambulanza
words-help = iyobọ, iyobo, ru iyobọ mẹ, ru iyobo me, i ma rẹn otọ re, i ma ren oto re, i ma rẹn otọre, i ma ren otore, vbọ, vbo, help, what, how
words-language = urhuẹvbo, urhuevbo, uruevbo, fi urhuẹvbo werriẹ, fi urhuevbo werrie, language, change language
words-erase = guọghọ ẹmwẹ mwẹ rua, guogho emwe mwe rua, guogho emwen mwen rua, guọghọ ehia rua, guogho ehia rua, delete my data, delete, erase, guọghọ ehia, guogho ehia, guọghọ ehia delete, guogho ehia delete
words-keep = ghẹ guọghọ ẹre, ghe guogho ere, ghẹ guọghọ, ghe guogho, keep
words-not-me = ẹi re mẹ, ei re me, ẹi re imẹ, ei re ime, not me
words-it-is-me = it is me, it's me, na me

not-understood = Ekọmputa ẹre I khin. I ma rẹn otọ re. I gha werriegbe nọ inọta na.
not-understood-again = I ma he rẹn otọ re. U hoo ne u gu ọmwa guan ra?
help-here = U sẹtin zẹ ibọtin, ra u gbẹn inọmba, ra u gbẹn ẹmwẹ. Vbe ẹghẹ hia, u sẹtin gbẹn "werriegbe", "menu", "dobọ yi" ra "ọmwa".
edited-note = I bẹghe ẹre wẹẹ, u fi ẹmwẹ ruẹ werriẹ. Ẹmwẹ nokaro ne u gbẹn ẹre ọ rre obọ mwẹ. Lahọ, werriegbe gie ẹmwẹ ọgbọn nii.
too-long = Ẹmwẹ ruẹ bun gbe. Omuhẹn rẹn ẹre ọ rre obọ mwẹ. Lahọ, werriegbe gie ẹmwẹ nikẹre.
old-button = Ibọtin nii keghi re ọghe inọta nọ gberra nẹ. Inọta na ẹre ọ rrọọ nia.
stopped = I dobọ yi nia. Ii khian ghi gie ẹmwẹ rhọkpa. Deghẹ u hoo ne u rrie odaro, gbẹn emwikemwi.
resumed = Ọbokhian. Ma gha rrie odaro ke ehe ne ima na dobọ yi.
restarted = Helpdesk na fiwerriẹ vbe iyeke ẹghẹ ne u gbẹn gie ima. Ewanniẹn ruẹ eso ye rrọọ.
something-wrong = Emwi eso i winna ẹse vbe ehe na. Emwi ne u gbẹn ye rrọọ. Ọmwa gha ghee ẹre.

voice-kept = Ekọmputa ẹre I khin. Ii sẹtin danmwehọ urhu. Ẹmwẹ ne u ya urhu gie ye rrọọ. Deghẹ u hoo ne ọmwa danmwehọ ẹre, gbẹn "ọmwa".
picture-kept = Ekọmputa ẹre I khin. Ii sẹtin ghee efoto ra ifail (file). Emwi ne u gie ye rrọọ. Deghẹ u hoo ne ọmwa ghee ẹre, gbẹn "ọmwa".
media-added = Ọ rre obọ mwẹ nẹ. Ọmwa gha danmwehọ ẹre, ra ọ gha ghee ẹre.
media-refused = I ma sẹtin rhie ifail (file) na. Ẹi rre obọ mwẹ. Ọ kpọlọ gbe, ra ọ re ifail ọghe odẹ ọvbehe. Lahọ, gie efoto, ra u ya urhu ruẹ gie ẹmwẹ, ra u gbẹn ẹmwẹ.
media-arrived = Ọmwa gie ifail (file) gie ruẹ nẹ.
