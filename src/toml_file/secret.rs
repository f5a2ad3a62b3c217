//! Lines that may hold a password, which nothing repeats: somebody may have written it where the name of a file or of
//! a variable belongs.

use std::borrow::Cow;

/// Words of keys whose values are nobody's business.
const WORDS: [&str; 8] = ["passw", "pwd", "secret", "token", "auth", "密码", "口令", "授权"];

/// May what stands behind a key be a password?
pub(crate) fn is_secret(key: &str) -> bool {
    let key = key.to_lowercase();
    WORDS.iter().any(|word| key.contains(word))
}

/// A line without the value of such a key.
pub(super) fn without(line: &str) -> Cow<'_, str> {
    match line.split_once('=') {
        Some((key, _)) if is_secret(key) => format!("{key}= …").into(),
        // A line without an equals sign may have lost it.
        None if is_secret(line) => "…".into(),
        _ => line.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_a_password_is_left_out() {
        assert_eq!(without("password = \"hunter2\""), "password = …");
        assert_eq!(without("  password_env=hunter2 # 1"), "  password_env= …");
        assert_eq!(without("授权码 = 'abc'"), "授权码 = …");
        assert_eq!(without("password hunter2"), "…");
        assert_eq!(without("user = \"a@example.com\""), "user = \"a@example.com\"");
    }
}
