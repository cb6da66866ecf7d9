package sfs

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"
)

const secret = "sfsk_secret"

func TestNothingPrintsTheKey(t *testing.T) {
	environment := map[string]string{"SFS_API_KEY": secret}
	options := Options{Server: "127.0.0.1:1", Key: NewSecret(secret), Environment: environment}
	withPassword := Options{Server: "https://user:" + secret + "@host"}
	// fmt calls no methods on what is in an unexported field.
	inside := struct{ options Options }{Options{Key: NewSecret(secret)}}
	client, err := Connect(options)
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	var printed bytes.Buffer
	for _, value := range []any{options, &options, []Options{options}, client, *client, client.Tickets,
		withPassword, &withPassword, inside, &inside, options.Key} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%d", "%x"} {
			fmt.Fprintf(&printed, verb+"\n", value)
		}
		if text, err := json.Marshal(value); err == nil {
			printed.Write(text)
		}
		slog.New(slog.NewJSONHandler(&printed, nil)).Info("", "value", value)
		slog.New(slog.NewTextHandler(&printed, nil)).Info("", "value", value)
	}
	if text := printed.String(); strings.Contains(text, secret) || strings.Contains(text, fmt.Sprintf("%x", secret)) {
		t.Errorf("the key is printed: %s", text)
	}
	if text := fmt.Sprintf("%+v", options); !strings.Contains(text, "Server:127.0.0.1:1 Key:***") {
		t.Errorf("the rest is not printed: %s", text)
	}
}
