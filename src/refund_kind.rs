//! What kind of after-sale something is: the shop tells it, a rulebook sets limits by it.

/// The kinds of SPEC section 4.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RefundKind {
    /// Refunded before anything was shipped.
    BeforeShipping,
    /// Refunded without return.
    RefundOnly,
    /// Returned and refunded.
    Return,
    /// Exchange, resend, repair, price protection.
    Other,
}
