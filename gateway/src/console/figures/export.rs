//! The figures as a file, exactly as the page shows them: what is hidden there is hidden here.

use super::{
    period::{FiguresQuery, Period, month_of},
    report::{FiguresLine, say},
    show::{self, Figures},
};
use crate::{
    console::{
        context::RequestContext, member::Member, page::Page, problem::Problem, spreadsheet::guarded, state::App,
    },
    store::audit::{self, Action, AuditEntry, AuditObject},
};
use axum::{
    extract::Query,
    http::header::{CONTENT_DISPOSITION, CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use bot::figures::Count;
use rust_xlsxwriter::{Format, Workbook, Worksheet};

const CSV: &str = "text/csv; charset=utf-8";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// `GET /console/figures/csv`
pub async fn csv(
    RequestContext { app, page, member, .. }: RequestContext,
    Query(asked): Query<FiguresQuery>,
) -> Result<Response, Problem> {
    let figures = show::load(&app, &page, &asked).await?;
    let words = page.words;
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    writer.write_record(heads(&page))?;
    for (name, count, before) in figures.wholes(words) {
        writer.write_record([guarded(name), String::new(), say(words, count), say(words, before)])?;
    }
    for table in &figures.tables {
        for line in &table.lines {
            let before = if table.compared { say(words, line.before) } else { String::new() };
            let (title, label) = (guarded(&table.title), guarded(&line.label));
            writer.write_record([title, label, say(words, line.count), before])?;
        }
    }
    // With the mark, spreadsheets know that it is UTF-8.
    let mut bytes = "\u{feff}".as_bytes().to_vec();
    bytes.extend(writer.into_inner()?);
    note(&app, &member).await?;
    Ok(file(figures.period, "csv", CSV, bytes))
}

/// `GET /console/figures/xlsx`
pub async fn xlsx(
    RequestContext { app, page, member, .. }: RequestContext,
    Query(asked): Query<FiguresQuery>,
) -> Result<Response, Problem> {
    let figures = show::load(&app, &page, &asked).await?;
    let bytes = workbook(&page, &figures)?;
    note(&app, &member).await?;
    Ok(file(figures.period, "xlsx", XLSX, bytes))
}

fn workbook(page: &Page, figures: &Figures) -> Result<Vec<u8>, Problem> {
    let words = page.words;
    let mut book = Workbook::new();
    let bold = Format::new().set_bold();
    let sheet = book.add_worksheet();
    sheet.set_name(words.console_figures())?;
    sheet.set_column_width(0, 48)?.set_column_width(1, 36)?.set_column_width(2, 12)?.set_column_width(3, 18)?;
    for (column, head) in (0..).zip(heads(page)) {
        sheet.write_with_format(0, column, head, &bold)?;
    }
    let mut row = 1;
    for (name, count, before) in figures.wholes(words) {
        sheet.write(row, 0, guarded(name))?;
        number(sheet, row, 2, page, count)?;
        number(sheet, row, 3, page, before)?;
        row += 1;
    }
    for table in &figures.tables {
        for FiguresLine { label, count, before } in &table.lines {
            // A text there, but a formula as soon as somebody saves it as CSV.
            sheet.write(row, 0, guarded(&table.title))?.write(row, 1, guarded(label))?;
            number(sheet, row, 2, page, *count)?;
            if table.compared {
                number(sheet, row, 3, page, *before)?;
            }
            row += 1;
        }
    }
    Ok(book.save_to_buffer()?)
}

/// A number that can be added up, or the words for few.
fn number(sheet: &mut Worksheet, row: u32, column: u16, page: &Page, count: Count) -> Result<(), Problem> {
    match count.known() {
        Some(known) => sheet.write(row, column, known as f64)?,
        None => sheet.write(row, column, say(page.words, count))?,
    };
    Ok(())
}

fn heads(page: &Page) -> [String; 4] {
    let words = page.words;
    [
        words.console_figures_measure(),
        words.console_figures_value(),
        words.console_figures_count(),
        words.console_figures_before(),
    ]
}

async fn note(app: &App, member: &Member) -> Result<(), Problem> {
    let mut tx = app.store.begin().await?;
    let entry =
        AuditEntry { staff: Some(member.id), action: Action::Export, object: AuditObject::Figures, object_id: None };
    audit::record(&mut tx, entry, app.now()).await?;
    Ok(tx.commit().await?)
}

fn file(period: Period, extension: &str, kind: &'static str, bytes: Vec<u8>) -> Response {
    let name = format!("approdo-{}-{}.{extension}", month_of(period.first), month_of(period.last()));
    let disposition = format!("attachment; filename=\"{name}\"");
    ([(CONTENT_TYPE, kind.to_owned()), (CONTENT_DISPOSITION, disposition)], bytes).into_response()
}
