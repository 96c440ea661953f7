### state: draft
### Talking to a person, requests, and the news that a person's decision brings. These texts may be seen by others: they say little.

person-ask = اپنا پیغام لکھیں۔ اسے ایک شخص پڑھے گا۔
person-open = سروس کھلی ہے۔ ایک شخص جتنی جلدی ہو سکے یہاں جواب دے گا۔ آپ کی درخواست کا نمبر { $reference } ہے۔
person-closed = سروس ابھی بند ہے۔ آپ کا پیغام محفوظ ہے۔ سروس { $date } کو { $time } بجے کھلے گی اور ایک شخص جواب دے گا۔ آپ کی درخواست کا نمبر { $reference } ہے۔
person-added = یہ آپ کی درخواست { $reference } میں شامل کر دیا گیا ہے۔
person-here = اب آپ کی بات ایک شخص سے ہو رہی ہے۔ مشین پر واپس آنے کے لیے "مینو" لکھیں۔
person-gone = اب یہاں پھر مشین ہے۔ آپ جب چاہیں "شخص" لکھیں۔

requests-none = آپ کی کوئی درخواست نہیں ہے۔
requests-choose = آپ کی درخواستیں:
requests-one = درخواست { $reference }، { $date }: { $state }
requests-answer = آخری جواب: { $answer }
requests-no-answer = ابھی کوئی جواب نہیں آیا۔
state-new = پہنچ گئی
state-open = ایک شخص اس پر کام کر رہا ہے
state-waiting = ہمیں آپ کا انتظار ہے
state-answered = جواب دے دیا گیا
state-closed = بند

answer-frame = درخواست { $reference } کا جواب: { $answer }
news-validated = درخواست { $reference } کی نئی خبر ہے۔ یہ اگلے قدم پر جا رہی ہے۔ ایک شخص آپ کو لکھے گا۔
news-question = درخواست { $reference } کے بارے میں ایک سوال ہے: { $question }
news-oriented = درخواست { $reference } کی نئی خبر ہے۔ ایک اور سروس آپ کی بہتر مدد کر سکتی ہے۔ ایک شخص آپ کو بتائے گا کہ کیسے۔
news-closed = درخواست { $reference } بند ہو گئی ہے۔ پھر ہماری ضرورت ہو تو "شخص" لکھیں۔
