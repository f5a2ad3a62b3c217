//! What can be wrong with what files come in, and with a table of columns.

use super::files::REFUSED;
use super::*;

pub const CONTAINER_UNSUPPORTED: CodeExplanation = CodeExplanation {
    path: "aftersales.xls",
    args: &[("what", words("旧版 Excel 文件（xls）", "an old Excel file (xls)"))],
    ..of(
        words(
            "文件看着是导出的表，但格式读不了：旧版 xls、xlsb、ods、UTF-16 文本，或名字叫 xls 的网页",
            "the file looks like an export but has a format that is not read: old xls, xlsb, ods, text in UTF-16, or a web page named xls",
        ),
        REFUSED,
    )
};

pub const CONTAINER_DAMAGED: CodeExplanation = CodeExplanation {
    path: "exports.zip",
    args: &[("what", words("压缩包的目录不完整", "the archive's list of files is incomplete"))],
    ..of(
        words(
            "xlsx 或 zip 文件不完整或内容坏了，多半是没下载完",
            "an xlsx or zip file is cut short or its content is broken; probably its download was not finished",
        ),
        REFUSED,
    )
};

pub const WORKBOOK_ENCRYPTED: CodeExplanation = CodeExplanation {
    path: "aftersales.xlsx",
    ..of(
        words(
            "工作簿设了打开密码，里面的内容是加密的",
            "the workbook asks for a password, so that its content is encrypted",
        ),
        REFUSED,
    )
};

pub const ZIP_ENCRYPTED: CodeExplanation = CodeExplanation {
    path: "exports.zip/orders.csv",
    ..of(words("压缩包里的这个文件要密码才能解开", "this file of a zip archive needs a password"), REFUSED)
};

pub const ZIP_METHOD: CodeExplanation = CodeExplanation {
    path: "exports.zip/orders.csv",
    args: &[same("what", "bzip2")],
    ..of(
        words(
            "压缩包用了少见的压缩方式，不是普通的 zip",
            "the archive was packed by an uncommon method, not as an ordinary zip",
        ),
        REFUSED,
    )
};

pub const ZIP_TOO_DEEP: CodeExplanation = CodeExplanation {
    path: "exports.zip/2026.zip/10.zip",
    ..of(
        words(
            "压缩包里套压缩包读得到，再往里套一层就不读了",
            "a zip in a zip is read, a zip inside that one is not",
        ),
        REFUSED,
    )
};

pub const COLUMNS_INVALID: CodeExplanation = CodeExplanation {
    path: "my.toml",
    line: Some(2),
    args: &[
        ("found", words("没见过的项“order_idd”", "an unknown key 'order_idd'")),
        ("expected", words("其中之一：order_id", "one of: order_id")),
    ],
    ..of(
        words(
            "--columns 指定的列名表写得不对：项的名字、类型或 TOML 的写法有误",
            "the table of columns given by --columns is not right: a key, a type or the TOML itself",
        ),
        words(
            "不出分，退出码为 2：不按没把握的列名读",
            "no score, exit code 2: nothing is read by doubtful names",
        ),
    )
};

pub const COLUMNS_UNFIT: CodeExplanation = CodeExplanation {
    path: "erp.csv",
    args: &[("what", words("售后", "after-sales"))],
    ..of(
        words(
            "列名表的 fills 说这个文件算某一种，但表头里没有这一种的编号列",
            "fills in the table of columns reads a file for a kind whose id column its header does not have",
        ),
        REFUSED,
    )
};
