### state: reviewed
### Information: ten topics, three short screens at most. Numbers of hotlines are data, never written here.

information-choose = Che cosa vuoi sapere?
choice-topic-pay = Paga e contratto
choice-topic-hours = Orario e riposo
choice-topic-safety = Infortuni, sicurezza
choice-topic-threats = Documenti, minacce
choice-topic-permits = Permessi
choice-topic-housing = Alloggio
choice-topic-health = Salute
choice-topic-transport = Trasporto
choice-topic-after = Dopo il racconto
choice-topic-hotlines = Numeri utili

info-pay-1 = Il lavoro si paga. Anche senza contratto. La paga deve rispettare il contratto collettivo del tuo mestiere (CCNL).
info-pay-2 = Ogni mese devi ricevere la busta paga. Il datore di lavoro deve pagare con la banca o in un altro modo che lascia traccia, non in contanti.
info-pay-3 = Scrivi i giorni, le ore e il posto. Conserva messaggi e foto, se non è pericoloso. Con questi puoi chiedere i tuoi soldi anche dopo.

info-hours-1 = La settimana normale è di 40 ore. Con gli straordinari non può superare 48 ore in media. Gli straordinari si pagano.
info-hours-2 = Hai diritto a 11 ore di riposo ogni giorno e a un giorno di riposo ogni settimana. Dopo 6 ore di lavoro ci vuole una pausa.
info-hours-3 = Hai diritto alle ferie pagate. Se stai male, avvisa il datore di lavoro e vai dal medico. Per questo non può mandarti via.

info-safety-1 = Se ti fai male chiama il { $emergency } o vai al pronto soccorso. Di' che è successo al lavoro. Vale anche senza contratto.
info-safety-2 = L'assicurazione per gli infortuni sul lavoro (INAIL) vale per chiunque lavora, anche senza contratto.
info-safety-3 = Il datore di lavoro deve darti quello che ti protegge: scarpe, guanti, maschera, formazione, visita medica. Tu non paghi niente.

info-threats-1 = Nessuno può prenderti il passaporto o i documenti. Il datore di lavoro non può tenerli.
info-threats-2 = Minacciarti, picchiarti o chiuderti dentro è un reato. Puoi chiedere aiuto anche se non hai il permesso di soggiorno.
info-threats-3 = In pericolo chiama il { $emergency }. Per un consiglio chiama { $trafficking }: gratis, giorno e notte, senza dire il nome.

info-permits-1 = La legge italiana può proteggere chi è sfruttato sul lavoro. Non è uguale per tutti. Non possiamo promettere un permesso.
info-permits-2 = C'è una protezione per chi è in pericolo (art. 18 TUI). Ce n'è un'altra per chi è sfruttato sul lavoro e aiuta a far emergere i fatti (art. 18-ter TUI).
info-permits-3 = Un esperto legale di questo servizio può guardare la tua situazione con te. Non costa niente. Parla con noi prima di andare in un ufficio.

info-housing-1 = Un letto dato dal datore di lavoro deve essere sicuro e pulito, con acqua e bagno. Non può chiuderti dentro né sorvegliarti.
info-housing-2 = Il prezzo del letto deve essere giusto. Il datore di lavoro non può prenderti tutta la paga per questo.
info-housing-3 = Vicino a te ci sono posti che possono aiutarti a cercare casa (Poli Sociali). Una persona può dirti dove.

info-health-1 = In emergenza l'ospedale deve aiutare tutti, anche chi non ha il permesso di soggiorno.
info-health-2 = Senza permesso puoi chiedere un codice per la salute (STP) in ospedale o alla ASL. Con il codice puoi andare dal medico.
info-health-3 = L'ospedale non può segnalarti alla polizia perché non hai il permesso.

info-transport-1 = Nessuno può obbligarti a pagare il passaggio per il lavoro. Se qualcuno prende soldi dalla tua paga per il passaggio, può essere illegale (caporalato).
info-transport-2 = In alcuni posti ci sono autobus per chi lavora. Una persona può dirti se ce n'è uno vicino a te.

info-after-1 = Prima una persona di questo servizio legge la tua segnalazione. Poi ti scriviamo o ti chiamiamo, nel modo che per te è sicuro.
info-after-2 = Se vuoi, incontri chi ti aiuta: un avvocato, una casa, un medico, un lavoro. Ogni passo lo decidi tu. Puoi fermarti.
info-after-3 = Per la prima risposta possono volerci alcuni giorni. Non possiamo promettere come andrà a finire.

info-hotlines-1 = Pericolo, incendio, ambulanza, polizia: { $emergency }. Gratis.
info-hotlines-2 = Sfruttamento o costrizione: { $trafficking }. Gratis, giorno e notte, senza nome. Violenza contro le donne: { $violence }. Gratis, giorno e notte.
info-hotlines-3 = Questo helpdesk: { $helpdesk }, gratis. Se la chiamata non funziona, usa WhatsApp: { $whatsapp }. E-mail: { $email }

useful-ask = Ti è stato utile?
choice-ask-person = Chiedi a qualcuno
useful-thanks = Grazie.
useful-sorry = Grazie. Una persona può spiegarlo meglio.
