package sfs

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"os"
	"strings"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/backoff"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/keepalive"
)

const (
	maxSendBytes    = 8 << 20
	maxReceiveBytes = 64 << 20
)

// reconnects are quick: a server that was restarted is found within a second or two.
var reconnects = backoff.Config{
	BaseDelay:  100 * time.Millisecond,
	Multiplier: 1.6,
	Jitter:     0.2,
	MaxDelay:   2 * time.Second,
}

// openChannel makes a channel that connects at the first call.
func openChannel(settings *settings, more []grpc.DialOption) (*grpc.ClientConn, error) {
	security, err := transportCredentials(settings)
	if err != nil {
		return nil, err
	}
	options := []grpc.DialOption{
		grpc.WithTransportCredentials(security),
		grpc.WithUserAgent("sfs-go/" + Version),
		// Retries are those of retries.go, which knows RetryInfo and the deadline. Transparent ones
		// stay.
		grpc.WithDisableRetry(),
		grpc.WithDisableServiceConfig(),
		grpc.WithConnectParams(grpc.ConnectParams{
			Backoff:           reconnects,
			MinConnectTimeout: 20 * time.Second,
		}),
		// A network that is dead says nothing: without this a watch would wait for it without end.
		grpc.WithKeepaliveParams(keepalive.ClientParameters{Time: 60 * time.Second, Timeout: 20 * time.Second}),
		grpc.WithDefaultCallOptions(
			grpc.MaxCallSendMsgSize(maxSendBytes),
			grpc.MaxCallRecvMsgSize(maxReceiveBytes),
		),
	}
	if settings.key != "" {
		options = append(options, grpc.WithPerRPCCredentials(bearer(NewSecret(settings.key))))
	}
	if settings.server.loopback {
		options = append(options, grpc.WithNoProxy())
	}
	return grpc.NewClient("dns:///"+settings.server.name, append(options, more...)...)
}

func transportCredentials(settings *settings) (credentials.TransportCredentials, error) {
	if !settings.server.tls {
		for _, file := range []setting{settings.tlsCA, settings.tlsCert, settings.tlsKey} {
			if strings.HasPrefix(file.origin, "option ") {
				return nil, configError("%s: the server %s is plaintext; write https:// before its address",
					file.origin, settings.server.name)
			}
		}
		return insecure.NewCredentials(), nil
	}
	config := &tls.Config{MinVersion: tls.VersionTLS12}
	if settings.tlsCA.value != "" {
		authorities, err := readFile(settings.tlsCA)
		if err != nil {
			return nil, err
		}
		config.RootCAs = x509.NewCertPool()
		if !config.RootCAs.AppendCertsFromPEM(authorities) {
			return nil, configError("%s (%s) holds no PEM certificate", settings.tlsCA.value, settings.tlsCA.origin)
		}
	}
	if (settings.tlsCert.value == "") != (settings.tlsKey.value == "") {
		return nil, configError("a TLS certificate needs its key: give both tls_cert and tls_key")
	}
	if settings.tlsCert.value != "" {
		certificate, err := readCertificate(settings.tlsCert, settings.tlsKey)
		if err != nil {
			return nil, err
		}
		config.Certificates = []tls.Certificate{certificate}
	}
	return credentials.NewTLS(config), nil
}

func readCertificate(certFile, keyFile setting) (tls.Certificate, error) {
	cert, err := readFile(certFile)
	if err != nil {
		return tls.Certificate{}, err
	}
	key, err := readFile(keyFile)
	if err != nil {
		return tls.Certificate{}, err
	}
	certificate, err := tls.X509KeyPair(cert, key)
	if err != nil {
		return tls.Certificate{}, configError("%s (%s) and %s (%s) are not a PEM certificate and its key",
			certFile.value, certFile.origin, keyFile.value, keyFile.origin)
	}
	return certificate, nil
}

func readFile(file setting) ([]byte, error) {
	content, err := os.ReadFile(file.value)
	if pathError := (*os.PathError)(nil); errors.As(err, &pathError) {
		return nil, configError("%s (%s) cannot be read: %v", file.value, file.origin, pathError.Err)
	}
	return content, err
}

// bearer adds the key to a call below the interceptors, so that none of them can log it.
type bearer Secret

func (b bearer) GetRequestMetadata(context.Context, ...string) (map[string]string, error) {
	return map[string]string{"authorization": "Bearer " + b()}, nil
}

// RequireTransportSecurity leaves the decision to the address: plaintext is for loopback, and for
// who asks for it.
func (bearer) RequireTransportSecurity() bool {
	return false
}
