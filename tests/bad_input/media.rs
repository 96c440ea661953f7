//! What is no text: stickers, photos, files, voice notes, places. Each is answered, none can be read yet but a place.

use super::fr;
use bot::{language::Language, text};
use serde_json::{Value, json};
use tests::{App, Engine, Worker};

fn file(extra: Value) -> Value {
    let mut file = json!({"file_id": "f", "file_unique_id": "u", "file_size": 100});
    file.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
    file
}

#[tokio::test]
async fn what_cannot_be_read_is_answered() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let sticker = json!({"sticker": file(json!({"width": 512, "height": 512, "type": "regular", "is_animated": false, "is_video": false}))});
        let mut worker = Worker::new(&app, 1);
        worker
            .does(&app.telegram.message(1, sticker.clone()))
            .await
            .has(&text::language_choose().in_language(Language::Arabic));
        worker.presses("fr").await;

        let photo = json!({"photo": [file(json!({"width": 90, "height": 60}))], "caption": "menu"});
        let document = json!({"document": file(json!({"file_name": "a.pdf"}))});
        let card = json!({"contact": {"phone_number": "+390000000", "first_name": "Somebody"}});
        let voice = json!({"voice": file(json!({"duration": 3, "mime_type": "audio/ogg"}))});
        let place = json!({"location": {"latitude": 41.46, "longitude": 15.54}});
        let told = [
            (sticker, text::picture_kept()),
            (photo, text::picture_kept()),
            (document, text::picture_kept()),
            (card, text::picture_kept()),
            (voice, text::voice_kept()),
            (place, text::not_understood()),
        ];
        for (content, answer) in told {
            let heard = worker.does(&app.telegram.message(1, content)).await;
            heard.has(&fr(&answer));
            heard.has(&fr(&text::menu()));
        }
        assert_eq!(app.count("quarantine").await, 0);
    }
}

#[tokio::test]
async fn a_place_chosen_on_the_map_is_a_place() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let mut worker = Worker::at_menu(&app, 1, "fr").await;
        worker.presses("report").await;
        worker.presses("yes").await;
        worker.answers(&[("danger", "no"), ("about", "me")]).await;
        let place = json!({"latitude": 41.46, "longitude": 15.54});
        let venue = json!({"location": place, "venue": {"location": place, "title": "Station", "address": "Foggia"}});
        worker.does(&app.telegram.message(1, venue)).await.has(&fr(&text::place_found("Foggia (Puglia)")));
    }
}

/// A live location moves for hours, and Telegram tells each step as an edit.
#[tokio::test]
async fn a_place_that_moves_is_answered_once() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let mut worker = Worker::at_menu(&app, 1, "fr").await;
        let live = json!({"location": {"latitude": 41.46, "longitude": 15.54, "live_period": 900}});
        let mut update = app.telegram.message(1, live);
        assert_eq!(worker.does(&update).await.0.len(), 1);
        let mut message = update["message"].take();
        for step in 0..3 {
            message["edit_date"] = (1_763_889_700 + step).into();
            let moved = json!({"update_id": app.telegram.next_id(), "edited_message": message});
            assert!(worker.does(&moved).await.0.is_empty(), "step {step}");
        }
    }
}
