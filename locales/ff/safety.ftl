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

erase-ask = Aɗa yiɗi momtude kala ko mbinndu-ɗaa ɗoo? So ɗum momtaama, ɗum waawaa artireede. Caggal ɗuum hay gooto waawataa jaabaade haalaaji maa.
choice-erase-yes = Eey, momtu fof
choice-erase-no = Alaa, hoto momtu
erase-done = Fof momtaama. E telefoŋ maa, ko aan foti momtude mesasuuji ɗii.
erase-kept = Hay huunde momtaaka.

receipt-code = Kod suturo maa wonande { $reference } ko { $code }. Jogo limoore ndee e kod oo. Hoto hollu ɗi hay gooto. So aɗa jogii ɗi, aɗa waawi jokkude e telefoŋ goɗɗo.
