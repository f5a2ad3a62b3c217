//! The platform's hundred-point rulebooks: which holds when, for whom, and what comes on top of the weighted
//! mean. Figures are worked out by hand.

mod common;

mod platform {
    mod extras;
    mod families;
    mod industries;
    mod observations;
    mod small_shops;
    mod stages;
    mod support;
    mod text;
}
