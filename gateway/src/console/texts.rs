//! Words of the bot, information texts and hotlines: proposed, reviewed by a second person, published, taken back.
//!
//! `list` shows all of them, `key` one text in all languages, `item` one text in one language or one hotline: what is
//! said now, what waits, the form, previews, history. `propose` and `review` carry out what the forms ask for.

mod difference;
mod fault;
mod form;
mod item;
mod key;
mod list;
mod preview;
mod propose;
mod review;
mod subject;

use super::{
    permission::Permission::{EditTexts, Review},
    route::Routes,
};
use axum::response::Redirect;

/// Its pages.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get(EditTexts, "/console/texts", list::show)
        .get(EditTexts, "/console/texts/{item}", key::show)
        .get(EditTexts, "/console/texts/{item}/{of}", item::show)
        .post(EditTexts, "/console/texts/{item}/{of}", propose::take)
        .get(EditTexts, "/console/texts/{item}/{of}/review", review::lead)
        .post(Review, "/console/texts/{item}/{of}/review", review::take)
        .get(EditTexts, "/console/hotlines", async || Redirect::permanent("/console/texts?show=hotlines"))
}
