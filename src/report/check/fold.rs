//! Long lists on narrow terminals: lines are broken between the parts of a list, never inside a name.

use unicode_width::UnicodeWidthChar;

/// How wide a line may be: with the indent of its section 100 columns.
pub const WIDTH: usize = 98;
/// What a part of a list ends in.
const ENDS: [&str; 6] = ["、", ", ", " · ", "：", "；", "; "];

/// Where a sentence may be broken.
const BREAKS: [&str; 7] = [" ", "，", "；", "、", "。", "：", "）"];

/// A sentence broken between its words; what is broken off is indented by so many blanks.
pub fn wrap(sentence: &str, indent: usize) -> String {
    broken(sentence, indent, &BREAKS)
}

/// Pieces that each stay whole, on lines of so many columns: one that does not fit begins a line, indented by so
/// many blanks instead of its own.
pub fn pack(pieces: impl IntoIterator<Item = String>, indent: usize, widest: usize) -> String {
    let (mut packed, mut width) = (String::new(), 0);
    for piece in pieces {
        let own = columns(piece.trim_end());
        if width > indent && width + own > widest {
            packed.truncate(packed.trim_end().len());
            packed.push('\n');
            packed.extend(std::iter::repeat_n(' ', indent));
            packed.push_str(piece.trim_start());
            width = indent + columns(piece.trim_start());
        } else {
            packed.push_str(&piece);
            width += columns(&piece);
        }
    }
    packed
}

/// A line broken after parts of its list; what is broken off is indented by so many blanks. A part that is
/// wider than a line stays whole.
pub fn fold(line: &str, indent: usize) -> String {
    broken(line, indent, &ENDS)
}

fn broken(line: &str, indent: usize, ends: &'static [&'static str]) -> String {
    let (mut folded, mut width) = (String::with_capacity(line.len() + 16), 0);
    for part in parts(line, ends) {
        let own = columns(part.trim_end());
        if width > indent && width + own > WIDTH {
            folded.truncate(folded.trim_end().len());
            folded.push('\n');
            folded.extend(std::iter::repeat_n(' ', indent));
            width = indent;
        }
        folded.push_str(part);
        width += columns(part);
    }
    folded
}

/// The parts of a line, each with what it ends in.
fn parts<'l>(line: &'l str, ends: &'static [&'static str]) -> impl Iterator<Item = &'l str> {
    let mut rest = line;
    std::iter::from_fn(move || {
        let found = ends.iter().filter_map(|end| rest.find(end).map(|at| at + end.len()));
        let at = found.min().unwrap_or(rest.len());
        let (part, after) = rest.split_at_checked(at)?;
        rest = after;
        (!part.is_empty()).then_some(part)
    })
}

/// How many columns a text takes; the codes of colours take none.
fn columns(text: &str) -> usize {
    let mut in_code = false;
    let width = |c: char| {
        let hidden = in_code || c == '\u{1b}';
        in_code = hidden && c != 'm';
        if hidden { 0 } else { c.width().unwrap_or_default() }
    };
    text.chars().map(width).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_broken_between_their_parts() {
        let names: Vec<String> = (10..40).map(|n| format!("商品{n}")).collect();
        let line = format!("用到的列：{}", names.join("、"));
        let folded = fold(&line, 4);
        let lines: Vec<&str> = folded.lines().collect();
        // 10 columns of title, 8 of each name with its mark: 11 names make 98.
        assert_eq!(lines.len(), 3, "{folded}");
        assert!(lines[0].ends_with("商品20、"), "{folded}");
        assert!(lines[1].starts_with("    商品21、"), "{folded}");
        assert!(lines.iter().all(|line| columns(line) <= WIDTH));
        assert_eq!(folded.replace("\n    ", ""), line);
    }

    #[test]
    fn a_part_wider_than_a_line_stays_whole() {
        let name = "x".repeat(150);
        assert_eq!(fold(&format!("a, {name}, b"), 2), format!("a,\n  {name},\n  b"));
        assert_eq!(fold(&name, 2), name);
        assert_eq!(fold("", 2), "");
    }

    #[test]
    fn sentences_are_broken_between_words() {
        let english = format!("  · {}", "an order enters on its sign day ".repeat(5).trim_end());
        let wrapped = wrap(&english, 4);
        assert_eq!(wrapped.lines().count(), 2, "{wrapped}");
        assert!(wrapped.lines().all(|line| columns(line) <= WIDTH));
        assert_eq!(wrapped.replace("\n   ", ""), english);
        let chinese = format!("  · {}", "签收当天进入，过完第九十天离开；".repeat(5));
        let wrapped = wrap(&chinese, 4);
        assert!(wrapped.lines().next().is_some_and(|line| line.ends_with(['，', '；'])), "{wrapped}");
        assert_eq!(wrapped.replace("\n    ", ""), chinese);
    }

    #[test]
    fn pieces_stay_whole() {
        let pieces = |of: &[&str]| of.iter().map(|p| p.to_string()).collect::<Vec<_>>();
        assert_eq!(pack(pieces(&["总分 70；", "商品 65", " · 今天起"]), 2, 30), "总分 70；商品 65 · 今天起");
        assert_eq!(
            pack(pieces(&["总分 70；", "商品 65", " · 今天起"]), 2, 20),
            "总分 70；商品 65\n  · 今天起"
        );
        assert_eq!(
            pack(pieces(&["too wide by itself; ", "a", " · b"]), 2, 5),
            "too wide by itself;\n  a\n  · b"
        );
    }

    #[test]
    fn colours_take_no_room() {
        assert_eq!(columns("\u{1b}[33m提醒\u{1b}[0m"), 4);
    }
}
