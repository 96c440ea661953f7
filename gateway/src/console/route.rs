//! How a route is made: its address, the permission it needs, its handler, always behind the [`gate`](mod@super::gate).

use super::{
    gate::{Gate, gate, open_gate},
    permission::Permission,
    state::App,
};
use crate::store::sight::Object;
use axum::{
    Router,
    handler::Handler,
    middleware::{from_fn, from_fn_with_state},
    routing::{MethodRouter, get, post},
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
    pub(super) router: Router<App>,
    pub(super) table: Vec<Route>,
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

    /// A form of those whose role has the permission.
    pub fn post<H, T>(self, needs: Permission, path: &'static str, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.add(Route { asking: Asking::Post, path, needs: Some(needs) }, post(handler))
    }

    /// A page for whoever has no session: logging in, and the link that leads there.
    pub(super) fn open<H, T, I, U>(self, path: &'static str, show: H, accept: I) -> Self
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
