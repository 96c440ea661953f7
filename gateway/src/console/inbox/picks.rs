//! The options of the filters.

use super::asked::TicketListQuery;
use crate::{
    channel::Channel,
    console::{member::Member, page::Page, permission::Permission, wording},
    store::{desk::tickets::Topic, staff::Staff},
};
use bot::{
    language::Language,
    territory::Region,
    ticket::{Priority, Queue, TicketState},
};

/// One option.
#[expect(missing_docs, reason = "the names say it")]
pub struct Pick {
    pub value: String,
    pub label: String,
    pub chosen: bool,
}

/// One list of options.
#[expect(missing_docs, reason = "the names say it")]
pub struct Picks {
    pub name: &'static str,
    pub label: String,
    pub picks: Vec<Pick>,
}

impl Picks {
    fn of(
        name: &'static str,
        label: String,
        chosen: &str,
        first: String,
        others: impl IntoIterator<Item = (String, String)>,
    ) -> Self {
        let all = [(String::new(), first)].into_iter().chain(others);
        let picks = all.map(|(value, label)| Pick { chosen: value == chosen, value, label }).collect();
        Self { name, label, picks }
    }
}

/// A topic in the language of the page.
pub fn topic_label(page: &Page, topic: &Topic) -> String {
    if page.language == Language::English { topic.label_en.clone() } else { topic.label_it.clone() }
}

/// All of them, as they are chosen now.
pub fn all(
    page: &Page,
    member: &Member,
    asked: &TicketListQuery,
    topics: &[Topic],
    colleagues: Vec<Staff>,
) -> Vec<Picks> {
    let words = page.words;
    let every = || words.console_filter_every();
    let plain = |value: &'static str, label: String| (value.to_owned(), label);
    let states = [plain("every", every())].into_iter();
    let states =
        states.chain(TicketState::ALL.map(|state| plain(state.name(), wording::ticket_state(words, state.name()))));
    let mine = (!member.languages.is_empty()).then(|| plain("mine", words.console_inbox_languages_mine()));
    let languages = Language::ALL.map(|language| plain(language.tag(), wording::tongue(words, language).name));
    // Nobody asks for help in a terminal.
    let channels = Channel::ALL.into_iter().filter(|channel| *channel != Channel::Terminal);
    let channels = channels.map(|channel| plain(channel.name(), wording::channel(words, channel.name())));
    let owners = [plain("me", words.console_inbox_owner_me()), plain("none", words.console_inbox_owner_none())];
    let others =
        colleagues.into_iter().filter(|staff| staff.role.may(Permission::AnswerTickets) && staff.id != member.id);
    let others = others.map(|staff| (staff.id.to_string(), staff.name.expose().clone()));
    let queues = Queue::ALL.map(|queue| plain(queue.name(), wording::queue(words, queue.name())));
    let regions = Region::ALL.map(|region| plain(region.id(), region.name().to_owned()));
    let topics = topics.iter().map(|topic| (topic.name.clone(), topic_label(page, topic)));
    let priorities = Priority::ALL.map(|priority| plain(priority.name(), wording::priority(words, priority)));
    let sorts = [
        plain("activity", words.console_inbox_sort_activity()),
        plain("deadline", words.console_inbox_sort_deadline()),
    ];
    let unfinished = words.console_filter_unfinished();
    vec![
        Picks::of("state", words.console_state(), &asked.state, unfinished, states),
        Picks::of("owner", words.console_owner(), &asked.owner, every(), owners.into_iter().chain(others)),
        Picks::of("language", words.console_language(), &asked.language, every(), mine.into_iter().chain(languages)),
        Picks::of("channel", words.console_channel(), &asked.channel, every(), channels),
        Picks::of("region", words.console_region(), &asked.region, every(), regions),
        Picks::of("topic", words.console_inbox_topic(), &asked.topic, every(), topics),
        Picks::of("queue", words.console_queue_name(), &asked.queue, every(), queues),
        Picks::of("priority", words.console_priority(), &asked.priority, every(), priorities),
        Picks::of("sort", words.console_inbox_sort(), &asked.sort, words.console_inbox_sort_usual(), sorts),
    ]
}
