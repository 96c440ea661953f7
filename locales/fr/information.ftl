### state: reviewed
### Information: ten topics, three short screens at most. Numbers of hotlines are data, never written here.

information-choose = Que veux-tu savoir ?
choice-topic-pay = Paie et contrat
choice-topic-hours = Horaires et repos
choice-topic-safety = Accident, sécurité
choice-topic-threats = Papiers, menaces
choice-topic-permits = Permis de séjour
choice-topic-housing = Logement
choice-topic-health = Santé
choice-topic-transport = Transport
choice-topic-after = Après le récit
choice-topic-hotlines = Numéros utiles

info-pay-1 = Le travail doit être payé. C'est vrai aussi sans contrat. La paie doit suivre l'accord de ton métier (CCNL).
info-pay-2 = Chaque mois, tu dois recevoir une fiche de paie (busta paga). Le patron doit payer par la banque ou d'une autre façon qui laisse une trace, pas en argent liquide.
info-pay-3 = Note tes jours, tes heures et le lieu. Garde les messages et les photos, si ce n'est pas dangereux. Avec cela, tu peux demander ton argent plus tard.

info-hours-1 = La semaine normale est de 40 heures. Avec les heures supplémentaires, elle ne peut pas dépasser 48 heures en moyenne. Les heures supplémentaires doivent être payées.
info-hours-2 = Tu as droit à 11 heures de repos chaque jour, et à un jour de repos chaque semaine. Après 6 heures de travail, tu dois avoir une pause.
info-hours-3 = Tu as droit à des congés payés. Si tu tombes malade, préviens le patron et va chez le médecin. Le patron n'a pas le droit de te renvoyer pour cela.

info-safety-1 = En cas de blessure, appelle le { $emergency } ou va à l'hôpital (pronto soccorso). Dis que c'est arrivé au travail. C'est vrai aussi sans contrat.
info-safety-2 = L'assurance pour les accidents du travail (INAIL) est pour toutes les personnes qui travaillent, même sans contrat.
info-safety-3 = Le patron doit te donner ce qui te protège : chaussures, gants, masque, formation, visite chez le médecin. Tu ne paies rien pour cela.

info-threats-1 = Personne n'a le droit de prendre ton passeport ou tes papiers. Le patron n'a pas le droit de les garder.
info-threats-2 = Te menacer, te frapper ou t'enfermer est un crime. Tu peux demander de l'aide même si tu n'as pas de permis de séjour.
info-threats-3 = En danger, appelle le { $emergency }. Pour un conseil, appelle le { $trafficking } : c'est gratuit, jour et nuit, sans dire ton nom.

info-permits-1 = La loi en Italie peut protéger les personnes exploitées au travail. Ce n'est pas pareil pour tout le monde. Nous ne pouvons pas promettre un permis.
info-permits-2 = Il y a une protection pour les personnes en danger (art. 18 TUI). Il y en a une autre pour les personnes exploitées au travail qui aident à montrer ce qui s'est passé (art. 18-ter TUI).
info-permits-3 = Une personne de ce service, spécialiste de la loi, peut regarder ta situation avec toi. C'est gratuit. Parle avec nous avant d'aller dans un bureau.

info-housing-1 = Si le patron te loge, le lieu doit être sûr et propre, avec de l'eau et des toilettes. Le patron n'a pas le droit de t'enfermer ni de te surveiller.
info-housing-2 = Le prix du lit doit être juste. Le patron n'a pas le droit de prendre toute ta paie pour cela.
info-housing-3 = Près de toi, il y a des lieux qui peuvent t'aider à chercher un logement (Poli Sociali). Une personne peut te dire où.

info-health-1 = En cas d'urgence, l'hôpital doit aider tout le monde, même les personnes sans permis de séjour.
info-health-2 = Sans permis de séjour, tu peux demander un code de santé (STP) à l'hôpital ou au bureau de santé (ASL). Avec ce code, tu peux voir un médecin.
info-health-3 = L'hôpital n'a pas le droit de te signaler à la police parce que tu n'as pas de permis de séjour.

info-transport-1 = Personne n'a le droit de te forcer à lui payer le trajet vers le travail. Si quelqu'un prend de l'argent sur ta paie pour le trajet, cela peut être illégal (caporalato).
info-transport-2 = Dans certains endroits, il y a des bus pour les personnes qui travaillent. Une personne peut te dire s'il y en a un près de toi.

info-after-1 = D'abord, une personne de ce service lit ton récit. Ensuite nous t'écrivons, ou nous t'appelons, de la façon qui est sûre pour toi.
info-after-2 = Si tu veux, tu peux rencontrer des gens qui aident : pour un avocat, un logement, un médecin, un travail. Tu décides à chaque étape. Tu peux arrêter.
info-after-3 = La première réponse peut prendre quelques jours. Nous ne pouvons pas promettre le résultat.

info-hotlines-1 = Danger, feu, ambulance, police : { $emergency }. Gratuit.
info-hotlines-2 = On t'exploite ou on te force : { $trafficking }. Gratuit, jour et nuit, sans dire ton nom. Violence contre les femmes : { $violence }. Gratuit, jour et nuit.
info-hotlines-3 = Notre service (Helpdesk) : { $helpdesk }, gratuit. Si l'appel ne marche pas, utilise WhatsApp : { $whatsapp }. E-mail : { $email }

useful-ask = Est-ce que c'était utile ?
choice-ask-person = Demander à quelqu'un
useful-thanks = Merci.
useful-sorry = Merci. Une personne peut mieux l'expliquer.
