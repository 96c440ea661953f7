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
