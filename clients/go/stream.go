package sfs

import (
	"context"
	"io"

	"google.golang.org/grpc"
	"google.golang.org/protobuf/proto"
)

// stream is a call that streams in one direction. As long as nothing was answered, it can be begun
// again with all that was sent.
type stream struct {
	// ClientStream is the current attempt.
	grpc.ClientStream

	connection *connection
	ctx        context.Context
	cancel     context.CancelFunc
	begin      func() (grpc.ClientStream, error)
	options    []grpc.CallOption
	attempts   *retries

	sent      []proto.Message
	sentAll   bool
	requestID string

	// answered says that this attempt has brought something.
	answered bool
	// one says that there is one answer, and not a stream of them.
	one bool
}

// resumable is the option of a stream that begins with what is true now: it can be begun again at
// any time.
type resumable struct{ grpc.EmptyCallOption }

// NewStream begins a stream. One that the server sends has no deadline unless it is given one.
func (c *connection) NewStream(
	ctx context.Context, description *grpc.StreamDesc, method string, options ...grpc.CallOption,
) (grpc.ClientStream, error) {
	if c.keyProblem != nil {
		return nil, c.keyProblem
	}
	cancel := func() {}
	if !description.ServerStreams {
		ctx, cancel = c.withDeadline(ctx)
	}
	s := &stream{
		connection: c,
		ctx:        ctx,
		cancel:     cancel,
		begin: func() (grpc.ClientStream, error) {
			return c.channel.NewStream(ctx, description, method, options...)
		},
		options:  options,
		attempts: c.newRetries(ctx),
		one:      !description.ServerStreams,
	}
	if err := s.open(); err != nil {
		return nil, err
	}
	return s, nil
}

// SendMsg keeps the message: it must not be changed before the stream has ended.
func (s *stream) SendMsg(message any) error {
	request := message.(proto.Message)
	if len(s.sent) == 0 {
		request, s.requestID = withRequestID(request, s.options)
	}
	s.sent = append(s.sent, request)
	// EOF says that the attempt is over; why is for RecvMsg, which may begin another.
	if err := s.ClientStream.SendMsg(request); err != nil && err != io.EOF {
		return s.end(newError(s.ctx, err, s.requestID))
	}
	return nil
}

func (s *stream) CloseSend() error {
	s.sentAll = true
	return s.ClientStream.CloseSend()
}

func (s *stream) RecvMsg(message any) error {
	for {
		err := s.ClientStream.RecvMsg(message)
		if err == nil {
			s.answered = true
			if s.one {
				s.cancel()
			}
			return nil
		}
		if err == io.EOF {
			return s.end(err)
		}
		failure := newError(s.ctx, err, s.requestID)
		if s.answered {
			if _, ok := callOption[resumable](s.options); !ok {
				return s.end(failure)
			}
			s.answered, s.attempts = false, s.connection.newRetries(s.ctx)
		}
		if err := s.attempts.after(s.ctx, failure); err != nil {
			return s.end(err)
		}
		if err := s.open(); err != nil {
			return err
		}
	}
}

// open begins the stream and sends what was sent before.
func (s *stream) open() error {
	for {
		err := s.replay()
		if err == nil {
			return nil
		}
		if err := s.attempts.after(s.ctx, newError(s.ctx, err, s.requestID)); err != nil {
			return s.end(err)
		}
	}
}

func (s *stream) replay() (err error) {
	if s.ClientStream, err = s.begin(); err != nil {
		return err
	}
	for _, request := range s.sent {
		if err := s.ClientStream.SendMsg(request); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
	}
	if s.sentAll {
		return s.ClientStream.CloseSend()
	}
	return nil
}

// end frees what the stream holds.
func (s *stream) end(err error) error {
	s.cancel()
	s.sent = nil
	return err
}
