### state: draft
### Language and menu.

language-choose = اپنی زبان چنیں۔
language-set = اب ہم اردو میں بات کرتے ہیں۔
reading-choose = کون سی زبان پڑھنا آپ کے لیے زیادہ آسان ہے؟

menu = آپ کو کیا چاہیے؟
choice-information = معلومات
choice-report = کام کا مسئلہ
choice-requests = میری درخواستیں
choice-language = زبان
choice-erase = میرا ڈیٹا مٹائیں
choice-resume = بات جاری رکھیں
menu-draft = آپ نے جو بتانا شروع کیا تھا وہ ابھی پورا نہیں ہوا۔ چاہیں تو اسے جاری رکھیں۔
