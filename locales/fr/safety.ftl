### state: reviewed
### Texts about danger, consent and who sees what. In a draft language the reading language always follows.

emergency = Si tu es en danger maintenant, appelle le { $emergency }. C'est gratuit. Tu peux aussi appeler le { $trafficking } : c'est gratuit, jour et nuit, pas besoin de dire ton nom.
emergency-ask-ticket = Veux-tu que nous disions à une personne de ce service que c'est urgent ?
emergency-told = Nous avons dit à une personne que c'est urgent. Ton numéro pour cela est { $reference }. Nous sommes ouverts du lundi au vendredi. En attendant, si tu es en danger, appelle le { $emergency }.
emergency-safe-phone = Quelqu'un d'autre regarde ton téléphone ? Tu peux effacer cette conversation du téléphone.

welcome-1 = Bonjour. C'est un service d'aide gratuit pour les personnes qui travaillent en Italie.
welcome-2 = Tu écris à une machine. Derrière elle, des personnes travaillent. Nous ne sommes pas la police. Nous ne sommes pas ton patron.
welcome-3 = Ce que tu écris est secret. Seules les personnes de ce service peuvent le lire. Tu peux arrêter à tout moment : écris "stop".

consent-1 = Avant que tu nous parles de ton travail, nous avons besoin de ton oui. Nous gardons ce que tu écris pour t'aider : travail, papiers, santé, menaces.
consent-2 = Seules les personnes de ce service le lisent. Nous ne le donnons pas à ton patron. Avant de parler à un bureau, quel qu'il soit, nous te demandons d'abord.
consent-3 = Loi : GDPR, articles 6 et 9. Tu peux dire non. Tu peux reprendre ton oui et tout effacer : écris "effacer mes données".
consent-ask = Es-tu d'accord ?
choice-consent-yes = Oui, d'accord
choice-consent-no = Non
consent-refused = Pas de problème. Nous ne gardons aucun récit. Tu peux quand même lire les informations ou parler à une personne.

draft-language-note = Ces textes sont nouveaux dans cette langue. Il peut y avoir des erreurs. Les textes importants arrivent aussi dans une deuxième langue.

erase-ask = Veux-tu effacer tout ce que tu nous as écrit ? Si tu dis oui, nous le cachons tout de suite. Après un jour, c'est effacé. Ensuite, personne ne pourra plus répondre à tes demandes.
choice-erase-yes = Oui, tout effacer
choice-erase-no = Non, garder
erase-done = Maintenant, tout est caché. Ce sera effacé le { $date } à { $time }. Cette conversation sur ton téléphone : là, toi seul peux l'effacer. Si tu veux que nous gardions tout, écris "garder" avant.
erase-kept = Rien n'a été effacé. Tout est encore là.
erase-notice = D'un autre téléphone ou d'une autre application, on nous a demandé d'effacer tout ce que tu as écrit. Maintenant, c'est caché. Ce sera effacé le { $date } à { $time }. Si tu veux le garder, écris "garder" avant.
erase-young = Ce téléphone ou cette application est nouveau ici. D'ici, tu peux tout effacer seulement après le { $date } à { $time }. Si tu le veux avant, écris "parler".

receipt-code = Ton code secret pour la demande { $reference } est { $code }. Garde le numéro et le code. Ne les montre pas. Avec eux, tu peux continuer sur un autre téléphone.

link-offer = Veux-tu voir tes demandes ici aussi ? Alors nous le disons à l'autre téléphone ou à l'autre application.
link-waits = Tu verras tes demandes ici à partir du { $date } à { $time }.
link-notice = Quelqu'un veut voir ta demande { $reference } sur un autre téléphone ou une autre application. Si ce n'est pas toi, écris "pas moi". Si c'est toi, écris "c'est moi".
choice-not-me = Ce n'est pas moi
choice-it-is-me = C'est moi
link-undone = L'autre téléphone ou l'autre application ne peut pas voir tes demandes.
link-joined = Maintenant, l'autre téléphone ou l'autre application peut voir tes demandes.
prove-ask = Pour continuer, renvoie-nous ce code : { $code }. Il marche pendant une heure. Si ce n'est pas toi qui l'as demandé, ne fais rien.
prove-wrong = Ce code ne marche pas. Rien n'a changé. Recommence, ou écris "parler" pour parler à une personne.
