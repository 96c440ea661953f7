### state: draft
### The worker's page: what stands around the conversation.

page-title = Message dem
page-write = Write for here
page-send = Send am
page-location = Send where I dey
page-close = Close am quick quick
page-offline = Network no dey. We keep wetin you write and we go send am.
page-again = E never go. We go try again.
page-refused = Dis one no fit go. Abeg make am short.
