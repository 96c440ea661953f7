### state: reviewed
### What works everywhere: navigation, words that are understood, help in context.
### choice-…: a label on a button, 20 characters at most. words-…: words a person may type, separated by commas.

choice-yes = Oui
choice-no = Non
choice-dont-know = Je ne sais pas
choice-skip = Passer
choice-back = Retour
choice-later = Plus tard
choice-menu = Menu
choice-more = Voir plus
choice-continue = Continuer
choice-person = Parler à quelqu'un
choice-emergency = Danger maintenant

words-yes = oui, o, ui, ouais, wi, ok, okay, d'accord, d’accord, daccord, d accord, bien sûr, bien sur
words-no = non, n, nan, no
words-dont-know = je ne sais pas, je sais pas, sais pas, j'sais pas, j’sais pas, chais pas, jsp, je sé pas, je connais pas, aucune idée, aucune idee
words-skip = passer, passe, je passe, passé, suivant, suivante, sauter, saute
words-back = retour, revenir, retourner, en arrière, en arriere, arrière, arriere
words-later = plus tard, après, apres, demain, pause, une autre fois
words-menu = menu, début, debut, commencer, commence, recommencer, accueil, bot
words-stop = stop, arrêter, arreter, arrête, arrete, arrêt, arret, quitter, je veux arrêter, je veux arreter
words-person = parler, parler à quelqu'un, parler à quelqu’un, parler a quelqu'un, parler a quelqu’un, parler a quelquun, parler à une personne, parler a une personne, parler avec quelqu'un, parler avec quelqu’un, quelqu'un, quelqu’un, quelquun, humain, un humain, opérateur, operateur, opératrice, operatrice, conseiller, conseillère, conseillere
words-emergency = urgence, danger, en danger, je suis en danger, sos, police, ambulance, au secours, à l'aide, à l’aide, a l'aide, a l’aide, a laide, aide moi vite, aidez-moi vite, aidez moi vite
words-help = aide, aider, aide-moi, aide moi, quoi, comment, je ne comprends pas, je comprends pas, je comprend pas, pas compris, j'ai pas compris, j’ai pas compris, aidez-moi, aidez moi
words-language = langue, la langue, changer de langue, changer la langue, changer langue, autre langue
words-erase = effacer mes données, effacer mes donnees, efface mes données, efface mes donnees, supprimer mes données, supprimer mes donnees, supprime mes données, supprime mes donnees, effacer tout, tout effacer, efface tout, tout supprimer, effacer, efface, supprimer, supprime
words-keep = garder, garde, garde tout, tout garder
words-not-me = pas moi, ce n'est pas moi, ce n’est pas moi, c'est pas moi, c’est pas moi, cest pas moi
words-it-is-me = c'est moi, c’est moi, cest moi, c'était moi

not-understood = Je suis une machine et je n'ai pas compris. Voici encore une fois la question.
not-understood-again = Je n'ai toujours pas compris. Veux-tu parler à une personne ?
help-here = Tu peux répondre avec un bouton, un numéro ou un mot. À tout moment, écris "retour", "menu", "stop", ou "parler" pour parler à une personne.
edited-note = J'ai vu que tu as changé un message. Je garde ce que tu as écrit en premier. Envoie les nouveaux mots dans un nouveau message.
too-long = C'était très long. J'ai gardé le début. Envoie le reste dans un nouveau message.
old-button = Ce bouton est pour une question d'avant. Voici la question de maintenant.
stopped = Je m'arrête ici. Tu ne recevras plus rien. Quand tu veux continuer, écris un mot.
resumed = Bonjour à nouveau. Nous continuons là où nous avons arrêté.
restarted = Ce service a changé depuis ton dernier message. Les réponses que j'ai pu garder sont encore là.
something-wrong = Quelque chose n'a pas marché ici. Ce que tu as écrit est gardé et une personne va le regarder.

voice-kept = Je suis une machine et je ne peux pas écouter la voix. Ton message vocal est gardé. Si tu veux qu'une personne l'écoute, écris "parler".
picture-kept = Je suis une machine et je ne peux pas regarder les images ou les fichiers. Ce que tu as envoyé est gardé. Si tu veux qu'une personne le regarde, écris "parler".
media-added = Je l'ai gardé. Une personne va l'écouter ou le regarder.
media-refused = Je n'ai pas pu garder ce fichier. Il est trop grand ou d'un autre type. Envoie une photo ou un message vocal, ou écris.
media-arrived = Une personne t'a envoyé un fichier.
