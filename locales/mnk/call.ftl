### state: draft
### What the telephone says, on keys 0 to 9, * and #. These texts are spoken, by a recorded voice where there is one.

call-welcome = Salaam aleekum. Ñiŋ deemaaroo be dookuulaalu le ye, mennu be Itali. I te feŋ joo la. Masiŋo le be diyaamu la i ye. Moolu be dookuwo kaŋ a kooma. Ntolu te poliisoo ti.
call-key-language = Niŋ i lafita Mandinka kaŋo la, { $key } maa.
call-key-other = Niŋ i lafita kaŋ doolu la, { $key } maa.
call-key-message = Niŋ i lafita kiilaariyaa bula la moo ye, { $key } maa.
call-key-callback = Niŋ i lafita ntolu ye i kumandi, { $key } maa.
call-key-request = Niŋ i lafita i la ñininkaaroo la kibaaroo moyi la, { $key } maa.
call-key-danger = Niŋ i be danger kono, i te tankariŋ, { $key } maa.
call-key-again = Niŋ i lafita ñiŋ moyi la kotenke, { $key } maa.
call-key-back = Niŋ i lafita muru la kooma, { $key } maa.
call-key-choice = { $choice }: { $key } maa.
call-wrong-key = Wo butoŋo te feŋ ke la jaŋ. Dukare, a lamoy kotenke.
call-record = Niŋ i ye biipoo moyi, diyaamu. Niŋ i la kumoo banta, butoŋ-wo-butoŋ maa. Moo be i la kiilaariyaa lamoy la.
call-recorded = Abaraka. I la kiilaariyaa marata. I la ñininkaaroo niimaroo mu { $reference } le ti. Nte be a fo la kotenke: { $reference }.
call-no-voice = M maŋ moo kaŋo moyi.
call-no-number = N te i la talifoŋ niimaroo je noo la. Wo kamma, ntolu te i kumandi noo la. Dukare, kiilaariyaa bula. A fo: ntolu si i soto noo ñaadii?
call-time = Ntolu lafita i kumandi la. Waati jumaa le be tankariŋ i ye?
call-voicemail = Niŋ i maŋ jaabiroo ke, i sonta ntolu ye kiilaariyaa bula i la talifoŋo to baŋ?
call-kept = Moo be i kumandi la. Ntolu ka dookuwo ke ka bo Teneŋo la fo Arajumoo. I la ñininkaaroo niimaroo mu { $reference } le ti. Nte be a fo la kotenke: { $reference }.
call-reference = I la ñininkaaroo niimaroo maa. Wo mu butoŋ kononto le ti.
call-reference-wrong = M maŋ ñiŋ niimaroo loŋ.
call-state = I la ñininkaaroo: { $state }.
call-goodbye = Fo tuma doo.
