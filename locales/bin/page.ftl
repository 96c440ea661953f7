### state: draft
### The worker's page: what stands around the conversation.

page-title = Ẹmwẹ
page-write = Gbẹn vbe ehe na
page-send = Gie
page-location = Gie ehe ne I ye
page-close = Zẹgiẹ ladian
page-offline = Inẹtwọk i rrọọ. Emwi ne u gbẹn ye rrọọ, a gha gie ẹre.
page-again = A ma he sẹtin gie ẹre. A gha werriegbe gie ẹre.
page-refused = A i sẹtin gie ọna. Lahọ, gbẹn ẹmwẹ nẹi bun gbe.
