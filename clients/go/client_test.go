package sfs

import (
	"errors"
	"testing"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/types/known/durationpb"

	sfsv1 "sfs.example/clients/go/gen/sfs/v1"
)

// expectClosed checks that a call ended because the client was closed.
func expectClosed(t *testing.T, err error) {
	t.Helper()
	var failure *Error
	if !errors.As(err, &failure) || failure.Code != codes.Canceled || failure.Message != "the client was closed" {
		t.Errorf("got %v", err)
	}
}

func TestCloseEndsCalls(t *testing.T) {
	for name, answer := range map[string]func(
		grpc.ClientStreamingServer[sfsv1.AddFindingsRequest, sfsv1.AddFindingsResponse],
	) error{
		"under way": func(stream grpc.ClientStreamingServer[sfsv1.AddFindingsRequest, sfsv1.AddFindingsResponse]) error {
			<-stream.Context().Done()
			return nil
		},
		"between attempts": func(grpc.ClientStreamingServer[sfsv1.AddFindingsRequest, sfsv1.AddFindingsResponse]) error {
			return refusal(t, codes.Unavailable, "away", &errdetails.RetryInfo{RetryDelay: durationpb.New(20 * time.Second)})
		},
	} {
		t.Run(name, func(t *testing.T) {
			fake := &fakeServer{}
			fake.adds = append(fake.adds, answer)
			client := connectTo(t, fake, 0)
			begun := time.Now()
			time.AfterFunc(300*time.Millisecond, func() { client.Close() })
			_, err := client.AddFindings(t.Context(), "run_1", nil)
			expectClosed(t, err)
			if took := time.Since(begun); took > 5*time.Second {
				t.Errorf("it took %v", took)
			}
		})
	}
}

func TestCloseEndsALaterCall(t *testing.T) {
	client := connectTo(t, &fakeServer{}, 0)
	client.Close()
	_, err := client.AgentRuns.GetAgentRun(t.Context(), &sfsv1.GetAgentRunRequest{})
	expectClosed(t, err)
	for _, err := range client.WatchAgentRun(t.Context(), "run_1") {
		expectClosed(t, err)
	}
}
