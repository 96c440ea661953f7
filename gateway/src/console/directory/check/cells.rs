//! One cell after the other: read, tidied, and what is wrong with it noted.

use super::{
    super::{super::staff, column::Column},
    CellFault, Faults,
};
use bot::{
    hours,
    inbound::Position,
    language::Language,
    territory::Province,
    text::Words,
    understand::{clean, plain},
};
use jiff::{Timestamp, civil::Date};
use std::ops::RangeInclusive;

/// Degrees between which Italy lies: whoever swaps the two, or writes metres, hears of it.
const LATITUDES: RangeInclusive<f64> = 35.0..=47.5;
const LONGITUDES: RangeInclusive<f64> = 6.0..=19.0;

/// The cells of one entry, and what was found wrong with them so far.
pub struct Cells<F> {
    /// At most one a cell.
    pub faults: Faults,
    raw: F,
}

impl<F: Fn(Column) -> String> Cells<F> {
    /// Nothing is wrong yet.
    pub const fn new(raw: F) -> Self {
        Self { faults: Vec::new(), raw }
    }

    /// At most one fault a cell: the first says what to do.
    pub fn fault(&mut self, column: Column, wrong: CellFault) {
        if !self.faults.iter().any(|(faulty, _)| *faulty == column) {
            self.faults.push((column, wrong));
        }
    }

    /// As typed, line breaks and all.
    pub fn text(&mut self, column: Column) -> String {
        let text = clean(&(self.raw)(column).replace("\r\n", "\n"));
        if text.chars().count() > column.longest() {
            self.fault(column, CellFault::TooLong(column.longest()));
        }
        text
    }

    /// On one line.
    pub fn word(&mut self, column: Column) -> String {
        self.text(column).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    pub fn needed(&mut self, column: Column) -> String {
        let word = self.word(column);
        if word.is_empty() {
            self.fault(column, CellFault::Missing);
        }
        word
    }

    /// By its name, or by what the staff call it in either language.
    pub fn one_of<T: Copy, const N: usize>(
        &mut self,
        column: Column,
        typed: &str,
        all: [T; N],
        name: impl Fn(T) -> &'static str,
        label: impl Fn(Words, T) -> String,
        wrong: CellFault,
    ) -> Option<T> {
        let typed = plain(typed);
        let labels =
            |value| [Language::Italian, Language::English].map(|language| plain(&label(Words::new(language), value)));
        let found = all.into_iter().find(|value| plain(name(*value)) == typed || labels(*value).contains(&typed));
        if found.is_none() {
            self.fault(column, wrong);
        }
        found
    }

    pub fn province(&mut self) -> Option<Province> {
        let name = self.needed(Column::Province);
        let Some(province) = Province::named(&name) else {
            self.fault(Column::Province, CellFault::Province);
            return None;
        };
        let region = plain(&self.word(Column::Region));
        let own = province.region();
        // It follows from the province; who writes it must not mean another one.
        if !region.is_empty() && ![plain(own.name()), plain(own.id())].contains(&region) {
            self.fault(Column::Region, CellFault::Region(own));
        }
        Some(province)
    }

    pub fn position(&mut self) -> Option<Position> {
        let latitude = self.degrees(Column::Latitude, LATITUDES);
        let longitude = self.degrees(Column::Longitude, LONGITUDES);
        match (latitude, longitude) {
            (Some(latitude), Some(longitude)) => Some(Position { latitude, longitude }),
            (Some(_), None) => {
                self.fault(Column::Longitude, CellFault::Pair);
                None
            }
            (None, Some(_)) => {
                self.fault(Column::Latitude, CellFault::Pair);
                None
            }
            (None, None) => None,
        }
    }

    /// With a point or an Italian comma.
    fn degrees(&mut self, column: Column, range: RangeInclusive<f64>) -> Option<f64> {
        let typed = self.word(column);
        if typed.is_empty() {
            return None;
        }
        let degrees = typed.replace(',', ".").parse().ok().filter(|degrees| range.contains(degrees));
        if degrees.is_none() {
            self.fault(column, CellFault::Coordinate);
        }
        degrees
    }

    /// One number that can be dialled: 3 to 15 digits (E.164), a plus only in front.
    pub fn number(&mut self, column: Column) -> String {
        let typed = self.word(column);
        let digits = typed.chars().filter(char::is_ascii_digit).count();
        let rest = typed.strip_prefix('+').unwrap_or(&typed);
        let fits = rest.chars().all(|c| c.is_ascii_digit() || " -/.()".contains(c));
        if !typed.is_empty() && (!(3..=15).contains(&digits) || !fits) {
            self.fault(column, CellFault::Number);
        }
        typed
    }

    pub fn email(&mut self) -> String {
        let typed = self.word(Column::Email);
        if !typed.is_empty() && staff::email(&typed).is_err() {
            self.fault(Column::Email, CellFault::Email);
        }
        typed
    }

    pub fn website(&mut self) -> String {
        let typed = self.word(Column::Website);
        if typed.is_empty() {
            return typed;
        }
        let address = if typed.contains("://") { typed } else { format!("https://{typed}") };
        let is_one = reqwest::Url::parse(&address).is_ok_and(|url| {
            matches!(url.scheme(), "http" | "https") && url.host_str().is_some_and(|host| host.contains('.'))
        });
        if !is_one || address.contains(' ') {
            self.fault(Column::Website, CellFault::Website);
        }
        address
    }

    /// Tags of two or three letters (ISO 639), each once.
    pub fn languages(&mut self) -> String {
        let typed = self.word(Column::Languages).to_ascii_lowercase();
        let mut tags: Vec<&str> = Vec::new();
        for tag in typed.split([' ', ',', ';']).filter(|tag| !tag.is_empty()) {
            if !(2..=3).contains(&tag.len()) || !tag.bytes().all(|letter| letter.is_ascii_lowercase()) {
                self.fault(Column::Languages, CellFault::Languages);
            }
            if !tags.contains(&tag) {
                tags.push(tag);
            }
        }
        tags.join(" ")
    }

    pub fn active(&mut self) -> bool {
        match plain(&self.word(Column::Active)).as_str() {
            "" | "yes" | "si" | "1" | "true" | "vero" => true,
            "no" | "0" | "false" | "falso" => false,
            _ => {
                self.fault(Column::Active, CellFault::YesNo);
                true
            }
        }
    }

    /// 2026-11-23 or 23/11/2026; not a day that is still to come.
    pub fn day(&mut self, now: Timestamp) -> Option<Timestamp> {
        let typed = self.word(Column::CheckedAt);
        if typed.is_empty() {
            return None;
        }
        let date = typed.parse::<Date>().or_else(|_| Date::strptime("%d/%m/%Y", &typed)).ok();
        let rome = hours::in_rome(now);
        let date = date.filter(|date| *date <= rome.date());
        let moment = date.and_then(|date| date.to_zoned(rome.time_zone().clone()).ok());
        if moment.is_none() {
            self.fault(Column::CheckedAt, CellFault::Day);
        }
        moment.map(|moment| moment.timestamp())
    }
}
