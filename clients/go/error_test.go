package sfs

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/protoadapt"
	"google.golang.org/protobuf/types/known/durationpb"
)

// refusal is a status as the server makes it.
func refusal(t *testing.T, code codes.Code, message string, details ...protoadapt.MessageV1) error {
	t.Helper()
	made, err := status.New(code, message).WithDetails(details...)
	if err != nil {
		t.Fatal(err)
	}
	return made.Err()
}

func TestErrorOfTheServer(t *testing.T) {
	err := newError(t.Context(), refusal(t, codes.InvalidArgument, "2 fields",
		&errdetails.ErrorInfo{Reason: "INVALID_FIELDS", Metadata: map[string]string{"call_id": "c1"}},
		&errdetails.BadRequest{FieldViolations: []*errdetails.BadRequest_FieldViolation{
			{Field: "title", Description: "must not be empty"},
			{Field: "priority", Description: "is unknown"},
		}},
		&errdetails.RetryInfo{RetryDelay: durationpb.New(time.Second)},
	), "r1")
	want := "INVALID_ARGUMENT INVALID_FIELDS: 2 fields (call c1, request r1)\n" +
		"  title: must not be empty\n" +
		"  priority: is unknown"
	if got := err.Error(); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if wait, ok := err.RetryAfter(); wait != time.Second || !ok {
		t.Errorf("got %v, %v", wait, ok)
	}
	wrapped := fmt.Errorf("while creating: %w", err)
	if status.Code(wrapped) != codes.InvalidArgument || len(status.Convert(wrapped).Details()) != 3 {
		t.Errorf("got the status %v", status.Convert(wrapped))
	}
}

func TestErrorWithoutDetails(t *testing.T) {
	err := newError(t.Context(), status.Error(codes.PermissionDenied, "no"), "")
	if got := err.Error(); got != "PERMISSION_DENIED: no" {
		t.Errorf("got %s", got)
	}
	if _, ok := err.RetryAfter(); ok {
		t.Error("nothing was asked")
	}
	if made := (&Error{Code: codes.NotFound}); status.Code(made) != codes.NotFound {
		t.Error("an error that a test makes has a status too")
	}
}

func TestErrorIsThatOfTheContext(t *testing.T) {
	canceled, deadline := &Error{Code: codes.Canceled}, &Error{Code: codes.DeadlineExceeded}
	if !errors.Is(canceled, context.Canceled) || errors.Is(canceled, context.DeadlineExceeded) {
		t.Error("CANCELLED is context.Canceled")
	}
	if !errors.Is(deadline, context.DeadlineExceeded) || errors.Is(deadline, context.Canceled) {
		t.Error("DEADLINE_EXCEEDED is context.DeadlineExceeded")
	}
}

func TestABrokenConnectionIsUnavailable(t *testing.T) {
	reset := "stream terminated by RST_STREAM with error code: CANCEL"
	canceled, cancel := context.WithCancel(t.Context())
	cancel()
	info := &errdetails.ErrorInfo{Reason: "INTERNAL"}
	for name, test := range map[string]struct {
		ctx  context.Context
		err  error
		want codes.Code
	}{
		"reset":                     {t.Context(), status.Error(codes.Canceled, reset), codes.Unavailable},
		"cut short":                 {t.Context(), status.Error(codes.Internal, "unexpected EOF"), codes.Unavailable},
		"cancelled by the caller":   {canceled, status.Error(codes.Canceled, reset), codes.Canceled},
		"reset at the deadline":     {t.Context(), status.Error(codes.DeadlineExceeded, reset), codes.DeadlineExceeded},
		"a failure of the server's": {t.Context(), refusal(t, codes.Internal, reset, info), codes.Internal},
		"another one":               {t.Context(), status.Error(codes.Internal, "broken"), codes.Internal},
	} {
		failure := newError(test.ctx, test.err, "")
		if failure.Code != test.want || status.Code(failure) != test.want {
			t.Errorf("%s: got %v", name, failure)
		}
	}
}
