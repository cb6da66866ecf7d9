package sfs

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"time"

	"google.golang.org/genproto/googleapis/rpc/code"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// Error is a call that failed. No secret is in it.
type Error struct {
	// Code is the gRPC status.
	Code codes.Code
	// Reason is one of ErrorReason without its prefix, for example SCOPE_MISSING, and may be one
	// that this client does not know; empty where the failure did not come from the server.
	Reason string
	// Message is for people.
	Message string
	// Metadata is what the reason says beside itself, for example "required" and "held" for
	// SCOPE_MISSING.
	Metadata map[string]string
	// Violations are the fields that break the contract.
	Violations []Violation
	// CallID finds the call in the server's log.
	CallID string
	// RequestID is the idempotency id of the call; empty for methods without one. The same request
	// with it, sent later, settles what became of this one.
	RequestID string

	retryAfter *time.Duration
	status     *status.Status
}

// Violation is a field that breaks the contract.
type Violation struct {
	// Field is its path, for example findings.items[3].line.
	Field string
	// Description says what it must be.
	Description string
}

// RetryAfter returns how long the server asked to wait before another try, and whether it did.
func (e *Error) RetryAfter() (wait time.Duration, ok bool) {
	if e.retryAfter == nil {
		return 0, false
	}
	return *e.retryAfter, true
}

// Error returns one line, and one more for each violation.
func (e *Error) Error() string {
	var text strings.Builder
	text.WriteString(code.Code(e.Code).String())
	if e.Reason != "" {
		text.WriteString(" " + e.Reason)
	}
	text.WriteString(": " + e.Message)
	var ids []string
	if e.CallID != "" {
		ids = append(ids, "call "+e.CallID)
	}
	if e.RequestID != "" {
		ids = append(ids, "request "+e.RequestID)
	}
	if len(ids) > 0 {
		text.WriteString(" (" + strings.Join(ids, ", ") + ")")
	}
	for _, violation := range e.Violations {
		fmt.Fprintf(&text, "\n  %s: %s", violation.Field, violation.Description)
	}
	return text.String()
}

// GRPCStatus makes [status.FromError] and [status.Code] work.
func (e *Error) GRPCStatus() *status.Status {
	if e.status == nil {
		return status.New(e.Code, e.Message)
	}
	return e.status
}

// Is makes errors.Is(err, context.Canceled) and errors.Is(err, context.DeadlineExceeded) work.
func (e *Error) Is(target error) bool {
	switch target {
	case context.Canceled:
		return e.Code == codes.Canceled
	case context.DeadlineExceeded:
		return e.Code == codes.DeadlineExceeded
	default:
		return false
	}
}

// newError reads what gRPC returned for a call with this context.
func newError(ctx context.Context, err error, requestID string) *Error {
	got := status.Convert(err)
	if ctx.Err() == nil && isBroken(got) {
		got = status.New(codes.Unavailable, got.Message())
	}
	failure := &Error{Code: got.Code(), Message: got.Message(), RequestID: requestID, status: got}
	for _, detail := range got.Details() {
		switch detail := detail.(type) {
		case *errdetails.ErrorInfo:
			failure.Reason, failure.Metadata = detail.GetReason(), detail.GetMetadata()
			failure.CallID = failure.Metadata["call_id"]
		case *errdetails.BadRequest:
			for _, one := range detail.GetFieldViolations() {
				failure.Violations = append(failure.Violations, Violation{one.GetField(), one.GetDescription()})
			}
		case *errdetails.RetryInfo:
			wait := detail.GetRetryDelay().AsDuration()
			failure.retryAfter = &wait
		}
	}
	return failure
}

// mayPass says that another attempt could succeed.
func (e *Error) mayPass() bool {
	if _, asked := e.RetryAfter(); asked {
		return true
	}
	return e.Code == codes.Unavailable && !untrusted.MatchString(e.Message)
}

// untrusted finds connections that ended over a certificate, the server's or ours: time does not
// mend it. TLS 1.2 calls one that is missing a handshake failure.
var untrusted = regexp.MustCompile(`^connection error: .*` +
	`(tls: failed to verify certificate|remote error: tls: ([a-z ]*certificate|handshake failure))`)

// isBroken finds the connections that broke under a call and that gRPC reports as INTERNAL,
// CANCELLED and more, by the code with which the stream was reset or by where in the answer it
// ended.
func isBroken(got *status.Status) bool {
	if got.Code() == codes.DeadlineExceeded || len(got.Proto().GetDetails()) > 0 {
		return false
	}
	for _, text := range []string{
		"stream terminated by RST_STREAM",
		"server closed the stream without sending trailers",
		"unexpected EOF",
	} {
		if strings.HasPrefix(got.Message(), text) {
			return true
		}
	}
	return false
}
