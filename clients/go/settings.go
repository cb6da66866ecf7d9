package sfs

import (
	"cmp"
	"regexp"
	"strings"
	"time"
)

const defaultDeadline = 30 * time.Second

// setting is a value and where it came from, for example "environment SFS_SERVER".
type setting struct {
	value  string
	origin string
}

// settings are what options, environment and profile come to.
type settings struct {
	server serverAddress
	key    string
	// keyProblem says why there is no key.
	keyProblem             error
	tlsCA, tlsCert, tlsKey setting
	deadline               time.Duration
}

func loadSettings(options Options) (*settings, error) {
	env := environmentOf(options)
	stored, err := loadProfile(cmp.Or(options.Profile, env.get("SFS_PROFILE")), env.configFolder())
	if err != nil {
		return nil, err
	}
	if options.Deadline < 0 {
		return nil, configError("the deadline must not be negative")
	}
	server, ofProfile, err := chooseServer(options, env, stored)
	if err != nil {
		return nil, err
	}
	loaded := &settings{server: server, deadline: cmp.Or(options.Deadline, defaultDeadline)}
	loaded.key, loaded.keyProblem = chooseKey(options, env, server, ofProfile, stored)
	if stored == nil {
		stored = &profile{}
	}
	file := func(option, name, variable, storedFile string) setting {
		return firstOf(
			setting{option, "option " + name},
			setting{env.get(variable), "environment " + variable},
			setting{storedFile, stored.origin},
		)
	}
	loaded.tlsCA = file(options.TLSCA, "tls_ca", "SFS_TLS_CA", stored.TLSCA)
	loaded.tlsCert = file(options.TLSCert, "tls_cert", "SFS_TLS_CERT", stored.TLSCert)
	loaded.tlsKey = file(options.TLSKey, "tls_key", "SFS_TLS_KEY", stored.TLSKey)
	return loaded, nil
}

// chooseServer also says whether the profile alone names the server.
func chooseServer(options Options, env environment, stored *profile) (server serverAddress, ofProfile bool, err error) {
	named := &setting{options.Server, "option server"}
	if options.Server == "" {
		if named, err = env.filled("SFS_SERVER", "SESSIONFS_API_URL"); err != nil {
			return serverAddress{}, false, err
		}
	}
	switch {
	case named != nil:
		server, err = parseServer(*named, options.Insecure)
	case stored != nil:
		// What a profile allows, it allows for its own server.
		server, err = parseServer(setting{stored.Server, stored.origin}, options.Insecure || stored.Insecure)
	default:
		server, err = parseServer(setting{defaultServer, "default"}, false)
	}
	return server, named == nil && stored != nil, err
}

// chooseKey returns a key, or why there is none: a key only goes to the server that it was meant
// for.
func chooseKey(
	options Options, env environment, server serverAddress, ofProfile bool, stored *profile,
) (string, error) {
	if options.Key != nil {
		return checkKey(setting{options.Key(), "option key"})
	}
	given, err := env.filled("SFS_API_KEY", "SESSIONFS_API_KEY")
	if err != nil {
		return "", err
	}
	if given != nil {
		if ofProfile && server.name != defaultServer {
			return "", configError("the key of the %s is not sent to the server of %s: "+
				"name the server with SFS_SERVER, or unset the variable to use the key of the profile",
				given.origin, stored.origin)
		}
		return checkKey(*given)
	}
	if stored == nil || stored.Key == "" {
		return "", configError("there is no key: set SFS_API_KEY, or sign in with sfs auth login")
	}
	if stored.owner != server {
		return "", configError("the key of %s belongs to %s and is not sent to %s: "+
			"set SFS_API_KEY for this server, or sign in to it with sfs auth login",
			stored.origin, stored.owner.name, server.name)
	}
	return checkKey(setting{stored.Key, stored.origin})
}

var keyForm = regexp.MustCompile(`^[\x21-\x7e]{1,512}$`)

// checkKey refuses what cannot stand in a header, and does not repeat it.
func checkKey(given setting) (string, error) {
	key := strings.TrimSpace(given.value)
	if !keyForm.MatchString(key) {
		return "", configError("the key (%s) is not a key: it is empty, too long, or has characters no key has", given.origin)
	}
	return key, nil
}

func firstOf(settings ...setting) setting {
	for _, one := range settings {
		if one.value != "" {
			return one
		}
	}
	return setting{}
}
