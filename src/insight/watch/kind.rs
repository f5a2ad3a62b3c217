//! What a case waits for.

use crate::indicator::Indicator;
use crate::string_enum::string_enum;

string_enum! {
    /// What a case waits for.
    WatchKind {
        /// The carrier has to pick an order up.
        PickupDue = "pickup_due",
        /// An order has to be shipped by the time promised.
        ShipPromise = "ship_promise",
        /// A parcel that was reported as shipped needs a pickup record within 24 hours.
        PickupRecord24h = "pickup_record_24h",
        /// The same within 48 hours.
        PickupRecord48h = "pickup_record_48h",
        /// A parcel has to be delivered.
        DeliveryDue = "delivery_due",
        /// A refund without a return has to be decided.
        RefundWaiting = "refund_waiting",
        /// A return has to be decided, or to be finished.
        ReturnWaiting = "return_waiting",
    }
}

impl WatchKind {
    /// The indicator that it counts in, scored or not.
    pub(crate) fn indicator(self) -> Option<Indicator> {
        match self {
            WatchKind::PickupDue => Some(Indicator::PickupOnTimeRate),
            WatchKind::DeliveryDue => Some(Indicator::WaybillSlaRate),
            WatchKind::RefundWaiting => Some(Indicator::RefundOnlyHours),
            WatchKind::ReturnWaiting => Some(Indicator::ReturnRefundHours),
            WatchKind::ShipPromise | WatchKind::PickupRecord24h | WatchKind::PickupRecord48h => None,
        }
    }

    /// Its place in the table.
    pub(super) fn place(self) -> usize {
        WatchKind::ALL.iter().position(|kind| *kind == self).unwrap_or_default()
    }
}
