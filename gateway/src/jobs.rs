//! What the service does by itself from time to time. One file a job; each may run twice, or on several replicas at once.

pub mod anchor;
pub mod answer;
pub mod chain;
pub mod deadlines;
pub mod expire;
pub mod fetch;
pub mod figures;
pub mod forget;
pub mod groups;
pub mod mend;
pub mod notify;
pub mod promised;
pub mod reseal;
pub mod settle;
