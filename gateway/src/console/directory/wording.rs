//! The directory in the words of the staff: kinds, modes, languages, and what is wrong with what was typed.

use super::{super::wording::tongue, check::CellFault, column::Column};
use crate::store::service::Content;
use bot::{
    directory::{Kind, Mode},
    text::Words,
};
use jiff::Timestamp;

/// A category.
pub fn kind(words: Words, kind: Kind) -> String {
    match kind {
        Kind::SocialHub => words.console_directory_kind_social_hub(),
        Kind::Legal => words.console_directory_kind_legal(),
        Kind::Union => words.console_directory_kind_union(),
        Kind::Health => words.console_directory_kind_health(),
        Kind::AntiTrafficking => words.console_directory_kind_anti_trafficking(),
        Kind::WomensCentre => words.console_directory_kind_womens_centre(),
        Kind::Housing => words.console_directory_kind_housing(),
        Kind::JobCentre => words.console_directory_kind_job_centre(),
        Kind::LabourInspectorate => words.console_directory_kind_labour_inspectorate(),
        Kind::SocialService => words.console_directory_kind_social_service(),
        Kind::Mediation => words.console_directory_kind_mediation(),
        Kind::Outreach => words.console_directory_kind_outreach(),
        Kind::Documents => words.console_directory_kind_documents(),
        Kind::BasicNeeds => words.console_directory_kind_basic_needs(),
        Kind::Other => words.console_directory_kind_other(),
    }
}

/// How people meet it.
pub fn mode(words: Words, mode: Mode) -> String {
    match mode {
        Mode::Office => words.console_directory_mode_office(),
        Mode::Street => words.console_directory_mode_street(),
        Mode::Phone => words.console_directory_mode_phone(),
        Mode::Online => words.console_directory_mode_online(),
    }
}

/// "italiano, wolof, bn": names of the workers' languages, tags of others.
pub fn languages(words: Words, tags: &str) -> String {
    let name = |tag: &str| tag.parse().map_or_else(|_| tag.to_owned(), |language| tongue(words, language).name);
    tags.split(' ').filter(|tag| !tag.is_empty()).map(name).collect::<Vec<_>>().join(", ")
}

/// What stands in a column, to be read.
pub fn cell(words: Words, column: Column, content: &Content) -> String {
    match column {
        Column::Kind => kind(words, content.kind),
        Column::Mode => mode(words, content.mode),
        Column::Languages => languages(words, &content.languages),
        Column::Active if content.active => words.console_directory_yes(),
        Column::Active => words.console_directory_no(),
        Column::CheckedAt => checked(words, content.checked_at),
        _ => column.of(content),
    }
}

/// The day of the last check.
pub fn checked(words: Words, checked_at: Option<Timestamp>) -> String {
    match checked_at {
        Some(moment) => bot::hours::in_rome(moment).strftime("%d/%m/%Y").to_string(),
        None => words.console_directory_never(),
    }
}

/// What is wrong, and what would be right.
pub fn wrong(words: Words, wrong: &CellFault) -> String {
    match wrong {
        CellFault::Missing => words.console_directory_wrong_missing(),
        CellFault::TooLong(most) => words.console_directory_wrong_long(most),
        CellFault::Code => words.console_directory_wrong_code(),
        CellFault::Taken => words.console_directory_wrong_taken(),
        CellFault::Kind => words.console_directory_wrong_kind(names(Kind::ALL.map(Kind::name).as_slice())),
        CellFault::Mode => words.console_directory_wrong_mode(names(Mode::ALL.map(Mode::name).as_slice())),
        CellFault::Province => words.console_directory_wrong_province(),
        CellFault::Region(region) => words.console_directory_wrong_region(region.name()),
        CellFault::Coordinate => words.console_directory_wrong_coordinate(),
        CellFault::Pair => words.console_directory_wrong_pair(),
        CellFault::Number => words.console_directory_wrong_number(),
        CellFault::Email => words.console_error_email(),
        CellFault::Website => words.console_directory_wrong_website(),
        CellFault::Languages => words.console_directory_wrong_languages(),
        CellFault::YesNo => words.console_directory_wrong_yes_no(),
        CellFault::Day => words.console_directory_wrong_day(),
    }
}

fn names(names: &[&str]) -> String {
    names.join(", ")
}
