package sfs

import (
	"context"
	"io"
	"iter"
	"slices"

	"google.golang.org/grpc"
	"google.golang.org/protobuf/proto"

	sfsv1 "sfs.example/clients/go/gen/sfs/v1"
)

// WatchAgentRun yields the run as it is now, and at each change until it has ended; an error is the
// last thing that it yields.
//
// It has no deadline unless the context has one. A server that stops, restarts, cannot be reached or
// takes the watch and says nothing is waited for, up to the deadline of the client at a time. No
// state is yielded twice.
func (c *Client) WatchAgentRun(
	ctx context.Context, runID string, options ...grpc.CallOption,
) iter.Seq2[*sfsv1.AgentRun, error] {
	return func(yield func(*sfsv1.AgentRun, error) bool) {
		// Ends the stream when the caller leaves the loop.
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		request := &sfsv1.WatchAgentRunRequest{RunId: runID}
		stream, err := c.AgentRuns.WatchAgentRun(ctx, request, append(slices.Clip(options), resumable{})...)
		if err != nil {
			yield(nil, err)
			return
		}
		var last *sfsv1.AgentRun
		for {
			response, err := stream.Recv()
			if err == io.EOF {
				return
			}
			if err != nil {
				yield(nil, err)
				return
			}
			// A stream that was begun again begins with the run as it is, which may be known.
			if run := response.GetRun(); !proto.Equal(last, run) {
				last = clone(run) // the caller may change what is given away
				if !yield(run, nil) {
					return
				}
			}
		}
	}
}
