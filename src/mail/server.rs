//! A mail server, and how to speak with it.

use super::Password;
use crate::string_enum::string_enum;
use lettre::transport::smtp::client::Certificate;
use rustls::RootCertStore;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use std::fmt;
use std::net::IpAddr;
use std::time::Duration;

string_enum! {
    /// How a connection is encrypted.
    Encryption {
        /// It begins without and turns it on before anything is said: STARTTLS, which must be there.
        StartTls = "starttls",
        /// From the start.
        Tls = "tls",
        /// Not at all: for a server on this machine, or one that takes no password.
        Plain = "none",
    }
}

impl Encryption {
    /// The port where such servers usually listen.
    pub fn usual_port(self) -> u16 {
        match self {
            Encryption::StartTls => 587,
            Encryption::Tls => 465,
            Encryption::Plain => 25,
        }
    }
}

/// A user of a server.
#[derive(Debug, Clone)]
pub struct Login {
    /// The name.
    pub user: String,
    /// The password.
    pub password: Password,
}

/// Certificates of issuers that are trusted beside those of the machine.
#[derive(Clone)]
pub struct Authorities(pub(super) Certificate);

impl Authorities {
    /// Those of a PEM file; `None` where it holds none, or one that is damaged: whoever names a file wants all of it
    /// trusted.
    pub fn from_pem(pem: &[u8]) -> Option<Authorities> {
        let certificates: Vec<_> = CertificateDer::pem_slice_iter(pem).collect::<Result<_, _>>().ok()?;
        let mut store = RootCertStore::empty();
        let is_usable =
            !certificates.is_empty() && certificates.into_iter().all(|own| store.add(own).is_ok());
        Certificate::from_pem(pem).ok().filter(|_| is_usable).map(Authorities)
    }
}

impl fmt::Debug for Authorities {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Authorities(…)")
    }
}

/// A mail server.
#[derive(Debug, Clone)]
pub struct Server {
    /// Its name, which its certificate must be for, or its address.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is encrypted.
    pub encryption: Encryption,
    /// Who sends; nobody where the server asks nobody.
    pub login: Option<Login>,
    /// Whose certificates are trusted beside those of the machine.
    pub authorities: Option<Authorities>,
    /// How long to wait for the connection and for each answer.
    pub timeout: Duration,
}

impl Server {
    /// Does a name stand for this machine?
    pub fn is_this_machine(host: &str) -> bool {
        host.eq_ignore_ascii_case("localhost") || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
    }

    /// Can a text be the name or the address of a server?
    pub fn is_host(text: &str) -> bool {
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_');
        let is_address = text.parse::<IpAddr>().is_ok();
        is_address || (!text.is_empty() && text.len() < 254 && text.chars().all(is_name))
    }

    /// Name and port, as diagnostics show them.
    pub(super) fn shown(&self) -> String {
        if self.host.contains(':') {
            format!("[{}]:{}", self.host, self.port)
        } else {
            format!("{}:{}", self.host, self.port)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_machine_has_few_names() {
        for host in ["localhost", "LOCALHOST", "127.0.0.1", "127.9.9.9", "::1"] {
            assert!(Server::is_this_machine(host), "{host}");
        }
        for host in ["example.com", "localhost.example.com", "10.0.0.1", "0.0.0.0", "128.0.0.1", ""] {
            assert!(!Server::is_this_machine(host), "{host}");
        }
    }

    #[test]
    fn hosts_are_names_or_addresses_alone() {
        for host in ["smtp.example.com", "mail", "10.0.0.1", "::1"] {
            assert!(Server::is_host(host), "{host}");
        }
        for host in ["", "smtp.example.com:587", "smtps://smtp.example.com", "a b", "邮箱.com"] {
            assert!(!Server::is_host(host), "{host}");
        }
    }

    #[test]
    fn a_file_without_a_certificate_is_none() {
        assert!(Authorities::from_pem(b"").is_none());
        assert!(Authorities::from_pem(b"hello").is_none());
        assert!(
            Authorities::from_pem(b"-----BEGIN CERTIFICATE-----\nxx\n-----END CERTIFICATE-----\n").is_none()
        );
    }
}
