//! Of several rows of a sub-order the newest wins, for the columns its file has: labels and amounts, which records hold as
//! numbers of sets and places in lists, against a model that keeps each cell.

use super::{Batch, BatchNumbers, Id, LabelSet, NONE, OrderRow, Shop, ShopBuilder, TextRef, order_flag};
use crate::field::Kind;
use crate::threads::Threads;
use crate::time::Stamp;
use proptest::prelude::{Strategy, any, prop};
use proptest::{prop_assert_eq, prop_oneof, proptest};

const COLUMNS: [u32; 4] =
    [order_flag::PROVINCE, order_flag::CREATOR, order_flag::CHANNEL, order_flag::AMOUNT];

/// A row: which order it is of, its labels, and its amount.
type Row = (u8, [Option<u8>; 3], Option<i64>);

/// The columns of a file, and its rows.
type File = ([bool; 4], Vec<Row>);

/// What is known of an order: its labels, and its amount.
type Known = ([Option<String>; 3], Option<i64>);

fn amount() -> impl Strategy<Value = Option<i64>> {
    let any = prop_oneof![0..10_000_i64, any::<i64>(), prop::sample::select(vec![(1 << 30) - 1, 1 << 30])];
    prop::option::of(any)
}

fn files() -> impl Strategy<Value = Vec<File>> {
    let labels = prop::array::uniform3(prop::option::of(0_u8..5));
    let row = (0_u8..12, labels, amount());
    prop::collection::vec((any::<[bool; 4]>(), prop::collection::vec(row, 0..20)), 0..6)
}

fn id(order: u8) -> Id {
    Id::packed(format!("{}", 100 + u32::from(order)).as_bytes()).unwrap()
}

/// Provinces, creators and channels have names in common.
fn name(label: u8) -> String {
    format!("名{label}")
}

fn joined(files: &[File]) -> Shop {
    let mut shop = ShopBuilder::new(Stamp::MISSING, Threads::of(1));
    shop.share_out(2);
    let numbers = BatchNumbers::default();
    let mut batch = Batch::new(shop.routes(&numbers, None));
    for (columns, rows) in files {
        let has = columns.iter().zip(COLUMNS).filter(|(has, _)| **has);
        let flags = has.fold(order_flag::STANDS_FOR_ROW, |flags, (_, flag)| flags | flag);
        let source = shop.add_source(Kind::Orders, []).unwrap();
        for (order, labels, amount) in rows {
            let mut label = |column: usize| match labels[column].filter(|_| columns[column]) {
                Some(label) => batch.texts.add(&name(label)),
                None => TextRef::NONE,
            };
            let (province, creator, channel) = (label(0), label(1), label(2));
            let amount = amount.filter(|_| columns[3]);
            let ids = OrderRow::of_ids(id(*order), id(*order), flags);
            batch.order(OrderRow { amount, province, creator, channel, ..ids });
        }
        shop.take(batch.finish(), Kind::Orders, source);
    }
    let joined = shop.join_orders(vec![batch.into_rows()]);
    shop.finish(joined, Vec::new())
}

fn modelled(files: &[File]) -> [Option<Known>; 12] {
    let mut orders: [Option<Known>; 12] = Default::default();
    for (columns, rows) in files {
        for (order, labels, amount) in rows {
            let known = orders[usize::from(*order)].get_or_insert_default();
            for column in (0..3).filter(|column| columns[*column]) {
                known.0[column] = labels[column].map(name);
            }
            if columns[3] {
                known.1 = *amount;
            }
        }
    }
    orders
}

proptest! {
    #[test]
    fn the_newest_cell_of_each_column_is_kept(files in files()) {
        let shop = joined(&files);
        for (order, expected) in modelled(&files).into_iter().enumerate() {
            let found = shop.order_named(&format!("{}", 100 + order));
            let found: Option<Known> = found.and_then(|order| shop.subs_of(order).next()).map(|(_, sub)| {
                let LabelSet { province, creator, channel } = shop.labels_of(sub);
                let name = |number: u32| (number != NONE).then(|| shop.names.text(number).into_owned());
                ([province, creator, channel].map(name), shop.amount_of(sub))
            });
            prop_assert_eq!(found, expected);
        }
    }
}
