package sfs

import (
	"context"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
)

// connection is what the generated clients call through. Whatever all calls have in common is done
// here and in stream.
type connection struct {
	channel *grpc.ClientConn
	// keyProblem says why there is no key; nil where there is one.
	keyProblem error
	deadline   time.Duration
	// closed is done when the client is closed.
	closed    context.Context
	setClosed context.CancelFunc
}

func newConnection(channel *grpc.ClientConn, settings *settings) *connection {
	closed, setClosed := context.WithCancel(context.Background())
	return &connection{
		channel:    channel,
		keyProblem: settings.keyProblem,
		deadline:   settings.deadline,
		closed:     closed,
		setClosed:  setClosed,
	}
}

func (c *connection) close() error {
	c.setClosed()
	return c.channel.Close()
}

var _ grpc.ClientConnInterface = (*connection)(nil)

// Invoke makes a call with one request and one answer, in as many attempts as it takes.
func (c *connection) Invoke(
	ctx context.Context, method string, request, response any, options ...grpc.CallOption,
) error {
	if c.keyProblem != nil {
		return c.keyProblem
	}
	message, requestID := withRequestID(request.(proto.Message), options)
	ctx, cancel := c.withDeadline(ctx)
	defer cancel()
	attempts := c.newRetries(ctx)
	for {
		err := c.channel.Invoke(ctx, method, message, response, options...)
		if err == nil {
			return nil
		}
		if err := attempts.after(ctx, c.failure(ctx, err, requestID)); err != nil {
			return err
		}
	}
}

// withDeadline gives a call that has no deadline that of the connection.
func (c *connection) withDeadline(ctx context.Context) (context.Context, context.CancelFunc) {
	if _, has := ctx.Deadline(); has {
		return context.WithCancel(ctx)
	}
	return context.WithTimeout(ctx, c.deadline)
}

// newRetries begins to count: until the deadline of the context, for a stream without one as long
// as a call may take.
func (c *connection) newRetries(ctx context.Context) *retries {
	end, has := ctx.Deadline()
	if !has {
		end = time.Now().Add(c.deadline)
	}
	return &retries{end: end, closed: c.closed.Done()}
}

var errClosed = status.Error(codes.Canceled, "the client was closed")

// failure reads why a call failed. That the client was closed, gRPC reports in several ways.
func (c *connection) failure(ctx context.Context, err error, requestID string) *Error {
	failure := newError(ctx, err, requestID)
	if c.closed.Err() != nil && (failure.Code == codes.Canceled || failure.Code == codes.Unavailable) {
		return newError(ctx, errClosed, requestID)
	}
	return failure
}
