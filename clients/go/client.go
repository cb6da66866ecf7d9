package sfs

import (
	sfsv1 "sfs.example/clients/go/gen/sfs/v1"
)

// Version is the version of this client, which is that of the product.
const Version = "0.1.0"

// Client calls one server with one key. It is safe for concurrent use; one is enough for a program.
type Client struct {
	AgentRuns   sfsv1.AgentRunServiceClient
	Audit       sfsv1.AuditServiceClient
	Personas    sfsv1.PersonaServiceClient
	Projects    sfsv1.ProjectServiceClient
	Server      sfsv1.ServerServiceClient
	ServiceKeys sfsv1.ServiceKeyServiceClient
	Tickets     sfsv1.TicketServiceClient

	connection *connection
}

// Connect makes a client from the options, the environment and the profile. The connection itself
// is made at the first call.
//
// What is wrong with the settings is returned as a [*ConfigError]. That there is no key that may go
// to the server is not: the first call says so.
func Connect(options Options) (*Client, error) {
	settings, err := loadSettings(options)
	if err != nil {
		return nil, err
	}
	channel, err := openChannel(settings, options.DialOptions)
	if err != nil {
		return nil, err
	}
	conn := newConnection(channel, settings)
	return &Client{
		AgentRuns:   sfsv1.NewAgentRunServiceClient(conn),
		Audit:       sfsv1.NewAuditServiceClient(conn),
		Personas:    sfsv1.NewPersonaServiceClient(conn),
		Projects:    sfsv1.NewProjectServiceClient(conn),
		Server:      sfsv1.NewServerServiceClient(conn),
		ServiceKeys: sfsv1.NewServiceKeyServiceClient(conn),
		Tickets:     sfsv1.NewTicketServiceClient(conn),
		connection:  conn,
	}, nil
}

// Close ends the connection. Calls that are under way, that wait for their next attempt or that come
// later fail with [codes.Canceled].
func (c *Client) Close() error {
	return c.connection.close()
}

// String names the server.
func (c *Client) String() string {
	return "sfs.Client(" + c.connection.channel.Target() + ")"
}
