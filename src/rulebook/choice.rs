//! What `--rules` names: one rulebook, or a family of which the one in force on the as-of day is meant.

use super::{Rulebook, built_in};
use crate::catalogue::{Diagnostic, Lookup, diagnostics};
use crate::time::Day;

/// A rulebook, or a family of them.
#[derive(Debug, Clone)]
pub(crate) enum Choice {
    /// Whatever the day.
    One(Box<Rulebook>),
    /// The one of a family that is in force.
    Family(String),
}

impl Choice {
    /// The family or built-in rulebook that people call so, by its title or by a part of that.
    ///
    /// # Errors
    ///
    /// Where a built-in rulebook cannot be read.
    pub(crate) fn called(word: &str) -> Result<Option<Choice>, Diagnostic> {
        match built_in::look_up(word) {
            Lookup::Found(name) if built_in::families().contains(&name) => {
                Ok(Some(Choice::Family(name.to_owned())))
            }
            Lookup::Found(id) => Ok(Some(Choice::One(Box::new(Rulebook::built_in(id)?)))),
            _ => Ok(None),
        }
    }

    /// What a word names: a family, a built-in rulebook or a file.
    pub(crate) fn named(word: &str) -> Result<Choice, Vec<Diagnostic>> {
        if built_in::families().contains(&word) {
            return Ok(Choice::Family(word.to_owned()));
        }
        if !super::names_file(word)
            && let Some(choice) = Choice::called(word).map_err(|wrong| vec![wrong])?
        {
            return Ok(choice);
        }
        Ok(Choice::One(Box::new(Rulebook::named_or_file(word)?)))
    }

    pub(crate) fn usual() -> Result<Choice, Diagnostic> {
        Ok(Choice::One(Box::new(Rulebook::default_rulebook()?)))
    }

    /// The rulebook on a day. Before the first of a family it is the default one, with a note that says so.
    pub(crate) fn on(&self, day: Day) -> Result<(Rulebook, Option<Diagnostic>), Diagnostic> {
        let family = match self {
            Choice::One(rulebook) => return Ok((rulebook.as_ref().clone(), None)),
            Choice::Family(family) => family,
        };
        if let Some(id) = built_in::in_force(family, day) {
            return Ok((Rulebook::built_in(id)?, None));
        }
        let usual = Rulebook::default_rulebook()?;
        let first = built_in::first_day(family).map_or("–".to_owned(), |first| first.to_string());
        let note = diagnostics::rulebook_not_yet(family.as_str(), first, day, usual.title());
        Ok((usual, Some(note)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Code;
    use crate::rulebook;

    #[test]
    fn a_family_changes_on_the_day_a_rulebook_comes_into_force() {
        let mut seen = 0;
        for family in rulebook::families() {
            let choice = Choice::named(family).unwrap();
            let books = rulebook::ids().into_iter().map(|id| Rulebook::built_in(id).unwrap());
            for book in books.filter(|book| book.family.as_deref() == Some(family)) {
                let in_force = book.in_force.clone().unwrap();
                let first = in_force.first_day().unwrap();
                assert_eq!(choice.on(first).unwrap().0.id, book.id);
                assert_ne!(choice.on(first.plus(-1)).unwrap().0.id, book.id);
                if let Some(last) = in_force.until.as_deref().and_then(Day::parse) {
                    assert_eq!(choice.on(last).unwrap().0.id, book.id);
                    assert_ne!(choice.on(last.plus(1)).unwrap().0.id, book.id);
                }
                seen += 1;
            }
            let (usual, note) = choice.on(Day::parse("2020-01-01").unwrap()).unwrap();
            assert_eq!(usual.id, rulebook::default_id());
            assert!(note.is_some_and(|note| note.code == Code::RulebookNotYet));
        }
        assert!(seen >= 5);
    }
}
