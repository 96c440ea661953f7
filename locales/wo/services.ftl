### state: draft
### Services near the worker: the question, the answer, and what kind of help a service gives, in few words.

choice-services = Ndimbal lu ma jege
services-ask = Fan nga nekk? Tànnal diwaan bi, bindal turu provincia bi, walla nga yónnee fi nga nekk.
services-found = Bérab yii jege nañu { $place }, te mën nañu la dimbali:
services-none = Xamaguma bérab bu jege { $place } bu la mën a dimbali. Nit mën na la dimbali nga wut ko.
services-call = Wool balaa ngay dem. Waxtu yi mën nañu soppiku.
choice-services-other = Beneen bérab

label-service-legal = Awokaa, yoon
label-service-work = Liggéey
label-service-protection = Kaaraange
label-service-social = Ndimbal, xibaar
label-service-language = Làkk
