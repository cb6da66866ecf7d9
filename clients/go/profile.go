package sfs

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"syscall"
)

// profile is what sfs auth login remembers.
type profile struct {
	Server   string `json:"server"`
	Key      string `json:"key"`
	Insecure bool   `json:"insecure"`
	TLSCA    string `json:"tls_ca"`
	TLSCert  string `json:"tls_cert"`
	TLSKey   string `json:"tls_key"`

	// owner is the address of the server, to which alone the key is sent.
	owner serverAddress
	// origin says where its values come from, for example "profile work".
	origin string
}

var profileNameForm = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]{0,63}$`)

// loadProfile reads the profile that is named, else the one in use, else the only one. Nil: there
// is none.
func loadProfile(name, folder string) (*profile, error) {
	if name == "" {
		active, err := activeProfile(folder)
		if active == "" || err != nil {
			return nil, err
		}
		name = active
	}
	if !profileNameForm.MatchString(name) {
		return nil, configError("a profile name has 1 to 64 characters: a-z, 0-9, _ and -, and begins with a letter or digit")
	}
	return readProfile(name, folder)
}

// activeProfile is empty where none was chosen and there is not exactly one.
func activeProfile(folder string) (string, error) {
	chosen, err := os.ReadFile(filepath.Join(folder, "active_profile"))
	if err != nil && !isMissing(err) {
		return "", configError("the profile in use cannot be read: %v", err)
	}
	if name := strings.TrimSpace(string(chosen)); name != "" {
		return name, nil
	}
	if files, _ := filepath.Glob(filepath.Join(folder, "profiles", "*.json")); len(files) == 1 {
		return strings.TrimSuffix(filepath.Base(files[0]), ".json"), nil
	}
	return "", nil
}

func readProfile(name, folder string) (*profile, error) {
	path := filepath.Join(folder, "profiles", name+".json")
	info, err := os.Stat(path)
	if isMissing(err) {
		return nil, configError("there is no profile %s in %s: make it with sfs auth login --profile %s", name, folder, name)
	}
	if err == nil && runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 {
		return nil, configError("%s holds a key and can be read by other users: chmod 600 %s", path, path)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, configError("the profile cannot be read: %v", err)
	}
	// The text may hold a key: what the parser says about it is not repeated.
	stored := &profile{origin: "profile " + name}
	if err := json.Unmarshal(text, stored); err != nil || stored.Server == "" {
		return nil, configError(
			"%s is not a profile: remove it and sign in again with sfs auth login --profile %s", path, name)
	}
	stored.owner, err = parseServer(setting{stored.Server, stored.origin}, true)
	return stored, err
}

// isMissing is also true where the folder is a file: the home of some users is /dev/null.
func isMissing(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR)
}
