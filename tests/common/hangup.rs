//! The program as a process that SIGHUP reaches: whoever runs the tests may be told to ignore it (`nohup`), and what is
//! ignored is inherited.

use std::process::Command;

/// The program, by a command that gives the signal its usual effect again where there is one.
pub fn reached_by_hangup() -> Command {
    let mut words = words_before().to_vec();
    words.push(env!("CARGO_BIN_EXE_tiyanfen"));
    let mut program = Command::new(words[0]);
    program.args(&words[1..]);
    program
}

/// The words of that command for a shell, to stand before the program.
pub fn words_before() -> &'static [&'static str] {
    if cfg!(target_os = "linux") { &["env", "--default-signal=HUP"] } else { &[] }
}
