### state: reviewed
### Services near the worker: the question, the answer, and what kind of help a service gives, in few words.

choice-services = Help near me
services-ask = Where do you need help? Choose the region, write the name of the province, or send your location.
services-found = Near { $place } you can find help here:
services-none = I do not know a place for help near { $place } yet. A person can look for one with you.
services-call = Call before you go. Opening hours can change.
choice-services-other = Another place

label-service-legal = Lawyer, rights
label-service-work = Work
label-service-protection = Protection
label-service-social = Help, information
label-service-language = Language
