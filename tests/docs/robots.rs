//! A robot of a chat, on the loopback: it takes one message at its address and hands it over.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::thread::{JoinHandle, spawn};

/// A robot that waits for a message.
pub struct Robot {
    pub address: String,
    waiting: JoinHandle<Message>,
}

/// What came in.
pub struct Message {
    pub content_type: String,
    pub body: Vec<u8>,
}

impl Robot {
    pub fn new() -> Robot {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}/robot?key=secret", listener.local_addr().unwrap());
        Robot { address, waiting: spawn(move || message(&listener)) }
    }

    pub fn message(self) -> Message {
        self.waiting.join().unwrap()
    }
}

fn message(listener: &TcpListener) -> Message {
    let (mut stream, _) = listener.accept().unwrap();
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut line = String::new();
    reader.read_line(&mut line).unwrap();
    assert!(line.starts_with("POST /robot?key=secret HTTP/1.1"), "{line}");
    let (mut length, mut content_type) = (0, String::new());
    loop {
        line.clear();
        reader.read_line(&mut line).unwrap();
        let Some((name, value)) = line.trim_end().split_once(": ") else { break };
        match name.to_lowercase().as_str() {
            "content-length" => length = value.parse().unwrap(),
            "content-type" => content_type = value.to_owned(),
            "expect" => stream.write_all(b"HTTP/1.1 100 Continue\r\n\r\n").unwrap(),
            _ => {}
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    let answer = b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\nConnection: close\r\n\r\n{\"code\":0}";
    stream.write_all(answer).unwrap();
    Message { content_type, body }
}
