package sfs

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"google.golang.org/grpc"
)

// Options say where to connect, and as whom. What is left out comes from the environment, then from
// the profile, then from the default.
//
// The key is not printed. Where fmt, log/slog or encoding/json are given Options, the values of
// Environment and a Server that holds a password are hidden as well; fmt shows them where Options
// are in an unexported field of another type.
type Options struct {
	// Server is host:port or a URL. Without a scheme it means plaintext on loopback and TLS
	// elsewhere. Else SFS_SERVER or SESSIONFS_API_URL, the profile's, 127.0.0.1:7350.
	Server string
	// Key is that of a service key or a personal key, made with [NewSecret]. Else SFS_API_KEY or
	// SESSIONFS_API_KEY, the profile's.
	Key Secret `json:"-"`
	// Profile is the name of a profile of sfs auth login. Else SFS_PROFILE, the one of sfs auth
	// use, the only one.
	Profile string
	// TLSCA is a PEM file of the authorities to trust. Else SFS_TLS_CA, the profile's, those of the
	// system.
	TLSCA string
	// TLSCert is a PEM file of this client's certificate. Else SFS_TLS_CERT, the profile's.
	TLSCert string
	// TLSKey is a PEM file of the certificate's key. Else SFS_TLS_KEY, the profile's.
	TLSKey string
	// Insecure allows http:// to another machine, where everybody on the way can read the key.
	Insecure bool
	// Deadline is how long a call may take in all, with every attempt, where its context has no
	// deadline. Zero: 30 seconds.
	Deadline time.Duration
	// Environment is read instead of the variables of the process, HOME included; nil: those of the
	// process.
	Environment map[string]string `json:"-"`
	// DialOptions are added to those of the client, for example a stats handler for tracing.
	DialOptions []grpc.DialOption `json:"-"`
}

// Secret is a text that is not printed, wherever it stands: fmt, which calls no methods on what is
// in unexported fields, shows of a function its address alone.
type Secret func() string

// NewSecret hides the text. An empty one is given, but no key: the first call says so. Leave
// Options.Key nil to give none.
func NewSecret(text string) Secret {
	return func() string { return text }
}

// String hides the text.
func (s Secret) String() string {
	if s == nil {
		return ""
	}
	return "***"
}

// plain has no methods.
type plain Options

func (o Options) masked() plain {
	if strings.Contains(o.Server, "@") {
		o.Server = "***"
	}
	if o.Environment != nil {
		masked := map[string]string{}
		for name := range o.Environment {
			masked[name] = "***"
		}
		o.Environment = masked
	}
	return plain(o)
}

// Format hides what may be secret under every verb of fmt.
func (o Options) Format(state fmt.State, verb rune) {
	fmt.Fprintf(state, fmt.FormatString(state, verb), o.masked())
}

// MarshalJSON leaves out the key and the environment, and hides what else may be secret.
func (o Options) MarshalJSON() ([]byte, error) {
	return json.Marshal(o.masked())
}
