//! Which elements of a list moved.

/// For a list of places in the older list: whether each element moved against the others. As few
/// as possible did: those outside one longest rising run.
pub(crate) fn moved(places: &[usize]) -> Vec<bool> {
    // `tails[n]` ends the rising run of n + 1 elements that ends lowest.
    let mut tails: Vec<usize> = Vec::new();
    let mut previous = vec![None; places.len()];
    for (index, place) in places.iter().enumerate() {
        let length = tails.partition_point(|tail| places[*tail] < *place);
        previous[index] = length.checked_sub(1).map(|shorter| tails[shorter]);
        match tails.get_mut(length) {
            Some(tail) => *tail = index,
            None => tails.push(index),
        }
    }
    let mut moved = vec![true; places.len()];
    let mut stays = tails.last().copied();
    while let Some(index) = stays {
        moved[index] = false;
        stays = previous[index];
    }
    moved
}
