//! Errors of the system that come back through libraries, which wrap them: a disk that fails is no damaged file.

use std::error::Error;
use std::io;
use std::sync::Arc;

/// The error of the system behind one of a library.
pub(super) fn behind<'e>(error: &'e (dyn Error + 'static)) -> Option<&'e io::Error> {
    let own = error.downcast_ref::<io::Error>();
    // The library for XML shares it.
    let own = own.or_else(|| error.downcast_ref::<Arc<io::Error>>().map(|shared| &**shared));
    match own {
        Some(own) if own.raw_os_error().is_some() => Some(own),
        Some(own) => own.get_ref().and_then(|inner| behind(inner)),
        None => error.source().and_then(behind),
    }
}

/// An error of the csv crate as what it is; its own way to one of reading hides the number that the system gave.
pub(super) fn of_csv(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(own) => own,
        _ => io::ErrorKind::InvalidData.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::XlsxError;

    #[test]
    fn errors_of_the_system_are_found_behind_those_of_libraries() {
        let failed = || io::Error::from_raw_os_error(5);
        let number = |error: &(dyn Error + 'static)| behind(error).and_then(io::Error::raw_os_error);
        assert_eq!(number(&failed()), Some(5));
        assert_eq!(number(&io::Error::other(failed())), Some(5));
        assert_eq!(number(&zip::result::ZipError::Io(failed())), Some(5));
        assert_eq!(number(&XlsxError::Zip(zip::result::ZipError::Io(failed()))), Some(5));
        assert_eq!(number(&XlsxError::Xml(failed().into())), Some(5));
        assert_eq!(of_csv(csv::Error::from(failed())).raw_os_error(), Some(5));
        assert_eq!(number(&io::Error::from(io::ErrorKind::UnexpectedEof)), None);
        assert_eq!(number(&XlsxError::XmlEof("row")), None);
    }
}
