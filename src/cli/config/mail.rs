//! The keys of `[mail]`: what may stand behind each.

use super::{ConfigKey, Setting};
use crate::catalogue::{Arg, Lang, PlainText, text};
use crate::mail::Encryption;
use crate::shown_text::one_line;
use crate::toml_file::{Fields, FoundExpected, Node, is_secret, shown, shown_value};
use toml::de::DeValue;

/// Nobody waits longer.
pub(in crate::cli) const MOST_SECONDS: u32 = 600;

/// A key of the table.
pub(super) struct MailKey {
    pub name: &'static str,
    /// What it is for, in the file that `init` writes.
    pub about: PlainText,
    kind: Kind,
    /// As TOML writes it.
    pub example: Example,
}

/// An example of a value.
pub(super) enum Example {
    /// The same in both languages.
    Same(&'static str),
    /// A text in the language of the file.
    Text(PlainText),
}

enum Kind {
    Text,
    /// One text, or several in brackets.
    Texts,
    Number(u32, fn(Lang) -> String),
    OneOf(fn() -> Vec<&'static str>),
}

fn expected_port(lang: Lang) -> String {
    text::expected_port(lang).to_owned()
}

fn expected_seconds(lang: Lang) -> String {
    text::expected_timeout(lang, MOST_SECONDS)
}

fn encryptions() -> Vec<&'static str> {
    Encryption::ALL.iter().map(|encryption| encryption.id()).collect()
}

const fn key(name: &'static str, about: PlainText, kind: Kind, example: Example) -> MailKey {
    MailKey { name, about, kind, example }
}

/// Every key, in the order of the file that `init` writes.
pub(super) const KEYS: [MailKey; 11] = [
    key("server", text::config_mail_server, Kind::Text, Example::Same("\"smtp.example.com\"")),
    key("encryption", text::config_mail_encryption, Kind::OneOf(encryptions), Example::Same("\"tls\"")),
    key("port", text::config_mail_port, Kind::Number(65_535, expected_port), Example::Same("465")),
    key("user", text::config_mail_user, Kind::Text, Example::Same("\"shop@example.com\"")),
    key("password_file", text::config_mail_password_file, Kind::Text, Example::Same("\".mail-password\"")),
    key("password_env", text::config_mail_password_env, Kind::Text, Example::Same("\"MAIL_PASSWORD\"")),
    key("from", text::config_mail_from, Kind::Text, Example::Text(text::config_mail_from_example)),
    key("to", text::config_mail_to, Kind::Texts, Example::Same("[\"boss@example.com\"]")),
    key("ca_file", text::config_mail_ca_file, Kind::Text, Example::Same("\".company-ca.pem\"")),
    key(
        "timeout_seconds",
        text::config_mail_timeout,
        Kind::Number(MOST_SECONDS, expected_seconds),
        Example::Same("30"),
    ),
    key("sendmail", text::config_mail_sendmail, Kind::Text, Example::Same("\"msmtp\"")),
];

/// The settings of a table; what is wrong is told without what might be a password.
pub(super) fn read(table: ConfigKey, fields: &Fields<'_>) -> Vec<Setting> {
    let mut settings = Vec::new();
    for key in &KEYS {
        if let Some(node) = fields.get(key.name) {
            settings.extend(values(table, key, &node));
        }
    }
    for node in fields.unknown() {
        let why = if is_secret(node.key()) {
            FoundExpected::CONFIGURATION
                .say(|lang| text::found_key(lang, shown(node.key())), text::expected_no_password)
        } else {
            node.reader.wording().unknown(node.key(), &fields.known())
        };
        node.reader.report(node.key_at(), why);
    }
    settings
}

fn values(table: ConfigKey, key: &MailKey, node: &Node<'_>) -> Vec<Setting> {
    let found = texts(&key.kind, node.value.get_ref());
    if found.is_none() {
        let expected = match key.kind {
            Kind::Text => Arg::from(text::expected_text),
            Kind::Texts => Arg::from(text::expected_text_or_texts),
            Kind::Number(_, expected) => Arg::from(expected),
            Kind::OneOf(all) => {
                let all = all().join(", ");
                Arg::from(|lang| text::expected_one_of(lang, &all))
            }
        };
        let value = if is_secret(key.name) { "…".to_owned() } else { shown_value(node.value) };
        let found = format!("{} = {value}", key.name);
        node.unreadable(FoundExpected::CONFIGURATION.say(|lang| text::found_setting(lang, &found), expected));
    }
    let at = node.value.span();
    let setting = |text| Setting {
        key: table,
        name: Some(key.name.to_owned()),
        text,
        line: node.reader.line(&at),
        excerpt: node.reader.excerpt(&at),
    };
    found.unwrap_or_default().into_iter().map(setting).collect()
}

/// A value as texts; `None` where it is no value of that kind.
fn texts(kind: &Kind, value: &DeValue<'_>) -> Option<Vec<String>> {
    let text_of = |value: &DeValue<'_>| match value {
        DeValue::String(text) => Some(one_line(text.trim()).into_owned()).filter(|text| !text.is_empty()),
        _ => None,
    };
    match (kind, value) {
        (Kind::Texts, DeValue::Array(items)) if !items.is_empty() => {
            items.iter().map(|item| text_of(item.get_ref())).collect()
        }
        (Kind::Text | Kind::Texts, value) => Some(vec![text_of(value)?]),
        (Kind::Number(most, _), DeValue::Integer(number)) if number.radix() == 10 => {
            let number = number.as_str().parse::<u32>().ok().filter(|number| (1..=*most).contains(number));
            Some(vec![number?.to_string()])
        }
        (Kind::OneOf(all), value) => {
            let text = text_of(value)?;
            all().contains(&text.as_str()).then(|| vec![text])
        }
        _ => None,
    }
}
