//! New tickets go to somebody on duty: whose turn it is, who speaks the language, who has room ([`crate::store::duty`]).

use super::super::unit_of_work::UnitOfWork;
use crate::store::duty;
use bot::event::Event;
use uuid::Uuid;

/// Shares out the tickets that workers have opened.
pub(in crate::turn) async fn share_out(unit: &mut UnitOfWork) -> anyhow::Result<()> {
    let opened = unit.events.iter().filter(|recorded| recorded.event == Event::Opened && recorded.by.is_none());
    let is_pooled = |id: &Uuid| unit.tickets.get(id).is_some_and(|ticket| ticket.owner_id.is_none());
    let opened: Vec<_> = opened.map(|recorded| recorded.ticket).filter(is_pooled).collect();
    if opened.is_empty() {
        return Ok(());
    }
    let mut on_duty = duty::on_duty(&unit.turns.store, &mut unit.tx).await?;
    let mut served = Vec::new();
    for id in opened {
        let next = unit.tickets.get(&id).and_then(|ticket| duty::next(&mut on_duty, ticket, unit.now));
        if let Some(staff) = next {
            unit.record(id, Event::OwnerChanged { from: None, to: Some(staff) });
            served.push(staff);
        }
    }
    Ok(duty::keep_places(&mut unit.tx, &on_duty, &served).await?)
}
