//! Sends a message, with a second attempt where the first may have failed for a moment only.

use super::command::Command;
use super::message::Message;
use super::server::Server;
use super::smtp;
use crate::catalogue::Diagnostic;
use std::thread;
use std::time::Duration;

/// How long to wait before the second attempt.
const PAUSE: Duration = Duration::from_secs(2);

/// The way a mail takes.
#[derive(Debug, Clone)]
pub enum Way {
    /// Through a server.
    Server(Server),
    /// Through a command of this machine, which may take so long.
    Command(Command, Duration),
}

impl Way {
    /// Sends a message.
    fn send(&self, message: &Message) -> Result<(), super::failure::NotSent> {
        match self {
            Way::Server(server) => smtp::send(server, message),
            Way::Command(command, timeout) => command.send(message, *timeout),
        }
    }
}

/// Sends a message to all its receivers, or to none.
///
/// # Errors
///
/// Why it was not sent; where that may pass, for the second time.
pub fn deliver(way: &Way, message: &Message) -> Result<(), Box<Diagnostic>> {
    let Err(first) = way.send(message) else { return Ok(()) };
    if !first.is_temporary {
        return Err(first.diagnostic);
    }
    thread::sleep(PAUSE);
    // It has the same Message-ID: where the first one did arrive after all, programs show one.
    way.send(message).map_err(|second| second.diagnostic)
}
