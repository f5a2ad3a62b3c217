//! The comments of a rulebook that is to be changed by hand, found by the path of what they stand above.

use crate::bilingual::Bilingual;
use crate::source::{Generated, Problems, each_table};
use std::path::Path;

const PATH: &str = "src/catalogue/rulebook_comments.toml";

pub fn compile(problems: &mut Problems) -> Generated {
    println!("cargo::rerun-if-changed={PATH}");
    let mut arms = String::new();
    each_table(Path::new(PATH), problems, |path, comment: Bilingual| {
        let (zh, en) = (Lines::of(&comment.zh), Lines::of(&comment.en));
        if zh.toml != en.toml {
            return Err("zh has other lines of TOML than en".to_owned());
        }
        Bilingual { zh: zh.said, en: en.said }.places()?;
        arms += &format!("        {path:?} => {},\n", comment.value());
        Ok(())
    });
    let code = format!(
        "/// The comment of a path.\npub fn rulebook_comment(path: &str) -> Option<Bilingual> {{\n    \
         Some(match path {{\n{arms}        _ => return None,\n    }})\n}}\n"
    );
    ("rulebook_comments.rs", code)
}

/// A comment, apart from the lines of TOML in it, which are the same in every language.
struct Lines {
    said: String,
    toml: Vec<String>,
}

impl Lines {
    fn of(comment: &str) -> Lines {
        let (toml, said): (Vec<&str>, Vec<&str>) = comment.lines().partition(|line| line.starts_with("    "));
        Lines { said: said.join("\n"), toml: toml.into_iter().map(str::to_owned).collect() }
    }
}
