### state: draft
### Services near the worker: the question, the answer, and what kind of help a service gives, in few words.

choice-services = Ballal ka mi woni
services-ask = Ko e regione hommbo ka Itali wonuɗon? Suɓee regione on, winndee innde provincia on, maa nabee nokku ka wonuɗon (posizione).
services-found = Nokku no woodi takko { $place }, ka waawuɗon walleede:
services-none = Mi tawaali nokku takko { $place }. Neɗɗo no waawi wallude on ɗaɓɓitude ɗun.
services-call = Noddee ado on yahude.
choice-services-other = Nokku goo

label-service-legal = Awokaa, sariya
label-service-work = Golle
label-service-protection = Danndagol
label-service-social = Ballal, humpitagol
label-service-language = Ɗemngal
