### state: reviewed
### Services near the worker: the question, the answer, and what kind of help a service gives, in few words.

choice-services = مساعدة قريبة مني
services-ask = أين تلزمك المساعدة؟ يمكنك اختيار المنطقة (regione) أو كتابة اسم المقاطعة (provincia) أو إرسال موقعك.
services-found = بالقرب من { $place } يمكنك أن تجد المساعدة هنا:
services-none = لا أعرف بعد مكانا للمساعدة بالقرب من { $place }. يمكن لشخص أن يبحث عنه معك.
services-call = من الأفضل الاتصال قبل الذهاب. قد تتغير أوقات العمل.
choice-services-other = مكان آخر

label-service-legal = محام، حقوق
label-service-work = العمل
label-service-protection = حماية
label-service-social = مساعدة ومعلومات
label-service-language = اللغة
