//! Every diagnostic a code, what is said of it, and a constructor that asks for what fills its places.

use crate::bilingual::{Bilingual, OneOrBoth};
use crate::source::{
    EnumValue, Enumeration, Generated, Problems, each_table, elements, file, files, variant,
};
use serde::Deserialize;
use std::collections::{BTreeMap, HashSet};
use std::path::Path;

const FOLDER: &str = "src/catalogue/diagnostics";

/// The files in the order in which their codes are listed.
const ORDER: [&str; 14] = [
    "command_line",
    "config",
    "files",
    "limits",
    "rules",
    "rows",
    "result",
    "official",
    "what_if",
    "calibration",
    "history",
    "facts",
    "sums",
    "mail",
];

/// What several diagnostics have in common, by name.
const SHARED: &str = "shared";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Diagnostic {
    severity: String,
    message: Bilingual,
    fix: Bilingual,
    /// What should have been found, where that is always the same: it fills the place of this name.
    expected: Option<Bilingual>,
    meaning: Bilingual,
    /// One alone is the name of a shared text.
    effect: OneOrBoth,
    #[serde(default)]
    example: Example,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Example {
    path: Option<String>,
    line: Option<u64>,
    column: Option<String>,
    places: BTreeMap<String, OneOrBoth>,
    command: Option<Command>,
    file: Option<File>,
}

/// A command line that brings the example out, and the same put right.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Command {
    wrong: String,
    right: String,
}

/// A file that does; without right lines only another export puts it right.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// The name of a shared header, or a header.
    header: String,
    wrong: Vec<String>,
    #[serde(default)]
    right: Vec<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Shared {
    headers: BTreeMap<String, String>,
    texts: BTreeMap<String, Bilingual>,
}

pub fn compile(problems: &mut Problems) -> Vec<Generated> {
    let named = |name: &str| Path::new(FOLDER).join(name).with_extension("toml");
    let expected: HashSet<_> = ORDER.iter().chain([&SHARED]).map(|name| named(name)).collect();
    for path in files(FOLDER, problems).iter().filter(|path| !expected.contains(*path)) {
        problems.push(format!("{}: is not in the order", path.display()));
    }
    let shared: Shared = file(&named(SHARED), problems).unwrap_or_default();
    let (mut values, mut constructors) = (Vec::new(), String::new());
    for name in ORDER {
        each_table(&named(name), problems, |id, said: Diagnostic| {
            let entry = said.entry(id, &shared)?;
            values.push(EnumValue { name: variant(id), doc: said.message.en.clone(), entry });
            constructors += &said.constructor(id)?;
            Ok(())
        });
    }
    let attributes = "/// A diagnostic's code.\n#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]";
    let codes = Enumeration { name: "Code", attributes, entry: "CodeEntry", values };
    vec![("codes.rs", codes.code()), ("diagnostics.rs", constructors)]
}

impl Diagnostic {
    /// The places of the message and of what to do, in the order of the Chinese texts.
    fn places(&self) -> Result<Vec<String>, String> {
        let mut places = self.message.places()?;
        let fix = self.fix.places()?;
        places.extend(fix.into_iter().filter(|place| !places.contains(place)).collect::<Vec<_>>());
        if self.expected.is_some() {
            places.retain(|place| place != "expected");
        }
        Ok(places)
    }

    /// A function that makes the diagnostic of all that fills its places.
    fn constructor(&self, id: &str) -> Result<String, String> {
        let (name, code, places) = (id.replace('-', "_"), variant(id), self.places()?);
        let parameters = elements(&places, |place| format!("{place}: impl Into<Arg>"));
        let args = elements(&places, |place| format!("({place:?}, {place}.into())"));
        Ok(format!(
            "#[doc = {:?}]\npub(crate) fn {name}({parameters}) -> Diagnostic {{\n    \
             Diagnostic::of(Code::{code}, vec![{args}])\n}}\n\n",
            self.message.en
        ))
    }

    /// All that is said of it as a value of the program.
    fn entry(&self, id: &str, shared: &Shared) -> Result<String, String> {
        if !id.bytes().all(|b| b.is_ascii_lowercase() || b == b'-') {
            return Err("a code is of small letters and -".to_owned());
        }
        let effect = self.effect.own_or(&shared.texts).map_err(|why| format!("effect: {why}"))?;
        for text in [&self.meaning, effect].into_iter().chain(&self.expected) {
            text.places()?;
        }
        let expected =
            self.expected.as_ref().map_or("None".to_owned(), |text| format!("Some({})", text.value()));
        Ok(format!(
            "CodeEntry {{ id: {id:?}, severity: Severity::{}, message: {}, fix: {}, expected: {expected}, \
             explanation: CodeExplanation {{ meaning: {}, effect: {}, {} }} }}",
            variant(&self.severity),
            self.message.value(),
            self.fix.value(),
            self.meaning.value(),
            effect.value(),
            self.example(shared)?
        ))
    }

    fn example(&self, shared: &Shared) -> Result<String, String> {
        let Example { path, line, column, places, command, file } = &self.example;
        let needed = self.places()?;
        if let Some(place) = needed.iter().find(|place| !places.contains_key(*place)) {
            return Err(format!("the example lacks the place {{{place}}}"));
        }
        if let Some(place) = places.keys().find(|place| !needed.contains(place)) {
            return Err(format!("the example fills {{{place}}}, which is no place"));
        }
        let args = elements(places, |(name, text)| format!("({name:?}, {})", text.value()));
        let input = match (command, file) {
            (Some(Command { wrong, right }), None) => {
                format!("Some(Input::Typed {{ wrong: {wrong:?}, right: {right:?} }})")
            }
            (None, Some(File { header, wrong, right })) => {
                let header = shared.headers.get(header).unwrap_or(header);
                format!("Some(Input::File {{ header: {header:?}, wrong: &{wrong:?}, right: &{right:?} }})")
            }
            (None, None) => "None".to_owned(),
            (Some(_), Some(_)) => return Err("an example is a command or a file, not both".to_owned()),
        };
        Ok(format!("path: {path:?}, line: {line:?}, column: {column:?}, args: &[{args}], input: {input}"))
    }
}
