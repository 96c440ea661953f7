### state: draft
### What the telephone says, on keys 0 to 9, * and #. These texts are spoken, by a recorded voice where there is one.

call-welcome = On jaaraama. Ɗoo ko sarwiisi ballal fii yimɓe gollooɓe ka Itali. Hay huunde yoɓetaake. Ko masin nanaton ɗoo. Yimɓe no golla ɓaawo masin on. Wonaa men poliisiiɓe.
call-key-language = Fii Pular, tappee { $key }.
call-key-other = Fii ɗemɗe goo, tappee { $key }.
call-key-message = Fii accanude neɗɗo mesaasi, tappee { $key }.
call-key-callback = Si hiɗon faalaa yo men noddu on, tappee { $key }.
call-key-request = Fii humpitaade fii ko lanndiɗon, tappee { $key }.
call-key-danger = Si hiɗon e nder tanaa (danger), tappee { $key }.
call-key-again = Fii jentaade fahin, tappee { $key }.
call-key-back = Fii yiltaade ɓaawo, tappee { $key }.
call-key-choice = { $choice }: tappee { $key }.
call-wrong-key = Oo buton waɗataa hay huunde ɗoo. Accee hakkee, jentee fahin.
call-record = Si on nanii bip, haalee. Si on gaynii, tappee buton woo. Neɗɗo jentoto mesaasi mon.
call-recorded = On jaaraama. Mi marii mesaasi mon. Nimero ko lanndiɗon ɗun ko { $reference }. Mi haalay ɗun fahin: { $reference }.
call-no-voice = Mi nanaali hito mon.
call-no-number = Mi waawaa yi'ude nimero telefon mon. Ko ɗun waɗi si men waawaa noddude on. Accanee men mesaasi. Haalee e mun ko honno men waawirta yewtude e mon.
call-time = Ko honnde tuma men waawata noddude on, hara tanaa alaa?
call-voicemail = Si men noddii on, on jaabaaki, on jaɓay yo men accanu on mesaasi?
call-kept = Neɗɗo nodday on. Men gollay gila Tenen haa Juma. Nimero ko lanndiɗon ɗun ko { $reference }. Mi haalay ɗun fahin: { $reference }.
call-reference = Tappee nimero ko lanndiɗon ɗun. Ko nimerooji jeenay.
call-reference-wrong = Mi anndaa oo nimero.
call-state = Ko lanndiɗon: { $state }.
call-goodbye = En ontuma.
