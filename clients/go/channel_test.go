package sfs

import (
	"context"
	"io"
	"log"
	"net"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/grpc/test/bufconn"

	sfsv1 "sfs.example/clients/go/gen/sfs/v1"
)

// mortal is a connection that loses, once it is dead, whatever is written to it.
type mortal struct {
	net.Conn
	dead atomic.Bool
}

func (m *mortal) Write(content []byte) (int, error) {
	if m.dead.Load() {
		return len(content), nil
	}
	return m.Conn.Write(content)
}

func TestADeadNetworkIsNoticed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		fake := &fakeServer{}
		fake.watches = append(fake.watches, silent("a"), states(nil, "b"))
		listener := bufconn.Listen(1 << 16)
		server := grpc.NewServer()
		sfsv1.RegisterAgentRunServiceServer(server, fake)
		go server.Serve(listener)
		defer server.Stop()
		var last *mortal
		dial := func(ctx context.Context, _ string) (net.Conn, error) {
			conn, err := listener.DialContext(ctx)
			last = &mortal{Conn: conn}
			return last, err
		}
		client, err := Connect(Options{
			Key: NewSecret(secret), Environment: map[string]string{},
			DialOptions: []grpc.DialOption{grpc.WithContextDialer(dial)},
		})
		if err != nil {
			t.Fatal(err)
		}
		defer client.Close()
		begun := time.Now()
		var got string
		for run, err := range client.WatchAgentRun(t.Context(), "run_1") {
			if err != nil {
				t.Fatal(err)
			}
			if got == "" {
				last.dead.Store(true)
			}
			got += run.GetResultSummary()
		}
		if took := time.Since(begun); got != "ab" || took > 2*time.Minute {
			t.Errorf("got %s after %v", got, took)
		}
	})
}

func TestACertificateThatIsNotTrustedFailsAtOnce(t *testing.T) {
	server := httptest.NewUnstartedServer(nil)
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.EnableHTTP2 = true
	server.StartTLS()
	defer server.Close()
	client, err := Connect(Options{
		Server: server.URL, Key: NewSecret(secret), Environment: map[string]string{}, Deadline: 10 * time.Second,
	})
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	begun := time.Now()
	_, err = client.ServiceKeys.WhoAmI(t.Context(), &sfsv1.WhoAmIRequest{})
	if took := time.Since(begun); status.Code(err) != codes.Unavailable || took > 5*time.Second {
		t.Errorf("got %v after %v", err, took)
	}
}

func TestWhatMayPass(t *testing.T) {
	const broken = `connection error: desc = "transport: authentication handshake failed: `
	for message, want := range map[string]bool{
		broken + `EOF"`: true,
		broken + `tls: failed to verify certificate: x509: certificate has expired"`:                       false,
		broken + `remote error: tls: bad certificate"`:                                                     false,
		`connection error: desc = "error reading server preface: remote error: tls: certificate required"`: false,
		broken + `remote error: tls: handshake failure"`:                                                   false,
		broken + `remote error: tls: internal error"`:                                                      true,
	} {
		if got := (&Error{Code: codes.Unavailable, Message: message}).mayPass(); got != want {
			t.Errorf("%s: got %v", message, got)
		}
	}
}
