package sfs

import (
	"testing"

	"google.golang.org/grpc"
	"google.golang.org/protobuf/proto"

	sfsv1 "sfs.example/clients/go/gen/sfs/v1"
)

func TestWithRequestID(t *testing.T) {
	request := &sfsv1.CreateAgentRunRequest{Persona: "reviewer", Start: true}
	sent, id := withRequestID(request, nil)
	if request.RequestId != "" {
		t.Error("the caller's message is changed")
	}
	if len(id) < 22 || !proto.Equal(sent, &sfsv1.CreateAgentRunRequest{Persona: "reviewer", Start: true, RequestId: id}) {
		t.Errorf("got %v, %s", sent, id)
	}
	if _, other := withRequestID(request, nil); other == id {
		t.Error("two calls have the same id")
	}
}

func TestRequestIDOfTheCaller(t *testing.T) {
	options := []grpc.CallOption{grpc.WaitForReady(true), WithRequestID("option")}
	own := &sfsv1.CreateTicketRequest{RequestId: "own"}
	if sent, id := withRequestID(own, options); sent != proto.Message(own) || id != "own" {
		t.Errorf("got %v, %s", sent, id)
	}
	sent, id := withRequestID((*sfsv1.CreateTicketRequest)(nil), options)
	if id != "option" || sent.(*sfsv1.CreateTicketRequest).GetRequestId() != "option" {
		t.Errorf("got %v, %s", sent, id)
	}
}

func TestAnEmptyRequestIDIsNone(t *testing.T) {
	sent, id := withRequestID(&sfsv1.CreateTicketRequest{}, []grpc.CallOption{WithRequestID("")})
	if len(id) < 22 || sent.(*sfsv1.CreateTicketRequest).GetRequestId() != id {
		t.Errorf("got %v, %s", sent, id)
	}
}

func TestRequestIDOfAStream(t *testing.T) {
	start := &sfsv1.AddFindingsStart{RunId: "run_1"}
	request := &sfsv1.AddFindingsRequest{Part: &sfsv1.AddFindingsRequest_Start{Start: start}}
	sent, id := withRequestID(request, nil)
	if start.RequestId != "" || id == "" || sent.(*sfsv1.AddFindingsRequest).GetStart().GetRequestId() != id {
		t.Errorf("got %v, %s, and the caller's is %v", sent, id, start)
	}
}

func TestNoRequestID(t *testing.T) {
	for _, request := range []proto.Message{
		&sfsv1.GetTicketRequest{},
		&sfsv1.AddFindingsRequest{Part: &sfsv1.AddFindingsRequest_Batch{Batch: &sfsv1.Findings{}}},
	} {
		if sent, id := withRequestID(request, nil); sent != request || id != "" {
			t.Errorf("got %v, %s", sent, id)
		}
	}
}
