//! What the texts of a batch are: names, ids of products, or neither.

use super::rows::ProductRef;
use super::texts::TextRef;

/// How the texts of a batch are used: by their places, in the order of the first rows that use them so.
#[derive(Debug, Default)]
pub(super) struct TextUses {
    /// How a text is used.
    flags: Vec<u8>,
    pub(super) names: Vec<u32>,
    /// Products by id and by name in one list: however files are cut, they get the same numbers.
    pub(super) products: Vec<ProductRef>,
    /// By the text that names a product: the name of the product, the newest in a file of orders, the first in one of
    /// reviews, and the number of the row that gives it.
    product_names: Vec<Option<(u32, u32)>>,
    /// How many rows name a product.
    rows: u32,
}

impl TextUses {
    const NAME: u8 = 1;
    const PRODUCT: u8 = 2;
    const PRODUCT_BY_NAME: u8 = 4;

    /// Whether no row before has used a text so.
    #[inline]
    fn is_first(&mut self, place: usize, flag: u8) -> bool {
        let is_first = self.flags.get(place).is_none_or(|flags| flags & flag == 0);
        if is_first {
            self.note(place, flag);
        }
        is_first
    }

    #[cold]
    fn note(&mut self, place: usize, flag: u8) {
        if self.flags.len() <= place {
            self.flags.resize((place + 1).next_power_of_two(), 0);
            self.product_names.resize(self.flags.len(), None);
        }
        if let Some(flags) = self.flags.get_mut(place) {
            *flags |= flag;
        }
    }

    #[inline]
    pub(super) fn name(&mut self, text: TextRef) {
        if let Some(text) = text.some()
            && self.is_first(text.place(), TextUses::NAME)
        {
            self.names.push(text.place() as u32);
        }
    }

    /// Notes a product and its name, which replaces a known one where `name_wins`.
    #[inline]
    pub(super) fn product(&mut self, id: TextRef, name: TextRef, name_wins: bool) -> ProductRef {
        let product = ProductRef::of(id, name);
        self.name(name);
        let Some(place) = product.place() else { return product };
        let flag = if product.is_by_name() { TextUses::PRODUCT_BY_NAME } else { TextUses::PRODUCT };
        if self.is_first(place, flag) {
            self.products.push(product);
        }
        self.rows += 1;
        if let (Some(name), Some(slot)) = (name.some(), self.product_names.get_mut(place))
            && (name_wins || slot.is_none())
        {
            *slot = Some((self.rows, name.place() as u32));
        }
        product
    }

    /// The products that rows give names to, in the order of these rows: by the places of the texts that name them, each
    /// with the place of its name.
    pub(super) fn product_names(&self) -> Vec<(usize, usize)> {
        let named = self.product_names.iter().enumerate();
        let mut named: Vec<_> = named.filter_map(|(place, name)| Some((*name.as_ref()?, place))).collect();
        named.sort_unstable();
        named.into_iter().map(|((_, name), place)| (place, name as usize)).collect()
    }
}
