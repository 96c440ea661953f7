### state: reviewed
### Texts about danger, consent and who sees what. In a draft language the reading language always follows.

emergency = If you are in danger now, call { $emergency }. It is free. You can also call { $trafficking }: free, day and night, you need not say your name.
emergency-ask-ticket = Do you want us to tell a person of this helpdesk that it is urgent?
emergency-told = We have told a person that it is urgent. Your number for this is { $reference }. We are open Monday to Friday. Until then call { $emergency } if you are in danger.
emergency-safe-phone = Does somebody else look at your phone? You can delete this chat from it.

welcome-1 = Hello. This is a free help service for people who work in Italy.
welcome-2 = You are writing with a machine. People work behind it. We are not the police. We are not your boss.
welcome-3 = What you write is secret. Only people of this service can read it. You can stop at any time: write "stop".

consent-1 = Before you tell us about your work, we need your yes. We keep what you write to help you: work, papers, health, threats.
consent-2 = Only people of this service read it. We do not give it to your boss. We ask you first before we talk to any office.
consent-3 = Law: GDPR articles 6 and 9. You can say no. You can take back your yes and delete everything: write "delete my data".
consent-ask = Do you agree?
choice-consent-yes = Yes, I agree
choice-consent-no = No
consent-refused = That is fine. We keep no report. You can still read information or talk to a person.

draft-language-note = These texts are new in this language. There may be mistakes. Important texts also come in a second language.

erase-ask = Do you want to delete everything that you wrote to us? If you say yes, we hide it at once. After one day it is deleted. Then nobody can answer your requests.
choice-erase-yes = Yes, delete all
choice-erase-no = No, keep it
erase-done = Everything is hidden now. It will be deleted on { $date } at { $time }. This chat on your phone: only you can delete it there. If you want to keep everything with us, write "keep" before then.
erase-kept = Nothing was deleted. Everything is still here.
erase-notice = From another phone or app we were asked to delete everything that you wrote. It is hidden now. It will be deleted on { $date } at { $time }. If you want to keep it, write "keep" before then.
erase-young = This phone or app is new here. From here you can delete everything only after { $date }, { $time }. If you want it before then, write "person".

receipt-code = Your secret code for { $reference } is { $code }. Keep both. Do not show them. With them you can go on from another phone.

link-offer = Do you want to see your requests here too? Then we tell the other phone or app.
link-waits = You will see your requests here from { $date }, { $time }.
link-notice = Somebody wants to see your request { $reference } on another phone or app. If it is not you, write "not me". If it is you, write "it is me".
choice-not-me = It is not me
choice-it-is-me = It is me
link-undone = The other phone or app cannot see your requests.
link-joined = The other phone or app can see your requests now.
prove-ask = To go on, send this code back to us: { $code }. It works for one hour. If it was not you who asked, do nothing.
prove-wrong = This code does not work. Nothing has changed. Begin again, or write "person".
