package sfs

import (
	"context"
	"iter"

	"google.golang.org/grpc"
	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"

	sfsv1 "sfs.example/clients/go/gen/sfs/v1"
)

const (
	maxBatchFindings = 1000
	// maxBatchBytes is the 1 MiB of a message, less what stands around the findings in it.
	maxBatchBytes = 1<<20 - 32
)

// AddFindings streams any number of findings to a running run, in messages that the server takes.
// All are kept or none. They must not be changed before it returns.
func (c *Client) AddFindings(
	ctx context.Context, runID string, findings []*sfsv1.Finding, options ...grpc.CallOption,
) (*sfsv1.AddFindingsResponse, error) {
	stream, err := c.AgentRuns.AddFindings(ctx, options...)
	if err != nil {
		return nil, err
	}
	start := &sfsv1.AddFindingsStart{RunId: runID}
	if err := stream.Send(&sfsv1.AddFindingsRequest{Part: &sfsv1.AddFindingsRequest_Start{Start: start}}); err != nil {
		return nil, err
	}
	for items := range batches(findings) {
		batch := &sfsv1.Findings{Items: items}
		if err := stream.Send(&sfsv1.AddFindingsRequest{Part: &sfsv1.AddFindingsRequest_Batch{Batch: batch}}); err != nil {
			return nil, err
		}
	}
	return stream.CloseAndRecv()
}

// batches yields the findings in their order, in parts that fit into one message each.
func batches(findings []*sfsv1.Finding) iter.Seq[[]*sfsv1.Finding] {
	return func(yield func([]*sfsv1.Finding) bool) {
		begin, bytes := 0, 0
		for end, finding := range findings {
			size := protowire.SizeTag(1) + protowire.SizeBytes(proto.Size(finding))
			if count := end - begin; count == maxBatchFindings || (count > 0 && bytes+size > maxBatchBytes) {
				if !yield(findings[begin:end]) {
					return
				}
				begin, bytes = end, 0
			}
			bytes += size
		}
		if begin < len(findings) {
			yield(findings[begin:])
		}
	}
}
