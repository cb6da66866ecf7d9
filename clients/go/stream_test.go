package sfs

import (
	"context"
	"io"
	"net"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	sfsv1 "sfs.example/clients/go/gen/sfs/v1"
)

// fakeServer answers each call with the next of its answers.
type fakeServer struct {
	sfsv1.UnimplementedAgentRunServiceServer
	watches []func(grpc.ServerStreamingServer[sfsv1.WatchAgentRunResponse]) error
	adds    []func(grpc.ClientStreamingServer[sfsv1.AddFindingsRequest, sfsv1.AddFindingsResponse]) error
}

func (f *fakeServer) WatchAgentRun(
	_ *sfsv1.WatchAgentRunRequest, stream grpc.ServerStreamingServer[sfsv1.WatchAgentRunResponse],
) error {
	next := f.watches[0]
	f.watches = f.watches[1:]
	return next(stream)
}

func (f *fakeServer) AddFindings(
	stream grpc.ClientStreamingServer[sfsv1.AddFindingsRequest, sfsv1.AddFindingsResponse],
) error {
	next := f.adds[0]
	f.adds = f.adds[1:]
	return next(stream)
}

// connectTo starts the server and connects to it.
func connectTo(t *testing.T, fake *fakeServer, deadline time.Duration) *Client {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := grpc.NewServer()
	sfsv1.RegisterAgentRunServiceServer(server, fake)
	go server.Serve(listener)
	t.Cleanup(server.Stop)
	client, err := Connect(Options{
		Server: listener.Addr().String(), Key: NewSecret(secret), Deadline: deadline,
		Environment: map[string]string{"HOME": t.TempDir()},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { client.Close() })
	return client
}

var errAway = status.Error(codes.Unavailable, "away")

func TestAStreamIsNotBegunAgainAfterAnAnswer(t *testing.T) {
	fake := &fakeServer{}
	fake.watches = append(fake.watches, states(errAway), states(errAway, "a"), states(nil, "a"))
	client := connectTo(t, fake, 0)
	stream, err := client.AgentRuns.WatchAgentRun(t.Context(), &sfsv1.WatchAgentRunRequest{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := stream.Recv(); err != nil {
		t.Fatal(err)
	}
	if _, err := stream.Recv(); status.Code(err) != codes.Unavailable {
		t.Errorf("got %v", err)
	}
}

func TestAStreamOfTheServerHasNoDeadline(t *testing.T) {
	fake := &fakeServer{}
	fake.watches = append(fake.watches, func(stream grpc.ServerStreamingServer[sfsv1.WatchAgentRunResponse]) error {
		time.Sleep(400 * time.Millisecond)
		return states(nil, "late")(stream)
	})
	client := connectTo(t, fake, 200*time.Millisecond)
	stream, err := client.AgentRuns.WatchAgentRun(t.Context(), &sfsv1.WatchAgentRunRequest{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := stream.Recv(); err != nil {
		t.Error(err)
	}
}

func TestOneSendsWhileAnotherReceives(t *testing.T) {
	fake := &fakeServer{}
	fake.adds = append(fake.adds,
		func(stream grpc.ClientStreamingServer[sfsv1.AddFindingsRequest, sfsv1.AddFindingsResponse]) error {
			stream.Recv()
			return errAway
		},
		func(stream grpc.ClientStreamingServer[sfsv1.AddFindingsRequest, sfsv1.AddFindingsResponse]) error {
			var response sfsv1.AddFindingsResponse
			for {
				request, err := stream.Recv()
				if err == io.EOF {
					return stream.SendAndClose(&response)
				}
				if err != nil {
					return err
				}
				response.FindingsAdded += int32(len(request.GetBatch().GetItems()))
			}
		},
	)
	client := connectTo(t, fake, 10*time.Second)
	stream, err := client.AgentRuns.AddFindings(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	sent := make(chan error, 1)
	go func() {
		batch := &sfsv1.Findings{Items: []*sfsv1.Finding{{Title: "t"}}}
		for range 200 {
			time.Sleep(time.Millisecond)
			if err := stream.Send(&sfsv1.AddFindingsRequest{Part: &sfsv1.AddFindingsRequest_Batch{Batch: batch}}); err != nil {
				sent <- err
				return
			}
		}
		sent <- stream.CloseSend()
	}()
	var response sfsv1.AddFindingsResponse
	if err := stream.RecvMsg(&response); err != nil || response.GetFindingsAdded() != 200 {
		t.Errorf("got %v, %v", &response, err)
	}
	if err := <-sent; err != nil {
		t.Error(err)
	}
}

func TestFindingsAreSentAgain(t *testing.T) {
	var ids []string
	read := func(stream grpc.ClientStreamingServer[sfsv1.AddFindingsRequest, sfsv1.AddFindingsResponse]) (count int32) {
		for {
			request, err := stream.Recv()
			if err == io.EOF {
				return count
			}
			if err != nil {
				return -1
			}
			if start := request.GetStart(); start != nil {
				md, _ := metadata.FromIncomingContext(stream.Context())
				ids = append(ids, start.GetRequestId(), md.Get("authorization")[0])
			}
			count += int32(len(request.GetBatch().GetItems()))
		}
	}
	fake := &fakeServer{}
	fake.adds = append(fake.adds,
		func(grpc.ClientStreamingServer[sfsv1.AddFindingsRequest, sfsv1.AddFindingsResponse]) error {
			return errAway
		},
		func(stream grpc.ClientStreamingServer[sfsv1.AddFindingsRequest, sfsv1.AddFindingsResponse]) error {
			read(stream)
			return errAway
		},
		func(stream grpc.ClientStreamingServer[sfsv1.AddFindingsRequest, sfsv1.AddFindingsResponse]) error {
			return stream.SendAndClose(&sfsv1.AddFindingsResponse{FindingsAdded: read(stream)})
		},
	)
	client := connectTo(t, fake, 0)
	findings := make([]*sfsv1.Finding, 1500)
	for i := range findings {
		findings[i] = &sfsv1.Finding{Title: "t"}
	}
	response, err := client.AddFindings(t.Context(), "run_1", findings, WithRequestID("mine"))
	if err != nil || response.GetFindingsAdded() != 1500 {
		t.Errorf("got %v, %v", response, err)
	}
	if got := strings.Join(ids, ", "); got != "mine, Bearer sfsk_secret, mine, Bearer sfsk_secret" {
		t.Errorf("got %s", got)
	}
}

func TestFindingsHaveADeadline(t *testing.T) {
	fake := &fakeServer{}
	fake.adds = append(fake.adds,
		func(stream grpc.ClientStreamingServer[sfsv1.AddFindingsRequest, sfsv1.AddFindingsResponse]) error {
			<-stream.Context().Done()
			return nil
		},
	)
	client := connectTo(t, fake, 300*time.Millisecond)
	_, err := client.AddFindings(context.Background(), "run_1", nil)
	if failure, ok := err.(*Error); !ok || failure.Code != codes.DeadlineExceeded || failure.RequestID == "" {
		t.Errorf("got %v", err)
	}
}
