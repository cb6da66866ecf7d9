package sfs

import (
	"context"
	"io"
	"sync"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
)

// stream is a call that streams in one direction. As long as nothing was answered, it can be begun
// again with all that was sent.
type stream struct {
	connection  *connection
	ctx         context.Context
	cancel      context.CancelFunc
	description *grpc.StreamDesc
	method      string
	options     []grpc.CallOption
	// resumes says that it can be begun again at any time.
	resumes  bool
	attempts *retries
	// answered says that this attempt has brought something.
	answered bool
	// silence ends an attempt that brings nothing; nil for one that may take its time.
	silence *time.Timer

	// mutex guards what follows: one goroutine may send while another receives.
	mutex sync.Mutex
	// ClientStream is the current attempt.
	grpc.ClientStream
	attempt   context.Context
	abandon   context.CancelCauseFunc
	sent      []proto.Message
	sentAll   bool
	requestID string
}

// resumable is the option of a stream that begins at once with what is true now: it can be begun
// again at any time, and one that says nothing is broken.
type resumable struct{ grpc.EmptyCallOption }

var errSilent = status.Error(codes.Unavailable, "the server did not answer in time")

// NewStream begins a stream. One that the server sends has no deadline unless it is given one.
func (c *connection) NewStream(
	ctx context.Context, description *grpc.StreamDesc, method string, options ...grpc.CallOption,
) (grpc.ClientStream, error) {
	if c.keyProblem != nil {
		return nil, c.keyProblem
	}
	var cancel context.CancelFunc
	if description.ServerStreams {
		ctx, cancel = context.WithCancel(ctx)
	} else {
		ctx, cancel = c.withDeadline(ctx)
	}
	_, resumes := callOption[resumable](options)
	s := &stream{
		connection:  c,
		ctx:         ctx,
		cancel:      cancel,
		description: description,
		method:      method,
		options:     options,
		resumes:     resumes,
	}
	s.attempts = s.newRetries()
	if err := s.open(); err != nil {
		return nil, err
	}
	return s, nil
}

// SendMsg keeps the message: it must not be changed before the stream has ended.
func (s *stream) SendMsg(message any) error {
	request, attempt := s.keep(message.(proto.Message))
	// EOF says that the attempt is over; why is for RecvMsg, which may begin another.
	if err := attempt.SendMsg(request); err != nil && err != io.EOF {
		return s.end(s.failure(err))
	}
	return nil
}

// keep remembers the message for the attempts to come, and returns the one to send it on now. The
// sending is not guarded: it waits for the server.
func (s *stream) keep(request proto.Message) (proto.Message, grpc.ClientStream) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if len(s.sent) == 0 {
		request, s.requestID = withRequestID(request, s.options)
	}
	s.sent = append(s.sent, request)
	return request, s.ClientStream
}

func (s *stream) CloseSend() error {
	s.mutex.Lock()
	s.sentAll = true
	attempt := s.ClientStream
	s.mutex.Unlock()
	return attempt.CloseSend()
}

func (s *stream) RecvMsg(message any) error {
	for {
		// Only this goroutine begins attempts.
		err := s.ClientStream.RecvMsg(message)
		if err == nil {
			s.answered = true
			if s.silence != nil {
				s.silence.Stop()
			}
			if !s.description.ServerStreams {
				s.cancel()
			}
			return nil
		}
		if err == io.EOF {
			return s.end(err)
		}
		failure := s.failure(err)
		if s.answered {
			if !s.resumes {
				return s.end(failure)
			}
			s.answered, s.attempts = false, s.newRetries()
		}
		if err := s.attempts.after(s.ctx, failure); err != nil {
			return s.end(err)
		}
		if err := s.open(); err != nil {
			return err
		}
	}
}

// newRetries is patient with a stream that can be begun again as with a call, whatever its deadline.
func (s *stream) newRetries() *retries {
	attempts := s.connection.newRetries(s.ctx)
	if patience := time.Now().Add(s.connection.deadline); s.resumes && patience.Before(attempts.end) {
		attempts.end = patience
	}
	return attempts
}

// open begins the stream and sends what was sent before.
func (s *stream) open() error {
	for {
		err := s.replay()
		if err == nil {
			return nil
		}
		if err := s.attempts.after(s.ctx, s.failure(err)); err != nil {
			return s.end(err)
		}
	}
}

func (s *stream) replay() error {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	next, err := s.begin()
	if err != nil {
		return err
	}
	s.ClientStream = next
	for _, request := range s.sent {
		if err := next.SendMsg(request); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
	}
	if s.sentAll {
		return next.CloseSend()
	}
	return nil
}

// begin makes the next attempt, and frees the one before.
func (s *stream) begin() (grpc.ClientStream, error) {
	if s.abandon != nil {
		s.abandon(nil)
	}
	attempt, abandon := context.WithCancelCause(s.ctx)
	s.attempt, s.abandon = attempt, abandon
	if s.resumes {
		s.silence = time.AfterFunc(s.connection.deadline, func() { abandon(errSilent) })
	}
	return s.connection.channel.NewStream(attempt, s.description, s.method, s.options...)
}

func (s *stream) failure(err error) *Error {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if context.Cause(s.attempt) == errSilent {
		err = errSilent
	}
	return s.connection.failure(s.ctx, err, s.requestID)
}

// end frees what the stream holds.
func (s *stream) end(err error) error {
	s.cancel()
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.sent = nil
	return err
}
