//! Approdo through its real surfaces. One binary, so that it is linked once; `tests/run` runs it with everything it needs.

mod bad_input;
mod browser;
mod delivery;
mod eligibility;
mod faults;
mod journey;
mod properties;
mod secrecy;
mod transcripts;
mod web;
