### state: reviewed
### What works everywhere: navigation, words that are understood, help in context.
### choice-…: a label on a button, 20 characters at most. words-…: words a person may type, separated by commas.

choice-yes = Yes
choice-no = No
choice-dont-know = I don't know
choice-skip = Skip
choice-back = Back
choice-later = Later
choice-menu = Menu
choice-more = More
choice-continue = Continue
choice-person = Talk to a person
choice-emergency = Danger now

words-yes = yes, y, ok, okay, yeah
words-no = no, n, nope
words-dont-know = i don't know, dont know, not sure, no idea
words-skip = skip, next
words-back = back, go back
words-later = later, tomorrow, pause
words-menu = menu, start, begin, home, bot
words-stop = stop, quit, exit
words-person = person, human, operator, a person, talk to a person, agent
words-emergency = emergency, danger, sos, police, ambulance, i am in danger, help me now
words-help = help, what, how, i don't understand
words-language = language, change language
words-erase = delete my data, delete, erase
words-keep = keep, keep it, keep everything
words-not-me = not me, it is not me, it's not me, that was not me
words-it-is-me = it is me, it's me, its me, it was me

not-understood = I am a machine and I did not understand. Here is the question again.
not-understood-again = I still did not understand. Would you like to talk to a person?
help-here = You can answer with a button, a number or a word. Write "back", "menu", "stop" or "person" at any time.
edited-note = I saw that you changed a message. I keep what you wrote first. Please send the new words as a new message.
too-long = That was very long. I kept the beginning. Please send the rest in a new message.
old-button = That button belongs to an earlier question. Here is the question now.
stopped = I stop here. Nothing more will come. When you want to go on, write anything.
resumed = Welcome back. We go on from where we stopped.
restarted = This service has changed since you last wrote. Your answers that I could keep are still here.
something-wrong = Something went wrong here. What you wrote is kept and a person will look at it.

voice-kept = I am a machine and cannot listen to voices. Your voice message is kept. If you want a person to listen, write "person".
picture-kept = I am a machine and cannot look at pictures or files. Yours is kept. If you want a person to look, write "person".
media-added = I have kept it. A person will listen to it or look at it.
media-refused = I could not keep this file. It is too big or of another kind. Please send a photo or a voice message, or write.
media-arrived = A person has sent you a file.
