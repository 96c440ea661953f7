### state: draft
### What the telephone says, on keys 0 to 9, * and #. These texts are spoken, by a recorded voice where there is one.

call-welcome = Dalal ak jàmm. Lii sarwiisu ndimbal la, ngir ñiy liggéey ci Itali. Doo fay dara. Masin ngay dégg. Ay nit a ngi liggéey ci ginnaawam. Nun, dunu pólis.
call-key-language = Ngir wolof, bësal { $key }.
call-key-other = Ngir yeneen làkk, bësal { $key }.
call-key-message = Soo bëggee bàyyi bataaxal ngir nit, bësal { $key }.
call-key-callback = Soo bëggee nu woo la, bësal { $key }.
call-key-request = Ngir xam fu sa mbir tollu, bësal { $key }.
call-key-danger = Soo nekkee ci danger, lu la mën a gaañ, bësal { $key }.
call-key-again = Ngir dégg lii beneen yoon, bësal { $key }.
call-key-back = Ngir dellu ginnaaw, bësal { $key }.
call-key-choice = { $choice }: bësal { $key }.
call-wrong-key = Butoŋ boobu du def dara fii. Déglul beneen yoon, bu la neexee.
call-record = Soo déggee biip bi, waxal. Soo noppee, bësal butoŋ bu la neex. Nit dina déglu sa bataaxal.
call-recorded = Jërëjëf. Denc nanu sa bataaxal. Nimero sa mbir mooy { $reference }. Ma waxaat ko: { $reference }.
call-no-voice = Dégguma benn baat.
call-no-number = Gisuma sa nimero telefon, moo tax mënunu la woo. Bàyyil bataaxal, te nga wax naka lanu mën a jokkoo ak yaw.
call-time = Ban waxtu moo wóor, te amul danger, ngir nu woo la?
call-voicemail = Soo tontuwul, ndax nangu nga nu bàyyi bataaxal ci sa telefon?
call-kept = Nit dina la woo. Altine ba àjjuma lanuy liggéey. Nimero sa mbir mooy { $reference }. Ma waxaat ko: { $reference }.
call-reference = Bësal juróom-ñenti chiffre yi ci nimero sa mbir.
call-reference-wrong = Xamuma nimero bii.
call-state = Sa mbir: { $state }.
call-goodbye = Ba beneen yoon.
