use std::{collections::HashMap, fmt, path::PathBuf, time::Duration};

/// Where to connect, and as whom. What is not given comes from the environment, then from the profile that `sfs auth
/// login` wrote, then from the default.
#[derive(Clone, Default)]
pub struct Options {
    /// `host:port` or a URL. `SFS_SERVER`, `SESSIONFS_API_URL`; default: `127.0.0.1:7350`.
    pub server: Option<String>,
    /// `SFS_API_KEY`, `SESSIONFS_API_KEY`; default: none, and calls that need one fail.
    pub key: Option<String>,
    /// The name of a profile. `SFS_PROFILE`; default: the one of `sfs auth use`, else the only one.
    pub profile: Option<String>,
    /// A PEM file with the authorities to trust. `SFS_TLS_CA`; default: those of the system.
    pub tls_ca: Option<PathBuf>,
    /// A PEM file with the client's certificate. `SFS_TLS_CERT`; default: none.
    pub tls_cert: Option<PathBuf>,
    /// A PEM file with its key. `SFS_TLS_KEY`; default: none.
    pub tls_key: Option<PathBuf>,
    /// Allows plaintext to another machine, where everybody on the way can read the key.
    pub insecure: bool,
    /// How long a call may take, all attempts included. Default: 30 seconds.
    pub deadline: Option<Duration>,
    /// Variables to read instead of the process's, `HOME` included.
    pub environment: Option<HashMap<String, String>>,
}

/// Without the key, and of the environment only the names.
impl fmt::Debug for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A URL may hold a password. It is refused later, but may be printed before.
        let server = self.server.as_deref().map(|server| if server.contains('@') { "***" } else { server });
        f.debug_struct("Options")
            .field("server", &server)
            .field("key", &self.key.as_ref().map(|_| "***"))
            .field("profile", &self.profile)
            .field("tls_ca", &self.tls_ca)
            .field("tls_cert", &self.tls_cert)
            .field("tls_key", &self.tls_key)
            .field("insecure", &self.insecure)
            .field("deadline", &self.deadline)
            .field("environment", &self.environment.as_ref().map(|all| all.keys().collect::<Vec<_>>()))
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_no_secret() {
        let options = Options {
            server: Some("https://user:password@host".into()),
            key: Some("sfsk_secret".into()),
            environment: Some(HashMap::from([("SFS_API_KEY".into(), "sfsk_other".into())])),
            ..Options::default()
        };
        let text = format!("{options:?} {options:#?}");
        for secret in ["password", "sfsk_secret", "sfsk_other"] {
            assert!(!text.contains(secret), "{text}");
        }
        assert!(text.contains("SFS_API_KEY"));
    }
}
