//! A diagnostic explained.

use super::keys;
use super::layout::{first, labelled, section, title};
use crate::catalogue::{Bilingual, Code, Input, Lang, Severity, text};
use crate::report::{Block, Line, Paragraph, Span, Tone};
use serde::{Deserialize, Serialize};

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct CodePage {
    code: Code,
    severity: Severity,
    #[serde(flatten, with = "keys::meaning")]
    meaning: Bilingual<String>,
    /// What it means for the score.
    #[serde(flatten, with = "keys::effect")]
    effect: Bilingual<String>,
    /// What to do, as the example says it.
    #[serde(flatten, with = "keys::mend")]
    fix: Bilingual<String>,
    /// As the program says it.
    #[serde(flatten, with = "keys::example")]
    example: Bilingual<String>,
    /// What brings the example out; null where no line or two can show it.
    input: Option<InputExample>,
}

/// What brings a diagnostic out, and the same put right.
#[derive(Debug, Serialize, Deserialize)]
struct InputExample {
    /// Null for a command line.
    file: Option<String>,
    /// Null for a command line.
    header: Option<String>,
    wrong: Vec<String>,
    /// Empty where only another export puts it right.
    right: Vec<String>,
}

impl CodePage {
    pub(super) fn of(code: Code) -> CodePage {
        let explanation = code.explanation();
        let example = code.example();
        let owned = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect();
        let input = explanation.input.map(|input| match input {
            Input::Typed { wrong, right } => {
                InputExample { file: None, header: None, wrong: owned(&[wrong]), right: owned(&[right]) }
            }
            Input::File { header, wrong, right } => InputExample {
                file: explanation.path().map(str::to_owned),
                header: Some(header.to_owned()),
                wrong: owned(wrong),
                right: owned(right),
            },
        });
        CodePage {
            code,
            severity: code.severity(),
            meaning: explanation.meaning.to_owned(),
            effect: explanation.effect.to_owned(),
            fix: Bilingual::from_fn(|lang| example.fix(lang)),
            example: Bilingual::from_fn(|lang| example.render(lang)),
            input,
        }
    }

    pub(super) fn blocks(&self, lang: Lang) -> Vec<Block> {
        let severity = match self.severity {
            Severity::Error if self.code.is_of_sending() => text::severity_not_sent(lang),
            Severity::Error => text::severity_error(lang),
            Severity::Warning => text::severity_warning(lang),
            Severity::Note => text::severity_note(lang),
        };
        let said = [
            labelled(text::explain_meaning(lang), self.meaning.of(lang), lang),
            labelled(text::explain_effect(lang), self.effect.of(lang), lang),
        ];
        let fix = first(labelled(text::what_to_do(lang), self.fix.of(lang), lang)).into();
        let lines = self.example.of(lang).lines().map(Line::from).collect();
        let mut blocks = vec![
            Block::Section(vec![title(self.code.id(), Span::new(severity, self.severity.into())), fix]),
            Block::Section(said.map(Block::from).into()),
            section(text::explain_example(lang), [Block::Verbatim { level: 1, lines }]),
        ];
        blocks.extend(self.input.as_ref().map(|input| input.section(lang)));
        blocks
    }
}

impl InputExample {
    fn section(&self, lang: Lang) -> Block {
        let marked = |mark: &str, tone: Tone, lines: &[String]| {
            let marked = lines.iter().map(|line| Line::new(mark, tone).then(format!(" {line}")));
            marked.collect::<Vec<_>>()
        };
        let lines = [marked("✗", Tone::Bad, &self.wrong), marked("✓", Tone::Good, &self.right)].concat();
        let header = self.header.as_deref().map(Line::from);
        let blocks = [
            Block::Verbatim { level: 2, lines: header.into_iter().collect() },
            Block::Verbatim { level: 1, lines },
        ];
        match (&self.file, &self.header) {
            (Some(file), Some(_)) => {
                let where_it_is = Paragraph::new(text::explain_input_of(lang, file));
                Block::Section(std::iter::once(where_it_is.into()).chain(blocks).collect())
            }
            (None, Some(_)) => section(text::explain_input(lang), blocks),
            _ => section(text::explain_typed(lang), blocks),
        }
    }
}
