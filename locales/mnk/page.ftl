### state: draft
### The worker's page: what stands around the conversation.

page-title = Kiilaariyaalu
page-write = A safee jaŋ
page-send = A kii
page-location = N be daameŋ, wo kii
page-close = A tawuŋ katabake
page-offline = Network te jee. I ye meŋ safee, wo marata. A be kii la.
page-again = A maŋ kii. Nte be kata la kotenke.
page-refused = Ñiŋ maŋ kii noo. Dukare, a dooyandi.

page-form = Safeeroo ke page doo to
page-record = N diyaamukaŋo mara (record)
page-record-send = Daŋ, a kii
page-record-cancel = A fayi
page-recording = Nte be i diyaamukaŋo mara la (record). Diyaamu saayiŋ.
page-no-microphone = Microphone maŋ dookuu, waraŋ talifoŋo maŋ soŋ a la. I si safeeroo ke noo.
page-photo = Nataaloo kii
page-too-big = Ñiŋ file warata baake. A maŋ kii.
page-install = A mara n na talifoŋo to
page-notify = Niŋ jaabiroo naata, a fo n ye
page-notified = Niŋ jaabiroo naata, i la talifoŋo be taamanseeroo doroŋ yitandi la. Safeeroo te a to.
page-read-offline = A karaŋ, hani niŋ network te jee
form-language = Kaŋo
form-message = I la kiilaariyaa
form-contact = Talifoŋo waraŋ e-mail. Niŋ a te tankariŋ, i kana a safee.
form-photo = Nataaloo waraŋ file
form-empty = I la kiilaariyaa safee foloo.
form-done = I la kiilaariyaa futata.
form-later = A maŋ kii foloo. I ye meŋ safee, wo be jaŋ. Dukare, a kii kotenke.
form-answers = Jaabiroolu
form-no-answer = Jaabiroo maŋ naa foloo. Waati doo la, muru naŋ jaŋ niŋ ñiŋ talifoŋo la.
form-look = Jaabiroolu ñini
