### state: draft
### What works everywhere: navigation, words that are understood, help in context.
### choice-…: a label on a button, 20 characters at most. words-…: words a person may type, separated by commas.

choice-yes = Haa
choice-no = Hani
choice-dont-know = M maŋ a loŋ
choice-skip = Tambi
choice-back = Kooma
choice-later = Waati doo
choice-menu = Menu
choice-more = Doolu fanaŋ
choice-continue = Kontinee
choice-person = Diyaamu moo ye
choice-emergency = Danger saayiŋ

words-yes = haa, ha, hah, awa, yes, y, ok, okay, n sonta, nsonta
words-no = hani, hanii, hanni, no, n, m maŋ soŋ, m mang song
words-dont-know = m maŋ a loŋ, m man a lon, m mang a long, mmang a long, maŋ a loŋ, mang a long, man a lon, i don't know, dont know
words-skip = tambi, a tambi, tambindi, koteŋ, koteng, skip, next
words-back = kooma, koma, muru, muru kooma, muru koma, back
words-later = waati doo, wati do, waati doo la, wati dola, saama, sama, sooma, siniŋ, sining, sinin, later, tomorrow
words-menu = menu, menyu, foloo, folo, start, begin, home, bot
words-stop = stop, daŋ, dang, dan, quit, exit
words-person = moo, mo, diyaamu moo ye, diyamu mo ye, diamu mo ye, deemaarilaa, demarila, person, human
words-emergency = danger, n be danger kono, m be danger kono, danger saayiŋ, danger saying, danger sayin, poliisoo, poliso, police, ambulansoo, ambulanso, ambulance, n deemaa saayiŋ, n dema saying, m maakoyi saayiŋ, m makoyi saying, emergency, sos
words-help = m maakoyi, m makoyi, n deemaa, n dema, deemaaroo, demaro, maakoyiroo, makoyiro, munne, mune, munneŋ, ñaadii, nyadi, nyaadii, m maŋ a fahaamu, m mang a fahamu, m man a fahamu, help
words-language = kaŋo, kango, kano, kaŋ doo, kang do, kaŋo yelemandi, kango yelemandi, language, change language
words-erase = n na safeeroo tuutuu, n na safero tutu, nna safero tutu, safeeroo tuutuu, safero tutu, a bee tuutuu, a be tutu, tuutuu, tutu, delete, delete my data, erase
words-keep = a mara, amara, mara, keep
words-not-me = nte te, nte te wo ti, not me
words-it-is-me = nte le mu, nte le mu wo ti, it is me

not-understood = Nte mu masiŋo le ti. M maŋ a fahaamu. Ñininkaaroo fele kotenke.
not-understood-again = M maŋ a fahaamu kotenke. I lafita diyaamu la moo ye baŋ?
help-here = I si jaabiroo ke noo niŋ butoŋo, niimaroo waraŋ kumoo la. Waati-wo-waati i si "kooma", "menu", "stop" waraŋ "moo" safee noo.
edited-note = Ŋa a je ko i ye kiilaariyaa doo yelemandi. I ye meŋ safee foloo, nte be wo le mara la. Dukare, kuma kutoolu kii kiilaariyaa kutoo kono.
too-long = Wo siyaata baake. Ŋa a foloodulaa doroŋ mara. Meŋ tuta, wo kii kiilaariyaa kutoo kono.
old-button = Wo butoŋo bota ñininkaari kotoo le to. Saayiŋ ñininkaaroo fele.
stopped = Nte be daŋ na jaŋ. Feŋ te naa la kotenke. Niŋ i lafita kontinee la, feŋ-wo-feŋ safee.
resumed = Abaraka, i muruta naŋ. Ntolu danta dulaa meŋ to, ntolu be kontinee la jee le.
restarted = Ñiŋ deemaaroo yelemata kabiriŋ i la safeeri labaŋo. I la jaabiroolu, ŋa mennu mara noo, wolu be jaŋ fo saayiŋ.
something-wrong = Feŋ doo tiñaata jaŋ. I ye meŋ safee, wo marata. Moo be a juubee la.

voice-kept = Nte mu masiŋo le ti. N te moo kaŋo lamoy noo la. I ye meŋ fo, wo marata. Niŋ i lafita moo ye a lamoy, "moo" safee.
picture-kept = Nte mu masiŋo le ti. N te nataaloo waraŋ file juubee noo la. I ye meŋ kii, wo marata. Niŋ i lafita moo ye a juubee, "moo" safee.
media-added = Ŋa a mara. Moo be a lamoy la, waraŋ a be a juubee la.
media-refused = M maŋ ñiŋ file mara noo. A warata baake, waraŋ a mu siifaa doo le ti. Dukare, nataaloo waraŋ i kaŋo kii, waraŋ i ye safeeroo ke.
media-arrived = Moo ye file kii i ye.
