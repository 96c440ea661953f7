### state: draft
### What the telephone says, on keys 0 to 9, * and #. These texts are spoken, by a recorded voice where there is one.

call-welcome = سلام۔ یہ اٹلی میں کام کرنے والوں کی مدد کے لیے مفت سروس ہے۔ یہ ایک مشین کی آواز ہے۔ اس کے پیچھے لوگ کام کرتے ہیں۔ ہم پولیس نہیں ہیں۔
call-key-language = اردو کے لیے { $key } دبائیں۔
call-key-other = دوسری زبانوں کے لیے { $key } دبائیں۔
call-key-message = کسی شخص کے لیے پیغام چھوڑنا ہو تو { $key } دبائیں۔
call-key-callback = آپ چاہیں کہ ہم آپ کو کال کریں تو { $key } دبائیں۔
call-key-request = اپنی درخواست کے بارے میں سننے کے لیے { $key } دبائیں۔
call-key-danger = اگر آپ خطرے میں ہیں تو { $key } دبائیں۔
call-key-again = دوبارہ سننے کے لیے { $key } دبائیں۔
call-key-back = واپس جانے کے لیے { $key } دبائیں۔
call-key-choice = { $choice }: { $key } دبائیں۔
call-wrong-key = یہ بٹن یہاں کام نہیں کرتا۔ مہربانی کر کے دوبارہ سنیں۔
call-record = بیپ کے بعد بولیں۔ جب بات پوری ہو جائے تو کوئی بھی بٹن دبائیں۔ ایک شخص آپ کا پیغام سنے گا۔
call-recorded = شکریہ۔ آپ کا پیغام محفوظ ہے۔ آپ کی درخواست کا نمبر { $reference } ہے۔ نمبر دوبارہ سنیں: { $reference }۔
call-no-voice = کوئی آواز سنائی نہیں دی۔
call-no-number = آپ کا فون نمبر نظر نہیں آتا، اس لیے ہم آپ کو کال نہیں کر سکتے۔ پیغام چھوڑیں اور بتائیں کہ ہم آپ سے کیسے رابطہ کریں۔
call-time = آپ کو کس وقت کال کرنا محفوظ ہے؟
call-voicemail = اگر آپ فون نہ اٹھائیں تو کیا ہم پیغام چھوڑ سکتے ہیں؟
call-kept = ایک شخص آپ کو کال کرے گا۔ ہماری سروس پیر سے جمعہ تک کھلی ہوتی ہے۔ آپ کی درخواست کا نمبر { $reference } ہے۔ نمبر دوبارہ سنیں: { $reference }۔
call-reference = اپنی درخواست کے نمبر کے نو ہندسے دبائیں۔
call-reference-wrong = یہ نمبر نہیں ملا۔
call-state = آپ کی درخواست: { $state }۔
call-goodbye = خدا حافظ۔
