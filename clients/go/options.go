package sfs

import (
	"fmt"
	"time"

	"google.golang.org/grpc"
)

// Options say where to connect, and as whom. What is left out comes from the environment, then from
// the profile, then from the default. However they are printed, the key is not.
type Options struct {
	// Server is host:port or a URL. Without a scheme it means plaintext on loopback and TLS
	// elsewhere. Else SFS_SERVER or SESSIONFS_API_URL, the profile's, 127.0.0.1:7350.
	Server string
	// Key is the secret of a service key or a personal key. Else SFS_API_KEY or SESSIONFS_API_KEY,
	// the profile's.
	Key string `json:"-"`
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
	// Environment is read instead of the variables of the process; nil: those of the process.
	Environment map[string]string `json:"-"`
	// DialOptions are added to those of the client, for example a stats handler for tracing.
	DialOptions []grpc.DialOption `json:"-"`
}

// Format hides the key, and the values of the environment, under every verb of fmt.
func (o Options) Format(state fmt.State, verb rune) {
	type plain Options // has no method Format
	hidden := plain(o)
	if o.Key != "" {
		hidden.Key = "***"
	}
	if o.Environment != nil {
		hidden.Environment = map[string]string{}
		for name := range o.Environment {
			hidden.Environment[name] = "***"
		}
	}
	fmt.Fprintf(state, fmt.FormatString(state, verb), hidden)
}
