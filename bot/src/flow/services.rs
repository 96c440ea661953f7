//! Services near me: a place is asked for as in the report (region and province, or a name, or a shared position); the
//! answer names up to five services.
//!
//! Where somebody looks says where they are. It is used for the answer and then gone: while the question stands the state
//! holds at most the region, after the answer nothing. (What was typed stays in the conversation, sealed like every message.)

use crate::{
    context::Context,
    conversation::Step,
    directory::{self, Place, Service},
    inbound::Position,
    language::Language,
    reply::{Choice, Label, Paragraph},
    scene::Scene,
    territory::{Province, Region},
    text,
};

/// How many are named.
const NAMED: usize = 5;
/// How many stand in one message.
const TOGETHER: usize = 2;
/// Characters of a name or an address, and of opening hours: a text message is paid by the segment.
const LONGEST: usize = 70;

pub(super) fn prompt(region: Option<Region>) -> Vec<Paragraph> {
    vec![Paragraph::Text(if region.is_some() { text::ask_province() } else { text::services_ask() })]
}

pub(super) fn choices(region: Option<Region>) -> Vec<Choice> {
    let name = |name: &'static str, id: &'static str| Choice::answer(id, Label::Name(name), "📍");
    let mut choices: Vec<_> = match region {
        None => Region::ALL.into_iter().map(|region| name(region.name(), region.id())).collect(),
        Some(region) => {
            let unknown = Choice::navigation("unknown", text::choice_dont_know(), "🤷");
            let provinces = region.provinces().map(|province| name(province.name(), province.name()));
            provinces.chain([unknown, super::to_back()]).collect()
        }
    };
    choices.extend([super::to_person(), super::to_menu()]);
    choices
}

pub(super) fn shown_prompt(found: bool) -> Vec<Paragraph> {
    found.then(|| Paragraph::Text(text::services_call())).into_iter().collect()
}

pub(super) fn shown_choices() -> Vec<Choice> {
    let other = Choice::answer("other", Label::Text(text::choice_services_other()), "📍");
    vec![other, super::to_person(), super::to_menu()]
}

pub(super) fn begin(scene: &mut Scene<'_>) {
    scene.state.leave(Step::Services { region: None });
}

pub(super) fn choose(scene: &mut Scene<'_>, region: Option<Region>, id: &str) -> bool {
    match (region, Region::from_id(id), Province::from_id(id)) {
        (None, Some(region), _) => {
            let mut provinces = region.provinces();
            match (provinces.next(), provinces.next()) {
                // There is nothing to choose.
                (Some(only), None) => answer(scene, &only.into()),
                _ => scene.state.leave(Step::Services { region: Some(region) }),
            }
        }
        (Some(_), _, Some(province)) => answer(scene, &province.into()),
        (Some(region), ..) if id == "unknown" => answer(scene, &region.into()),
        _ => return false,
    }
    true
}

pub(super) fn choose_shown(scene: &mut Scene<'_>, id: &str) -> bool {
    let other = id == "other";
    if other {
        begin(scene);
    }
    other
}

/// The name of a province or of a town. What is none asks for the place again.
pub(super) fn hear(scene: &mut Scene<'_>, words: &str) -> bool {
    match Place::named(words, &scene.context.house.services) {
        Some(place) => answer(scene, &place),
        None => {
            if matches!(scene.state.step, Step::ServicesShown { .. }) {
                scene.state.step = Step::Services { region: None };
            }
            return false;
        }
    }
    true
}

/// A shared position.
pub(super) fn locate(scene: &mut Scene<'_>, position: Position) {
    match Place::at(position) {
        Some(place) => answer(scene, &place),
        None => {
            scene.say(text::place_unknown());
            begin(scene);
        }
    }
}

fn answer(scene: &mut Scene<'_>, place: &Place) {
    let context: &Context<'_> = scene.context;
    let found = directory::near(&context.house.services, place, NAMED);
    if found.is_empty() {
        let lines = &context.house.hotlines;
        scene.say(text::services_none(place.name()));
        scene.say(text::info_hotlines_2(lines.trafficking.as_str(), lines.violence.as_str()));
        scene.say(text::info_hotlines_3(lines.email.as_str(), lines.helpdesk.as_str(), lines.whatsapp.as_str()));
        scene.state.leave(Step::ServicesShown { found: false });
        return;
    }
    scene.say(text::services_found(place.name()));
    let language = scene.state.language;
    for (i, some) in found.chunks(TOGETHER).enumerate() {
        if i > 0 {
            scene.end_message();
        }
        for service in some {
            scene.show(Paragraph::Line(service.kind.label(), vec![Label::Words(data(&service.name, language))]));
            scene.show(Paragraph::Plain(details(service, language)));
        }
    }
    scene.state.leave(Step::ServicesShown { found: true });
}

/// Address, hours and numbers, one a line; what is not known is left out.
fn details(service: &Service, language: Option<Language>) -> String {
    let mut town = service.municipality.clone();
    if service.municipality != service.province.name() {
        town = format!("{town} ({})", service.province.name());
    }
    let address = [service.address.as_str(), &town].into_iter().filter(|part| !part.is_empty());
    let address = address.collect::<Vec<_>>().join(", ");
    let whatsapp = if service.whatsapp.is_empty() { String::new() } else { format!("WhatsApp {}", service.whatsapp) };
    let lines = [&address, &service.hours, &service.phone, &whatsapp];
    let lines = lines.into_iter().filter(|line| !line.is_empty()).map(|line| data(line, language));
    lines.collect::<Vec<_>>().join("\n")
}

/// Italian words and numbers keep their direction inside a message that is written from the right.
fn data(words: &str, language: Option<Language>) -> String {
    let mut words = words.to_owned();
    if let Some((end, _)) = words.char_indices().nth(LONGEST) {
        words.truncate(end);
        // Between two words, if there is a place near the end.
        if let Some(space) = words.rfind(' ').filter(|&space| space > end / 2) {
            words.truncate(space);
        }
        words.push('…');
    }
    match language {
        Some(language) if language.is_right_to_left() => format!("\u{2068}{words}\u{2069}"),
        _ => words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{conversation::Conversation, flow, house::House, receipt::Proof};

    #[test]
    fn where_somebody_looks_is_not_kept() {
        let services = ["Matera", "Foggia"].map(|province| Service {
            name: String::new(),
            kind: directory::Kind::Other,
            address: String::new(),
            municipality: province.to_owned(),
            province: Province::from_id(province).unwrap(),
            position: None,
            hours: String::new(),
            phone: String::new(),
            whatsapp: String::new(),
        });
        let house = House { services: services.into(), ..House::default() };
        let context = Context {
            now: jiff::Timestamp::UNIX_EPOCH,
            entropy: 1,
            requests: &[],
            restarted: false,
            proof: Proof::NotGiven,
            forgeable: false,
            newly_linked: false,
            house: &house,
        };
        let step = Step::Services { region: Some(Region::Puglia) };
        let asked = Conversation { step, ..Conversation::begun_in(Some(Language::English)) };
        let answers: [fn(&mut Scene<'_>) -> bool; 4] = [
            |scene| flow::choose(scene, "Foggia"),
            |scene| flow::choose(scene, "unknown"),
            |scene| flow::hear(scene, "foggia"),
            |scene| flow::locate(scene, Position { latitude: 41.5, longitude: 15.5 }),
        ];
        for answer in answers {
            let mut scene = Scene::new(asked.clone(), &context);
            assert!(answer(&mut scene));
            let kept = String::from_utf8(scene.finish().next.save()).unwrap();
            assert!(!kept.to_lowercase().contains("foggia") && !kept.contains("puglia"), "{kept}");
            assert!(kept.contains("\"found\":true"), "{kept}");
        }
    }
}
