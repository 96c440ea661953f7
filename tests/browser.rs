//! In Chromium: the worker's page and the console as people use them.
//!
//! [`journey`] and [`offline`] run the program itself; the others the same router in this process. `APPRODO_SCREENSHOTS=folder` keeps
//! pictures of what they saw.

mod access;
mod accessible;
mod answering;
mod callbacks;
mod canned;
mod deadlines;
mod desk;
mod desk_files;
mod directory;
mod every_page;
mod experts;
mod figures;
mod form;
mod handling;
mod inbox;
mod journey;
mod keyboard;
mod looks;
mod measure;
mod media;
mod offline;
mod push;
mod right_to_left;
mod texts;
mod window;
mod windows;
mod worker;
