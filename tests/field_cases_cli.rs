//! What people type and fill in in practice: folders of folders, endings of files, names of figures, tables filled in with
//! a spreadsheet program.

mod common;

#[path = "field_cases_cli/folders.rs"]
mod folders;
#[path = "field_cases_cli/names.rs"]
mod names;
