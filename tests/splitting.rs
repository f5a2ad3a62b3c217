//! Files read in pieces of any size, by any number of threads, give what the csv crate alone gives: the same
//! shop, the same account of every row, the same messages with the same lines.

#[path = "common/read_shop.rs"]
mod read_shop;

use proptest::prelude::*;
use read_shop::{read, read_in_partitions};
use tempfile::TempDir;
use tiyanfen::input::Splitting;

const HEADER: &str =
    "主订单编号,子订单编号,选购商品,商品ID,订单应付金额,支付完成时间,发货时间,订单状态,售后状态,省";

/// Rows with what is known to go wrong: quotes, line breaks, blank lines, headers and totals amid the data,
/// joined cells, ids that do not fit, cells that cannot be read.
fn nasty_file() -> String {
    let rows = [
        "\"\t6917926768823643751\",\"\t6917926768823643751\",\"\t辣丝丝\",11,28.90,2026-09-22 00:54:10,-,已完成,-,广东省",
        "",
        "6917926768823643752,,\"大包, \"\"两斤\"\"\n一袋\",12,\"1,234.00\",2026/9/22 8:00,2026-09-23 00:00:00,已发货,-,-",
        "合计,,,,1263.90,,,,,",
        HEADER,
        "\"\",6917926768823643753,x,11,1,2026-09-22 00:54:10,-,已完成,-,北京",
        "6917926768823643754,a;b,一;二,11;12,1;2,2026-09-22 00:54:10,-,已完成;已关闭,-,北京市",
        "b9a6c5f5df52c7226ac85aee7524c27f,SF1,x,12,free,2026-09-22 00:54:10,-,已完成,-,北京",
        "6917926768823643755,1,x,12,1,someday,-,已完成,-,北京",
        "6917926768823643756,1,x,12",
        "6917926768823643756,1,x,12,1,2026-09-22 00:54:10,-,没见过,-,北京,,,",
        "6917926768823643757,1,x,12,1,2026-09-22 00:54:10,-,已完成,-,北京,,,more",
    ];
    format!("\u{feff}{HEADER}\r\n{}\r\n", rows.join("\r\n"))
}

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = TempDir::new().unwrap();
    files.iter().for_each(|(name, bytes)| std::fs::write(folder.path().join(name), bytes).unwrap());
    folder
}

/// Every size of pieces up to a limit, with one thread and with three.
fn agrees(files: &[(&str, &[u8])], sizes: impl Iterator<Item = u64>) -> Result<(), TestCaseError> {
    let folder = folder(files);
    let plain = read(folder.path(), Splitting::Plain, 1);
    for size in sizes {
        for threads in [1, 3] {
            let pieces = read(folder.path(), Splitting::Pieces(size), threads);
            prop_assert_eq!(&pieces, &plain, "pieces of {} bytes, {} threads", size, threads);
        }
    }
    Ok(())
}

#[test]
fn a_nasty_file_cut_at_every_byte() {
    let nasty = nasty_file();
    agrees(&[("o.csv", nasty.as_bytes())], (1..=nasty.len() as u64 + 1).chain([1 << 20])).unwrap();
    let plain = read(folder(&[("o.csv", nasty.as_bytes())]).path(), Splitting::Plain, 1);
    assert!(plain.contains("o.csv Used None 9 5 3 "), "{plain}");
}

#[test]
fn wherever_the_proof_fails_the_csv_crate_reads_on() {
    let nasty = nasty_file();
    let breaks = [
        ("辣丝丝", "5\" 辣"),
        ("已关闭", "\"已\"关闭"),
        ("没见过", "没\r见过"),
        ("someday", "\u{feff}\"x\""),
        ("more", "\"more"),
    ];
    for (from, to) in breaks {
        let text = nasty.replacen(from, to, 1);
        assert_ne!(text, nasty);
        agrees(&[("o.csv", text.as_bytes())], (1..=text.len() as u64).step_by(5).chain([1 << 20])).unwrap();
    }
}

#[test]
fn a_quote_in_the_last_row_that_swallows_nothing_but_the_end_costs_that_row_alone() {
    let row = "6917926768823643751,1,x,12,1,2026-09-22 00:54:10,-,已完成,-,北京";
    let text = format!("{HEADER}\n{row}\n6917926768823643752,\"1,x,12\n");
    agrees(&[("o.csv", text.as_bytes())], (1..=text.len() as u64).step_by(3).chain([1 << 20])).unwrap();
    let plain = read(folder(&[("o.csv", text.as_bytes())]).path(), Splitting::Plain, 1);
    assert!(plain.contains("o.csv Used None 2 1 0 "), "{plain}");
}

#[test]
fn a_record_with_a_byte_order_mark_keeps_it_wherever_it_stands() {
    let row = "6917926768823643751,1,x,12,1,2026-09-22 00:54:10,-,已完成,-,北京";
    let text = format!("{HEADER}\n{row}\n\u{feff}\"6917926768823643752\",{}\n{row}\n", &row[20..]);
    agrees(&[("o.csv", text.as_bytes())], 1..=text.len() as u64).unwrap();
    // The quote behind the mark opens nothing; the one before the line break does.
    let text = format!("{HEADER}\n{row}\n\u{feff}\",11,\"\n\",2026-10-01 09:00:00,-,已完成,-,北京\n{row}\n");
    agrees(&[("o.csv", text.as_bytes())], 1..=text.len() as u64).unwrap();
    let plain = read(folder(&[("o.csv", text.as_bytes())]).path(), Splitting::Plain, 1);
    assert!(plain.contains("o.csv Used None 3 1 0 "), "{plain}");
}

#[test]
fn what_stands_before_the_header_may_be_longer_than_a_piece() {
    let text = format!("导出说明\n\n第二行,很长很长很长\n{}", nasty_file().trim_start_matches('\u{feff}'));
    agrees(&[("o.csv", text.as_bytes())], [1, 7, 30, 90, 200, 300, 1 << 20].into_iter()).unwrap();
}

/// Found by fuzzing: products by id and by name were numbered one kind after the other, piece by piece.
#[test]
fn products_without_an_id_are_numbered_like_the_others() {
    let row = |order: u32, id: &str, product: &str| {
        format!("69179267688236437{order:02},{id},{product},28.90,2026-09-22 00:54:10,-,已完成,-,-\n")
    };
    let header =
        "主订单编号,子订单编号,商品ID,订单应付金额,支付完成时间,发货时间,订单状态,售后状态,选购商品\n";
    let rows = [row(1, "", "371820699814"), row(2, "", ";718206998140"), row(3, "", "371820699403")];
    let text = format!("{header}{}", rows.concat()).replace(",-\n", ",辣丝丝\n");
    agrees(&[("o.csv", text.as_bytes())], 1..=text.len() as u64).unwrap();
}

#[test]
fn a_file_cut_off_anywhere() {
    let nasty = nasty_file();
    for end in (0..nasty.len()).step_by(3) {
        agrees(&[("o.csv", &nasty.as_bytes()[..end])], [3, 64, 200, 1 << 20].into_iter()).unwrap();
    }
}

#[test]
fn every_encoding() {
    let nasty = nasty_file();
    let text = nasty.trim_start_matches('\u{feff}');
    let (bytes, _, _) = encoding_rs::GB18030.encode(text);
    agrees(&[("o.csv", &bytes)], (1..=bytes.len() as u64).step_by(7).chain([1 << 20])).unwrap();
    // Meant as UTF-8, with a byte that is not.
    let mut broken = text.as_bytes().to_vec();
    let place = text.find("大包").unwrap();
    broken[place] = 0xff;
    agrees(&[("o.csv", &broken)], (1..=broken.len() as u64).step_by(7).chain([1 << 20])).unwrap();
}

/// Rows of every kind, about the same orders.
fn row(kind: usize, order: u32, day: u32, cells: &[String; 3]) -> String {
    let (id, [a, b, c]) = (6_917_926_768_823_600_000_u64 + u64::from(order), cells);
    let time = format!("2026-10-{day:02} 09:0{}:00", order % 10);
    match kind {
        0 => format!("{id},{id},{a},11,{b},{time},{c},已完成,-,北京"),
        1 => format!("YT{order:03},\"\t{id}\",{a},{time},{b},{time},{c}"),
        2 => format!("{order},{id},-,退货退款,{a},退款成功,{time},{b},{c}"),
        _ => format!("{time},{id},11,{a},5,{b}{c}"),
    }
}

const HEADERS: [(&str, &str); 4] = [
    ("orders.csv", HEADER),
    ("logistics.csv", "运单号,订单编号,物流公司,发货时间,揽收时间,签收时间,包裹状态"),
    (
        "refunds.csv",
        "售后单号,订单号,商品单号,售后类型,售后原因,售后状态,售后申请时间,同意售后申请时间,售后完结时间",
    ),
    ("reviews.csv", "评价日期,订单ID,商品ID,商品名称,商品评价得分,评价内容"),
];

/// A cell of a row: what stands in exports, what people make of it, and what tears files apart.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => prop::sample::select(vec!["-", "", "28.90", "2026-10-09 10:00:00", "辣条", "\"a,b\"", "\"\t7\"", "已签收"]).prop_map(String::from),
        2 => "([a,;订\n]|\"\"){0,12}".prop_map(|inner| format!("\"{inner}\"")),
        2 => (nearly_usual(), any::<bool>()).prop_map(|(text, is_quoted)| if is_quoted { format!("\"{text}\"") } else { text }),
        1 => "[a\";\r\n\u{0}\u{feff}]{0,4}".prop_map(String::from),
    ]
}

/// Text in the forms that are read the fast way, and text that misses one of them by little.
fn nearly_usual() -> impl Strategy<Value = String> {
    let usual = prop::sample::select(vec![
        "2026-10-09 10:00:00",
        "2000-01-01 00:00:00",
        "2026-02-29 10:00:00",
        "\t6917926768823600003",
        "6917926768823600003",
        "69179267688236000031",
        "6917926768823600",
        "128.90",
        "1234567890.12",
        ".90",
        "5",
        "11",
        "退款成功",
        "无仲裁记录",
        "北京市",
    ]);
    let byte = prop::sample::select(vec!["", "0", "9", ":", "/", "-", ";", " ", ".", "a", "\t"]);
    (usual, any::<prop::sample::Index>(), prop_oneof![2 => Just("="), 1 => byte]).prop_map(
        |(text, place, byte)| {
            let mut bytes: Vec<char> = text.chars().collect();
            if byte != "=" {
                let place = place.index(bytes.len());
                bytes.splice(place..=place, byte.chars());
            }
            bytes.into_iter().collect()
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn any_files_in_any_pieces(
        rows in prop::collection::vec((0usize..4, 0u32..12, 1u32..28, [cell(), cell(), cell()]), 1..40),
        size in 1u64..400,
        line_end in prop::sample::select(vec!["\n", "\r\n"]),
    ) {
        let texts: Vec<String> = HEADERS.iter().enumerate().map(|(kind, (_, header))| {
            let rows = rows.iter().filter(|row| row.0 == kind).map(|(_, order, day, cells)| row(kind, *order, *day, cells));
            [(*header).to_owned()].into_iter().chain(rows).map(|row| row + line_end).collect()
        }).collect();
        let files: Vec<(&str, &[u8])> = HEADERS.iter().zip(&texts).map(|((name, _), text)| (*name, text.as_bytes())).collect();
        agrees(&files, [size, 64, 1 << 19].into_iter())?;
        let folder = folder(&files);
        let one = read_in_partitions(folder.path(), 1);
        for partitions in [2, 7, 64] {
            prop_assert_eq!(&read_in_partitions(folder.path(), partitions), &one, "{} partitions", partitions);
        }
    }

    /// Rows that name no order are kept until a piece ends where many orders name their tracking number, and rows that do
    /// name one come between them. In pieces of one row nothing is kept.
    #[test]
    fn parcels_of_many_orders_whether_their_rows_name_one_or_not(
        rows in prop::collection::vec(
            (0u32..2, prop::collection::vec(0u32..22, 0..3), prop::sample::subsequence(vec![0, 1, 2, 3, 4], 0..4)),
            1..30,
        ),
    ) {
        let id = |order: u32| 6_917_926_768_823_600_000_u64 + u64::from(order);
        let mut orders = format!("{HEADER},快递信息\n");
        for order in 0..20 {
            let other = if order < 5 { "" } else { ";YT00-圆通速递" };
            let id = id(order);
            orders += &format!("{id},{id},辣条,11,9.9,2026-10-01 09:00:00,-,已发货,-,北京,YT11-圆通速递{other}\n");
        }
        let mut parcels = format!("{}\n", HEADERS[1].1);
        for (at, (tracking, named, filled)) in rows.iter().enumerate() {
            let names: Vec<String> = named.iter().map(|order| id(*order).to_string()).collect();
            let time = format!("2026-10-02 10:{at:02}:00");
            let status = ["已签收", "拒收", "运输中"][at % 3];
            let mut cells = [if at % 2 == 0 { "中通快递" } else { "申通快递" }, &time, &time, &time, status];
            (0..5).filter(|cell| !filled.contains(cell)).for_each(|cell| cells[cell] = "");
            parcels += &format!("YT{tracking}{tracking},{},{}\n", names.join(";"), cells.join(","));
        }
        let files: [(&str, &[u8]); 2] = [("orders.csv", orders.as_bytes()), ("logistics.csv", parcels.as_bytes())];
        agrees(&files, [1, 300, 1 << 19].into_iter())?;
    }
}
