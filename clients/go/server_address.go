package sfs

import (
	"net"
	"net/netip"
	"regexp"
	"strconv"
	"strings"
)

const defaultServer = "127.0.0.1:7350"

// serverAddress is where a server is and whether to talk TLS to it. Equal addresses mean the same
// server.
type serverAddress struct {
	// name is host:port, IPv6 in brackets.
	name     string
	tls      bool
	loopback bool
}

var (
	addressForm   = regexp.MustCompile(`(?s)^(?:([a-zA-Z][a-zA-Z\d+.-]*)://)?(.*)$`)
	bracketedForm = regexp.MustCompile(`^\[([^\]]+)\](?::(\d{1,5}))?$`)
	hostForm      = regexp.MustCompile(`^([A-Za-z\d](?:[A-Za-z\d._-]{0,252}))(?::(\d{1,5}))?$`)
)

// parseServer reads host, host:port, [::1]:port or a URL. Its errors do not repeat the text: a URL
// can hold a password.
func parseServer(text setting, insecure bool) (serverAddress, error) {
	parts := addressForm.FindStringSubmatch(strings.TrimSpace(text.value))
	scheme, place := strings.ToLower(parts[1]), parts[2]
	if scheme != "" && scheme != "http" && scheme != "https" {
		return serverAddress{}, configError("the server (%s) must be host:port or an http:// or https:// URL", text.origin)
	}
	if scheme != "" {
		place = strings.TrimRight(place, "/")
		if strings.Contains(place, "@") {
			return serverAddress{}, configError("the server (%s) must not hold a user or password", text.origin)
		}
		if strings.ContainsAny(place, "/?#") {
			return serverAddress{}, configError("the server (%s) must be a host and port, without a path", text.origin)
		}
	}
	host, port, err := splitHostPort(place, text.origin)
	if err != nil {
		return serverAddress{}, err
	}
	loopback := isLoopback(host)
	if scheme == "http" && !loopback && !insecure {
		return serverAddress{}, configError(
			"the server (%s) is on another machine and http:// would send the key readable: "+
				"use https://, or the option insecure if the network is trusted", text.origin)
	}
	if port == "" {
		port = defaultPort(scheme, loopback)
	}
	tls := scheme == "https" || (scheme == "" && !loopback)
	return serverAddress{name: net.JoinHostPort(host, port), tls: tls, loopback: loopback}, nil
}

// splitHostPort returns an empty port where none is named.
func splitHostPort(place, origin string) (host, port string, err error) {
	if parts := bracketedForm.FindStringSubmatch(place); parts != nil && isIPv6(parts[1]) {
		host, port = parts[1], parts[2]
	} else if isIPv6(place) {
		host = place
	} else if parts := hostForm.FindStringSubmatch(place); parts != nil {
		host, port = parts[1], parts[2]
	} else {
		return "", "", configError("the server (%s) must be host:port or a URL, for example %s", origin, defaultServer)
	}
	if port != "" {
		number, _ := strconv.Atoi(port)
		if number < 1 || number > 65_535 {
			return "", "", configError("the server (%s) has a port outside 1 to 65535", origin)
		}
		port = strconv.Itoa(number)
	}
	return canonical(host), port, nil
}

func defaultPort(scheme string, loopback bool) string {
	switch {
	case scheme == "https":
		return "443"
	case scheme == "http" && !loopback:
		return "80"
	default:
		return "7350"
	}
}

func isIPv6(host string) bool {
	address, err := netip.ParseAddr(host)
	return err == nil && address.Is6() && address.Zone() == ""
}

func isLoopback(host string) bool {
	address, err := netip.ParseAddr(host)
	return host == "localhost" || (err == nil && address.IsLoopback())
}

// canonical is the one spelling of a host.
func canonical(host string) string {
	if address, err := netip.ParseAddr(host); err == nil {
		return address.String()
	}
	return strings.ToLower(host)
}
