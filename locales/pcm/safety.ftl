### state: draft
### Texts about danger, consent and who sees what. In a draft language the reading language always follows.

emergency = If you dey for danger now, call { $emergency }. Na free, you no go pay. You fit call { $trafficking } too: na free, day and night, and you no need to talk your name.
emergency-ask-ticket = You want make we tell one pesin for dis helpdesk say di matter urgent?
emergency-told = We don tell pesin say di matter urgent. Your number for dis matter na { $reference }. We dey open Monday to Friday. As you dey wait, call { $emergency } if you dey for danger.
emergency-safe-phone = Another pesin dey look your phone? You fit delete dis chat from di phone.

welcome-1 = Hello. Dis na free service wey dey help people wey dey work for Italy.
welcome-2 = Na machine you dey write with. People dey work behind am. We no be police. We no be your oga.
welcome-3 = Wetin you write na secret. Na only people for dis service fit read am. You fit stop any time: write "stop".

consent-1 = Before you tell us about your work, we need your yes. We dey keep wetin you write to take help you: work, papers, health, threat.
consent-2 = Na only people for dis service dey read am. We no dey give am to your oga. We go ask you first before we talk to any office.
consent-3 = Law: GDPR, article 6 and 9. You fit say no. You fit take back your yes and delete everything: write "delete everything".
consent-ask = You gree?
choice-consent-yes = Yes, I gree
choice-consent-no = No, I no gree
consent-refused = No wahala. We no go keep any report. You still fit read information or talk to pesin.

draft-language-note = Dis writing still new for dis language. Mistake fit dey inside. Di important ones go come for second language too.

erase-ask = You wan delete everything wey you write give us? If you say yes, we go hide am now now. After one day, we go delete am. After dat, nobody go fit answer you for your matter.
choice-erase-yes = Yes, delete am all
choice-erase-no = No, keep am
erase-done = We don hide everything now. We go delete am on { $date } by { $time }. Dis chat for your phone: na only you fit delete am there. If you wan make we keep everything, write "keep am" before dat time.
erase-kept = We no delete anything. Everything still dey.
erase-notice = From another phone or app, dem tell us make we delete everything wey you write. We don hide am now. We go delete am on { $date } by { $time }. If you wan keep am, write "keep am" before dat time.
erase-young = Dis phone or app still new for here. From here, you fit delete everything only after { $date }, { $time }. If you wan delete am before dat time, write "pesin".

receipt-code = Your secret code for { $reference } na { $code }. Keep di number and di code. No show dem to anybody. With dem you fit continue from another phone.

link-offer = You wan see your matter dem for here too? If you gree, we go tell di other phone or app.
link-waits = You go see your matter dem for here after { $date }, { $time }.
link-notice = One pesin wan see your matter { $reference } for another phone or app. If no be you, write "no be me". If na you, write "na me".
choice-not-me = No be me
choice-it-is-me = Na me
link-undone = Di other phone or app no fit see your matter dem.
link-joined = Di other phone or app fit see your matter dem now.
prove-ask = To continue, send dis code back to us: { $code }. E go work for one hour. If no be you ask for am, no do anything.
prove-wrong = Dis code no work. Everything still be as e be before. Start again, or write "pesin".
