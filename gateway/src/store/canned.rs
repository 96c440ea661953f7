//! Canned answers and their texts by language: rows of `canned_answer` and `canned_text`. Words of the house, about nobody.

use crate::{
    seal::MasterKey,
    sql,
    store::{
        Reader, Tx,
        desk::{moment, name},
    },
};
use bot::{language::Language, private::Private};
use jiff::Timestamp;
use uuid::Uuid;

/// A canned answer with all its texts. There are some hundreds at most, so lists load them whole.
#[derive(Clone)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Canned {
    pub id: Uuid,
    pub title: String,
    /// A name of the table `topic`.
    pub topic: Option<String>,
    pub uses: i64,
    /// Of title and topic.
    pub version: i64,
    pub retired: bool,
    /// In the order of [`Language::ALL`].
    pub texts: Vec<Text>,
}

/// Its text in one language.
#[derive(Clone)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Text {
    pub language: Language,
    pub body: String,
    /// Somebody else has read it; else it is a draft.
    pub reviewed: bool,
    pub version: i64,
    pub updated_by: Uuid,
    pub writer: Option<Private<String>>,
    pub updated_at: Timestamp,
    pub reviewer: Option<Private<String>>,
}

impl Canned {
    /// Its text in a language.
    pub fn text(&self, language: Language) -> Option<&Text> {
        self.texts.iter().find(|text| text.language == language)
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    title: String,
    topic: Option<String>,
    uses: i64,
    version: i64,
    retired_at: Option<i64>,
}

#[derive(sqlx::FromRow)]
struct TextRow {
    canned_id: Uuid,
    language: String,
    body: String,
    state: String,
    version: i64,
    updated_by: Uuid,
    writer: Option<Vec<u8>>,
    updated_at: i64,
    reviewed_by: Option<Uuid>,
    reviewer: Option<Vec<u8>>,
}

/// All of them, the most used first; retired ones too.
pub async fn all(reader: &mut Reader, master: &MasterKey) -> sqlx::Result<Vec<Canned>> {
    load(reader, master, None).await
}

/// One of them.
pub async fn open(reader: &mut Reader, master: &MasterKey, id: Uuid) -> sqlx::Result<Option<Canned>> {
    Ok(load(reader, master, Some(id)).await?.pop())
}

async fn load(reader: &mut Reader, master: &MasterKey, id: Option<Uuid>) -> sqlx::Result<Vec<Canned>> {
    let rows: Vec<Row> = sql!(Reader: &mut *reader, c => sqlx::query_as(
        "SELECT id, title, topic, uses, version, retired_at FROM canned_answer WHERE $1 IS NULL OR id = $1
         ORDER BY uses DESC, title, id").bind(id).fetch_all(c).await)?;
    let texts: Vec<TextRow> = sql!(Reader: reader, c => sqlx::query_as(
        "SELECT x.canned_id, x.language, x.body, x.state, x.version, x.updated_by, w.name_sealed AS writer, x.updated_at,
                x.reviewed_by, r.name_sealed AS reviewer
         FROM canned_text x LEFT JOIN staff w ON w.id = x.updated_by LEFT JOIN staff r ON r.id = x.reviewed_by
         WHERE $1 IS NULL OR x.canned_id = $1").bind(id).fetch_all(c).await)?;
    let mut all: Vec<_> = rows
        .into_iter()
        .map(|row| Canned {
            id: row.id,
            title: row.title,
            topic: row.topic,
            uses: row.uses,
            version: row.version,
            retired: row.retired_at.is_some(),
            texts: Vec::new(),
        })
        .collect();
    for row in texts {
        // A language of a newer release is not shown by this one.
        let Ok(language) = row.language.parse() else { continue };
        let Some(canned) = all.iter_mut().find(|canned| canned.id == row.canned_id) else { continue };
        canned.texts.push(Text {
            language,
            body: row.body,
            reviewed: row.state == "reviewed",
            version: row.version,
            updated_by: row.updated_by,
            writer: name(master, Some(row.updated_by), row.writer)?,
            updated_at: moment(row.updated_at),
            reviewer: name(master, row.reviewed_by, row.reviewer)?,
        });
    }
    for canned in &mut all {
        canned.texts.sort_by_key(|text| Language::ALL.iter().position(|language| *language == text.language));
    }
    Ok(all)
}

/// Adds one without a text; `question` is the one whose answer it was.
pub async fn insert(
    tx: &mut Tx,
    title: &str,
    topic: Option<&str>,
    question: Option<Uuid>,
    by: Uuid,
    now: Timestamp,
) -> sqlx::Result<Uuid> {
    let id = Uuid::now_v7();
    sql!(Tx: tx, c => sqlx::query(
        "INSERT INTO canned_answer (id, title, topic, uses, version, question_id, created_by, created_at)
         VALUES ($1, $2, $3, 0, 0, $4, $5, $6)")
        .bind(id).bind(title).bind(topic).bind(question).bind(by).bind(now.as_millisecond())
        .execute(c).await.map(|_| ()))?;
    Ok(id)
}

/// Changes title and topic; `false` where somebody was faster.
pub async fn set(tx: &mut Tx, id: Uuid, version: i64, title: &str, topic: Option<&str>) -> sqlx::Result<bool> {
    let changed = sql!(Tx: tx, c => sqlx::query(
        "UPDATE canned_answer SET title = $3, topic = $4, version = version + 1 WHERE id = $1 AND version = $2")
        .bind(id).bind(version).bind(title).bind(topic).execute(c).await.map(|done| done.rows_affected()))?;
    Ok(changed == 1)
}

/// Writes a text, which is a draft then; `version` is absent for the first one in its language. `false` where somebody was
/// faster.
pub async fn write(
    tx: &mut Tx,
    (id, language): (Uuid, Language),
    version: Option<i64>,
    body: &str,
    by: Uuid,
    now: Timestamp,
) -> sqlx::Result<bool> {
    let statement = match version {
        Some(_) => {
            "UPDATE canned_text SET body = $3, state = 'draft', version = version + 1, updated_by = $4, updated_at = $5,
             reviewed_by = NULL, reviewed_at = NULL WHERE canned_id = $1 AND language = $2 AND version = $6"
        }
        None => {
            "INSERT INTO canned_text (canned_id, language, body, state, version, updated_by, updated_at)
             SELECT $1, $2, $3, 'draft', COALESCE($6, 0), $4, $5 WHERE NOT EXISTS
             (SELECT 1 FROM canned_text WHERE canned_id = $1 AND language = $2)"
        }
    };
    let changed = sql!(Tx: tx, c => sqlx::query(statement)
        .bind(id).bind(language.tag()).bind(body).bind(by).bind(now.as_millisecond()).bind(version)
        .execute(c).await.map(|done| done.rows_affected()))?;
    Ok(changed == 1)
}

/// Says that a text is right; `false` where it has changed, or the one who says so has written it.
pub async fn review(
    tx: &mut Tx,
    (id, language): (Uuid, Language),
    version: i64,
    by: Uuid,
    now: Timestamp,
) -> sqlx::Result<bool> {
    let changed = sql!(Tx: tx, c => sqlx::query(
        "UPDATE canned_text SET state = 'reviewed', version = version + 1, reviewed_by = $4, reviewed_at = $5
         WHERE canned_id = $1 AND language = $2 AND version = $3 AND state = 'draft' AND updated_by <> $4")
        .bind(id).bind(language.tag()).bind(version).bind(by).bind(now.as_millisecond())
        .execute(c).await.map(|done| done.rows_affected()))?;
    Ok(changed == 1)
}

/// Retires one (with the moment), or brings it back; `false` if nothing changed.
pub async fn retire(tx: &mut Tx, id: Uuid, at: Option<Timestamp>) -> sqlx::Result<bool> {
    let changed = sql!(Tx: tx, c => sqlx::query(
        "UPDATE canned_answer SET retired_at = $2 WHERE id = $1 AND (retired_at IS NULL) <> ($2 IS NULL)")
        .bind(id).bind(at.map(Timestamp::as_millisecond)).execute(c).await.map(|done| done.rows_affected()))?;
    Ok(changed == 1)
}

/// Counts that it was used.
pub async fn used(tx: &mut Tx, id: Uuid) -> sqlx::Result<()> {
    sql!(Tx: tx, c => sqlx::query("UPDATE canned_answer SET uses = uses + 1 WHERE id = $1").bind(id).execute(c).await.map(|_| ()))
}

/// A subject that tickets and canned answers may have.
#[expect(missing_docs, reason = "the names say it")]
pub struct Topic {
    pub name: String,
    pub label_it: String,
    pub label_en: String,
}

/// The topics that may be chosen.
pub async fn topics(reader: &mut Reader) -> sqlx::Result<Vec<Topic>> {
    let rows: Vec<(String, String, String)> = sql!(Reader: reader, c => sqlx::query_as(
        "SELECT name, label_it, label_en FROM topic WHERE retired_at IS NULL ORDER BY label_it").fetch_all(c).await)?;
    Ok(rows.into_iter().map(|(name, label_it, label_en)| Topic { name, label_it, label_en }).collect())
}
