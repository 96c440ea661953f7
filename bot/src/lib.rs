//! The conversation of Approdo: pure functions, no input or output, no clock, no chance.
//!
//! A worker's message goes through [`turn::advance`], what is wanted of a ticket through [`command::decide`]; both take the
//! [`conversation::Conversation`] and a [`context::Context`] and give an [`effect::Turn`]: the next conversation and what
//! follows from it, which the gateway commits in one transaction. [`render::render`] makes messages of a reply.
//! A telephone call goes its own, shorter way on keys: [`call::advance`].
//!
//! | to change | go to |
//! | --- | --- |
//! | a text | `locales/<language>/*.ftl` |
//! | a question of the report, its options | [`report::answers`], [`report::options`] |
//! | how a flow goes | [`flow`] |
//! | what the telephone says and does | [`call`] |
//! | the rules of eligibility | [`eligibility`] |
//! | opening hours and holidays | [`hours`] |
//! | when a person may be written to | [`safe_contact`] |
//! | which services are near, and their kinds | [`directory`] |
//! | until when an answer is owed | [`clock`] |
//! | what a person's other channels are told | [`notice`] |
//! | a language | [`language`] |

pub mod assessment;
pub mod call;
pub mod callback;
pub mod clock;
pub mod command;
pub mod context;
pub mod conversation;
pub mod directory;
pub mod effect;
pub mod eligibility;
pub mod event;
pub mod figures;
pub mod flow;
pub mod hours;
pub mod house;
pub mod inbound;
pub mod language;
pub mod notice;
pub mod private;
pub mod question;
pub mod receipt;
pub mod reference;
pub mod render;
pub mod reply;
pub mod report;
pub mod safe_contact;
mod scene;
pub mod sms;
pub mod territory;
pub mod text;
pub mod ticket;
pub mod turn;
pub mod understand;
