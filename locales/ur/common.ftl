### state: draft
### What works everywhere: navigation, words that are understood, help in context.
### choice-…: a label on a button, 20 characters at most. words-…: words a person may type, separated by commas.

choice-yes = جی ہاں
choice-no = نہیں
choice-dont-know = معلوم نہیں
choice-skip = چھوڑ دیں
choice-back = واپس
choice-later = بعد میں
choice-menu = مینو
choice-more = مزید
choice-continue = آگے
choice-person = کسی شخص سے بات
choice-emergency = ابھی خطرہ ہے

words-yes = ہاں, جی, جی ہاں, ہاں جی, ٹھیک ہے, اوکے, منظور ہے, haan, han, haa, ha, ji, jee, g, ji haan, ji han, g han, haan ji, han ji, theek hai, thik hai, theek he, thik he, tik hai, manzoor hai, ok, okay, yes, y
words-no = نہیں, نہی, نہ, جی نہیں, nahi, nahin, nahee, nai, nhi, nh, na, naa, ji nahi, ji nahin, no, n
words-dont-know = معلوم نہیں, مجھے معلوم نہیں, پتہ نہیں, پتا نہیں, مجھے پتہ نہیں, یقین نہیں, maloom nahi, malum nahi, maloom nahin, pata nahi, pata nahin, pta nahi, pata nai, mujhe nahi pata, yaqeen nahi, don't know, dont know
words-skip = چھوڑ دیں, چھوڑیں, چھوڑو, چھوڑ دو, اگلا, اگلا سوال, آگے, chor dein, chor den, chhor dein, chorein, choro, chhoro, chor do, chhor do, agla, agla sawal, aage, agay, aagay, skip, next
words-back = واپس, واپس جائیں, پیچھے, wapas, wapis, vapas, vapis, waapas, wapas jao, peeche, peechay, piche, pichay, back
words-later = بعد میں, پھر کبھی, baad mein, baad me, bad mein, bad me, baad main, phir kabhi, later, کل بات کریں گے, kal baat karenge
words-menu = مینو, مینیو, شروع, شروع کریں, ہوم, بوٹ, menu, menyu, meno, shuru, shru, shuroo, shuru karein, shuru karo, start, home, bot
words-stop = رکیں, رکو, رک جائیں, رک جاؤ, بس کریں, بس کرو, بند کریں, بند کرو, سٹاپ, اسٹاپ, rukein, ruken, rukain, ruko, ruk jao, ruk jaen, ruk jayein, bas karo, bas karein, band karo, band karein, stop, exit
words-person = شخص, کسی شخص سے بات, شخص سے بات, انسان, انسان سے بات, بندہ, بندے سے بات, آدمی, نمائندہ, نمائندے سے بات, آپریٹر, بات کرنی ہے, کسی سے بات کرنی ہے, shakhs, shaks, shakhas, kisi shakhs se baat, insan, insaan, insan se baat, banda, bandy se baat, bande se baat, aadmi, admi, numainda, numainda se baat, numainday se baat, baat karni hai, bat karni hai, kisi se baat karni hai, person, operator, agent
words-emergency = ابھی خطرہ ہے, خطرہ, خطرے میں ہوں, میں خطرے میں ہوں, ایمرجنسی, پولیس, ایمبولینس, مجھے بچاؤ, فوری مدد, ابھی مدد, abhi khatra hai, khatra, khatre mein hun, khatray mein hoon, main khatre mein hun, mein khatre me hon, emergency, imergency, police, pulis, ambulance, mujhe bachao, fori madad, abhi madad, sos, danger, بچاؤ بچاؤ, bachao bachao, bachao mujhe
words-help = مدد, مدد چاہیے, ہیلپ, کیا, کیسے, سمجھ نہیں آیا, سمجھ نہیں آئی, سمجھ نہیں آ رہا, madad, maddad, madad chahiye, kya, kia, kaise, kese, kaisay, samajh nahi aya, samajh nahi aaya, samajh nahi aai, samajh nahi ayi, samajh nahi aa raha, help
words-language = زبان, زبان بدلیں, زبان بدلو, zaban, zuban, zabaan, zubaan, zaban badlein, zaban badlo, zuban badlo, language
words-erase = میرا ڈیٹا مٹائیں, میرا ڈیٹا مٹا دیں, سب مٹا دیں, سب مٹا دو, مٹائیں, مٹا دیں, مٹا دو, ڈیلیٹ, ڈیلیٹ کریں, ڈیلیٹ کرو, ڈیلیٹ کر دیں, میرا ڈیٹا ڈیلیٹ کریں, mera data mitain, mera data mitaein, mera data mitayein, mera data mita dein, mera data mita do, sab mita dein, sab mita do, mitain, mitaein, mita dein, mita do, mera data delete, mera data delete karo, mera data delete karein, delete, delete karo, delete karein, delete kar do, delete my data
words-keep = رکھیں, سب رکھیں, رہنے دیں, رہنے دو, رکھ لیں, rehne dein, rehne do, rakhein, rakh lein
words-not-me = میں نہیں, یہ میں نہیں, یہ میں نہیں ہوں, main nahi, mein nahi, main nahin, yeh main nahi
words-it-is-me = یہ میں ہوں, میں ہوں, میں ہی ہوں, main hoon, main hun, mein hoon, yeh main hoon

not-understood = میں ایک مشین ہوں، بات سمجھ نہیں آئی۔ سوال دوبارہ یہ ہے۔
not-understood-again = اب بھی سمجھ نہیں آئی۔ کیا آپ کو کسی شخص سے بات کرنی ہے؟
help-here = جواب بٹن، نمبر یا لفظ سے دیں۔ کسی بھی وقت "واپس"، "مینو"، "رکیں" یا "شخص" لکھیں۔
edited-note = آپ نے ایک پیغام بدلا ہے۔ جو پہلے لکھا تھا وہی محفوظ ہے۔ نئے الفاظ نئے پیغام میں بھیجیں۔
too-long = پیغام بہت لمبا تھا۔ شروع کا حصہ محفوظ ہے۔ باقی نئے پیغام میں بھیجیں۔
old-button = وہ بٹن پہلے والے سوال کا ہے۔ ابھی کا سوال یہ ہے۔
stopped = بات یہاں رک گئی ہے۔ اب اور کچھ نہیں آئے گا۔ جب جاری رکھنا ہو تو کچھ بھی لکھیں۔
resumed = خوش آمدید۔ بات جہاں رکی تھی وہیں سے آگے چلتی ہے۔
restarted = آپ کے پچھلے پیغام کے بعد یہ سروس بدل گئی ہے۔ آپ کے جو جواب رکھے جا سکے وہ اب بھی یہاں ہیں۔
something-wrong = یہاں کچھ خرابی ہو گئی۔ آپ کا لکھا ہوا محفوظ ہے اور ایک شخص اسے دیکھے گا۔

voice-kept = میں ایک مشین ہوں۔ مشین آواز نہیں سن سکتی۔ آپ کا وائس میسج محفوظ ہے۔ آپ چاہیں کہ اسے کوئی شخص سنے تو "شخص" لکھیں۔
picture-kept = میں ایک مشین ہوں۔ مشین تصویر یا فائل نہیں دیکھ سکتی۔ آپ نے جو بھیجا ہے وہ محفوظ ہے۔ آپ چاہیں کہ اسے کوئی شخص دیکھے تو "شخص" لکھیں۔
media-added = یہ محفوظ کر لیا۔ ایک شخص اسے سنے گا یا دیکھے گا۔
media-refused = یہ فائل محفوظ نہیں ہو سکی۔ یہ بہت بڑی ہے یا کسی اور قسم کی ہے۔ تصویر یا وائس میسج بھیجیں، یا لکھیں۔
media-arrived = ایک شخص نے آپ کو ایک فائل بھیجی ہے۔
