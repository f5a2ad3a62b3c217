//! The READMEs and the pages of `docs/`, read from the disk, with what in them is generated.

use crate::common::{run, tiyanfen};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use tiyanfen::catalogue::Lang;
use tiyanfen::reference::tables;

/// A page in one language.
pub struct Page {
    /// Its path inside the repository.
    pub path: String,
    pub lang: Lang,
    pub text: String,
}

pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every page, the READMEs first.
pub fn pages() -> Vec<Page> {
    let mut paths: Vec<String> = fs::read_dir(root().join("docs"))
        .unwrap()
        .map(|entry| format!("docs/{}", entry.unwrap().file_name().to_string_lossy()))
        .collect();
    paths.sort();
    paths.splice(0..0, ["README.md", "README.zh-CN.md"].map(str::to_owned));
    paths
        .into_iter()
        .map(|path| {
            let lang = if path.ends_with(".zh-CN.md") { Lang::Zh } else { Lang::En };
            let text = fs::read_to_string(root().join(&path)).unwrap();
            Page { path, lang, text }
        })
        .collect()
}

pub fn readmes() -> impl Iterator<Item = Page> {
    pages().into_iter().filter(|page| page.path.starts_with("README"))
}

/// Pages that exist in both languages: English, Chinese.
pub fn pairs() -> Vec<(Page, Page)> {
    let mut all = pages();
    let mut pairs = Vec::new();
    while let Some(at) = all.iter().position(|page| page.lang == Lang::Zh) {
        let zh = all.remove(at);
        let name = zh.path.replace(".zh-CN.md", ".md");
        let at = all.iter().position(|page| page.path == name).expect("an English page for each Chinese one");
        pairs.push((all.remove(at), zh));
    }
    pairs
}

impl Page {
    /// The fenced blocks of a language, in order.
    pub fn blocks(&self, language: &str) -> Vec<&str> {
        let fence = format!("```{language}\n");
        self.text.split(&fence).skip(1).map(|rest| rest.split("```").next().unwrap()).collect()
    }

    /// The page without its fenced blocks and its generated tables.
    pub fn prose(&self) -> String {
        let outside = self.text.split("```").step_by(2).collect::<Vec<_>>().join("");
        let mut kept = String::new();
        let mut rest = outside.as_str();
        while let Some((before, after)) = rest.split_once("<!-- ") {
            kept.push_str(before);
            let (name, inside) = after.split_once(" -->").expect("a closed comment");
            let end = format!("<!-- /{name} -->");
            // A mark without an end stands for nothing but itself.
            rest = inside.split_once(&end).map_or(inside, |(_, after)| after);
        }
        kept + rest
    }

    /// Code within sentences.
    pub fn spans(&self) -> Vec<String> {
        self.prose().split('`').skip(1).step_by(2).map(str::to_owned).collect()
    }

    /// The links to other files, with their anchors.
    pub fn links(&self) -> Vec<String> {
        let prose = self.prose();
        let links = prose.split("](").skip(1).filter_map(|rest| rest.split_once(')'));
        links.map(|(link, _)| link.to_owned()).filter(|link| !link.contains("://")).collect()
    }

    /// The headings as GitHub makes anchors of them.
    pub fn anchors(&self) -> BTreeSet<String> {
        let headings = self.text.lines().filter_map(|line| line.split_once("# ").map(|(_, text)| text));
        let is_kept = |c: &char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
        headings
            .map(|text| text.to_lowercase().chars().filter(is_kept).collect::<String>().replace(' ', "-"))
            .collect()
    }

    /// The page with its tables and outputs as the program makes them.
    pub fn renewed(&self) -> String {
        let mut text = self.text.clone();
        for (name, table) in tables(self.lang).unwrap() {
            let (begin, end) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
            if let Some((before, rest)) = text.split_once(&begin) {
                let (_, after) = rest.split_once(&end).unwrap_or_else(|| panic!("{}: {end}", self.path));
                text = format!("{before}{begin}{table}{end}{after}");
            }
        }
        for block in self.blocks("text") {
            let Some(command) = block.lines().next().and_then(|line| line.strip_prefix("$ tiyanfen ")) else {
                continue;
            };
            let done = run(tiyanfen().args(command.split(' ')).current_dir(root()));
            // A block that ends with … shows the beginning.
            let shown = match block.strip_suffix("…\n") {
                Some(beginning) => {
                    let lines = done.stdout.lines().take(beginning.lines().count() - 1);
                    lines.map(|line| format!("{line}\n")).collect::<String>() + "…\n"
                }
                None => done.stdout,
            };
            text = text.replace(block, &format!("$ tiyanfen {command}\n{shown}"));
        }
        text
    }
}

/// Where a link of a page leads: the file, and the anchor in it.
pub fn target(page: &Page, link: &str) -> (PathBuf, Option<String>) {
    let (file, anchor) = match link.split_once('#') {
        Some((file, anchor)) => (file, Some(anchor.to_owned())),
        None => (link, None),
    };
    let folder = Path::new(&page.path).parent().unwrap();
    let file = if file.is_empty() { PathBuf::from(&page.path) } else { folder.join(file) };
    let mut plain = PathBuf::new();
    for part in file.components() {
        match part {
            std::path::Component::ParentDir => assert!(plain.pop(), "{}: {link}", page.path),
            part => plain.push(part),
        }
    }
    (plain, anchor)
}
