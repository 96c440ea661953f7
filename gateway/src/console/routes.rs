//! The pages of the console and who may open them. A route can only be added here together with the permission it needs,
//! so that [`table`] is complete: no route stands outside it.

use super::{
    App, access, accounts, answering, callbacks, canned, channels, deadlines, directory, erasures, experts, figures,
    focal_point, handling, inbox, language, login, media,
    member::Auth,
    page::Page,
    permission::{
        Gate,
        Permission::{
            self, AnswerTickets, CallBack, Decide, Enter, ListQueue, ManageStaff, OpenQuarantine, ReadTickets,
            SeeChannels, SeeQuarantine,
        },
        gate, open_gate,
    },
    person,
    problem::Problem,
    quarantine, queue, set_up, texts, ticket, unlink,
};
use crate::store::sight::Object;
use axum::{
    Router,
    handler::Handler,
    http::StatusCode,
    middleware::{from_fn, from_fn_with_state},
    response::{Html, IntoResponse, Redirect, Response},
    routing::{MethodRouter, any, get, post},
};

/// A way of asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Asking {
    Get,
    Post,
}

/// One route.
#[derive(Clone, Copy, Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Route {
    pub asking: Asking,
    /// As axum writes it: `/console/tickets/{id}`.
    pub path: &'static str,
    /// `None`: open to whoever is not logged in.
    pub needs: Option<Permission>,
}

/// Routes as they are gathered.
#[derive(Default)]
pub struct Routes {
    router: Router<App>,
    table: Vec<Route>,
}

impl Routes {
    /// A page for those whose role has the permission.
    pub fn get<H, T>(self, needs: Permission, path: &'static str, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.add(Route { asking: Asking::Get, path, needs: Some(needs) }, get(handler))
    }

    /// A deed of those whose role has the permission.
    pub fn post<H, T>(self, needs: Permission, path: &'static str, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.add(Route { asking: Asking::Post, path, needs: Some(needs) }, post(handler))
    }

    /// A page for whoever has no session: logging in, and the link that leads there.
    fn open<H, T, I, U>(self, path: &'static str, show: H, accept: I) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
        I: Handler<U, App>,
        U: 'static,
    {
        self.add(Route { asking: Asking::Get, path, needs: None }, get(show))
            .add(Route { asking: Asking::Post, path, needs: None }, post(accept))
    }

    fn add(mut self, route: Route, methods: MethodRouter<App>) -> Self {
        let methods = match route.needs {
            Some(needs) => {
                methods.route_layer(from_fn_with_state(Gate { needs, leads_to: leads_to(route.path) }, gate))
            }
            None => methods.route_layer(from_fn(open_gate)),
        };
        self.router = self.router.route(route.path, methods);
        self.table.push(route);
        self
    }
}

/// Whose scope the `{id}` of an address has to be within, by how the address begins: whatever a handler does, nobody reaches
/// a ticket by its identifier that is not theirs to see.
pub fn leads_to(path: &str) -> Option<Object> {
    let begins = [
        ("/console/tickets/{id}", Object::Ticket),
        ("/console/focal-point/{id}", Object::Ticket),
        ("/console/messages/{id}", Object::Message),
        ("/console/channels/{id}", Object::Message),
        ("/console/media/{id}", Object::Media),
        ("/console/call-backs/{id}", Object::Callback),
        ("/console/notes/{id}", Object::Note),
        ("/console/answers/{id}", Object::Answer),
        ("/console/drafts/{id}", Object::Draft),
        ("/console/identity/{id}", Object::Unlock),
        ("/console/quarantine/{id}", Object::Quarantine),
    ];
    begins.into_iter().find(|(begin, _)| path.starts_with(begin)).map(|(_, object)| object)
}

/// Every route with what it needs, for the tests and for whoever wants to see it whole.
pub fn table() -> Vec<Route> {
    all().table
}

/// The pages themselves.
pub(super) fn router() -> Router<App> {
    all()
        .router
        .route("/console/", get(|| async { Redirect::permanent("/console") }))
        .route("/console/{*elsewhere}", any(elsewhere))
}

/// An address that leads nowhere. Whoever is not logged in is not shown the console's frame.
async fn elsewhere(auth: Auth) -> Response {
    match auth.user {
        Some(_) => Problem::NotFound.into_response(),
        None => (StatusCode::NOT_FOUND, Html("<!DOCTYPE html><title>404</title><p>404")).into_response(),
    }
}

fn all() -> Routes {
    let areas = [
        entering,
        inbox::routes,
        tickets,
        handling::routes,
        answering::routes,
        experts::routes,
        canned::routes,
        deadlines::routes,
        directory::routes,
        texts::routes,
        figures::routes,
        access::routes,
        desk,
    ];
    areas.into_iter().fold(Routes::default(), |routes, area| area(routes))
}

fn entering(routes: Routes) -> Routes {
    routes
        .open("/console/set-up/{token}", set_up::show, set_up::accept)
        .open(login::PATH, login::show, login::log_in)
        .open(access::second_factor::PATH, access::second_factor::show, access::second_factor::accept)
        .post(Enter, "/console/logout", login::log_out)
        .post(Enter, "/console/language", language::choose)
        .get(Enter, "/console", |page: Page| async move { Redirect::to(page.first_place()) })
}

fn tickets(routes: Routes) -> Routes {
    routes
        .get(ReadTickets, "/console/tickets/{id}", ticket::show)
        .post(AnswerTickets, "/console/tickets/{id}/hand-back", ticket::hand_back)
        .post(AnswerTickets, "/console/tickets/{id}/merge", person::merge)
        .post(AnswerTickets, "/console/tickets/{id}/split", person::split)
        .post(AnswerTickets, "/console/tickets/{id}/take-away", unlink::unlink)
        .get(ReadTickets, "/console/erasures", erasures::list)
        .post(CallBack, "/console/tickets/{id}/call-back", callbacks::ask)
        .get(ReadTickets, "/console/media/{id}", media::fetch)
}

fn desk(routes: Routes) -> Routes {
    routes
        .get(CallBack, "/console/call-backs", callbacks::list)
        .get(CallBack, "/console/call-backs/{id}", callbacks::show)
        .post(CallBack, "/console/call-backs/{id}/outcome", callbacks::note)
        .get(ListQueue, "/console/focal-point", queue::list)
        .get(Decide, "/console/focal-point/{id}", focal_point::show)
        .post(Decide, "/console/focal-point/{id}/validate", focal_point::validate)
        .post(Decide, "/console/focal-point/{id}/ask-more", focal_point::ask_more)
        .post(Decide, "/console/focal-point/{id}/orient", focal_point::orient)
        .get(ManageStaff, "/console/staff", accounts::show)
        .post(ManageStaff, "/console/staff", accounts::invite)
        .post(ManageStaff, "/console/staff/{id}/disable", accounts::disable)
        .post(ManageStaff, "/console/staff/{id}/enable", accounts::enable)
        .get(SeeChannels, "/console/channels", channels::list)
        .post(AnswerTickets, "/console/channels/{id}/resend", channels::resend)
        .get(SeeQuarantine, "/console/quarantine", quarantine::list)
        .get(OpenQuarantine, "/console/quarantine/{id}", quarantine::show)
        .post(OpenQuarantine, "/console/quarantine/{id}/replay", quarantine::replay)
        .post(OpenQuarantine, "/console/quarantine/{id}/discard", quarantine::discard)
}
