//! Several threads, and several shops.

use super::{at_each, is_whole_or_told};
use crate::scene::{Ended, Scene};
use serde_json::Value;

/// Which operation has which number is not determined, and what holds is the same.
#[test]
fn a_file_that_one_of_several_threads_cannot_read_is_refused_by_name() {
    let args = ["score", "exports", "--threads", "4", "--format", "json"];
    at_each(|| Scene::new(&[]), &args, &["Read exports"], &["eio@K"], is_whole_or_told);
}

fn shops(ended: &Ended) -> Vec<Value> {
    let list: Value = serde_json::from_slice(&ended.stdout).expect("a list of shops");
    list["shops"].as_array().expect("shops").clone()
}

/// A shop with a file that cannot be read is in the list, and says so; the other one is as ever.
#[test]
fn a_shop_with_a_file_that_cannot_be_read_says_so() {
    let args = ["shops", ".", "--threads", "1", "--format", "json"];
    let kinds = ["Open exports", "Open folder", "Write unpacked"];
    at_each(
        || Scene::new(&[]),
        &args,
        &kinds,
        &["eio@K"],
        |whole, ended, fault| {
            if ended == whole {
                return;
            }
            assert_eq!(ended.code, Some(2), "{fault}: {}", ended.stderr);
            if ended.stdout.is_empty() {
                // The folder of all shops.
                return assert!(
                    ended.stderr.contains("error[path-unreadable]: ."),
                    "{fault}: {}",
                    ended.stderr
                );
            }
            let (own, all) = (shops(ended), shops(whole));
            assert_eq!((own.len(), all.len()), (2, 2), "{fault}");
            let is_ok = |shop: &&Value| shop["status"] == "ok";
            let unharmed: Vec<&Value> = own.iter().filter(is_ok).collect();
            assert_eq!(unharmed.len(), 1, "{fault}");
            let same = all.iter().find(|shop| shop["folder"] == unharmed[0]["folder"]).unwrap();
            assert_eq!(same["scored"]["score"], unharmed[0]["scored"]["score"], "{fault}");
        },
    );
}
