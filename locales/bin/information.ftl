### state: draft
### Information: ten topics, three short screens at most. Numbers of hotlines are data, never written here.

information-choose = De emwi ne u hoo ne u rẹn?
choice-topic-pay = Igho, ebe iwinna
choice-topic-hours = Ẹghẹ iwinna, hewe
choice-topic-safety = Asidẹnt vbe iwinna
choice-topic-threats = Ebe, ya ohan mu ọmwa
choice-topic-permits = Ebe permesso
choice-topic-housing = Owa
choice-topic-health = Emianmwẹ, ọbo ebo
choice-topic-transport = Imọto iwinna
choice-topic-after = Vbe iyeke okha
choice-topic-hotlines = Inọmba iyobọ

info-pay-1 = Te ọ khẹke ne a hae osa ye iwinna ne u ru, uhiẹn deghẹ u i mwẹ ebe iwinna (contratto). Te ọ khẹke ne igho nii gha re vbene ebe CCNL ọghe iwinna ruẹ khare.
info-pay-2 = Uki uki, te ọ khẹke ne u miẹn ebe igho iwinna (busta paga). Te ọ khẹke ne ọga hae osa vbe ibanki, ra vbe odẹ ọvbehe ne ebe rhiẹre ma. Ọ ma khẹke nọ rhie igho (contanti) ye ruẹ obọ.
info-pay-3 = Gbẹn ẹdẹ, ẹghẹ kevbe ehe ne u na winna. Ye gha mwẹ efoto kevbe emwi ne a gbẹn, deghẹ ẹbe i rrọọ. U gha sẹtin ya ena gualọ igho ruẹ vbe odaro.

info-hours-1 = Uzọla iwinna keghi re ẹgogo 40 (ore). Deghẹ u winna sayọ, uhi i kue nọ gberra ẹgogo 48 vbe uzọla (media: uzọla nibun kugbe). Te ọ khẹke ne a hae osa ye ẹghẹ nọ gberra nii.
info-hours-2 = U mwẹ asẹ na ya hewe: ẹgogo 11 vbe ẹdẹ ke ẹdẹ, kevbe ẹdẹ ọkpa vbe uzọla ke uzọla. Deghẹ u winna sẹ ẹgogo 6, te ọ khẹke ne a gi ruẹ hewe kherhe.
info-hours-3 = U mwẹ asẹ ẹghẹ irhiede (ferie) ne a hae osa yi. Deghẹ egbe ma rran ruẹ, tama ọga, u ghi bu ọbo ebo. Uhi i kue ne ọga khu ruẹ fua rhunmwuda ọni.

info-safety-1 = Deghẹ asidẹnt sunu daa ruẹ, tie { $emergency }, ra u yo owa isimwinegbe (pronto soccorso). Tama iran wẹẹ, vbe isiwinna ẹre ọ na sunu. Erriọ ọ vbe ye, deghẹ u i mwẹ ebe iwinna (contratto).
info-safety-2 = Insọrans asidẹnt iwinna (INAIL) keghi re ọghe emwa hia ni winna, uhiẹn deghẹ iran i mwẹ ebe iwinna (contratto).
info-safety-3 = Te ọ khẹke ne ọga rhie emwi nọ gbogba ga ruẹ nuẹn: ibata, igilọv, imask, imamwaemwi, kevbe ọbo ebo nọ gha ghee egbe ruẹ. Ẹi re wẹ ẹre ọ gha hae osa yọ.

info-threats-1 = Uhi i kue ne ọmwa rhọkpa rhie ipaspọt ra ebe ruẹ vbe obọ ruẹ. Uhi i kue ne iran gha rre obọ ọga.
info-threats-2 = Deghẹ ọmwa ya ohan mu ruẹ, ra ọ gbe ruẹ, ra ọ mu ruẹ ye uwu owa ne u ghẹ sẹtin ladian, ọ rraa uhi (reato). U sẹtin gualọ iyobọ, uhiẹn deghẹ u i mwẹ permesso.
info-threats-3 = Deghẹ u rre uwu ẹbe, tie { $emergency }. Deghẹ u gualọ ibude, tie { $trafficking }: a i hae osa yọ, asọn kevbe avan, esa i rrọọ ne u ta eni ruẹ.

info-permits-1 = Uhi ọghe Italy sẹtin gbogba ga emwa ne a rri oya vbe iwinna (sfruttamento). Ọ lughaẹn ne dọmwadẹ ọmwa. Ma i sẹtin ru eyan wẹẹ u gha miẹn permesso.
info-permits-2 = Uhi ọkpa rrọọ nọ gbogba ga emwa ni rre uwu ẹbe (art. 18 TUI). Ọvbehe rrọọ ne emwa ne a rri oya vbe iwinna, ni ru iyobọ ya rhie emwi nọ sunu ma (art. 18-ter TUI).
info-permits-3 = Ọmwa nọ rẹn uhi vbe helpdesk na, sẹtin gu ruẹ ziro yan ọlọghọmwa ruẹ. A i hae osa yọ. Gu ima guan, vbene u te yo ọfisi ọvbehe.

info-housing-1 = Deghẹ ọga rhie ehe na vbiẹ nuẹn, te ọ khẹke nọ gha hianrẹn, ne ẹbe ghẹ gha rre evba, ne amẹ kevbe itoilẹt gha rrọọ. Uhi i kue ne ọga mu ruẹ ye uwu owa ne u ghẹ sẹtin ladian, ra nọ gha ghee ruẹ vbe ẹghẹ hia.
info-housing-2 = Ọ ma khẹke ne igho ehe na vbiẹ gha bun gbe. Uhi i kue ne ọga rhie igho iwinna ruẹ hia rhunmwuda ọni.
info-housing-3 = Ehe eso rrọọ vbe ikinkin ruẹ (Poli Sociali), ni sẹtin ru iyobọ nuẹn ya gualọ owa. Ọmwa sẹtin tama ruẹ ehe ne iran ye.

info-health-1 = Deghẹ emianmwẹ wegbe, ra ọmwa rre uwu ẹbe, te ọ khẹke ne owa isimwinegbe ru iyobọ ne emwa hia, uhiẹn emwa nẹi mwẹ permesso.
info-health-2 = Deghẹ u i mwẹ permesso, u sẹtin nọ inọmba (STP) vbe owa isimwinegbe ra vbe ọfisi emianmwẹ (ASL). U gha sẹtin ya inọmba nii bu ọbo ebo.
info-health-3 = Uhi i kue ne owa isimwinegbe tama ipolisi vbekpa ruẹ, rhunmwuda u i mwẹ permesso.

info-transport-1 = Uhi i kue ne ọmwa rhọkpa ye ẹtin mu ruẹ ne u hae irẹn osa ye imọto iwinna. Deghẹ ọmwa rhie igho vbe igho iwinna ruẹ rhunmwuda imọto, ọ sẹtin gha rraa uhi (caporalato).
info-transport-2 = Vbe ehe eso, imọto nọkhua (autobus) rrọọ ne emwa ni winna. Ọmwa sẹtin tama ruẹ deghẹ ọkpa rre ikinkin ruẹ.

info-after-1 = Okaro, ọmwa vbe helpdesk na gha tie okha ruẹ. Vbe iyeke ọni, ma gha gbẹn gie ruẹ, ra ma tie ruẹ vbe efoni, vbe odẹ ne ẹbe i ya rrọọ nuẹn.
info-after-2 = Deghẹ u hoo, u sẹtin miẹn emwa ni ru iyobọ: ọmwa nọ rẹn uhi, owa, ọbo ebo, iwinna. Wẹ ẹre ọ gha ru azẹ vbe emwi hia. U sẹtin dobọ yi.
info-after-3 = Ọ sẹtin rhie ikpẹdẹ eso, ewanniẹn nokaro ke rre. Ma i sẹtin ru eyan vbekpae vbene emwi khian gha ye hẹ vbe odaro.

info-hotlines-1 = Ẹbe, erhẹn, ambulanza, ipolisi: { $emergency }. A i hae osa yọ.
info-hotlines-2 = Deghẹ a rri ruẹ oya vbe iwinna, ra a ye ẹtin mu ruẹ: { $trafficking }. A i hae osa yọ, asọn kevbe avan, esa i rrọọ ne u ta eni ruẹ. Ikhuo ne a gbe, ra ne a rri oya: { $violence }. A i hae osa yọ, asọn kevbe avan.
info-hotlines-3 = Helpdesk na: { $helpdesk }, a i hae osa yọ. Deghẹ u i sẹtin tie ẹre, loo WhatsApp: { $whatsapp }. E-mail: { $email }

useful-ask = Ọna ru iyobọ nuẹn ra?
choice-ask-person = Nọ ọmwa
useful-thanks = Uruẹse.
useful-sorry = Uruẹse. Ọmwa sẹtin rhan otọ re nuẹn sayọ.
