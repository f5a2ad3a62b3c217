//! "Did you mean …?"

/// The known word most like another; `None` where nothing is like it.
pub fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    const LEAST: f64 = 0.75;
    let word = word.to_lowercase();
    let like = |name: &str| strsim::jaro_winkler(&word, &name.to_lowercase());
    let scored = known.into_iter().map(|name| (like(name), name));
    scored.filter(|(likeness, _)| *likeness >= LEAST).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_of_the_finger_is_understood_and_nonsense_is_not() {
        assert_eq!(nearest("order_idd", ["order_id", "sku"]), Some("order_id"));
        assert_eq!(nearest("Orders", ["orders", "reviews"]), Some("orders"));
        assert_eq!(nearest("xyz", ["orders", "reviews"]), None);
    }
}
