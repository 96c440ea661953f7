### state: draft
### The worker's page: what stands around the conversation.

page-title = Mesasuuji
page-write = Winndu ɗoo
page-send = Neldu
page-location = Neldu ɗo ngon-mi
page-close = Uddu law
page-offline = Internet alaa. Ko mbinndu-ɗaa koo majjaani, ɗum neldete so internet artii.
page-again = Ɗum neldaaka. Mi etoto kadi.
page-refused = Ɗum waawaa neldeede. Winndu ko ɓuri raɓɓiɗde.
