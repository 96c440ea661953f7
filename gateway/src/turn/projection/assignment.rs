//! New tickets go to somebody on duty: whose turn it is, who speaks the language, who has room ([`crate::store::duty`]).

use super::super::unit_of_work::{Recorded, UnitOfWork};
use crate::store::duty;
use bot::event::Event;
use std::collections::BTreeSet;
use uuid::Uuid;

/// Shares out the tickets that workers have opened.
pub(in crate::turn) async fn share_out(unit: &mut UnitOfWork) -> anyhow::Result<()> {
    let opened = unit.events.iter().filter(|recorded| recorded.event == Event::Opened && recorded.by.is_none());
    let is_pooled = |id: &Uuid| unit.tickets.get(id).is_some_and(|ticket| ticket.owner_id.is_none());
    let opened: Vec<_> = opened.map(|recorded| recorded.ticket).filter(is_pooled).collect();
    // Who was given something stands at the end of the row, too; who has taken it themselves to speak with the worker does not.
    let given = |recorded: &Recorded| match recorded.event {
        Event::OwnerChanged { to, .. } if recorded.by.is_some() => {
            to.filter(|_| !unit.taken_over.contains(&recorded.ticket))
        }
        _ => None,
    };
    let given: BTreeSet<_> = unit.events.iter().filter_map(given).collect();
    for staff in given {
        duty::served(&mut unit.tx, staff, unit.now).await?;
    }
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
