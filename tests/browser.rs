//! In Chromium: the worker's page and the console as people use them.
//!
//! [`journey`] and [`offline`] run the program itself; the others the same router in this process. `APPRODO_SCREENSHOTS=folder` keeps
//! pictures of what they saw.

mod callbacks;
mod desk;
mod desk_files;
mod form;
mod journey;
mod looks;
mod measure;
mod media;
mod offline;
mod push;
mod right_to_left;
mod window;
mod windows;
mod worker;
