//! Which order a parcel, an after-sale and a review belong to: ids of 20 digits, which do not fit into 64 bits, sub-order
//! ids that several orders have, and rows that name another order than older rows did.

mod common;

mod joins {
    mod ids;
    mod listed;
    mod newer_rows;
}
