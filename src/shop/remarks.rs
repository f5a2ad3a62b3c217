//! Oddities of rows, counted.

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
    /// Liable parties that are not in the table of words.
    pub unknown_liability: u64,
    /// After-sales of an unknown type.
    pub unknown_refund_type: u64,
    /// After-sales of an unknown status.
    pub unknown_refund_status: u64,
    /// Orders of an unknown status.
    pub unknown_order_status: u64,
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
            unknown_liability,
            unknown_refund_type,
            unknown_refund_status,
            unknown_order_status,
            undated_service_rows,
            pay_stand_ins,
        } = self;
        *future_times += other.future_times;
        *reviews_without_time += other.reviews_without_time;
        *reviews_without_stars += other.reviews_without_stars;
        *refunds_without_apply += other.refunds_without_apply;
        *successes_without_finish += other.successes_without_finish;
        *unknown_liability += other.unknown_liability;
        *unknown_refund_type += other.unknown_refund_type;
        *unknown_refund_status += other.unknown_refund_status;
        *unknown_order_status += other.unknown_order_status;
        *undated_service_rows += other.undated_service_rows;
        *pay_stand_ins += other.pay_stand_ins;
    }
}
