### state: draft
### Services near the worker: the question, the answer, and what kind of help a service gives, in few words.

choice-services = Ballal ɗo ngon-mi
services-ask = E hol diiwaan Itali ngon-ɗaa? Suɓo diiwaan, winndu innde provincia, walla neldu ɗo ngon-ɗaa.
services-found = Nokkuuji ɓadiiɗi { $place }, baawɗi wallude ma:
services-none = Mi yiytaani nokku ɓadiiɗo { $place }. Neɗɗo ina waawi wallude ma yiylaade ɗum.
services-call = Noddu hade maa yahde.
choice-services-other = Nokku goɗɗo

label-service-legal = Awokaa, sariya
label-service-work = Golle
label-service-protection = Kisal
label-service-social = Ballal, kabaaruuji
label-service-language = Ɗemngal
