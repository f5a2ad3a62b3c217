//! Into which class a reason falls, and what that counts for.

use super::definitions::{Definitions, ReasonWords};
use super::{OTHER_CLASS, ReasonClass};
use crate::catalogue::{Bilingual, text};
use unicode_normalization::UnicodeNormalization;

/// What a reason counts for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Membership {
    pub quality: bool,
    pub logistics: bool,
    pub damage: bool,
    /// The place of its class among [`Definitions::reason_classes`].
    pub class: u16,
    /// Does it bear the mark that makes a reason a quality reason whatever the words?
    pub marked: bool,
}

impl Definitions {
    /// The classes of reasons in the order in which they are tried: id, words, and what they count for. Last
    /// comes [`OTHER_CLASS`], which has no words.
    pub fn reason_classes(&self) -> impl Iterator<Item = (ReasonClass, &[String], Membership)> {
        let classes = self.listed_classes();
        let classes = classes.map(|reason| (reason.class.clone(), reason.words.as_slice()));
        let classes = classes.chain([(ReasonClass::other(), &[][..])]);
        classes.map(|(class, words)| {
            let membership = self.membership_of_class(class.id(), false);
            (class, words, membership)
        })
    }

    /// What a reason counts for, by its words; the first class with one of them wins, else [`OTHER_CLASS`].
    pub fn membership(&self, reason: &str) -> Membership {
        let bare = bare(reason);
        if bare.contains(&self.quality_mark) {
            return self.membership_of_class(self.quality_mark_class.id(), true);
        }
        self.membership_of_class(self.class_of(&bare).unwrap_or(OTHER_CLASS), false)
    }

    /// The class of a reason without white space, `None` for [`OTHER_CLASS`].
    fn class_of(&self, bare: &str) -> Option<&str> {
        let fits = |class: &&ReasonWords| class.words.iter().any(|word| bare.contains(word.as_str()));
        self.reasons.iter().find(fits).map(|class| class.class.id())
    }

    fn membership_of_class(&self, class: &str, marked: bool) -> Membership {
        let within = |classes: &[ReasonClass]| classes.iter().any(|c| c.id() == class);
        Membership {
            quality: within(&self.quality_classes),
            logistics: within(&self.logistics_classes),
            damage: within(&self.damage_classes),
            class: u16::try_from(self.place_of_class(class)).unwrap_or(u16::MAX),
            marked,
        }
    }

    /// The classes that a rulebook lists, the one for whatever has no word of theirs aside.
    fn listed_classes(&self) -> impl Iterator<Item = &ReasonWords> {
        self.reasons.iter().filter(|reason| !reason.class.is_other())
    }

    fn place_of_class(&self, class: &str) -> usize {
        let mut listed = self.listed_classes();
        listed.position(|reason| reason.class.id() == class).unwrap_or_else(|| self.listed_classes().count())
    }

    /// The classes of reasons in the order of [`Definitions::reason_classes`], with their titles.
    pub(crate) fn reason_class_titles(&self) -> impl Iterator<Item = (ReasonClass, Bilingual<String>)> {
        let count = self.listed_classes().count();
        (0..=count).map(|place| self.reason_class(u16::try_from(place).unwrap_or(u16::MAX)))
    }

    /// The class of reasons at a place among [`Definitions::reason_classes`], with its title.
    pub(crate) fn reason_class(&self, place: u16) -> (ReasonClass, Bilingual<String>) {
        let class = self.listed_classes().nth(usize::from(place)).map(|reason| reason.class.clone());
        let class = class.unwrap_or_else(ReasonClass::other);
        let words = self.reasons.iter().find(|reason| reason.class == class);
        let own = words.and_then(|words| words.title_zh.clone().zip(words.title_en.clone()));
        let title = match own {
            Some((zh, en)) => Bilingual { zh, en },
            None if class.is_other() => Bilingual::from_fn(|lang| text::reason_other(lang).to_owned()),
            None => Bilingual::from_fn(|_| class.id().to_owned()),
        };
        (class, title)
    }
}

/// A reason as it is compared: half width, without white space.
pub(super) fn bare(reason: &str) -> String {
    reason.nfkc().filter(|c| !c.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rulebook::Rulebook;

    #[test]
    fn reasons_fall_into_the_first_class_that_matches() {
        let definitions = Rulebook::default_rulebook().unwrap().definitions;
        for (reason, class) in [
            ("多拍 / 错拍 / 不想要", Some("no_reason")),
            ("不喜欢 / 效果不好", Some("no_reason")),
            ("做工粗糙 / 有瑕疵 / 破损或污渍", Some("quality")),
            ("包装／商品破损", Some("damage")),
            ("大小／尺寸／重量与商品描述不符", Some("described")),
            ("收到商品少件 / 错件 / 空包裹", Some("wrong_or_missing")),
            ("少件／漏发", Some("wrong_or_missing")),
            ("假冒品牌", Some("authenticity")),
            ("快递一直未送达", Some("logistics")),
            ("未按约定时间发货", Some("logistics")),
            ("退运费", None),
            ("其他", None),
        ] {
            assert_eq!(definitions.class_of(&bare(reason)), class, "{reason}");
        }
        assert!(definitions.membership("其他（商品品质原因）").quality);
        assert!(!definitions.membership("其他").quality);
    }
}
