package sfs

import (
	"crypto/rand"

	"google.golang.org/grpc"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// WithRequestID gives a call its idempotency id, for a request whose request_id is empty. An empty
// one counts as none.
func WithRequestID(id string) grpc.CallOption {
	return requestIDOption{id: id}
}

type requestIDOption struct {
	grpc.EmptyCallOption
	id string
}

// withRequestID returns the request with an idempotency id, and the id: the request's own, else
// that of the options, else a new one. The caller's message stays as it is. A request that has no
// such field is returned with an empty id.
func withRequestID(request proto.Message, options []grpc.CallOption) (proto.Message, string) {
	holder, field := requestIDField(request.ProtoReflect())
	if field == nil {
		return request, ""
	}
	if id := holder.Get(field).String(); id != "" {
		return request, id
	}
	id := rand.Text()
	if option, ok := callOption[requestIDOption](options); ok && option.id != "" {
		id = option.id
	}
	request = clone(request)
	holder, _ = requestIDField(request.ProtoReflect())
	holder.Set(field, protoreflect.ValueOfString(id))
	return request, id
}

// requestIDField finds request_id in the message, or in its start, which is the first message of a
// stream.
func requestIDField(message protoreflect.Message) (protoreflect.Message, protoreflect.FieldDescriptor) {
	fields := message.Descriptor().Fields()
	if field := fields.ByName("request_id"); field != nil {
		return message, field
	}
	if start := fields.ByName("start"); start != nil && start.Message() != nil && message.Has(start) {
		return requestIDField(message.Get(start).Message())
	}
	return nil, nil
}

// clone copies a message; a nil one becomes an empty one.
func clone[M proto.Message](message M) M {
	copied := message.ProtoReflect().New().Interface()
	proto.Merge(copied, message)
	return copied.(M)
}

// callOption finds an option of ours among those of a call; gRPC takes no notice of it.
func callOption[O grpc.CallOption](options []grpc.CallOption) (found O, ok bool) {
	for _, option := range options {
		if found, ok = option.(O); ok {
			return found, true
		}
	}
	return found, false
}
