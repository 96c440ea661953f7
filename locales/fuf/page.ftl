### state: draft
### The worker's page: what stands around the conversation.

page-title = Mesaasiiji
page-write = Winndee ɗoo
page-send = Nabu
page-location = Nabu posizione (ka mi woni)
page-close = Ommbu kisan
page-offline = Reso alaa. Ko winnduɗon no maraa, ɗun nabete.
page-again = Ɗun nabaaka. Mi etoto fahin.
page-refused = Ɗun waawaa nabeede. Winndee ko ɓuri raɓɓiɗude.
