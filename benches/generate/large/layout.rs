//! The columns of a file in an order of the seed's, one of them under an alias.

use super::random::Random;

/// A name the platform's export has, and another one that some export has for the same column.
pub type Alias = (&'static str, &'static str);

/// The columns of one file.
pub struct Layout<const COUNT: usize> {
    /// By the names of the platform's export: what a cell is asked for by.
    pub columns: [&'static str; COUNT],
    /// As they stand in the file.
    pub header: [&'static str; COUNT],
}

impl<const COUNT: usize> Layout<COUNT> {
    /// Shuffles the columns and renames one; there must be an alias to choose.
    pub fn new(mut columns: [&'static str; COUNT], aliases: &[Alias], random: &mut Random) -> Self {
        for last in (1..COUNT).rev() {
            columns.swap(last, random.below(last as u64 + 1) as usize);
        }
        let &(renamed, alias) = random.pick(aliases);
        let header = columns.map(|name| if name == renamed { alias } else { name });
        Self { columns, header }
    }
}
