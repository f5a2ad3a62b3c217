//! A command of the machine that sends mails, as `sendmail` and its successors do: the mail on standard input, the
//! receivers as arguments.

use super::answer;
use super::failure::NotSent;
use super::message::Message;
use crate::catalogue::{Arg, Lang, diagnostics, io_reason, text};
use std::io::{Read, Write};
use std::process::{Child, Stdio};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// `EX_TEMPFAIL` of sysexits.h: another attempt may go better.
const TEMPORARY: i32 = 75;
/// So much of what it says is kept.
const MOST_BYTES: u64 = 1 << 14;
/// How often to look whether it has ended.
const LOOK: Duration = Duration::from_millis(20);

/// A program with arguments of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    program: String,
    arguments: Vec<String>,
}

impl Command {
    /// Splits a line at blanks; what stands in quotes, single or double, stays together. No shell takes part. `None`
    /// where there is no program.
    ///
    /// ```
    /// use tiyanfen::mail::Command;
    /// assert!(Command::parse("msmtp -a 'my account'").is_some());
    /// assert!(Command::parse("  ").is_none());
    /// ```
    pub fn parse(line: &str) -> Option<Command> {
        let (mut words, mut word, mut quote) = (Vec::new(), None::<String>, None);
        for c in line.chars() {
            match quote {
                Some(open) if c == open => quote = None,
                None if c == '"' || c == '\'' => {
                    quote = Some(c);
                    word.get_or_insert_default();
                }
                None if c.is_whitespace() => words.extend(word.take()),
                _ => word.get_or_insert_default().push(c),
            }
        }
        words.extend(word);
        let mut words = words.into_iter();
        let program = words.next().filter(|program| !program.is_empty() && quote.is_none())?;
        Some(Command { program, arguments: words.collect() })
    }

    /// Gives it a message.
    pub(super) fn send(&self, message: &Message, timeout: Duration) -> Result<(), NotSent> {
        let failed = |why: Arg| diagnostics::mail_sendmail(self.program.as_str(), why);
        let envelope = message.envelope();
        let mut command = std::process::Command::new(&self.program);
        command.args(&self.arguments).arg("-i");
        if let Some(from) = envelope.from() {
            command.arg("-f").arg(from);
        }
        // Behind two dashes no address is taken for an option.
        command.arg("--").args(envelope.to());
        command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut child = command.spawn().map_err(|error| NotSent::finally(failed(io_reason(&error))))?;
        let said = talk(&mut child, message.bytes().to_vec());
        let Some(status) = wait(&mut child, timeout) else {
            let _ = child.kill();
            let _ = child.wait();
            let why = Arg::from(|lang| text::unreachable_timeout(lang, timeout.as_secs()));
            // Whether it has handed the mail on by then nobody knows, so it is not asked again.
            return Err(NotSent::finally(failed(why)));
        };
        if status.success() {
            return Ok(());
        }
        let said = said.and_then(|said| said.join().ok()).unwrap_or_default();
        let said = answer::shown(&String::from_utf8_lossy(&said), None);
        let why = match status.code() {
            None => text::sendmail_killed.into(),
            Some(code) if said.is_empty() => Arg::from(|lang: Lang| text::sendmail_exit(lang, code)),
            Some(code) => Arg::from(|lang: Lang| text::sendmail_exit_said(lang, code, &said)),
        };
        Err(NotSent { diagnostic: Box::new(failed(why)), is_temporary: status.code() == Some(TEMPORARY) })
    }
}

/// Writes the mail to it and hears what it says, each on a thread of its own: neither waits for the other.
fn talk(child: &mut Child, mail: Vec<u8>) -> Option<JoinHandle<Vec<u8>>> {
    let (stdin, stderr) = (child.stdin.take()?, child.stderr.take()?);
    thread::spawn(move || {
        let mut stdin = stdin;
        // A command that does not want all of it says so by how it ends.
        let _ = stdin.write_all(&mail);
    });
    Some(thread::spawn(move || {
        let mut said = Vec::new();
        let mut stderr = stderr;
        let _ = stderr.by_ref().take(MOST_BYTES).read_to_end(&mut said);
        // What comes after that is read too, or the command would wait for somebody who reads it.
        let _ = std::io::copy(&mut stderr, &mut std::io::sink());
        said
    }))
}

/// How it ended; `None` where it takes too long.
fn wait(child: &mut Child, timeout: Duration) -> Option<std::process::ExitStatus> {
    let begin = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Some(status),
            Ok(None) if begin.elapsed() < timeout => thread::sleep(LOOK),
            _ => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Option<Vec<String>> {
        Command::parse(line).map(|command| [vec![command.program], command.arguments].concat())
    }

    #[test]
    fn a_line_is_split_without_a_shell() {
        let split = |line: &str| words(line).unwrap().join("|");
        assert_eq!(split("msmtp"), "msmtp");
        assert_eq!(split(" msmtp  -a main "), "msmtp|-a|main");
        assert_eq!(split("'/opt/my tools/send' -x \"a b\"c ''"), "/opt/my tools/send|-x|a bc|");
        assert_eq!(split("send $HOME;rm"), "send|$HOME;rm");
        assert_eq!(split(r"C:\tools\send.exe -t"), r"C:\tools\send.exe|-t");
        for line in ["", "   ", "''", "send 'open"] {
            assert_eq!(words(line), None, "{line}");
        }
    }
}
