### state: reviewed
### Information: ten topics, three short screens at most. Numbers of hotlines are data, never written here.

information-choose = What do you want to know?
choice-topic-pay = Pay and contract
choice-topic-hours = Hours and rest
choice-topic-safety = Accident, safety
choice-topic-threats = Papers, threats
choice-topic-permits = Permits
choice-topic-housing = Housing
choice-topic-health = Health
choice-topic-transport = Transport
choice-topic-after = After a report
choice-topic-hotlines = Hotlines

info-pay-1 = Work must be paid. This is true also without a contract. The pay must follow the agreement for your trade (CCNL).
info-pay-2 = Every month you must get a pay slip (busta paga). The boss must pay by bank or in another way that leaves a trace, not in cash.
info-pay-3 = Write down your days, your hours and the place. Keep messages and photos, if it is safe. With these you can ask for your money later.

info-hours-1 = The normal week is 40 hours. With extra hours it may not be more than 48 on average. Extra hours must be paid.
info-hours-2 = You have the right to 11 hours of rest each day, and to one day of rest each week. After 6 hours of work you must have a break.
info-hours-3 = You have the right to paid holidays. When you are ill, tell the boss and go to a doctor. The boss may not send you away for that.

info-safety-1 = If you are hurt, call { $emergency } or go to hospital (pronto soccorso). Say that it happened at work. This is true also without a contract.
info-safety-2 = The insurance for accidents at work (INAIL) is for everybody who works, also without a contract.
info-safety-3 = The boss must give you what protects you: shoes, gloves, mask, training, a visit to the doctor. You do not pay for it.

info-threats-1 = Nobody may take your passport or your papers. The boss may not keep them.
info-threats-2 = It is a crime to threaten you, to beat you or to lock you in. You can ask for help also if you have no permit.
info-threats-3 = In danger, call { $emergency }. For advice, call { $trafficking }: free, day and night, without your name.

info-permits-1 = The law in Italy can protect people who are exploited at work. It is not the same for everybody. We cannot promise a permit.
info-permits-2 = There is a protection for people in danger (art. 18 TUI). There is another for people exploited at work who help to show what happened (art. 18-ter TUI).
info-permits-3 = A legal expert of this service can look at your situation with you. It costs nothing. Talk to us before you go to an office.

info-housing-1 = A bed from the boss must be safe and clean, with water and a toilet. The boss may not lock you in or watch you.
info-housing-2 = The price of the bed must be fair. The boss may not take your whole pay for it.
info-housing-3 = There are places near you that can help you look for a house (Poli Sociali). A person can tell you where.

info-health-1 = In an emergency the hospital must help everybody, also people without a permit.
info-health-2 = Without a permit you can ask for a health code (STP) at the hospital or the health office (ASL). With it you can see a doctor.
info-health-3 = The hospital may not report you to the police because you have no permit.

info-transport-1 = Nobody may force you to pay them for the ride to work. If somebody takes money from your pay for the ride, it can be illegal (caporalato).
info-transport-2 = In some places there are buses for workers. A person can tell you if there is one near you.

info-after-1 = First a person of this service reads your report. Then we write to you, or call you, in the way that is safe for you.
info-after-2 = If you want, you can meet people who help: a lawyer, a house, a doctor, work. You decide each step. You can stop.
info-after-3 = It can take some days for the first answer. We cannot promise what comes out of it.

info-hotlines-1 = Danger, fire, ambulance, police: { $emergency }. Free.
info-hotlines-2 = Exploited or forced: { $trafficking }. Free, day and night, without your name. Violence against women: { $violence }. Free, day and night.
info-hotlines-3 = This helpdesk: { $helpdesk }, free. If the call does not work, use WhatsApp: { $whatsapp }. E-mail: { $email }

useful-ask = Was this useful?
choice-ask-person = Ask a person
useful-thanks = Thank you.
useful-sorry = Thank you. A person can explain it better.
