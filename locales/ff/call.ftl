### state: draft
### What the telephone says, on keys 0 to 9, * and #. These texts are spoken, by a recorded voice where there is one.

call-welcome = Jaaraama. Ɗoo ko sarwiis ballal wonande yimɓe gollotooɓe e leydi Itali. A yoɓataa hay huunde. Ko masiŋ haalata ɗoo. Yimɓe ina ngolla caggal mum. Min ngonaa poliis.
call-key-language = Ngam jokkude e Pulaar, ñoƴƴu { $key }.
call-key-other = Ngam ɗemɗe goɗɗe, ñoƴƴu { $key }.
call-key-message = Ngam woppande neɗɗo mesaas, ñoƴƴu { $key }.
call-key-callback = So aɗa yiɗi min nodda ma, ñoƴƴu { $key }.
call-key-request = Ngam anndude ko fayti e haala maa, ñoƴƴu { $key }.
call-key-danger = So aɗa e tanaa (danger), ñoƴƴu { $key }.
call-key-again = Ngam heɗaade kadi, ñoƴƴu { $key }.
call-key-back = Ngam ruttaade caggal, ñoƴƴu { $key }.
call-key-choice = { $choice }: ñoƴƴu { $key }.
call-wrong-key = Butoŋ oo alaa ko waɗata ɗoo. Tiiɗno heɗo kadi.
call-record = So a nanii bip, haal. So a gaynii, ñoƴƴu butoŋ kala mo njiɗ-ɗaa. Neɗɗo heɗoto mesaas maa.
call-recorded = A jaaraama. Mi jogiima mesaas maa. Limoore haala maa ko { $reference }. Mi haalat ɗum kadi: { $reference }.
call-no-voice = Mi nanaani daande.
call-no-number = Mi waawaa yiyde limoore telefoŋ maa. Sabu ɗuum, min mbaawaa noddude ma. Woppu mesaas. Haal heen hol no min mbaawata haaldude e maa.
call-time = Hol waktu mo min mbaawi noddude ma, tawa ɗum addantaa ma tanaa?
call-voicemail = So min noddii ma, a jaabaaki, aɗa jaɓa min mboppa mesaas?
call-kept = Neɗɗo noddat ma. Sarwiis oo udditotoo ko altine haa aljumaa. Limoore haala maa ko { $reference }. Mi haalat ɗum kadi: { $reference }.
call-reference = Ñoƴƴu limoore haala maa. Ko limooje jeenay.
call-reference-wrong = Mi anndaa limoore ndee.
call-state = Haala ka neldu-ɗaa kaa: { $state }.
call-goodbye = A jaaraama. Wonu e jam.
