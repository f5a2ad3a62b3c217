//! A mail's way through a server.

use crate::common::smtp::{FakeServer, Reply, Script, takes_all, usual, without_ports};
use crate::common::{Folder, Run, run, tiyanfen};
use std::time::{Duration, Instant};

const PASSWORD: &str = "hunter2-geheim";

/// Sends a mail to two receivers through a server that goes by a script.
fn sent(server: &FakeServer, more: &str, args: &[&str]) -> Run {
    let config = format!(
        "[mail]\nserver = \"127.0.0.1\"\nport = {}\nencryption = \"none\"\nuser = \"shop@example.com\"\npassword_file = \"key\"\n\
         to = [\"boss@example.com\", \"second@example.com\"]\n{more}",
        server.port
    );
    let folder = Folder::new().file("tiyanfen.toml", config).file("key", format!("{PASSWORD}\r\n"));
    private(&folder);
    let mut program = tiyanfen();
    let run = run(program
        .current_dir(folder.path())
        .args(["mail", super::DEMO, "--config", "tiyanfen.toml"])
        .args(args));
    for said in [&run.stdout, &run.stderr] {
        assert!(!said.contains(PASSWORD) && !said.contains("aHVudGVyMi1nZWhlaW0"), "{said}");
    }
    run
}

#[cfg(unix)]
fn private(folder: &Folder) {
    use std::os::unix::fs::PermissionsExt;
    let mode = std::fs::Permissions::from_mode(0o600);
    std::fs::set_permissions(folder.path().join("key"), mode).unwrap();
}

#[cfg(not(unix))]
fn private(_: &Folder) {}

/// What a run ends with that was not sent: the code, the message without the advice, how often it was tried.
fn failed(script: Script) -> (String, usize) {
    let server = FakeServer::new(script);
    let run = sent(&server, "timeout_seconds = 1\n", &[]);
    assert_eq!((run.code, run.stdout.as_str()), (3, ""), "{}", run.stderr);
    let said = without_ports(run.stderr.lines().next().unwrap());
    (said, server.connections())
}

#[test]
fn a_mail_is_handed_over_word_by_word() {
    let server = FakeServer::new(takes_all);
    let run = sent(&server, "", &["--attach", "csv"]);
    let line = "sent to 2 receivers: Experience score 4.43 (+0.02 on the day before) · 2026-10-30\n";
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (0, line, ""));
    let heard = server.heard();
    let (mail, words): (Vec<&String>, Vec<&String>) = heard.iter().partition(|line| line.contains('\n'));
    assert_eq!(
        words,
        [
            "#1",
            "EHLO [127.0.0.1]",
            "AUTH PLAIN AHNob3BAZXhhbXBsZS5jb20AaHVudGVyMi1nZWhlaW0=",
            "MAIL FROM:<shop@example.com>",
            "RCPT TO:<boss@example.com>",
            "RCPT TO:<second@example.com>",
            "DATA",
            "QUIT"
        ]
    );
    // What is handed over is what is shown without sending.
    let shown = sent(&server, "", &["--attach", "csv", "--dry-run"]);
    let (sent, shown) = (mail[0].trim_end_matches("\r\n.\r\n"), shown.stdout.trim_end_matches("\r\n"));
    let drift = sent.lines().zip(shown.lines()).find(|(sent, shown)| sent != shown);
    assert!(sent == shown, "{} {} {drift:?}", sent.len(), shown.len());
    assert_eq!(server.connections(), 1);
}

#[test]
fn quiet_says_nothing_and_one_receiver_is_not_counted() {
    let server = FakeServer::new(takes_all);
    let run = sent(&server, "", &["--quiet"]);
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (0, "", ""));
    let run = sent(&server, "", &["--to", "one@example.com", "--lang", "zh"]);
    assert_eq!(run.stdout, "已发出：体验分 4.43（较前一天 +0.02） · 2026-10-30\n");
}

#[test]
fn the_other_way_to_log_in_is_known_too() {
    let server = FakeServer::new(|_, line| match line {
        line if line.starts_with("EHLO") => Reply::Say("250-fake\n250 AUTH LOGIN"),
        "AUTH LOGIN" => Reply::Say("334 VXNlcm5hbWU6"),
        "c2hvcEBleGFtcGxlLmNvbQ==" => Reply::Say("334 UGFzc3dvcmQ6"),
        "aHVudGVyMi1nZWhlaW0=" => Reply::Say("235 welcome"),
        line => Reply::Say(usual(line)),
    });
    assert_eq!(sent(&server, "", &[]).code, 0);
}

#[test]
fn a_wrong_password_is_tried_once() {
    let (said, tried) = failed(|_, line| match line {
        line if line.starts_with("AUTH") => Reply::Say(
            "535-5.7.8 shop@example.com hunter2-geheim AHNob3BAZXhhbXBsZS5jb20AaHVudGVyMi1nZWhlaW0=\n535 is wrong",
        ),
        line => Reply::Say(usual(line)),
    });
    assert_eq!(
        said,
        "error[mail-auth]: the mail server 127.0.0.1:… does not let the user in: it answered 535 5.7.8 s…@example.com … … is wrong"
    );
    assert_eq!(tried, 1);
}

#[test]
fn a_server_without_logins_is_told() {
    let (said, tried) = failed(|_, line| match line {
        line if line.starts_with("EHLO") => Reply::Say("250 fake"),
        line => Reply::Say(usual(line)),
    });
    assert!(said.ends_with("does not let the user in: it has no way to log in with a password"), "{said}");
    assert_eq!(tried, 1);
}

#[test]
fn what_a_server_refuses_is_told_by_step() {
    let greeting = failed(|_, _| Reply::Say("554 no service"));
    let sender = failed(|_, line| match line {
        line if line.starts_with("MAIL") => Reply::Say("553 not your address"),
        line => Reply::Say(usual(line)),
    });
    let receiver = failed(|_, line| match line {
        line if line.starts_with("RCPT TO:<second") => {
            Reply::Say("550 5.1.1 <second@example.com> unknown, call 13800138000")
        }
        line => Reply::Say(usual(line)),
    });
    let content = failed(|_, line| match line {
        "." => Reply::Say("552 too big"),
        line => Reply::Say(usual(line)),
    });
    let refuses = "error[mail-refused]: the mail server 127.0.0.1:… refuses:";
    assert_eq!(greeting, (format!("{refuses} before anything was said; it answered 554 no service"), 1));
    assert_eq!(sender, (format!("{refuses} the sender s…@example.com; it answered 553 not your address"), 1));
    assert_eq!(
        receiver,
        (
            format!(
                "{refuses} the receiver s…@example.com; it answered 550 5.1.1 <s…@example.com> unknown, call …"
            ),
            1
        )
    );
    assert_eq!(content, (format!("{refuses} the mail itself; it answered 552 too big"), 1));
}

/// Where one receiver is refused, the others get nothing.
#[test]
fn it_goes_to_all_or_to_none() {
    let server = FakeServer::new(|_, line| match line {
        line if line.starts_with("RCPT TO:<second") => Reply::Say("550 unknown"),
        line => Reply::Say(usual(line)),
    });
    assert_eq!(sent(&server, "", &[]).code, 3);
    assert!(!server.heard().iter().any(|line| line == "DATA"), "{:?}", server.heard());
}

#[test]
fn what_may_pass_is_tried_once_more() {
    let cases: [Script; 4] = [
        |n, line| match line {
            line if n == 1 && line.starts_with("RCPT") => Reply::Say("451 come back later"),
            line => Reply::Say(usual(line)),
        },
        |n, line| if n == 1 && line.is_empty() { Reply::Close } else { Reply::Say(usual(line)) },
        |n, line| if n == 1 && line == "DATA" { Reply::Close } else { Reply::Say(usual(line)) },
        |n, line| if n == 1 && line.starts_with("MAIL") { Reply::Silence } else { Reply::Say(usual(line)) },
    ];
    for (i, script) in cases.into_iter().enumerate() {
        let server = FakeServer::new(script);
        let run = sent(&server, "timeout_seconds = 1\n", &[]);
        assert_eq!((run.code, server.connections()), (0, 2), "{i}: {}", run.stderr);
        let ids: Vec<String> = server.heard().iter().filter(|line| line.contains('\n')).cloned().collect();
        assert_eq!(ids.len(), 1, "{i}");
    }
    let (said, tried) = failed(|_, line| match line {
        line if line.starts_with("RCPT") => Reply::Say("451 come back later"),
        line => Reply::Say(usual(line)),
    });
    assert_eq!(tried, 2);
    assert!(said.ends_with("it answered 451 come back later"), "{said}");
}

#[test]
fn a_server_that_hangs_is_given_up() {
    let begin = Instant::now();
    let (said, tried) = failed(|_, _| Reply::Silence);
    assert_eq!(
        (said.as_str(), tried),
        (
            "error[mail-unreachable]: the mail server 127.0.0.1:… cannot be reached: no answer within 1 seconds",
            2
        )
    );
    assert!(begin.elapsed() < Duration::from_secs(15), "{:?}", begin.elapsed());
}

#[test]
fn what_is_no_mail_server_is_told() {
    let (said, tried) =
        failed(|_, line| if line.is_empty() { Reply::Say("HTTP/1.1 400 Bad Request") } else { Reply::Close });
    assert_eq!(
        (said.as_str(), tried),
        (
            "error[mail-unreachable]: the mail server 127.0.0.1:… cannot be reached: what answers is no mail server",
            1
        )
    );
}

/// It may have arrived, so it is not sent again.
#[test]
fn what_is_not_confirmed_is_not_sent_again() {
    let cases: [(Script, &str); 2] = [
        (
            |_, line| if line == "." { Reply::Silence } else { Reply::Say(usual(line)) },
            "no answer within 1 seconds",
        ),
        (
            |_, line| if line == "." { Reply::Close } else { Reply::Say(usual(line)) },
            "it closed the connection",
        ),
    ];
    for (script, why) in cases {
        let (said, tried) = failed(script);
        let begin = "error[mail-unconfirmed]: the mail was handed to the mail server 127.0.0.1:…, which did not say that it took it: ";
        assert_eq!((said, tried), (format!("{begin}{why}"), 1));
    }
}

#[test]
fn nobody_listens_or_there_is_no_such_host() {
    let config = |host: &str| {
        format!(
            "[mail]\nserver = \"{host}\"\nport = 1\nencryption = \"none\"\nfrom = \"a@example.com\"\nto = \"b@example.com\"\n"
        )
    };
    let said = |host: &str| {
        let folder = Folder::new().file("tiyanfen.toml", config(host));
        let run = super::mail(&folder, &["--config", "tiyanfen.toml"]);
        assert_eq!(run.code, 3, "{}", run.stderr);
        run.stderr
    };
    assert!(said("127.0.0.1").starts_with(
        "error[mail-unreachable]: the mail server 127.0.0.1:1 cannot be reached: the connection is refused\n"
    ));
    assert!(said("::1").contains("the mail server [::1]:1 cannot be reached"));
    // Names below .invalid never exist.
    assert!(
        said("mail.invalid").contains("mail.invalid:1 cannot be reached: there is no such host"),
        "{}",
        said("mail.invalid")
    );
}

#[test]
fn nothing_is_sent_without_encryption_where_it_was_asked_for() {
    let said = |server: &FakeServer, encryption: &str| {
        let config = format!(
            "[mail]\nserver = \"127.0.0.1\"\nport = {}\nencryption = \"{encryption}\"\nfrom = \"a@example.com\"\nto = \"b@example.com\"\n\
             timeout_seconds = 2\n",
            server.port
        );
        let run = super::mail(&Folder::new().file("tiyanfen.toml", config), &["--config", "tiyanfen.toml"]);
        assert_eq!(run.code, 3, "{}", run.stderr);
        without_ports(run.stderr.lines().next().unwrap())
    };
    let plain = FakeServer::new(takes_all);
    assert_eq!(
        said(&plain, "starttls"),
        "error[mail-encryption]: nothing can be encrypted with the mail server 127.0.0.1:…: it offers no STARTTLS"
    );
    assert_eq!(
        said(&plain, "tls"),
        "error[mail-encryption]: nothing can be encrypted with the mail server 127.0.0.1:…: this port does not encrypt from the start"
    );
    assert!(!plain.heard().iter().any(|line| line.starts_with("MAIL")), "{:?}", plain.heard());
    let unknown = FakeServer::with_tls(takes_all);
    assert_eq!(
        said(&unknown, "tls"),
        "error[mail-certificate]: the certificate of the mail server 127.0.0.1:… cannot be trusted: its issuer is not known"
    );
    assert_eq!(unknown.connections(), 0);
}

#[cfg(unix)]
#[test]
fn a_password_that_others_may_read_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let server = FakeServer::new(takes_all);
    let config = format!(
        "[mail]\nserver = \"127.0.0.1\"\nport = {}\nencryption = \"none\"\nfrom = \"a@example.com\"\nto = \"b@example.com\"\n\
         password_file = \"key\"\n",
        server.port
    );
    let folder = Folder::new().file("tiyanfen.toml", config).file("key", "\u{feff}hunter2\n");
    std::fs::set_permissions(folder.path().join("key"), std::fs::Permissions::from_mode(0o644)).unwrap();
    let run = super::mail(&folder, &["--config", "tiyanfen.toml"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.starts_with("warning[mail-password-open]: key: other users of this machine may read this file, which holds a password (mode 644)\n"), "{}", run.stderr);
    assert!(
        server.heard().iter().any(|line| line == "AUTH PLAIN AGFAZXhhbXBsZS5jb20AaHVudGVyMg=="),
        "{:?}",
        server.heard()
    );
}
