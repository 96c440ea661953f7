### state: draft
### Language and menu.

language-choose = Zẹ urhuẹvbo ne u hoo.
language-set = Nia, urhuẹvbo Ẹdo ẹre ima gha zẹ.
reading-choose = De urhuẹvbo nọ khuẹrhẹ sayọ ne u tie?

menu = De iyobọ ne u gualọ?
choice-information = Iyẹn (info)
choice-report = Ọlọghọmwa iwinna
choice-requests = Emwi ne I nọ
choice-language = Urhuẹvbo
choice-erase = Guọghọ ehia (delete)
choice-resume = Ta okha mwẹ fo
menu-draft = U mwẹ okha ne u ma he ta fo. U ye sẹtin tae fo.
