### state: draft
### Language and menu.

language-choose = Tànnal sa làkk.
language-set = Danuy wéy ci wolof.
reading-choose = Ban làkk nga gën a mën a jàng?

menu = Lan nga soxla?
choice-information = Xibaar
choice-report = Jafe-jafe ci liggéey
choice-requests = Samay mbir
choice-language = Làkk
choice-erase = Far li ma bind
choice-resume = Wéy ci nettali bi
menu-draft = Am nga nettali bu jeexagul. Mën nga ci wéy.
