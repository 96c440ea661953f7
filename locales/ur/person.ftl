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

choice-link = میں نے پہلے لکھا تھا
link-ask = کیا آپ نے پہلے کسی اور فون یا ایپ سے ہمیں لکھا تھا؟ اپنی درخواست کا نمبر اور اس کا خفیہ کوڈ بھیجیں۔
link-done = شکریہ۔ اب آپ کی سب درخواستیں یہاں بھی نظر آتی ہیں۔
link-wrong = یہ نمبر اور یہ کوڈ آپس میں نہیں ملتے۔ دوبارہ دیکھیں، یا "شخص" لکھیں۔
notice-waiting = آپ کے لیے ایک پیغام ہے۔ پڑھنے کے لیے یہاں لکھیں۔
mail-subject = پیغامات
mail-how = اس ای میل کا جواب دیں۔ اپنے چنے ہوئے جواب کا نمبر لکھیں، یا اپنے الفاظ میں لکھیں۔
