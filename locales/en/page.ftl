### state: reviewed
### The worker's page: what stands around the conversation.

page-title = Messages
page-write = Write here
page-send = Send
page-location = Send my location
page-close = Close quickly
page-offline = No network. What you wrote is kept and will be sent.
page-again = Not sent. It will be tried again.
page-refused = This could not be sent. Please make it shorter.
