//! Labels and sentences of reports and help.

use super::{Lang, fill};

macro_rules! texts {
    ($($name:ident $zh:literal / $en:literal;)*) => {
        /// A text of the program.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[allow(missing_docs)] // the texts say what they are
        pub enum Text { $($name,)* }

        impl Text {
            /// All of them.
            pub const ALL: &'static [Text] = &[$(Text::$name,)*];

            /// The template in a language.
            pub fn template(self, lang: Lang) -> &'static str {
                match self { $(Text::$name => lang.pick($zh, $en),)* }
            }
        }
    };
}

impl Text {
    /// The text with its places filled.
    pub fn with(self, lang: Lang, args: &[(&str, String)]) -> String {
        fill(self.template(lang), args)
    }
}

texts! {
    // Rules that depend on the shop.
    HelpIndustry "店铺的行业，后台显示的叫法；权重按行业不同（tiyanfen rules industries 列出）" / "The shop's industry as the back office calls it: weights differ (tiyanfen rules industries lists them)";
    HelpShopType "店铺类型：旗舰、非旗舰 或 通用" / "Type of shop: flagship, ordinary or general";
    HelpEvent "近 30 天的扣分事件和次数，例如 fake_trade=1；可以写多次（tiyanfen rules show 列出）" / "An event of the last 30 days that takes points, and how often, such as fake_trade=1; may be repeated (tiyanfen rules show lists them)";
    HelpBonus "店铺拿到的加分项，例如 freight_insurance；没有的写 ID=0；可以写多次" / "A bonus the shop has, such as freight_insurance; ID=0 for one it has not; may be repeated";

    AboutRulesIndustries "各行业、各店铺类型的权重" / "Weights by industry and type of shop";
    HelpIndustryFilter "只列名字里有这几个字的行业" / "Only industries whose name holds this";
    HelpIndustryRules "只看这个规则集的（默认全部）" / "Only those of this rulebook (default: of all)";
    IndustriesHint "用法：--industry 行业 --shop-type 店铺类型；“通用”的行业不分店铺类型" / "Use: --industry NAME --shop-type TYPE (flagship, ordinary, general); a general row holds for every type";
    RulesFamilies "{families}：按截至日自动选那天在用的一个" / "{families}: the one in force on the as-of day";
    LabelIndustry "行业" / "Industry";
    LabelShopType "店铺类型" / "Type";
    LabelStage "阶段" / "Stage";
    LabelSmallShop "小店规则" / "Small shop";
    LabelWeighted "各维度加权" / "Weighted mean";
    LabelBonus "加分" / "Bonus";
    LabelDeduction "扣分" / "Deduction";
    LabelLimits "封顶保底" / "Limits";
    LabelBuyer "买家看到" / "Buyers see";
    StageFormal "正式期（近30天有效支付 {orders} 单，满 {from} 单）" / "formal ({orders} valid orders paid in 30 days, at least {from})";
    StageGrowth "成长期（近30天有效支付 {orders} 单，不满 {from} 单）：总分固定 {points}，不给买家看；下面的失分是进正式期以后的" / "growth ({orders} valid orders paid in 30 days, fewer than {from}): flat {points}, not shown to buyers; what follows is lost once the stage is formal";
    StageGrowthBad "成长期（近30天有效支付 {orders} 单，不满 {from} 单），有违规：总分固定 {points}，不给买家看；下面的失分是进正式期以后的" / "growth ({orders} valid orders paid in 30 days, fewer than {from}) with bad behaviour: flat {points}, not shown to buyers; what follows is lost once the stage is formal";
    SmallShopNot "不适用：近30天 {orders} 单，满 {below} 单" / "does not apply: {orders} orders in 30 days, at least {below}";
    SmallShopNone "近30天 {orders} 单，不到 {below} 单；没有指标因为差例少而固定得分" / "{orders} orders in 30 days, fewer than {below}; no indicator has so few cases that its points are fixed";
    SmallShopFixed "近30天 {orders} 单，不到 {below} 单；差例少，固定 {points} 分的：{names}" / "{orders} orders in 30 days, fewer than {below}; few cases, {points} points each: {names}";
    ExtraLine "{title} {n}（{why}）" / "{title} {n} ({why})";
    BonusMeasured "{name} {value}，满 {least} 才加" / "{name} {value}, earned from {least}";
    BonusClaimed "店铺自报" / "as the shop says";
    BonusToDimension "，加在{name}" / ", added to {name}";
    BonusUnclaimed "没有报的：{ids}；有的话加 --bonus {example}" / "not claimed: {ids}; if the shop has one: --bonus {example}";
    DeductionWhy "{count} 次，每次 {each} 分，最多 {cap} 分" / "{count} × {each}, at most {cap}";
    NoDeductions "没有报违规；有的话加 --event 事件=次数（tiyanfen rules show 列出）" / "none reported; if there were any, give --event EVENT=COUNT (tiyanfen rules show lists them)";
    Clamped "{n} 分（总分在 {min}–{max} 之间）" / "{n} points (the total lies within {min}–{max})";
    BuyerLine "{value}（{stars} 星）；后台页面显示整数 {points}" / "{value} ({stars} stars); the back office shows the whole number {points}";
    OrdersUncovered "；订单导出只盖了这 {days} 天里的 {covered} 天，补全以后单数可能就够了" / "; the orders exports cover {covered} of these {days} days: with all of them there may be enough orders";
    WeakSmallShop "小店规则固定 {points} 分" / "fixed at {points} points by the small-shop rule";
    WeakSmallShopAdvice "差例少，现在再好也是这个分；近30天有效支付满 {below} 单，或者差例变多，才按实际数值算" / "with so few cases nothing gains points here; from {below} orders in 30 days on, or with more cases, the value itself counts";
    IndustriesNone "这个规则集的权重不分行业" / "the weights of this rulebook do not depend on the industry";
    CoverageLineFlat "数据覆盖 {coverage}：缺 {missing}" / "{coverage} covered: without {missing}";
    BuyerHidden "成长期不展示；后台页面显示整数 {points}" / "nothing in the growth stage; the back office shows the whole number {points}";
    StatusSmallShop "小店" / "small shop";
    RulesExtras "加权以外" / "On top of the weighted mean";
    RulesRange "维度得分在 {min}–{max} 之间" / "a dimension has {min} to {max} points";
    RulesGrowth "成长期：近{days}天有效支付不满 {orders} 单，总分固定 {points}，有违规 {bad}，不给买家看" / "growth stage: fewer than {orders} valid orders paid in {days} days: flat {points}, {bad} after bad behaviour, not shown to buyers";
    RulesSmallShop "小店规则：近{days}天不到 {orders} 单（旗舰店和 {n} 个大件、高价行业不到 {reduced} 单），差例少的指标固定 {points} 分：{names}" / "small shops: with fewer than {orders} orders in {days} days ({reduced} for flagship shops and {n} bulky or high-value industries) an indicator with few cases has {points} points: {names}";
    RulesFewCases "{name}（最多 {n} 例）" / "{name} (at most {n})";
    RulesBonus "加分 {id}：{title} +{points}{more} · {source}" / "bonus {id}: {title} +{points}{more} · {source}";
    RulesBonusMeasured "，{name}满 {least} 自动加" / ", earned from {name} {least}";
    RulesDeduction "扣分 {id}：{title}，每次 {points} 分，最多 {cap} 分 · {source}" / "deduction {id}: {title}, {points} each, at most {cap} · {source}";
    RulesBuyer "买家看到的数：{examples}" / "what buyers see: {examples}";
    RulesIndustries "行业权重 {n} 行：{command}" / "weights of industries, {n} rows: {command}";

    // Diagnostics.
    Error "错误" / "error";
    Warning "提醒" / "warning";
    Note "说明" / "note";
    WhatToDo "怎么办" / "what to do";
    PlaceCell " 单元格 {cell}" / " cell {cell}";
    PlaceLine " 第 {line} 行" / " line {line}";
    PlaceColumn "，列“{column}”" / ", column '{column}'";
    FoundDigits "{n} 位数字" / "{n} digits";
    FoundCharacters "{n} 个字的文本" / "a text of {n} characters";
    FoundNothing "空白" / "nothing";
    ContainerXls "旧版 Excel 文件（xls）" / "an old Excel file (xls)";
    ContainerXlsb "二进制 Excel 文件（xlsb）" / "a binary Excel file (xlsb)";
    ContainerOpenDocument "用 OpenDocument 格式存的表格（ods）" / "an OpenDocument file (ods)";
    ContainerHtml "网页格式的表（HTML），只是名字像 Excel 文件" / "a web page (HTML), whatever its name";
    ContainerUtf16 "用 UTF-16 编码的文本" / "text in UTF-16";
    ContainerBinary "不是表格的文件" / "not a file of tables";
    SkippedEmpty "空文件" / "an empty file";
    SkippedUnrecognised "认不出是哪种导出表" / "none of the exports that are read";
    SkippedNoneInside "压缩包里没有认得出的导出表" / "an archive without any export that is read";
    DamagedXml "里面的数据不完整或写法有误" / "what is inside is incomplete or malformed";
    DamagedCell "有单元格的内容和它的类型对不上" / "a cell's content does not fit its type";
    DamagedPart "里面缺了工作表或别的部分" / "a sheet or another part of it is missing";
    DamagedArchive "压缩包的目录不完整" / "the archive's list of files is incomplete";
    DamagedEntry "里面的数据解不开或校验不符" / "what is inside does not unpack, or not to what it was";
    DamagedSameNames "里面有同名的文件，读不全" / "several files in it have the same name";
    DamagedSameSheets "里面有同名的工作表，读不全" / "several sheets in it have the same name";

    // Tables of columns.
    TomlSyntax "TOML 写法有误（{found}）" / "TOML that does not parse ({found})";
    FoundKey "没见过的项“{found}”" / "an unknown key '{found}'";
    FoundNoKey "缺少 {found}" / "no {found}";
    FoundEncoding "认不出的编码" / "an unknown encoding";
    FoundEmpty "空白" / "nothing";
    FoundValue "内容 {found}" / "the value {found}";
    ExpectedToml "能解析的 TOML" / "valid TOML";
    ExpectedNearest "“{names}”这一项" / "the key '{names}'";
    ExpectedUtf8 "用 UTF-8 编码的 TOML" / "TOML in UTF-8";
    ExpectedMarks "表头里的几个列名：all，或 any 和 beside" / "names of columns: all, or any and beside";
    ExpectedKey "其中之一：{names}" / "one of: {names}";
    ExpectedText "一段文字" / "a text";
    ExpectedTexts "一串文字，例如 [\"订单号\", \"单号\"]" / "a list of texts, such as [\"a\", \"b\"]";
    ExpectedTable "一个表，例如 {names}" / "a table, such as {names}";
    ExpectedTables "若干个表，例如 [[fills]]" / "tables, such as [[fills]]";

    // What an operating system says, by kind.
    NothingAbsent "五种导出都有" / "all five kinds of export are there";
    AbsentKinds "没有{kinds}导出" / "there are no exports of {kinds}";
    IoNotFound "文件夹或文件不存在" / "the folder or file does not exist";
    IoDenied "没有权限" / "permission denied";
    IoDirectory "这是一个文件夹" / "it is a folder";
    IoFull "磁盘已满" / "the disk is full";
    IoReadOnly "磁盘是只读的" / "the disk is read-only";
    IoInvalid "内容损坏" / "its content is damaged";
    IoOther "系统错误 {code}" / "system error {code}";

    // The score.
    ReportTitle "抖店体验分" / "Douyin experience score";
    NoScore "无总分" / "no total";
    Estimate "估算" / "estimate";
    AsOf "截至 {day}（{basis}）" / "as of {day} ({basis})";
    BasisArgument "按参数指定" / "as given";
    BasisLastPaidDay "最近一个有付款订单的日子" / "latest day with a paid order";
    BasisBeforeNewest "最新记录的前一天，最后一个完整日" / "day before the newest record, the last full day";
    BasisServiceDay "最近的客服日期" / "latest day of customer service";
    ChangeLine "较前1天 {d1} · 较7天前 {d7} · 较30天前 {d30}" / "vs 1 day ago {d1} · 7 days ago {d7} · 30 days ago {d30}";
    PlainWindows "同一算法：近30天 {v30} · 近90天 {v90}" / "same formula: last 30 days {v30} · last 90 days {v90}";
    CoverageLine "数据覆盖 {coverage}：缺 {missing} → 真实得分在 {low}–{high} 之间" / "{coverage} covered: without {missing} -> the true score lies within {low}-{high}";
    CoverageFull "数据覆盖 100%" / "100% covered";
    CloseBySet "补上：加入{kind}导出，或 --set {id}={example}" / "to close it: add the {kind} export, or --set {id}={example}";
    CloseByColumn "补上：导出{kind}时勾选列 {column}；选不到这一列就手填 --set {id}={example}" / "to close it: export {kind} with the column {column}; where there is none to choose, --set {id}={example}";
    CloseByDays "补上：加入考核周期内的{kind}导出，或 --set {id}={example}" / "to close it: add {kind} exports of these days, or --set {id}={example}";
    AndMore "{first} 等 {n} 项" / "{first} and others ({n} in all)";
    OrdersLine "有效订单 近30天 {n30} · 近90天 {n90}" / "valid orders, last 30 days {n30} · last 90 days {n90}";

    // Tables.
    LostLabel "失分 {lost}" / "lost {lost}";
    HeadIndicator "指标" / "indicator";
    HeadWindow "考核" / "window";
    HeadValue "本期值" / "value";
    HeadFraction "分子/分母" / "fraction";
    HeadPoints "得分" / "points";
    HeadLost "失分" / "lost";
    Head30 "近30天" / "30 days";
    Head90 "近90天" / "90 days";
    HeadChange7 "较7天前" / "vs 7 d";
    HeadStatus "状态" / "status";
    WindowDays "{n}天" / "{n} d";
    Unscored "不计分的指标" / "indicators without weight";
    StatusPartial "缺天" / "partial";
    StatusNoData "无数据" / "no data";
    StatusManual "手填" / "manual";
    StatusApproximate "≈近似" / "~approx.";
    Hours "{n}小时" / "{n} h";
    PercentPoints "{n}个点" / "{n} pp";
    Seconds "{n}秒" / "{n} s";

    // The weakest.
    WeakestTitle "最弱 {n} 项" / "the {n} weakest";
    WeakestLine "{rank} {name}  失{lost}：{figures}" / "{rank} {name}  lost {lost}: {figures}";
    WeakestLineNoTotal "{rank} {name}：{figures}" / "{rank} {name}: {figures}";
    CauseShare "{bad} 单中 {n} 单是{label}（它的 {rate}，其余 {rest}）" / "{n} of the {bad} are {label} ({rate} of its cases, the rest {rest})";
    CauseMean "{label} {n} 单平均 {rate}，其余 {rest}" / "{label}: {n} cases average {rate}, the rest {rest}";
    CausePeriod "{bad} 单中 {n} 单落在 {from}…{to}（这几天 {rate}，其余 {rest}）" / "{n} of the {bad} fall on {from}...{to} ({rate} of those days' cases, the rest {rest})";
    CausePeriodMean "{from}…{to} 平均 {rate}，其余 {rest}" / "{from}...{to} averages {rate}, the rest {rest}";
    CasesCommand "逐单核对：{command}" / "case by case: {command}";
    NothingLost "没有失分" / "nothing lost";
    ByProduct "商品“{name}”" / "product {name}";
    ByCarrier "快递“{name}”" / "carrier {name}";
    ByProvince "发往“{name}”的" / "{name} (province)";

    // Thresholds, coverage, rows.
    ThresholdsTitle "门槛" / "thresholds";
    MissingTitle "缺什么" / "what is missing";
    MissingExport "{name}：没有{kind}导出" / "{name}: there is no {kind} export";
    MissingColumn "{name}：{kind}导出里没有列 {column}" / "{name}: the {kind} export has no column {column}";
    MissingCases "{name}：考核周期内没有可算的记录" / "{name}: nothing to count in the window";
    DataTitle "数据" / "data";
    DataLine "{kind} {files} 个文件 {read} 行：计入 {used} · 重复 {duplicate} · 不计 {excluded} · 未匹配 {unmatched} · 拒收 {rejected}" / "{kind}: files {files}, rows {read}: used {used} · duplicate {duplicate} · excluded {excluded} · unmatched {unmatched} · rejected {rejected}";
    DataSkippedRows " · 跳过空行等 {n}" / " · blank and other lines skipped {n}";
    DataSkipped "· {path}：跳过（{code}）" / "· {path}: skipped ({code})";
    DataRefused "✗ {path}：未计入（{code}）" / "✗ {path}: does not count ({code})";

    // The check.
    CheckTitle "检查 {files}" / "checked: {files}";
    CheckFiles "{n} 个文件" / "files {n}";
    CheckErrors "{n} 个错误" / "errors {n}";
    CheckWarnings "{n} 个提醒" / "warnings {n}";
    CheckNotes "{n} 条说明" / "notes {n}";
    CheckCoverage "这些文件最多能算出总分的 {coverage}（规则集：{rulebook}）" / "these files can give at most {coverage} of the score ({rulebook})";
    CheckAsOf "不指定日期时截至 {day}" / "as of {day} unless told otherwise";
    CheckNoDay "文件里没有任何日期" / "the files hold no dates";
    CheckTaken "认表头 {names}" / "known by {names}";
    CheckTakenByColumns "列名表里指定的" / "as the table of columns says";
    CheckSpan "{from} 到 {to}" / "{from} to {to}";
    CheckNoSpan "没有日期" / "no dates";
    CheckRows "{read} 行：计入 {used} · 重复 {duplicate} · 不计 {excluded} · 未匹配 {unmatched} · 拒收 {rejected}" / "rows {read}: used {used} · duplicate {duplicate} · excluded {excluded} · unmatched {unmatched} · rejected {rejected}";
    CheckFound "用到的 {n} 列：{names}" / "columns used ({n}): {names}";
    CheckCosts "缺列 {names}：{indicators} 算不了，占总分 {share}" / "without the column {names}: no data for {indicators}, {share} of the score";
    CheckCostsNothing "缺列 {names}：{indicators} 算不了（不计分）" / "without the column {names}: no data for {indicators} (without weight)";
    CheckAlsoUnweighted "，另有 {n} 项不计分的" / "; {n} without weight, too";
    CheckColumnsMend "导出时勾选这些列；如果只是叫法不同，用 --columns 补上叫法（tiyanfen columns 打印格式）" / "tick these columns when exporting; if they only go by other names, give those with --columns (tiyanfen columns prints the form)";
    CheckAsBefore "列和 {path} 一样" / "columns as in {path}";
    CheckElsewhere "别的{kind}文件有、这里没有的列：{names}；只在这个文件里的行就缺这些" / "columns that other {kind} files have and this one lacks: {names}; rows that only this file holds go without";
    CheckUnneeded "没有也能算的列：{names}" / "columns not there that can be done without: {names}";
    CheckUnread "不读的 {n} 列：{names}" / "columns not read ({n}): {names}";
    CheckMore "等 {n} 列" / "and {n} more";
    CheckMoreLike "同样的还有 {n} 处，--format json 列出全部" / "{n} more like this: --format json has them all";
    CheckMissingKind "没有能用的{kind}导出：{indicators} 算不了，占总分 {share}" / "no {kind} export can be used: no data for {indicators}, {share} of the score";
    CheckDaysTitle "日期 {from} 到 {to}，一格 {n} 天" / "days {from} to {to}, days to a mark: {n}";
    CheckLegend "█ 有记录  ░ 文件里没有记录的日子  · 文件之外；几个文件重叠的日子里，重复的行只算一次" / "█ rows  ░ no rows  · outside the file; where files overlap, rows that come twice count once";
    CheckGap "缺口 {from} 到 {to}（{n} 天）没有{kind}记录：漏导出的话补上；那几天本来就没有，可以不管" / "gap {from} to {to} (days: {n}) without any {kind}: add the export if there is one; if nothing happened then, nothing is missing";
    CheckOverlap "重叠 {from} 到 {to}（{n} 天）：{paths}" / "overlap {from} to {to} (days: {n}): {paths}";
    CheckMoreFiles "等 {n} 个文件" / "and {n} more files";
    CheckMoreRuns "还有 {n} 段，--format json 列出全部" / "{n} more: --format json has them all";
    AboutCheck "检查导出文件：认成什么表、缺哪些列、每一行去了哪里、日期有没有缺口" / "Check exports: what each is taken for, which columns are missing, what became of every row, which days are covered";

    // Cases.
    CasesTitle "{name}：截至 {day} 的 {n} 天（{from}…{to}），{what} {count} 条" / "{name}: {n} days to {day} ({from}...{to}), {what}: {count}";
    CasesNumerator "分子" / "numerator";
    CasesDenominator "分母" / "denominator";
    CasesMisses "分母中不在分子里的" / "in the denominator but not the numerator";
    CasesNone "没有这样的记录" / "there are no such cases";
    CaseOrder "订单编号" / "order";
    CaseAfterSale "售后单号" / "after-sale";
    CaseProductId "商品ID" / "product id";
    CaseProductName "商品" / "product";
    CaseCarrier "快递" / "carrier";
    CaseProvince "省" / "province";
    CaseCohort "归属日" / "cohort day";
    CaseLeaves "离开窗口" / "leaves on";
    CasePaid "付款" / "paid";
    CaseDeadline "揽收截止" / "pickup due";
    CasePickup "揽收" / "picked up";
    CaseDelivery "应送达" / "delivery due";
    CaseSign "签收" / "signed";
    CaseApply "申请" / "applied";
    CaseAgree "同意" / "agreed";
    CaseFinish "完结" / "finished";
    CaseReason "原因" / "reason";
    CaseStars "星级" / "stars";
    CaseWeight "会话" / "conversations";
    CaseValue "数值" / "value";

    // Command line.
    AboutProgram "读抖店导出的订单、评价、售后、物流、客服文件，算商家体验分，告诉你分丢在哪里" / "Reads a Douyin shop's exports, computes its merchant experience score and says what costs points";
    AboutScore "算体验分并逐项拆解" / "Compute the score and break it down";
    AboutCases "列出一个指标背后的订单，逐单核对" / "List the orders behind an indicator";
    AboutColumns "打印认识的列名和状态叫法，格式就是 --columns 要的格式" / "Print the header names and status words that are known, in the form that --columns takes";
    HelpColumnsMerged "连同自己的列名表一起打印" / "Print it with a table of your own on top";
    HelpPaths "导出文件（CSV、xlsx、zip），或存放它们的文件夹（只读一层）" / "Exported files (CSV, xlsx, zip), or folders of them (read one level deep)";
    HelpIndicator "指标的 id 或中文名，例如 pickup_on_time_rate、揽收及时率" / "The indicator's id or name, such as pickup_on_time_rate";
    HelpAsOf "截至哪一天：2026-10-30、yesterday 或 today；不写则取最后一个完整日" / "As-of day: 2026-10-30, yesterday or today; without it the last full day";
    HelpSet "手填一个导出里没有的指标值，可重复，例如 im_reply_3min_rate=0.95" / "Set an indicator that no export gives, repeatable, such as im_reply_3min_rate=0.95";
    HelpColumns "自己的列名表（TOML），补充表头和状态的叫法；格式见 tiyanfen columns" / "A table of further header names and status words (TOML); tiyanfen columns prints the form";
    HelpServicePeriod "没有日期的客服表属于哪段时间，例如 2026-09-01..2026-09-30" / "The period of customer-service rows without dates, such as 2026-09-01..2026-09-30";
    HelpMaxRejected "每种导出允许用不了的行的最大占比，超过则失败（默认 0.01）" / "Largest share of unusable rows per kind of export before the run fails (default 0.01)";
    HelpFailUnder "总分低于这个数时退出码为 1；给不出总分时为 2" / "Exit with 1 where the score is below this, with 2 where there is none";
    HelpFormat "输出格式：{formats}" / "Output format: {formats}";
    HelpOutput "写入文件（完整写好才出现）；- 表示标准输出" / "Write to a file (it appears whole or not at all); - is standard output";
    HelpBom "CSV 和文本前加 BOM，方便 Excel 直接打开" / "Begin with a byte order mark, for Excel";
    HelpLang "语言：zh、en 或 auto（按系统语言，认不出则中文）" / "Language: zh, en or auto (the machine's; Chinese where unknown)";
    HelpWeakest "列出最弱的几项（默认 3）" / "How many of the weakest indicators to explain (default 3)";
    HelpQuiet "不显示提醒；和 --fail-under 一起用时，分数没问题就什么都不输出" / "No warnings; with --fail-under nothing at all while the score is fine";
    HelpQuietCases "不显示提醒" / "No warnings";
    HelpShop "店铺名，写进报告" / "The shop's name, for the report";
    HelpDenominator "列出分母，而不是分子" / "List the denominator instead of the numerator";
    HelpMisses "只列在分母里、但不在分子里的（例如晚揽收的单）" / "List what is in the denominator but not in the numerator (late pickups, say)";
    HelpWindow "考核天数（1 到 366），不写则按规则集" / "Window in days (1 to 366); without it the rulebook's";
    HelpHelp "显示帮助" / "Show help";
    HelpVersion "显示版本" / "Show the version";
    HeadingUsage "用法" / "Usage";
    HeadingArguments "参数" / "Arguments";
    HeadingOptions "选项" / "Options";
    HeadingCommands "命令" / "Commands";
    ExamplesTitle "例子" / "Examples";
    UsageUnknownArgument "不认识的参数“{found}”" / "unexpected argument '{found}'";
    UsageUnknownCommand "没有“{found}”这个命令" / "there is no command '{found}'";
    UsageMissing "缺少 {found}" / "{found} is missing";
    UsageInvalidValue "{flag} 不能是“{found}”" / "{flag} cannot be '{found}'";
    UsagePossible "（可选：{values}）" / " (possible: {values})";
    UsageNoValue "{flag} 后面缺少数值" / "{flag} needs a value";
    UsageConflict "{flag} 不能和 {found} 一起用" / "{flag} cannot be used with {found}";
    UsageTwice "{flag} 写了不止一次" / "{flag} is given more than once";
    UsageOther "命令写得不对" / "the command line is not right";
    UsageNearest "；是不是 {nearest}？" / "; did you mean {nearest}?";

    // Schema, completions, manual page, first steps.
    AboutSchema "打印 JSON 报告的结构说明（JSON Schema），给写程序读报告的人" / "Print the JSON Schema of the reports, for those who read them with programs";
    AboutCompletions "打印 shell 的补全脚本：按 Tab 键补全命令、选项和指标" / "Print the completions of a shell: the Tab key then completes commands, options and indicators";
    AboutMan "打印手册页（man 命令看的那种）" / "Print the manual page, for the command man";
    HelpSchemaReport "哪一种报告：{names}（不写则是 {first}）" / "Which report: {names} (without it {first})";
    HelpShell "哪一种 shell：{shells}" / "Which shell: {shells}";
    HeadingInstall "安装（把右边这一行加进左边的文件，再重开终端）" / "To install (add the line on the right to the file on the left, then open a new terminal)";
    HeadingInstallMan "安装" / "To install";
    HeadingFirstSteps "第一次用" / "First steps";
    FirstSteps "  1. 在抖店后台导出订单、售后、评价、物流、飞鸽客服数据，有几种给几种，最好盖满最近 90 天\n  2. 把导出的文件（CSV、xlsx、zip）原样放进一个文件夹，不要用 Excel 打开再保存\n  3. tiyanfen score 文件夹：看总分、丢分最多的指标和该怎么办" / "  1. Export orders, after-sales, reviews, logistics and customer service from the back office:\n     whatever there is, the last 90 days if possible\n  2. Put the files (CSV, xlsx, zip) into one folder as they are; do not open and save them in Excel\n  3. tiyanfen score FOLDER: the score, what costs most and what to do about it";
    ExamplesDemo "（{demo} 是项目自带的示例店铺，换成你自己的文件夹）" / "({demo} is the invented shop that comes with the project: put your own folder in its place)";
    ExitCodes "退出码：\n  0 正常；1 总分低于 --fail-under；2 命令写错了，或有文件用不了；\n  130 按 Ctrl-C 中断，143 被系统终止，都不留下写了一半的文件" / "Exit codes:\n  0 all is well; 1 the score is below --fail-under; 2 a mistake in the command, or a file that cannot be used;\n  130 interrupted by Ctrl-C, 143 terminated: no half-written file is left";
    Welcome "还没说要做什么。先把后台导出的文件放进一个文件夹，然后：\n  tiyanfen score 文件夹        {score}\n  tiyanfen cases 指标 文件夹   {cases}\n全部命令和例子：tiyanfen --help" / "Nothing to do yet. Put the files exported from the back office into a folder, then:\n  tiyanfen score FOLDER             {score}\n  tiyanfen cases INDICATOR FOLDER   {cases}\nAll commands and examples: tiyanfen --help";
    ManManual "tiyanfen 手册" / "tiyanfen manual";
    ManName "名称" / "NAME";
    ManSynopsis "概要" / "SYNOPSIS";
    ManDescription "描述" / "DESCRIPTION";
    // Reference pages.
    AboutExplain "解释一个指标或一个诊断代码；不写则列出全部" / "Explain an indicator or a diagnostic code; without one, list them all";
    HelpTopic "指标的 id 或中文名，例如 pickup_on_time_rate、揽收及时率；或诊断代码，例如 rows-rejected" / "An indicator's id or name, such as pickup_on_time_rate, or a diagnostic code, such as rows-rejected";
    UnitRatio "比率" / "ratio";
    UnitStars "星" / "stars";
    UnitHours "小时" / "hours";
    UnitSeconds "秒" / "seconds";
    BetterHigh "越高越好" / "high is better";
    BetterLow "越低越好" / "low is better";
    HeadName "名称" / "name";
    HeadDimension "维度" / "dimension";
    HeadScoringWindow "考核周期" / "window";
    HeadWeight "权重" / "weight";
    HeadUnit "单位" / "unit";
    HeadCode "代码" / "code";
    HeadSeverity "级别" / "severity";
    HeadMessage "出了什么事" / "what is wrong";
    DeadlineNextDay "付款次日 23:59:59" / "23:59:59 of the day after payment";
    DeadlineHours "付款后 {n} 小时" / "{n} hours after payment";
    ExplainDefinition "定义" / "definition";
    ExplainMoves "什么会让它变" / "what moves it";
    ExplainRaises "变高" / "up";
    ExplainLowers "变低" / "down";
    ExplainEnters "进出" / "in and out";
    ExplainReasons "哪些原因算（从上往下试，先碰到哪个字样就归哪类）" / "which reasons count (tried from the top; the first word found decides)";
    ExplainOtherReasons "（其他：一个字样都碰不到的，没写原因的也归这里）" / "(a reason with none of these words, or none at all)";
    ExplainSources "依据" / "sources";
    ExplainRulebook "规则集 {name}" / "rulebook {name}";
    ExplainEstimate "{name}（权重、曲线含估算）" / "{name} (weights or curves are estimates)";
    ExplainWeight "考核周期 {days} 天 · 占{dimension} {weight} · 占总分 {whole}" / "window {days} days · {weight} of {dimension} · {whole} of the whole score";
    ExplainNoWeight "考核周期 {days} 天 · 在这个规则集里不计分，只作参考" / "window {days} days · no weight in this rulebook, for information only";
    ExplainValue "数值" / "value";
    ExplainLinear "两点之间按直线折算，超出两端得分不再变" / "straight lines between these; beyond both ends the points stay";
    ExplainSteps "取够得着的最好一档；一档都够不着得 {points}" / "the best tier reached counts; {points} where none is";
    ExplainNeeds "需要的导出和列" / "exports and columns it needs";
    ExplainColumn "{kind}：{names}" / "{kind}: {names}";
    ExplainOr "；或 " / "; or ";
    ExplainByHand "没有这些也可以手填：{typed}（{least} 到 {most}，各个周期都用它）" / "or by hand: {typed} ({least} to {most}; it then holds in every window)";
    ExplainMeaning "意思" / "meaning";
    ExplainEffect "对分数" / "for the score";
    ExplainExample "例子" / "example";
    ExplainInput "文件里是这样的" / "in the file";
    ExplainInputOf "{file} 里是这样的" / "in {file}";
    ExplainTyped "命令是这样的" / "on the command line";
    SeverityError "错误（退出码为 2）" / "error (exit code 2)";
    SeverityWarning "提醒（照常出结果）" / "warning (the result stands)";
    SeverityNote "说明（供参考）" / "note (for information)";
    ExplainIndicators "指标 · 占总分的权重按规则集 {name}" / "indicators · weight of the whole score in the rulebook {name}";
    ExplainDiagnostics "诊断代码" / "diagnostic codes";
    ExplainMore "看其中一个：tiyanfen explain 指标或代码" / "one of them: tiyanfen explain INDICATOR|CODE";

    // Scores of pickups, hours of handling.
    Points "{n}分" / "{n} pts";
    UnitPoints "分" / "points";
    CaseHandlingDue "应处理" / "to be handled by";
    HoursScore "{hours} 小时 {points} 分" / "{hours} h {points}";
    RulesPickupScore "揽收得分：{scores}（两点之间按直线，两头封顶），再取各单平均" / "pickup score of an order: {scores} (straight lines between, level beyond), then the mean";
    RulesHandled "售后处理时限：申请后 {refund_only} 小时内同意仅退款，{return} 小时内同意退货退款" / "after-sales are handled in time within {refund_only} h (refunds without return) or {return} h (returns)";

    // The class of all other reasons.
    ReasonOther "其他" / "other";
    RuleOtherWords "{found} 收的是哪一类字样都碰不到的原因，不能再给它列字样" / "{found} is the class of reasons with no other class's word and cannot have words of its own";

    // Approximations of a rulebook.
    ExplainApproximation "只能近似：{why}" / "approximate: {why}";
    RulesApproximations "只能近似的指标（导出里看不全平台的条件，报告里标为近似）" / "approximate indicators (exports do not show all that the platform looks at; reports mark them)";

    // What is wrong with a rulebook.
    RuleSyntax "TOML 写法不对：{what}。这一行：{line}" / "this is not valid TOML: {what}; the line: {line}";
    RuleOther "{key} 写得不对：{message}" / "{key} is wrong: {message}";
    RuleControl "{key} 里有换行之类的控制字符，要写在一行里" / "{key} holds a line break or another control character; write it on one line";
    RuleEncoding "文件的编码读不懂，应为 UTF-8 或 GB18030" / "the encoding of the file cannot be read, expected UTF-8 or GB18030";
    RuleReplace "replace 里的“{found}”不是这个文件里写的列表，可以写：{expected}" / "'{found}' in replace is no list that this file writes, expected {expected}";
    RuleWithout "without 里的“{found}”在所继承的规则集里没有；是不是 {expected}？" / "'{found}' in without is nothing that the extended rulebook has; did you mean {expected}?";
    RuleWithoutList "without 应该是方括号里的几个名字，写的是 {found}" / "without must be names in brackets, found {found}";
    RuleReplaceList "replace 应该是方括号里的几个列表名，写的是 {found}" / "replace must be names of lists in brackets, found {found}";
    RuleIdTaken "id = “{found}”是内置规则集的名字，换一个；要在它的基础上改，写 extends = \"{found}\"" / "id = '{found}' is a built-in rulebook: choose another; to change parts of it write extends = \"{found}\"";
    RuleStemTaken "没有写 id 时文件名就是 id，而“{found}”是内置规则集的名字：写一行 id，或给文件换个名字" / "without an id the file's name is the id, and '{found}' is a built-in rulebook: add an id or rename the file";
    TomlHeader "表头的方括号没有关上，缺 ]" / "the bracket of a table's header is not closed, ] is missing";
    TomlArray "从这里起方括号没有关上，缺 ]" / "the bracket opened here is not closed, ] is missing";
    TomlBrace "花括号没有关上，缺 }" / "the brace is not closed, } is missing";
    TomlComma "两项之间缺逗号（要用英文逗号 ,）" / "a comma is missing between two items";
    TomlExtraComma "多了一个逗号" / "there is a comma too many";
    TomlEquals "缺等号，应写成 键 = 值" / "= is missing, write key = value";
    TomlExtraEquals "多了一个等号" / "there is an = too many";
    TomlValue "等号后面没有值" / "there is no value behind =";
    TomlBare "看不懂 {found}：文字要放在英文双引号 \" 里，数字不带单位和百分号，标点用英文的" / "cannot read {found}: texts stand in double quotes, numbers without units or %";
    TomlQuote "引号没有关上" / "the quote is not closed";
    TomlEscape "引号里的反斜杠 \\ 后面不能这样写，改用单引号 ' 或写成 \\\\" / "this cannot follow a backslash within double quotes; use single quotes or write \\\\";
    TomlKey "键“{found}”只能用英文字母、数字、- 和 _，其他写法要加引号；等号、方括号用英文的" / "the key '{found}' may hold letters, digits, - and _ only, others stand in quotes";
    TomlNoKey "这里缺一个键" / "a key is missing here";
    TomlTwice "同一个表里 {found} 写了两次；漏写了上面一行 [[…]] 表头也会这样" / "{found} is there twice in one table; a header such as [[...]] may be missing above";
    TomlRest "值后面多出了东西：小数点用 . ，一行只写一个 键 = 值" / "there is something behind the value: a decimal point is a dot, and a line has one key = value";
    TomlNumber "数字的写法不对，应写成 0.95 或 30 这样" / "this is no number, write something like 0.95 or 30";
    RuleNotText "{key} 应该是文字，写的是 {found}" / "{key} must be a text, found {found}";
    RuleType "{key} 应该是{expected}，写的是 {found}" / "{key} must be {expected}, found {found}";
    RuleTypeBoolean " true 或 false" / "true or false";
    RuleTypeText "带引号的文字" / "a text in quotes";
    RuleTypeList "方括号里的列表" / "a list in brackets";
    RuleTypeNumber "数字" / "a number";
    RuleTypeWhole "整数" / "a whole number";
    RuleTypePair "[数值, 得分] 这样的一组" / "a pair such as [value, points]";
    RuleTypeTable "一个表（几行 键 = 值）" / "a table of keys and values";
    RuleUnknownKey "不认识“{found}”，这里可以写：{expected}" / "unknown '{found}', expected {expected}";
    RuleMissingKey "缺少 {found}" / "{found} is missing";
    RuleRange "{key} = {found}，应在 {least} 到 {most} 之间" / "{key} = {found} must lie within {least} and {most}";
    RuleBlank "{key} 不能是空的" / "{key} must not be blank";
    RuleTwice "{found} 写了两次" / "{found} is there twice";
    RuleDeadline "pickup_deadline = “{found}”，应写小时数，或者“{expected}”" / "pickup_deadline = '{found}' must be a number of hours or '{expected}'";
    RuleIndicator "没有叫“{found}”的指标，是不是 {nearest}？" / "there is no indicator '{found}'; did you mean {nearest}?";
    RuleDimension "没有叫“{found}”的维度，可以写：{expected}" / "there is no dimension '{found}', expected {expected}";
    RuleOtherDimension "{found} 属于维度 {expected}，不能放在 {here} 里" / "{found} belongs to the dimension {expected} and cannot stand in {here}";
    RuleClass "原因类别“{found}”没有对应的 [[definitions.reasons]]" / "the reason class '{found}' has no [[definitions.reasons]]";
    RuleWeights "{key} 的权重加起来是 {found}，应该是 1" / "the weights of {key} sum to {found}, not to 1";
    RuleCurveEmpty "{id} 的曲线不完整：curve = \"linear\" 要有 anchors；curve = \"steps\" 要有 tiers 和 beyond；不能混用" / "the curve of {id} is not whole: curve = \"linear\" has anchors, curve = \"steps\" has tiers and beyond, and nothing else";
    RuleCurvePoints "{id} 的 {found}：得分应在 0 到 100 之间" / "{id}, {found}: points must lie within 0 and 100";
    RuleCurveBeyond "{id} 的 beyond = {found}：应在 0 到最后一档的得分 {most} 之间" / "{id}, beyond = {found}: must lie within 0 and the points of the last tier, {most}";
    RuleCurveRising "{id} 的 {found}：数值要从小到大写" / "{id}, {found}: the values must rise";
    RuleCurveFalling "{id} 的 {found}：各档要从最好的写起，数值要从大到小" / "{id}, {found}: the best tier comes first, so the values must fall";
    RuleCurveHigh "{id} 的 {found}：这个指标越高越好，数值更高，得分不能更低" / "{id}, {found}: high is better here, so a higher value must not get fewer points";
    RuleCurveLow "{id} 的 {found}：这个指标越低越好，数值更低，得分不能更低" / "{id}, {found}: low is better here, so a lower value must not get fewer points";
    RuleExtendsUnknown "extends = “{found}”：没有这个规则集，可以写：{ids}" / "extends = '{found}': there is no such rulebook, expected one of {ids}";
    RuleExtendsCircle "extends 绕成了一圈：{circle}" / "extends runs in a circle: {circle}";

    // Rulebooks.
    AboutRules "列出规则集：不同时期的算法" / "List the rulebooks: how the score was made at different times";
    AboutRulesShow "显示一个规则集的全部内容：权重、考核周期、曲线、口径、出处" / "Show a rulebook: weights, windows, curves, definitions, sources";
    HelpRules "用哪个规则集：id（默认 {default}；tiyanfen rules 列出全部），或自己的 .toml 文件" / "The rulebook to use: an id (default {default}; tiyanfen rules lists them) or a .toml file of your own";
    HelpRulebookId "规则集的 id（见 tiyanfen rules），或自己的 .toml 文件" / "The rulebook's id (tiyanfen rules lists them) or a .toml file of your own";
    RulesId "id（规则集）" / "id";
    RulesTitle "名称" / "title";
    RulesInForce "施行时间" / "in force";
    RulesScale "分制" / "scale";
    RulesDefault "默认" / "default";
    RulesHint "看一个规则集的全部内容：{command}；算分时用 --rules ID 换规则集；自己写一份：{new}" / "all of one: {command}; to score with another: --rules ID; to write one of your own: {new}";
    RulesAbout "约 {day}" / "about {day}";
    RulesFrom "{day} 起" / "since {day}";
    RulesUntil "{day} 及以前" / "until {day}";
    RulesSource "出处" / "source";
    RulesEstimated "估算的部分" / "estimated";
    RulesScaleLine "{min}–{max}（百分制的得分 ÷ {unit}）" / "{min}–{max} (points out of 100, divided by {unit})";
    RulesCoverage "总分" / "total";
    RulesCoverageLine "数据覆盖不到 {least} 时不给" / "none below {least} of coverage";
    RulesIndicator "{name} {id}  占总分 {total}（维度内 {within}） · 考核 {days} 天 · {better}" / "{name} {id}  {total} of the total ({within} of the dimension) · {days} days · {better}";
    RulesLinear "{pairs}（两点之间按直线，两头封顶）" / "{pairs} (straight lines between, level beyond)";
    RulesSteps "{pairs}  其余 → {beyond}（分档）" / "{pairs}  else → {beyond} (tiers)";
    RulesClocks "期限和计时" / "deadlines and clocks";
    RulesDeadlineNextDay "揽收截止：付款次日 23:59:59" / "pickup is due at 23:59:59 of the day after payment";
    RulesDeadlineHours "揽收截止：付款后 {n} 小时" / "pickup is due {n} h after payment";
    RulesPresale "预售：承诺发货时间晚于付款 {n} 小时以上的，以承诺发货时间为揽收截止" / "presale: a promised ship time more than {n} h after payment is the deadline instead";
    RulesPickupNight "平均揽收时长：{from} 点以后到次日 {to} 点前付款的，从 {to} 点起算" / "hours to pickup: paid between {from}:00 and {to}:00, the clock starts at {to}:00";
    RulesReviewNight "售后平均审核时长：{from} 点以后到次日 {to} 点前申请的，从 {to} 点起算" / "hours to review: applied for between {from}:00 and {to}:00, the clock starts at {to}:00";
    RulesDelivery "送达时限：订单没有预计送达时间的，按揽收后 {n} 小时" / "delivery is due {n} h after pickup where the order names no time";
    RulesReasons "售后原因归类（从上到下，先命中的算；都不命中算其他）" / "classes of after-sale reasons (from above, the first with a matching word; otherwise other)";
    RulesQuality "算品质原因：{classes}" / "quality reasons: {classes}";
    RulesLogistics "算发货物流原因：{classes}" / "logistics reasons: {classes}";
    RulesDamage "算破损原因：{classes}" / "damage reasons: {classes}";
    RulesMark "带 {mark} 标记的一律算：{class}" / "whatever bears the platform's quality mark counts as {class}: {mark}";
    AboutRulesNew "打印一份带注释的规则集文件，对着后台页面填上自己店的权重、分档、周期" / "Print a rulebook with comments, to type in weights, tiers and windows from the back-office page";
    AboutRulesCheck "检查一份自己写的规则集文件，写错的地方一次说全" / "Check a rulebook of your own and say everything that is wrong with it";
    HelpRulesFrom "照哪个规则集写：id（默认 {default}）或 .toml 文件" / "The rulebook to begin with: an id (default {default}) or a .toml file";
    HelpRulesNewId "新规则集的 id（默认 {default}）" / "The id of the new rulebook (default {default})";
    HelpRulesFile "要检查的 .toml 文件" / "The .toml file to check";
    RulesNewHead "体验分规则集，照 {from} 写成：不改的话，算出来和它一样。\n用法：tiyanfen score 导出文件夹 --rules {file}\n改完先检查：{check}（写错的地方会一次说全，带行号）\n每行 # 后面的字是说明，程序不看。数字和标点用英文半角；文字放在英文双引号里；一行写一个 键 = 值。" / "A rulebook made from {from}: as it stands it computes the same.\nTo use it: tiyanfen score EXPORTS --rules {file}\nAfter a change: {check} (says everything that is wrong, with lines)\nWhat follows # is a comment. Texts stand in double quotes; a line has one key = value.";
    RulesNewShort "只改几处的话，不必写全。下面这样一个短文件就够，没写的都沿用 {id}：" / "To change a few things only, a short file is enough.\nIt takes over from {id} all that it does not say:";
    RulesNewReplace "列表（维度、指标、原因、门槛）按 id 或 class 合并；要整个换掉时在最上面写：\n    replace = [\"scoring.dimensions\", \"definitions.reasons\"]" / "Lists (dimensions, indicators, reasons, thresholds) are merged by id or class.\nTo write one anew, put on top:\n    replace = [\"scoring.dimensions\", \"definitions.reasons\"]";
    RulesNewIndicator "{name}：{unit}；考核 {days} 天（在 [definitions.windows] 里改）" / "{name}: {unit}; window {days} days (changed in [definitions.windows])";
    RulesFine "✓ {path} 没有问题：{rulebook}" / "✓ {path} is fine: {rulebook}";
    RulesFineDimension "{name} {weight}（{n} 个指标）" / "{name} {weight} (indicators: {n})";
    RulesFineThresholds "门槛 {n} 条" / "thresholds: {n}";
    RulesNoThresholds "门槛：没有已知的" / "thresholds: none known";

    // The configuration.
    ConfigLine "配置：{path}" / "configuration: {path}";
    HelpConfig "配置文件；不写则用导出文件夹里的 {name}（只看文件夹本身），命令里写的参数优先" / "The configuration; without it {name} in a folder of exports, if there is one; flags win over it";
    HelpConfigOnly "按哪个配置文件（tiyanfen init 写一份）" / "The configuration to go by (tiyanfen init writes one)";
    FoundSetting "写的是 {found}" / "{found}";
    ExpectedNumber "一个数，例如 0.95，或者 \"95%\"" / "a number, such as 0.95, or \"95%\"";
    ExpectedCount "次数：0 到 1000 的整数" / "a count: a whole number within 0 and 1000";
    ExpectedBoolean " true（有）或 false（没有）" / "true (the shop has it) or false (it has not)";
    ExpectedBelow " {names} 下面的一项" / "it below {names}";
    ExpectedOnce "每个指标一行" / "one line for each indicator";
    ExpectedFile "一个存在的文件（找的是 {names}）" / "a file that exists (looked for {names})";
    AboutInit "写一份带说明的配置文件 {name}：店铺名、行业、规则集、手填的值" / "Write a commented configuration, {name}: the shop's name, its industry, the rulebook, values set by hand";
    HelpInitFolder "写到哪个文件夹，一般就是放导出文件的那个（不写则是当前文件夹）" / "The folder to write it to, commonly that of the exports (without it the current one)";
    HelpInitOutput "写到别的文件；- 表示打印出来" / "Write to another file; - prints it";
    InitDone "已写好 {path}。把要用的那几行开头的 # 去掉、改成自己的，之后的命令就会用上它" / "{path} is written. Remove the # before the lines that you need and fill them in: from then on commands go by it";
    ConfigHead "tiyanfen 的配置文件。和导出的文件放在同一个文件夹里，score、trend、cases、check、reconcile 会自动用上；\n放在别处就用 --config 指定。下面每一项都可以不写：要用哪项，就去掉那一行开头的 #，改成自己的。\n命令里写的参数优先于这里。" / "The configuration of tiyanfen. In the folder of the exports, score, trend, cases, check and reconcile go by it;\nfrom elsewhere it is given with --config. Every key may be left out: to use one, remove the # before its line\nand fill it in. Flags of a command win over what stands here.";
    ConfigShop "店铺名，写进报告" / "The shop's name, for the report.";
    ConfigShopExample "我的小店" / "My shop";
    ConfigIndustry "行业：服务各项的权重按行业不同" / "The industry: the weights of the service indicators depend on it.";
    ConfigShopType "店铺类型：旗舰、非旗舰或通用" / "The type of the shop, as the back office names it.";
    ConfigRules "规则集的 id（tiyanfen rules 列出全部），或自己的规则集文件，路径从这个文件所在的文件夹算起" / "The rulebook: an id (tiyanfen rules lists them), or a file of your own, its path seen from the folder of this one.";
    ConfigColumns "自己的列名表（格式见 tiyanfen columns），路径从这个文件所在的文件夹算起" / "A table of further names of columns (tiyanfen columns prints the form), its path seen from the folder of this one.";
    ConfigSet "手填导出里没有的指标值，照后台看到的写；比率写 0.95 或 \"95%\"。下面是全部指标" / "Values that no export gives, as the back office shows them; rates as 0.95 or \"95%\". These are all indicators.";
    ConfigEvents "近 30 天发生了几次扣分的事" / "How often in the last 30 days something happened that costs points.";
    HelpThreads "最多同时用几个线程（1 到 {most}，不写则用上全部处理器核心；结果都一样）" / "Threads to use at most (1 to {most}; without it all cores; the result is the same)";
    ConfigThreads "最多同时用几个线程（不写则用上全部处理器核心；结果都一样）" / "How many threads to use at most (without it all cores; the result is the same).";
    ExpectedThreads " 1 到 {names} 的整数" / "a whole number within 1 and {names}";
    ProgressLook "查看文件" / "Looking at the files";
    ProgressRead "读取数据" / "Reading";
    ProgressJoin "计算中……" / "Computing...";
    ProgressFar "{read} / {all} MB，{share}" / "{read} / {all} MB, {share}";
    ProgressSeconds "，约剩 {n} 秒" / ", about {n} s left";
    ProgressMinutes "，约剩 {n} 分钟" / ", about {n} min left";
    ConfigBonuses "加分项：true 是有，false 是没有（不管导出里看起来怎样）" / "Bonuses: true where the shop has it, false where it has not (whatever the exports suggest).";

    // The trend.
    AboutTrend "逐日看总分、维度和每个指标的走势" / "Follow the total, the dimensions and every indicator day by day";
    HelpTrendDays "看多少天（1 到 366，默认 {default}）" / "How many days (1 to 366, default {default})";
    Total "总分" / "Total";
    TrendTitle "抖店体验分走势" / "Douyin experience score by day";
    TrendDays "{from}…{to}，{n} 天（末日：{basis}）" / "{from}...{to}, days: {n} (the last one: {basis})";
    TrendLegend "每格 1 天，空白是没有数据；每行按自己的最低到最高画，行与行之间不能比高低；↑ 越高越好，↓ 越低越好" / "a character per day, blank without data; each row runs from its own lowest to its own highest; ↑ high is better, ↓ low is better";
    TrendLegendGrouped "每格 {n} 天、画其中最后一天，空白是那天没有数据；每行按自己的最低到最高画（最低最高按全部日子找），行与行之间不能比高低；↑ 越高越好，↓ 越低越好" / "a character per {n} days, showing the last of them, blank without data; each row runs from its own lowest to its own highest of all days; ↑ high is better, ↓ low is better";
    TrendLine "走势" / "trend";
    TrendFirst "首日" / "first";
    TrendLowest "最低" / "lowest";
    TrendHighest "最高" / "highest";
    TrendLast "末日" / "last";
    TrendChange "变化" / "change";
    TrendBlank "整段没有数据：{names}" / "no data on any day: {names}";
    TrendCrossedByData "（前后有数据的指标不同，不一定是店铺变了）" / " (not the same indicators had data: the shop itself may not have changed)";
    TrendOtherData "有 {n} 天有数据的计分指标和末日不同，这些天的总分不能直接和末日比" / "days on which other scored indicators had data than on the last: {n}; their totals cannot be compared with the last one";
    TrendPartial "有 {n} 天的考核周期没有被导出的文件盖满，那些天只按手上的记录算" / "days whose windows the exports do not cover: {n}; their figures rest on what there is";
    TrendCoverage "末日数据覆盖 {coverage}，真实得分在 {low}–{high} 之间（缺什么见 tiyanfen score）" / "{coverage} covered on the last day, the true score lies within {low}-{high} (see tiyanfen score)";

    // Thresholds: conditions, verdicts, and what is wrong with them in a rulebook.
    ThresholdHead "{mark} {title}：" / "{mark} {title}: ";
    MetSince " · {day} 起达标" / " · met since {day}";
    MetSinceAtLeast " · 至少 {day} 起就达标" / " · met since {day} or earlier";
    UnmetSince " · {day} 起不达标" / " · not met since {day}";
    UnmetSinceAtLeast " · 至少 {day} 起就不达标" / " · not met since {day} or earlier";
    ConditionMean "近{n}天{name}均值" / "{n}-day mean of {name}";
    ConditionWindow "近{n}天{name}" / "{name} over {n} days";
    ConditionKnown "{asked}，现 {value}（{room}）" / "{asked}, now {value} ({room})";
    ConditionUnknown "{asked}（{why}）" / "{asked} ({why})";
    MeanUnknown "不是每天都有分" / "not every day has a score";
    RoomAbove "高出 {n}" / "{n} above";
    RoomShort "还差 {n}" / "{n} short";
    RoomLeft "还余 {n}" / "{n} to spare";
    RoomOver "超出 {n}" / "{n} too much";
    RoomNone "正好在线上" / "right at the line";
    TrendCrossedUp "↑ {day} {title}达标：{asked}" / "↑ {day} {title} met: {asked}";
    TrendCrossedDown "↓ {day} {title}不再达标：{asked}" / "↓ {day} {title} no longer met: {asked}";
    TrendFromTo "，从 {before} 到 {after}" / ", {before} -> {after}";
    TrendAlwaysMet "✓ 整段达标：{title}，" / "✓ met throughout: {title}, ";
    TrendNeverMet "✗ 整段不达标：{title}，" / "✗ not met on any day: {title}, ";
    RulesThreshold "{title} {id}：{asked}" / "{title} {id}: {asked}";
    RulesThresholdElse "不达标：{consequence}" / "otherwise: {consequence}";
    RulesThresholdSource "出处：{source}" / "source: {source}";
    RulesThresholdIndustries "只管这些行业：{names}" / "only for these industries: {names}";
    RulesThresholdReplaces "代替“{title}”" / "in place of: {title}";
    RuleFigure "of = “{found}”：应写 total，或者一个维度、指标的 id；是不是 {nearest}？" / "of = '{found}' must be total or the id of a dimension or an indicator; did you mean {nearest}?";
    RuleComparison "{key} 要在 at_least、at_most、below 里写一个，而且只写一个；现在写了 {found} 个" / "{key} must have exactly one of at_least, at_most, below; it has {found}";
    RuleNoCondition "{key} 里至少要有一个条件" / "{key} must hold at least one condition";
    RuleOnlyOfScores "{key} = {found}：只能用在 total 或维度上，{of} 是指标" / "{key} = {found} is for total and dimensions only, and {of} is an indicator";
    RuleOnlyOfIndicators "{key} = {found}：只能用在指标上，{of} 不是指标" / "{key} = {found} is for indicators only, and {of} is none";
    RuleDay "{key} = “{found}”，应写成日期，例如 2026-07-29" / "{key} = '{found}' must be a day such as 2026-07-29";
    RuleReplaces "replaces = “{found}”：前面没有这个门槛，可以写：{expected}" / "replaces = '{found}': no threshold above has this id, expected one of {expected}";
    // Reconciliation with the back-office page.
    AboutReconcile "把后台页面上的数和自己算的逐项对照，说明差在哪里" / "Compare the back office's figures with one's own, line by line, and say what the difference comes from";
    HelpReconcileFile "后台数字的表（CSV、制表符或分号分隔、xlsx）：日期、指标、官方值、官方得分；- 表示从标准输入粘贴" / "A table of the page's figures (CSV, tabs or semicolons, xlsx): date, id, value, points; - is standard input";
    HelpExclude "申诉成功、平台已剔除的订单：一行一个订单编号，或带订单编号列的表" / "Orders struck off on appeal: one order id on a line, or a table with a column of them";
    HelpTemplate "打印一张空表，填好再对；不用给文件" / "Print an empty table to fill in; needs no file";
    HelpReconcileAsOf "没写日期的行是哪一天的：2026-10-30、yesterday 或 today" / "The day of lines without one: 2026-10-30, yesterday or today";
    OfficialCells "{n} 格，认不出" / "{n} cells, none of them that";
    OfficialNames "“{zh}”（或 {en}）" / "'{en}' (or {zh})";
    TypedTooLarge "太大，不像手填的文件" / "too large for a file that somebody typed";
    ExpectedRatio " 1.34% 或 0.0134 这样、0% 到 100% 之间的数" / "something like 1.34% or 0.0134, within 0% and 100%";
    ExpectedStars " 4.69 这样、1 到 5 之间的数" / "something like 4.69, within 1 and 5";
    ExpectedHours " 5.57小时 或 5小时34分 这样的时长" / "something like 5.57h or 5h34m";
    ExpectedSeconds " 13.9秒 或 1分30秒 这样的时长" / "something like 13.9s or 1m30s";
    ExpectedScore " 4.62 或 92.4 这样的分数" / "a score such as 4.62 or 92.4";
    ExpectedPoints " 0 到 100 之间的得分，例如 95 或 95分" / "points within 0 and 100, such as 95";
    ReconcileTemplateHint "照后台页面填；只知道一个的另一个写 -，不比的行删掉。比率带 %，时长带单位" / "fill in what the page shows, - for what it does not; delete lines that are not compared; rates with %, times with their unit";
    ReconcileTitle "和后台对照" / "compared with the back office";
    ReconcileCompared "{n} 项" / "lines {n}";
    ReconcileAgree "{n} 项一致" / "agree {n}";
    ReconcileDiffer "{n} 项不同" / "differ {n}";
    ReconcileNoData "{n} 项没有自己的数" / "without own figures {n}";
    ReconcileUnusable "{n} 行用不了" / "unusable {n}";
    ReconcileExcluded "剔除名单：导出里有 {orders} 单，找不到的编号 {unknown} 个" / "struck-off list: orders in the exports {orders}, ids unknown {unknown}";
    ReconcileOfficialValue "官方值" / "official";
    ReconcileOwnValue "自算值" / "own";
    ReconcileDifference "差" / "diff";
    ReconcileOfficialPoints "官方得分" / "official pts";
    ReconcileOwnPoints "自算得分" / "own pts";
    ReconcileResult "结果" / "result";
    ReconcileAgrees "✓ 一致" / "✓ agrees";
    ReconcileDiffers "✗ 不同" / "✗ differs";
    ReconcileExact "【对得上】" / "[fits] ";
    ReconcilePossible "【可能】" / "[possible] ";
    ReconcileHintExclude "有申诉成功、已被平台剔除的订单，把编号一行一个写进文件，用 --exclude 再对一次" / "where orders were struck off on appeal, write their ids into a file, one on a line, and compare again with --exclude";
    CauseWindow "按 {days} 天的考核周期算正好是官方值（{fraction}），这里按的是 {own} 天" / "a window of {days} days gives the official figure ({fraction}); here it is {own} days";
    CauseReasons "售后原因{changes}，正好是官方值（{fraction}）" / "{changes} gives the official figure ({fraction})";
    CauseReasonsAdded "多算“{classes}”" / "counting the reasons '{classes}' too";
    CauseReasonsRemoved "不算“{classes}”" / "not counting the reasons '{classes}'";
    CauseFewCases "；只差 {n} 单，也可能是巧合" / "; cases that make the difference: {n}, which may be chance";
    CauseStruckLeftOut "剔除名单里的 {cases} 笔从分子和分母里都去掉，正好是官方值（{fraction}）" / "the {cases} cases of the struck-off orders left out altogether give the official figure ({fraction})";
    CauseStruckNotBad "剔除名单里的 {cases} 笔不再算坏单、分母不变，正好是官方值（{fraction}）" / "the {cases} cases of the struck-off orders kept in the denominator, but no longer as bad ones, give the official figure ({fraction})";
    CauseMissingDays "导出缺天：{kinds}；补上再对" / "days are missing from the exports: {kinds}; add them and compare again";
    CauseDaysOfKind "{kind} {runs}（{days} 天没有记录；其余 {other} 天有 {rows} 条，只有 {empty} 天是空的）" / "{kind} {runs} (days without a row: {days}; of the other {other} days, with {rows} rows, {empty} are empty)";
    CauseUnmatched "有 {orders} 单不在订单导出里，没有计入（{rows}）；算上其中一部分就能对上；补上这些订单的导出" / "orders that are not in the orders export and do not count: {orders} ({rows}); with some of them the official figure can come out; add the export of these orders";
    CauseUnmatchedExact "有 {orders} 单不在订单导出里，没有计入（{rows}）；全部算上正好是官方值（{fraction}）；补上这些订单的导出" / "orders that are not in the orders export and do not count: {orders} ({rows}); with all of them the official figure comes out ({fraction}); add the export of these orders";
    CauseRowsOfKind "{kind} {n} 行" / "{kind} rows {n}";
    CauseCurve "官方值按这个规则集折算不出官方得分：店铺的分档不一样；用 rules new 把后台的分档写成自己的规则集" / "the official value does not give the official points in this rulebook: the shop's tiers differ; type them into a rulebook of your own with rules new";
    CausePrecision "填的位数不够细：位数以内的零头就能造成这个差" / "the digits that were typed leave room for this difference";
    CauseParts "差在 {parts}，但只凭填了的这些还合不出官方得分" / "it differs in {parts}, but what was typed of its parts does not make the official score";
    CausePartsExact "差在 {parts}：把官方的数按这里的权重合起来，正好是官方得分" / "it differs in {parts}: the official parts, weighted like here, make the official score";
    CauseWeights "官方的各部分按这里的权重合不出官方得分：权重不一样，或者官方有加分、扣分" / "the official parts, weighted like here, do not make the official score: other weights, or extras and deductions";
    CauseNotScored "这个规则集不给它打分；换一个规则集用 --rules" / "this rulebook gives no points for it; choose another with --rules";
    CauseNoData "没有自己的数：{missing}" / "there is no own figure: {missing}";
    CauseNoExport "没有{kind}导出；加上，或用 {set} 手填" / "there is no {kind} export; add it, or {set}";
    CauseNoColumn "{kind}导出里没有列 {column}；导出时勾选，或用 {set} 手填" / "the {kind} export has no column {column}; include it, or {set}";
    CauseNoCases "考核周期内没有可算的{kind}记录；加上这段日子的导出，或用 {set} 手填" / "nothing to count in the window; add {kind} exports of these days, or {set}";
    CauseUnknown "原因不明：试过的都对不上" / "unknown: nothing that was tried brings the official figure out";
    CauseUnknownParts "原因不明：再填上 {parts} 的官方得分，才看得出差在哪里" / "unknown: the official points of {parts} would tell more";
    CauseOneOf "；有 {n} 种说法都正好对得上，这只是其中之一" / "; one of {n} explanations that fit, which proves less";
}
