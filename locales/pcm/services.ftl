### state: draft
### Services near the worker: the question, the answer, and what kind of help a service gives, in few words.

choice-services = Help wey dey near me
services-ask = Where you need help? Choose di region, write di name of di province, or send where you dey.
services-found = Near { $place } you fit find help for here:
services-none = I never sabi any place wey fit help you near { $place }. Pesin fit help you find am.
services-call = Call before you go. Di time wey dem dey open fit change.
choice-services-other = Another place

label-service-legal = Lawyer, your rights
label-service-work = Work
label-service-protection = Protect from danger
label-service-social = Help and information
label-service-language = Language
