### state: draft
### Texts about danger, consent and who sees what. In a draft language the reading language always follows.

emergency = Si hiɗon e nder tanaa jooni (danger), noddee { $emergency }. Ɗun yoɓetaake. Hiɗon waawi noddude kadi { $trafficking }: yoɓetaake, ñalorma e jemma, hollitugol innde mon wonaa waajibi.
emergency-ask-ticket = Hiɗon faalaa yo men hollitu neɗɗo e oo sarwiisi wonde ɗun no hawji (urgent)?
emergency-told = Men hollitii neɗɗo wonde ɗun no hawji (urgent). Nimero mon ko { $reference }. Men gollay gila Tenen haa Juma. Haa ontuma, si hiɗon e nder tanaa (danger), noddee { $emergency }.
emergency-safe-phone = Goɗɗo goo no ndaara telefon mon? Hiɗon waawi momtude ɗii mesaasiiji e telefon on.

welcome-1 = On jaaraama. Ɗoo ko sarwiisi ballal fii yimɓe gollooɓe ka Itali. Hay huunde yoɓetaake.
welcome-2 = Ko masin jaabotoo on ɗoo. Yimɓe no golla ɓaawo masin on. Wonaa men poliisiiɓe. Wonaa men patron mon.
welcome-3 = Ko winndaton ko gunndoo. Ko yimɓe oo sarwiisi tun waawi janngude ɗun. Tuma kala hiɗon waawi daraade: winndee "stop".

consent-1 = Ado on yewtude fii golle mon, men lanndoto on si on jaɓii. Si on jaɓaali, en jokkataa ɗun. Men maray ko winndaton fii wallude on: golle, papiyeeji, cellal, hulɓingol.
consent-2 = Ko yimɓe oo sarwiisi tun janngata ɗun. Men jonnataa ɗun patron mon. Ado men yewtude e biro woo, men lanndoto on taho.
consent-3 = Sariya: GDPR, sarti 6 e 9. Hiɗon waawi wi'ude o'o. Hay si on jaɓii, hiɗon waawi salaade ɓaawo ɗun e momtude fow: winndee "momtu ko mi winndi".
consent-ask = On jaɓii?
choice-consent-yes = Hii-hi, mi jaɓii
choice-consent-no = O'o
consent-refused = Awa, alaa ko boni. Men marataa ko fii golle mon. Hiɗon waawi humpitaade ɗoo kadi, maa yewtude e neɗɗo.

draft-language-note = Ko neebaali men fuɗɗii winndude e ngal ɗemngal. No gasa goɗɗun feewaa ton. Ko hitti ɗun aray kadi e ɗemngal goo.

erase-ask = Hiɗon faalaa momtude fow ko winndanɗon men? Si on jaɓii, hay gooto waawataa janngude ɗun. Ɓaawo ñalaande wootere, ɗun momtete. Ɓaawo ɗun, hay gooto waawataa jaabaade ko lanndiɗon.
choice-erase-yes = Hii-hi, momtu fow
choice-erase-no = O'o, maru ɗun
erase-done = Jooni hay gooto waawataa janngude ko winnduɗon. Ɗun momtete ñannde { $date }, leer { $time }. Ɗii mesaasiiji e telefon mon, ko onon tun waawi momtude ɗun. Si hiɗon faalaa yo men maru fow, winndee "maru ɗun" ado ɗun.
erase-kept = Hay huunde momtaaka. Fow no ɗoo.
erase-notice = E telefon goo maa e app goo, neɗɗo wi'ii men momtude fow ko winnduɗon. Jooni hay gooto waawataa janngude ɗun. Ɗun momtete ñannde { $date }, leer { $time }. Si hiɗon faalaa marude ɗun, winndee "maru ɗun" ado ɗun.
erase-young = Oo telefon maa oo app ko keso ɗoo. Ɓaawo ñannde { $date }, leer { $time }, hiɗon waawi momtude fow ɗoo. Si hiɗon faalaa momtude ado ɗun, winndee "neɗɗo".

receipt-code = Kod gunndoo mon fii { $reference } ko { $code }. Maree nimero on e kod on. Wata on hollu ɗun hay gooto. Si hiɗon mari ɗun, hiɗon waawi jokkude e telefon goo.

link-offer = Hiɗon faalaa yi'ude ɗoo kadi ko lanndiɗon? Si on jaɓii, men winnday ɗun e telefon mon goo maa e app mon goo.
link-waits = Ɓaawo ñannde { $date }, leer { $time }, on yi'ay ɗoo ko lanndiɗon.
link-notice = Neɗɗo no faalaa yi'ude ko lanndiɗon { $reference } e telefon goo maa e app goo. Si wonaa onon, winndee "wonaa min". Si ko onon, winndee "ko min".
choice-not-me = Wonaa min
choice-it-is-me = Ko min
link-undone = Telefon goo maa app goo waawataa yi'ude ko lanndiɗon.
link-joined = Jooni telefon goo maa app goo no waawi yi'ude ko lanndiɗon.
prove-ask = Fii jokkude, winndee ɗoo oo kod: { $code }. On kod gollay leer gooto. Si wonaa onon lanndii on kod, wata on waɗu hay huunde.
prove-wrong = Oo kod feewaali. Hay huunde waylaaki. Fuɗɗee fahin, maa winndee "neɗɗo".
