### state: draft
### The worker's page: what stands around the conversation.

page-title = پیغامات
page-write = یہاں لکھیں
page-send = بھیجیں
page-location = میری لوکیشن بھیجیں
page-close = جلدی بند کریں
page-offline = نیٹ ورک نہیں ہے۔ آپ کا لکھا ہوا محفوظ ہے اور بھیجا جائے گا۔
page-again = نہیں بھیجا گیا۔ دوبارہ کوشش ہو گی۔
page-refused = یہ نہیں بھیجا جا سکا۔ اسے چھوٹا کر کے لکھیں۔

page-form = چیٹ کے بغیر لکھیں
page-record = میری آواز ریکارڈ کریں
page-record-send = روکیں اور بھیجیں
page-record-cancel = ہٹا دیں
page-recording = ریکارڈنگ ہو رہی ہے۔ اب بولیں۔
page-no-microphone = مائیک کام نہیں کرتا یا اس کی اجازت نہیں ہے۔ چاہیں تو لکھیں۔
page-photo = تصویر بھیجیں
page-too-big = یہ فائل بہت بڑی ہے۔ یہ نہیں بھیجی گئی۔
page-install = میرے فون میں رکھیں
page-notify = جواب آنے پر بتائیں
page-notified = جب جواب آتا ہے تو آپ کا فون ایک نشان دکھاتا ہے، الفاظ کے بغیر۔
page-read-offline = نیٹ ورک کے بغیر پڑھیں
form-language = زبان
form-message = آپ کا پیغام
form-contact = فون یا ای میل، صرف اگر محفوظ ہو
form-photo = تصویر یا فائل
form-empty = پہلے اپنا پیغام لکھیں۔
form-done = آپ کا پیغام پہنچ گیا ہے۔
form-later = یہ بھیجا نہیں جا سکا۔ آپ کا لکھا ہوا اب بھی یہیں ہے۔ تھوڑی دیر بعد دوبارہ بھیجیں۔
form-answers = جواب
form-no-answer = ابھی کوئی جواب نہیں آیا۔ بعد میں اسی فون سے اس صفحے پر دوبارہ آئیں۔
form-look = دیکھیں کہ جواب آیا یا نہیں
