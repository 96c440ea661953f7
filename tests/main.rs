//! Approdo through its real surfaces. One binary, so that it is linked once; `tests/run` runs it with everything it needs.

mod bad_input;
mod browser;
mod circles;
mod clock;
mod connections;
mod crates;
mod delivery;
mod desk;
mod eligibility;
mod email;
mod erased;
mod faults;
mod files;
mod journey;
mod keys;
mod messenger;
mod properties;
mod provider_faults;
mod secrecy;
mod sms;
mod supervision;
mod telegram;
mod transcripts;
mod voice;
mod web;
mod whatsapp;
