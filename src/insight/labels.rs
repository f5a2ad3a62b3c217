//! What cases are grouped by: the labels that `cases` prints for them (SPEC section 7).
//!
//! A label is a number, because every fact of a million orders gets one of each sort; its name is looked up for the few
//! that are shown.

use super::deciding_refund::{deciding_refund, is_decided_by_refunds};
use crate::analysis::Analysis;
use crate::catalogue::{Bilingual, Lang, Lookup, look_up, text};
use crate::field::Field;
use crate::indicator::Indicator;
use crate::shop::{LabelSet, NONE, Shop};
use crate::string_enum::string_enum;
use crate::time::Day;
use crate::timeline::{Fact, Facts, Subject};

string_enum! {
    /// What cases are grouped by.
    By {
        /// The product.
        Product = "product",
        /// The carrier.
        Carrier = "carrier",
        /// The province.
        Province = "province",
        /// The class of the after-sale's reason.
        Reason = "reason",
        /// The channel the order came through.
        Channel = "channel",
        /// The creator who sold it.
        Creator = "creator",
        /// The day that places the case in the window.
        Day = "day",
    }
}

impl By {
    /// What [`Labels::of_case`] gives. Days are not among them: a case has its own.
    pub const OF_CASES: [By; 6] =
        [By::Product, By::Carrier, By::Province, By::Reason, By::Channel, By::Creator];

    /// What it is called.
    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            By::Product => text::case_product_name(lang),
            By::Carrier => text::case_carrier(lang),
            By::Province => text::case_province(lang),
            By::Reason => text::case_reason(lang),
            By::Channel => text::case_channel(lang),
            By::Creator => text::case_creator(lang),
            By::Day => text::by_days(lang),
        }
    }

    /// What a word stands for: an id, a name, a part of one.
    pub(crate) fn look_up(word: &str) -> Lookup<By> {
        let named = |by: &By| (*by, [by.id(), by.name(Lang::Zh)].map(str::to_owned).to_vec());
        look_up(word, By::ALL.iter().map(named))
    }
}

/// The label of a case: a number that means something beside a [`By`] only. Numbers follow the order of rows, so nothing
/// that is printed may be sorted by them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Label(u32);

impl Label {
    /// The case has no such label.
    pub const NONE: Label = Label(NONE);

    /// The label of a day. (Days are counted from 2000-01-01, and there are no exports of earlier ones.)
    pub fn of_day(day: Day) -> Label {
        u32::try_from(day.0).map_or(Label::NONE, Label)
    }

    /// Whether the case has no such label.
    #[inline]
    pub fn is_none(self) -> bool {
        self == Label::NONE
    }

    /// A number below the number of labels of its sort.
    #[inline]
    pub(super) fn place(self) -> usize {
        self.0 as usize
    }
}

/// A label as it is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// A product's id (blank where it has only a name), the id of a class of reasons, a date; else the name.
    pub id: String,
    /// The name, in both languages: only those of classes of reasons differ.
    pub name: Bilingual<String>,
}

impl Group {
    fn of(id: String, name: String) -> Group {
        Group { id, name: Bilingual { zh: name.clone(), en: name } }
    }

    /// What has no other name than its id.
    pub(super) fn named(name: String) -> Group {
        Group::of(name.clone(), name)
    }

    /// The name, or the id where there is none.
    pub fn name(&self, lang: Lang) -> &str {
        let name = self.name.of(lang);
        if name.is_empty() { &self.id } else { name }
    }
}

/// Something found out for one order, of which facts come one after the other.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known<K, T> {
    of: K,
    is: T,
}

impl<K: Copy + PartialEq, T: Copy> Known<K, T> {
    /// Knows of one thing.
    pub(super) fn of(of: K, is: T) -> Known<K, T> {
        Known { of, is }
    }

    #[inline]
    pub(super) fn get(&mut self, of: K, find: impl FnOnce() -> T) -> T {
        if self.of != of {
            *self = Known { of, is: find() };
        }
        self.is
    }
}

/// The labels that an order gives to its cases of a product.
#[derive(Debug, Clone, Copy)]
struct OrderLabels {
    carrier: u32,
    others: LabelSet,
}

/// Gives the labels of facts, as they are at the end of a day.
pub struct Labels<'a> {
    facts: &'a Facts<'a>,
    day: Day,
    /// By order and product.
    order: Known<(u32, u32), OrderLabels>,
    has_channels: bool,
}

impl<'a> Labels<'a> {
    /// The labels that an analysis gives at the end of a day.
    pub fn new(analysis: &'a Analysis<'_>, day: Day) -> Labels<'a> {
        Labels::of(analysis.facts(), day)
    }

    pub(crate) fn of(facts: &'a Facts<'_>, day: Day) -> Labels<'a> {
        let has_column = |field| facts.shop().has_column(field);
        Labels {
            facts,
            day,
            order: Known::of((NONE, NONE), OrderLabels { carrier: NONE, others: LabelSet::NONE }),
            has_channels: has_column(Field::Channel) || has_column(Field::Creator),
        }
    }

    #[inline]
    fn shop(&self) -> &'a Shop {
        self.facts.shop()
    }

    /// The label of a fact of an indicator.
    #[inline]
    pub fn label(&mut self, by: By, indicator: Indicator, fact: &Fact) -> Label {
        match by {
            By::Product => Label(fact.product),
            By::Carrier => Label(self.of_fact(fact).carrier),
            By::Province => Label(self.of_fact(fact).others.province),
            By::Reason => self.reason(indicator, fact),
            By::Channel => Label(self.of_fact(fact).others.channel),
            By::Creator => Label(self.of_fact(fact).others.creator),
            By::Day => Label::of_day(fact.cohort),
        }
    }

    /// The labels of a fact of an indicator, one for each of [`By::OF_CASES`].
    #[inline]
    pub fn of_case(&mut self, indicator: Indicator, fact: &Fact) -> [Label; By::OF_CASES.len()] {
        let OrderLabels { carrier, others: LabelSet { province, channel, creator } } = self.of_fact(fact);
        let [carrier, province, channel, creator] =
            [Label(carrier), Label(province), Label(channel), Label(creator)];
        [Label(fact.product), carrier, province, self.reason(indicator, fact), channel, creator]
    }

    /// Of a parcel its own carrier, else that of the order's parcel picked up last. The channel and the creator of the
    /// sub-order that an after-sale names, else of that of the case's product, else of the dearest.
    #[inline]
    fn of_fact(&mut self, fact: &Fact) -> OrderLabels {
        let (shop, order, day, has_channels) =
            (self.shop(), self.order(fact.subject), self.day, self.has_channels);
        let mut labels = self.order.get((order, fact.product), || OrderLabels {
            carrier: shop.carrier_at(order, day),
            others: shop.labels_of_case(order, fact.product, has_channels),
        });
        match fact.subject {
            Subject::Order(_) | Subject::Service(_) => {}
            Subject::Parcel(_, number) => {
                labels.carrier = shop.parcel(number).map_or(labels.carrier, |own| own.carrier);
            }
            Subject::Refund(number) => {
                let named = shop.refund(number).and_then(|refund| shop.sub_of(order, refund.sub));
                if let Some(sub) = named {
                    labels.others = LabelSet { province: labels.others.province, ..shop.labels_of(sub) };
                }
            }
        }
        labels
    }

    /// The order of a case, [`NONE`] where it has none.
    #[inline]
    fn order(&self, subject: Subject) -> u32 {
        match subject {
            Subject::Order(order) | Subject::Parcel(order, _) => order,
            Subject::Refund(refund) => self.shop().refund(refund).map_or(NONE, |r| r.order),
            Subject::Service(_) => NONE,
        }
    }

    /// The class of the reason of the after-sale that made it a case.
    #[inline]
    fn reason(&self, indicator: Indicator, fact: &Fact) -> Label {
        let shop = self.shop();
        let refund = match fact.subject {
            Subject::Refund(refund) => shop.refund(refund),
            Subject::Order(order) if is_decided_by_refunds(indicator) => {
                deciding_refund(shop, indicator, self.day, order, fact).map(|(_, refund)| refund)
            }
            _ => None,
        };
        refund.map_or(Label::NONE, |refund| Label(u32::from(self.facts.reason_class(refund))))
    }

    /// A label as it is printed; blank where there is none.
    pub fn shown(&self, by: By, label: Label) -> Group {
        if label.is_none() {
            return Group::named(String::new());
        }
        match by {
            By::Product => {
                let (id, name) = self.shop().product(label.0);
                Group::of(id, name)
            }
            By::Reason => {
                let place = u16::try_from(label.0).unwrap_or(u16::MAX);
                let (class, name) = self.facts.definitions().reason_class(place);
                Group { id: class.id().to_owned(), name }
            }
            By::Day => Group::named(Day(label.0 as i32).to_string()),
            By::Carrier | By::Province | By::Channel | By::Creator => {
                Group::named(self.shop().names.text(label.0).into_owned())
            }
        }
    }
}
