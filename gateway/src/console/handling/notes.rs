//! Notes among colleagues. The worker never sees them; they are only ever added, so that nobody finds other words than
//! those that were read.

use super::{
    command::{does, head_of},
    shown,
};
use crate::console::form_fields::FormFields;
use crate::{
    console::{
        act::{LONGEST, answered},
        context::TicketContext,
        notice::Notice,
        page::Page,
        problem::Problem,
    },
    store::duty::{self, Colleague},
};
use askama::Template;
use axum::response::Response;
use bot::command::TicketCommand;
use bot::private::Private;
use uuid::Uuid;

/// A note that was refused, with its words.
#[derive(Template)]
#[template(path = "console/handling/note.html")]
struct NotePage {
    page: Page,
    id: Uuid,
    reference: String,
    text: String,
    error: String,
    longest: usize,
}

/// `POST /console/tickets/{id}/notes`
pub(super) async fn add(context: TicketContext, fields: FormFields) -> Result<Response, Problem> {
    let head = head_of(&context.app, &context.member, context.ticket).await?;
    let text = fields.text("note");
    let error = match text.chars().count() {
        0 => Some(context.page.words.console_error_empty()),
        1..=LONGEST => None,
        _ => Some(context.page.words.console_error_long(LONGEST)),
    };
    if let Some(error) = error {
        return answered(
            &NotePage {
                page: context.page,
                id: context.ticket,
                reference: head.reference,
                text,
                error,
                longest: LONGEST,
            },
            false,
            true,
        );
    }
    let mut reader = context.app.store.reader().await?;
    let all = duty::colleagues(&mut reader, &context.app.store.master).await?;
    drop(reader);
    let able: Vec<_> = all.into_iter().filter(|colleague| shown::may_have(colleague, &head)).collect();
    let mut mentions = named(&text, &able);
    mentions.extend(fields.ids("mention").into_iter().filter(|id| able.iter().any(|colleague| colleague.id == *id)));
    mentions.sort_unstable();
    mentions.dedup();
    does(context, &TicketCommand::AddNote { text: Private::new(text), mentions }, &fields, Notice::NoteAdded).await
}

/// Whom the words name with an @: by the whole name, or by its first word where only one person has it.
fn named(text: &str, colleagues: &[Colleague]) -> Vec<Uuid> {
    let text = text.to_lowercase();
    let first =
        |colleague: &Colleague| colleague.name.expose().split_whitespace().next().unwrap_or_default().to_lowercase();
    let says = |name: &str| {
        !name.is_empty()
            && text
                .match_indices(&format!("@{name}"))
                .any(|(at, found)| text[at + found.len()..].chars().next().is_none_or(|next| !next.is_alphanumeric()))
    };
    let named = |colleague: &&Colleague| {
        let alone = colleagues.iter().filter(|other| first(other) == first(colleague)).count() == 1;
        says(&colleague.name.expose().to_lowercase()) || alone && says(&first(colleague))
    };
    colleagues.iter().filter(named).map(|colleague| colleague.id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::staff::{Role, Scope};

    fn colleague(number: u128, name: &str) -> Colleague {
        Colleague {
            id: Uuid::from_u128(number),
            name: Private::new(name.to_owned()),
            role: Role::Operator,
            scope: Scope::All,
            team: None,
            region: None,
            languages: Vec::new(),
            on_duty_since: None,
            open: 0,
            most: 20,
        }
    }

    #[test]
    fn a_name_after_an_at_sign_is_found_and_half_a_name_is_not() {
        let all = [colleague(1, "Uno Prima"), colleague(2, "Uno Seconda"), colleague(3, "Terza")];
        let ids = |text: &str| named(text, &all).into_iter().map(|id| id.as_u128()).collect::<Vec<_>>();
        assert_eq!(ids("@uno prima, guardi? @Terza."), [1, 3]);
        assert_eq!(ids("@Uno: chi dei due?"), Vec::<u128>::new());
        assert_eq!(ids("Terza lo sa, @Terzaghi no"), Vec::<u128>::new());
    }
}
