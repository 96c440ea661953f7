//! Charts as SVG from the server: bars whose lengths are attributes, colours from the style sheet, and the numbers in a
//! table beside them.

use super::report::FiguresLine;
use bot::figures::Count;

/// Units of a bar that is as long as it can be.
const LONGEST: i64 = 300;
/// Units from one bar to the next.
const STEP: i64 = 44;

/// A bar of a chart.
pub struct Bar {
    pub label: String,
    pub number: String,
    /// Where its label stands, from above.
    pub at: i64,
    /// Where the bar itself begins, from above.
    pub top: i64,
    pub length: i64,
    /// Hidden: drawn as a frame, so that it is not taken for none.
    pub few: bool,
}

/// Horizontal bars, one a line.
pub fn bars(lines: &[FiguresLine], say: impl Fn(Count) -> String) -> Vec<Bar> {
    let most = lines.iter().filter_map(|line| line.count.known()).max().unwrap_or_default().max(1);
    let bar = |(at, line): (usize, &FiguresLine)| {
        let at = at as i64 * STEP;
        let length = line.count.known().map_or(LONGEST / 20, |count| count * LONGEST / most);
        Bar {
            label: line.label.clone(),
            number: say(line.count),
            at: at + 14,
            top: at + 20,
            length,
            few: line.count == Count::Few,
        }
    };
    lines.iter().enumerate().map(bar).collect()
}

/// The height of a chart of so many bars.
pub const fn height(bars: usize) -> i64 {
    bars as i64 * STEP
}

/// A column of the chart of days.
pub struct Column {
    pub left: i64,
    pub top: i64,
    pub width: i64,
    pub height: i64,
}

/// Units of the chart of days.
pub const WIDE: i64 = 320;
/// Its height.
pub const HIGH: i64 = 100;

/// Columns side by side, as wide as there is room.
pub fn columns(counts: &[Count]) -> Vec<Column> {
    let most = counts.iter().filter_map(|count| count.known()).max().unwrap_or_default().max(1);
    let number = (counts.len() as i64).max(1);
    let column = |(at, count): (usize, &Count)| {
        let height = count.known().map_or(HIGH / 25, |count| count * HIGH / most);
        let left = at as i64 * WIDE / number;
        let width = ((at as i64 + 1) * WIDE / number - left - 1).max(1);
        Column { left, top: HIGH - height, width, height }
    };
    counts.iter().enumerate().map(column).collect()
}
