//! What a mail says: the report as text and as a page, and the files that come with it, which are those that `score`
//! writes.

use super::built_score::{BuiltScore, Reports};
use super::mail_route::Route;
use super::outcome::Failure;
use super::output::BYTE_ORDER_MARK;
use crate::catalogue::{Diagnostic, Lang, diagnostics, text};
use crate::mail::{Attachment, Letter, Message};
use crate::report::{Detail, Document, Format, ScoreReport, Style, mail_page};
use crate::time;

/// How wide the text is: programs that show it seldom show more.
const WIDTH: usize = 80;
/// So many characters of a shop's name.
const MOST: usize = 40;

/// The formats that are attached, each once; typed with commas between them.
pub(super) fn formats(typed: &[String]) -> Result<Vec<Format>, Diagnostic> {
    let mut formats = Vec::new();
    for id in
        typed.iter().flat_map(|typed| typed.split([',', '，'])).map(str::trim).filter(|id| !id.is_empty())
    {
        let known = attachable().find(|format| format.id() == id);
        let missing = || diagnostics::format_missing("mail", id, ids());
        let format = known.ok_or_else(missing)?;
        if !formats.contains(&format) {
            formats.push(format);
        }
    }
    Ok(formats)
}

/// The formats that a file can have; the text is the mail itself.
fn attachable() -> impl Iterator<Item = Format> {
    Format::all_of::<ScoreReport>().filter(|format| *format != Format::Text)
}

/// Their names.
pub(super) fn ids() -> String {
    attachable().map(Format::id).collect::<Vec<_>>().join(", ")
}

/// The mail.
pub(super) fn message(
    reports: &Reports,
    route: &Route,
    formats: &[Format],
    subject: &str,
    detail: Detail,
    lang: Lang,
) -> Result<Message, Failure> {
    let (report, style) = (reports.score(), Style { detail, ..Style::PLAIN });
    let attachments: Result<_, Diagnostic> =
        formats.iter().map(|format| attachment(reports.of_format(*format), *format, lang)).collect();
    let letter = Letter {
        from: route.from.clone(),
        to: route.to.clone(),
        subject: subject.to_owned(),
        text: plain(report, style, lang)?,
        html: mail_page(&report.blocks(lang), subject, lang, style),
        attachments: attachments?,
        written: time::now(),
    };
    Ok(letter.message()?)
}

/// The report as text.
fn plain(report: &ScoreReport, style: Style, lang: Lang) -> Result<String, Diagnostic> {
    let bytes = report.render(Format::Text, lang, style.for_width(WIDTH))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The report as a file.
fn attachment(built: &BuiltScore, format: Format, lang: Lang) -> Result<Attachment, Diagnostic> {
    let mut bytes = built.render(format, lang, Style::PLAIN)?;
    // Whoever opens it does so with a spreadsheet program.
    if format == Format::Csv {
        bytes.splice(0..0, BYTE_ORDER_MARK.iter().copied());
    }
    Ok(Attachment { name: name(built.score(), format, lang), media_type: format.media_type(), bytes })
}

/// What it is, of which shop, of which day.
fn name(report: &ScoreReport, format: Format, lang: Lang) -> String {
    let shop = report.head.shop.as_deref().map(as_file_name).filter(|shop| !shop.is_empty());
    let shop = shop.map_or(String::new(), |shop| format!("-{shop}"));
    format!("{}{shop}-{}.{}", text::file_stem(lang), report.head.as_of, format.ending())
}

/// A name without what file systems and mail programs do not take in one.
fn as_file_name(name: &str) -> String {
    let is_kept = |c: &char| c.is_alphanumeric() || "-_+().（）&".contains(*c);
    let kept: String = name.chars().filter(is_kept).take(MOST).collect();
    kept.trim_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_shops_become_names_of_files() {
        assert_eq!(as_file_name("我的小店（旗舰）"), "我的小店（旗舰）");
        assert_eq!(as_file_name("../a/b\\c:\u{202e}<x>\n"), "abcx");
        assert_eq!(as_file_name("…/"), "");
        assert_eq!(as_file_name(&"店".repeat(200)).chars().count(), MOST);
    }

    #[test]
    fn formats_are_those_that_a_file_can_have() {
        let of = |typed: &[&str]| formats(&typed.iter().map(|typed| (*typed).to_owned()).collect::<Vec<_>>());
        assert_eq!(of(&["csv,json", "csv"]).unwrap(), [Format::Csv, Format::Json]);
        assert_eq!(of(&[]).unwrap(), []);
        assert!(of(&["text"]).is_err() && of(&["pdf"]).is_err());
    }
}
