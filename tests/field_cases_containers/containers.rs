//! Containers: what is no CSV, xlsx or zip, whatever its name.

use crate::base::{ORDER_COLUMNS, base, orders, others, said_of, scored, total};
use crate::common::container::zipped;
use crate::common::input;
use std::io::Write;

pub fn gz(content: impl AsRef<[u8]>) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(content.as_ref()).expect("memory");
    packed.finish().expect("memory")
}

/// A file, its bytes, the code and a part of the message.
fn unreadable() -> Vec<(&'static str, Vec<u8>, &'static str, &'static str)> {
    let bytes = |begin: &[u8]| [begin, &[7; 300]].concat();
    let tar = [&[b'a'; 257][..], b"ustar\x0000", &[0; 300]].concat();
    let xml = r#"<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table></Table></Worksheet></Workbook>"#;
    let login = "<html><body>登录已过期，请重新登录</body></html>";
    let form = "<!DOCTYPE html>\n<html><body><form><table><tr><td><input type=\"password\"></table></form>";
    let table = "<html><head><meta charset=gbk></head><table><tr><td>主订单编号</td></tr></table></html>";
    let expired = "<?xml version=\"1.0\"?>\n<Error><Code>AccessDenied</Code></Error>";
    let numbers = zipped(&[("Index/Document.iwa", "\u{0}\u{1}"), ("Metadata/Properties.plist", "x")]);
    let xlsb = zipped(&[("[Content_Types].xml", "<Types/>"), ("xl/workbook.bin", "\u{1}")]);
    let (archive, unsupported, answer) = ("archive-unsupported", "container-unsupported", "download-failed");
    vec![
        ("订单.rar", bytes(b"Rar!\x1a\x07\x01\x00"), archive, "a rar archive"),
        ("订单4.rar", bytes(b"Rar!\x1a\x07\x00"), archive, "a rar archive"),
        ("订单.7z", bytes(b"7z\xbc\xaf\x27\x1c\x00\x04"), archive, "a 7z archive"),
        ("改名.zip", bytes(b"Rar!\x1a\x07\x01\x00"), archive, "a rar archive"),
        ("订单.csv.xz", bytes(b"\xfd7zXZ\0"), archive, "a xz archive"),
        ("订单.csv.zst", bytes(b"\x28\xb5\x2f\xfd"), archive, "a zstd archive"),
        ("订单.csv.bz2", bytes(b"BZh91AY"), archive, "a bzip2 archive"),
        ("订单.tar", tar.clone(), archive, "a tar archive"),
        ("订单.tar.gz", gz(tar), archive, "a tar archive"),
        ("订单.xlsb", xlsb, unsupported, "a binary Excel file (xlsb)"),
        ("订单.numbers", numbers, unsupported, "a Numbers table"),
        ("订单.xls", xml.into(), unsupported, "an XML spreadsheet of 2003"),
        ("订单页.xls", table.into(), unsupported, "a web page (HTML), whatever its name"),
        ("登录.csv", login.into(), answer, "a login page"),
        ("登录.xlsx", form.into(), answer, "a login page"),
        ("过期.csv", expired.into(), answer, "a web page"),
        ("失效.csv", r#"{"code":10001,"msg":"登录态失效"}"#.into(), answer, "JSON from a web site"),
        ("数组.csv", "\u{feff}[\n {\"id\": 1}]".into(), answer, "JSON from a web site"),
    ]
}

#[test]
fn each_is_named_and_the_good_files_beside_it_count() {
    for (name, bytes, code, message) in unreadable() {
        let (exit, report) = scored(&base().file(name, &bytes), &[]);
        assert_eq!((exit, total(&report).as_str()), (2, "3.91"), "{name}");
        assert_eq!(input(&report, name)["status"], "refused", "{name}");
        let said = said_of(&report, name);
        let fits = |(c, m): &(&str, &str)| *c == code && m.contains(message);
        assert!(said.len() == 1 && said.iter().all(fits), "{name}: {said:?}");
    }
}

#[test]
fn what_to_do_is_said() {
    let fix = |name: &str, bytes: &[u8]| {
        let run = base().file(name, bytes).run(&["score", ".", "--as-of", "2026-09-25"]);
        run.stderr
    };
    assert!(fix("a.rar", b"Rar!\x1a\x07\x01\x00").contains("unpack it and give the files"));
    assert!(
        fix("a.csv", b"<html>log in</html>")
            .contains("log in to the back office, export and download it again")
    );
}

/// Web pages and notes lie in folders under their own names.
#[test]
fn pages_under_their_own_names_are_passed_over() {
    let folder = base()
        .file("说明.html", "<html><body>怎么导出</body></html>")
        .file("接口.json", "{\"a\": 1}")
        .file("合同.pdf", b"%PDF-1.7\n\0\0\0\0\0\0\0\0\0\0\0\0");
    let (exit, report) = scored(&folder, &[]);
    assert_eq!((exit, total(&report).as_str()), (0, "3.91"));
    for file in ["说明.html", "接口.json", "合同.pdf"] {
        assert_eq!(input(&report, file)["code"], "file-skipped", "{file}");
    }
}

/// What merely begins with a bracket is text.
#[test]
fn a_header_in_brackets_is_no_json() {
    let text =
        orders(ORDER_COLUMNS, "").replacen("主订单编号", "[备注],主订单编号", 1).replace("\n69", "\n-,69");
    let (exit, report) = scored(&others().file("订单.csv", text), &[]);
    assert_eq!((exit, total(&report).as_str()), (0, "3.91"), "{report}");
}

#[test]
fn gzip_is_read_as_what_is_inside() {
    let csv = orders(ORDER_COLUMNS, "");
    let nested = zipped(&[("订单.csv", &csv)]);
    for (name, bytes) in [
        ("订单.csv.gz", gz(&csv)),
        ("订单.CSV.GZ", gz(&csv)),
        // Without the ending that says so.
        ("订单.csv", gz(&csv)),
        ("订单.zip.gz", gz(nested)),
        ("订单.csv.gz.gz", gz(gz(&csv))),
        // Two members, one behind the other, are one file.
        ("两段.csv.gz", [gz(&csv[..200]), gz(&csv[200..])].concat()),
    ] {
        let (exit, report) = scored(&others().file(name, bytes), &[]);
        assert_eq!((exit, total(&report).as_str()), (0, "3.91"), "{name}: {}", report["warnings"]);
        assert_eq!(input(&report, "飞鸽.csv")["used"], 7, "{name}");
    }
    let gzipped = gz(&csv);
    let in_zip = zipped_bytes(&[("订单.csv.gz", &gzipped)]);
    let (exit, report) = scored(&others().file("全部.zip", in_zip), &[]);
    assert_eq!((exit, total(&report).as_str()), (0, "3.91"), "{}", report["warnings"]);
    assert_eq!(input(&report, "全部.zip/订单.csv.gz")["used"], 10);
}

/// The name inside the ending `.gz` counts like any other.
#[test]
fn the_name_of_a_file_in_gzip_says_the_same() {
    let service = "客服昵称,接待会话量,全天3分钟回复率\n小满,10,90%\n";
    let (_, report) = scored(&base().file("客服_20260914.csv.gz", gz(service)), &[]);
    assert!(said_of(&report, "客服_20260914.csv.gz").is_empty(), "{}", report["warnings"]);
    assert_eq!(input(&report, "客服_20260914.csv.gz")["read"], 1);
}

#[test]
fn damaged_gzip_is_refused_as_a_whole() {
    let whole = gz(orders(ORDER_COLUMNS, ""));
    let cut = &whole[..whole.len() / 2];
    let without_checksum = &whole[..whole.len() - 8];
    let mut flipped = whole.clone();
    let last = flipped.len() - 6;
    flipped[last] ^= 0xff;
    let followed = [&whole[..], b"something else"].concat();
    for (what, bytes) in [
        ("cut", cut),
        ("without its checksum", without_checksum),
        ("with a wrong checksum", &flipped[..]),
        ("followed by something else", &followed[..]),
    ] {
        let (exit, report) = scored(&base().file("新订单.csv.gz", bytes), &[]);
        assert_eq!((exit, total(&report).as_str()), (2, "3.91"), "{what}");
        let said = said_of(&report, "新订单.csv.gz");
        assert!(said.len() == 1 && said[0].0 == "container-damaged", "{what}: {said:?}");
    }
    let deep = gz(gz(gz(orders(ORDER_COLUMNS, ""))));
    let (exit, report) = scored(&base().file("新订单.gz", deep), &[]);
    assert_eq!((exit, said_of(&report, "新订单.gz")[0].0), (2, "zip-too-deep"));
}

#[test]
fn text_named_like_a_workbook_is_text() {
    let csv = orders(ORDER_COLUMNS, "");
    for name in ["订单.xls", "订单.xlsx", "订单.et", "订单"] {
        let (exit, report) = scored(&others().file(name, &csv), &[]);
        assert_eq!((exit, total(&report).as_str()), (0, "3.91"), "{name}");
        assert_eq!(input(&report, name)["encoding"], "utf-8", "{name}");
    }
}

fn zipped_bytes(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::write::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in entries {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).expect("memory");
        zip.write_all(content).expect("memory");
    }
    zip.finish().expect("memory").into_inner()
}
