package sfs

import (
	"slices"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"

	sfsv1 "sfs.example/clients/go/gen/sfs/v1"
)

func TestBatches(t *testing.T) {
	small := &sfsv1.Finding{Title: "small"}
	large := &sfsv1.Finding{ExtraJson: strings.Repeat("x", 60_000)}
	for _, test := range []struct {
		finding *sfsv1.Finding
		count   int
		want    []int
	}{
		{small, 0, nil},
		{small, 1, []int{1}},
		{small, 1000, []int{1000}},
		{small, 2500, []int{1000, 1000, 500}},
		{large, 40, []int{17, 17, 6}},
	} {
		findings := make([]*sfsv1.Finding, test.count)
		for i := range findings {
			findings[i] = test.finding
		}
		var got []int
		for items := range batches(findings) {
			got = append(got, len(items))
			message := &sfsv1.AddFindingsRequest{Part: &sfsv1.AddFindingsRequest_Batch{Batch: &sfsv1.Findings{Items: items}}}
			if size := proto.Size(message); size > 1<<20 {
				t.Errorf("a message of %d bytes", size)
			}
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%d findings: got %v, want %v", test.count, got, test.want)
		}
	}
}
