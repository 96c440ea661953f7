//! Services as a CSV file (RFC 4180): semicolons and a byte order mark, because that is what a spreadsheet in Italy opens
//! rightly; every column, under the names that the import knows.

use super::{
    super::{member::Member, problem::Problem, spreadsheet::guarded, state::App},
    column::Column,
    list::ServiceListQuery,
};
use crate::store::{
    audit::{self, Action, AuditEntry, AuditObject},
    service::{self, Entry},
};
use axum::{
    extract::{Query, State},
    http::{
        HeaderValue,
        header::{CONTENT_DISPOSITION, CONTENT_TYPE},
    },
    response::{IntoResponse, Response},
};
use bot::hours;

/// What stands before the text, so that a spreadsheet takes it for UTF-8.
pub const BOM: &[u8] = "\u{FEFF}".as_bytes();

/// `GET /console/directory/export`: what the list shows under the same query, all pages of it.
pub async fn send(
    State(app): State<App>,
    member: Member,
    Query(asked): Query<ServiceListQuery>,
) -> Result<Response, Problem> {
    let now = app.now();
    let (entries, _) = {
        let mut reader = app.store.reader().await?;
        service::list::list(&mut reader, &asked.filter(), None, i64::MAX - 1, now).await?
    };
    let mut tx = app.store.begin().await?;
    let entry =
        AuditEntry { staff: Some(member.id), action: Action::Export, object: AuditObject::Service, object_id: None };
    audit::record(&mut tx, entry, now).await?;
    tx.commit().await?;
    let name = format!("attachment; filename=\"services-{}.csv\"", hours::in_rome(now).date());
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8; header=present")),
        (CONTENT_DISPOSITION, HeaderValue::from_str(&name)?),
    ];
    Ok((headers, written(&entries)?).into_response())
}

/// The file.
fn written(entries: &[Entry]) -> Result<Vec<u8>, Problem> {
    let mut writer =
        csv::WriterBuilder::new().delimiter(b';').terminator(csv::Terminator::CRLF).from_writer(BOM.to_vec());
    writer.write_record(Column::ALL.map(Column::name))?;
    for entry in entries {
        writer.write_record(Column::ALL.map(|column| guarded(column.of(&entry.content))))?;
    }
    writer.into_inner().map_err(|error| Problem::Failed(error.to_string().into()))
}
