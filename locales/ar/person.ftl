### state: reviewed
### Talking to a person, requests, and the news that a person's decision brings. These texts may be seen by others: they say little.

person-ask = الرجاء كتابة رسالتك. سيقرؤها شخص.
person-open = الخدمة مفتوحة الآن. سيرد شخص هنا في أقرب وقت. رقم طلبك هو { $reference }.
person-closed = الخدمة مغلقة الآن. رسالتك محفوظة. نفتح يوم { $date } في الساعة { $time } وسيرد شخص. رقم طلبك هو { $reference }.
person-added = أضفت هذا إلى طلبك { $reference }.
person-here = الآن يكتب لك شخص. للرجوع إلى الآلة، تكفي كتابة "القائمة".
person-gone = عادت الآلة. يمكنك كتابة "شخص" في أي وقت.

requests-none = ليست لديك طلبات.
requests-choose = طلباتك:
requests-one = الطلب { $reference }، { $date }: { $state }
requests-answer = آخر رد: { $answer }
requests-no-answer = لا يوجد رد بعد.
state-new = وصل
state-open = يعمل عليه شخص
state-waiting = ننتظر ردك
state-answered = تم الرد
state-closed = مغلق

answer-frame = الرد على { $reference }: { $answer }
news-validated = هناك جديد عن { $reference }. ننتقل إلى الخطوة التالية. سيكتب لك شخص.
news-question = هناك سؤال عن { $reference }: { $question }
news-oriented = هناك جديد عن { $reference }. توجد خدمة أخرى يمكنها مساعدتك أكثر. سيقول لك شخص كيف.
news-closed = الطلب { $reference } مغلق. إذا احتجت إلينا مرة أخرى، تكفي كتابة "شخص".

choice-link = كتبت لكم من قبل
link-ask = هل كتبت لنا من قبل، من هاتف آخر أو من تطبيق آخر؟ الرجاء إرسال رقم طلبك ورمزه السري.
link-done = شكرا. الآن تظهر لك كل طلباتك هنا أيضا.
link-wrong = هذا الرمز ليس لهذا الرقم. الرجاء النظر مرة أخرى، أو كتابة "شخص".
notice-waiting = هناك رسالة لك. لقراءتها، تكفي الكتابة هنا.
mail-subject = رسائل
mail-how = الرجاء الرد على هذه الرسالة برقم الجواب المناسب لك، أو بكلماتك.
