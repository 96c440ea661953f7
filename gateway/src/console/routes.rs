//! The pages of the console and who may open them. A route can only be added here together with the permission it needs,
//! so that [`table`] is complete: no route stands outside it.

use super::{
    access, accounts, answering, callbacks, canned, channels, deadlines, directory, erasures, experts, figures,
    focal_point, handling, inbox, language, login, login_path, media,
    member::Auth,
    page::Page,
    permission::Permission::{
        AnswerTickets, CallBack, Decide, Enter, ListQueue, ManageStaff, OpenQuarantine, ReadTickets, SeeChannels,
        SeeQuarantine,
    },
    person,
    problem::Problem,
    quarantine, queue,
    route::{Route, Routes},
    set_up,
    state::App,
    texts, ticket, unlink,
};
use axum::{
    Router,
    http::StatusCode,
    response::{Html, IntoResponse, Redirect, Response},
    routing::{any, get},
};

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
        .open(login_path::PATH, login::show, login::log_in)
        .open(login_path::SECOND_STEP, access::second_factor::show, access::second_factor::accept)
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
