### state: draft
### Texts about danger, consent and who sees what. In a draft language the reading language always follows.

emergency = So aɗa e tanaa jooni (danger), noddu { $emergency }. A yoɓataa hay huunde. Aɗa waawi noddude kadi { $trafficking }: jamma e ñalawma, a yoɓataa hay huunde, a haalataa innde maa so a yiɗaa.
emergency-ask-ticket = Aɗa yiɗi min mbiya neɗɗo e sarwiis oo wonde aɗa sokli ballal law?
emergency-told = Min mbiyii neɗɗo wonde aɗa sokli ballal law. Limoore maa ko { $reference }. Sarwiis oo udditotoo ko altine haa aljumaa. Haa ndeen, so aɗa e tanaa (danger), noddu { $emergency }.
emergency-safe-phone = Won goɗɗo ina ƴeewa telefoŋ maa? Aɗa waawi momtude mesasuuji ɗii e telefoŋ maa.

welcome-1 = Jaaraama. Ɗoo ko sarwiis ballal wonande yimɓe gollotooɓe e leydi Itali. A yoɓataa hay huunde.
welcome-2 = Aɗa winndondira e masiŋ. Yimɓe ina ngolla caggal mum. Min ngonaa poliis. Min ngonaa patroŋ maa.
welcome-3 = Ko mbinndataa koo ko suturo. Ko yimɓe sarwiis oo tan mbaawi janngude ɗum, wonaa woɗɓe. Aɗa waawi daraade sahaa kala: winndu "daro".

consent-1 = Hade maa haalande min golle maa, emin cokli "eey" maa. Min njogoto ko mbinndu-ɗaa ngam wallude ma: golle, kaayitaaji, cellal, hulɓineede.
consent-2 = Ko yimɓe sarwiis oo tan njanngata ɗum. Min ndokkataa ɗum patroŋ maa. Hade amen haaldude e biro fof, min naamnoto ma tawo.
consent-3 = Sariya: GDPR, art. 6 e 9. Aɗa waawi wiyde alaa. Aɗa waawi salaade kadi caggal nde njaɓ-ɗaa. Ngam momtude fof, winndu "momtu ko mbinndu-mi".
consent-ask = Aɗa jaɓa ɗum?
choice-consent-yes = Eey, mi jaɓii
choice-consent-no = Alaa
consent-refused = Ɗum ina moƴƴi. Min njogotaako haala caɗeele maa. Aɗa waawi janngude kabaaruuji walla haaldude e neɗɗo.

draft-language-note = Ɗii binndi ko kesi e ɗemngal ngal. Juume ina mbaawi woodde heen. Binndi teeŋtuɗi ɗii ina ngara kadi e ɗemngal goɗngal.

erase-ask = Aɗa yiɗi momtude kala ko mbinndan-ɗaa min? So a jaɓii, hay gooto waawataa janngude ɗum. Caggal ñalawma gooto, ɗum momtete. Caggal ɗuum hay gooto waawataa jaabaade haalaaji maa.
choice-erase-yes = Eey, momtu fof
choice-erase-no = Alaa, hoto momtu
erase-done = Jooni hay gooto waawataa janngude ko mbinndu-ɗaa. Ɗum momtete { $date }, { $time }. Mesasuuji ɗii e telefoŋ maa, ko aan tan waawi momtude ɗum. So aɗa yiɗi min njogoo fof, winndu hade ɗuum: "hoto momtu".
erase-kept = Hay huunde momtaaka. Fof ina ɗoo.
erase-notice = E telefoŋ goɗɗo walla e app goɗɗo, neɗɗo wiyii min momtude kala ko mbinndu-ɗaa. Jooni hay gooto waawataa janngude ɗum. Ɗum momtete { $date }, { $time }. So aɗa yiɗi jogaade ɗum, winndu hade ɗuum: "hoto momtu".
erase-young = Telefoŋ oo walla app oo ko keso ɗoo. Caggal { $date }, { $time }, aɗa waawi momtude fof ɗoo. So aɗa yiɗi momtude hade ɗuum, winndu "neɗɗo".

receipt-code = Kod suturo maa wonande { $reference } ko { $code }. Jogo limoore ndee e kod oo. Hoto hollu ɗi hay gooto. So aɗa jogii ɗi, aɗa waawi jokkude e telefoŋ goɗɗo.

link-offer = Aɗa yiɗi yiyde haalaaji maa ɗoo kadi? So a jaɓii, min mbinndat ɗum e telefoŋ maa goɗɗo oo walla e app maa goɗɗo oo.
link-waits = Caggal { $date }, { $time }, a yiyat haalaaji maa ɗoo.
link-notice = Neɗɗo ina yiɗi yiyde haala maa { $reference } e telefoŋ goɗɗo walla e app goɗɗo. So wonaa aan, winndu "wonaa miin". So ko aan, winndu "ko miin".
choice-not-me = Wonaa miin
choice-it-is-me = Ko miin
link-undone = Telefoŋ goɗɗo oo walla app goɗɗo oo waawataa yiyde haalaaji maa.
link-joined = Jooni telefoŋ goɗɗo oo walla app goɗɗo oo ina waawi yiyde haalaaji maa.
prove-ask = Ngam jokkude, neldu min kod oo: { $code }. Kod oo gollat waktu gooto. So wonaa aan naamndii ɗum, hoto waɗ hay huunde.
prove-wrong = Kod oo feewaani. Hay huunde waylaaki. Fuɗɗito, walla winndu "neɗɗo".
