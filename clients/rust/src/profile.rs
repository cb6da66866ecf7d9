use std::{
    fs, io,
    path::{Path, PathBuf},
};

use serde_json::Value;

use crate::ConfigError;

/// What `sfs auth login` remembers.
pub(crate) struct Profile {
    pub(crate) server: String,
    pub(crate) key: Option<String>,
    pub(crate) insecure: bool,
    pub(crate) tls_ca: Option<String>,
    pub(crate) tls_cert: Option<String>,
    pub(crate) tls_key: Option<String>,
}

impl Profile {
    /// Reads a profile that exists. A file that other users can read is refused.
    pub(crate) fn read(folder: &Path, name: &str) -> Result<Self, ConfigError> {
        let path = folder.join("profiles").join(format!("{}.json", checked(name)?));
        let text = match readable_by_others(&path).and_then(|open| Ok((open, fs::read_to_string(&path)?))) {
            Ok((false, text)) => text,
            Ok((true, _)) => {
                return Err(ConfigError(format!(
                    "{path} holds a key and can be read by other users: chmod 600 {path}",
                    path = path.display()
                )));
            }
            Err(error) if is_absent(&error) => return Err(missing(folder, name)),
            Err(error) => return Err(unreadable(&path, &error)),
        };
        // The text may hold a key: what the parser says about it is not repeated.
        let content: Value = serde_json::from_str(&text).unwrap_or_default();
        let field = |name: &str| content[name].as_str().filter(|text| !text.is_empty()).map(str::to_owned);
        let Some(server) = field("server") else {
            return Err(ConfigError(format!(
                "{} is not a profile: remove it and sign in again: sfs auth login --profile {name}",
                path.display()
            )));
        };
        Ok(Self {
            server,
            key: field("key"),
            insecure: content["insecure"] == Value::Bool(true),
            tls_ca: field("tls_ca"),
            tls_cert: field("tls_cert"),
            tls_key: field("tls_key"),
        })
    }
}

/// The profile that is used where none is named: the choice of `sfs auth use`, else the only one there is.
pub(crate) fn active(folder: &Path) -> Result<Option<String>, ConfigError> {
    let path = folder.join("active_profile");
    match fs::read_to_string(&path) {
        Ok(text) if !text.trim().is_empty() => return checked(text.trim()).map(|name| Some(name.to_owned())),
        Err(error) if !is_absent(&error) => return Err(unreadable(&path, &error)),
        _ => {}
    }
    let mut names = names(folder);
    Ok(if names.len() == 1 { names.pop() } else { None })
}

/// The names of all profiles, sorted.
fn names(folder: &Path) -> Vec<String> {
    let files = fs::read_dir(folder.join("profiles")).into_iter().flatten().flatten();
    let mut names: Vec<_> = files
        .map(|file| PathBuf::from(file.file_name()))
        .filter(|file| file.extension().is_some_and(|extension| extension == "json"))
        .filter_map(|file| Some(file.file_stem()?.to_str()?.to_owned()))
        .collect();
    names.sort();
    names
}

/// The name is also the name of a file.
fn checked(name: &str) -> Result<&str, ConfigError> {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let fits = (1..=64).contains(&name.len())
        && plain(name.as_bytes()[0])
        && name.bytes().all(|byte| plain(byte) || byte == b'_' || byte == b'-');
    if fits {
        Ok(name)
    } else {
        Err(ConfigError(
            "a profile name has 1 to 64 characters: a-z, 0-9, _ and -, and begins with a letter or digit".into(),
        ))
    }
}

fn missing(folder: &Path, name: &str) -> ConfigError {
    let known = names(folder);
    let hint = if known.is_empty() {
        "make it with: sfs auth login --profile NAME".to_owned()
    } else {
        format!("profiles: {}", known.join(", "))
    };
    ConfigError(format!("there is no profile {name} in {}; {hint}", folder.display()))
}

#[cfg(unix)]
fn readable_by_others(path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::PermissionsExt as _;
    Ok(fs::metadata(path)?.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
fn readable_by_others(_: &Path) -> io::Result<bool> {
    Ok(false)
}

fn is_absent(error: &io::Error) -> bool {
    // Some containers have HOME=/dev/null.
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

fn unreadable(path: &Path, error: &io::Error) -> ConfigError {
    ConfigError(format!("{} cannot be read: {error}", path.display()))
}
