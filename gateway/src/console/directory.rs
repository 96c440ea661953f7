//! The directory of services near the worker: the `list`, one `entry`, its form (`edit`), and all of them as a CSV file
//! (`export`, `import`).
//!
//! One person alone changes nothing that workers are told: `told` says what that is, `propose` takes it in, `proposals`,
//! `proposal` and `batch` show it to a second person, `publish` carries out what they say.
//!
//! What an entry is made of stands in [`column`], what may stand there in `check`: the form and an imported line are held to
//! the same. The bot reads what is active (`store::service::known`).

mod batch;
mod check;
mod column;
mod difference;
mod edit;
mod entry;
mod export;
mod file;
mod import;
mod list;
mod paths;
mod plan;
mod proposal;
mod proposals;
mod propose;
mod publish;
mod sheet;
mod told;
mod wording;

use super::{
    permission::Permission::{EditDirectory, ReviewDirectory, SeeDirectory},
    route::Routes,
};
use paths::{PATH, PROPOSALS};

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
        .get(EditDirectory, PROPOSALS, proposals::show)
        .get(EditDirectory, "/console/directory/proposals/{id}", proposal::show)
        .post(ReviewDirectory, "/console/directory/proposals/{id}", proposal::review)
        .post(EditDirectory, "/console/directory/proposals/{id}/withdraw", propose::withdraw)
        .get(EditDirectory, "/console/directory/proposals/import/{id}", batch::show)
        .post(ReviewDirectory, "/console/directory/proposals/import/{id}", batch::review)
        .post(EditDirectory, "/console/directory/proposals/import/{id}/withdraw", propose::withdraw_import)
        .get(SeeDirectory, "/console/directory/{id}", entry::show)
        .get(EditDirectory, "/console/directory/{id}/edit", edit::show)
        .post(EditDirectory, "/console/directory/{id}/edit", edit::save)
        .post(EditDirectory, "/console/directory/{id}/checked", entry::checked)
        .post(EditDirectory, "/console/directory/{id}/active", entry::set_active)
}
