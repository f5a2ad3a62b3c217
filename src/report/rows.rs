//! Rows of the report that are not indicators: causes, files, warnings.

use super::model::*;
use super::sets::CauseBy;
use crate::catalogue::{Code, Diagnostic, Lang};
use crate::indicator::{Indicator, Unit};
use crate::insight::{Cause, Group};
use crate::rulebook::Rulebook;

pub fn rulebook_title(rulebook: &Rulebook) -> RulebookTitle {
    RulebookTitle {
        id: rulebook.id.clone(),
        title_zh: rulebook.title_zh.clone(),
        title_en: rulebook.title_en.clone(),
        estimate: rulebook.estimate,
    }
}

pub fn cause_row(indicator: Indicator, cause: Cause) -> CauseRow {
    let counted = indicator.info().unit == Unit::Ratio && cause.all_bad > 0;
    let blank = CauseRow {
        indicator: indicator.id(),
        by: CauseBy::Days,
        product_id: None,
        name: None,
        from: None,
        to: None,
        bad: counted.then_some(cause.bad),
        all_bad: counted.then_some(cause.all_bad),
        cases: cause.cases,
        value: cause.value,
        rest_value: cause.rest,
    };
    match cause.group {
        Group::Product(id, name) => CauseRow {
            by: CauseBy::Product,
            product_id: Some(id).filter(|id| !id.is_empty()),
            name: Some(name).filter(|name| !name.is_empty()),
            ..blank
        },
        Group::Carrier(name) => CauseRow { by: CauseBy::Carrier, name: Some(name), ..blank },
        Group::Province(name) => CauseRow { by: CauseBy::Province, name: Some(name), ..blank },
        Group::Days(from, to) => CauseRow { from: Some(from), to: Some(to), ..blank },
    }
}

pub fn input_row(file: &crate::input::InputFile) -> InputRow {
    InputRow {
        path: file.path.clone(),
        kind: file.kind.map(|k| k.id()),
        encoding: file.encoding,
        status: file.status,
        code: file.code.map(Code::id),
        read: file.read,
        used: file.disposition.used,
        duplicate: file.disposition.duplicate,
        excluded: file.disposition.excluded,
        unmatched: file.disposition.unmatched,
        rejected: file.rejected,
        skipped: file.skipped,
    }
}

pub fn warning_row(diagnostic: &Diagnostic) -> WarningRow {
    WarningRow {
        code: diagnostic.code.id(),
        severity: diagnostic.code.severity(),
        path: diagnostic.path.clone(),
        line: diagnostic.line,
        cell: diagnostic.cell.clone(),
        column: diagnostic.column.clone(),
        found_zh: diagnostic.found(Lang::Zh),
        found_en: diagnostic.found(Lang::En),
        expected_zh: diagnostic.expected(Lang::Zh),
        expected_en: diagnostic.expected(Lang::En),
        message_zh: diagnostic.message(Lang::Zh),
        message_en: diagnostic.message(Lang::En),
        mend_zh: diagnostic.mend(Lang::Zh),
        mend_en: diagnostic.mend(Lang::En),
    }
}
