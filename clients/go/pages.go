package sfs

import (
	"context"
	"iter"

	"google.golang.org/grpc"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	sfsv1 "sfs.example/clients/go/gen/sfs/v1"
)

// all yields the items of a list and asks for the next page when it is needed. An error ends it. An
// empty page does not: only an empty token is the end.
func all[Request proto.Message, Response interface{ GetNextPageToken() string }, Item any](
	ctx context.Context,
	request Request,
	list func(context.Context, Request, ...grpc.CallOption) (Response, error),
	items func(Response) []Item,
	options []grpc.CallOption,
) iter.Seq2[Item, error] {
	return func(yield func(Item, error) bool) {
		next := clone(request)
		token := next.ProtoReflect().Descriptor().Fields().ByName("page_token")
		for {
			page, err := list(ctx, next, options...)
			if err != nil {
				var none Item
				yield(none, err)
				return
			}
			for _, item := range items(page) {
				if !yield(item, nil) {
					return
				}
			}
			if page.GetNextPageToken() == "" {
				return
			}
			next.ProtoReflect().Set(token, protoreflect.ValueOfString(page.GetNextPageToken()))
		}
	}
}

// AllAgentRuns yields the runs, newest first, page by page.
func (c *Client) AllAgentRuns(
	ctx context.Context, request *sfsv1.ListAgentRunsRequest, options ...grpc.CallOption,
) iter.Seq2[*sfsv1.AgentRun, error] {
	return all(ctx, request, c.AgentRuns.ListAgentRuns, (*sfsv1.ListAgentRunsResponse).GetRuns, options)
}

// AllFindings yields the findings of a run, worst first, page by page.
func (c *Client) AllFindings(
	ctx context.Context, request *sfsv1.ListFindingsRequest, options ...grpc.CallOption,
) iter.Seq2[*sfsv1.Finding, error] {
	return all(ctx, request, c.AgentRuns.ListFindings, (*sfsv1.ListFindingsResponse).GetFindings, options)
}

// AllTickets yields the tickets, page by page.
func (c *Client) AllTickets(
	ctx context.Context, request *sfsv1.ListTicketsRequest, options ...grpc.CallOption,
) iter.Seq2[*sfsv1.Ticket, error] {
	return all(ctx, request, c.Tickets.ListTickets, (*sfsv1.ListTicketsResponse).GetTickets, options)
}

// AllTicketComments yields the comments of a ticket, page by page.
func (c *Client) AllTicketComments(
	ctx context.Context, request *sfsv1.ListTicketCommentsRequest, options ...grpc.CallOption,
) iter.Seq2[*sfsv1.TicketComment, error] {
	return all(ctx, request, c.Tickets.ListTicketComments, (*sfsv1.ListTicketCommentsResponse).GetComments, options)
}

// AllTicketHistory yields the changes of a ticket, page by page.
func (c *Client) AllTicketHistory(
	ctx context.Context, request *sfsv1.ListTicketHistoryRequest, options ...grpc.CallOption,
) iter.Seq2[*sfsv1.TicketChange, error] {
	return all(ctx, request, c.Tickets.ListTicketHistory, (*sfsv1.ListTicketHistoryResponse).GetChanges, options)
}

// AllPersonas yields the personas, page by page.
func (c *Client) AllPersonas(
	ctx context.Context, request *sfsv1.ListPersonasRequest, options ...grpc.CallOption,
) iter.Seq2[*sfsv1.Persona, error] {
	return all(ctx, request, c.Personas.ListPersonas, (*sfsv1.ListPersonasResponse).GetPersonas, options)
}

// AllPersonaVersions yields the versions of a persona, page by page.
func (c *Client) AllPersonaVersions(
	ctx context.Context, request *sfsv1.ListPersonaVersionsRequest, options ...grpc.CallOption,
) iter.Seq2[*sfsv1.Persona, error] {
	return all(ctx, request, c.Personas.ListPersonaVersions, (*sfsv1.ListPersonaVersionsResponse).GetVersions, options)
}

// AllProjects yields the projects, page by page.
func (c *Client) AllProjects(
	ctx context.Context, request *sfsv1.ListProjectsRequest, options ...grpc.CallOption,
) iter.Seq2[*sfsv1.Project, error] {
	return all(ctx, request, c.Projects.ListProjects, (*sfsv1.ListProjectsResponse).GetProjects, options)
}

// AllMembers yields the members of the organization, page by page.
func (c *Client) AllMembers(
	ctx context.Context, request *sfsv1.ListMembersRequest, options ...grpc.CallOption,
) iter.Seq2[*sfsv1.Member, error] {
	return all(ctx, request, c.Projects.ListMembers, (*sfsv1.ListMembersResponse).GetMembers, options)
}

// AllPersonalKeys yields the personal keys, page by page.
func (c *Client) AllPersonalKeys(
	ctx context.Context, request *sfsv1.ListPersonalKeysRequest, options ...grpc.CallOption,
) iter.Seq2[*sfsv1.PersonalKey, error] {
	return all(ctx, request, c.Projects.ListPersonalKeys, (*sfsv1.ListPersonalKeysResponse).GetKeys, options)
}

// AllServiceKeys yields the service keys, page by page.
func (c *Client) AllServiceKeys(
	ctx context.Context, request *sfsv1.ListServiceKeysRequest, options ...grpc.CallOption,
) iter.Seq2[*sfsv1.ServiceKey, error] {
	return all(ctx, request, c.ServiceKeys.ListServiceKeys, (*sfsv1.ListServiceKeysResponse).GetKeys, options)
}

// AllAuditEvents yields the audit events, page by page.
func (c *Client) AllAuditEvents(
	ctx context.Context, request *sfsv1.ListAuditEventsRequest, options ...grpc.CallOption,
) iter.Seq2[*sfsv1.AuditEvent, error] {
	return all(ctx, request, c.Audit.ListAuditEvents, (*sfsv1.ListAuditEventsResponse).GetEvents, options)
}
