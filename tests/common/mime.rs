//! Mails taken apart: headers decoded, parts with their bytes.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// A mail, or a part of one.
#[derive(Debug)]
pub struct Part {
    /// The headers, unfolded, as they are written.
    pub headers: Vec<(String, String)>,
    /// What it holds, decoded.
    pub bytes: Vec<u8>,
    /// The parts that it holds instead.
    pub parts: Vec<Part>,
}

impl Part {
    /// Takes a mail apart, which has to be ASCII with lines of at most 998 characters, all ended by CR LF.
    pub fn parse(mail: &[u8]) -> Part {
        let text = std::str::from_utf8(mail).expect("ASCII");
        assert!(text.is_ascii());
        assert_eq!(text.replace("\r\n", "").matches(['\r', '\n']).count(), 0, "bare line ends");
        for line in text.split("\r\n") {
            assert!(line.len() <= 998, "a line of {}", line.len());
        }
        Part::of(text)
    }

    fn of(text: &str) -> Part {
        let (head, body) = text.split_once("\r\n\r\n").expect("a blank line behind the headers");
        let head = head.replace("\r\n ", " ").replace("\r\n\t", " ");
        let header = |line: &str| {
            let (name, value) = line.split_once(": ").unwrap_or_else(|| panic!("{line} is no header"));
            (name.to_owned(), value.to_owned())
        };
        let headers: Vec<(String, String)> =
            head.trim_start_matches("\r\n").split("\r\n").map(header).collect();
        let mut part = Part { headers, bytes: Vec::new(), parts: Vec::new() };
        let kind = part.header("Content-Type").unwrap_or_default().to_owned();
        if let Some((_, boundary)) = kind.split_once("boundary=\"") {
            let boundary = format!("--{}", boundary.trim_end_matches('"'));
            assert!(body.trim_end().ends_with(&format!("{boundary}--")), "the last border");
            let inner = body.split(&boundary).skip(1).filter(|inner| !inner.starts_with("--"));
            part.parts = inner.map(|inner| Part::of(inner.trim_start_matches("\r\n"))).collect();
        } else {
            assert_eq!(part.header("Content-Transfer-Encoding"), Some("base64"));
            part.bytes = STANDARD.decode(body.replace("\r\n", "")).expect("base64");
        }
        part
    }

    /// A header as it is written.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// A header as it is read: words of base64 decoded, blanks between them left out.
    pub fn decoded(&self, name: &str) -> String {
        let value = self.header(name).unwrap_or_default();
        let (mut text, mut rest, mut after_word) = (String::new(), value, false);
        while let Some((before, from)) = rest.split_once("=?utf-8?b?") {
            let (word, after) = from.split_once("?=").expect("the end of a word");
            if !(after_word && before.trim().is_empty()) {
                text += before;
            }
            text += &String::from_utf8(STANDARD.decode(word).expect("base64")).expect("UTF-8");
            (rest, after_word) = (after, true);
        }
        text + rest
    }

    /// What it holds as text.
    pub fn text(&self) -> String {
        String::from_utf8(self.bytes.clone()).expect("UTF-8")
    }

    /// The name of its file, as RFC 2231 writes it.
    pub fn file_name(&self) -> Option<String> {
        let disposition = self.header("Content-Disposition")?;
        if let Some((_, plain)) = disposition.split_once("filename=\"") {
            return Some(plain.trim_end_matches('"').to_owned());
        }
        let (mut encoded, mut is_plain) = (String::new(), false);
        for (n, piece) in disposition.split(';').skip(1).enumerate() {
            let (name, value) = piece.trim().split_once('=').expect("a parameter");
            is_plain = name == format!("filename*{n}");
            assert!(is_plain || name == "filename*" || name == format!("filename*{n}*"), "{disposition}");
            encoded += value.trim_matches('"');
        }
        if is_plain {
            return Some(encoded);
        }
        let (_, encoded) = encoded.split_once("''").expect("a character set");
        let mut bytes = Vec::new();
        let mut rest = encoded.as_bytes();
        while let Some((first, after)) = rest.split_first() {
            if *first == b'%' {
                bytes
                    .push(u8::from_str_radix(std::str::from_utf8(&after[..2]).unwrap(), 16).expect("a byte"));
                rest = &after[2..];
            } else {
                bytes.push(*first);
                rest = after;
            }
        }
        Some(String::from_utf8(bytes).expect("UTF-8"))
    }
}
