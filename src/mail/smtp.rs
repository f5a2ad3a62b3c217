//! A mail's way through a server, step by step: what goes wrong is told by the step.

use super::answer;
use super::failure::{NotSent, Stage, of_connection};
use super::message::Message;
use super::server::{Encryption, Server};
use crate::catalogue::{Arg, Lang, diagnostics, text};
use lettre::transport::smtp::Error as SmtpError;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{SmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::ClientId;
use std::error::Error;
use std::net::{SocketAddr, ToSocketAddrs};
use std::time::Duration;

/// How long to wait for a goodbye, which changes nothing any more.
const GOODBYE: Duration = Duration::from_secs(2);

/// Sends a message to all its receivers, or to none.
pub(super) fn send(server: &Server, message: &Message) -> Result<(), NotSent> {
    let mut session = Session::open(server)?;
    session.log_in()?;
    session.hand_over(message)?;
    session.close();
    Ok(())
}

struct Session<'s> {
    server: &'s Server,
    connection: SmtpConnection,
}

impl<'s> Session<'s> {
    /// Connects and encrypts.
    fn open(server: &'s Server) -> Result<Session<'s>, NotSent> {
        let addresses = addresses(server)?;
        let client = ClientId::default();
        let tls = match server.encryption {
            Encryption::Plain => None,
            Encryption::StartTls | Encryption::Tls => Some(parameters(server)?),
        };
        let at_once = tls.as_ref().filter(|_| server.encryption == Encryption::Tls);
        let connection =
            SmtpConnection::connect(addresses.as_slice(), Some(server.timeout), &client, at_once, None);
        let mut connection = connection.map_err(|error| {
            let refused = |answer: Arg| {
                diagnostics::mail_refused(server.shown(), |lang| {
                    text::refused_greeting(lang, answer.in_lang(lang))
                })
            };
            not_sent(&error, Stage::Greeting, server, refused)
        })?;
        if let Some(tls) = tls.filter(|_| server.encryption == Encryption::StartTls) {
            connection.starttls(&tls, &client).map_err(|error| {
                let refused = |answer: Arg| {
                    diagnostics::mail_encryption(server.shown(), |lang| {
                        text::server_answered(lang, answer.in_lang(lang))
                    })
                };
                not_sent(&error, Stage::Encrypting, server, refused)
            })?;
        }
        Ok(Session { server, connection })
    }

    fn log_in(&mut self) -> Result<(), NotSent> {
        let server = self.server;
        let Some(login) = &server.login else { return Ok(()) };
        let credentials = Credentials::new(login.user.clone(), login.password.expose().to_owned());
        let answer = self.connection.auth(&[Mechanism::Plain, Mechanism::Login], &credentials);
        let refused = |answer: Arg| {
            diagnostics::mail_auth(server.shown(), |lang| text::server_answered(lang, answer.in_lang(lang)))
        };
        answer.map(drop).map_err(|error| not_sent(&error, Stage::LoggingIn, server, refused))
    }

    fn hand_over(&mut self, message: &Message) -> Result<(), NotSent> {
        let (server, envelope) = (self.server, message.envelope());
        let refused = |why: fn(Lang, &str, &str) -> String, of: Option<&lettre::Address>| {
            let address = of.map(answer::address).unwrap_or_default();
            move |answer: Arg| {
                diagnostics::mail_refused(server.shown(), |lang| why(lang, &address, answer.in_lang(lang)))
            }
        };
        let step = |answer: Result<_, SmtpError>, refused: &dyn Fn(Arg) -> _| {
            answer.map(drop).map_err(|error| not_sent(&error, Stage::HandingOver, server, refused))
        };
        let sender = refused(|lang, of, answer| text::refused_sender(lang, of, answer), envelope.from());
        step(self.connection.command(Mail::new(envelope.from().cloned(), Vec::new())), &sender)?;
        for to in envelope.to() {
            let receiver = refused(|lang, of, answer| text::refused_receiver(lang, of, answer), Some(to));
            step(self.connection.command(Rcpt::new(to.clone(), Vec::new())), &receiver)?;
        }
        let content = refused(|lang, _, answer| text::refused_content(lang, answer), None);
        step(self.connection.command(Data), &content)?;
        // The line break before the dot at the end is that of the last line.
        let mail = message.bytes().strip_suffix(b"\r\n").unwrap_or(message.bytes());
        let taken = self.connection.message(mail);
        taken.map(drop).map_err(|error| not_sent(&error, Stage::Confirming, server, content))
    }

    /// Says goodbye. The mail is sent, whatever the server has to say to that.
    fn close(&mut self) {
        let _ = self.connection.set_timeout(Some(GOODBYE.min(self.server.timeout)));
        let _ = self.connection.quit();
    }
}

/// Where the server is.
fn addresses(server: &Server) -> Result<Vec<SocketAddr>, NotSent> {
    let found =
        (server.host.as_str(), server.port).to_socket_addrs().map(Iterator::collect).unwrap_or_default();
    let found: Vec<SocketAddr> = found;
    if found.is_empty() {
        let diagnostic = diagnostics::mail_unreachable(server.shown(), text::unreachable_no_host);
        return Err(NotSent::finally(diagnostic));
    }
    Ok(found)
}

/// Certificates hold by the list of the machine, and by the issuers that the user names.
fn parameters(server: &Server) -> Result<TlsParameters, NotSent> {
    let builder = TlsParameters::builder(server.host.clone());
    let builder = match &server.authorities {
        Some(own) => builder.add_root_certificate(own.0.clone()),
        None => builder,
    };
    builder.build().map_err(|error| {
        let why = error.source().map_or_else(|| error.to_string(), |source| source.to_string());
        let why = |lang| text::certificate_other(lang, &why);
        NotSent::finally(diagnostics::mail_certificate(server.shown(), why))
    })
}

/// What an error means: a refusal with the server's answer, or whatever is wrong with the connection.
fn not_sent(
    error: &SmtpError,
    stage: Stage,
    server: &Server,
    refused: impl Fn(Arg) -> crate::catalogue::Diagnostic,
) -> NotSent {
    let Some(code) = error.status() else { return of_connection(error, stage, server) };
    let said = error.source().map(ToString::to_string).unwrap_or_default();
    let answer = answer::shown(&format!("{code} {said}"), server.login.as_ref());
    NotSent { diagnostic: Box::new(refused(answer.into())), is_temporary: error.is_transient() }
}
