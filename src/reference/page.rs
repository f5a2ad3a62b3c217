//! The document of `explain`: one page of the reference, whatever its subject.

use super::case::CasePage;
use super::code::CodePage;
use super::guide::GuidePage;
use super::index::Index;
use super::indicator::IndicatorPage;
use super::topic::Topic;
use crate::catalogue::Lang;
use crate::input::columns::Columns;
use crate::report::{Block, Document};
use crate::rulebook::Rulebook;
use serde::{Deserialize, Serialize};

/// A page of the reference. Texts in both languages; keys never absent.
#[derive(Debug, Serialize, Deserialize)]
pub struct ReferencePage {
    document: String,
    #[serde(flatten)]
    subject: Subject,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "topic", rename_all = "lowercase")]
enum Subject {
    Index(Index),
    Indicator(Box<IndicatorPage>),
    Diagnostic(Box<CodePage>),
    Guide(Box<GuidePage>),
    Case(Box<CasePage>),
}

impl ReferencePage {
    /// Everything that can be explained, a line each, with windows and weights of a rulebook.
    pub fn index(rulebook: &Rulebook) -> ReferencePage {
        ReferencePage::about(Subject::Index(Index::of(rulebook)))
    }

    /// A topic explained under a rulebook, columns by their header names.
    pub fn of(topic: Topic, rulebook: &Rulebook, columns: &Columns) -> ReferencePage {
        ReferencePage::about(match topic {
            Topic::Indicator(indicator) => {
                Subject::Indicator(Box::new(IndicatorPage::of(indicator, rulebook, columns)))
            }
            Topic::Code(code) => Subject::Diagnostic(Box::new(CodePage::of(code))),
            Topic::Guide(guide) => Subject::Guide(Box::new(GuidePage::of(guide))),
            Topic::Case(case) => Subject::Case(Box::new(CasePage::of(case, rulebook))),
        })
    }

    fn about(subject: Subject) -> ReferencePage {
        ReferencePage { document: ReferencePage::NAME.to_owned(), subject }
    }
}

impl Document for ReferencePage {
    const NAME: &'static str = "explain";

    fn blocks(&self, lang: Lang) -> Vec<Block> {
        match &self.subject {
            Subject::Index(index) => index.blocks(lang),
            Subject::Indicator(page) => page.blocks(lang),
            Subject::Diagnostic(page) => page.blocks(lang),
            Subject::Guide(page) => page.blocks(lang),
            Subject::Case(page) => page.blocks(lang),
        }
    }
}
