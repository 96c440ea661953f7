### state: reviewed
### Services near the worker: the question, the answer, and what kind of help a service gives, in few words.

choice-services = Aiuto vicino a me
services-ask = Dove ti serve aiuto? Scegli la regione, scrivi il nome della provincia o manda la tua posizione.
services-found = In zona { $place } puoi trovare aiuto qui:
services-none = Non conosco ancora un servizio in zona { $place }. Una persona può cercarlo con te.
services-call = Chiama prima di andare. Gli orari possono cambiare.
choice-services-other = Un altro posto

label-service-legal = Avvocato, diritti
label-service-work = Lavoro
label-service-protection = Protezione
label-service-social = Aiuto, informazioni
label-service-language = Lingua
