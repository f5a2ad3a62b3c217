//! Mail addresses as they are typed.

use lettre::message::Mailbox;
use std::fmt;

/// A mail address, with a name before it where there is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address(Mailbox);

impl Address {
    /// `boss@example.com`, `The boss <boss@example.com>` or `"Boss, the" <boss@example.com>`; `None` of anything else.
    ///
    /// ```
    /// use tiyanfen::mail::Address;
    /// assert!(Address::parse("老板 <boss@example.com>").is_some());
    /// assert!(Address::parse("boss").is_none());
    /// assert!(Address::parse("boss@example.com\r\nBcc: all@example.com").is_none());
    /// ```
    pub fn parse(typed: &str) -> Option<Address> {
        let typed = typed.trim();
        // Programs on the way disagree about anything else than ASCII, and a line break would begin another header.
        let (name, address) = match typed.strip_suffix('>').and_then(|named| named.rsplit_once('<')) {
            Some((name, address)) => (unquoted(name.trim()), address),
            None => (String::new(), typed),
        };
        let is_plain = address.is_ascii() && !address.contains(|c: char| c.is_ascii_whitespace());
        let address = address.parse().ok().filter(|_| is_plain && !name.contains(is_hidden))?;
        Some(Address(Mailbox::new(Some(name).filter(|name| !name.is_empty()), address)))
    }

    /// Several, separated by commas or semicolons, of Chinese keyboards too.
    ///
    /// # Errors
    ///
    /// The first that is none.
    pub fn parse_all(typed: &str) -> Result<Vec<Address>, String> {
        let (mut parts, mut in_quotes) = (vec![String::new()], false);
        for c in typed.chars() {
            in_quotes ^= c == '"';
            if !in_quotes && matches!(c, ',' | ';' | '，' | '；' | '、') {
                parts.push(String::new());
            } else if let Some(part) = parts.last_mut() {
                part.push(c);
            }
        }
        let some = parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty());
        let all: Result<Vec<Address>, String> =
            some.map(|part| Address::parse(part).ok_or_else(|| part.to_owned())).collect();
        all.and_then(|all| if all.is_empty() { Err(typed.to_owned()) } else { Ok(all) })
    }

    pub(super) fn mailbox(&self) -> &Mailbox {
        &self.0
    }

    /// The address without a name.
    pub(super) fn bare(&self) -> &lettre::Address {
        &self.0.email
    }

    /// The login that providers expect: the address without a name.
    pub fn login(&self) -> String {
        self.0.email.to_string()
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// A name without the quotes around it.
fn unquoted(name: &str) -> String {
    let inner = name.strip_prefix('"').and_then(|name| name.strip_suffix('"'));
    inner.map_or_else(|| name.to_owned(), |inner| inner.replace("\\\"", "\"").replace("\\\\", "\\"))
}

/// Would a character do something that nobody sees: break a line, turn the direction of writing?
pub(super) fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(typed: &str) -> Result<Vec<String>, String> {
        Address::parse_all(typed).map(|all| all.iter().map(Address::to_string).collect())
    }

    #[test]
    fn addresses_are_read_as_people_type_them() {
        assert_eq!(shown("a@example.com"), Ok(vec!["a@example.com".to_owned()]));
        assert_eq!(shown(" a@example.com，b@example.com；"), shown("a@example.com, b@example.com"));
        assert_eq!(shown("老板 <a@example.com>"), Ok(vec!["老板 <a@example.com>".to_owned()]));
        assert_eq!(shown("\"Wang, Li\" <a@example.com>").map(|all| all.len()), Ok(1));
        assert_eq!(Address::parse("老板 <a@example.com>").unwrap().login(), "a@example.com");
    }

    #[test]
    fn what_is_none_is_named() {
        for typed in [
            "boss",
            "a@",
            "@example.com",
            "a b@example.com",
            "老板@example.com",
            "a@exa mple.com",
            "<>",
            "a@例.com",
        ] {
            assert_eq!(shown(typed), Err(typed.to_owned()), "{typed}");
        }
        assert_eq!(shown("a@example.com, boss"), Err("boss".to_owned()));
        assert_eq!(shown(""), Err(String::new()));
        assert_eq!(shown(","), Err(",".to_owned()));
    }

    #[test]
    fn no_header_can_be_smuggled_in() {
        for typed in [
            "a@example.com\r\nBcc: b@example.com",
            "a@example.com\nSubject: x",
            "Boss\r\nBcc: b@example.com <a@example.com>",
            "Boss\u{202e} <a@example.com>",
            "a@example.com\0",
        ] {
            assert!(Address::parse(typed).is_none(), "{typed:?}");
        }
    }
}
