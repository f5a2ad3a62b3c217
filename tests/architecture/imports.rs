//! Which file of `src` imports which, read from the sources: past re-exports, to the file that defines what is
//! named. What a file takes from the module that it is a part of is no import; unit tests do not count, nor does what
//! a build step writes.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use syn::visit::{self, Visit};
use syn::{Attribute, Item, ItemMod, UseTree, Visibility};

/// The files of a crate, each with those it imports and by which paths; files such as `input/mod.rs`.
pub type Imports = BTreeMap<String, BTreeMap<String, BTreeSet<String>>>;

/// No chain of re-exports is longer.
const LONGEST_CHAIN: usize = 16;

type Names = Vec<String>;

#[derive(Default)]
struct Module {
    file: String,
    parent: usize,
    children: HashMap<String, usize>,
    /// What it defines itself; every word of a macro that defines something, too.
    defined: HashSet<String>,
    /// What `use` brings in under which name.
    aliases: HashMap<String, Names>,
    globs: Vec<Names>,
    /// What it names: its own imports and every path in its code.
    named: HashSet<Names>,
}

/// Reads the crate whose root is `src/lib.rs`.
pub fn of_crate(src: &Path) -> Imports {
    let mut modules = Modules { src: src.to_owned(), all: Vec::new() };
    modules.load(src.join("lib.rs"), src.to_owned(), 0);
    let mut imports = Imports::new();
    for (at, module) in modules.all.iter().enumerate() {
        let of_file = imports.entry(module.file.clone()).or_default();
        for names in &module.named {
            let Some(to) = modules.resolve(at, names, 0).map(|to| &modules.all[to].file) else { continue };
            if *to != module.file && !modules.is_above(to, at) {
                of_file.entry(to.clone()).or_default().insert(names.join("::"));
            }
        }
    }
    imports
}

/// Files that import each other, directly or through others: each group with more than one.
pub fn circles(imports: &Imports) -> Vec<BTreeSet<&str>> {
    let reach: BTreeMap<&str, BTreeSet<&str>> =
        imports.keys().map(|file| (file.as_str(), reached(imports, file))).collect();
    let mutual = |file: &&str| -> BTreeSet<&str> {
        reach[file].iter().copied().filter(|other| reach[other].contains(file)).collect()
    };
    let circles: BTreeSet<_> = reach.keys().map(mutual).filter(|circle| circle.len() > 1).collect();
    circles.into_iter().collect()
}

fn reached<'i>(imports: &'i Imports, from: &'i str) -> BTreeSet<&'i str> {
    let (mut seen, mut open) = (BTreeSet::new(), vec![from]);
    while let Some(file) = open.pop() {
        let next = imports[file].keys().map(String::as_str);
        open.extend(next.filter(|file| seen.insert(*file)));
    }
    seen
}

struct Modules {
    src: PathBuf,
    all: Vec<Module>,
}

impl Modules {
    /// Reads a file as a module; `folder` is where the files of its children are.
    fn load(&mut self, file: PathBuf, folder: PathBuf, parent: usize) -> usize {
        let text = fs::read_to_string(&file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
        let parsed = syn::parse_file(&text).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
        let shown = file.strip_prefix(&self.src).unwrap().to_string_lossy().replace('\\', "/");
        self.add(&parsed.items, shown, &folder, parent)
    }

    fn add(&mut self, items: &[Item], file: String, folder: &Path, parent: usize) -> usize {
        let at = self.all.len();
        self.all.push(Module { file, parent, ..Module::default() });
        let mut code = Code::default();
        for item in items.iter().filter(|item| !is_test(attributes(item))) {
            match item {
                Item::Mod(module) => self.child(at, module, folder),
                Item::Use(used) => {
                    let is_own = matches!(used.vis, Visibility::Inherited);
                    self.import(at, &used.tree, is_own);
                }
                _ => {
                    self.all[at].defined.extend(defined(item));
                    code.visit_item(item);
                }
            }
        }
        self.all[at].named.extend(code.named);
        at
    }

    fn child(&mut self, at: usize, module: &ItemMod, folder: &Path) {
        let name = module.ident.to_string();
        let inner = folder.join(&name);
        let child = match &module.content {
            Some((_, items)) => self.add(items, self.all[at].file.clone(), &inner, at),
            None if inner.join("mod.rs").exists() => self.load(inner.join("mod.rs"), inner, at),
            None => self.load(inner.with_extension("rs"), inner, at),
        };
        self.all[at].children.insert(name, child);
    }

    fn import(&mut self, at: usize, tree: &UseTree, is_own: bool) {
        let module = &mut self.all[at];
        for (name, path) in leaves(tree, &[]) {
            if is_own && name.as_deref() != Some("_") {
                module.named.insert(path.clone());
            }
            match name {
                Some(name) => _ = module.aliases.insert(name, path),
                None => module.globs.push(path),
            }
        }
    }

    /// Is a file that of a module above this one?
    fn is_above(&self, file: &str, at: usize) -> bool {
        let parent = self.all[at].parent;
        at != parent && (self.all[parent].file == file || self.is_above(file, parent))
    }

    /// The module that defines what a path names in a module; `None` for what is not of this crate.
    fn resolve(&self, at: usize, names: &[String], depth: usize) -> Option<usize> {
        let (first, rest) = names.split_first()?;
        match first.as_str() {
            "crate" => self.walk(0, rest, depth),
            "self" => self.walk(at, rest, depth),
            "super" => self.walk(self.all[at].parent, rest, depth),
            _ => self.lookup(at, first, rest, depth),
        }
    }

    /// Goes on from a module. What it seems not to have, a macro or a build step writes there.
    fn walk(&self, at: usize, names: &[String], depth: usize) -> Option<usize> {
        match names.split_first() {
            None => Some(at),
            Some((first, rest)) if first == "super" => self.walk(self.all[at].parent, rest, depth),
            Some((first, rest)) => self.lookup(at, first, rest, depth).or(Some(at)),
        }
    }

    fn lookup(&self, at: usize, first: &str, rest: &[String], depth: usize) -> Option<usize> {
        let module = &self.all[at];
        if depth > LONGEST_CHAIN {
            return None;
        }
        if let Some(child) = module.children.get(first) {
            return self.walk(*child, rest, depth);
        }
        if module.defined.contains(first) {
            return Some(at);
        }
        if let Some(alias) = module.aliases.get(first) {
            return self.resolve(at, &[alias, rest].concat(), depth + 1);
        }
        let from_globs = module.globs.iter().filter_map(|glob| self.resolve(at, glob, depth + 1));
        let mut others = from_globs.filter(|other| *other != at);
        others.find_map(|other| self.lookup(other, first, rest, depth + 1))
    }
}

/// The paths in code.
#[derive(Default)]
struct Code {
    named: HashSet<Names>,
}

impl<'ast> Visit<'ast> for Code {
    fn visit_path(&mut self, path: &'ast syn::Path) {
        self.named.insert(path.segments.iter().map(|segment| segment.ident.to_string()).collect());
        visit::visit_path(self, path);
    }

    /// Who may see it is no import.
    fn visit_visibility(&mut self, _: &'ast Visibility) {}

    fn visit_item_use(&mut self, used: &'ast syn::ItemUse) {
        self.named.extend(leaves(&used.tree, &[]).into_iter().map(|(_, path)| path));
    }

    fn visit_macro(&mut self, invoked: &'ast syn::Macro) {
        self.named.extend(words(&invoked.tokens.to_string()));
        visit::visit_macro(self, invoked);
    }
}

/// The paths and types in the tokens of a macro. Other single words may be anything.
fn words(tokens: &str) -> Vec<Names> {
    let joined = tokens.replace(" :: ", "::");
    let paths = joined.split(|c: char| !c.is_alphanumeric() && c != '_' && c != ':');
    let names = |path: &str| -> Names {
        path.split("::").filter(|name| !name.is_empty()).map(str::to_owned).collect()
    };
    let is_type = |names: &Names| names.iter().any(|name| name.starts_with(char::is_uppercase));
    paths.map(names).filter(|names| names.len() > 1 || is_type(names)).collect()
}

/// What a `use` brings in: the name, `None` for a glob, and the path.
fn leaves(tree: &UseTree, before: &[String]) -> Vec<(Option<String>, Names)> {
    let with = |name: String| [before, &[name]].concat();
    match tree {
        UseTree::Path(path) => leaves(&path.tree, &with(path.ident.to_string())),
        UseTree::Group(group) => group.items.iter().flat_map(|tree| leaves(tree, before)).collect(),
        UseTree::Glob(_) => vec![(None, before.to_vec())],
        UseTree::Rename(renamed) => {
            vec![(Some(renamed.rename.to_string()), with(renamed.ident.to_string()))]
        }
        UseTree::Name(name) if name.ident == "self" => vec![(before.last().cloned(), before.to_vec())],
        UseTree::Name(name) => vec![(Some(name.ident.to_string()), with(name.ident.to_string()))],
    }
}

fn defined(item: &Item) -> Vec<String> {
    let name = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::Type(item) => &item.ident,
        Item::Macro(item) => match &item.ident {
            Some(name) => name,
            None => return words(&item.mac.tokens.to_string()).concat(),
        },
        _ => return Vec::new(),
    };
    vec![name.to_string()]
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

fn is_test(attributes: &[Attribute]) -> bool {
    let words_of = |attribute: &Attribute| match &attribute.meta {
        syn::Meta::List(list) => list.tokens.to_string(),
        _ => String::new(),
    };
    attributes.iter().any(|attribute| attribute.path().is_ident("cfg") && words_of(attribute) == "test")
}
