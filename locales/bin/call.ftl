### state: draft
### What the telephone says, on keys 0 to 9, * and #. These texts are spoken, by a recorded voice where there is one.

call-welcome = Kọyọ. Ma ru iyobọ ne emwa ni winna vbe Italy. A i hae osa yọ. Urhu ekọmputa ẹre u họn. Emwa nagbọn ẹre ọ winna vbe iyeke ẹre. Ma i re ipolisi.
call-key-language = Deghẹ urhuẹvbo Ẹdo ẹre u hoo, zẹ { $key } vbe efoni.
call-key-other = Deghẹ urhuẹvbo ọvbehe ẹre u hoo, zẹ { $key } vbe efoni.
call-key-message = Deghẹ u hoo ne u gie ẹmwẹ gie ọmwa, zẹ { $key } vbe efoni.
call-key-callback = Deghẹ u hoo ne ima werriegbe tie ruẹ, zẹ { $key } vbe efoni.
call-key-request = Deghẹ u hoo ne u họn iyẹn ọghe emwi ne u nọ, zẹ { $key } vbe efoni.
call-key-danger = Deghẹ u rre uwu ẹbe, zẹ { $key } vbe efoni.
call-key-again = Deghẹ u hoo ne u werriegbe họn ẹmwẹ na, zẹ { $key } vbe efoni.
call-key-back = Deghẹ u hoo ne u werriegbe, zẹ { $key } vbe efoni.
call-key-choice = { $choice }: zẹ { $key }.
call-wrong-key = Emwi ne u zẹ i winna vbe ehe na. Lahọ, werriegbe danmwehọ.
call-record = U gha họn "biip" nẹ, guan. U gha guan fo nẹ, zẹ inọmba ke inọmba vbe efoni. Ọmwa gha danmwehọ ẹmwẹ ruẹ.
call-recorded = Uruẹse. Ẹmwẹ ruẹ rre obọ ima nẹ. Inọmba ọghe emwi ne u nọ ọre { $reference }. I werriegbe tae: { $reference }.
call-no-voice = I ma họn urhu rhọkpa.
call-no-number = Ii sẹtin miẹn inọmba efoni ruẹ. Rhunmwuda ọni, ma i sẹtin tie ruẹ. Lahọ, gie ẹmwẹ gie ima, u ghi tama ima odẹ ne ima gha ya gu ruẹ guan.
call-time = De ẹghẹ ne ima gha ya tie ruẹ, ne ẹbe ghẹ gha rrọọ nuẹn?
call-voicemail = Ma gha tie ruẹ, deghẹ u ma zẹ ewanniẹn, u kue yọ ne ima sẹ ẹmwẹ rae ye efoni ruẹ ra?
call-kept = Ọmwa gha tie ruẹ. Ma winna ke Monday ya sẹ Friday. Inọmba ọghe emwi ne u nọ ọre { $reference }. I werriegbe tae: { $reference }.
call-reference = Zẹ inọmba hia ọghe emwi ne u nọ, vbe efoni ruẹ. Inọmba ihinrin ẹre ọ rrọọ.
call-reference-wrong = I ma rẹn inọmba na.
call-state = Emwi ne u nọ: { $state }.
call-goodbye = Uruẹse. Bye-bye.
