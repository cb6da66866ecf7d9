use std::{collections::HashMap, env, path::PathBuf};

use crate::ConfigError;

/// The variables of the process, or those that the caller gave in their place.
pub(crate) struct Environment(pub(crate) Option<HashMap<String, String>>);

/// A value and where it came from, for example `environment SFS_SERVER`.
#[derive(Clone)]
pub(crate) struct Setting<T> {
    pub(crate) value: T,
    pub(crate) origin: String,
}

impl<T> Setting<T> {
    pub(crate) fn new(value: T, origin: impl Into<String>) -> Self {
        Self { value, origin: origin.into() }
    }
}

impl Environment {
    /// A variable that is set and not empty.
    pub(crate) fn get(&self, name: &str) -> Option<Setting<String>> {
        let value = self.raw(name).filter(|value| !value.is_empty())?;
        Some(Setting::new(value, format!("environment {name}")))
    }

    /// The first of several variables that is set. Set but empty is an error.
    pub(crate) fn filled(&self, names: &[&str]) -> Result<Option<Setting<String>>, ConfigError> {
        let Some(name) = names.iter().find(|name| self.raw(name).is_some()) else { return Ok(None) };
        filled(self.raw(name), &format!("environment {name}"))
    }

    /// Where profiles are: `$SFS_CONFIG_DIR`, `$XDG_CONFIG_HOME/sfs` or `~/.config/sfs`. Variables that were given say
    /// it themselves: the home of the process is not theirs.
    pub(crate) fn config_folder(&self) -> Option<PathBuf> {
        let folder = |name| self.get(name).map(|setting| PathBuf::from(setting.value));
        // The specification of XDG says that relative values are to be ignored.
        folder("SFS_CONFIG_DIR")
            .or_else(|| folder("XDG_CONFIG_HOME").filter(|path| path.is_absolute()).map(|path| path.join("sfs")))
            .or_else(|| {
                let home = folder("HOME").or_else(|| if self.0.is_none() { env::home_dir() } else { None });
                home.map(|home| home.join(".config/sfs"))
            })
    }

    fn raw(&self, name: &str) -> Option<String> {
        match &self.0 {
            Some(given) => given.get(name).cloned(),
            None => env::var_os(name).map(|value| value.to_string_lossy().into_owned()),
        }
    }
}

/// A value without the space around it. Given but empty is an error: that is what a pull request from a fork gets in
/// place of a secret.
pub(crate) fn filled(value: Option<String>, origin: &str) -> Result<Option<Setting<String>>, ConfigError> {
    match value.as_deref().map(str::trim) {
        None => Ok(None),
        Some("") => Err(ConfigError(format!(
            "{origin} is set but empty: a secret is empty in a pull request from a fork; leave it out, or give a value"
        ))),
        Some(value) => Ok(Some(Setting::new(value.to_owned(), origin))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(variables: &[(&str, &str)]) -> Option<PathBuf> {
        let all = variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Environment(Some(all.collect())).config_folder()
    }

    #[test]
    fn the_folder_of_profiles() {
        let home = ("HOME", "/home/ann");
        for (variables, expected) in [
            (&[home][..], "/home/ann/.config/sfs"),
            (&[home, ("XDG_CONFIG_HOME", "/etc/xdg")], "/etc/xdg/sfs"),
            (&[home, ("XDG_CONFIG_HOME", "relative")], "/home/ann/.config/sfs"),
            (&[home, ("SFS_CONFIG_DIR", "here")], "here"),
            (&[home, ("SFS_CONFIG_DIR", "")], "/home/ann/.config/sfs"),
        ] {
            assert_eq!(folder(variables), Some(expected.into()), "{variables:?}");
        }
    }

    #[test]
    fn the_home_of_the_process_is_not_that_of_given_variables() {
        assert_eq!(folder(&[]), None);
        assert_eq!(folder(&[("HOME", "")]), None);
        assert!(Environment(None).config_folder().is_some());
    }
}
