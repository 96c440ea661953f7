### state: draft
### The worker's page: what stands around the conversation.

page-title = Bataaxal yi
page-write = Bindal fii
page-send = Yónnee
page-location = Yónnee fi ma nekk
page-close = Tëj ko gaaw
page-offline = Amul rezo. Denc nanu li nga bind te dina dem.
page-again = Demul. Dinanu ko jéemaat.
page-refused = Mënunu ko yónnee. Bindal bataaxal bu gën a gàtt.
