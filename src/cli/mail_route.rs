//! From whom to whom a mail goes and by which way: what flags say, and where these are silent `[mail]` of the
//! configuration. No flag takes a password.

use super::settings::{Given, Settings};
use crate::catalogue::{Arg, Diagnostic, Lang, diagnostics, io_reason, text};
use crate::faults::Faulty;
use crate::mail::{Address, Authorities, Command, Encryption, Login, Password, Server, Way};
use std::io::{self, Read};
use std::path::Path;
use std::time::Duration;

/// How long to wait at each step where nobody says.
const SECONDS: u64 = 30;
/// A mail to more is advertising.
const MOST_RECEIVERS: usize = 100;
/// No password, and no list of certificates, is longer.
const MOST_BYTES: u64 = 1 << 20;

/// What flags say.
#[derive(Debug)]
pub(super) struct Asked<'a> {
    pub from: Option<&'a String>,
    pub to: &'a [String],
    pub sendmail: Option<&'a String>,
}

/// From whom to whom, and by which way.
#[derive(Debug)]
pub(super) struct Route {
    pub from: Address,
    pub to: Vec<Address>,
    /// None where nothing is to be sent.
    pub way: Option<Way>,
    /// What the reader should know about all this.
    pub notes: Vec<Diagnostic>,
}

impl Route {
    /// The route; without a way, and so without a password, where nothing is to be sent.
    pub(super) fn of(settings: &Settings, asked: &Asked<'_>, sends: bool) -> Result<Route, Diagnostic> {
        let (to, from) = (receivers(settings, asked.to)?, sender(settings, asked.from)?);
        let mut notes = Vec::new();
        let way = if sends { Some(way(settings, asked.sendmail, &from, &mut notes)?) } else { None };
        Ok(Route { from, to, way, notes })
    }
}

fn receivers(settings: &Settings, typed: &[String]) -> Result<Vec<Address>, Diagnostic> {
    let mut all: Vec<Address> = Vec::new();
    let lists: Vec<Given> = if typed.is_empty() {
        settings.mail("to").collect()
    } else {
        typed.iter().map(|to| Given::typed(to)).collect()
    };
    for given in lists {
        for address in addresses(&given, "to")? {
            // Nobody gets it twice.
            if !all.iter().any(|known| known.login() == address.login()) {
                all.push(address);
            }
        }
    }
    match all.len() {
        0 => Err(config(text::mail_no_to, text::mail_no_to_how)),
        n if n > MOST_RECEIVERS => {
            Err(config(move |lang| text::mail_too_many(lang, n, MOST_RECEIVERS), text::mail_too_many_how))
        }
        _ => Ok(all),
    }
}

fn sender(settings: &Settings, typed: Option<&String>) -> Result<Address, Diagnostic> {
    let given = typed.map(|from| Given::typed(from)).or_else(|| settings.mail("from").next_back());
    let Some(given) = given else {
        // A login is mostly the address itself.
        let user = settings.mail("user").next_back().and_then(|user| Address::parse(&user.text));
        return user.ok_or_else(|| config(text::mail_no_from, text::mail_no_from_how));
    };
    match addresses(&given, "from")?.as_slice() {
        [one] => Ok(one.clone()),
        _ => Err(given.wrong_as("from", diagnostics::address_invalid(&*given.text), text::expected_address)),
    }
}

fn addresses(given: &Given, key: &str) -> Result<Vec<Address>, Diagnostic> {
    let invalid =
        |wrong: String| given.wrong_as(key, diagnostics::address_invalid(wrong), text::expected_address);
    Address::parse_all(&given.text).map_err(invalid)
}

/// Through a command, or through a server.
fn way(
    settings: &Settings,
    sendmail: Option<&String>,
    from: &Address,
    notes: &mut Vec<Diagnostic>,
) -> Result<Way, Diagnostic> {
    let seconds = settings.mail("timeout_seconds").next_back().and_then(|given| given.text.parse().ok());
    let timeout = Duration::from_secs(seconds.unwrap_or(SECONDS));
    let host = settings.mail("server").next_back();
    let command = sendmail.map(|line| Given::typed(line));
    // A server that is named wins over a command that is, too, unless that is typed.
    let written = || settings.mail("sendmail").next_back().filter(|_| host.is_none());
    if let Some(given) = command.or_else(written) {
        let empty = || given.blame(config(text::mail_empty_command, text::mail_empty_command_how));
        return Ok(Way::Command(Command::parse(&given.text).ok_or_else(empty)?, timeout));
    }
    let host = host.ok_or_else(|| config(text::mail_no_server, text::mail_no_server_how))?;
    if !Server::is_host(&host.text) {
        return Err(host.blame(config(text::mail_host_unusable, text::mail_host_unusable_how)));
    }
    let encryption = settings.mail("encryption").next_back();
    let named =
        encryption.as_ref().and_then(|given| Encryption::ALL.iter().find(|own| own.id() == given.text));
    let encryption_of = named.copied().unwrap_or(Encryption::StartTls);
    let port = settings.mail("port").next_back().and_then(|given| given.text.parse().ok());
    let login = login(settings, from, notes)?;
    if login.is_some() && encryption_of == Encryption::Plain && !Server::is_this_machine(&host.text) {
        let plain = config(text::mail_password_plain, text::mail_password_plain_how);
        return Err(encryption.map_or(plain.clone(), |given| given.blame(plain)));
    }
    Ok(Way::Server(Server {
        host: host.text,
        port: port.unwrap_or(encryption_of.usual_port()),
        encryption: encryption_of,
        login,
        authorities: authorities(settings)?,
        timeout,
    }))
}

/// Who logs in: nobody where nothing says a name or where the password is.
fn login(
    settings: &Settings,
    from: &Address,
    notes: &mut Vec<Diagnostic>,
) -> Result<Option<Login>, Diagnostic> {
    let user = settings.mail("user").next_back();
    let file = settings.mail("password_file").next_back();
    let variable = settings.mail("password_env").next_back();
    let password = match (file, variable) {
        (Some(_), Some(variable)) => {
            return Err(variable.blame(config(text::mail_two_passwords, text::mail_two_passwords_how)));
        }
        (Some(file), None) => {
            notes.extend(open_to_others(&file.path()));
            of_file(&file)?
        }
        (None, Some(variable)) => {
            let value = std::env::var(&variable.text).unwrap_or_default();
            let unset = || variable.blame(config(text::mail_password_unset, text::mail_password_unset_how));
            Password::new(value.trim()).ok_or_else(unset)?
        }
        (None, None) => {
            let missing =
                |user: &Given| user.blame(config(text::mail_no_password, text::mail_no_password_how));
            return user.map_or(Ok(None), |user| Err(missing(&user)));
        }
    };
    Ok(Some(Login { user: user.map_or_else(|| from.login(), |user| user.text), password }))
}

/// The first line of a file. What stands behind the key may be a password, so nothing repeats it.
fn of_file(given: &Given) -> Result<Password, Diagnostic> {
    let bytes = beginning(&given.path()).map_err(|error| {
        let path = given.path();
        let folder = path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
        let folder = if folder.is_dir() { folder.to_string_lossy().into_owned() } else { ".".to_owned() };
        let why = io_reason(&error);
        given.blame(config(
            move |lang| text::mail_password_unreadable(lang, why.in_lang(lang)),
            move |lang| text::mail_password_unreadable_how(lang, &folder),
        ))
    })?;
    let text = String::from_utf8_lossy(&bytes);
    let line = text.trim_start_matches('\u{feff}').lines().next().unwrap_or_default().trim();
    let empty = || given.blame(config(text::mail_password_empty, text::mail_password_empty_how));
    Password::new(line).ok_or_else(empty)
}

fn authorities(settings: &Settings) -> Result<Option<Authorities>, Diagnostic> {
    let Some(given) = settings.mail("ca_file").next_back() else { return Ok(None) };
    let pem = beginning(&given.file("ca_file")?).unwrap_or_default();
    let unusable = || given.blame(config(text::mail_ca_unusable, text::mail_ca_unusable_how));
    Authorities::from_pem(&pem).map(Some).ok_or_else(unusable)
}

fn beginning(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    Faulty::open("typed", path)?.take(MOST_BYTES).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// A password that others may read.
#[cfg(unix)]
fn open_to_others(path: &Path) -> Option<Diagnostic> {
    use std::os::unix::fs::PermissionsExt;
    let mode = path.metadata().ok()?.permissions().mode() & 0o777;
    let shown = path.to_string_lossy().into_owned();
    let file = crate::shown_text::quoted(&shown);
    (mode & 0o077 != 0).then(|| diagnostics::mail_password_open(format!("{mode:03o}"), file).path(shown))
}

#[cfg(not(unix))]
fn open_to_others(_: &Path) -> Option<Diagnostic> {
    None
}

/// What is missing or wrong, and what to do about it.
fn config<W, H>(what: impl Fn(Lang) -> W, how: impl Fn(Lang) -> H) -> Diagnostic
where
    W: Into<String>,
    H: Into<String>,
{
    diagnostics::mail_config(Arg::from(what), Arg::from(how))
}
