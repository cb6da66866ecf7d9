package sfs

import (
	"strings"
	"testing"
)

func TestParseServer(t *testing.T) {
	local := func(name string) serverAddress { return serverAddress{name: name, loopback: true} }
	remote := func(name string) serverAddress { return serverAddress{name: name, tls: true} }
	for text, want := range map[string]serverAddress{
		"127.0.0.1":                  local("127.0.0.1:7350"),
		"127.9.9.9:80":               local("127.9.9.9:80"),
		"LocalHost:07350":            local("localhost:7350"),
		"::1":                        local("[::1]:7350"),
		"[::1]:1":                    local("[::1]:1"),
		"http://localhost":           local("localhost:7350"),
		"https://localhost:1":        {name: "localhost:1", tls: true, loopback: true},
		"sfs.example.com":            remote("sfs.example.com:7350"),
		" sfs.example.com:443 ":      remote("sfs.example.com:443"),
		"HTTPS://sfs.example.com///": remote("sfs.example.com:443"),
		"[0:0:0:0:0:0:0:1]:1":        local("[::1]:1"),
		"[2001:DB8:0::0:1]:1":        remote("[2001:db8::1]:1"),
		"2001:db8::1":                remote("[2001:db8::1]:7350"),
		"10.0.0.1:65535":             remote("10.0.0.1:65535"),
	} {
		got, err := parseServer(setting{text, "option server"}, false)
		if err != nil || got != want {
			t.Errorf("%q: got %+v, %v, want %+v", text, got, err, want)
		}
	}
}

func TestParseServerInsecure(t *testing.T) {
	text := setting{"http://sfs.example.com", "option server"}
	if _, err := parseServer(text, false); err == nil {
		t.Error("plaintext to another machine is refused")
	}
	got, err := parseServer(text, true)
	if want := (serverAddress{name: "sfs.example.com:80"}); err != nil || got != want {
		t.Errorf("got %+v, %v, want %+v", got, err, want)
	}
}

func TestParseServerRefuses(t *testing.T) {
	for _, text := range []string{
		"", "ftp://secret", "https://user:secret@host", "https://host/secret", "https://host?secret", "host/secret",
		"host:0", "host:65536", "host:secret", "[secret]:1", "-secret", "https://", "a b", "host:1:2",
		"[fe80::1%eth0]:1", "fe80::1%eth0", "https://[::1%lo]",
	} {
		got, err := parseServer(setting{text, "option server"}, true)
		if err == nil {
			t.Errorf("%q: got %+v", text, got)
		} else if strings.Contains(err.Error(), "secret") {
			t.Errorf("%q: the text is repeated: %v", text, err)
		}
	}
}
