//! On the page of a ticket: the box for an answer, with everything around it. Its templates are in `console/answering/`.

use super::{
    letter::Boxes,
    safe::{self, SafeContactLine},
};
use crate::{
    console::{
        act::LONGEST,
        answering::letter::SentBack,
        conversation::{self, Said},
        member::Member,
        page::Page,
        problem::Problem,
        state::App,
        window::{self, WindowShown},
    },
    store::{
        answer::{self, Answer, Reason, Then},
        desk::{
            meanwhile::{self, Of},
            ticket::{self, Message, Ticket},
        },
        draft::{self, Draft},
        safe_contact,
    },
};
use bot::{conversation::InCharge, hours::in_rome, language::Language, private::Private, safe_contact::Allowed};
use jiff::Timestamp;
use std::collections::HashMap;
use uuid::Uuid;

/// What the section shows.
#[expect(missing_docs, reason = "the names say it")]
pub struct AnsweringSection {
    /// A person answers, on this ticket.
    pub here: bool,
    /// A person answers, on another one.
    pub elsewhere: Option<String>,
    /// Until when one may write.
    pub window: Option<WindowShown>,
    pub screen: Vec<OnScreen>,
    /// The safe-contact profile in words.
    pub safe: Vec<SafeContactLine>,
    /// What is said about writing now; `None` where one may.
    pub unsafe_now: Option<String>,
    pub waiting: Vec<WaitingShown>,
    /// Of colleagues.
    pub drafts: Vec<DraftShown>,
    pub boxes: Boxes,
    /// The words in the box are a draft of this moment.
    pub restored: Option<Timestamp>,
    /// Somebody has answered, written or begun to write since the page was opened: what they said.
    pub meanwhile: Option<Vec<Said>>,
    pub seen: String,
    pub longest: usize,
}

/// A message as the worker sees it now.
#[expect(missing_docs, reason = "the names say it")]
pub struct OnScreen {
    pub text: String,
    pub lang: &'static str,
    pub dir: &'static str,
    pub buttons: Vec<Vec<String>>,
    pub files: usize,
}

/// An answer that waits.
#[expect(missing_docs, reason = "the names say it")]
pub struct WaitingShown {
    pub id: Uuid,
    pub name: String,
    pub text: String,
    pub italian: String,
    pub file: Option<String>,
    /// Why, and until when.
    pub why: String,
    /// What happens when it goes.
    pub then: Option<String>,
    /// Seconds that are left, where they are counted.
    pub left: Option<i64>,
    pub at: Timestamp,
}

/// What a colleague is writing.
#[expect(missing_docs, reason = "the names say it")]
pub struct DraftShown {
    pub name: String,
    pub at: Timestamp,
    pub text: String,
    pub italian: String,
}

/// Loads it for somebody who has the ticket open.
pub async fn load(
    app: &App,
    page: &Page,
    member: &Member,
    ticket: &Ticket,
    shown: SentBack,
) -> Result<AnsweringSection, Problem> {
    let now = app.now();
    let of = Of { ticket: ticket.id, conversation: ticket.conversation, staff: member.id };
    let (master, key) = (&app.store.master, &ticket.key);
    let mut reader = app.store.reader().await?;
    // First, so that what comes while the rest is read has not been seen.
    let seen = meanwhile::seen(&mut reader, of).await?;
    let answers = answer::waiting(&mut reader, master, (ticket.id, key)).await?;
    let drafts = draft::of_ticket(&mut reader, master, (ticket.id, key), draft::ANSWER).await?;
    let screen = ticket::on_screen(&mut reader, master, ticket).await?;
    let profile = safe_contact::of(&mut reader, ticket.contact, key).await?;
    let news = match shown.unseen {
        Some(seen) => Some(ticket::since(&mut reader, master, ticket, member.id, seen.message).await?),
        None => None,
    };
    drop(reader);

    let (mine, others): (Vec<_>, Vec<_>) = drafts.into_iter().partition(|draft| draft.staff_id == member.id);
    let mine = mine.into_iter().next();
    let restored = mine.as_ref().filter(|_| shown.boxes.is_none()).map(|draft| draft.updated_at);
    let (here, elsewhere) = match ticket.in_charge {
        InCharge::Person(reference) if reference.to_string() == ticket.reference => (true, None),
        InCharge::Person(reference) => (false, Some(reference.to_string())),
        InCharge::Bot => (false, None),
    };
    let allowed = profile.as_ref().map_or(Allowed::Now, |profile| profile.safe.may_write(now, ticket.heard_at));
    let none = HashMap::new();
    Ok(AnsweringSection {
        here,
        elsewhere,
        window: window::shown(page, ticket, now),
        screen: screen.into_iter().map(on_screen).collect(),
        safe: profile.map(|profile| safe::lines(page, &profile.safe)).unwrap_or_default(),
        unsafe_now: match allowed {
            Allowed::Now => None,
            Allowed::Until(at) => Some(page.words.console_answering_unsafe_until(page.near(&at))),
            Allowed::UntilTheyWrite => Some(page.words.console_answering_unsafe_written()),
        },
        waiting: answers.into_iter().map(|answer| waiting(page, answer, now)).collect(),
        drafts: others.into_iter().map(|draft| draft_shown(page, draft)).collect(),
        boxes: shown.boxes.unwrap_or_else(|| mine.map(|draft| Boxes::of(draft.words)).unwrap_or_default()),
        restored,
        meanwhile: news.map(|news| {
            news.into_iter().map(|message| conversation::said(page, message, ticket.language, &none)).collect()
        }),
        seen: seen.to_string(),
        longest: LONGEST,
    })
}

fn on_screen(message: Message) -> OnScreen {
    let language = message.body.language;
    OnScreen {
        lang: language.map_or("", Language::tag),
        dir: if language.is_some_and(Language::is_right_to_left) { "rtl" } else { "auto" },
        buttons: message
            .body
            .buttons
            .into_iter()
            .map(|row| row.into_iter().map(|button| button.label).collect())
            .collect(),
        files: message.body.files.len(),
        text: message.body.text,
    }
}

fn waiting(page: &Page, answer: Answer, now: Timestamp) -> WaitingShown {
    let words = page.words;
    let due = answer.due_at.map(|due| page.near(&due)).unwrap_or_default();
    let second = answer.due_at.map(|due| in_rome(due).strftime("%H:%M:%S").to_string()).unwrap_or_default();
    let undo = answer.reason == Reason::Undo.name();
    let left = answer.due_at.filter(|_| undo).map(|due| due.duration_since(now).as_secs().max(0));
    let then = answer.body.as_ref().and_then(|body| body.then).map(|then| match then {
        Then::Carry { .. } => words.console_answering_waits_carry(),
        Then::Macro { .. } => words.console_answering_waits_macro(),
    });
    let (text, italian, file) = match answer.body {
        Some(body) => (body.words.text, body.words.italian, body.file),
        None => (String::new(), String::new(), None),
    };
    WaitingShown {
        id: answer.id,
        name: named(page, answer.staff),
        text,
        italian,
        file: file.map(|file| file.name.map(Private::into_exposed).unwrap_or_default()),
        why: match left {
            Some(_) => words.console_answering_waits_undo(second),
            None if answer.reason == Reason::SafeHours.name() => words.console_answering_waits_hours(due),
            None => words.console_answering_waits_shared(),
        },
        then,
        left,
        at: answer.created_at,
    }
}

fn draft_shown(page: &Page, draft: Draft) -> DraftShown {
    DraftShown {
        name: named(page, draft.staff),
        at: draft.updated_at,
        text: draft.words.text,
        italian: draft.words.italian,
    }
}

fn named(page: &Page, name: Option<Private<String>>) -> String {
    name.map_or_else(|| page.words.console_author_staff(), Private::into_exposed)
}
