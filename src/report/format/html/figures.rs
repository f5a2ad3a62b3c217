//! Figures that stand for themselves.

use super::markup::Tag;
use super::page::Page;
use crate::report::block::{Card, Fact, Headline};

impl Page {
    /// The figure that answers, below its title.
    pub(super) fn headline(&mut self, headline: &Headline) {
        self.headed(&headline.title, None);
        self.add_to_title(&headline.figure.text());
        self.inside(Tag::new("p").class("answer"), |page| {
            page.line_in(Tag::new("span").class("figure"), &headline.figure);
            page.markup.text(" ");
            page.text_in(Tag::new("span").class("of"), &headline.scale);
        });
        self.facts(&headline.beside);
    }

    /// Cards that say much are wider.
    pub(super) fn cards(&mut self, cards: &[Card]) {
        let says_much = cards.iter().any(|card| !card.blocks.is_empty());
        let class = if says_much { "cards wide" } else { "cards" };
        self.inside(Tag::new("div").class(class), |page| cards.iter().for_each(|card| page.card(card)));
    }

    fn card(&mut self, card: &Card) {
        let id = self.id('h');
        self.markup.break_line();
        self.inside(Tag::new("article").with("aria-labelledby", &id), |page| {
            page.headed(&card.title, Some(&id));
            page.inside(Tag::new("p").class("value"), |page| {
                page.line_in(Tag::new("span").class("figure"), &card.figure);
            });
            if !card.note.is_empty() {
                page.line_in(Tag::new("p").class("note"), &card.note);
            }
            card.sparkline.iter().for_each(|sparkline| page.sparkline(sparkline, &card.course));
            if card.sparkline.is_some() && !card.course.is_empty() {
                page.text_in(Tag::new("p").class("course"), &card.course);
            }
            card.share.iter().for_each(|share| page.bar(*share, false));
            page.facts(&card.facts);
            page.below(|page| page.parts(&card.blocks));
        });
    }

    fn facts(&mut self, facts: &[Fact]) {
        if facts.is_empty() {
            return;
        }
        self.inside(Tag::new("dl"), |page| {
            for fact in facts {
                page.inside(Tag::new("div"), |page| {
                    page.text_in(Tag::new("dt"), &fact.label);
                    page.line_in(Tag::new("dd"), &fact.figure);
                });
            }
        });
    }
}
