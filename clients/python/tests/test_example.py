import json
from pathlib import Path
from typing import Any

import pytest
import review

from sfs import v1


def write(folder: Path, content: object) -> str:
    file = folder / "findings.json"
    file.write_text(content if isinstance(content, str) else json.dumps(content))
    return str(file)


@pytest.mark.parametrize(
    "names", [("rule_id", "security_severity", "end_line"), ("ruleId", "securitySeverity", "endLine")]
)
def test_all_fields_of_a_finding_are_read_in_both_spellings(tmp_path: Path, names: tuple[str, str, str]) -> None:
    rule, score, end = names
    path = write(tmp_path, [{"severity": "low", "line": 3, rule: "r1", score: 9.8, end: 4, "reviewer": {"name": "x"}}])
    assert review.read_findings(path) == [
        v1.Finding(severity="low", line=3, rule_id="r1", security_severity=9.8, end_line=4)
    ]


@pytest.mark.parametrize("content", [{"findings": []}, ["text"], [[]], None, "no JSON", [{"line": "three"}]])
def test_what_is_no_list_of_findings_registers_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any, content: object
) -> None:
    monkeypatch.setattr(review, "review", lambda *_: pytest.fail("a run was registered"))
    assert review.main("reviewer", write(tmp_path, content)) == 2
    assert "findings.json holds no findings" in capsys.readouterr().err


def test_a_file_that_is_not_there_registers_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review, "review", lambda *_: pytest.fail("a run was registered"))
    assert review.main("reviewer", str(tmp_path / "none.json")) == 2
