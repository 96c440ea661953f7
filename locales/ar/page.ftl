### state: reviewed
### The worker's page: what stands around the conversation.

page-title = الرسائل
page-write = الكتابة هنا
page-send = إرسال
page-location = إرسال موقعي
page-close = إغلاق سريع
page-offline = لا توجد شبكة. ما كتبته محفوظ وسيتم إرساله.
page-again = لم يتم الإرسال. سنحاول مرة أخرى.
page-refused = تعذر الإرسال. الرجاء كتابة رسالة أقصر.

page-form = الكتابة في صفحة بسيطة
page-record = تسجيل رسالة صوتية
page-record-send = إيقاف وإرسال
page-record-cancel = حذف التسجيل
page-recording = بدأ التسجيل. يمكنك الكلام الآن.
page-no-microphone = الميكروفون لا يعمل أو غير مسموح به. يمكنك الكتابة.
page-photo = إرسال صورة
page-too-big = هذا الملف كبير جدا. لم يتم إرساله.
page-install = حفظ في هاتفي
page-notify = أخبروني عند وصول رد
page-notified = عند وصول رد، تظهر في هاتفك إشارة بدون كلمات.
page-read-offline = القراءة بدون شبكة
form-language = اللغة
form-message = رسالتك
form-contact = هاتف أو بريد إلكتروني، فقط إذا كان ذلك آمنا
form-photo = صورة أو ملف
form-empty = الرجاء كتابة رسالتك أولا.
form-done = وصلت رسالتك.
form-later = لم يتم الإرسال بعد. ما كتبته ما زال هنا. الرجاء الانتظار بضع دقائق ثم الإرسال مرة أخرى.
form-answers = الردود
form-no-answer = لا يوجد رد بعد. الرجاء الرجوع إلى هذه الصفحة لاحقا من الهاتف نفسه.
form-look = البحث عن رد
