//! What each text costs as a text message: `bot/src/text/limits.rs` counts, here is what is told.

use crate::{is_console, read::Language, shared::limits::spent, sms::Encoding};

pub fn count(languages: &[Language], problems: &mut Vec<String>) {
    for language in languages {
        for (file, messages) in language.files.iter().filter(|(file, _)| !is_console(file)) {
            for message in messages {
                let here = format!("locales/{}/{file}.ftl: {}", language.tag, message.key);
                match spent(file, &message.key, &message.pattern, &language.tag) {
                    Ok(Some(spent)) if spent.needed.count > spent.budget => {
                        let of = match spent.needed.encoding {
                            Encoding::Gsm7 => "GSM-7",
                            Encoding::Ucs2 => "UCS-2",
                        };
                        problems.push(format!(
                            "{here} needs {} segments of {of} ({} units), {} may be spent: {}",
                            spent.needed.count, spent.needed.units, spent.budget, message.plain
                        ));
                    }
                    Ok(_) => {}
                    Err(variable) => problems.push(format!("{here}: src/text/limits.rs does not know ${variable}")),
                }
            }
        }
    }
}
