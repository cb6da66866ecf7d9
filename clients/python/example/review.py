"""A review in a pipeline: starts a run, adds the findings of a reviewer, and exits with the server's verdict.

    python review.py PERSONA FINDINGS.json

The server and the key come from the environment: SFS_SERVER, SFS_API_KEY.
"""

import json
import sys
from pathlib import Path

from google.protobuf import json_format

import sfs
from sfs import v1

STATUSES = {
    v1.AGENT_RUN_STATUS_PASSED: "passed",
    v1.AGENT_RUN_STATUS_FAILED: "failed",
    v1.AGENT_RUN_STATUS_ERRORED: "errored",
}


def read_findings(path: str) -> list[v1.Finding]:
    """The findings in a JSON file that holds a list of objects; what no field of a finding is called is left out."""
    found = json.loads(Path(path).read_text("utf-8"))
    if not isinstance(found, list) or not all(isinstance(finding, dict) for finding in found):
        raise ValueError("it is not a list of objects")
    return [json_format.ParseDict(finding, v1.Finding(), ignore_unknown_fields=True) for finding in found]


def review(persona: str, findings: list[v1.Finding]) -> v1.AgentRun:
    """Records a review and returns the run as it ended."""
    with sfs.connect() as client:
        created = client.agent_runs.CreateAgentRun(
            v1.CreateAgentRunRequest(
                persona=persona, start=True, fail_on=v1.SEVERITY_HIGH, trigger_source=v1.TRIGGER_SOURCE_CI
            )
        )
        # Here the reviewer would read created.context.markdown and do its work.
        client.add_findings(created.run.id, findings)
        completed = client.agent_runs.CompleteAgentRun(
            v1.CompleteAgentRunRequest(
                run_id=created.run.id, findings_total=len(findings), result_summary=f"{len(findings)} findings."
            )
        )
        return completed.run


def main(persona: str, path: str) -> int:
    """Returns the exit code: 0 only for a run that has passed."""
    try:
        findings = read_findings(path)
    except (OSError, ValueError, json_format.ParseError) as error:
        # Before there is a run: what cannot be read must not end as a run without findings.
        print(f"{path} holds no findings: {error}", file=sys.stderr)
        return 2
    try:
        run = review(persona, findings)
    except (sfs.ConfigError, sfs.Error) as error:
        print(error, file=sys.stderr)
        return 2
    print(f"{run.id} {STATUSES.get(run.status, run.status)}: {' '.join(run.reasons)}")
    passed = run.status == v1.AGENT_RUN_STATUS_PASSED and run.HasField("exit_code") and run.exit_code == 0
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
