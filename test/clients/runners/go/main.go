// Command go is the runner of the conformance suite for the Go client. It does what lines of JSON
// on stdin tell it, through the public API of the client, and answers on stdout; see
// test/clients/README.md.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"google.golang.org/genproto/googleapis/rpc/code"

	sfs "sfs.example/clients/go"
)

type request struct {
	ID          int               `json:"id"`
	Op          string            `json:"op"`
	Client      string            `json:"client"`
	Options     options           `json:"options"`
	Environment map[string]string `json:"environment"`
	Method      string            `json:"method"`
	Request     json.RawMessage   `json:"request"`
	DeadlineMs  int               `json:"deadline_ms"`
	Limit       int               `json:"limit"`
	RunID       string            `json:"run_id"`
	Findings    []json.RawMessage `json:"findings"`
	Repeat      *struct {
		Finding json.RawMessage `json:"finding"`
		Times   int             `json:"times"`
	} `json:"repeat"`
	RequestID *string `json:"request_id"`
	Target    int     `json:"target"`
}

type answer map[string]any

func main() {
	r := &runner{clients: map[string]*connected{}, open: map[int]context.CancelFunc{}, out: json.NewEncoder(os.Stdout)}
	in := json.NewDecoder(os.Stdin)
	var working sync.WaitGroup
	for {
		var line request
		if err := in.Decode(&line); err == io.EOF {
			break
		} else if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		// What a later line cancels is known before that line is read.
		ctx, cancel := r.begin(line)
		working.Go(func() {
			defer r.end(line.ID, cancel)
			r.answer(line.ID, r.do(ctx, line))
		})
	}
	r.cancelAll()
	working.Wait()
}

// runner keeps the clients and the requests that are under way.
type runner struct {
	mutex   sync.Mutex
	clients map[string]*connected
	open    map[int]context.CancelFunc
	out     *json.Encoder
}

func (r *runner) begin(line request) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(context.Background())
	if line.DeadlineMs > 0 {
		ctx, cancel = context.WithTimeout(context.Background(), time.Duration(line.DeadlineMs)*time.Millisecond)
	}
	r.mutex.Lock()
	defer r.mutex.Unlock()
	r.open[line.ID] = cancel
	return ctx, cancel
}

func (r *runner) end(id int, cancel context.CancelFunc) {
	cancel()
	r.mutex.Lock()
	defer r.mutex.Unlock()
	delete(r.open, id)
}

func (r *runner) cancel(id int) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	if cancel, isOpen := r.open[id]; isOpen {
		cancel()
	}
}

func (r *runner) cancelAll() {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	for _, cancel := range r.open {
		cancel()
	}
}

func (r *runner) answer(id int, what answer) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	what["id"] = id
	if err := r.out.Encode(what); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// failed tells an error as the client reports it; any other is one of the runner.
func failed(err error) answer {
	text := fmt.Sprintf("%v\n%+v\n%#v", err, err, err)
	if config := (*sfs.ConfigError)(nil); errors.As(err, &config) {
		return answer{"error": answer{"kind": "config", "message": config.Error(), "text": text}}
	}
	call := (*sfs.Error)(nil)
	if !errors.As(err, &call) {
		return answer{"broken": err.Error()}
	}
	violations := []answer{}
	for _, one := range call.Violations {
		violations = append(violations, answer{"field": one.Field, "description": one.Description})
	}
	metadata := map[string]string{}
	for name, value := range call.Metadata {
		metadata[name] = value
	}
	what := answer{
		"kind": "call", "code": code.Code(call.Code).String(), "reason": call.Reason, "message": call.Message,
		"metadata": metadata, "violations": violations,
		"call_id": call.CallID, "request_id": call.RequestID, "text": text,
	}
	if wait, ok := call.RetryAfter(); ok {
		what["retry_after_ms"] = wait.Milliseconds()
	}
	return answer{"error": what}
}
