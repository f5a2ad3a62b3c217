//! `tiyanfen mail` through real servers on the loopback: aiosmtpd, with certificates that are made for the run, and msmtp.
//! What arrives is read by Python's email package.

mod common;

use common::{Folder, Run, run, tiyanfen};
use serde_json::{Value, json};
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const DEMO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/demo");
const PASSWORD: &str = "口令 hunter2";

fn python(script: &str) -> Command {
    let program = Path::new(ROOT).join("target/tools/venv/bin/python");
    assert!(program.exists(), "no {}: .ci/tools installs it", program.display());
    let mut command = Command::new(program);
    command.arg(Path::new(ROOT).join("tests/mail").join(script));
    command
}

/// A server that runs until the test is over.
struct Server {
    child: Child,
    folder: Folder,
    port: u16,
}

impl Server {
    fn new(mode: &str) -> Server {
        let folder = Folder::new();
        let mut child = python("server.py")
            .args([mode.as_ref(), folder.path().as_os_str()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the server starts");
        let mut line = String::new();
        let stdout = child.stdout.take().expect("its output");
        BufReader::new(stdout).read_line(&mut line).expect("its port");
        let port = line.trim().parse().unwrap_or_else(|_| panic!("{mode}: {line:?} is no port"));
        Server { child, folder, port }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A mail that arrived: what the server noted of it, and what Python reads.
    fn arrived(&self, n: usize) -> (Value, Value) {
        let noted = fs::read_to_string(self.path(&format!("{n}.json"))).expect("a mail arrived");
        let read =
            python("read_back.py").arg(self.path(&format!("{n}.eml"))).arg(self.folder.path()).output();
        let read = read.expect("Python runs");
        assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
        (serde_json::from_str(&noted).unwrap(), serde_json::from_slice(&read.stdout).unwrap())
    }

    fn has_arrived(&self) -> bool {
        self.path("1.json").exists()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Sends a mail through a server, with `[mail]` as given beyond what always stands there.
fn sent(server: &Server, lines: &str, args: &[&str]) -> Run {
    let config = format!(
        "shop = \"我的小店\"\n[mail]\nserver = \"127.0.0.1\"\nport = {}\nuser = \"shop@example.com\"\npassword_env = \"TEST_PASSWORD\"\n\
         from = \"我的小店 <shop@example.com>\"\nto = [\"老板 <boss@example.com>\", \"second@example.com\"]\n{lines}{}",
        server.port,
        if lines.contains("timeout_seconds") { "" } else { "timeout_seconds = 10\n" }
    );
    fs::write(server.path("tiyanfen.toml"), config).unwrap();
    let mut program = tiyanfen();
    program.current_dir(server.folder.path()).env("TEST_PASSWORD", PASSWORD);
    let run = run(program.args(["mail", DEMO, "--config", "tiyanfen.toml", "--lang", "zh"]).args(args));
    assert!(!run.stderr.contains("hunter2") && !run.stdout.contains("hunter2"), "{}", run.stderr);
    run
}

/// The first line of what is said of a mail that was not sent.
fn failed(server: &Server, lines: &str, args: &[&str]) -> String {
    let run = sent(server, lines, args);
    assert_eq!((run.code, run.stdout.as_str()), (3, ""), "{}", run.stderr);
    assert!(!server.has_arrived());
    run.stderr.lines().next().unwrap().replace(&server.port.to_string(), "PORT")
}

/// All that a mail should hold, and its files those of `score`.
fn is_whole(server: &Server, n: usize) {
    let (noted, read) = server.arrived(n);
    let receivers = json!(["boss@example.com", "second@example.com"]);
    assert_eq!(
        noted,
        json!({"from": "shop@example.com", "to": receivers, "user": "shop@example.com", "encrypted": true})
    );
    let expected = json!({
        "From": "我的小店 <shop@example.com>",
        "To": "老板 <boss@example.com>, second@example.com",
        "Subject": "体验分 4.43（较前一天 +0.02） · 我的小店 · 2026-10-30",
        "Date": "Sat, 31 Oct 2026 04:00:00 +0000",
        "Auto-Submitted": "auto-generated",
        "MIME-Version": "1.0",
    });
    assert_eq!(read["headers"], expected);
    assert_eq!(read["sender"], json!([["我的小店", "shop@example.com"]]));
    assert_eq!(read["receivers"], json!([["老板", "boss@example.com"], ["", "second@example.com"]]));
    assert_eq!(read["defects"], json!([]));
    let score = |args: &[&str]| {
        let mut program = tiyanfen();
        program.current_dir(server.folder.path()).env("COLUMNS", "80");
        program
            .args(["score", DEMO, "--config", "tiyanfen.toml", "--lang", "zh"])
            .args(args)
            .output()
            .unwrap()
            .stdout
    };
    assert!(read["text"].as_str().unwrap().replace("\r\n", "\n").as_bytes() == score(&[]));
    let html = read["html"].as_str().unwrap();
    assert!(
        html.starts_with("<!DOCTYPE html>")
            && html.trim_end().ends_with("</html>")
            && html.contains("我的小店")
    );
    let files = [
        ("csv", "text/csv", &["--format", "csv", "--bom"][..]),
        ("json", "application/json", &["--format", "json"]),
    ];
    let names: Vec<Value> = files
        .iter()
        .map(
            |(ending, kind, _)| json!({"name": format!("体验分-我的小店-2026-10-30.{ending}"), "type": kind}),
        )
        .collect();
    assert_eq!(read["attachments"], Value::from(names));
    for (ending, _, args) in files {
        let arrived = fs::read(server.path(&format!("体验分-我的小店-2026-10-30.{ending}"))).unwrap();
        assert!(arrived == score(args), "{ending}");
    }
}

const ATTACH: [&str; 2] = ["--attach", "xlsx,csv,json"];

#[test]
#[ignore = "needs aiosmtpd and cryptography of Python: .ci/tools installs them"]
fn through_starttls_with_a_login() {
    let server = Server::new("starttls");
    let run = sent(&server, "ca_file = \"ca.pem\"\n", &ATTACH);
    let line = "已发给 2 位收件人：体验分 4.43（较前一天 +0.02） · 我的小店 · 2026-10-30\n";
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (0, line, ""));
    is_whole(&server, 1);
}

#[test]
#[ignore = "needs aiosmtpd and cryptography of Python: .ci/tools installs them"]
fn through_tls_from_the_start() {
    let server = Server::new("tls");
    let run = sent(&server, "ca_file = \"ca.pem\"\nencryption = \"tls\"\n", &ATTACH);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    is_whole(&server, 1);
}

#[test]
#[ignore = "needs aiosmtpd and cryptography of Python: .ci/tools installs them"]
fn a_wrong_password_is_refused() {
    let server = Server::new("starttls");
    fs::write(server.path("key"), "wrong\n").unwrap();
    let config = "ca_file = \"ca.pem\"\n";
    let run = {
        let mut program = tiyanfen();
        sent(&server, config, &["--dry-run", "--output", "x.eml"]);
        program.current_dir(server.folder.path()).env("TEST_PASSWORD", "wrong");
        run(program.args(["mail", DEMO, "--config", "tiyanfen.toml"]))
    };
    assert_eq!(run.code, 3);
    assert!(run.stderr.starts_with("error[mail-auth]: the mail server 127.0.0.1:"), "{}", run.stderr);
    assert!(
        run.stderr.contains("it answered 535 5.7.8 Authentication credentials invalid"),
        "{}",
        run.stderr
    );
    assert!(!server.has_arrived());
}

#[test]
#[ignore = "needs aiosmtpd and cryptography of Python: .ci/tools installs them"]
fn certificates_nobody_vouches_for_are_refused() {
    let own = Server::new("starttls");
    assert_eq!(
        failed(&own, "", &[]),
        "错误[mail-certificate]：不能信任邮件服务器 127.0.0.1:PORT 的证书：不认识签发它的机构"
    );
    let tls = Server::new("tls");
    // That of another issuer helps nobody.
    fs::copy(own.path("ca.pem"), tls.path("other.pem")).unwrap();
    assert_eq!(
        failed(&tls, "encryption = \"tls\"\nca_file = \"other.pem\"\n", &[]),
        "错误[mail-certificate]：不能信任邮件服务器 127.0.0.1:PORT 的证书：不认识签发它的机构"
    );
    let other = Server::new("other-name");
    assert_eq!(
        failed(&other, "ca_file = \"ca.pem\"\n", &[]),
        "错误[mail-certificate]：不能信任邮件服务器 127.0.0.1:PORT 的证书：证书上不是这个名字"
    );
}

#[test]
#[ignore = "needs aiosmtpd and cryptography of Python: .ci/tools installs them"]
fn encryption_that_does_not_fit_is_told() {
    let starttls = Server::new("starttls");
    assert!(
        failed(&starttls, "ca_file = \"ca.pem\"\nencryption = \"tls\"\n", &[])
            .starts_with("错误[mail-encryption]：")
    );
    // One that does not encrypt is told to.
    let said = failed(&starttls, "encryption = \"none\"\n", &[]);
    assert!(said.starts_with("错误[mail-auth]：") || said.starts_with("错误[mail-refused]："), "{said}");
    // One that waits for encryption from the start says nothing.
    let tls = Server::new("tls");
    let said = failed(&tls, "ca_file = \"ca.pem\"\ntimeout_seconds = 1\n", &[]);
    assert_eq!(said, "错误[mail-unreachable]：连不上邮件服务器 127.0.0.1:PORT：1 秒没有回答");
}

#[test]
#[ignore = "needs aiosmtpd and cryptography of Python: .ci/tools installs them"]
fn a_refused_receiver_stops_all_of_it() {
    let server = Server::new("refusing");
    assert_eq!(
        failed(&server, "ca_file = \"ca.pem\"\n", &[]),
        "错误[mail-refused]：邮件服务器 127.0.0.1:PORT 不收：收件人 s…@example.com，服务器的回答是 550 5.1.1 <s…@example.com> unknown here"
    );
}

#[test]
#[ignore = "needs aiosmtpd and cryptography of Python: .ci/tools installs them"]
fn a_hanging_server_is_given_up() {
    let server = Server::new("hanging");
    let begin = Instant::now();
    assert_eq!(
        failed(&server, "timeout_seconds = 1\n", &[]),
        "错误[mail-unreachable]：连不上邮件服务器 127.0.0.1:PORT：1 秒没有回答"
    );
    assert!(begin.elapsed() < Duration::from_secs(20), "{:?}", begin.elapsed());
}

#[test]
#[ignore = "needs msmtp, and aiosmtpd of Python: .ci/tools installs them"]
fn msmtp_takes_it_as_sendmail() {
    let server = Server::new("starttls");
    let account = format!(
        "account test\nhost 127.0.0.1\nport {}\nfrom shop@example.com\nauth plain\nuser shop@example.com\npassword {PASSWORD}\n\
         tls on\ntls_starttls on\ntls_trust_file {}\n",
        server.port,
        server.path("ca.pem").display()
    );
    fs::write(server.path("msmtprc"), account).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(server.path("msmtprc"), fs::Permissions::from_mode(0o600)).unwrap();
    }
    let run = sent(&server, "", &[&ATTACH[..], &["--sendmail", "msmtp -C msmtprc -a test"]].concat());
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    is_whole(&server, 1);
    // An account that is not there.
    let run = sent(&server, "", &["--sendmail", "msmtp -C msmtprc -a nobody"]);
    assert_eq!(run.code, 3);
    assert!(
        run.stderr.starts_with(
            "错误[mail-sendmail]：msmtp 没有把信发出去：退出码 78：msmtp: account nobody not found"
        ),
        "{}",
        run.stderr
    );
    assert!(!server.path("2.eml").exists());
}
