//! What a macro does, in words; and as it is chosen in a form.

use super::topics::{self, TopicChoice};
use crate::{
    console::{form_fields::FormFields, page::Page, problem::Problem, state::App, wording},
    store::{
        canned::{self, Topic},
        macros::{self, Assign, Deeds, MACRO_STATES},
        staff::Role,
    },
};
use bot::{text::Words, ticket::Priority};
use uuid::Uuid;

/// What can be chosen, loaded once for a page.
pub struct Offered {
    topics: Vec<Topic>,
    teams: Vec<(Uuid, String)>,
    /// Canned answers in use: their ids and titles.
    canned: Vec<(Uuid, String)>,
}

/// The lists of the form.
#[expect(missing_docs, reason = "the names say it")]
pub struct Lists {
    pub canned: Vec<TopicChoice>,
    pub states: Vec<TopicChoice>,
    pub assign: Vec<TopicChoice>,
    pub topics: Vec<TopicChoice>,
    pub priorities: Vec<TopicChoice>,
}

impl Offered {
    /// Loads it.
    pub async fn load(app: &App) -> Result<Self, Problem> {
        let mut reader = app.store.reader().await?;
        let canned = canned::all(&mut reader, &app.store.master).await?;
        Ok(Self {
            topics: canned::topics(&mut reader).await?,
            teams: macros::teams(&mut reader).await?,
            canned: canned.into_iter().filter(|one| !one.retired).map(|one| (one.id, one.title)).collect(),
        })
    }

    /// What was chosen; what cannot be is as if it were not.
    pub fn typed(&self, fields: &FormFields) -> Deeds {
        let canned = fields.one("canned").parse().ok();
        let assign = fields.one("assign").parse().ok();
        Deeds {
            canned: canned.filter(|id| self.canned.iter().any(|(known, _)| known == id)),
            state: fields.one("state").parse().ok().filter(|state| MACRO_STATES.contains(state)),
            assign: assign.filter(|assign| match assign {
                Assign::Team(team) => self.teams.iter().any(|(known, _)| known == team),
                Assign::Role(role) => ROLES.contains(role),
                Assign::Me | Assign::Nobody => true,
            }),
            topic: topics::known(&self.topics, fields.one("topic")),
            priority: fields.one("priority").parse().ok(),
        }
    }

    /// The lists with what is chosen.
    pub fn lists(&self, page: &Page, deeds: &Deeds) -> Lists {
        let words = page.words;
        let option = |value: String, label: String, chosen: bool| TopicChoice { value, label, chosen };
        let mut assign: Vec<_> = [Assign::Me, Assign::Nobody].into();
        assign.extend(ROLES.map(Assign::Role));
        assign.extend(self.teams.iter().map(|(team, _)| Assign::Team(*team)));
        Lists {
            canned: self
                .canned
                .iter()
                .map(|(id, title)| option(id.to_string(), title.clone(), deeds.canned == Some(*id)))
                .collect(),
            states: MACRO_STATES
                .map(|one| {
                    option(one.name().into(), wording::ticket_state(words, one.name()), deeds.state == Some(one))
                })
                .into(),
            assign: assign
                .into_iter()
                .map(|one| option(one.to_string(), self.whose(words, one), deeds.assign == Some(one)))
                .collect(),
            topics: self
                .topics
                .iter()
                .map(|topic| {
                    let label = topics::named(page, &self.topics, Some(&topic.name));
                    option(topic.name.clone(), label, deeds.topic.as_ref() == Some(&topic.name))
                })
                .collect(),
            priorities: Priority::ALL
                .map(|one| option(one.name().into(), wording::priority(words, one), deeds.priority == Some(one)))
                .into(),
        }
    }

    /// What a macro does, a line a deed, in the order in which it happens.
    pub fn lines(&self, page: &Page, deeds: &Deeds) -> Vec<String> {
        let words = page.words;
        let title = deeds.canned.map(|id| {
            let known = self.canned.iter().find(|(known, _)| *known == id);
            known.map_or_else(|| words.console_canned_macro_gone(), |(_, title)| title.clone())
        });
        let mut lines: Vec<String> = Vec::new();
        lines.extend(title.map(|title| words.console_canned_does_answer(title)));
        lines.extend(
            deeds.state.map(|state| words.console_canned_does_state(wording::ticket_state(words, state.name()))),
        );
        lines.extend(deeds.assign.map(|assign| words.console_canned_does_assign(self.whose(words, assign))));
        let topic = deeds.topic.as_deref();
        lines.extend(topic.map(|name| words.console_canned_does_topic(topics::named(page, &self.topics, Some(name)))));
        lines.extend(deeds.priority.map(|one| words.console_canned_does_priority(wording::priority(words, one))));
        lines
    }

    fn whose(&self, words: Words, assign: Assign) -> String {
        match assign {
            Assign::Me => words.console_canned_assign_me(),
            Assign::Nobody => words.console_canned_assign_nobody(),
            Assign::Role(role) => words.console_canned_assign_role(wording::role(words, role)),
            Assign::Team(team) => {
                let known = self.teams.iter().find(|(known, _)| *known == team);
                known.map_or_else(|| "–".to_owned(), |(_, name)| words.console_canned_assign_team(name))
            }
        }
    }
}

/// The roles that answer tickets.
const ROLES: [Role; 3] = [Role::Operator, Role::Mediator, Role::FocalPoint];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::console::permission::Permission;

    #[test]
    fn macros_give_tickets_to_those_who_answer_them() {
        let answers: Vec<_> = Role::ALL.into_iter().filter(|role| role.may(Permission::AnswerTickets)).collect();
        assert_eq!(answers, ROLES);
    }
}
