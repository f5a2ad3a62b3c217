//! Why a mail was not sent.

use super::server::Server;
use crate::catalogue::{Arg, Diagnostic, Lang, diagnostics, text};
use lettre::transport::smtp::Error as SmtpError;
use rustls::CertificateError;
use std::error::Error;
use std::io::{self, ErrorKind};
use std::time::Duration;

/// A mail that was not sent.
#[derive(Debug)]
pub(super) struct NotSent {
    /// Why; boxed, because a result with it is returned by every step.
    pub diagnostic: Box<Diagnostic>,
    /// May it go better a moment later?
    pub is_temporary: bool,
}

impl NotSent {
    /// For good.
    pub(super) fn finally(diagnostic: Diagnostic) -> NotSent {
        NotSent { diagnostic: Box::new(diagnostic), is_temporary: false }
    }

    /// Perhaps not for good.
    pub(super) fn for_now(diagnostic: Diagnostic) -> NotSent {
        NotSent { diagnostic: Box::new(diagnostic), is_temporary: true }
    }
}

/// How far a mail had come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    /// The server is to say who it is.
    Greeting,
    /// The connection is being encrypted.
    Encrypting,
    /// The user is logging in.
    LoggingIn,
    /// Sender, receivers and content are being handed over.
    HandingOver,
    /// All of it has been handed over; the server is to say that it took it.
    Confirming,
}

/// What a connection failed for, where no answer of the server says it.
pub(super) fn of_connection(error: &SmtpError, stage: Stage, server: &Server) -> NotSent {
    let shown = server.shown();
    if stage == Stage::Confirming {
        let why = io_error(error)
            .map_or_else(|| text::unreachable_closed.into(), |error| of_io(error, server.timeout));
        return NotSent::finally(diagnostics::mail_unconfirmed(shown, why));
    }
    if let Some(error) = tls_error(error) {
        return NotSent::finally(of_tls(error, shown));
    }
    if let Some(error) = io_error(error) {
        let passes = matches!(
            error.kind(),
            ErrorKind::TimedOut
                | ErrorKind::WouldBlock
                | ErrorKind::ConnectionReset
                | ErrorKind::ConnectionAborted
                | ErrorKind::BrokenPipe
                | ErrorKind::UnexpectedEof
        );
        let diagnostic = diagnostics::mail_unreachable(shown, of_io(error, server.timeout));
        return NotSent { diagnostic: Box::new(diagnostic), is_temporary: passes };
    }
    // An answer that breaks off.
    if error.is_response() && error.to_string().contains("incomplete response") {
        return NotSent::for_now(diagnostics::mail_unreachable(shown, text::unreachable_closed));
    }
    match stage {
        Stage::LoggingIn if error.is_client() => {
            NotSent::finally(diagnostics::mail_auth(shown, text::auth_no_mechanism))
        }
        Stage::Encrypting => {
            NotSent::finally(diagnostics::mail_encryption(shown, text::encryption_no_starttls))
        }
        _ => NotSent::finally(diagnostics::mail_unreachable(shown, text::unreachable_other)),
    }
}

/// The error of the system below another.
fn io_error(error: &SmtpError) -> Option<&io::Error> {
    sources(error).find_map(|source| source.downcast_ref())
}

/// The error of the encryption below another, which an error of the system may wrap.
fn tls_error(error: &SmtpError) -> Option<&rustls::Error> {
    sources(error).find_map(|source| {
        let inner = source.downcast_ref::<io::Error>().and_then(|error| error.get_ref());
        inner.and_then(|inner| inner.downcast_ref()).or_else(|| source.downcast_ref())
    })
}

fn sources(error: &SmtpError) -> impl Iterator<Item = &(dyn Error + 'static)> {
    std::iter::successors(error.source(), |&error| error.source())
}

fn of_io(error: &io::Error, timeout: Duration) -> Arg {
    match error.kind() {
        // A timeout while something is awaited is told by systems as an operation that would block.
        ErrorKind::TimedOut | ErrorKind::WouldBlock => {
            Arg::from(move |lang| text::unreachable_timeout(lang, timeout.as_secs()))
        }
        ErrorKind::ConnectionRefused => text::unreachable_refused.into(),
        ErrorKind::ConnectionReset
        | ErrorKind::ConnectionAborted
        | ErrorKind::BrokenPipe
        | ErrorKind::UnexpectedEof => text::unreachable_closed.into(),
        ErrorKind::InvalidData => text::unreachable_other.into(),
        _ => text::unreachable_network.into(),
    }
}

fn of_tls(error: &rustls::Error, server: String) -> Diagnostic {
    let other = |why: &dyn std::fmt::Display| why.to_string();
    match error {
        rustls::Error::InvalidCertificate(wrong) => {
            let why: Arg = match wrong {
                // Another one of the same name has not signed it.
                CertificateError::UnknownIssuer | CertificateError::BadSignature => {
                    text::certificate_issuer.into()
                }
                CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
                    text::certificate_name.into()
                }
                CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
                    text::certificate_expired.into()
                }
                CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
                    text::certificate_not_yet.into()
                }
                CertificateError::Revoked => text::certificate_revoked.into(),
                wrong => Arg::from(|lang: Lang| text::certificate_other(lang, other(wrong))),
            };
            diagnostics::mail_certificate(server, why)
        }
        rustls::Error::InvalidMessage(_) => diagnostics::mail_encryption(server, text::encryption_plain),
        error => diagnostics::mail_encryption(server, |lang| text::encryption_failed(lang, other(error))),
    }
}
