//! A mail server that says what a test wants, on the loopback, with threads that end with the test.

use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// What the server does next.
pub enum Reply {
    /// It says a line, or several.
    Say(&'static str),
    /// It closes the connection.
    Close,
    /// It says nothing, for as long as anybody waits.
    Silence,
}

/// What it does on its nth connection (from 1) when it hears a line: nothing at all where somebody connects, `.` where
/// the whole of a mail has come.
pub type Script = fn(usize, &str) -> Reply;

/// A server that is listening.
pub struct FakeServer {
    pub port: u16,
    heard: Arc<Mutex<Vec<String>>>,
}

impl FakeServer {
    /// One that goes by a script.
    pub fn new(script: Script) -> FakeServer {
        FakeServer::listening(script, false)
    }

    /// One that encrypts from the start, with a certificate nobody trusts.
    pub fn with_tls(script: Script) -> FakeServer {
        FakeServer::listening(script, true)
    }

    fn listening(script: Script, tls: bool) -> FakeServer {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port on the loopback");
        let port = listener.local_addr().expect("an address").port();
        let heard = Arc::new(Mutex::new(Vec::new()));
        let all = Arc::clone(&heard);
        std::thread::spawn(move || {
            for (n, stream) in listener.incoming().flatten().enumerate() {
                let heard = Arc::clone(&all);
                std::thread::spawn(move || {
                    let _ = stream.set_read_timeout(Some(Duration::from_secs(20)));
                    if tls {
                        if let Ok(mut connection) = ServerConnection::new(config()) {
                            let mut stream = stream;
                            if connection.complete_io(&mut stream).is_ok() {
                                talk(StreamOwned::new(connection, stream), n + 1, script, &heard);
                            }
                        }
                    } else {
                        talk(stream, n + 1, script, &heard);
                    }
                });
            }
        });
        FakeServer { port, heard }
    }

    /// Everything that was said to it, mails as a whole; `#n` where the nth connection begins.
    pub fn heard(&self) -> Vec<String> {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// How often somebody has connected.
    pub fn connections(&self) -> usize {
        self.heard().iter().filter(|line| line.starts_with('#')).count()
    }
}

fn config() -> Arc<ServerConfig> {
    let (certificate, key) = (include_bytes!("../mail/certificate.der"), include_bytes!("../mail/key.der"));
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.to_vec()));
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let builder = builder.expect("the versions of TLS").with_no_client_auth();
    Arc::new(
        builder
            .with_single_cert(vec![CertificateDer::from(certificate.to_vec())], key)
            .expect("a certificate"),
    )
}

fn talk<S: Read + Write>(stream: S, n: usize, script: Script, heard: &Mutex<Vec<String>>) {
    let mut stream = BufReader::new(stream);
    let note = |line: String| heard.lock().unwrap_or_else(PoisonError::into_inner).push(line);
    note(format!("#{n}"));
    let mut line = String::new();
    loop {
        match script(n, &line) {
            Reply::Close => return,
            Reply::Silence => {
                let _ = stream.read_to_end(&mut Vec::new());
                return;
            }
            Reply::Say(text) => {
                let text = text.replace('\n', "\r\n");
                if stream.get_mut().write_all(format!("{text}\r\n").as_bytes()).is_err() {
                    return;
                }
                if text.starts_with("354") {
                    let mut mail = String::new();
                    while !mail.ends_with("\r\n.\r\n") {
                        match stream.read_line(&mut mail) {
                            Ok(0) | Err(_) => return,
                            Ok(_) => {}
                        }
                    }
                    note(mail);
                    line = ".".to_owned();
                    continue;
                }
            }
        }
        line.clear();
        match stream.read_line(&mut line) {
            Ok(0) | Err(_) => return,
            Ok(_) => line.truncate(line.trim_end().len()),
        }
        note(line.clone());
    }
}

/// What a server says that takes everything.
pub fn takes_all(_: usize, line: &str) -> Reply {
    Reply::Say(usual(line))
}

/// The usual answer to a line.
pub fn usual(line: &str) -> &'static str {
    match line.split(' ').next().unwrap_or_default() {
        "" => "220 fake ESMTP",
        "EHLO" => "250-fake\n250-8BITMIME\n250 AUTH PLAIN LOGIN",
        "AUTH" => "235 welcome",
        "DATA" => "354 go on",
        "QUIT" => "221 bye",
        _ => "250 ok",
    }
}

/// Text in which the ports of the loopback are the same at any run.
pub fn without_ports(text: &str) -> String {
    let mut parts = text.split("127.0.0.1:");
    let mut said = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let rest = part.trim_start_matches(|c: char| c.is_ascii_digit());
        said += &format!("127.0.0.1:…{rest}");
    }
    said
}
