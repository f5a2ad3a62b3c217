//! Scores, trends and lists of shops from sums: the same as from the exports, save what only single orders tell.

mod common;

mod sums {
    pub mod refused;
    pub mod same;
    pub mod table;
}
