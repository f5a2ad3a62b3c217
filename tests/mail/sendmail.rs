//! A command of the machine in place of a server.

use super::{dry, mail};
use crate::common::{Folder, Run};
use std::fs;
use std::os::unix::fs::PermissionsExt;

const ROUTE: [&str; 4] = ["--from", "shop@example.com", "--to", "boss@example.com,second@example.com"];

/// A folder with a command that does what a script says.
fn command(script: &str) -> Folder {
    let folder = Folder::new().file("send", format!("#!/bin/sh\n{script}\n"));
    fs::set_permissions(folder.path().join("send"), fs::Permissions::from_mode(0o755)).unwrap();
    folder
}

fn sent(folder: &Folder, line: &str, args: &[&str]) -> Run {
    mail(folder, &[&ROUTE[..], &["--sendmail", line], args].concat())
}

fn failed(script: &str) -> String {
    let run = sent(&command(script), "./send -a main", &[]);
    assert_eq!((run.code, run.stdout.as_str()), (3, ""), "{}", run.stderr);
    run.stderr.lines().next().unwrap().to_owned()
}

#[test]
fn a_command_gets_the_mail_and_the_receivers() {
    let folder = command("printf '%s\\n' \"$@\" > args; cat > mail");
    let run = sent(&folder, "./send -a 'my account'", &["--attach", "json"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let args = fs::read_to_string(folder.path().join("args")).unwrap();
    assert_eq!(
        args.lines().collect::<Vec<_>>(),
        ["-a", "my account", "-i", "-f", "shop@example.com", "--", "boss@example.com", "second@example.com"]
    );
    let shown = dry(&Folder::new(), &["--to", "second@example.com", "--attach", "json"]);
    assert!(fs::read_to_string(folder.path().join("mail")).unwrap() == shown.stdout);
}

#[test]
fn how_a_command_fails_is_told() {
    let said = |rest: &str| format!("error[mail-sendmail]: ./send did not send the mail: {rest}");
    assert_eq!(failed("cat > /dev/null; exit 3"), said("exit code 3"));
    assert_eq!(
        failed("cat > /dev/null; echo 'no account for boss@example.com' >&2; echo 'try again' >&2; exit 78"),
        said("exit code 78: no account for b…@example.com try again")
    );
    // One that does not even read it.
    assert_eq!(failed("exit 1"), said("exit code 1"));
    assert_eq!(failed("kill -9 $$"), said("it was terminated"));
    let run = sent(&Folder::new(), "./nothing", &[]);
    assert_eq!(run.code, 3);
    assert!(
        run.stderr.starts_with("error[mail-sendmail]: ./nothing did not send the mail:"),
        "{}",
        run.stderr
    );
}

#[test]
fn what_a_command_calls_temporary_is_tried_once_more() {
    let folder = command("cat > /dev/null; echo x >> tries; test $(wc -l < tries) -gt 1 || exit 75");
    assert_eq!(sent(&folder, "./send", &[]).code, 0);
    let folder = command("cat > /dev/null; echo x >> tries; exit 75");
    assert_eq!(sent(&folder, "./send", &[]).code, 3);
    assert_eq!(fs::read_to_string(folder.path().join("tries")).unwrap().lines().count(), 2);
    let folder = command("cat > /dev/null; echo x >> tries; exit 1");
    assert_eq!(sent(&folder, "./send", &[]).code, 3);
    assert_eq!(fs::read_to_string(folder.path().join("tries")).unwrap().lines().count(), 1);
}

#[test]
fn a_command_that_hangs_is_ended() {
    let folder = command("exec sleep 60")
        .file("tiyanfen.toml", "[mail]\nsendmail = \"./send\"\ntimeout_seconds = 1\n");
    let run = mail(&folder, &[&ROUTE[..], &["--config", "tiyanfen.toml"]].concat());
    assert_eq!(run.code, 3);
    assert!(
        run.stderr.contains("./send did not send the mail: no answer within 1 seconds"),
        "{}",
        run.stderr
    );
}

/// One that talks without end is heard without end, and what is shown of it is short.
#[test]
fn a_command_may_talk_much() {
    let said = failed("cat > /dev/null; yes complaint | head -n 100000 >&2; exit 1");
    assert!(said.chars().count() < 260, "{said}");
}
