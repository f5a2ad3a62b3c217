//! What can be wrong with a configuration.

use super::*;

const NOTHING_READ: Words =
    words("还没有读任何文件，不出分，退出码为 2", "nothing has been read: no score, exit code 2");

pub const CONFIG_INVALID: CodeExplanation = CodeExplanation {
    path: "exports/tiyanfen.toml",
    line: Some(3),
    args: &[
        ("found", words("没见过的项“shopname”", "an unknown key 'shopname'")),
        ("expected", words("“shop”这一项", "the key 'shop'")),
    ],
    ..of(
        words(
            "配置文件 tiyanfen.toml 写得不对：项的名字、取值或 TOML 的写法有误，或者它指的文件不存在",
            "tiyanfen.toml is not right: a key, a value, the TOML itself, or a file that it names is not there",
        ),
        NOTHING_READ,
    )
};

pub const CONFIG_SEVERAL: CodeExplanation = CodeExplanation {
    args: &[
        (
            "paths",
            words("店铺A/tiyanfen.toml、店铺B/tiyanfen.toml", "shop-a/tiyanfen.toml, shop-b/tiyanfen.toml"),
        ),
        ("first", words("店铺A/tiyanfen.toml", "shop-a/tiyanfen.toml")),
    ],
    ..of(
        words(
            "命令里写了几个文件夹，其中不止一个有 tiyanfen.toml，多半是几家店铺的",
            "of the folders on the command line more than one has a tiyanfen.toml, most likely of several shops",
        ),
        NOTHING_READ,
    )
};

pub const CONFIG_EXISTS: CodeExplanation = CodeExplanation {
    path: "exports/tiyanfen.toml",
    ..of(
        words(
            "tiyanfen init、rules new、reconcile --template 要写的文件已经在那里了，不会覆盖",
            "the file that tiyanfen init, rules new or reconcile --template should write is there already; none is overwritten",
        ),
        words("和分数无关，退出码为 2", "it has nothing to do with the score; exit code 2"),
    )
};

pub const TOML_NOT_EXPORT: CodeExplanation = CodeExplanation {
    path: "my-rules.toml",
    ..of(
        words(
            "命令里当作导出文件写了一个 TOML 文件；文件夹里的 TOML 文件不会当作导出，也不用管",
            "a TOML file was given as if it were an export; those that lie in a folder are passed over, as they should be",
        ),
        words(
            "这个文件不计入，其余文件照常算分；退出码为 2",
            "the file does not count, the others do; exit code 2",
        ),
    )
};
