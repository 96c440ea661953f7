//! Information: ten topics of at most three short screens, then "useful?" and "ask a person".

use crate::{
    context::Context,
    conversation::Step,
    effect::Effect,
    reply::{Choice, Label, Paragraph},
    scene::Scene,
    text::{self, Text},
    ticket::named,
};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

named! {
    /// What there is to read.
    Topic {
        /// Pay and contract.
        Pay "pay",
        /// Hours and rest.
        Hours "hours",
        /// Accident and safety.
        Safety "safety",
        /// Papers taken, threats.
        Threats "threats",
        /// Permits and protection: art. 18 and 18-ter TUI in plain words, no promise.
        Permits "permits",
        /// Housing.
        Housing "housing",
        /// Health.
        Health "health",
        /// Transport.
        Transport "transport",
        /// What happens after a report.
        After "after",
        /// Hotlines.
        Hotlines "hotlines",
    }
}

impl Topic {
    /// What stands on its button, and the picture beside it.
    pub fn label(self) -> (Text, &'static str) {
        match self {
            Self::Pay => (text::choice_topic_pay(), "💶"),
            Self::Hours => (text::choice_topic_hours(), "🕙"),
            Self::Safety => (text::choice_topic_safety(), "⛑️"),
            Self::Threats => (text::choice_topic_threats(), "🛂"),
            Self::Permits => (text::choice_topic_permits(), "📄"),
            Self::Housing => (text::choice_topic_housing(), "🛏️"),
            Self::Health => (text::choice_topic_health(), "🏥"),
            Self::Transport => (text::choice_topic_transport(), "🚌"),
            Self::After => (text::choice_topic_after(), "➡️"),
            Self::Hotlines => (text::choice_topic_hotlines(), "📞"),
        }
    }

    /// Its screens in their order. Numbers of hotlines come from the context.
    pub fn screens(self, context: &Context<'_>) -> Vec<Text> {
        let lines = &context.house.hotlines;
        let emergency = lines.emergency.as_str();
        match self {
            Self::Pay => vec![text::info_pay_1(), text::info_pay_2(), text::info_pay_3()],
            Self::Hours => vec![text::info_hours_1(), text::info_hours_2(), text::info_hours_3()],
            Self::Safety => vec![text::info_safety_1(emergency), text::info_safety_2(), text::info_safety_3()],
            Self::Threats => vec![
                text::info_threats_1(),
                text::info_threats_2(),
                text::info_threats_3(emergency, lines.trafficking.as_str()),
            ],
            Self::Permits => vec![text::info_permits_1(), text::info_permits_2(), text::info_permits_3()],
            Self::Housing => vec![text::info_housing_1(), text::info_housing_2(), text::info_housing_3()],
            Self::Health => vec![text::info_health_1(), text::info_health_2(), text::info_health_3()],
            Self::Transport => vec![text::info_transport_1(), text::info_transport_2()],
            Self::After => vec![text::info_after_1(), text::info_after_2(), text::info_after_3()],
            Self::Hotlines => vec![
                text::info_hotlines_1(emergency),
                text::info_hotlines_2(lines.trafficking.as_str(), lines.violence.as_str()),
                text::info_hotlines_3(lines.email.as_str(), lines.helpdesk.as_str(), lines.whatsapp.as_str()),
            ],
        }
    }

    const fn last_screen(self) -> u8 {
        if matches!(self, Self::Transport) { 1 } else { 2 }
    }
}

pub(super) fn topics() -> Vec<Choice> {
    let topic = |topic: Topic| {
        let (label, pictogram) = topic.label();
        Choice::answer(topic.name(), Label::Text(label), pictogram)
    };
    Topic::ALL.into_iter().map(topic).chain([super::to_menu()]).collect()
}

pub(super) fn choose_topic(scene: &mut Scene<'_>, id: &str) -> bool {
    let Ok(topic) = id.parse() else { return false };
    scene.state.leave(Step::Topic { topic, screen: 0 });
    true
}

pub(super) fn prompt(topic: Topic, screen: u8, context: &Context<'_>) -> Vec<Paragraph> {
    let mut screens = topic.screens(context);
    let screen = screen.min(topic.last_screen());
    let mut paragraphs = vec![Paragraph::Text(screens.swap_remove(screen as usize))];
    if screen == topic.last_screen() {
        paragraphs.push(Paragraph::Text(text::useful_ask()));
    }
    paragraphs
}

pub(super) fn choices(topic: Topic, screen: u8) -> Vec<Choice> {
    let mut choices = if screen < topic.last_screen() {
        vec![Choice::answer("continue", Label::Text(text::choice_continue()), "▶️")]
    } else {
        super::yes_no()
    };
    choices.push(Choice::answer("person", Label::Text(text::choice_ask_person()), "🙋"));
    choices.extend([super::to_back(), super::to_menu()]);
    choices
}

pub(super) fn choose(scene: &mut Scene<'_>, topic: Topic, screen: u8, id: &str) -> bool {
    match id {
        "continue" => scene.state.step = Step::Topic { topic, screen: screen + 1 },
        "yes" | "no" => {
            let useful = id == "yes";
            scene.effect(Effect::Feedback { topic, useful });
            if useful {
                scene.say(text::useful_thanks());
                scene.state.leave(Step::Topics);
            } else {
                scene.say(text::useful_sorry());
                scene.state.leave(Step::AskPerson { about: Some(topic), ticket: None });
            }
        }
        _ => return false,
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::context::Hotlines;

    #[test]
    fn every_topic_ends_where_it_says() {
        let hotlines = Hotlines {
            emergency: "112".into(),
            trafficking: "800".into(),
            violence: "1522".into(),
            helpdesk: "800".into(),
            whatsapp: "+39".into(),
            email: "@".into(),
        };
        let context = Context {
            proof: crate::receipt::Proof::NotGiven,
            now: jiff::Timestamp::UNIX_EPOCH,
            entropy: 1,
            requests: &[],
            restarted: false,
            forgeable: false,
            newly_linked: false,
            house: &crate::house::House { hotlines, ..Default::default() },
        };
        for topic in Topic::ALL {
            assert_eq!(topic.screens(&context).len(), topic.last_screen() as usize + 1);
        }
    }
}
