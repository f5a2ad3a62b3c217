//! `tiyanfen mail`: what a mail holds, what it needs, when it is sent, and what goes wrong on its way. Servers are
//! threads of the test; those with real ones are in `mail_servers.rs`.

mod common;

#[path = "mail/message.rs"]
mod message;
#[path = "mail/occasions.rs"]
mod occasions;
#[path = "mail/route.rs"]
mod route;
#[cfg(unix)]
#[path = "mail/sendmail.rs"]
mod sendmail;
#[path = "mail/server.rs"]
mod server;

use common::mime::Part;
use common::{Folder, Run};

/// The demo shop.
const DEMO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/demo");

/// `tiyanfen mail` on the demo shop in a folder, with further arguments.
fn mail(folder: &Folder, args: &[&str]) -> Run {
    folder.run(&[&["mail", DEMO], args].concat())
}

/// The same with sender and receiver, without sending.
fn dry(folder: &Folder, args: &[&str]) -> Run {
    let route = ["--dry-run", "--from", "shop@example.com", "--to", "boss@example.com"];
    mail(folder, &[&route[..], args].concat())
}

/// The mail that would be sent.
fn written(args: &[&str]) -> Part {
    let run = dry(&Folder::new(), args);
    assert_eq!(run.code, 0, "{}", run.stderr);
    Part::parse(run.stdout.as_bytes())
}
