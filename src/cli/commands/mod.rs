//! One file per subcommand.

pub mod cases;
pub mod score;
