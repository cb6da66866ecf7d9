use std::{
    fmt,
    net::{Ipv4Addr, Ipv6Addr},
};

use crate::ConfigError;

/// The server where none is named.
pub(crate) const DEFAULT_SERVER: &str = "127.0.0.1:7350";

const DEFAULT_PORT: u16 = 7350;

/// Where a server is and how to talk to it. As text it is `host:port`, IPv6 in brackets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Server {
    host: String,
    port: u16,
    pub(crate) tls: bool,
}

impl Server {
    /// Reads `host`, `host:port`, `[::1]:port` or a URL. Loopback is plaintext, everything else TLS; `https://` is
    /// always TLS; `http://` to another machine needs `insecure`, because the key would travel readable.
    ///
    /// Errors name the origin and never repeat the text: a URL can hold a password.
    pub(crate) fn parse(text: &str, origin: &str, insecure: bool) -> Result<Self, ConfigError> {
        let wrong = |what: &str| ConfigError(format!("the server ({origin}) {what}"));
        let (scheme, place) = match text.trim().split_once("://") {
            Some((scheme, rest)) => (Some(scheme.to_ascii_lowercase()), rest.trim_end_matches('/')),
            None => (None, text.trim()),
        };
        if place.contains('@') {
            return Err(wrong("must not hold a user or password"));
        }
        if place.contains(['/', '?', '#']) {
            return Err(wrong("must be a host and port, without a path"));
        }
        let (host, port) =
            split(place).ok_or_else(|| wrong("must be host:port or a URL, for example 127.0.0.1:7350"))?;
        let host = host.to_ascii_lowercase();
        let loopback = is_loopback(&host);
        let (tls, default_port) = match scheme.as_deref() {
            None => (!loopback, DEFAULT_PORT),
            Some("https") => (true, 443),
            Some("http") if loopback => (false, DEFAULT_PORT),
            Some("http") if insecure => (false, 80),
            Some("http") => {
                return Err(wrong(
                    "is on another machine and http:// would send the key readable: use https://, or the option \
                     insecure if the network is trusted",
                ));
            }
            Some(_) => return Err(wrong("must be host:port, or a URL with http:// or https://")),
        };
        let port = match port {
            None => default_port,
            Some(digits) => match digits.parse() {
                Ok(port) if port > 0 => port,
                _ => return Err(wrong("has a port outside 1 to 65535")),
            },
        };
        Ok(Self { host, port, tls })
    }

    pub(crate) fn uri(&self) -> String {
        let scheme = if self.tls { "https" } else { "http" };
        format!("{scheme}://{self}")
    }
}

impl fmt::Display for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { host, port, .. } = self;
        if host.contains(':') { write!(f, "[{host}]:{port}") } else { write!(f, "{host}:{port}") }
    }
}

/// A host without brackets, and the digits of a port.
fn split(place: &str) -> Option<(&str, Option<&str>)> {
    let is_ipv6 = |host: &str| host.parse::<Ipv6Addr>().is_ok();
    if is_ipv6(place) {
        return Some((place, None));
    }
    let (host, port) = if let Some(rest) = place.strip_prefix('[') {
        let (host, rest) = rest.split_once(']').filter(|(host, _)| is_ipv6(host))?;
        if rest.is_empty() { (host, None) } else { (host, Some(rest.strip_prefix(':')?)) }
    } else {
        let (host, port) = place.split_once(':').map_or((place, None), |(host, port)| (host, Some(port)));
        if !is_name(host) {
            return None;
        }
        (host, port)
    };
    let digits = |text: &str| (1..=5).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    port.is_none_or(digits).then_some((host, port))
}

fn is_name(host: &str) -> bool {
    host.len() <= 253
        && host.starts_with(|first: char| first.is_ascii_alphanumeric())
        && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte))
}

fn is_loopback(host: &str) -> bool {
    host == "localhost"
        || host.parse().is_ok_and(|address: Ipv4Addr| address.is_loopback())
        || host.parse().is_ok_and(|address: Ipv6Addr| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        for (text, uri) in [
            ("127.0.0.1:1", "http://127.0.0.1:1"),
            ("127.9.9.9", "http://127.9.9.9:7350"),
            ("localhost", "http://localhost:7350"),
            ("::1", "http://[::1]:7350"),
            ("[::1]:80", "http://[::1]:80"),
            ("http://LocalHost/", "http://localhost:7350"),
            ("https://localhost", "https://localhost:443"),
            (" SFS.example.com ", "https://sfs.example.com:7350"),
            ("sfs.example.com:65535", "https://sfs.example.com:65535"),
            ("HTTPS://sfs.example.com", "https://sfs.example.com:443"),
            ("2001:db8::1", "https://[2001:db8::1]:7350"),
            ("[2001:DB8::1]:5", "https://[2001:db8::1]:5"),
            // Its name begins like a loopback address, but whose it is nobody knows.
            ("127.0.0.1.example.com", "https://127.0.0.1.example.com:7350"),
        ] {
            assert_eq!(Server::parse(text, "test", false).unwrap().uri(), uri, "{text}");
        }
    }

    #[test]
    fn what_is_no_address() {
        for text in [
            "",
            "ftp://host",
            "host:0",
            "host:99999",
            "host:",
            "host:+1",
            "https://user:password@host",
            "user:password@host",
            "https://host/path",
            "[::1",
            "[host]:1",
            "[::1]x",
            "a b",
            "-host",
        ] {
            let error = Server::parse(text, "test", true).unwrap_err();
            assert!(!error.to_string().contains("password@"), "{error}");
        }
    }

    #[test]
    fn plaintext_to_another_machine() {
        let error = Server::parse("http://sfs.example.com", "test", false).unwrap_err();
        assert!(error.to_string().contains("https://"), "{error}");
        let allowed = Server::parse("http://sfs.example.com", "test", true).unwrap();
        assert_eq!(allowed.uri(), "http://sfs.example.com:80");
    }
}
