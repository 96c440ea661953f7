### state: draft
### Services near the worker: the question, the answer, and what kind of help a service gives, in few words.

choice-services = میرے قریب مدد
services-ask = آپ کو مدد کہاں چاہیے؟ ریجن (regione) چنیں، صوبے (provincia) کا نام لکھیں، یا اپنی لوکیشن بھیجیں۔
services-found = { $place } کے قریب یہاں مدد مل سکتی ہے:
services-none = { $place } کے قریب مدد کی کوئی جگہ ابھی مجھے معلوم نہیں۔ ایک شخص آپ کے ساتھ مل کر ڈھونڈ سکتا ہے۔
services-call = جانے سے پہلے فون کریں۔ اوقات بدل سکتے ہیں۔
choice-services-other = کوئی اور جگہ

label-service-legal = وکیل، حقوق
label-service-work = کام
label-service-protection = حفاظت
label-service-social = مدد، معلومات
label-service-language = زبان
