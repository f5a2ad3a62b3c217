//! Oddities of rows, counted.

use super::unknown_words::UnknownWords;

/// What is worth a warning or a note and no reason to reject a row.
#[derive(Debug, Clone, Default)]
pub struct Remarks {
    /// Times later than the machine's clock.
    pub future_times: u64,
    /// Reviews without a written time.
    pub reviews_without_time: u64,
    /// Reviews without any stars.
    pub reviews_without_stars: u64,
    /// After-sales without an apply time.
    pub refunds_without_apply: u64,
    /// Successful after-sales without a finish time.
    pub successes_without_finish: u64,
    /// Words of states, types and parties that the table of words lacks.
    pub(crate) unknown_words: UnknownWords,
    /// Totals of tables of days of customer service.
    pub service_totals: u64,
    /// Customer-service rows without any date.
    pub undated_service_rows: u64,
    /// Orders whose submit time stands in for the pay time.
    pub pay_stand_ins: u64,
}

impl Remarks {
    pub(super) fn add(&mut self, other: &Remarks) {
        let Remarks {
            future_times,
            reviews_without_time,
            reviews_without_stars,
            refunds_without_apply,
            successes_without_finish,
            unknown_words,
            service_totals,
            undated_service_rows,
            pay_stand_ins,
        } = self;
        *future_times += other.future_times;
        *reviews_without_time += other.reviews_without_time;
        *reviews_without_stars += other.reviews_without_stars;
        *refunds_without_apply += other.refunds_without_apply;
        *successes_without_finish += other.successes_without_finish;
        unknown_words.add_all(&other.unknown_words);
        *service_totals += other.service_totals;
        *undated_service_rows += other.undated_service_rows;
        *pay_stand_ins += other.pay_stand_ins;
    }
}
