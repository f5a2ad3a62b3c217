//! The kinds of after-sales (SPEC section 4).

/// What an after-sale is about, told from its type and from whether anything was shipped.
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
