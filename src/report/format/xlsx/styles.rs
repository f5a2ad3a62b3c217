//! How cells look. Every style is made once.

use crate::catalogue::Lang;
use crate::report::sheet::NumberKind;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// What is written in the darkest colour: headings.
pub(super) const INK: Color = Color::RGB(0x1F_2A_44);
/// What is well, what is middling, what is not: letters and ground.
pub(super) const GOOD: (Color, Color) = (Color::RGB(0x1A_7F_37), Color::RGB(0xDD_F4_E4));
pub(super) const MIDDLING: Color = Color::RGB(0xFD_F0_C4);
pub(super) const BAD: (Color, Color) = (Color::RGB(0xB4_23_18), Color::RGB(0xFD_E2_DF));
/// Bars, and the line of what is known.
pub(super) const MAIN: Color = Color::RGB(0x2F_6F_ED);
/// What stands back.
pub(super) const FAINT: Color = Color::RGB(0x6B_72_80);
const LINE: Color = Color::RGB(0xE1_E5_EB);

/// The styles of a workbook in a language.
pub(super) struct Styles {
    pub lang: Lang,
    pub title: Format,
    pub heading: Format,
    pub note: Format,
    pub column: Format,
    pub figures: Format,
    pub text: Format,
    pub wrapped: Format,
    pub day: Format,
    pub time: Format,
    pub blank: Format,
    /// What runs over blank cells beside it.
    pub over: Format,
    base: Format,
}

impl Styles {
    pub(super) fn new(lang: Lang) -> Styles {
        let size = match lang {
            Lang::Zh => 10.0,
            Lang::En => 11.0,
        };
        let plain = Format::new()
            .set_font_name(font(lang))
            .set_font_size(size)
            .set_align(FormatAlign::VerticalCenter);
        let base = plain.clone().set_border_bottom(FormatBorder::Thin).set_border_bottom_color(LINE);
        let strong = |size: f64| plain.clone().set_bold().set_font_size(size).set_font_color(INK);
        let inside = |format: &Format, align| format.clone().set_align(align).set_indent(1);
        let column = plain.clone().set_bold().set_font_color(Color::White).set_background_color(INK);
        let column = column.set_text_wrap();
        let words = inside(&base, FormatAlign::Left).set_num_format("@");
        Styles {
            lang,
            title: strong(16.0),
            heading: strong(12.0),
            note: plain.clone().set_font_color(FAINT),
            column: inside(&column, FormatAlign::Left),
            figures: column.set_align(FormatAlign::Right),
            wrapped: words.clone().set_text_wrap(),
            text: words,
            day: inside(&base, FormatAlign::Left).set_num_format("yyyy-mm-dd"),
            time: inside(&base, FormatAlign::Left).set_num_format("yyyy-mm-dd hh:mm:ss"),
            over: inside(&plain, FormatAlign::Left).set_num_format("@").set_font_color(FAINT),
            blank: base.clone(),
            // Indented numbers do not end below each other everywhere.
            base: base.set_align(FormatAlign::Right),
        }
    }

    /// The letters.
    pub(super) fn font(&self) -> &'static str {
        font(self.lang)
    }

    /// A number.
    pub(super) fn number(&self, kind: NumberKind) -> Format {
        self.base.clone().set_num_format(kind.format(self.lang))
    }

    /// The figure that answers, with the end of its scale.
    pub(super) fn headline(&self, kind: NumberKind, scale: &str) -> Format {
        let end = if scale.is_empty() { String::new() } else { format!("\" / {scale}\"") };
        let large = self.title.clone().set_font_size(28.0).set_font_color(MAIN).set_align(FormatAlign::Left);
        large.set_num_format(kind.format(self.lang) + &end)
    }
}

fn font(lang: Lang) -> &'static str {
    lang.pick("Microsoft YaHei", "Calibri")
}
