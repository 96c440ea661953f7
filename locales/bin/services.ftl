### state: draft
### Services near the worker: the question, the answer, and what kind of help a service gives, in few words.

choice-services = Iyobọ ikinkin mwẹ
services-ask = De ehe ne u ye? Zẹ ako (regione), ra u gbẹn provincia, ra u gie ehe ne u ye (posizione).
services-found = Vbe ikinkin { $place }, u sẹtin miẹn iyobọ vbe ehe na:
services-none = I ma he rẹn ehe iyobọ vbe ikinkin { $place }. Ọmwa sẹtin ru iyobọ nuẹn ya gualọ ọre.
services-call = Tie iran vbe efoni, vbe u ma he yo.
choice-services-other = Ehe ọvbehe

label-service-legal = Ọmwa nọ rẹn uhi
label-service-work = Iwinna
label-service-protection = Iyobọ vbe uwu ẹbe
label-service-social = Iyobọ, iyẹn
label-service-language = Urhuẹvbo
