//! The closed sets that only reports have.

use crate::string_enum::string_enum;

string_enum! {
    /// How far a figure rests on data.
    Status {
        /// Its whole window is covered.
        Ok = "ok",
        /// Some days of its window are not covered; of a total or a dimension: some part is not ok.
        Partial = "partial",
        /// There is nothing to compute it from.
        NoData = "no_data",
        /// It was set by hand.
        Manual = "manual",
    }
}

string_enum! {
    /// Why an indicator has no data.
    MissingReason {
        /// An export is missing.
        Export = "export",
        /// A column is missing.
        Column = "column",
        /// There is nothing to count in the window.
        Cases = "cases",
    }
}

string_enum! {
    /// What a cause groups the cases by.
    CauseBy {
        /// A product.
        Product = "product",
        /// A carrier.
        Carrier = "carrier",
        /// A province.
        Province = "province",
        /// A run of days.
        Days = "days",
    }
}
