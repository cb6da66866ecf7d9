use std::{path::PathBuf, time::Duration};

use tonic::metadata::{Ascii, MetadataValue};

use crate::{
    ConfigError, Options,
    environment::{Environment, Setting, filled},
    profile::{self, Profile},
    server::{DEFAULT_SERVER, Server},
};

const DEFAULT_DEADLINE: Duration = Duration::from_secs(30);
const LONGEST_KEY: usize = 512;

/// Everything that decides where calls go and as whom.
pub(crate) struct Settings {
    pub(crate) server: Server,
    /// The header with the key, or why there is none that may go to this server.
    pub(crate) key: Result<MetadataValue<Ascii>, ConfigError>,
    pub(crate) tls: TlsFiles,
    pub(crate) deadline: Duration,
}

/// PEM files.
pub(crate) struct TlsFiles {
    pub(crate) ca: Option<PathBuf>,
    pub(crate) cert: Option<PathBuf>,
    pub(crate) key: Option<PathBuf>,
    /// An option that names one, if any does.
    pub(crate) option: Option<&'static str>,
}

/// A profile by its name, and its server.
struct Stored {
    profile: Profile,
    origin: String,
    server: Server,
}

/// Option, environment, profile, default: the first wins.
pub(crate) fn load(options: Options) -> Result<Settings, ConfigError> {
    let environment = Environment(options.environment);
    let stored = stored(options.profile, &environment)?;

    let named = match filled(options.server, "option server")? {
        Some(named) => Some(named),
        None => environment.filled(&["SFS_SERVER", "SESSIONFS_API_URL"])?,
    };
    let server = match (&named, &stored) {
        (Some(named), _) => Server::parse(&named.value, &named.origin, options.insecure)?,
        // What a profile allows, it allows for its own server: a key for another one must not travel readable because
        // of it.
        (None, Some(Stored { profile, origin, .. })) => {
            Server::parse(&profile.server, origin, options.insecure || profile.insecure)?
        }
        (None, None) => Server::parse(DEFAULT_SERVER, "default", false)?,
    };
    let key = key(options.key, &environment, &server, named.is_some(), stored.as_ref()).and_then(header);

    let option = [("tls_ca", &options.tls_ca), ("tls_cert", &options.tls_cert), ("tls_key", &options.tls_key)]
        .into_iter()
        .find_map(|(name, given)| given.as_ref().map(|_| name));
    let file = |option: Option<PathBuf>, variable, of_profile: fn(&Profile) -> &Option<String>| {
        let stored = || of_profile(&stored.as_ref()?.profile).clone();
        option.or_else(|| Some(environment.get(variable)?.value.into())).or_else(|| Some(stored()?.into()))
    };
    let tls = TlsFiles {
        ca: file(options.tls_ca, "SFS_TLS_CA", |profile| &profile.tls_ca),
        cert: file(options.tls_cert, "SFS_TLS_CERT", |profile| &profile.tls_cert),
        key: file(options.tls_key, "SFS_TLS_KEY", |profile| &profile.tls_key),
        option,
    };
    Ok(Settings { server, key, tls, deadline: options.deadline.unwrap_or(DEFAULT_DEADLINE) })
}

fn stored(option: Option<String>, environment: &Environment) -> Result<Option<Stored>, ConfigError> {
    let given = option.filter(|name| !name.is_empty());
    let given = given.or_else(|| environment.get("SFS_PROFILE").map(|name| name.value));
    let Some(folder) = environment.config_folder() else {
        return match given {
            Some(_) => Err(ConfigError(
                "there is no profile: none of SFS_CONFIG_DIR, XDG_CONFIG_HOME and HOME says where they are".into(),
            )),
            None => Ok(None),
        };
    };
    let name = match given {
        Some(name) => name,
        None => match profile::active(&folder)? {
            Some(name) => name,
            None => return Ok(None),
        },
    };
    let profile = Profile::read(&folder, &name)?;
    let origin = format!("profile {name}");
    let server = Server::parse(&profile.server, &origin, true)?;
    Ok(Some(Stored { profile, origin, server }))
}

/// A key, or why there is none: a key only ever goes to the server that it was meant for.
fn key(
    option: Option<String>,
    environment: &Environment,
    server: &Server,
    server_is_named: bool,
    stored: Option<&Stored>,
) -> Result<Setting<String>, ConfigError> {
    if let Some(given) = filled(option, "option key")? {
        return Ok(given);
    }
    if let Some(given) = environment.filled(&["SFS_API_KEY", "SESSIONFS_API_KEY"])? {
        return match stored {
            Some(Stored { origin, .. }) if !server_is_named && server.to_string() != DEFAULT_SERVER => {
                Err(ConfigError(format!(
                    "the key of the {} is not sent to the server of {origin}: name the server with the option server \
                     or SFS_SERVER, or unset the variable to use the key of the profile",
                    given.origin
                )))
            }
            _ => Ok(given),
        };
    }
    let Some((Stored { profile, origin, server: own }, key)) =
        stored.and_then(|stored| Some((stored, stored.profile.key.clone()?)))
    else {
        return Err(ConfigError("there is no key: set SFS_API_KEY, or sign in: sfs auth login".into()));
    };
    if own == server {
        return Ok(Setting::new(key, origin));
    }
    Err(ConfigError(format!(
        "the key of {origin} belongs to {} and is not sent to {server}: give the option key or SFS_API_KEY for this \
         server, or sign in to it: sfs auth login --profile NAME --server …",
        profile.server
    )))
}

/// What cannot stand in a header is refused here, and not repeated.
fn header(key: Setting<String>) -> Result<MetadataValue<Ascii>, ConfigError> {
    let text = key.value.trim();
    let fits = (1..=LONGEST_KEY).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic());
    let header = fits.then(|| format!("Bearer {text}").parse::<MetadataValue<Ascii>>().ok()).flatten();
    let Some(mut header) = header else {
        return Err(ConfigError(format!(
            "the key ({}) is not a key: it is empty, too long, or has characters no key has",
            key.origin
        )));
    };
    // Keeps it out of debug output and out of the table of headers that HTTP/2 shares between calls.
    header.set_sensitive(true);
    Ok(header)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(variables: &[(&str, &str)]) -> Options {
        let all = variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Options {
            environment: Some(all.chain([("HOME".to_owned(), "/nonexistent".to_owned())]).collect()),
            ..Options::default()
        }
    }

    fn bearer(options: Options) -> Result<String, ConfigError> {
        Ok(load(options)?.key?.to_str().unwrap().to_owned())
    }

    #[test]
    fn defaults() {
        let settings = load(options(&[])).unwrap();
        assert_eq!(settings.server.uri(), "http://127.0.0.1:7350");
        assert_eq!(settings.deadline, Duration::from_secs(30));
        assert!(settings.key.unwrap_err().to_string().contains("there is no key"));
    }

    #[test]
    fn without_a_home_there_is_no_profile() {
        let nowhere = Options { environment: Some([].into()), ..Options::default() };
        assert!(load(nowhere.clone()).is_ok());
        let error = load(Options { profile: Some("ci".into()), ..nowhere }).err().unwrap();
        assert!(error.to_string().contains("HOME"), "{error}");
    }

    #[test]
    fn the_first_that_is_set_wins() {
        let both = [("SFS_API_KEY", "new"), ("SESSIONFS_API_KEY", "old")];
        assert_eq!(bearer(options(&both)).unwrap(), "Bearer new");
        assert_eq!(bearer(options(&both[1..])).unwrap(), "Bearer old");
        assert_eq!(bearer(Options { key: Some(" given ".into()), ..options(&both) }).unwrap(), "Bearer given");
    }

    #[test]
    fn set_but_empty() {
        let error = bearer(options(&[("SFS_API_KEY", " "), ("SESSIONFS_API_KEY", "old")])).unwrap_err();
        assert!(error.to_string().contains("SFS_API_KEY"), "{error}");
        let error = bearer(Options { key: Some(String::new()), ..options(&[]) }).unwrap_err();
        assert!(error.to_string().contains("option key"), "{error}");
    }

    #[test]
    fn what_no_header_can_hold() {
        for key in ["sfsk_a b", "sfsk_ä", "sfsk_\nx: y", &"sfsk_".repeat(200)] {
            let error = bearer(Options { key: Some(key.into()), ..options(&[]) }).unwrap_err();
            assert!(!error.to_string().contains("sfsk_"), "{error}");
        }
    }

    #[test]
    fn no_debug_output_shows_a_key() {
        let settings = load(Options { key: Some("sfsk_secret".into()), ..options(&[]) }).unwrap();
        assert!(!format!("{:?}", settings.key).contains("sfsk_secret"));
    }
}
