//! The directory of services near the worker: the `list`, one `entry`, its form (`edit`), and all of them as a CSV file
//! (`export`, `import`).
//!
//! What an entry is made of stands in [`column`], what may stand there in `check`: the form and an imported line are held to
//! the same. The bot reads what is active (`store::service::known`).

mod check;
mod column;
mod edit;
mod entry;
mod export;
mod file;
mod import;
mod list;
mod plan;
mod sheet;
mod wording;

use super::{
    permission::Permission::{EditDirectory, SeeDirectory},
    routes::Routes,
};

/// Its pages.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get(SeeDirectory, PATH, list::show)
        .post(EditDirectory, PATH, edit::create)
        .get(EditDirectory, "/console/directory/new", edit::new)
        .get(SeeDirectory, "/console/directory/export", export::send)
        .get(EditDirectory, "/console/directory/import", import::show)
        .post(EditDirectory, "/console/directory/import", import::check)
        .post(EditDirectory, "/console/directory/import/{id}", import::confirm)
        .get(SeeDirectory, "/console/directory/{id}", entry::show)
        .get(EditDirectory, "/console/directory/{id}/edit", edit::show)
        .post(EditDirectory, "/console/directory/{id}/edit", edit::save)
        .post(EditDirectory, "/console/directory/{id}/checked", entry::checked)
        .post(EditDirectory, "/console/directory/{id}/active", entry::set_active)
}

const PATH: &str = "/console/directory";

fn address(id: uuid::Uuid) -> String {
    format!("{PATH}/{id}")
}
