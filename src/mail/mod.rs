//! Mails: what a message is made of, and how it leaves, through a server or through a command of the machine.
//!
//! It knows no report: it is given texts and files. What is wrong on the way is told without addresses in full and
//! without the password, whatever a server or a command may say.

mod address;
mod answer;
mod command;
mod deliver;
mod failure;
mod message;
mod occasion;
mod password;
mod server;
mod smtp;

pub use address::Address;
pub use command::Command;
pub use deliver::{Way, deliver};
pub use message::{Attachment, Letter, Message};
pub use occasion::{Earlier, Occasion, Standing};
pub use password::Password;
pub use server::{Authorities, Encryption, Login, Server};
