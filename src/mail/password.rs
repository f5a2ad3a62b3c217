//! A password, which is shown nowhere.

use std::fmt;

/// A password. Nothing shows it, not even in an error or when it is debugged.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

impl Password {
    /// One that is not empty, on one line.
    pub fn new(text: &str) -> Option<Password> {
        (!text.is_empty() && !text.contains(char::is_control)).then(|| Password(text.to_owned()))
    }

    /// The password itself, for the server alone.
    pub(super) fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_shows_it() {
        let password = Password::new("hunter2").unwrap();
        assert_eq!(format!("{password:?}"), "Password(…)");
        assert_eq!(password.expose(), "hunter2");
        assert!(Password::new("").is_none() && Password::new("a\nb").is_none());
    }
}
