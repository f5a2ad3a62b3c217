//! Several files in the bytes of one: `MARK`, a name, a line feed, the content, and so on.

use std::path::Path;

/// No export holds it.
const MARK: &[u8] = b"\n\x1e\x1e\n";

/// The files, each with a name that stays in its folder.
pub fn of(bytes: &[u8]) -> impl Iterator<Item = (String, &[u8])> {
    let mut rest = bytes.strip_prefix(&MARK[1..]).or_else(|| bytes.strip_prefix(MARK));
    std::iter::from_fn(move || {
        let section = rest?;
        let end = section.windows(MARK.len()).position(|window| window == MARK);
        let (section, next) = match end {
            Some(end) => (&section[..end], Some(&section[end + MARK.len()..])),
            None => (section, None),
        };
        rest = next;
        let name = section.split(|byte| *byte == b'\n').next().unwrap_or_default();
        let content = section.get(name.len() + 1..).unwrap_or_default();
        Some((safe(name), content))
    })
}

/// The same files as bytes.
pub fn joined<'f>(files: impl Iterator<Item = (&'f str, &'f [u8])>) -> Vec<u8> {
    files.flat_map(|(name, content)| [MARK, name.as_bytes(), b"\n", content].concat()).collect()
}

fn safe(name: &[u8]) -> String {
    let name: String =
        String::from_utf8_lossy(name).chars().filter(|c| !"/\\\0".contains(*c)).take(60).collect();
    if Path::new(&name).file_name().is_some() { name } else { "file".to_owned() }
}
