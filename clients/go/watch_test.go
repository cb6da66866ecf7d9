package sfs

import (
	"context"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	sfsv1 "sfs.example/clients/go/gen/sfs/v1"
)

// states sends runs with these summaries, then ends.
func states(end error, summaries ...string) func(grpc.ServerStreamingServer[sfsv1.WatchAgentRunResponse]) error {
	return func(stream grpc.ServerStreamingServer[sfsv1.WatchAgentRunResponse]) error {
		for _, summary := range summaries {
			run := &sfsv1.AgentRun{ResultSummary: summary}
			if err := stream.Send(&sfsv1.WatchAgentRunResponse{Run: run}); err != nil {
				return err
			}
		}
		return end
	}
}

func TestWatchGoesOnAndRepeatsNothing(t *testing.T) {
	fake := &fakeServer{}
	fake.watches = append(fake.watches,
		states(errAway), states(errAway, "a", "b"), states(errAway, "b"), states(nil, "b", "c"))
	client := connectTo(t, fake, 0)
	var got []string
	for run, err := range client.WatchAgentRun(t.Context(), "run_1") {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, run.GetResultSummary())
	}
	if text := strings.Join(got, ""); text != "abc" {
		t.Errorf("got %s", text)
	}
}

func TestLeavingTheLoopEndsTheWatch(t *testing.T) {
	ended := make(chan error, 1)
	fake := &fakeServer{}
	fake.watches = append(fake.watches, func(stream grpc.ServerStreamingServer[sfsv1.WatchAgentRunResponse]) error {
		if err := states(nil, "a")(stream); err != nil {
			return err
		}
		<-stream.Context().Done()
		ended <- stream.Context().Err()
		return nil
	})
	client := connectTo(t, fake, 0)
	for range client.WatchAgentRun(t.Context(), "run_1") {
		break
	}
	select {
	case <-ended:
	case <-time.After(5 * time.Second):
		t.Error("the stream is still open")
	}
}

// silent takes the call and says nothing after these.
func silent(summaries ...string) func(grpc.ServerStreamingServer[sfsv1.WatchAgentRunResponse]) error {
	return func(stream grpc.ServerStreamingServer[sfsv1.WatchAgentRunResponse]) error {
		if err := states(nil, summaries...)(stream); err != nil {
			return err
		}
		<-stream.Context().Done()
		return nil
	}
}

func TestAWatchWaitsForChangesWithoutEnd(t *testing.T) {
	fake := &fakeServer{}
	fake.watches = append(fake.watches, func(stream grpc.ServerStreamingServer[sfsv1.WatchAgentRunResponse]) error {
		if err := states(nil, "a")(stream); err != nil {
			return err
		}
		time.Sleep(600 * time.Millisecond)
		return states(nil, "b")(stream)
	})
	client := connectTo(t, fake, 300*time.Millisecond)
	for _, err := range client.WatchAgentRun(t.Context(), "run_1") {
		if err != nil {
			t.Error(err)
		}
	}
}

func TestAWatchDoesNotWaitForASilentServer(t *testing.T) {
	for want, fake := range map[string]*fakeServer{
		"":  {watches: []func(grpc.ServerStreamingServer[sfsv1.WatchAgentRunResponse]) error{silent()}},
		"a": {watches: []func(grpc.ServerStreamingServer[sfsv1.WatchAgentRunResponse]) error{states(errAway, "a"), silent()}},
	} {
		client := connectTo(t, fake, 400*time.Millisecond)
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		var got string
		var failure error
		for run, err := range client.WatchAgentRun(ctx, "run_1") {
			got, failure = got+run.GetResultSummary(), err
		}
		if got != want || status.Code(failure) != codes.Unavailable {
			t.Errorf("got %q, %v, want %q", got, failure, want)
		}
	}
}

func TestTheStateThatIsYieldedIsTheCallers(t *testing.T) {
	fake := &fakeServer{}
	fake.watches = append(fake.watches, states(errAway, "a"), states(nil, "a", "b"))
	client := connectTo(t, fake, 0)
	var got []string
	for run, err := range client.WatchAgentRun(t.Context(), "run_1") {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, run.GetResultSummary())
		run.ResultSummary = "changed"
	}
	if text := strings.Join(got, ""); text != "ab" {
		t.Errorf("got %s", text)
	}
}
