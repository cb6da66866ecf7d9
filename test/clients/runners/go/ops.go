package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"reflect"
	"strings"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	sfs "sfs.example/clients/go"
	sfsv1 "sfs.example/clients/go/gen/sfs/v1"
)

type options struct {
	Server     string  `json:"server"`
	Key        *string `json:"key"`
	Profile    string  `json:"profile"`
	Insecure   bool    `json:"insecure"`
	TLSCA      string  `json:"tls_ca"`
	TLSCert    string  `json:"tls_cert"`
	TLSKey     string  `json:"tls_key"`
	DeadlineMs int     `json:"deadline_ms"`
}

type connected struct {
	*sfs.Client
	options sfs.Options
}

func (r *runner) do(ctx context.Context, line request) answer {
	switch line.Op {
	case "connect":
		return r.connect(line)
	case "cancel":
		r.cancel(line.Target)
		return answer{"ok": true}
	}
	r.mutex.Lock()
	client := r.clients[line.Client]
	r.mutex.Unlock()
	if client == nil {
		return answer{"broken": "there is no client " + line.Client}
	}
	var what answer
	var err error
	switch line.Op {
	case "call":
		what, err = call(ctx, client, line)
	case "all":
		what, err = all(ctx, client, line)
	case "watch":
		what, err = r.watch(ctx, client, line)
	case "stream":
		what, err = r.stream(ctx, client, line)
	case "add_findings":
		what, err = addFindings(ctx, client, line)
	case "describe":
		what, err = describe(client)
	case "close":
		what, err = answer{"ok": true}, client.Close()
	default:
		err = fmt.Errorf("there is no op %s", line.Op)
	}
	if err != nil {
		return failed(err)
	}
	return what
}

func (r *runner) connect(line request) answer {
	given := line.Options
	options := sfs.Options{
		Server: given.Server, Profile: given.Profile, Insecure: given.Insecure,
		TLSCA: given.TLSCA, TLSCert: given.TLSCert, TLSKey: given.TLSKey,
		Deadline:    time.Duration(given.DeadlineMs) * time.Millisecond,
		Environment: line.Environment,
	}
	if given.Key != nil {
		options.Key = sfs.NewSecret(*given.Key)
	}
	client, err := sfs.Connect(options)
	if err != nil {
		return failed(err)
	}
	r.mutex.Lock()
	defer r.mutex.Unlock()
	r.clients[line.Client] = &connected{client, options}
	return answer{"ok": true}
}

func call(ctx context.Context, client *connected, line request) (answer, error) {
	method, err := methodOf(client, line.Method)
	if err != nil {
		return nil, err
	}
	request, err := messageFor(method, line.Request)
	if err != nil {
		return nil, err
	}
	return unchanged(request, func() (answer, error) {
		response, err := invoke(ctx, method, request)
		if err != nil {
			return nil, err
		}
		return answer{"response": asJSON(response.Interface())}, nil
	}), nil
}

func all(ctx context.Context, client *connected, line request) (answer, error) {
	_, list, _ := strings.Cut(line.Method, "/List")
	method := reflect.ValueOf(client.Client).MethodByName("All" + list)
	if !method.IsValid() {
		return nil, fmt.Errorf("the client has no iterator for %s", line.Method)
	}
	request, err := messageFor(method, line.Request)
	if err != nil {
		return nil, err
	}
	return unchanged(request, func() (answer, error) {
		items := []json.RawMessage{}
		for item, err := range method.Call([]reflect.Value{reflect.ValueOf(ctx), request})[0].Seq2() {
			if !err.IsNil() {
				return nil, err.Interface().(error)
			}
			items = append(items, asJSON(item.Interface()))
			if len(items) == line.Limit {
				break
			}
		}
		return answer{"items": items}, nil
	}), nil
}

// unchanged also tells whether the work has changed the request, which is the caller's.
func unchanged(request reflect.Value, work func() (answer, error)) answer {
	before := bytesOf(request)
	what, err := work()
	if err != nil {
		what = failed(err)
	}
	if !bytes.Equal(bytesOf(request), before) {
		what["request_changed"] = true
	}
	return what
}

func bytesOf(message reflect.Value) []byte {
	content, err := proto.MarshalOptions{Deterministic: true}.Marshal(message.Interface().(proto.Message))
	if err != nil {
		panic(err)
	}
	return content
}

func (r *runner) watch(ctx context.Context, client *connected, line request) (answer, error) {
	for run, err := range client.WatchAgentRun(ctx, line.RunID) {
		if err != nil {
			return nil, err
		}
		r.answer(line.ID, answer{"item": asJSON(run)})
	}
	return answer{"done": true}, nil
}

func (r *runner) stream(ctx context.Context, client *connected, line request) (answer, error) {
	method, err := methodOf(client, line.Method)
	if err != nil {
		return nil, err
	}
	request, err := messageFor(method, line.Request)
	if err != nil {
		return nil, err
	}
	stream, err := invoke(ctx, method, request)
	if err != nil {
		return nil, err
	}
	for {
		message, err := split(stream.MethodByName("Recv").Call(nil))
		if err == io.EOF {
			return answer{"done": true}, nil
		}
		if err != nil {
			return nil, err
		}
		r.answer(line.ID, answer{"item": asJSON(message.Interface())})
	}
}

func addFindings(ctx context.Context, client *connected, line request) (answer, error) {
	objects := line.Findings
	if line.Repeat != nil {
		for range line.Repeat.Times {
			objects = append(objects, line.Repeat.Finding)
		}
	}
	findings := make([]*sfsv1.Finding, len(objects))
	for i, object := range objects {
		findings[i] = &sfsv1.Finding{}
		if err := protojson.Unmarshal(object, findings[i]); err != nil {
			return nil, err
		}
	}
	options := []grpc.CallOption{}
	if line.RequestID != nil {
		options = append(options, sfs.WithRequestID(*line.RequestID))
	}
	response, err := client.AddFindings(ctx, line.RunID, findings, options...)
	if err != nil {
		return nil, err
	}
	return answer{"response": asJSON(response)}, nil
}

func describe(client *connected) (answer, error) {
	options, err := json.Marshal(client.options)
	if err != nil {
		return nil, err
	}
	text := string(options)
	for _, value := range []any{client.Client, *client.Client, client.options, &client.options, client.Tickets} {
		text += fmt.Sprintf("\n%v\n%+v\n%#v", value, value, value)
	}
	return answer{"text": text}, nil
}

// methodOf finds AgentRunService/CreateAgentRun in the field of the client that holds the service.
func methodOf(client *connected, name string) (reflect.Value, error) {
	service, method, _ := strings.Cut(name, "/")
	services := map[string]any{
		"AgentRunService": client.AgentRuns, "AuditService": client.Audit, "PersonaService": client.Personas,
		"ProjectService": client.Projects, "ServerService": client.Server, "ServiceKeyService": client.ServiceKeys,
		"TicketService": client.Tickets,
	}
	if found := reflect.ValueOf(services[service]); found.IsValid() {
		if found = found.MethodByName(method); found.IsValid() {
			return found, nil
		}
	}
	return reflect.Value{}, fmt.Errorf("there is no method %s", name)
}

func invoke(ctx context.Context, method, request reflect.Value) (reflect.Value, error) {
	return split(method.Call([]reflect.Value{reflect.ValueOf(ctx), request}))
}

// messageFor reads the message that is the method's second argument.
func messageFor(method reflect.Value, text json.RawMessage) (reflect.Value, error) {
	message := reflect.New(method.Type().In(1).Elem())
	return message, protojson.Unmarshal(text, message.Interface().(proto.Message))
}

func split(results []reflect.Value) (reflect.Value, error) {
	err, _ := results[1].Interface().(error)
	return results[0], err
}

func asJSON(message any) json.RawMessage {
	text, err := protojson.Marshal(message.(proto.Message))
	if err != nil {
		panic(err)
	}
	return text
}
