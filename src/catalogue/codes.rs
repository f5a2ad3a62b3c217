//! The diagnostics: code, severity, what is wrong, what to do.

use super::{Lang, Text};
use crate::string_enum::string_enum;

string_enum! {
    /// How bad it is.
    Severity {
        /// The run ends with exit code 2.
        Error = "error",
        /// The result stands, but the reader should know.
        Warning = "warning",
        /// For information.
        Note = "note",
    }
}

string_enum!(ids of Code);

impl Severity {
    /// Its name.
    pub fn text(self) -> Text {
        match self {
            Severity::Error => Text::Error,
            Severity::Warning => Text::Warning,
            Severity::Note => Text::Note,
        }
    }
}

macro_rules! codes {
    ($($name:ident $severity:ident $id:literal $zh:literal / $en:literal => $mend_zh:literal / $mend_en:literal;)*) => {
        /// A diagnostic's code.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[allow(missing_docs)] // the messages below say what each means
        pub enum Code { $($name,)* }

        impl Code {
            /// All of them.
            pub const ALL: &'static [Code] = &[$(Code::$name,)*];

            /// The stable code.
            pub fn id(self) -> &'static str {
                match self { $(Code::$name => $id,)* }
            }

            /// How bad it is.
            pub fn severity(self) -> Severity {
                match self { $(Code::$name => Severity::$severity,)* }
            }

            /// What is wrong: a template.
            pub fn message(self, lang: Lang) -> &'static str {
                match self { $(Code::$name => lang.pick($zh, $en),)* }
            }

            /// What to do: a template.
            pub fn mend(self, lang: Lang) -> &'static str {
                match self { $(Code::$name => lang.pick($mend_zh, $mend_en),)* }
            }
        }
    };
}

impl Code {
    /// What should have been found: Chinese, English; `None` where that depends on the place or there is no
    /// saying.
    pub fn expected(self) -> Option<(&'static str, &'static str)> {
        Some(match self {
            Code::IdsDestroyed => ("完整的一串数字", "all its digits"),
            Code::IdUnreadable => ("数字或字母", "digits or letters"),
            Code::TimeUnreadable => ("2026-09-22 00:54:10 这样的写法", "something like 2026-09-22 00:54:10"),
            Code::AmountUnreadable => ("1,234.00 这样的写法", "something like 1,234.00"),
            Code::RateUnreadable => ("0% 到 100% 之间的数", "0% to 100%"),
            Code::DurationUnreadable => ("2分30秒 这样的写法", "something like 150 or 00:02:30"),
            Code::CountUnreadable => ("整数", "a whole number"),
            Code::StarsUnreadable => ("1 到 5 的整数", "1 to 5"),
            Code::IdMissing => ("一个编号", "an id"),
            Code::OfficialFigure => ("指标或维度的 id 或名称", "the id or name of an indicator or dimension"),
            Code::OfficialDate => ("2026-10-30 这样的日期", "a date such as 2026-10-30"),
            Code::TextUndecodable => ("UTF-8 或 GB18030 编码的文字", "text in UTF-8 or GB18030"),
            _ => return None,
        })
    }
}

codes! {
    // The command line.
    Usage Error "usage" "命令行有误：{what}" / "command line: {what}"
        => "用 {command} --help 查看用法" / "see {command} --help";
    AsOfInvalid Error "as-of-invalid" "--as-of 读不懂“{found}”" / "--as-of: cannot read '{found}'"
        => "写成 2026-10-30 这样的日期，或者 yesterday、today" / "give a date such as 2026-10-30, or yesterday or today";
    SetInvalid Error "set-invalid" "--set 读不懂“{found}”" / "--set: cannot read '{found}'"
        => "写成 指标=数值，例如 im_reply_3min_rate=0.95 或 im_reply_3min_rate=95%" / "write INDICATOR=VALUE, such as im_reply_3min_rate=0.95 or im_reply_3min_rate=95%";
    IndicatorUnknown Error "indicator-unknown" "没有叫“{found}”的指标" / "there is no indicator '{found}'"
        => "你要找的是不是 {nearest}？用 tiyanfen explain 看全部指标" / "did you mean {nearest}? tiyanfen explain lists all indicators";
    SetOutOfRange Error "set-out-of-range" "{indicator} 不可能是 {found}" / "{indicator} cannot be {found}"
        => "这个指标的取值范围是 {least} 到 {most}" / "this indicator lies within {least} and {most}";
    ServicePeriodInvalid Error "service-period-invalid" "--service-period 读不懂“{found}”" / "--service-period: cannot read '{found}'"
        => "写成 起始日..结束日，例如 2026-09-01..2026-09-30" / "write FIRST..LAST day, such as 2026-09-01..2026-09-30";
    NumberInvalid Error "number-invalid" "{flag} 不能是“{found}”" / "{flag} cannot be '{found}'"
        => "给一个 {least} 到 {most} 之间的数" / "give a number within {least} and {most}";
    OutputUnwritable Error "output-unwritable" "写不了输出文件：{why}" / "cannot write the output file: {why}"
        => "检查文件夹是否存在、是否有写权限、磁盘是否已满" / "check that the folder exists, that you may write there and that the disk is not full";

    TopicUnknown Error "topic-unknown" "没有叫“{found}”的指标或诊断代码" / "there is no indicator and no diagnostic code '{found}'"
        => "你要找的是不是 {nearest}？用 tiyanfen explain 看全部" / "did you mean {nearest}? tiyanfen explain lists them all";

    // The configuration.
    ConfigInvalid Error "config-invalid" "配置有误：{found}，应为{expected}" / "the configuration: found {found}, expected {expected}"
        => "改好这一行再运行；tiyanfen init --output - 打印每一项的写法" / "mend the line and run again; `tiyanfen init --output -` prints how each key is written";
    ConfigSeveral Error "config-several" "不止一个文件夹里有配置，不知道按哪个：{paths}" / "several of the folders have a configuration, and only one can be gone by: {paths}"
        => "用 --config 指定一个，例如 --config {first}；不同店铺的导出要分开算" / "choose with --config, as in --config {first}; the exports of several shops are not one shop";
    ConfigExists Error "config-exists" "已经有这个文件了，没有改动它" / "the file is there already and was left as it is"
        => "直接改它；要一份新的，先把它移走或改名，或者用 --output 写到别处" / "edit it; for a new one move or rename it first, or write elsewhere with --output";
    TomlNotExport Error "toml-not-export" "这是 TOML 文件（配置、规则集或列名表），不是导出的文件" / "this is a TOML file (a configuration, a rulebook or a table of columns), not an export"
        => "配置用 --config 给，规则集用 --rules，列名表用 --columns" / "give a configuration with --config, a rulebook with --rules, a table of columns with --columns";

    // Paths and files.
    PathNotFound Error "path-not-found" "找不到这个文件或文件夹" / "there is no such file or folder"
        => "检查路径有没有写错；路径里有空格时要加引号" / "check the spelling; quote a path with spaces";
    PathUnreadable Error "path-unreadable" "读不了：{why}" / "cannot be read: {why}"
        => "检查文件权限，文件是否正被其他程序占用" / "check its permissions and whether another program holds it";
    FileUnrecognised Error "file-unrecognised" "用不了：{what}" / "cannot be used: {what}"
        => "给订单、售后、评价、物流或飞鸽客服的导出文件，保留原来的表头；列名叫法不同的，用 --columns 补上" / "give an export of orders, after-sales, reviews, logistics or customer service, with its own header; other names of columns go into a --columns table";
    WrongFile Error "wrong-file" "这是{what}，不是算体验分用的表" / "this is {what}, not a file a score is made from"
        => "请改用：抖店后台 订单管理 → 导出（售后、评价、物流、客服同理）" / "export the orders page of the back office instead (likewise after-sales, reviews, logistics, customer service)";
    ContainerUnsupported Error "container-unsupported" "这是{what}，能读的是 CSV、xlsx 和 zip" / "this is {what}; CSV, xlsx and zip are read"
        => "用表格软件打开，另存为 xlsx 或 CSV（UTF-8），订单编号一列保持文本格式；能重新导出就重新导出" / "open it in a spreadsheet program and save it as xlsx or CSV (UTF-8), the id columns as text; better, export it again";
    ContainerDamaged Error "container-damaged" "文件损坏或没有下载完整，打不开（{what}）" / "the file is damaged or incomplete and cannot be opened ({what})"
        => "请重新导出或重新下载；表格软件还能打开的话，另存为 xlsx 再试" / "export or download it again; if a spreadsheet program still opens it, save it as xlsx";
    WorkbookEncrypted Error "workbook-encrypted" "工作簿有打开密码，读不了" / "the workbook is protected by a password"
        => "用表格软件输入密码打开，去掉密码后另存为 xlsx" / "open it in a spreadsheet program, remove the password and save it as xlsx";
    ZipEncrypted Error "zip-encrypted" "压缩包有密码，读不了" / "the zip archive is protected by a password"
        => "先用密码解压，再把解压出来的文件或文件夹给 tiyanfen" / "unpack it with its password and give the files or the folder";
    ZipMethod Error "zip-method" "压缩方式是 {what}，只能读 deflate 和不压缩的" / "it is compressed by {what}; deflate and stored are read"
        => "先解压，再把解压出来的文件给 tiyanfen；或重新打成普通 zip" / "unpack it and give the files, or pack it again as an ordinary zip";
    ZipTooDeep Error "zip-too-deep" "压缩包套了两层以上，没有再往里读" / "a zip in a zip in a zip is not read"
        => "先解压外层，再把里面的文件给 tiyanfen" / "unpack the outer ones and give what is inside";
    ColumnsInvalid Error "columns-invalid" "列名表有误：{found}，应为{expected}" / "the table of columns: found {found}, expected {expected}"
        => "照着 tiyanfen columns 打印的格式改" / "write it in the form that `tiyanfen columns` prints";
    ColumnsUnfit Error "columns-unfit" "列名表说这个文件算{what}，但表头里没有能认出每一行的编号列" / "the table of columns reads this file for {what}, but it has no column that tells its rows apart"
        => "在列名表里给这一种写上编号列的名字（例如 order_id），或从 fills 里去掉它" / "name the id column of that kind in the table (order_id, say), or take the kind out of fills";
    FileSkipped Note "file-skipped" "跳过：{what}" / "skipped: {what}"
        => "如果它应该计入，请检查表头，列名叫法不同的用 --columns 补上；否则不用管" / "if it should count, check its header and give other names of columns with --columns; otherwise nothing";
    WrongFileSkipped Warning "wrong-file-skipped" "没有计入：这是{what}，不是算体验分用的表" / "does not count: this is {what}, not a file a score is made from"
        => "请改用：抖店后台 订单管理 → 导出（售后、评价、物流、客服同理）" / "export the orders page of the back office instead (likewise after-sales, reviews, logistics, customer service)";
    IdsDestroyed Error "ids-destroyed" "编号已被 Excel 破坏：看到 {found}，应是{expected}" / "ids destroyed by Excel: found {found}, expected {expected}"
        => "请重新导出，不要用 Excel 打开后再保存；这个文件不计入，其余文件照常" / "export again, do not open and save it in Excel; this file does not count, the others do";
    IdsRounded Error "ids-rounded" "编号已被 Excel 破坏：{n} 个长编号里有 {rounded} 个以 0000 结尾" / "ids destroyed by Excel: of {n} long ids {rounded} end in 0000"
        => "请重新导出，不要用 Excel 打开后再保存；这个文件不计入，其余文件照常" / "export again, do not open and save it in Excel; this file does not count, the others do";
    QuoteBroken Error "quote-broken" "引号没有成对，第 {line} 行到第 {last} 行被连成了一行" / "quotes do not pair up: lines {line} to {last} run together"
        => "请重新导出；如果手工改过文件，把那一格的引号补成一对" / "export again; if the file was edited by hand, close the quote in that cell";
    ReadPlainly Note "read-plainly" "引号或换行写得不规整，从这一行起改用较慢的读法，结果不受影响" / "quotes or line breaks are not where they belong: from this line on it is read in a slower way, with the same result"
        => "不用管；重新导出、不经手工修改的文件读得最快" / "nothing; a file as it was exported is read fastest";
    TooManyRejected Error "too-many-rejected" "{kind}读了 {read} 行，有 {rejected} 行用不了（{share}），超过允许的 {allowed}" / "{kind}: of {read} rows {rejected} cannot be used ({share}), more than the {allowed} allowed"
        => "按上面列出的行和列修好文件；确认可以不管时用 --max-rejected 放宽" / "mend the rows listed above; if they may be ignored, raise --max-rejected";
    AccountingBroken Error "accounting-broken" "行数对不上：读 {read}，去向合计 {sum}（程序缺陷）" / "rows do not add up: read {read}, accounted for {sum} (a defect of the program)"
        => "请把这条信息报告给项目" / "please report this message to the project";
    RulebookInvalid Error "rulebook-invalid" "规则集有误：{why}" / "the rulebook is invalid: {why}"
        => "按提示改正后再运行" / "correct it and run again";
    RulebookUnknown Error "rulebook-unknown" "没有叫“{found}”的规则集" / "there is no rulebook '{found}'"
        => "可用的有：{ids}{nearest}（tiyanfen rules 有说明）；自己的规则集写文件名，例如 my.toml" / "there are {ids}{nearest} (tiyanfen rules lists them); for one of your own give its file, such as my.toml";

    RulebookNotYet Note "rulebook-not-yet" "{family} 从 {first} 起才有，{as_of} 按 {rulebook} 算" / "{family} begins on {first}; {as_of} is scored by {rulebook}"
        => "想按后来的规则看这一天，用 --rules 写明规则集的 id（tiyanfen rules 列出）" / "to see the day by later rules, name a rulebook with --rules (tiyanfen rules lists them)";
    IndustryUnknown Error "industry-unknown" "{rulebook} 里没有叫“{found}”的行业{nearest}" / "{rulebook} knows no industry '{found}'{nearest}"
        => "用 tiyanfen rules industries 看全部行业；行业以后台显示的为准" / "tiyanfen rules industries lists them all; the back office shows the shop's own";
    ShopTypeNeeded Error "shop-type-needed" "“{industry}”的权重分店铺类型，--shop-type：{found}" / "the weights of '{industry}' differ by type of shop; --shop-type: {found}"
        => "加上 --shop-type，可选 {types}" / "give --shop-type, one of {types}";
    IndustryUnset Warning "industry-unset" "没有写行业，{rulebook} 按默认权重算" / "no industry is given: {rulebook} scores by its usual weights"
        => "加上 --industry 行业（tiyanfen rules industries 列出），权重才是你这个行业的" / "give --industry NAME (tiyanfen rules industries lists them) for the weights of the shop's own";
    IndustryUnused Warning "industry-unused" "{rulebook} 的权重不随行业和店铺类型变，--industry、--shop-type 不起作用" / "the weights of {rulebook} are the same for every industry and type of shop: --industry and --shop-type have no effect"
        => "要按行业算，用 --rules 换规则集；自己的规则集里写了权重的，以写的为准" / "choose another rulebook with --rules; weights that a rulebook of your own writes hold whatever the industry";
    EventInvalid Error "event-invalid" "--event 读不懂“{found}”" / "--event: cannot read '{found}'"
        => "写成 事件=次数，次数是 0 到 1000 的整数，例如 fake_trade=1" / "write EVENT=COUNT, a whole number up to 1000, such as fake_trade=1";
    EventUnknown Error "event-unknown" "没有叫“{found}”的扣分事件{nearest}" / "there is no event '{found}' that takes points{nearest}"
        => "有的是 {ids}" / "there are {ids}";
    BonusInvalid Error "bonus-invalid" "--bonus 读不懂“{found}”" / "--bonus: cannot read '{found}'"
        => "写成 加分项，没有的写 加分项=0，例如 freight_insurance" / "write BONUS, or BONUS=0 for one the shop has not, such as freight_insurance";
    BonusUnknown Error "bonus-unknown" "没有叫“{found}”的加分项{nearest}" / "there is no bonus '{found}'{nearest}"
        => "有的是 {ids}" / "there are {ids}";
    ClaimUnused Warning "claim-unused" "{rulebook} 里没有“{found}”这一项，不加也不扣" / "{rulebook} has no '{found}': it adds and takes nothing"
        => "不用管；要按有这一项的规则看，用 --rules 换规则集" / "nothing; to see it under rules that have it, choose them with --rules";

    // Rows.
    RowsRejected Warning "rows-rejected" "{rejected} 行用不了，占 {share}" / "{rejected} rows cannot be used, {share}"
        => "下面是原因，行数多时只列前几行；tiyanfen check --format json 列出每一行" / "the reasons follow, of the first rows where there are many; tiyanfen check --format json lists every row";
    IdMissing Warning "id-missing" "缺编号" / "the id is missing"
        => "补上编号或删掉这一行" / "fill in the id or delete the row";
    IdUnreadable Warning "id-unreadable" "不像编号：{found}，应为{expected}" / "this is no id: {found}, expected {expected}"
        => "多半是列错位了，请重新导出" / "probably the columns are shifted; export again";
    TimeUnreadable Warning "time-unreadable" "读不懂的时间：{found}，应为{expected}" / "cannot read the time: {found}, expected {expected}"
        => "把这一格改成日期时间，或清空" / "make it a date and time, or clear it";
    AmountUnreadable Warning "amount-unreadable" "读不懂的金额：{found}，应为{expected}" / "cannot read the amount: {found}, expected {expected}"
        => "把这一格改成数字，或清空" / "make it a number, or clear it";
    RateUnreadable Warning "rate-unreadable" "读不懂的比率：{found}，应为{expected}" / "cannot read the rate: {found}, expected {expected}"
        => "写成 98.5% 或 0.985" / "write 98.5% or 0.985";
    DurationUnreadable Warning "duration-unreadable" "读不懂的时长：{found}，应为{expected}" / "cannot read the duration: {found}, expected {expected}"
        => "写成 150、2分30秒 或 00:02:30" / "write seconds, mm:ss or hh:mm:ss";
    CountUnreadable Warning "count-unreadable" "读不懂的数量：{found}，应为{expected}" / "cannot read the count: {found}, expected {expected}"
        => "改成整数，或清空" / "make it a whole number, or clear it";
    StarsUnreadable Warning "stars-unreadable" "读不懂的评分：{found}，应为{expected}" / "cannot read the stars: {found}, expected {expected}"
        => "改成 1 到 5，或清空" / "make it 1 to 5, or clear it";
    RowTooShort Warning "row-too-short" "这一行只有 {found} 格，表头有 {expected} 格，哪格属于哪列不清楚" / "the row has {found} cells, the header {expected}: which cell belongs to which column is not known"
        => "多半是某格里的换行没有加引号；请重新导出" / "probably a line break in a cell without quotes; export again";
    RowTooLong Warning "row-too-long" "这一行有 {found} 格，表头只有 {expected} 格，列错位了" / "the row has {found} cells, the header {expected}: columns are shifted"
        => "多半是某格里的逗号没有加引号；请重新导出" / "probably a comma in a cell without quotes; export again";
    TextUndecodable Warning "text-undecodable" "有无法识别的字符，编码既不是 UTF-8 也不是 GB18030" / "holds characters that are neither UTF-8 nor GB18030"
        => "请重新导出，或用表格软件另存为 CSV（UTF-8）" / "export again, or save it as CSV (UTF-8) with a spreadsheet program";

    // The result.
    NothingScorable Error "nothing-scorable" "没有可以计入的文件" / "there is no file to score"
        => "给出抖店导出的文件或存放它们的文件夹" / "give the files exported from the shop, or the folder that holds them";
    NoData Error "no-data" "截至 {as_of} 的考核周期里，没有一个计分指标有数据；{missing}" / "in the windows ending on {as_of} no scored indicator has data; {missing}"
        => "加入缺的导出，或换一个文件覆盖得到的 --as-of" / "add the exports that are missing, or choose a day that the files cover";
    AsOfUnknown Error "as-of-unknown" "文件里没有任何时间，定不了截至哪一天" / "the files hold no time at all, so the as-of day cannot be chosen"
        => "用 --as-of 指定日期" / "give it with --as-of";
    NoTotal Error "no-total" "数据覆盖只有 {coverage}，不给总分，--fail-under 无从比较" / "only {coverage} of the score is covered, so there is no total for --fail-under to compare"
        => "补上缺的导出，或用 --set 填入后台看到的数值" / "add the missing exports, or give the back office's figures with --set";
    AsOfFuture Warning "as-of-future" "{as_of} 还没有过完，之后的记录还会改变这一天的得分" / "{as_of} is not over yet: what is still to come may change its score"
        => "写一个已经过完的日期，或 --as-of yesterday" / "give a day that is over, or --as-of yesterday";
    LowCoverage Warning "low-coverage" "数据覆盖只有 {coverage}，不足 {least}，不给总分" / "only {coverage} of the score is covered, less than {least}: no total is given"
        => "补上缺的导出，或用 --set 填入后台看到的数值" / "add the missing exports, or give the back office's figures with --set";
    PartialDays Warning "partial-days" "{kind}导出从 {first} 到 {last}，没有盖满 {from} 到 {to} 的考核周期" / "the {kind} exports run from {first} to {last} and do not cover the window {from} to {to}"
        => "补上缺的日期的{kind}导出；如果那几天本来就没有记录，可以不管" / "add the {kind} exports of the missing days; if there was nothing on those days, nothing is missing";
    FutureTimes Warning "future-times" "有 {n} 个时间晚于本机时钟，不当作已发生" / "{n} times lie later than this machine's clock and do not count as events"
        => "检查本机时钟，以及文件里的日期" / "check the clock and the dates in the files";
    SignStandIn Warning "sign-stand-in" "{share} 的签收日用订单完成时间代替（没有真实签收时间）" / "for {share} of the signed orders the finish time stands in for the sign day"
        => "加入物流导出，签收日就是真实的" / "add the logistics export for real sign days";
    PayStandIn Warning "pay-stand-in" "没有支付时间列，{n} 单用下单时间代替" / "there is no pay-time column; for {n} orders the submit time stands in"
        => "导出订单时勾选 支付完成时间" / "include the pay time when exporting orders";
    PickupUnknown Warning "pickup-unknown" "{n} 单查不到是否按时揽收，没有计入揽收及时率" / "for {n} orders it is not known whether they were picked up in time; they are left out"
        => "加入这些订单的物流导出" / "add the logistics export of these orders";
    HoursUnknown Warning "hours-unknown" "{indicator}：{n} 个缺少时间（或只有日期），没有计入" / "{indicator}: {n} cases lack a time of day and are left out"
        => "导出时勾选完整的时间列" / "export the full time columns";
    NegativeDuration Warning "negative-duration" "{indicator}：{n} 个先后颠倒（结束早于开始），没有计入" / "{indicator}: {n} cases end before they begin and are left out"
        => "核对这些记录的时间" / "check the times of these records";
    SuccessWithoutFinish Warning "success-without-finish" "{n} 笔成功的售后没有完结时间，不计入时长" / "{n} successful after-sales have no finish time and do not count for hours"
        => "导出售后时勾选 售后完结时间" / "include the finish time when exporting after-sales";
    RefundWithoutApply Warning "refund-without-apply" "{n} 笔售后没有申请时间，不计原因和时长" / "{n} after-sales have no apply time and give no reason and no hours"
        => "导出售后时勾选 售后申请时间" / "include the apply time when exporting after-sales";
    ReviewWithoutTime Warning "review-without-time" "{n} 条评价没有评价时间，没有计入" / "{n} reviews have no written time and are left out"
        => "导出评价时保留 评价日期" / "keep the review's date when exporting";
    ReviewWithoutStars Warning "review-without-stars" "{n} 条评价没有星级，没有计入" / "{n} reviews have no stars and are left out"
        => "导出评价时保留 商品评价得分" / "keep the stars when exporting reviews";
    WordUnknown Warning "word-unknown" "{n} 行的{column}是没见过的写法，按“{taken}”处理" / "{n} rows have an unknown word for {column}; taken as '{taken}'"
        => "在 --columns 的 [words] 里补上这种写法（tiyanfen columns 打印格式），也请报告给项目" / "add the word under [words] of a --columns table (tiyanfen columns prints the form), and please report it to the project";
    ServiceUndated Warning "service-undated" "{n} 行客服数据没有日期，算在 {as_of}" / "{n} customer-service rows have no date and count on {as_of}"
        => "用 --service-period 起始日..结束日 指定，或把日期写进文件名" / "give --service-period FIRST..LAST, or put the dates into the file name";
    UnmatchedRows Warning "unmatched-rows" "{n} 行对不上任何订单，没有计入按订单算的指标" / "rows that fit no order: {n}; they do not count in order-based indicators"
        => "补上这些订单所在月份的订单导出" / "add the orders export of the months concerned";

    // Figures of the back-office page, and orders that were struck off.
    OfficialHeader Error "official-header" "第一行应是表头，没有{expected}这一列（看到 {found}）" / "the first line must be a header with a column for {expected} (found {found})"
        => "表头写 日期,指标,官方值,官方得分；tiyanfen reconcile --template 打印一张空表" / "head the columns date,id,value,points; tiyanfen reconcile --template prints an empty table";
    OfficialFigure Error "official-figure" "没有这个指标或维度：看到 {found}，应为{expected}" / "there is no such figure: found {found}, expected {expected}"
        => "你要找的是不是 {nearest}？写 id 或报告里的名称；总分写 总分 或 total" / "did you mean {nearest}? give an id or the name in reports; the total is total";
    OfficialDate Error "official-date" "读不懂的日期：看到 {found}，应为{expected}" / "cannot read the day: found {found}, expected {expected}"
        => "补上带年份的日期；整张表是同一天的，也可以不写，用 --as-of 指定" / "give a date with its year; where all lines are of one day, leave them out and give --as-of";
    OfficialNumber Error "official-number" "读不懂的数：看到 {found}，应为{expected}" / "cannot read the number: found {found}, expected {expected}"
        => "照后台页面的样子写，比率带上 %，时长带上单位；没有就写 -" / "write it as the page shows it, a rate with %, a time with its unit; - where there is none";
    OfficialBlank Error "official-blank" "官方值和官方得分都是空的" / "neither the value nor the points are filled in"
        => "至少填一个；不比的行删掉，或在行首加 #" / "fill in one at least; delete the line or put # before it where there is nothing to compare";
    OfficialWidth Error "official-width" "这一行有 {found} 格，表头只有 {expected} 格" / "the line has {found} cells, the header {expected}"
        => "数字里的逗号去掉，或整格加引号" / "leave commas out of numbers, or put the cell in quotes";
    OfficialTwice Error "official-twice" "{day} 的 {found} 第 {before} 行已经有了" / "{found} of {day} stands on line {before} already"
        => "只留一行" / "keep one of the lines";
    ExcludeHeader Error "exclude-header" "第一行既不是订单编号，也没有订单编号这一列" / "the first line is no order id and heads no column of order ids"
        => "一行写一个订单编号；或给一张带 主订单编号、子订单编号 或 订单号 列的表" / "write one order id on a line, or give a table with a column of order ids as exports head it";
    ExcludeUnknown Warning "exclude-unknown" "名单里从这一行起，有 {n} 个编号在导出里找不到" / "from this line on, ids that no export knows: {n}"
        => "核对编号有没有少位；订单不在这批导出里的，加入那段时间的导出" / "check that no digit is lost; for orders of other days, add the exports of those days";
}
