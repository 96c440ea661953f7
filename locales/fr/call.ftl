### state: reviewed
### What the telephone says, on keys 0 to 9, * and #. These texts are spoken, by a recorded voice where there is one.

call-welcome = Bonjour. C'est un service d'aide gratuit pour les personnes qui travaillent en Italie. Tu entends une machine. Derrière elle, des personnes travaillent. Nous ne sommes pas la police.
call-key-language = Pour le français, appuie sur { $key }.
call-key-other = Pour d'autres langues, appuie sur { $key }.
call-key-message = Pour laisser un message à une personne, appuie sur { $key }.
call-key-callback = Si tu veux que nous te rappelions, appuie sur { $key }.
call-key-request = Pour avoir des nouvelles de ta demande, appuie sur { $key }.
call-key-danger = Si tu es en danger, appuie sur { $key }.
call-key-again = Pour écouter encore une fois, appuie sur { $key }.
call-key-back = Pour revenir en arrière, appuie sur { $key }.
call-key-choice = { $choice } : appuie sur { $key }.
call-wrong-key = Cette touche ne fait rien ici. Écoute encore une fois, s'il te plaît.
call-record = Parle après le bip. Quand tu as fini, appuie sur n'importe quelle touche. Une personne écoutera ton message.
call-recorded = Merci. Ton message est gardé. Le numéro de ta demande est { $reference }. Je le répète : { $reference }.
call-no-voice = Je n'ai pas entendu de voix.
call-no-number = Je ne vois pas ton numéro de téléphone, donc nous ne pouvons pas t'appeler. Laisse un message et dis comment nous pouvons te joindre.
call-time = À quel moment pouvons-nous t'appeler sans danger ?
call-voicemail = Si tu ne réponds pas, pouvons-nous laisser un message ?
call-kept = Une personne t'appellera. Nous travaillons du lundi au vendredi. Le numéro de ta demande est { $reference }. Je le répète : { $reference }.
call-reference = Tape les neuf chiffres du numéro de ta demande.
call-reference-wrong = Je ne connais pas ce numéro.
call-state = Ta demande : { $state }.
call-goodbye = Au revoir.
