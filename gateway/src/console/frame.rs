//! Around every request: who comes, in which language, whether a form is ours ([`super::form`]), the page of a problem,
//! and what the browser is told.

use super::{
    answering::preserved_form::PreservedForm,
    file,
    form::{Refused, anchor, checked, token},
    inbox::live,
    login,
    member::Auth,
    notice::Notice,
    page::Page,
    problem::{Problem, Told},
    problem_page,
    state::App,
};
use crate::store::notification;
use axum::{
    extract::{Request, State},
    http::{
        HeaderMap, HeaderName, HeaderValue, Method, Uri,
        header::{self, CONTENT_TYPE},
    },
    middleware::Next,
    response::{IntoResponse, Response},
};
use bot::{language::Language, text::Words};

/// An idle session is prolonged at most once in so many seconds.
const TOUCH: i64 = 300;

/// Makes the [`Page`] of a request, refuses forms that are not ours, and puts words to refusals.
pub async fn frame(State(app): State<App>, auth: Auth, mut request: Request, next: Next) -> Response {
    let (anchor, cookie) = anchor(&auth, request.headers(), app.secure);
    // A picture on a page that is being left must not take away what the next page has to say.
    let by_itself = live::by_itself(&request);
    let looks = request.method() == Method::GET && !request.uri().path().starts_with(file::FOLDER) && !by_itself;
    let asked = FrameRequest { here: here(&request), stranger: stranger(&request), looks, by_itself };
    let page = match page(&app, &auth, asked, &anchor).await {
        Ok(page) => page,
        Err(problem) => return problem.into_response(),
    };
    // The form of somebody who is logged in waits for the gate: first whether they may come this way at all.
    if request.method() == Method::POST && auth.user.is_none() {
        let (path, headers) = (request.uri().path().to_owned(), request.headers().clone());
        request = match checked(request, &app.store.master, &anchor, false, app.secure).await {
            Ok(request) => request,
            Err(refused) => {
                let mut response = worded(page.clone(), not_ours(&app, &auth, page, (&path, &headers), refused).await);
                if let Some(cookie) = cookie {
                    response.headers_mut().append(header::SET_COOKIE, cookie);
                }
                return response;
            }
        };
    }
    request.extensions_mut().insert(page.clone());
    request.extensions_mut().insert(Ours { app, anchor });
    let mut response = worded(page, next.run(request).await);
    if let Some(cookie) = cookie {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// A form that is not carried out; the words of one that was typed while a session ended are not lost.
pub(super) async fn not_ours(
    app: &App,
    auth: &Auth,
    page: Page,
    (path, headers): (&str, &HeaderMap),
    refused: Refused,
) -> Response {
    let kept = PreservedForm::of(path, headers, app.secure, refused.fields, app.now());
    let answer = match kept.filter(|_| matches!(refused.problem, Problem::Stale)) {
        Some(kept) => login::ended(app, auth, page, kept).await,
        None => Err(refused.problem),
    };
    answer.unwrap_or_else(IntoResponse::into_response)
}

/// What the gate needs to know whether a form is ours and an identifier within somebody's scope.
#[derive(Clone)]
pub struct Ours {
    /// The application.
    pub(super) app: App,
    /// What the tokens of this visitor hang on.
    pub(super) anchor: Vec<u8>,
}

/// What the frame of a page takes from the request.
struct FrameRequest {
    here: String,
    /// The language of somebody who is not logged in.
    stranger: Language,
    /// A page is looked at, no form is sent.
    looks: bool,
    /// Nobody did anything: the session ends when it would have ended.
    by_itself: bool,
}

async fn page(app: &App, auth: &Auth, asked: FrameRequest, anchor: &[u8]) -> Result<Page, Problem> {
    let mut notice = None;
    if auth.user.is_some() {
        if !asked.by_itself {
            auth.session.insert("seen", app.now().as_second() / TOUCH).await?;
        }
        if asked.looks && auth.session.get_value(Notice::KEY).await?.is_some() {
            let said = auth.session.remove_value(Notice::KEY).await?;
            notice = said.and_then(|said| serde_json::from_value(said).ok());
        }
    }
    let mut unseen = 0;
    if let Some(member) = auth.user.as_ref().filter(|_| !asked.by_itself) {
        unseen = notification::unseen(&mut app.store.reader().await?, member.id).await?;
    }
    let language = auth.user.as_ref().map_or(asked.stranger, |member| member.language);
    Ok(Page {
        words: Words::new(language),
        language: if language == Language::English { language } else { Language::Italian },
        csrf: token(&app.store.master, anchor, auth.user.as_ref().map(|member| member.id)),
        here: asked.here,
        member: auth.user.clone(),
        notice,
        unseen,
    })
}

/// The address under which the page of this request can be looked at again: a form that came back with a mistake
/// stands on the page of its ticket.
fn here(request: &Request) -> String {
    let path = request.uri().path();
    if request.method() == Method::GET {
        return request.uri().path_and_query().map_or_else(String::new, ToString::to_string);
    }
    match path.rsplit_once('/') {
        Some((ticket, _)) if path.matches('/').count() == 4 => ticket.to_owned(),
        _ => path.to_owned(),
    }
}

/// Before log-in: the language chosen in the address bar, else what the browser prefers of the two.
fn stranger(request: &Request) -> Language {
    let chosen = request.uri().query().and_then(|query| query.split('&').find_map(|pair| pair.strip_prefix("lang=")));
    let preferred =
        request.headers().get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let preferred = preferred.split(',').filter_map(|entry| entry.split(';').next());
    let mut wanted = chosen.into_iter().chain(preferred).filter_map(|tag| Language::suggested_by(tag.trim()));
    wanted.find(|language| matches!(language, Language::Italian | Language::English)).unwrap_or(Language::Italian)
}

/// A refusal gets a page; everything else stays as it is.
fn worded(page: Page, mut response: Response) -> Response {
    let is_page = response.headers().get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    let told = response.extensions_mut().remove::<Told>().or_else(|| Told::of(response.status()).filter(|_| !is_page));
    match told {
        Some(told) => problem_page::show(page, response.status(), told),
        None => response,
    }
}

/// What every answer of the console tells the browser: load nothing from elsewhere, keep nothing, tell nobody. What somebody
/// sent is kept even shorter, see [`super::media`].
pub async fn guarded(uri: Uri, request: Request, next: Next) -> Response {
    const GUARDS: [(HeaderName, &str); 7] = [
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; media-src 'self'; form-action 'self'; base-uri 'none'; \
             frame-ancestors 'none'",
        ),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ];
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in GUARDS {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    let keep =
        if uri.path().starts_with("/console/assets/") { "public, max-age=31536000, immutable" } else { "no-store" };
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static(keep));
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;

    #[test]
    fn a_stranger_is_met_in_italian_or_english() {
        let ask = |uri: &str, preferred: &str| {
            stranger(
                &Request::builder().uri(uri).header(header::ACCEPT_LANGUAGE, preferred).body(Body::empty()).unwrap(),
            )
        };
        assert_eq!(ask("/console/login", "fr-FR,en;q=0.8,it;q=0.5"), Language::English);
        assert_eq!(ask("/console/login", "it-IT,en;q=0.8"), Language::Italian);
        assert_eq!(ask("/console/login", "de"), Language::Italian);
        assert_eq!(ask("/console/login?lang=en", "it"), Language::English);
    }
}
