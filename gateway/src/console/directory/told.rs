//! What of a change holds at once, and what waits for a second person.
//!
//! Whatever workers are told, or what decides whom they are told of, waits: a number, an address or a name can lead a person to
//! those they flee from. So do e-mail and website, which the staff pass on. At once holds what only the staff read, and hours
//! that are nothing but days and times: they lead to a closed door at worst, and words or a number in their place would not.
//! Taking a service off the bot holds at once, too: a wrong number goes when the first person sees it.

use super::column::{Column, differences};
use crate::store::service::{Content, proposal::Fields};
use bot::understand::plain;

/// A change, taken apart.
#[derive(Debug)]
pub struct Change {
    /// What holds at once.
    pub now: Content,
    /// What waits, as it is to be and as it is; empty: nothing does.
    pub fields: Fields,
    /// See `fields`.
    pub was: Fields,
}

impl Change {
    /// From what is published to what somebody wants.
    pub fn of(before: &Content, after: &Content) -> Self {
        let (mut fields, mut was) = (Fields::new(), Fields::new());
        let mut now = after.clone();
        let waits: Vec<_> = differences(before, after).into_iter().filter(|it| waits(*it, before, after)).collect();
        // Half of a place would be another one; and "all of this is so" is said of the whole.
        let together = |column| match column {
            Column::Latitude | Column::Longitude => waits.iter().any(|it| is_coordinate(*it)),
            Column::CheckedAt => !waits.is_empty() && before.checked_at != after.checked_at,
            column => waits.contains(&column),
        };
        for column in Column::ALL.into_iter().filter(|column| together(*column)) {
            fields.insert(column.name().to_owned(), column.of(after));
            was.insert(column.name().to_owned(), column.of(before));
            put_back(column, &mut now, before);
        }
        Self { now, fields, was }
    }

    /// Whether anything waits.
    pub fn waits(&self) -> bool {
        !self.fields.is_empty()
    }
}

/// All of a new entry waits.
pub fn whole(content: &Content) -> Fields {
    // The region follows from the province.
    let columns = Column::ALL.into_iter().filter(|column| *column != Column::Region);
    columns.map(|column| (column.name().to_owned(), column.of(content))).collect()
}

const fn is_coordinate(column: Column) -> bool {
    matches!(column, Column::Latitude | Column::Longitude)
}

/// Whether a difference in this column waits.
fn waits(column: Column, before: &Content, after: &Content) -> bool {
    match column {
        Column::Name
        | Column::Kind
        | Column::Address
        | Column::Municipality
        | Column::Province
        | Column::Latitude
        | Column::Longitude
        | Column::Phone
        | Column::Whatsapp
        | Column::Email
        | Column::Website => true,
        Column::Hours => !is_plain_hours(&after.hours),
        Column::Active => after.active && !before.active,
        // The region follows from the province, the code never changes, and nobody but the staff reads the rest.
        Column::Region
        | Column::Code
        | Column::Mode
        | Column::Languages
        | Column::Referent
        | Column::Professions
        | Column::Notes
        | Column::CheckedAt => false,
    }
}

fn put_back(column: Column, now: &mut Content, before: &Content) {
    match column {
        Column::Name => now.name.clone_from(&before.name),
        Column::Kind => now.kind = before.kind,
        Column::Address => now.address.clone_from(&before.address),
        Column::Municipality => now.municipality.clone_from(&before.municipality),
        Column::Province => now.province = before.province,
        Column::Latitude | Column::Longitude => now.position = before.position,
        Column::Phone => now.phone.clone_from(&before.phone),
        Column::Whatsapp => now.whatsapp.clone_from(&before.whatsapp),
        Column::Email => now.email.clone_from(&before.email),
        Column::Website => now.website.clone_from(&before.website),
        Column::Hours => now.hours.clone_from(&before.hours),
        Column::Active => now.active = before.active,
        Column::CheckedAt => now.checked_at = before.checked_at,
        Column::Region
        | Column::Code
        | Column::Mode
        | Column::Languages
        | Column::Referent
        | Column::Professions
        | Column::Notes => {}
    }
}

/// Times between two names of days: more would be a number spelt as hours.
const MOST_TIMES: usize = 4;

/// Days and what stands between them, in plain letters.
const WORDS: [&str; 44] = [
    "lun",
    "lunedi",
    "mar",
    "martedi",
    "mer",
    "mercoledi",
    "gio",
    "giovedi",
    "ven",
    "venerdi",
    "sab",
    "sabato",
    "dom",
    "domenica",
    "mon",
    "monday",
    "tue",
    "tuesday",
    "wed",
    "wednesday",
    "thu",
    "thursday",
    "fri",
    "friday",
    "sat",
    "saturday",
    "sun",
    "sunday",
    "feriali",
    "festivi",
    "chiuso",
    "closed",
    "e",
    "and",
    "dal",
    "dalle",
    "al",
    "alle",
    "a",
    "from",
    "to",
    "mattina",
    "pomeriggio",
    "h24",
];

/// Whether these hours are nothing but days and times.
fn is_plain_hours(hours: &str) -> bool {
    let mut times = 0;
    for word in hours.split([' ', '-', '–', ',', ';', '/']).filter(|word| !word.is_empty()) {
        if is_time(word) {
            times += 1;
        } else if WORDS.contains(&plain(word).as_str()) && word.chars().all(char::is_alphanumeric) {
            times = if is_day(word) { 0 } else { times };
        } else {
            return false;
        }
        if times > MOST_TIMES {
            return false;
        }
    }
    true
}

/// The first words of the list, and no "e" between two groups of digits.
fn is_day(word: &str) -> bool {
    WORDS.iter().take_while(|day| **day != "chiuso").any(|day| *day == plain(word))
}

/// "9", "09", "9:30", "9.30", up to "24:00".
fn is_time(word: &str) -> bool {
    let (hour, minute) = word.split_once([':', '.']).unwrap_or((word, "00"));
    let number = |digits: &str, longest: usize, most: u8| {
        let fits = (1..=longest).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_digit());
        fits && digits.parse::<u8>().is_ok_and(|number| number <= most)
    };
    number(hour, 2, 24) && minute.len() == 2 && number(minute, 2, 59)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_days_and_times_and_nothing_else() {
        for plain in [
            "",
            "lun-ven 9:30-13:00",
            "Lunedì 9-13, 15-18; Giovedì 15.00-18.30",
            "lun mer ven 9 - 13 e 14 - 18, dom chiuso",
            "Mon–Fri 09:00–17:30",
            "lun-dom 00:00-24:00",
            "H24",
        ] {
            assert!(is_plain_hours(plain), "{plain}");
        }
        for told in [
            "lun-ven 9-13 tel. 333 1234567",
            "333 1234567",
            "3331234567",
            "33 31 23 45 67",
            "3 3 3 1 2",
            "3:33 12:34 5:50 1 2",
            "3 e 3 e 3 e 1 e 2",
            "lun 9-13 chiedere di Mario",
            "www.example.org",
            "9:99",
            "٩:٣٠",
            "９-13",
            "lun+39",
        ] {
            assert!(!is_plain_hours(told), "{told}");
        }
    }
}
