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
