//! Names of sheets: legal, and each once.

use super::texts::shown;
use std::collections::HashSet;

/// How long a name may be, in units of UTF-16.
const LONGEST: usize = 31;

/// The names that are taken.
#[derive(Default)]
pub(super) struct Names(HashSet<String>);

impl Names {
    /// A legal name like the one that is wanted, which no other sheet has; `number` tells sheets apart that go on in
    /// the next.
    pub(super) fn take(&mut self, wanted: &str, number: usize) -> String {
        let wanted: String = shown(wanted).chars().filter(|c| !"[]:*?/\\".contains(*c)).collect();
        let wanted = wanted.trim().trim_matches('\'').trim();
        let wanted = if wanted.is_empty() { "Sheet" } else { wanted };
        let mut number = number;
        loop {
            let end = if number > 1 { format!(" ({number})") } else { String::new() };
            let name = shortened(wanted, LONGEST - end.len()) + &end;
            // Case makes no difference, and a name is Excel's own.
            if name.to_lowercase() != "history" && self.0.insert(name.to_lowercase()) {
                return name;
            }
            number += 1;
        }
    }
}

fn shortened(text: &str, longest: usize) -> String {
    let mut length = 0;
    let fits = |c: &char| {
        length += c.len_utf16();
        length <= longest
    };
    text.chars().take_while(fits).collect::<String>().trim_end().trim_end_matches('\'').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_legal_and_each_once() {
        let mut names = Names::default();
        assert_eq!(names.take("概览", 1), "概览");
        assert_eq!(names.take("概览", 1), "概览 (2)");
        assert_eq!(names.take("明细", 2), "明细 (2)");
        assert_eq!(names.take("a/b:c*[d]?\\'", 1), "abcd");
        assert_eq!(names.take("ABCD", 1), "ABCD (2)");
        assert_eq!(names.take("History", 1), "History (2)");
        assert_eq!(names.take("'", 1), "Sheet");
        let long = names.take(&"店".repeat(40), 1);
        assert_eq!(long, "店".repeat(31));
        assert_eq!(names.take(&"店".repeat(40), 1), "店".repeat(27) + " (2)");
        assert_eq!(names.take(&"😀".repeat(20), 1), "😀".repeat(15));
    }
}
