//! The contact form: the same conversation as the page's, without JavaScript.

use super::{
    app::VERSION,
    entry::{Received, Refused as NotNow, admit, announce},
    offline,
    page::{self, SHOWN, Trouble, cookies, suggested, visitor},
    peer::Peer,
    state::Http,
};
use crate::{
    channel::{
        Channel,
        web::{
            self, Filled, LARGEST_FILE, Refused, Visitor,
            shown::{Message, Texts, direction},
        },
    },
    seal,
    store::{conversation, hotline, message},
    turn::Away,
};
use askama::Template;
use axum::{
    extract::{Multipart, Query, State, multipart::MultipartRejection},
    http::{HeaderMap, StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use bot::{language::Language, private::Private, text, understand::speaks_of_danger};
use serde::Deserialize;
use uuid::Uuid;

/// A form needs to be sent; nothing else is allowed, scripts neither.
const POLICY: &str = "default-src 'none'; img-src 'self'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; \
                      form-action 'self'";
/// The longest words of a field in bytes; far more than a message may have.
const LONGEST_FIELD: usize = 256 * 1024;
/// The largest form that is read at all, a film of some minutes in it.
pub const LARGEST_FORM: usize = 64 * 1024 * 1024;
/// Answers of people that are listed, the latest first.
const ANSWERS: usize = 20;

#[derive(Template)]
#[template(path = "page/form.html")]
struct Form {
    version: &'static str,
    language: Language,
    /// Somebody has chosen it, so the list of languages need not be open.
    chosen: bool,
    direction: &'static str,
    texts: Texts,
    form: FormTexts,
    id: String,
    words: Private<String>,
    contact: Private<String>,
    trouble: Option<String>,
    /// What the bot said to what was just sent.
    done: Option<Vec<Message>>,
    /// The visitor has written before.
    known: bool,
    answers: Vec<Message>,
    lines: Vec<Line>,
}

struct FormTexts {
    language: String,
    message: String,
    contact: String,
    photo: String,
    done: String,
    answers: String,
    no_answer: String,
    look: String,
}

struct Line {
    sign: &'static str,
    number: String,
    link: String,
}

/// `?language=` chooses, `?done=` says what was just sent.
#[derive(Default, Deserialize)]
pub struct Wanted {
    language: Option<String>,
    done: Option<String>,
}

/// `GET /form`.
pub async fn show(
    State(http): State<Http>,
    headers: HeaderMap,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Trouble> {
    let known = visitor(&headers);
    let sheet = render(&http, &headers, known.as_ref(), wanted, Filled::default(), None).await?;
    Ok((cookies(&http, &headers), sheet).into_response())
}

/// `POST /form`. What cannot be taken comes back with its words and what is wrong (413, 415, 422, 429, 503); what was taken
/// leads to a page that can be loaded again.
pub async fn take(
    State(http): State<Http>,
    peer: Peer,
    headers: HeaderMap,
    posted: Result<Multipart, MultipartRejection>,
) -> Result<Response, Trouble> {
    // Another site must not write in this visitor's name; browsers that do not say so do not send the cookie either.
    if headers.get("sec-fetch-site").is_some_and(|site| site == "cross-site") {
        return Ok(StatusCode::FORBIDDEN.into_response());
    }
    let Ok(posted) = posted else { return Ok(StatusCode::BAD_REQUEST.into_response()) };
    let mut filled = Filled::default();
    let mut asked = None;
    let mut received = Received::new(&http, peer, LARGEST_FILE);
    let read = read(posted, &mut filled, &mut asked, &mut received).await;
    // The file's place among the uploads is held until it is kept.
    let (bytes, _held) = received.take();
    if let Some((_, file)) = &mut filled.file {
        *file = bytes;
    }
    let wanted = Wanted { language: asked, done: None };
    let master = &http.turns.store().master;
    let cookie = visitor(&headers);
    // Without cookies there is no way back to the conversation, but what was written arrives all the same, once. The secret is
    // not told, so that nobody can be led into a conversation that somebody else has begun.
    let once = Private::new(hex::encode(master.hash("form", filled.id.as_bytes())));
    let secret = cookie.as_ref().unwrap_or(&once);
    let again =
        Filled { id: filled.id.clone(), words: filled.words.clone(), contact: filled.contact.clone(), file: None };
    let in_danger = speaks_of_danger(&filled.words);
    if in_danger && matches!(read, Err(NotNow::Later(_))) {
        // These words go, even if their file cannot.
        filled.file = None;
    }
    let has_file = filled.file.is_some();
    let let_in = async {
        match read {
            Err(NotNow::Later(_)) if in_danger => {}
            read => read?,
        }
        // Without a script there is no proof of work: whoever waits a little comes in.
        admit(&http, peer, &headers, secret, &filled.words).await?;
        if has_file && !in_danger { announce(&http, peer, secret, &headers) } else { Ok(()) }
    };
    match let_in.await {
        Ok(()) => {}
        Err(NotNow::Later(refusal)) => {
            let trouble = (StatusCode::TOO_MANY_REQUESTS, text::form_later());
            let sheet = render(&http, &headers, cookie.as_ref(), wanted, again, Some(trouble)).await?;
            return Ok(([(header::RETRY_AFTER, refusal.seconds().to_string())], sheet).into_response());
        }
        Err(NotNow::Status(status @ StatusCode::SERVICE_UNAVAILABLE)) => {
            return render(&http, &headers, cookie.as_ref(), wanted, again, Some((status, text::page_again()))).await;
        }
        Err(NotNow::Status(status)) => {
            return render(&http, &headers, cookie.as_ref(), wanted, again, Some((status, text::page_too_big()))).await;
        }
    }
    let language = {
        let mut reader = http.turns.store().reader().await?;
        page::language(&http, &mut reader, &headers, wanted.language.as_deref()).await?.unwrap_or(Language::Italian)
    };
    let visiting = Visitor { secret, master, suggested: suggested(&headers) };
    let trouble = match web::fill_in(filled, language, visiting) {
        Ok(arrival) => {
            metrics::counter!("approdo_inbound_total", "channel" => "web").increment(1);
            match http.turns.take_with_files(arrival).await {
                Ok(_) => None,
                Err(Away) => Some((StatusCode::SERVICE_UNAVAILABLE, text::page_again())),
            }
        }
        Err(refused) => Some((
            refused.status(),
            match refused {
                Refused::Empty => text::form_empty(),
                Refused::Kind => text::media_refused(),
                Refused::TooLong => text::page_refused(),
            },
        )),
    };
    if trouble.is_some() {
        return render(&http, &headers, cookie.as_ref(), wanted, again, trouble).await;
    }
    let id = again.id;
    if cookie.is_none() {
        let wanted = Wanted { done: Some(id), ..wanted };
        return render(&http, &headers, Some(&once), wanted, Filled::default(), None).await;
    }
    // The id is what a client made: only what it may consist of goes into the address.
    let id: String = id.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    let location = format!("/form?language={}&done={id}", language.tag());
    Ok((StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response())
}

/// Reads the fields; the bytes of a file go to `received`. What is too large is read to its end and thrown away: a browser
/// shows an answer only after it has sent everything. An error is what is cut off, larger than any telephone sends, or too
/// much for now.
async fn read(
    mut posted: Multipart,
    filled: &mut Filled,
    language: &mut Option<String>,
    received: &mut Received<'_>,
) -> Result<(), NotNow> {
    let mut trouble = None;
    while let Some(mut field) = posted.next_field().await.map_err(|error| error.status())? {
        let name = field.name().unwrap_or_default().to_owned();
        if name == "file" {
            let file_name = field.file_name().map(str::to_owned).filter(|name| !name.is_empty());
            let mut is_empty = true;
            while let Some(chunk) = field.chunk().await.map_err(|error| error.status())? {
                is_empty &= chunk.is_empty();
                // One file, wherever somebody puts a second.
                if trouble.is_none() && filled.file.is_none() {
                    trouble = received.push(&chunk).err();
                }
            }
            if !is_empty {
                filled.file.get_or_insert((file_name, Vec::new()));
            }
            continue;
        }
        let mut bytes = Vec::new();
        while let Some(chunk) = field.chunk().await.map_err(|error| error.status())? {
            if bytes.len() + chunk.len() <= LONGEST_FIELD {
                bytes.extend_from_slice(&chunk);
            } else {
                trouble = trouble.or(Some(StatusCode::PAYLOAD_TOO_LARGE.into()));
            }
        }
        let words = String::from_utf8_lossy(&bytes).into_owned();
        match name.as_str() {
            "id" => filled.id = words,
            "language" => *language = Some(words),
            "message" => filled.words = words,
            "contact" => filled.contact = words,
            _ => {}
        }
    }
    trouble.map_or(Ok(()), Err)
}

async fn render(
    http: &Http,
    headers: &HeaderMap,
    visitor: Option<&Private<String>>,
    wanted: Wanted,
    filled: Filled,
    trouble: Option<(StatusCode, text::Text)>,
) -> Result<Response, Trouble> {
    let store = http.turns.store();
    let house = http.turns.house().await?;
    let mut reader = store.reader().await?;
    let language = page::language(http, &mut reader, headers, wanted.language.as_deref()).await?;
    let spoken = language.unwrap_or(Language::Italian);
    let say = |text: text::Text| house.wording.say(&text, spoken);
    let shown = match visitor {
        Some(visitor) => {
            let address = conversation::address_hash(&store.master, Channel::Web, visitor);
            message::since(store, &mut reader, Channel::Web, &address, Uuid::nil(), SHOWN).await?
        }
        None => Vec::new(),
    };
    let mut messages: Vec<_> = shown.into_iter().map(Message::from).collect();
    let known = messages.iter().any(|message| message.from == "worker");
    let sent = wanted.done.and_then(|id| messages.iter().position(|m| m.client_id.as_deref() == Some(id.as_str())));
    let done = sent.map(|at| {
        let said = messages[at + 1..].iter().take_while(|message| message.from == "bot").count();
        messages.drain(at + 1..=at + said).collect()
    });
    let hotlines = hotline::load(&mut reader).await?;
    let line = |sign, number: &String| {
        let link = offline::link(number, &hotlines)?;
        Some(Line { sign, number: number.clone(), link })
    };
    let page = Form {
        version: &VERSION,
        language: spoken,
        chosen: wanted.language.is_some() || known,
        direction: direction(language),
        texts: Texts::new(language, &house.wording),
        form: FormTexts {
            language: say(text::form_language()),
            message: say(text::form_message()),
            contact: say(text::form_contact()),
            photo: say(text::form_photo()),
            done: say(text::form_done()),
            answers: say(text::form_answers()),
            no_answer: say(text::form_no_answer()),
            look: say(text::form_look()),
        },
        id: if filled.id.is_empty() { hex::encode(seal::random::<16>()) } else { filled.id },
        words: Private::new(filled.words),
        contact: Private::new(filled.contact),
        trouble: trouble.as_ref().map(|(_, text)| say(text.clone())),
        done,
        known,
        answers: messages.into_iter().rev().filter(|message| message.from == "person").take(ANSWERS).collect(),
        lines: [("🚨", &hotlines.emergency), ("📞", &hotlines.trafficking), ("💬", &hotlines.whatsapp)]
            .into_iter()
            .filter_map(|(sign, number)| line(sign, number))
            .collect(),
    };
    let status = trouble.map_or(StatusCode::OK, |(status, _)| status);
    let headers = [(header::CACHE_CONTROL, "no-store"), (header::CONTENT_SECURITY_POLICY, POLICY)];
    Ok((status, headers, Html(page.render()?)).into_response())
}
