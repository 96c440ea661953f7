//! Whose tickets somebody sees: what [`Sight`] says of one ticket, said of all of them.

use super::{Owner, query::Part};
use crate::{
    sql,
    store::{Reader, sight::Sight, staff::Scope},
};
use sqlx::QueryBuilder;
use uuid::Uuid;

impl Sight {
    /// The tickets they see, in parts that have nothing in common and an index each.
    pub(super) fn parts(&self, owner: Owner) -> Vec<Part> {
        match (self.scope, owner) {
            (Scope::All, _) => vec![Part::All],
            (Scope::Own, Owner::Any) => vec![Part::Owned(self.staff), Part::Unowned, Part::Followed(self.staff)],
            (Scope::Own, Owner::Nobody) => vec![Part::Unowned],
            (Scope::Own, Owner::One(staff)) if staff == self.staff => vec![Part::Owned(staff)],
            (Scope::Own, Owner::One(_)) => vec![Part::Followed(self.staff)],
            (Scope::Team, _) => [self.team.map(Part::Team), Some(Part::NoTeam)].into_iter().flatten().collect(),
            (Scope::Region, _) => {
                [self.region.clone().map(Part::Region), Some(Part::NoRegion)].into_iter().flatten().collect()
            }
        }
    }
}

/// Those of these tickets that they see.
pub async fn visible(reader: &mut Reader, viewer: &Sight, tickets: &[Uuid]) -> sqlx::Result<Vec<Uuid>> {
    if viewer.scope == Scope::All || tickets.is_empty() {
        return Ok(tickets.to_vec());
    }
    sql!(Reader: reader, c => {
        let mut query = QueryBuilder::new("SELECT t.id FROM ticket t WHERE t.id IN (");
        let mut list = query.separated(", ");
        for ticket in tickets {
            list.push_bind(*ticket);
        }
        query.push(") AND ");
        match viewer.scope {
            Scope::All => query.push("1 = 1"),
            Scope::Own => query.push("(t.owner_id IS NULL OR t.owner_id = ").push_bind(viewer.staff)
                .push(" OR EXISTS (SELECT 1 FROM ticket_follower f WHERE f.ticket_id = t.id AND f.staff_id = ")
                .push_bind(viewer.staff).push("))"),
            Scope::Team => query.push("(t.team_id IS NULL OR t.team_id = ").push_bind(viewer.team).push(")"),
            Scope::Region => query.push("(t.region IS NULL OR t.region = ").push_bind(viewer.region.clone()).push(")"),
        };
        query.build_query_scalar().persistent(false).fetch_all(c).await
    })
}

/// Whether they see this one.
pub async fn sees(reader: &mut Reader, viewer: &Sight, ticket: Uuid) -> sqlx::Result<bool> {
    // Whoever sees everything sees no ticket that is not there.
    let there: Option<Uuid> = sql!(Reader: &mut *reader, c => sqlx::query_scalar("SELECT id FROM ticket WHERE id = $1 AND hidden_at IS NULL")
        .bind(ticket).fetch_optional(c).await)?;
    Ok(there.is_some() && !visible(reader, viewer, &[ticket]).await?.is_empty())
}
