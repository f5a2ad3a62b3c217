//! Sections of one temporary file, and how much goes into it.

use super::*;

fn unpacked(unpacker: &mut Unpacker, text: &str) -> Bytes {
    let mut part = unpacker.begin().unwrap();
    part.write_all(text.as_bytes()).unwrap();
    part.finish()
}

fn text(bytes: &Bytes) -> String {
    io::read_to_string(bytes.open().unwrap()).unwrap()
}

#[test]
fn every_reader_has_a_place_of_its_own() {
    let bytes = unpacked(&mut Unpacker::default(), "0123456789");
    let (mut a, mut b) = (bytes.open().unwrap(), bytes.open().unwrap());
    let mut two = [0; 2];
    a.read_exact(&mut two).unwrap();
    b.seek(SeekFrom::End(-3)).unwrap();
    b.read_exact(&mut two).unwrap();
    assert_eq!(&two, b"78");
    a.seek(SeekFrom::Current(2)).unwrap();
    a.read_exact(&mut two).unwrap();
    assert_eq!(&two, b"45");
    assert!(a.seek(SeekFrom::Current(-100)).is_err());
    assert_eq!(b.length().unwrap(), 10);
}

#[test]
fn parts_of_one_file_do_not_see_each_other() {
    let mut unpacker = Unpacker::default();
    let parts: Vec<Bytes> =
        ["first", "", "second"].iter().map(|part| unpacked(&mut unpacker, part)).collect();
    assert_eq!(parts.iter().map(text).collect::<Vec<_>>(), ["first", "", "second"]);
    assert_eq!(text(&parts[2].first(3).unwrap()), "sec");
    let mut second = parts[2].open().unwrap();
    assert_eq!((second.length().unwrap(), second.seek(SeekFrom::End(-1)).unwrap()), (6, 5));
    assert!(second.seek(SeekFrom::End(-7)).is_err(), "the part before is another's");
    second.seek(SeekFrom::End(100)).unwrap();
    assert_eq!(second.read(&mut [0; 4]).unwrap(), 0);
}

#[test]
fn room_is_given_back_and_has_an_end() {
    let mut unpacker = Unpacker::default();
    let kept = unpacked(&mut unpacker, "kept");
    let mark = unpacker.mark();
    unpacked(&mut unpacker, "a picture");
    unpacker.give_back(mark);
    assert_eq!(unpacker.file.as_ref().unwrap().metadata().unwrap().len(), 4);
    let next = unpacked(&mut unpacker, "next");
    assert_eq!((text(&kept), text(&next)), ("kept".to_owned(), "next".to_owned()));
}

fn exceeded(error: &io::Error) -> &LimitExceeded {
    LimitExceeded::of(error).unwrap()
}

#[test]
fn no_more_is_unpacked_than_is_allowed() {
    let mut unpacker = Unpacker::with_limit(Some(9));
    unpacked(&mut unpacker, "01234");
    unpacker.begin_file(1);
    unpacker.count(2).unwrap();
    let error = unpacker.begin().unwrap().write_all(b"bomb").unwrap_err();
    assert!(matches!(exceeded(&error), LimitExceeded::Unpacked(9)), "{error:?}");
    assert!(matches!(exceeded(&unpacker.expect(10).unwrap_err()), LimitExceeded::Unpacked(9)));
}

#[test]
fn room_is_asked_for_before_it_is_taken() {
    let mut unpacker = Unpacker { free: |_| Ok(FREE_SPACE + 4), ..Unpacker::default() };
    let error = unpacker.expect(5).unwrap_err();
    assert!(matches!(exceeded(&error), LimitExceeded::Space { needed: Some(5), .. }), "{error:?}");
    unpacked(&mut unpacker, "four");
    unpacker.free = |_| Ok(FREE_SPACE);
    let error = unpacker.begin().unwrap().write_all(b"x").unwrap_err();
    assert!(matches!(exceeded(&error), LimitExceeded::Space { needed: None, .. }), "{error:?}");
    assert_eq!(unpacker.file.as_ref().unwrap().metadata().unwrap().len(), 4, "nothing was written");
}
