//! A message: who writes to whom, the text in two forms, files.

use super::address::{Address, is_hidden};
use crate::time::Stamp;
use lettre::address::Envelope;
use lettre::message::header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue};
use lettre::message::{Body, Mailboxes, MaybeString, MessageBuilder, MultiPart, SinglePart};
use std::time::{Duration, SystemTime};

/// A file that comes with a mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its name.
    pub name: String,
    /// Its type, such as `text/csv; charset=utf-8`.
    pub media_type: &'static str,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// What a mail is to say.
#[derive(Debug, Clone)]
pub struct Letter {
    /// Who writes it.
    pub from: Address,
    /// Who is to read it.
    pub to: Vec<Address>,
    /// Its subject; whatever breaks a line or turns the direction of writing is left out of it.
    pub subject: String,
    /// The text for programs that show text.
    pub text: String,
    /// The same as a page.
    pub html: String,
    /// The files that come with it.
    pub attachments: Vec<Attachment>,
    /// When it is written.
    pub written: Stamp,
}

/// A mail as it is sent.
#[derive(Debug, Clone)]
pub struct Message {
    envelope: Envelope,
    bytes: Vec<u8>,
}

impl Message {
    /// The mail as servers take it, lines ended by CR LF: what an `.eml` file holds.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    pub(super) fn envelope(&self) -> &Envelope {
        &self.envelope
    }
}

impl Letter {
    /// The mail. The same letter gives the same bytes.
    ///
    /// # Errors
    ///
    /// Where there is nobody to write to.
    pub fn message(&self) -> anyhow::Result<Message> {
        let receivers = self.to.iter().map(|to| to.bare().clone()).collect();
        let envelope = Envelope::new(Some(self.from.bare().clone()), receivers)?;
        let to: Mailboxes = self.to.iter().map(|to| to.mailbox().clone()).collect();
        let key = self.key();
        let seconds = self.written.unix().and_then(|seconds| u64::try_from(seconds).ok()).unwrap_or_default();
        let header =
            |name: &'static str, value: String| HeaderValue::new(HeaderName::new_from_ascii_str(name), value);
        let message = MessageBuilder::new()
            .envelope(envelope.clone())
            .from(self.from.mailbox().clone())
            .mailbox(lettre::message::header::To::from(to))
            .subject(self.subject.replace(is_hidden, ""))
            .date(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds))
            .message_id(Some(format!("<{key:016x}.{seconds}@{}>", self.from.bare().domain())))
            // Nothing that answers by itself shall answer it.
            .raw_header(header("Auto-Submitted", "auto-generated".to_owned()))
            .raw_header(header("X-Mailer", concat!("tiyanfen ", env!("CARGO_PKG_VERSION")).to_owned()))
            .multipart(self.body(key))?;
        Ok(Message { envelope, bytes: message.formatted() })
    }

    /// Text and page as two forms of one thing, and the files behind them.
    fn body(&self, key: u64) -> MultiPart {
        // No line of an encoded part holds an underscore behind an equals sign, so no line is taken for a border.
        let boundary = |of: &str| format!("=_{of}_{key:016x}");
        let both = MultiPart::alternative()
            .boundary(boundary("text"))
            .singlepart(part(ContentType::TEXT_PLAIN, &self.text))
            .singlepart(part(ContentType::TEXT_HTML, &self.html));
        if self.attachments.is_empty() {
            return both;
        }
        let all = MultiPart::mixed().boundary(boundary("files")).multipart(both);
        self.attachments.iter().fold(all, |all, file| all.singlepart(attached(file)))
    }

    /// A number that another letter hardly has.
    fn key(&self) -> u64 {
        let receivers = self.to.iter().map(ToString::to_string);
        let texts = receivers.chain([
            self.from.to_string(),
            self.subject.clone(),
            self.text.clone(),
            self.html.clone(),
        ]);
        let files =
            self.attachments.iter().flat_map(|file| [file.name.clone().into_bytes(), file.bytes.clone()]);
        let seconds = self.written.unix().unwrap_or_default().to_be_bytes();
        let parts = texts.map(String::into_bytes).chain(files).chain([seconds.to_vec()]);
        // FNV-1a: the same on every machine.
        let add = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        parts.fold(0xcbf2_9ce4_8422_2325, |hash, part| add(part.into_iter().fold(hash, add), 0))
    }
}

/// A text that does not depend on how a server treats long lines and characters beyond ASCII; its lines end as those of
/// mails do.
fn part(kind: ContentType, text: &str) -> SinglePart {
    SinglePart::builder().header(kind).body(encoded(text.to_owned()))
}

/// The bytes of a file arrive as they are.
fn attached(file: &Attachment) -> SinglePart {
    let kind = ContentType::parse(file.media_type);
    let name = file.name.replace(is_hidden, "");
    lettre::message::Attachment::new(name)
        .body(encoded(file.bytes.clone()), kind.unwrap_or(ContentType::TEXT_PLAIN))
}

fn encoded(content: impl Into<MaybeString>) -> Body {
    // Base64 takes anything.
    let body = Body::new_with_encoding(content, ContentTransferEncoding::Base64);
    body.unwrap_or_else(|bytes| Body::new(MaybeString::Binary(bytes)))
}
