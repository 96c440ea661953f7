### state: draft
### What works everywhere: navigation, words that are understood, help in context.
### choice-…: a label on a button, 20 characters at most. words-…: words a person may type, separated by commas.

choice-yes = Yes
choice-no = No
choice-dont-know = I no know
choice-skip = Jump am
choice-back = Go back
choice-later = Another time
choice-menu = Menu
choice-more = Show me more
choice-continue = Make we continue
choice-person = Talk to pesin
choice-emergency = Danger dey now

words-yes = yes, y, yes o, ok, okay, yeah, ehn, na so, i gree, i agree, e correct
words-no = no, n, nope, no o, no be so, i no gree, i no want, i no wan
words-dont-know = i no know, i no sure, me i no know, i don't know, i dont know, dont know, not sure, no idea
words-skip = jump am, jump, skip, skip am, next
words-back = back, go back, make we go back
words-later = later, another time, tomorrow, pause
words-menu = menu, start, begin, home, bot, make we start
words-stop = stop, stop am, quit, exit, i wan stop, make we stop
words-person = pesin, person, talk to pesin, talk to person, i wan talk to pesin, i wan talk to person, real pesin, human, human being, operator, agent
words-emergency = emergency, danger, danger dey now, sos, police, ambulance, i dey danger, i dey for danger, i dey in danger, i dey inside danger, i am in danger, help me now, help me now now, dem dey beat me now, dem wan kill me now
words-help = help, abeg help me, what, wetin, wetin be dis, how, i no understand, i don't understand, i dont understand
words-language = language, change language, change my language, another language
words-erase = delete everything, delete, delete am, delete all, delete wetin i write, delete my data, erase, clear everything
words-keep = keep am, keep, keep it, keep everything
words-not-me = no be me, e no be me, not me, no be me o
words-it-is-me = na me, na me o, na me be dat, it is me

not-understood = Na machine I be, and I no understand. See di question again.
not-understood-again = I still no understand. You wan talk to pesin?
help-here = You fit answer with button, number or word. Any time, you fit write "back", "menu", "stop" or "pesin".
edited-note = I see say you change one message. I keep wetin you write first. Abeg send di new words for new message.
too-long = Wetin you write long well well. I keep di first part. Abeg send wetin remain for new message.
old-button = Dat button na for question wey don pass. See di question for now.
stopped = I don stop here. Nothing go come again. When you wan continue, write anything.
resumed = Welcome. We dey continue from where we stop.
restarted = Dis service don change since di last time wey you write. Di answer dem wey I fit keep still dey.
something-wrong = Something no go well for here. We don keep wetin you write, and pesin go look am.

voice-kept = Na machine I be, and I no fit listen to voice. I don keep your voice message. If you want make pesin listen to am, write "pesin".
picture-kept = Na machine I be, and I no fit look picture or file. I don keep wetin you send. If you want make pesin look am, write "pesin".
media-added = I don keep am. Pesin go listen to am or look am.
media-refused = I no fit keep dis file. E too big, or na another kind of file. Send photo or voice message, or just write.
media-arrived = One pesin don send you file.
