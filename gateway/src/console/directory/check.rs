//! What may stand in an entry. The form and an imported line come through here; the single cells are in [`cells`].

mod cells;

use super::{column::Column, wording};
use crate::store::service::Content;
use bot::{
    directory::{Kind, Mode},
    territory::Region,
};
use cells::Cells;
use jiff::Timestamp;

/// What is wrong with a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellFault {
    Missing,
    TooLong(usize),
    Code,
    Taken,
    Kind,
    Mode,
    Province,
    /// The province lies in this one.
    Region(Region),
    Coordinate,
    /// One coordinate without the other.
    Pair,
    Number,
    Email,
    Website,
    Languages,
    YesNo,
    Day,
}

/// All that is wrong, cell by cell.
pub type Faults = Vec<(Column, CellFault)>;

/// An entry of what stands in its cells, or everything that is wrong with it.
pub fn check(now: Timestamp, raw: impl Fn(Column) -> String) -> Result<Content, Faults> {
    let mut cells = Cells::new(raw);
    let code = cells.needed(Column::Code);
    if !code.chars().all(|c| c.is_alphanumeric() || "-_./".contains(c)) {
        cells.fault(Column::Code, CellFault::Code);
    }
    let name = cells.needed(Column::Name);
    let kind = cells.needed(Column::Kind);
    let kind = cells.one_of(Column::Kind, &kind, Kind::ALL, Kind::name, wording::kind, CellFault::Kind);
    let mode = cells.word(Column::Mode);
    let mode = if mode.is_empty() { Mode::Office.name().to_owned() } else { mode };
    let mode = cells.one_of(Column::Mode, &mode, Mode::ALL, Mode::name, wording::mode, CellFault::Mode);
    let province = cells.province();
    let position = cells.position();
    let (address, municipality) = (cells.word(Column::Address), cells.word(Column::Municipality));
    let hours = cells.word(Column::Hours);
    let (phone, whatsapp) = (cells.number(Column::Phone), cells.number(Column::Whatsapp));
    let (email, website) = (cells.email(), cells.website());
    let languages = cells.languages();
    let (referent, professions) = (cells.word(Column::Referent), cells.word(Column::Professions));
    let notes = cells.text(Column::Notes);
    let active = cells.active();
    let checked_at = cells.day(now);
    match (kind, mode, province) {
        (Some(kind), Some(mode), Some(province)) if cells.faults.is_empty() => Ok(Content {
            code,
            name,
            kind,
            mode,
            address,
            municipality,
            province,
            position,
            hours,
            phone,
            whatsapp,
            email,
            website,
            languages,
            referent,
            professions,
            notes,
            active,
            checked_at,
        }),
        _ => Err(cells.faults),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(changes: &[(Column, &str)]) -> Result<Content, Faults> {
        let right = [
            (Column::Code, "FG-1"),
            (Column::Name, "Sportello di prova 1"),
            (Column::Kind, "legal"),
            (Column::Province, "foggia"),
        ];
        check("2026-11-23T09:00:00Z".parse().unwrap(), |column| {
            let cells = changes.iter().chain(&right);
            cells.filter(|(known, _)| *known == column).map(|(_, value)| (*value).to_owned()).next().unwrap_or_default()
        })
    }

    #[test]
    fn little_is_needed_and_the_rest_follows() {
        let content = checked(&[]).unwrap();
        assert_eq!((content.kind, content.mode, content.active), (Kind::Legal, Mode::Office, true));
        assert_eq!(Column::Region.of(&content), "Puglia");
        assert_eq!((content.position, content.checked_at), (None, None));
    }

    #[test]
    fn what_is_meant_is_understood() {
        let content = checked(&[
            (Column::Name, "  Sportello\n di   prova "),
            (Column::Kind, "Union"),
            (Column::Region, "PUGLIA"),
            (Column::Latitude, "41,46"),
            (Column::Longitude, "15.54"),
            (Column::Phone, "+39 0881/00-00 00"),
            (Column::Website, "www.example.org/a"),
            (Column::Languages, "EN, fr;wo en"),
            (Column::Notes, "a\r\nb"),
            (Column::Active, "No"),
            (Column::CheckedAt, "22/11/2026"),
        ])
        .unwrap();
        assert_eq!((content.name.as_str(), content.kind), ("Sportello di prova", Kind::Union));
        assert_eq!(content.position.map(|position| position.latitude), Some(41.46));
        assert_eq!(content.website, "https://www.example.org/a");
        assert_eq!((content.languages.as_str(), content.notes.as_str(), content.active), ("en fr wo", "a\nb", false));
        assert_eq!(Column::CheckedAt.of(&content), "2026-11-22");
    }

    #[test]
    fn every_fault_is_found_at_once_and_named() {
        let long = "x".repeat(121);
        for (column, typed, wrong) in [
            (Column::Code, "", CellFault::Missing),
            (Column::Code, "a b", CellFault::Code),
            (Column::Name, " ", CellFault::Missing),
            (Column::Name, &long, CellFault::TooLong(120)),
            (Column::Kind, "bakery", CellFault::Kind),
            (Column::Mode, "boat", CellFault::Mode),
            (Column::Province, "Dakar", CellFault::Province),
            (Column::Region, "Lazio", CellFault::Region(Region::Puglia)),
            (Column::Latitude, "15.54", CellFault::Coordinate),
            (Column::Longitude, "north", CellFault::Coordinate),
            (Column::Longitude, "15.54", CellFault::Pair),
            (Column::Phone, "call us", CellFault::Number),
            (Column::Whatsapp, "12", CellFault::Number),
            (Column::Email, "example.org", CellFault::Email),
            (Column::Website, "javascript:alert(1)", CellFault::Website),
            (Column::Website, "nowhere", CellFault::Website),
            (Column::Languages, "english", CellFault::Languages),
            (Column::Active, "perhaps", CellFault::YesNo),
            (Column::CheckedAt, "2026-11-24", CellFault::Day),
            (Column::CheckedAt, "31/11/2025", CellFault::Day),
        ] {
            let faults = checked(&[(column, typed)]).unwrap_err();
            let place = if wrong == CellFault::Pair { Column::Latitude } else { column };
            assert_eq!(faults, [(place, wrong)], "{typed}");
        }
        let faults = checked(&[(Column::Kind, ""), (Column::Email, "@"), (Column::Province, "x")]).unwrap_err();
        assert_eq!(faults.len(), 3, "{faults:?}");
    }
}
