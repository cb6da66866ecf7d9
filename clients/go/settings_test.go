package sfs

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// home makes a home folder with the profiles.
func home(t *testing.T, profiles map[string]string) map[string]string {
	t.Helper()
	folder := t.TempDir()
	for name, content := range profiles {
		path := filepath.Join(folder, ".config", "sfs", "profiles", name+".json")
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return map[string]string{"HOME": folder}
}

func load(t *testing.T, options Options) *settings {
	t.Helper()
	loaded, err := loadSettings(options)
	if err != nil {
		t.Fatal(err)
	}
	return loaded
}

func TestDefaults(t *testing.T) {
	loaded := load(t, Options{Environment: home(t, nil)})
	if loaded.server.name != defaultServer || loaded.server.tls || loaded.deadline != 30*time.Second {
		t.Errorf("got %+v", loaded)
	}
	if loaded.key != "" || loaded.keyProblem == nil {
		t.Errorf("got the key %q, %v", loaded.key, loaded.keyProblem)
	}
}

func TestOneOfSeveralProfiles(t *testing.T) {
	environment := home(t, map[string]string{
		"one": `{"server": "one.example.com", "key": "sfsk_one", "tls_ca": "one.pem"}`,
		"two": `{"server": "two.example.com", "key": "sfsk_two", "added_later": 1}`,
	})
	if loaded := load(t, Options{Environment: environment}); loaded.server.name != defaultServer {
		t.Errorf("none is in use, but got %+v", loaded.server)
	}
	environment["SFS_PROFILE"] = "two"
	if loaded := load(t, Options{Environment: environment}); loaded.key != "sfsk_two" {
		t.Errorf("got %+v", loaded)
	}
	loaded := load(t, Options{Environment: environment, Profile: "one"})
	if loaded.key != "sfsk_one" || loaded.tlsCA != (setting{"one.pem", "profile one"}) {
		t.Errorf("got %+v", loaded)
	}
}

func TestWhatAProfileAllowsIsForItsOwnServer(t *testing.T) {
	environment := home(t, map[string]string{"one": `{"server": "http://one", "key": "sfsk_one", "insecure": true}`})
	if loaded := load(t, Options{Environment: environment}); loaded.server.name != "one:80" || loaded.key != "sfsk_one" {
		t.Errorf("got %+v", loaded)
	}
	if _, err := loadSettings(Options{Environment: environment, Server: "http://two"}); err == nil {
		t.Error("plaintext to another machine is refused")
	}
	if loaded := load(t, Options{Environment: environment, Server: "https://one:80"}); loaded.key != "" {
		t.Error("the same port with TLS is another server")
	}
}

func TestConfigFolder(t *testing.T) {
	for want, variables := range map[string]map[string]string{
		"/c":             {"SFS_CONFIG_DIR": "/c", "XDG_CONFIG_HOME": "/x", "HOME": "/h"},
		"/x/sfs":         {"SFS_CONFIG_DIR": "", "XDG_CONFIG_HOME": "/x", "HOME": "/h"},
		"/h/.config/sfs": {"XDG_CONFIG_HOME": "relative", "HOME": "/h"},
	} {
		if got := environmentOf(Options{Environment: variables}).configFolder(); got != filepath.FromSlash(want) {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestNoProfileWhereTheHomeIsNoFolder(t *testing.T) {
	environment := map[string]string{"HOME": "/dev/null"}
	if loaded := load(t, Options{Environment: environment}); loaded.server.name != defaultServer {
		t.Errorf("got %+v", loaded)
	}
	_, err := loadSettings(Options{Environment: environment, Profile: "one"})
	if err == nil || !strings.HasPrefix(err.Error(), "there is no profile one") {
		t.Errorf("got %v", err)
	}
}

func TestAGivenEnvironmentIsTheWholeOfIt(t *testing.T) {
	environment := home(t, map[string]string{"one": `{"server": "one.example.com", "key": "sfsk_one"}`})
	t.Setenv("HOME", environment["HOME"])
	t.Setenv("XDG_CONFIG_HOME", "")
	t.Setenv("SFS_CONFIG_DIR", "")
	t.Setenv("SFS_API_KEY", "sfsk_process")
	loaded := load(t, Options{Environment: map[string]string{}})
	if loaded.server.name != defaultServer || loaded.key != "" {
		t.Errorf("got %+v", loaded)
	}
	if loaded := load(t, Options{Server: "https://x"}); loaded.key != "sfsk_process" {
		t.Errorf("got %+v of the process", loaded)
	}
}

func TestTheServerOfAProfileIsAlwaysRead(t *testing.T) {
	environment := home(t, map[string]string{"one": `{"server": "one/secret"}`})
	_, err := loadSettings(Options{Environment: environment, Server: "two", Key: NewSecret("sfsk_two")})
	var config *ConfigError
	if !errors.As(err, &config) || strings.Contains(err.Error(), "secret") {
		t.Errorf("got %v", err)
	}
}

func TestOneServerInTwoSpellings(t *testing.T) {
	environment := home(t, map[string]string{"one": `{"server": "[2001:db8::1]", "key": "sfsk_one"}`})
	if loaded := load(t, Options{Environment: environment, Server: "2001:DB8:0::1"}); loaded.key != "sfsk_one" {
		t.Errorf("got %+v, %v", loaded, loaded.keyProblem)
	}
}

func TestAnEmptySecretIsGiven(t *testing.T) {
	environment := map[string]string{"SFS_API_KEY": "sfsk_other"}
	loaded := load(t, Options{Environment: environment, Key: NewSecret("")})
	if loaded.key != "" || loaded.keyProblem == nil {
		t.Errorf("got %+v", loaded)
	}
}

func TestConfigErrorsRepeatNoSecret(t *testing.T) {
	for name, options := range map[string]Options{
		"profile":      {Environment: home(t, map[string]string{"one": `{"server": 1, "key": "sfsk_secret"}`})},
		"profile name": {Environment: home(t, nil), Profile: "../secret"},
		"deadline":     {Environment: home(t, nil), Deadline: -1},
		"authorities":  {Environment: home(t, nil), Server: "https://x", TLSCA: "settings_test.go"},
		"certificate":  {Environment: home(t, nil), Server: "https://x", TLSCert: "go.mod", TLSKey: "go.mod"},
	} {
		client, err := Connect(options)
		var config *ConfigError
		if client != nil || !errors.As(err, &config) || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: got %v, %v", name, client, err)
		}
	}
}
