//! The languages of the program.

/// A language of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lang {
    /// Chinese.
    Zh,
    /// English.
    En,
}

impl Lang {
    /// The language of a locale such as `zh_CN.UTF-8`; Chinese where it says nothing (`C`, `POSIX`).
    fn of_locale(locale: Option<&str>) -> Lang {
        let locale = locale.unwrap_or_default().to_ascii_lowercase();
        let language = locale.split(['_', '-', '.', '@']).next().unwrap_or_default();
        match language {
            "" | "c" | "posix" | "zh" | "yue" => Lang::Zh,
            _ => Lang::En,
        }
    }

    /// The language of the machine: `LC_ALL`, `LC_MESSAGES` and LANG where they are set, else what the
    /// system says.
    pub fn of_machine() -> Lang {
        let set = |name: &str| std::env::var(name).ok().filter(|v| !v.is_empty());
        let locale = set("LC_ALL").or_else(|| set("LC_MESSAGES")).or_else(|| set("LANG"));
        Lang::of_locale(locale.or_else(sys_locale::get_locale).as_deref())
    }

    /// One of two texts.
    pub fn pick<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
        match self {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_is_the_default_language() {
        assert_eq!(Lang::of_locale(None), Lang::Zh);
        assert_eq!(Lang::of_locale(Some("C")), Lang::Zh);
        assert_eq!(Lang::of_locale(Some("C.UTF-8")), Lang::Zh);
        assert_eq!(Lang::of_locale(Some("zh_CN.UTF-8")), Lang::Zh);
        assert_eq!(Lang::of_locale(Some("en_US.UTF-8")), Lang::En);
        assert_eq!(Lang::of_locale(Some("de-DE")), Lang::En);
    }
}
