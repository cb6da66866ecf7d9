package sfs

import (
	"cmp"
	"os"
	"path/filepath"
	"strings"
)

// environment finds a variable and says whether it is set.
type environment func(name string) (value string, set bool)

func environmentOf(options Options) environment {
	if options.Environment == nil {
		return ofProcess
	}
	return func(name string) (string, bool) {
		value, set := options.Environment[name]
		return value, set
	}
}

func ofProcess(name string) (value string, set bool) {
	value, set = os.LookupEnv(name)
	if name == "HOME" && value == "" {
		// Windows calls it otherwise.
		value, _ = os.UserHomeDir()
	}
	return value, set
}

// get returns an empty text for a variable that is not set.
func (e environment) get(name string) string {
	value, _ := e(name)
	return value
}

// filled returns the first of the variables that is set, nil for none. Set but empty is an error:
// that is what a pull request from a fork gets in place of a secret.
func (e environment) filled(names ...string) (*setting, error) {
	for _, name := range names {
		value, set := e(name)
		if !set {
			continue
		}
		origin := "environment " + name
		if strings.TrimSpace(value) == "" {
			return nil, configError("%s is set but empty, as a secret is in a pull request from a fork: "+
				"unset it, or give a value", origin)
		}
		return &setting{strings.TrimSpace(value), origin}, nil
	}
	return nil, nil
}

// configFolder is where profiles are: $SFS_CONFIG_DIR, $XDG_CONFIG_HOME/sfs or ~/.config/sfs.
func (e environment) configFolder() string {
	if folder := e.get("SFS_CONFIG_DIR"); folder != "" {
		return folder
	}
	// The XDG specification says that relative values are to be ignored.
	if folder := e.get("XDG_CONFIG_HOME"); filepath.IsAbs(folder) {
		return filepath.Join(folder, "sfs")
	}
	// A container's user may have no home. No profile is found there.
	return filepath.Join(cmp.Or(e.get("HOME"), "/nonexistent"), ".config", "sfs")
}
