package sfs_test

import (
	"context"
	"errors"
	"fmt"
	"log"

	sfs "sfs.example/clients/go"
	sfsv1 "sfs.example/clients/go/gen/sfs/v1"
)

func ExampleConnect() {
	client, err := sfs.Connect(sfs.Options{})
	if err != nil {
		log.Fatal(err)
	}
	defer client.Close()
	me, err := client.ServiceKeys.WhoAmI(context.Background(), &sfsv1.WhoAmIRequest{})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(me.GetOrganization().GetName())
}

func ExampleError() {
	var client *sfs.Client // of Connect
	_, err := client.Tickets.CreateTicket(context.Background(), &sfsv1.CreateTicketRequest{Title: "Leak"})
	var failure *sfs.Error
	if errors.As(err, &failure) && failure.Reason == "SCOPE_MISSING" {
		fmt.Println("the key lacks", failure.Metadata["required"])
	}
}

func ExampleClient_AllTickets() {
	var client *sfs.Client // of Connect
	for ticket, err := range client.AllTickets(context.Background(), &sfsv1.ListTicketsRequest{}) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(ticket.GetTitle())
	}
}

func ExampleClient_WatchAgentRun() {
	var client *sfs.Client // of Connect
	for run, err := range client.WatchAgentRun(context.Background(), "run_…") {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(run.GetStatus())
	}
}
