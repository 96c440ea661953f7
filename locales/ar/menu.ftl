### state: reviewed
### Language and menu.

language-choose = الرجاء اختيار لغتك.
language-set = نتابع باللغة العربية.
reading-choose = ما اللغة الأسهل لك في القراءة؟

menu = ماذا يلزمك؟
choice-information = معلومات
choice-report = مشكلة في العمل
choice-requests = طلباتي
choice-language = اللغة
choice-erase = حذف بياناتي
choice-resume = متابعة القصة
menu-draft = لديك قصة لم تنته بعد. يمكنك متابعتها.
