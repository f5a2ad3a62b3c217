//! How far a figure rests on data.

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
