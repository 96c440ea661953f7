//! A CSV file as it comes from a spreadsheet: its letters, its separator, its columns, its lines.

use super::{super::spreadsheet::unguarded, column::Column};
use encoding_rs::{Encoding, WINDOWS_1252};
use std::str;

/// Lines that are read; the mapping of all of Italy has a few thousand.
pub const MOST: usize = 20_000;

/// A file that was read.
#[derive(Debug, PartialEq, Eq)]
pub struct File {
    columns: Vec<Column>,
    /// Its lines.
    pub lines: Vec<ImportLine>,
    /// It was not Unicode, and taken for Windows-1252.
    pub converted: bool,
}

/// A line with an entry on it.
#[derive(Debug, PartialEq, Eq)]
pub struct ImportLine {
    /// Where it begins in the file, from 1: an entry with line breaks in it takes several.
    pub number: u64,
    cells: Vec<String>,
}

/// Why a file cannot be read at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    Empty,
    /// A workbook, a picture…: no text.
    NoText,
    /// Columns without which it is none of ours.
    Lacks(Vec<Column>),
    /// A column that nobody knows.
    Unknown(String),
    /// The same column twice.
    Twice(Column),
    TooMany,
}

impl File {
    /// Reads it whole.
    pub fn read(bytes: &[u8]) -> Result<Self, Unreadable> {
        let (text, converted) = letters(bytes)?;
        if text.trim().is_empty() {
            return Err(Unreadable::Empty);
        }
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(separator(&text))
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let mut columns = Vec::new();
        let mut lines = Vec::new();
        let mut count = Count { text: text.as_bytes(), seen: 0, line: 1 };
        for record in reader.records() {
            let record = record.map_err(|_| Unreadable::NoText)?;
            let number = count.line_at(record.position().map_or(0, csv::Position::byte));
            if columns.is_empty() {
                columns = heads(&record)?;
                continue;
            }
            // A spreadsheet leaves lines of nothing but separators behind.
            if record.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            if lines.len() == MOST {
                return Err(Unreadable::TooMany);
            }
            lines.push(ImportLine { number, cells: record.iter().map(|cell| unguarded(cell).to_owned()).collect() });
        }
        if lines.is_empty() { Err(Unreadable::Empty) } else { Ok(Self { columns, lines, converted }) }
    }

    /// How many cells a line has and should have, if these are not the same: then nobody knows which is missing.
    pub fn uneven(&self, line: &ImportLine) -> Option<(usize, usize)> {
        (line.cells.len() != self.columns.len()).then_some((line.cells.len(), self.columns.len()))
    }

    /// What stands in a column of a line; `None` if the file has no such column.
    pub fn cell<'a>(&self, line: &'a ImportLine, column: Column) -> Option<&'a str> {
        let place = self.columns.iter().position(|known| *known == column)?;
        line.cells.get(place).map(String::as_str)
    }
}

/// Counts lines up to a place. The reader's own count leaves a record's line feed to the next one.
struct Count<'a> {
    text: &'a [u8],
    seen: usize,
    line: u64,
}

impl Count<'_> {
    /// The line of what begins at or after this byte; never before the last one asked for.
    fn line_at(&mut self, byte: u64) -> u64 {
        let begins = usize::try_from(byte).unwrap_or(usize::MAX);
        while let Some(&next) = self.text.get(self.seen)
            && (self.seen < begins || matches!(next, b'\r' | b'\n'))
        {
            self.line += u64::from(next == b'\n');
            self.seen += 1;
        }
        self.line
    }
}

/// Unicode with or without a mark, or what Windows writes by itself in Italy.
fn letters(bytes: &[u8]) -> Result<(String, bool), Unreadable> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let (text, wrong) = encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default());
        return if wrong { Err(Unreadable::NoText) } else { Ok((text.into_owned(), false)) };
    }
    // No text has a NUL; workbooks and pictures do.
    if bytes.contains(&0) {
        return Err(Unreadable::NoText);
    }
    match str::from_utf8(bytes) {
        Ok(text) => Ok((text.to_owned(), false)),
        Err(_) => Ok((WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(), true)),
    }
}

/// Whatever separates the names at the head: they hold none of the three.
fn separator(text: &str) -> u8 {
    let head = text.lines().next().unwrap_or_default();
    let count = |separator: &u8| head.bytes().filter(|byte| byte == separator).count();
    [b',', b'\t', b';'].into_iter().max_by_key(count).unwrap_or(b';')
}

fn heads(record: &csv::StringRecord) -> Result<Vec<Column>, Unreadable> {
    let mut columns = Vec::new();
    for head in record {
        let column = Column::named(head).ok_or_else(|| Unreadable::Unknown(head.trim().chars().take(60).collect()))?;
        if columns.contains(&column) {
            return Err(Unreadable::Twice(column));
        }
        columns.push(column);
    }
    let lacking: Vec<_> = Column::NEEDED.into_iter().filter(|column| !columns.contains(column)).collect();
    if lacking.is_empty() { Ok(columns) } else { Err(Unreadable::Lacks(lacking)) }
}

#[cfg(test)]
mod tests {
    use super::{super::export::BOM, *};

    const HEAD: &str = "code;name;kind;province";

    fn read(text: &str) -> Result<File, Unreadable> {
        File::read(text.as_bytes())
    }

    #[test]
    fn quotes_line_breaks_and_every_separator() {
        for separator in [";", ",", "\t"] {
            let text = "code;name;kind;province\r\n1;\"A \"\"b\"\"\n;,c\";legal;Foggia\r\n;;;\r\n'+2;B;legal;Bari\r\n"
                .replace(";legal;", &format!("{separator}legal{separator}"))
                .replace("code;name;kind;province", &["code", "name", "kind", "province"].join(separator))
                .replace("1;\"", &format!("1{separator}\""))
                .replace(";;;", &separator.repeat(3))
                .replace("'+2;B", &format!("'+2{separator}B"));
            let file = read(&text).unwrap();
            let [one, two] = &file.lines[..] else { panic!("{:?}", file.lines) };
            assert_eq!(file.cell(one, Column::Name), Some("A \"b\"\n;,c"));
            assert_eq!((one.number, two.number, file.cell(two, Column::Code)), (2, 5, Some("+2")));
            assert_eq!(file.cell(one, Column::Notes), None);
        }
    }

    #[test]
    fn letters_of_windows_and_of_unicode() {
        let line = "\n1;Forlì è così;legal;Forlì-Cesena\n";
        let text = format!("{HEAD}{line}");
        let (windows, ..) = WINDOWS_1252.encode(&text);
        let utf_16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        for (bytes, converted) in [
            (text.clone().into_bytes(), false),
            ([BOM, text.as_bytes()].concat(), false),
            (windows.into_owned(), true),
            (utf_16, false),
        ] {
            let file = File::read(&bytes).unwrap();
            assert_eq!(file.cell(&file.lines[0], Column::Name), Some("Forlì è così"));
            assert_eq!(file.converted, converted);
        }
        assert_eq!(File::read(b"PK\x03\x04\0\0"), Err(Unreadable::NoText));
    }

    #[test]
    fn what_is_none_of_ours_is_told_apart() {
        for (text, why) in [
            ("", Unreadable::Empty),
            (" \r\n\r\n", Unreadable::Empty),
            (HEAD, Unreadable::Empty),
            ("code;name", Unreadable::Lacks(vec![Column::Kind, Column::Province])),
            ("code;colour;kind;province\n", Unreadable::Unknown("colour".to_owned())),
            ("code;name;kind;province;nome\n", Unreadable::Twice(Column::Name)),
        ] {
            assert_eq!(read(text), Err(why), "{text}");
        }
        let many = format!("{HEAD}\n{}", "1;A;legal;Foggia\n".repeat(MOST + 1));
        assert_eq!(read(&many), Err(Unreadable::TooMany));
    }
}
