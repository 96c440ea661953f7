### state: reviewed
### Talking to a person, requests, and the news that a person's decision brings. These texts may be seen by others: they say little.

person-ask = Écris ton message. Une personne le lira.
person-open = Nous sommes ouverts. Une personne répondra ici dès que possible. Ton numéro est { $reference }.
person-closed = Nous sommes fermés maintenant. Ton message est gardé. Nous ouvrons le { $date } à { $time } et une personne répondra. Ton numéro est { $reference }.
person-added = Je l'ai ajouté à ta demande { $reference }.
person-here = Maintenant, une personne t'écrit. Écris "menu" pour revenir à la machine.
person-gone = La machine est de nouveau là. À tout moment, écris "parler" pour parler à une personne.

requests-none = Tu n'as pas de demande.
requests-choose = Tes demandes :
requests-one = Demande { $reference }, { $date } : { $state }
requests-answer = Dernière réponse : { $answer }
requests-no-answer = Il n'y a pas encore de réponse.
state-new = arrivée
state-open = une personne y travaille
state-waiting = nous attendons ta réponse
state-answered = il y a une réponse
state-closed = fermée

answer-frame = Réponse à { $reference } : { $answer }
news-validated = Il y a du nouveau pour { $reference }. On passe à l'étape suivante. Une personne t'écrira.
news-question = Il y a une question sur { $reference } : { $question }
news-oriented = Il y a du nouveau pour { $reference }. Un autre service peut mieux t'aider. Une personne te dira comment.
news-closed = La demande { $reference } est fermée. Écris "parler" si tu as encore besoin de nous.

choice-link = J'ai déjà écrit
link-ask = Nous as-tu déjà écrit, d'un autre téléphone ou d'une autre application ? Envoie le numéro de ta demande et son code secret.
link-done = Merci. Maintenant, tu vois aussi ici toutes tes demandes.
link-wrong = Le numéro et le code ne vont pas ensemble. Regarde encore une fois, ou écris "parler" pour parler à une personne.
notice-waiting = Il y a un message pour toi. Écris ici pour le lire.
mail-subject = Messages
mail-how = Réponds à cet e-mail avec le numéro de la réponse que tu choisis, ou avec tes mots.
