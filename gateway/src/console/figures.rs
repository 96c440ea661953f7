//! Counts, with nobody in them: a group of fewer than five is not shown ([`bot::figures`]), on the page as in what is
//! exported.

mod chart;
mod export;
pub mod gender;
mod period;
mod report;
mod show;

use super::{
    permission::Permission::{AnswerTickets, SeeFigures},
    route::Routes,
};

/// Its pages.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get(SeeFigures, "/console/figures", show::page)
        .get(SeeFigures, "/console/figures/csv", export::csv)
        .get(SeeFigures, "/console/figures/xlsx", export::xlsx)
        .post(AnswerTickets, "/console/tickets/{id}/gender", gender::save)
}
