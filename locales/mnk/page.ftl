### state: draft
### The worker's page: what stands around the conversation.

page-title = Kiilaariyaalu
page-write = A safee jaŋ
page-send = A kii
page-location = N be daameŋ, wo kii
page-close = A tawuŋ katabake
page-offline = Network te jee. I ye meŋ safee, wo marata. A be kii la.
page-again = A maŋ kii. Nte be kata la kotenke.
page-refused = Ñiŋ maŋ kii noo. Dukare, a dooyandi.
