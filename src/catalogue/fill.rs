//! Templates with places, `{so}`.

/// Fills the places of a template.
pub(crate) fn fill(template: &str, args: &[(&str, String)]) -> String {
    let mut text = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        let (before, from) = rest.split_at(open);
        text.push_str(before);
        let close = from.find('}').unwrap_or(from.len() - 1);
        let name = from.get(1..close).unwrap_or_default();
        match args.iter().find(|(key, _)| *key == name) {
            Some((_, value)) => text.push_str(value),
            None => text.push_str(from.get(..=close).unwrap_or_default()),
        }
        rest = from.get(close + 1..).unwrap_or_default();
    }
    text.push_str(rest);
    text
}

/// The names of the places of a template, sorted.
#[cfg(test)]
pub(crate) fn places(template: &str) -> Vec<&str> {
    let mut names: Vec<&str> =
        template.split('{').skip(1).filter_map(|part| part.split_once('}').map(|(name, _)| name)).collect();
    names.sort_unstable();
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_filled() {
        let args = [("n", "3".to_owned()), ("path", "a{n}.csv".to_owned())];
        assert_eq!(fill("{path}: {n} rows, {n}; {other}", &args), "a{n}.csv: 3 rows, 3; {other}");
    }
}
