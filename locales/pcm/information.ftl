### state: draft
### Information: ten topics, three short screens at most. Numbers of hotlines are data, never written here.

information-choose = Wetin you wan know?
choice-topic-pay = Salary and contract
choice-topic-hours = Work hours and rest
choice-topic-safety = Accident and safety
choice-topic-threats = Paper and threat
choice-topic-permits = Permit (permesso)
choice-topic-housing = House to stay
choice-topic-health = Health and doctor
choice-topic-transport = Transport go work
choice-topic-after = After you tell us
choice-topic-hotlines = Number to call

info-pay-1 = If pesin work, dem must pay am. Even if contract no dey. Di pay must follow di agreement for your kind work (CCNL).
info-pay-2 = Every month dem must give you pay slip (busta paga). Your oga must pay through bank, or another way wey go show say e pay. E must not pay with cash.
info-pay-3 = Write down di days, di hours and di place. Keep message and photo, if e safe. With dis ones you fit ask for your money later.

info-hours-1 = Normal work for one week na 40 hours. With extra hours, e must not pass 48 hours for one week on average. Dem must pay you for extra hours.
info-hours-2 = You get right to rest 11 hours every day, and to rest one day every week. After 6 hours of work, dem must give you break.
info-hours-3 = You get right to holiday wey dem dey pay you for. If you sick, tell your oga and go see doctor. Your oga no get right to sack you because of dat.

info-safety-1 = If you injure, call { $emergency } or go hospital (pronto soccorso). Tell dem say e happen for work. Na di same thing even if you no get contract.
info-safety-2 = Di insurance for accident wey happen for work (INAIL) na for everybody wey dey work, even people wey no get contract.
info-safety-3 = Your oga must give you wetin go protect you: shoe, glove, mask, training, and make doctor check you. You no go pay for am.

info-threats-1 = Nobody get right to take your passport or your papers. Your oga no get right to keep dem.
info-threats-2 = If anybody threaten you, beat you or lock you inside, na crime. You fit ask for help even if you no get permit (permesso).
info-threats-3 = If you dey for danger, call { $emergency }. If you want advice, call { $trafficking }: na free, day and night, and you no need to talk your name.

info-permits-1 = Di law for Italy fit protect people wey dem dey cheat and suffer for work (sfruttamento). E no be di same for everybody. We no fit promise permit.
info-permits-2 = One protection dey for people wey dey for danger (art. 18 TUI). Another one dey for people wey dem dey cheat and suffer for work, and wey help to show wetin happen (art. 18-ter TUI).
info-permits-3 = One pesin wey sabi law for dis service fit look your matter with you. You no go pay anything. Talk to us before you go any office.

info-housing-1 = If your oga give you bed, di place must dey safe and clean, with water and toilet. Your oga no get right to lock you inside or dey watch you.
info-housing-2 = Di price of di bed must dey fair. Your oga no get right to take all your pay because of am.
info-housing-3 = Some places dey near you wey fit help you find house (Poli Sociali). Pesin fit tell you where dem dey.

info-health-1 = If na emergency, hospital must help everybody, even people wey no get permit.
info-health-2 = If you no get permit, you fit ask for health code (STP) for hospital or for health office (ASL). With di code you fit see doctor.
info-health-3 = Hospital no get right to report you to police because you no get permit.

info-transport-1 = Nobody get right to force you to pay dem for transport go work. If anybody dey cut money from your pay for transport, e fit dey against di law (caporalato).
info-transport-2 = For some places, bus dey for workers. Pesin fit tell you if one dey near you.

info-after-1 = First, one pesin for dis service go read wetin you tell us. After dat we go write you or call you, for di way wey safe for you.
info-after-2 = If you want, you fit meet people wey dey help: lawyer, house, doctor, work. Na you go decide every step. You fit stop.
info-after-3 = Di first answer fit take some days. We no fit promise wetin go come out of am.

info-hotlines-1 = Danger, fire, ambulance, police: { $emergency }. Na free.
info-hotlines-2 = If dem dey cheat and suffer you for work, or dem dey force you: { $trafficking }. Na free, day and night, you no need to talk your name. If dem dey do violence to woman: { $violence }. Na free, day and night.
info-hotlines-3 = Dis helpdesk: { $helpdesk }, na free. If di call no go, use WhatsApp: { $whatsapp }. E-mail: { $email }

useful-ask = Dis one help you?
choice-ask-person = Ask pesin
useful-thanks = Thank you.
useful-sorry = Thank you. Pesin fit explain am better.
