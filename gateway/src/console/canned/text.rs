//! The text of a canned answer in one language: written, looked at as a worker would get it, reviewed by somebody else.

use super::{
    edit::{CannedForm, address, entry, view},
    form,
    variables::Values,
};
use crate::{
    console::{
        act::Field,
        context::RequestContext,
        difference::Difference,
        form_fields::FormFields,
        member::Member,
        notice::{Notice, done},
        page::{Id, Page},
        permission::Permission,
        problem::Problem,
        wording,
    },
    store::{
        audit::{self, Action},
        canned::{self, Canned},
    },
};
use axum::response::Response;
use bot::language::Language;
use jiff::Timestamp;

/// The box of one language on the page.
#[expect(missing_docs, reason = "the names say it")]
pub struct TextForm {
    pub tag: &'static str,
    pub dir: &'static str,
    pub endonym: &'static str,
    pub name: String,
    pub body: Field,
    /// Absent while there is no text.
    pub version: Option<i64>,
    pub reviewed: bool,
    pub writer: String,
    pub reviewer: String,
    pub at: Option<Timestamp>,
    pub may_review: bool,
    /// It waits for somebody else.
    pub own: bool,
    /// As a worker would get it.
    pub preview: Option<String>,
    pub difference: Option<Difference>,
    pub open: bool,
}

/// A text that was typed and not saved.
pub struct Tried {
    language: Language,
    /// The words.
    pub words: Field,
    /// Somebody was faster.
    pub refused: bool,
}

/// The boxes of all languages.
pub fn forms(page: &Page, member: &Member, canned: &Canned, values: &Values, tried: Option<Tried>) -> Vec<TextForm> {
    let mut tried = tried;
    let mut form = |language: Language| {
        let text = canned.text(language);
        let tongue = wording::tongue(page.words, language);
        let typed = tried.take_if(|tried| tried.language == language);
        let stands = text.map(|text| text.body.clone()).unwrap_or_default();
        let difference = typed.as_ref().filter(|typed| typed.refused);
        let difference = difference.map(|typed| Difference::of(&stands, &typed.words.text));
        let open = typed.is_some();
        let body = typed.map_or(Field { text: stands, error: None }, |typed| typed.words);
        let own = text.is_some_and(|text| text.updated_by == member.id);
        TextForm {
            tag: tongue.tag,
            dir: if language.is_right_to_left() { "rtl" } else { "ltr" },
            endonym: tongue.endonym,
            name: tongue.name,
            version: text.map(|text| text.version),
            reviewed: text.is_some_and(|text| text.reviewed),
            writer: text.and_then(|text| text.writer.as_ref()).map(|name| name.expose().clone()).unwrap_or_default(),
            reviewer: text
                .and_then(|text| text.reviewer.as_ref())
                .map(|name| name.expose().clone())
                .unwrap_or_default(),
            at: text.map(|text| text.updated_at),
            may_review: !own && page.may(Permission::Review) && text.is_some_and(|text| !text.reviewed),
            own,
            preview: (!body.text.is_empty() && body.error.is_none()).then(|| values.fill(&body.text, language)),
            body,
            difference,
            open,
        }
    };
    Language::ALL.map(&mut form).into()
}

/// `POST /console/canned/{id}/texts`: saves a text, or shows what it would look like.
pub async fn write(
    RequestContext { app, auth, page, member }: RequestContext,
    Id(id): Id,
    fields: FormFields,
) -> Result<Response, Problem> {
    let language = fields.one("language").parse::<Language>().map_err(|_| Problem::Unclear)?;
    let tried = |words, refused| CannedForm::Text(Tried { language, words, refused });
    let body = match form::body(&fields, &page) {
        Ok(body) => body,
        Err(words) => return view(&app, page, &member, id, tried(words, false)).await,
    };
    let words = Field { text: body.clone(), error: None };
    if fields.one("do") == "preview" {
        return view(&app, page, &member, id, tried(words, false)).await;
    }
    let mut reader = app.store.reader().await?;
    let before = canned::open(&mut reader, &app.store.master, id).await?.ok_or(Problem::NotFound)?;
    drop(reader);
    let version = fields.number("version");
    // A text that stays as it is stays reviewed.
    if before.text(language).is_some_and(|text| text.body == body && Some(text.version) == version) {
        return done(&auth, Notice::Unchanged, &address(id)).await;
    }
    let mut tx = app.store.begin().await?;
    if !canned::write(&mut tx, (id, language), version, &body, member.id, app.now()).await? {
        drop(tx);
        return view(&app, page, &member, id, tried(words, true)).await;
    }
    audit::record(&mut tx, entry(&member, Action::Write, id), app.now()).await?;
    tx.commit().await?;
    done(&auth, Notice::Saved, &address(id)).await
}

/// `POST /console/canned/{id}/review`
pub async fn review(
    RequestContext { app, auth, page, member }: RequestContext,
    Id(id): Id,
    fields: FormFields,
) -> Result<Response, Problem> {
    let language = fields.one("language").parse::<Language>().map_err(|_| Problem::Unclear)?;
    let mut tx = app.store.begin().await?;
    let version = fields.number("version").unwrap_or(-1);
    if !canned::review(&mut tx, (id, language), version, member.id, app.now()).await? {
        drop(tx);
        let mut reader = app.store.reader().await?;
        let now = canned::open(&mut reader, &app.store.master, id).await?.ok_or(Problem::NotFound)?;
        drop(reader);
        let stands = now.text(language).map(|text| text.body.clone()).unwrap_or_default();
        let own = now.text(language).is_some_and(|text| text.updated_by == member.id);
        let error = own.then(|| page.words.console_canned_error_own());
        let words = Field { text: stands, error };
        return view(&app, page, &member, id, CannedForm::Text(Tried { language, words, refused: true })).await;
    }
    audit::record(&mut tx, entry(&member, Action::Review, id), app.now()).await?;
    tx.commit().await?;
    done(&auth, Notice::Reviewed, &address(id)).await
}
