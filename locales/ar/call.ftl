### state: reviewed
### What the telephone says, on keys 0 to 9, * and #. These texts are spoken, by a recorded voice where there is one.

call-welcome = مرحبا. هذه خدمة مساعدة مجانية لكل من يعمل في إيطاليا. هذا صوت آلة. وراء الآلة يعمل أشخاص. نحن لسنا الشرطة.
call-key-language = للغة العربية، الرجاء الضغط على { $key }.
call-key-other = للغات أخرى، الرجاء الضغط على { $key }.
call-key-message = لترك رسالة لشخص، الرجاء الضغط على { $key }.
call-key-callback = لكي نتصل بك نحن، الرجاء الضغط على { $key }.
call-key-request = لمعرفة أخبار طلبك، الرجاء الضغط على { $key }.
call-key-danger = إذا كنت في خطر، الرجاء الضغط على { $key }.
call-key-again = لسماع هذا مرة أخرى، الرجاء الضغط على { $key }.
call-key-back = للرجوع، الرجاء الضغط على { $key }.
call-key-choice = { $choice }: الرجاء الضغط على { $key }.
call-wrong-key = هذا الزر لا يعمل هنا. الرجاء الاستماع مرة أخرى.
call-record = الرجاء الكلام بعد الصفارة. عند الانتهاء، الرجاء الضغط على أي زر. سيسمع شخص رسالتك.
call-recorded = شكرا. رسالتك محفوظة. رقم طلبك هو { $reference }. أقوله مرة أخرى: { $reference }.
call-no-voice = لم أسمع أي صوت.
call-no-number = لا أرى رقم هاتفك، ولذلك لا يمكننا الاتصال بك. الرجاء ترك رسالة. من المهم القول فيها كيف يمكننا الوصول إليك.
call-time = متى يكون الاتصال بك آمنا؟
call-voicemail = إذا لم يكن هناك رد منك، هل يمكننا ترك رسالة؟
call-kept = سيتصل بك شخص. نعمل من الاثنين إلى الجمعة. رقم طلبك هو { $reference }. أقوله مرة أخرى: { $reference }.
call-reference = الرجاء الضغط على الأرقام التسعة لطلبك.
call-reference-wrong = لا أعرف هذا الرقم.
call-state = طلبك: { $state }.
call-goodbye = مع السلامة.
