//! What was read of a folder, as text: two ways of reading it give the same text or one of them is wrong.

use std::fmt::Write as _;
use std::path::Path;
use tiyanfen::catalogue::{Code, Lang};
use tiyanfen::input::{InputFile, Options, Splitting, survey};
use tiyanfen::shop::{OrderView, Shop};
use tiyanfen::threads::Threads;
use tiyanfen::time::{Day, Stamp};

/// Everything that was read of a folder.
pub fn read(folder: &Path, splitting: Splitting, threads: usize) -> String {
    let clock = Stamp::from_date(Day::parse("2026-11-22").unwrap().date()).unwrap();
    let threads = Threads::of(threads);
    let options = Options { splitting, threads, samples: 9, ..Options::new(vec![folder.to_owned()], clock) };
    let mut text = String::new();
    match survey(&options) {
        Ok(loaded) => {
            loaded.files.iter().for_each(|file| account(file, &mut text));
            // Which way a file was read is told; nothing else may differ.
            for told in loaded.diagnostics.iter().filter(|told| told.code != Code::ReadPlainly) {
                writeln!(text, "{} {:?} {:?}", told.message(Lang::En), told.line, told.column).unwrap();
            }
            dump(&loaded.shop, &mut text);
        }
        Err(told) => writeln!(text, "{told:?}").unwrap(),
    }
    text
}

/// Everything that was read of a folder, with so many partitions of the orders: without the numbers of orders and records,
/// which say in which partition they are, and by order id.
pub fn read_in_partitions(folder: &Path, partitions: u32) -> String {
    let clock = Stamp::from_date(Day::parse("2026-11-22").unwrap().date()).unwrap();
    let (splitting, partitions) = (Splitting::Pieces(64), Some(partitions));
    let options = Options { splitting, partitions, ..Options::new(vec![folder.to_owned()], clock) };
    let Ok(loaded) = survey(&options) else { return String::new() };
    let mut accounts = String::new();
    loaded.files.iter().for_each(|file| account(file, &mut accounts));
    let shop = &loaded.shop;
    let mut orders: Vec<String> = shop
        .orders()
        .map(|order| {
            let mut text =
                format!("{} {:?}", shop.order_id(order), OrderView { order: 0, ..shop.view(order) });
            shop.subs_of(order).for_each(|(_, sub)| {
                let (labels, amount) = (shop.labels_of(sub), shop.amount_of(sub));
                write!(text, "\n  {sub:?} {labels:?} {amount:?}").unwrap();
            });
            shop.parcels_of(order).for_each(|(_, parcel)| write!(text, "\n  {parcel:?}").unwrap());
            shop.reviews_of(order).for_each(|(_, review)| write!(text, "\n  {review:?}").unwrap());
            let mut refunds: Vec<String> = shop
                .refunds_of(order)
                .map(|(number, refund)| format!("\n  {} {refund:?}", shop.refund_id(number)))
                .collect();
            refunds.sort();
            text + &refunds.concat()
        })
        .map(|text| without_numbers(&text))
        .collect();
    orders.sort();
    format!("{accounts}{}\n{:?} {:?}", orders.join("\n"), shop.remarks, shop.newest_event)
}

/// Takes the numbers of records out of their text.
fn without_numbers(text: &str) -> String {
    let names = ["next: ", " order: ", "sub: ", "label_set: "];
    names.into_iter().fold(text.to_owned(), |text, name| {
        let mut parts = text.split(name);
        let first = parts.next().unwrap_or_default().to_owned();
        parts.fold(first, |all, part| all + "#" + part.trim_start_matches(|c: char| c.is_ascii_digit()))
    })
}

fn account(file: &InputFile, text: &mut String) {
    let InputFile { path, status, code, read, rejected, skipped, disposition, days, .. } = file;
    let path = path.rsplit('/').next().unwrap();
    writeln!(text, "{path} {status:?} {code:?} {read} {rejected} {skipped} {disposition:?} {days:?}")
        .unwrap();
}

fn dump(shop: &Shop, text: &mut String) {
    for order in shop.orders() {
        writeln!(text, "{} {:?}", shop.order_id(order), shop.view(order)).unwrap();
        shop.subs_of(order).for_each(|sub| {
            let (product, labels) = (shop.product(sub.1.product), shop.labels_of(sub.1));
            writeln!(text, "  {sub:?} {product:?} {labels:?} {:?}", shop.amount_of(sub.1)).unwrap();
        });
        shop.parcels_of(order).for_each(|parcel| writeln!(text, "  {parcel:?}").unwrap());
        shop.reviews_of(order).for_each(|review| writeln!(text, "  {review:?}").unwrap());
        shop.refunds_of(order)
            .for_each(|refund| writeln!(text, "  {refund:?} {}", shop.refund_id(refund.0)).unwrap());
    }
    let names: Vec<_> = (0..shop.names.len() as u32).map(|name| shop.names.text(name)).collect();
    writeln!(text, "{names:?} {:?} {:?} {:?}", shop.remarks, shop.newest_event, shop.service()).unwrap();
}
