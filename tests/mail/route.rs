//! What a mail needs: sender, receivers, a way, a password that nobody sees.

use super::{dry, mail};
use crate::common::{Folder, Run, run, tiyanfen};

fn configured(config: &str) -> Folder {
    Folder::new().file("tiyanfen.toml", config)
}

fn refused(config: &str, args: &[&str]) -> Run {
    let run = mail(&configured(config), &[&["--config", "tiyanfen.toml"], args].concat());
    assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{config}: {}", run.stderr);
    run
}

const SERVER: &str =
    "[mail]\nserver = \"127.0.0.1\"\nport = 1\nfrom = \"a@example.com\"\nto = \"b@example.com\"\n";

#[test]
fn what_is_missing_is_said_with_its_line() {
    let cases = [
        ("", "nothing says to whom"),
        ("[mail]\nto = [\"b@example.com\"]\n", "nothing says from whom"),
        ("[mail]\nto = [\"b@example.com\"]\nuser = \"a@example.com\"\n", "nothing says through which server"),
        (
            "[mail]\nto = \"b@example.com\"\nfrom = \"a@example.com\"\nsendmail = \"'\"\n",
            "tiyanfen.toml line 4: no mail can be sent: there is no command",
        ),
        (
            "[mail]\nto = \"b\"\nfrom = \"a@example.com\"\n",
            "tiyanfen.toml line 2: the configuration: found to = \"b\"",
        ),
    ];
    for (config, expected) in cases {
        let run = refused(config, &[]);
        assert!(run.stderr.contains(expected), "{config}: {}", run.stderr);
    }
    let more = [
        ("user = \"a@example.com\"\n", " line 6: no mail can be sent: there is a `user`"),
        ("password_file = \"x\"\npassword_env = \"X\"\n", " line 7: no mail can be sent: there are both"),
        (
            "password_file = \"secret\"\n",
            " line 6: no mail can be sent: the file that `password_file` names cannot be read",
        ),
        (
            "password_env = \"TIYANFEN_NO_SUCH\"\n",
            " line 6: no mail can be sent: the variable that `password_env` names is not set",
        ),
        ("ca_file = \"tiyanfen.toml\"\n", " line 6: no mail can be sent: `ca_file` holds no certificate"),
        ("ca_file = \"none.pem\"\n", " line 6: the configuration: found ca_file = \"none.pem\""),
        (
            "encryption = \"ssl\"\n",
            " line 6: the configuration: found encryption = \"ssl\", expected one of starttls, tls, none",
        ),
        (
            "timeout_seconds = 0\n",
            " line 6: the configuration: found timeout_seconds = 0, expected a whole number from 1 to 600",
        ),
        (
            "sever = \"x\"\n",
            " line 6: the configuration: found an unknown key 'sever', expected the key 'server'",
        ),
    ];
    for (line, expected) in more {
        let run = refused(&format!("{SERVER}{line}"), &[]);
        assert!(run.stderr.contains(expected), "{line}: {}", run.stderr);
    }
    let url = SERVER.replace("127.0.0.1", "smtps://smtp.example.com:465");
    assert!(refused(&url, &[]).stderr.contains("`server` is no host name"));
    let port = SERVER.replace("port = 1\n", "port = 70000\n");
    assert!(
        refused(&port, &[]).stderr.contains(
            " line 3: the configuration: found port = 70000, expected a whole number from 1 to 65535"
        )
    );
}

#[test]
fn a_password_is_not_sent_in_the_open() {
    let plain = |server: &str| {
        let line = "encryption = \"none\"\npassword_env = \"TIYANFEN_PASSWORD\"\n";
        let config = format!("{SERVER}{line}").replace("127.0.0.1", server);
        let folder = configured(&config);
        let mut program = tiyanfen();
        program.current_dir(folder.path()).env("TIYANFEN_PASSWORD", "hunter2");
        run(program.args(["mail", super::DEMO, "--config", "tiyanfen.toml"]))
    };
    let run = plain("smtp.example.com");
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(
        run.stderr
            .contains("tiyanfen.toml line 6: no mail can be sent: a password is not sent without encryption"),
        "{}",
        run.stderr
    );
    // On this machine it may: nobody listens there.
    assert_eq!(plain("127.0.0.1").code, 3);
}

/// Wherever somebody puts a password that does not belong there, nothing repeats it.
#[test]
fn no_message_repeats_a_password() {
    let lines = [
        "password = \"hunter2\"",
        "password = hunter2",
        "password_env = \"hunter2\"",
        "password_env = hunter2",
        "password_env = 'hunter2",
        "password_env = [\"hunter2\"]",
        "password_file = \"hunter2\"",
        "password_file = { hunter2 = 1 }",
        "password_file = \"hunter2\\q\"",
        "password hunter2",
        "passwort = \"hunter2\"",
        "授权码 = \"hunter2\"",
    ];
    for line in lines {
        for lang in ["zh", "en"] {
            let run = refused(&format!("{SERVER}{line}\n"), &["--lang", lang]);
            assert!(!run.stderr.contains("hunter"), "{line}: {}", run.stderr);
            assert!(
                run.stderr.contains("tiyanfen.toml line 6") || run.stderr.contains("tiyanfen.toml 第 6"),
                "{line}: {}",
                run.stderr
            );
        }
    }
    let number = refused(&format!("{SERVER}password_env = 12345678\n"), &[]);
    assert!(!number.stderr.contains("12345678"), "{}", number.stderr);
}

/// Nothing is read before that: there is no such folder.
#[test]
fn it_is_said_before_anything_is_read() {
    let run = Folder::new().run(&["mail", "nowhere"]);
    assert!(
        run.stderr.starts_with("error[mail-config]: no mail can be sent: nothing says to whom"),
        "{}",
        run.stderr
    );
}

#[test]
fn addresses_come_from_flags_first() {
    let config = "[mail]\nfrom = \"我的小店 <shop@example.com>\"\nto = [\"boss@example.com\", \"Second <second@example.com>\"]\n";
    let mail = |args: &[&str]| {
        let run = mail(&configured(config), &[&["--config", "tiyanfen.toml", "--dry-run"], args].concat());
        assert_eq!(run.code, 0, "{}", run.stderr);
        let part = crate::common::mime::Part::parse(run.stdout.as_bytes());
        (part.decoded("From"), part.decoded("To"))
    };
    let shop = "我的小店 <shop@example.com>".to_owned();
    assert_eq!(mail(&[]), (shop.clone(), "boss@example.com, Second <second@example.com>".to_owned()));
    assert_eq!(
        mail(&["--to", "x@example.com，y@example.com", "--to", "x@example.com"]),
        (shop, "x@example.com, y@example.com".to_owned())
    );
    assert_eq!(mail(&["--from", "me@example.com"]).0, "me@example.com");
}

#[test]
fn what_is_no_address_is_refused() {
    for (typed, named) in [
        ("boss", "boss"),
        ("a@example.com;b@", "b@"),
        ("a@example.com\r\nBcc: b@example.com", "a@example.com"),
    ] {
        let run = dry(&Folder::new(), &["--to", typed]);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""));
        assert!(run.stderr.starts_with(&format!("error[address-invalid]: {named}")), "{}", run.stderr);
    }
    let many: Vec<String> = (0..101).map(|n| format!("a{n}@example.com")).collect();
    let run = dry(&Folder::new(), &["--to", &many.join(",")]);
    assert!(run.stderr.contains("there are 102 receivers, and a mail takes 100"), "{}", run.stderr);
}

#[test]
fn what_is_no_format_is_refused() {
    let run = dry(&Folder::new(), &["--attach", "pdf"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.starts_with("error[format-missing]"), "{}", run.stderr);
}

/// The configuration is refused by commands that send nothing, too, and its table does not disturb them.
#[test]
fn other_commands_know_the_table() {
    let score = |config: &str| configured(config).run(&["score", super::DEMO, "--config", "tiyanfen.toml"]);
    assert_eq!(score(&format!("{SERVER}password_env = \"X\"\n")).code, 0);
    assert_eq!(score("[mail]\nport = \"x\"\n").code, 2);
    assert_eq!(score("mail = 3\n").code, 2);
}
