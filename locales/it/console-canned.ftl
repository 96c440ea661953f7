### state: reviewed
### Canned answers and macros.

## The list

console-canned-text = Testi da usare nelle risposte, in tutte le lingue. Si cercano nel titolo e nel testo, in qualunque lingua.
console-canned-tab-used = In uso
console-canned-tab-review = Da rivedere: { $count }
console-canned-tab-retired = Ritirate
console-canned-search = Cerca
console-canned-search-do = Cerca
console-canned-topic = Argomento
console-canned-title = Titolo
console-canned-title-hint = Lo vede solo chi lavora qui.
console-canned-languages = Lingue
console-canned-uses = Usata
console-canned-caption = Prima le più usate
console-canned-reviewed = rivisto
console-canned-draft = bozza
console-canned-missing = manca
console-canned-retired = ritirata
console-canned-new = Nuova risposta pronta
console-canned-new-text = Prima titolo e argomento, poi il testo in una o più lingue.
console-canned-none-yet = Nessuna risposta pronta
console-canned-none-text = Quello che scrivi spesso può stare qui, in ogni lingua, rivisto da un'altra persona.
console-canned-none-found = Nessuna risposta pronta con queste parole

## One canned answer

console-canned-is-retired = È ritirata: nessuno la trova accanto alle richieste.
console-canned-edit-title = Cambia titolo e argomento
console-canned-now = Adesso: { $now }
console-canned-texts = Testi
console-canned-texts-text = Un testo cambiato torna bozza. Lo rivede una persona diversa da chi l'ha scritto.
console-canned-variables = Tra parentesi graffe puoi mettere: { $names }
console-canned-body = Testo in { $language }
console-canned-preview = Anteprima
console-canned-preview-text = Come arriva, con valori di esempio
console-canned-written = Scritto da
console-canned-reviewed-by = rivisto da
console-canned-review = L'ho riletto: è giusto
console-canned-own = L'hai scritto tu: lo rivede un'altra persona.
console-canned-retire = Ritira
console-canned-restore = Rimetti in uso
console-canned-error-title = Scrivi un titolo.
console-canned-error-variables = Non conosciamo { $unknown }. Tra parentesi graffe si può mettere solo: { $known }
console-canned-error-own = L'hai scritto tu: deve rivederlo un'altra persona.

## Beside the answer to a ticket

console-canned-choose-text = Il testo va nella tua bozza: lo rileggi e lo invii tu.
console-canned-use = Usa
console-canned-use-this = Usa: { $title }
console-canned-use-anyway = Usa lo stesso: non è rivisto
console-canned-unreviewed = Questo testo non è rivisto: una persona che conosce la lingua deve rileggerlo prima.
console-canned-fit-reading = in { $language }, che la persona legge
console-canned-fit-other = solo in { $language }: da tradurre
console-canned-more = Altre risposte pronte

## Macros

console-canned-macro = Macro
console-canned-macros-text = Una macro fa più cose insieme: invia una risposta pronta, cambia stato, persona, argomento, priorità. Prima mostra che cosa succede.
console-canned-macros-none = Nessuna macro
console-canned-macros-none-text = Quando fai spesso gli stessi passi, mettili in una macro: poi basta un clic e una conferma.
console-canned-macro-new = Nuova macro
console-canned-macro-hint = Quello che non scegli resta com'è.
console-canned-macro-answer = Risposta pronta
console-canned-macro-assign = A chi va
console-canned-macro-gone = ritirata
console-canned-as-it-is = Resta com'è
console-canned-assign-me = chi usa la macro
console-canned-assign-nobody = nessuno
console-canned-assign-role = il prossimo di turno: { $role }
console-canned-assign-team = gruppo { $team }
console-canned-does = Che cosa fa
console-canned-does-answer = Invia la risposta: { $title }
console-canned-does-state = Stato: { $state }
console-canned-does-assign = La richiesta va a: { $who }
console-canned-does-topic = Argomento: { $topic }
console-canned-does-priority = Priorità: { $priority }
console-canned-error-nothing = Scegli almeno una cosa che la macro deve fare.
console-canned-apply = Conferma
console-canned-apply-what = Che cosa succede
console-canned-apply-text = Il testo che parte
console-canned-apply-translate = Traduci il testo nella lingua della persona, o conferma che può leggerlo così.
console-canned-apply-faster = La richiesta o la macro è cambiata mentre leggevi: non è successo niente. Guarda come sta adesso, poi conferma.
console-canned-apply-impossible = La risposta pronta di questa macro è ritirata o non ha testi: la macro non si può usare.
console-canned-sure = Ho controllato il testo: la persona lo può capire
console-canned-error-sure = Prima conferma di aver controllato il testo.

## What has just been done

console-canned-notice-added = La risposta pronta c'è. Ora scrivi il testo.
console-canned-notice-taken = Il testo è nella tua bozza. Rileggilo e invialo.
console-canned-notice-retired = Ritirata.
console-canned-notice-restored = Di nuovo in uso.
console-canned-notice-reviewed = Il testo è rivisto.
console-canned-notice-applied = La macro è stata eseguita.
