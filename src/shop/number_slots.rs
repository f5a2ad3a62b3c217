//! A hash table of numbers alone, four bytes a slot: what a number stands for is asked of whoever has numbered it.

/// Slots with linear probing.
#[derive(Debug)]
pub(super) struct NumberSlots {
    /// Numbers plus one, 0 for none. There are as many as a power of two, so that a number needs the lower bits only. The
    /// upper bits are those of the hash, which tells most slots of other numbers without asking what these stand for.
    slots: Box<[u32]>,
}

impl NumberSlots {
    /// Room for at least so many numbers, with those below `count`.
    #[inline]
    pub(super) fn of(room: usize, count: u32, hash: impl Fn(u32) -> u64) -> NumberSlots {
        let mut slots = NumberSlots { slots: vec![0; least(room).next_power_of_two().max(16)].into() };
        let last = slots.last();
        for number in 0..count {
            let hash = hash(number);
            let mut at = hash as usize & last;
            while slots.slots.get(at).is_some_and(|slot| *slot != 0) {
                at = (at + 1) & last;
            }
            slots.put(at, hash, number);
        }
        slots
    }

    #[inline]
    pub(super) fn have_room_for(&self, numbers: usize) -> bool {
        least(numbers) <= self.slots.len()
    }

    /// The number with a hash that `is_it`, or the slot for it.
    #[inline]
    pub(super) fn find(&self, hash: u64, is_it: impl Fn(u32) -> bool) -> Result<u32, usize> {
        let last = self.last();
        let (mut at, mark) = (hash as usize & last, mark_of(hash, last));
        loop {
            let slot = self.slots.get(at).copied().unwrap_or_default();
            if slot == 0 {
                return Err(at);
            }
            match number_in(slot, mark, last) {
                Some(number) if is_it(number) => return Ok(number),
                _ => at = (at + 1) & last,
            }
        }
    }

    /// Puts a number into the slot where it was not found.
    #[inline]
    pub(super) fn put(&mut self, slot: usize, hash: u64, number: u32) {
        let last = self.last();
        if let Some(slot) = self.slots.get_mut(slot) {
            *slot = mark_of(hash, last) | (number + 1);
        }
    }

    #[inline]
    fn last(&self) -> usize {
        self.slots.len() - 1
    }
}

/// So many slots need so many numbers at least: at most three in four are taken.
#[inline]
fn least(numbers: usize) -> usize {
    numbers + numbers / 3 + 1
}

/// The upper bits of a slot: bits of the hash that do not decide its place.
#[inline]
fn mark_of(hash: u64, last: usize) -> u32 {
    (hash >> 32) as u32 & !(last as u32)
}

/// The number in a slot, where its upper bits are `mark`.
#[inline]
fn number_in(slot: u32, mark: u32, last: usize) -> Option<u32> {
    let last = last as u32;
    if slot & !last == mark { (slot & last).checked_sub(1) } else { None }
}
