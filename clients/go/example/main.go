// Command example is a review in a pipeline: it starts a run, adds the findings of a file,
// completes the run and exits with the verdict.
//
//	example PERSONA FINDINGS.json
//
// The server and the key come from the environment: SFS_SERVER, SFS_API_KEY.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	sfs "sfs.example/clients/go"
	sfsv1 "sfs.example/clients/go/gen/sfs/v1"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: example PERSONA FINDINGS.json")
		os.Exit(2)
	}
	run, err := review(context.Background(), os.Args[1], os.Args[2])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	fmt.Printf("%s %s: %s\n", run.GetId(), verdict(run), strings.Join(run.GetReasons(), " "))
	os.Exit(exitCode(run))
}

func review(ctx context.Context, persona, path string) (*sfsv1.AgentRun, error) {
	findings, err := readFindings(path)
	if err != nil {
		return nil, err
	}
	client, err := sfs.Connect(sfs.Options{})
	if err != nil {
		return nil, err
	}
	defer client.Close()

	created, err := client.AgentRuns.CreateAgentRun(ctx, &sfsv1.CreateAgentRunRequest{
		Persona:       persona,
		TriggerSource: sfsv1.TriggerSource_TRIGGER_SOURCE_CI,
		FailOn:        sfsv1.Severity_SEVERITY_HIGH,
		Start:         true,
	})
	if err != nil {
		return nil, err
	}
	// created.GetContext().GetMarkdown() is what the reviewer is given to read.
	runID := created.GetRun().GetId()
	if _, err := client.AddFindings(ctx, runID, findings); err != nil {
		return nil, err
	}
	completed, err := client.AgentRuns.CompleteAgentRun(ctx, &sfsv1.CompleteAgentRunRequest{
		RunId:         runID,
		FindingsTotal: proto.Int32(int32(len(findings))),
		ResultSummary: fmt.Sprintf("%d findings.", len(findings)),
	})
	return completed.GetRun(), err
}

// readFindings reads a list of objects with the fields of a Finding, and leaves out what it does
// not know.
func readFindings(path string) ([]*sfsv1.Finding, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var objects []json.RawMessage
	if err := json.Unmarshal(text, &objects); err != nil {
		return nil, fmt.Errorf("%s is not a list of findings: %w", path, err)
	}
	if objects == nil {
		return nil, fmt.Errorf("%s is not a list of findings: it is null", path)
	}
	findings := make([]*sfsv1.Finding, len(objects))
	for i, object := range objects {
		findings[i] = &sfsv1.Finding{}
		if err := (protojson.UnmarshalOptions{DiscardUnknown: true}).Unmarshal(object, findings[i]); err != nil {
			return nil, fmt.Errorf("%s: finding %d: %w", path, i, err)
		}
	}
	return findings, nil
}

// verdict is passed, failed or errored.
func verdict(run *sfsv1.AgentRun) string {
	return strings.ToLower(strings.TrimPrefix(run.GetStatus().String(), "AGENT_RUN_STATUS_"))
}

// exitCode is 0 only for a run that surely passed: a status that this program does not know is no
// pass.
func exitCode(run *sfsv1.AgentRun) int {
	if run.GetStatus() == sfsv1.AgentRunStatus_AGENT_RUN_STATUS_PASSED && run.ExitCode != nil && run.GetExitCode() == 0 {
		return 0
	}
	return 1
}
