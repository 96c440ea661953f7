### state: draft
### Services near the worker: the question, the answer, and what kind of help a service gives, in few words.

choice-services = Maakoyiri dulaalu
services-ask = I be Itali fannaa jumaa le to (regione)? Wo tomboŋ, waraŋ i ye provincia too safee, waraŋ i ye i la location kii.
services-found = Ñiŋ dulaalu sutiyaata { $place } la. Wolu si i maakoyi noo:
services-none = M maŋ dulaa loŋ meŋ sutiyaata { $place } la. Moo si i maakoyi noo ka a ñini.
services-call = Wolu kumandi foloo, janniŋ i be taa la jee.
choice-services-other = Dulaa doo

label-service-legal = Looyaa, luwaa
label-service-work = Dookuwo
label-service-protection = Tankoo
label-service-social = Maakoyiroo, kibaaroo
label-service-language = Kaŋo
