"""A review in a pipeline: starts a run, adds the findings of a reviewer, and exits with the server's verdict.

    python review.py PERSONA FINDINGS.json

The server and the key come from the environment: SFS_SERVER, SFS_API_KEY.
"""

import json
import sys
from pathlib import Path

import sfs
from sfs import v1

# What a reviewer may say of a finding; whatever else its file holds is left out.
FIELDS = (
    "severity",
    "security_severity",
    "title",
    "message",
    "rule_id",
    "path",
    "line",
    "end_line",
    "fingerprint",
    "category",
    "confidence",
    "recommendation",
)

STATUSES = {
    v1.AGENT_RUN_STATUS_PASSED: "passed",
    v1.AGENT_RUN_STATUS_FAILED: "failed",
    v1.AGENT_RUN_STATUS_ERRORED: "errored",
}


def read_findings(path: str) -> list[v1.Finding]:
    """The findings in a JSON file that holds a list of objects."""
    found = json.loads(Path(path).read_text("utf-8"))
    return [v1.Finding(**{name: finding[name] for name in FIELDS if name in finding}) for finding in found]


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
    findings = read_findings(path)
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
