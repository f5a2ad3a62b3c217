//! The texts of a batch, in one arena. A short text that comes again and again (a product's name, a carrier) is a
//! [`TextRef`], which is looked up among the shop's names once per batch instead of once per row.

use super::{Id, NONE};

/// A short text of a batch, or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TextRef(u32);

impl Default for TextRef {
    fn default() -> TextRef {
        TextRef::NONE
    }
}

impl TextRef {
    pub(crate) const NONE: TextRef = TextRef(NONE);

    #[inline]
    pub(super) fn is_none(self) -> bool {
        self == TextRef::NONE
    }

    #[inline]
    pub(super) fn some(self) -> Option<TextRef> {
        (!self.is_none()).then_some(self)
    }

    /// Its place among the texts of its batch.
    #[inline]
    pub(super) fn place(self) -> usize {
        self.0 as usize
    }
}

/// Neighbouring entries of a list of a batch.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct IndexRange(u32, u32);

impl IndexRange {
    /// Appends entries to a list.
    pub(super) fn appended<T>(list: &mut Vec<T>, entries: impl IntoIterator<Item = T>) -> IndexRange {
        let start = list.len() as u32;
        list.extend(entries);
        IndexRange(start, list.len() as u32)
    }

    pub(super) fn is_empty(self) -> bool {
        self.0 == self.1
    }

    pub(super) fn range(self) -> std::ops::Range<usize> {
        self.0 as usize..self.1 as usize
    }
}

#[derive(Debug, Default)]
pub(crate) struct TextArena {
    arena: Vec<u8>,
    texts: Vec<Id>,
}

impl TextArena {
    /// A text as an id; one that cannot be packed is kept in the arena.
    pub(crate) fn id(&mut self, text: &str) -> Id {
        Id::packed(text.as_bytes()).unwrap_or_else(|| {
            let start = self.arena.len();
            self.arena.extend_from_slice(text.as_bytes());
            Id::in_arena(start, text.len())
        })
    }

    /// Adds a text. Equal texts are not recognised: that is what the caches of cells are for.
    pub(crate) fn add(&mut self, text: &str) -> TextRef {
        let id = self.id(text);
        self.texts.push(id);
        TextRef(self.texts.len() as u32 - 1)
    }

    /// Whether two ids of this arena are the same.
    #[inline]
    pub(super) fn are_equal(&self, a: Id, b: Id) -> bool {
        match (a.bytes_in(&self.arena), b.bytes_in(&self.arena)) {
            (None, None) => a == b,
            (a, b) => a == b,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.texts.len()
    }

    /// The bytes that ids of this arena refer to.
    #[inline]
    pub(super) fn bytes(&self) -> &[u8] {
        &self.arena
    }

    /// The id of a text; [`Id::NONE`] for none.
    pub(super) fn get(&self, text: TextRef) -> Id {
        self.at(text.place())
    }

    pub(super) fn at(&self, place: usize) -> Id {
        self.texts.get(place).copied().unwrap_or_default()
    }
}
