//! What a server or a command says, as it may be shown: on one line, short, without addresses, phone numbers and
//! passwords.

use super::server::Login;
use crate::shown_text::{one_line, without_personal_numbers};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// How many characters of an answer are shown.
const MOST: usize = 160;
/// A password that is shorter may be a word of any answer.
const LEAST_SECRET: usize = 3;

/// An answer.
pub(super) fn shown(text: &str, login: Option<&Login>) -> String {
    let mut text = one_line(text).split_whitespace().collect::<Vec<_>>().join(" ");
    for secret in login.map(secrets).unwrap_or_default() {
        text = text.replace(&secret, "…");
    }
    let words: Vec<String> = text.split(' ').map(without_address).collect();
    let text = without_personal_numbers(&words.join(" ")).into_owned();
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    }
}

/// Everything that a server is told of a password, as it may repeat it.
fn secrets(login: &Login) -> Vec<String> {
    let password = login.password.expose();
    let plain = format!("\0{}\0{password}", login.user);
    let encoded = [plain.as_bytes(), password.as_bytes()].map(|secret| STANDARD.encode(secret));
    let own = Some(password.to_owned()).filter(|own| own.chars().count() >= LEAST_SECRET);
    encoded.into_iter().chain(own).collect()
}

/// A word whose mail addresses are cut down to a letter and the domain.
fn without_address(word: &str) -> String {
    let Some((before, after)) = word.split_once('@') else { return word.to_owned() };
    let is_local = |c: char| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
    let start = before
        .char_indices()
        .rev()
        .take_while(|(_, c)| is_local(*c))
        .last()
        .map_or(before.len(), |(at, _)| at);
    let (lead, local) = before.split_at(start);
    format!("{lead}{}…@{}", local.chars().next().map_or(String::new(), String::from), without_address(after))
}

/// An address, cut down in the same way.
pub(super) fn address(address: &lettre::Address) -> String {
    without_address(address.as_ref())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::Password;

    fn login() -> Login {
        Login { user: "shop@example.com".to_owned(), password: Password::new("hunter2").unwrap() }
    }

    #[test]
    fn answers_hold_nothing_private() {
        let said = |text: &str| shown(text, Some(&login()));
        assert_eq!(
            said("5.1.1 <boss@example.com>: unknown\r\nsee\tthere"),
            "5.1.1 <b…@example.com>: unknown see there"
        );
        assert_eq!(said("call 13800138000"), "call …");
        assert_eq!(said("user shop@example.com,boss@qq.com"), "user s…@example.com,b…@qq.com");
        assert_eq!(said("AUTH PLAIN AHNob3BAZXhhbXBsZS5jb20AaHVudGVyMg== unknown"), "AUTH PLAIN … unknown");
        assert_eq!(said("aHVudGVyMg== or hunter2?"), "… or …?");
        assert_eq!(said(&"错".repeat(500)).chars().count(), MOST + 1);
    }
}
