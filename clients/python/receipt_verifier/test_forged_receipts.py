"""Receipts that somebody made who holds all keys: every signature and every proof is right, and one thing is not."""

from __future__ import annotations

import base64
import json
import unittest
from collections.abc import Callable
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519

import sfs_receipt_formats as formats
from sfs_verify_receipt import Check, exit_code, verify_receipt

Events = list[dict[str, Any]]
ORGANIZATION, RUN = f"org_{'a' * 32}", f"run_{'b' * 32}"
ATTESTER = ec.derive_private_key(7, ec.SECP256R1())
SPKI = ATTESTER.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)


def base64_of(data: bytes) -> str:
    return base64.b64encode(data).decode()


class Signer:
    """A key of a log, and its line in keys.txt."""

    def __init__(self, origin: str, seed: int) -> None:
        self.origin, self.private = origin, ed25519.Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32)
        raw = (serialization.Encoding.Raw, serialization.PublicFormat.Raw)
        typed = b"\1" + self.private.public_key().public_bytes(*raw)
        self.id = sha256(f"{origin}\n".encode() + typed).digest()[:4]
        self.line = f"{origin}+{self.id.hex()}+{base64_of(typed)}\n"

    def signature(self, text: str) -> str:
        return f"\u2014 {self.origin} {base64_of(self.id + self.private.sign(text.encode()))}\n"


def split_of(count: int) -> int:
    return 1 << (count - 1).bit_length() - 1


def root_of(leaves: list[bytes]) -> bytes:
    split = split_of(len(leaves)) if len(leaves) > 1 else 0
    return formats.node_hash(root_of(leaves[:split]), root_of(leaves[split:])) if split else leaves[0]


def path_of(index: int, leaves: list[bytes]) -> list[bytes]:
    if len(leaves) == 1:
        return []
    split = split_of(len(leaves))
    if index < split:
        return [*path_of(index, leaves[:split]), root_of(leaves[split:])]
    return [*path_of(index - split, leaves[split:]), root_of(leaves[:split])]


def events_of_a_run() -> Events:
    outputs: Events = [
        {"status": "queued", "persona_id": "per_1", "commit": "c" * 40, "ticket_id": None},
        {"status": "running", "context_digest": "d" * 64},
        {"status": "failed", "severity": "high", "findings_count": 1, "findings_high": 1, "exit_code": 1, "event_count": 3},
    ]
    actor = {"type": "service_key", "key_id": "key_1", "member_id": None}
    return [
        {
            **{"version": 1, "id": f"evt_{n:032x}", "occurred_at": f"2026-01-02T03:04:0{n}.000Z"},
            **{"organization_id": ORGANIZATION, "project_id": "proj_1", "run_id": RUN, "run_seq": n, "run_previous": None},
            **{
                "action": "agent_run.x",
                "outcome": {"code": "OK", "reason": None},
                "resource": {"type": "agent_run", "id": RUN},
            },
            **{"actor": actor, "inputs": [], "outputs": said, "artifacts": [], "masked": 0, "payload_sha256": "e" * 64},
        }
        for n, said in enumerate(outputs, 1)
    ]


def make_receipt(
    change: Callable[[Events], None] = lambda events: None,
    relink: Callable[[list[str]], None] = lambda hashes: None,
    say: Callable[[dict[str, Any]], None] = lambda run: None,
    origin: str = f"ins_1/{ORGANIZATION}",
    before: int = 2,
    after: int = 1,
    signatures: Callable[[str, Signer], str] = lambda text, signer: signer.signature(text),
    more_keys: str = "",
) -> dict[str, bytes]:
    events, signer = events_of_a_run(), Signer(origin, 1)
    change(events)
    bodies: list[bytes] = []
    for event in events:
        previous = [formats.leaf_hash(body).hex() for body in bodies[-1:]]
        relink(previous)
        bodies.append(formats.write_json({**event, "run_previous": previous[0] if previous else None}))
    leaves = [bytes([n]) * 32 for n in range(before)] + [formats.leaf_hash(body) for body in bodies]
    leaves += [bytes([255 - n]) * 32 for n in range(after)]
    text = f"{origin}\n{len(leaves)}\n{base64_of(root_of(leaves))}\n"
    note = f"{text}\n{signatures(text, signer)}"
    run = formats.run_of([json.loads(body) for body in bodies])
    said = json.loads(json.dumps(run))
    say(said)
    statement = formats.statement_of(said, origin, [*range(before, before + len(bodies))])
    kind = "application/vnd.in-toto+json"
    signed = f"DSSEv1 {len(kind)} {kind} {len(statement)} ".encode() + statement
    signature = {"keyid": sha256(SPKI).hexdigest(), "sig": base64_of(ATTESTER.sign(signed, ec.ECDSA(hashes.SHA256())))}
    envelope = {"payloadType": kind, "payload": base64_of(statement), "signatures": [signature]}
    keys = f"{signer.line}{more_keys}attestation {signature['keyid']} {base64_of(SPKI)}\n"
    files = {"run.json": formats.run_json(run), "checkpoint": note.encode(), "keys.txt": keys.encode()}
    files["attestation.dsse.json"] = formats.write_json(envelope) + b"\n"
    for n, body in enumerate(bodies, 1):
        path = "".join(f"{base64_of(step)}\n" for step in path_of(before + n - 1, leaves))
        files[f"events/{n}.body"] = body
        files[f"events/{n}.tlog-proof"] = f"c2sp.org/tlog-proof@v1\nindex {before + n - 1}\n{path}\n{note}".encode()
    return files


class ForgedReceipts(unittest.TestCase):
    def verify(self, files: dict[str, bytes]) -> list[Check]:
        return verify_receipt(files, formats.parse_keys(files["keys.txt"]))

    def assert_only(self, files: dict[str, bytes], name: str, result: str, message: str) -> None:
        problems = [check for check in self.verify(files) if check.result != "ok"]
        self.assertEqual([(check.name, check.result) for check in problems], [(name, result)], problems)
        self.assertIn(message, problems[0].message)

    def test_an_honest_one_holds_wherever_its_events_stand_in_the_log(self) -> None:
        for before in range(9):
            for after in range(6):
                self.assertEqual(exit_code(self.verify(make_receipt(before=before, after=after))), 0, (before, after))

    def test_a_statement_that_says_something_else_is_tampered(self) -> None:
        files = make_receipt(say=lambda run: run.update(status="passed"))
        self.assert_only(files, "attestation", "tampered", "says something else of the run than the events")

    def test_an_event_that_follows_on_another_one_is_tampered(self) -> None:
        files = make_receipt(relink=lambda previous: previous.__setitem__(slice(0, 1), ["0" * 64][: len(previous)]))
        self.assert_only(files, "completeness", "tampered", "event 2 does not follow on the one before")
        first = make_receipt(relink=lambda previous: previous.append("0" * 64))
        self.assert_only(first, "completeness", "tampered", "event 1 does not follow on the one before")

    def test_an_end_that_counts_other_events_is_tampered(self) -> None:
        for count in (2, 4):
            files = make_receipt(lambda events, count=count: events[2]["outputs"].update(event_count=count))  # type: ignore[misc]
            self.assert_only(files, "completeness", "tampered", "event 3 ends the run, and counts other events")

    def test_an_event_after_the_end_is_tampered(self) -> None:
        more = {"id": f"evt_{9:032x}", "run_seq": 4, "outputs": {"status": "passed"}}
        files = make_receipt(lambda events: events.append({**events[0], **more}))
        checks = {check.name: check for check in self.verify(files)}
        self.assertEqual(checks["completeness"].message, "event 3 ends the run, and more events follow it")
        self.assertEqual((checks["completeness"].result, checks["attestation"].result), ("tampered", "incomplete"))

    def test_events_that_are_not_of_one_run_are_tampered(self) -> None:
        for name, value in (("run_id", f"run_{'c' * 32}"), ("organization_id", f"org_{'c' * 32}")):
            files = make_receipt(lambda events, of={name: value}: events[1].update(of))  # type: ignore[misc]
            self.assert_only(files, "leaf bytes", "tampered", "the events are not of one run and one organization")
        files = make_receipt(lambda events: events[1].update(id=events[0]["id"]))
        self.assert_only(files, "leaf bytes", "tampered", "an event is there twice")

    def test_the_log_of_another_organization_is_tampered(self) -> None:
        for origin in ("ins_1/org_other", ORGANIZATION, f"ins_1/x{ORGANIZATION}"):
            files = make_receipt(origin=origin)
            self.assert_only(files, "checkpoint", "tampered", "of the log of another organization than the run")

    def test_each_signature_of_a_checkpoint_counts(self) -> None:
        second = Signer(f"ins_1/{ORGANIZATION}", 2)
        both = make_receipt(signatures=lambda text, one: one.signature(text) + second.signature(text), more_keys=second.line)
        self.assertEqual(exit_code(self.verify(both)), 0)
        stranger = make_receipt(signatures=lambda text, one: one.signature(text) + second.signature(text))
        self.assert_only(stranger, "checkpoint", "incomplete", "a signature of a key that is not known here")
        wrong = make_receipt(signatures=lambda text, one: one.signature(text) + second.signature("x"), more_keys=second.line)
        self.assert_only(wrong, "checkpoint", "tampered", "a signature of the checkpoint is wrong")
        twice = make_receipt(signatures=lambda text, one: one.signature(text) * 2)
        self.assert_only(twice, "checkpoint", "tampered", "or is there twice")

    def test_a_run_that_its_lease_ended_was_ended_by_the_system(self) -> None:
        ended = make_receipt(lambda events: events[2]["outputs"].update(reason="LEASE_EXPIRED", status="errored"))
        self.assertEqual(exit_code(self.verify(ended)), 0)
        self.assertEqual(json.loads(ended["run.json"])["completed_by"], {"type": "system", "key_id": None, "member_id": None})
        cancelled = json.loads(make_receipt(lambda events: events[2]["outputs"].update(status="cancelled"))["run.json"])
        self.assertEqual((cancelled["completed_by"], cancelled["cancelled_by"]["key_id"]), (None, "key_1"))


class Texts(unittest.TestCase):
    def test_base_64_has_one_spelling(self) -> None:
        self.assertEqual(formats.unbase64("QQ=="), b"A")
        for text in ("QR==", "QQ=", "QQ", "QQ==\n", " QQ==", "Q Q==", "QQ===", "-_8=", "\u00d1Q=="):
            self.assertIsNone(formats.attempt(formats.unbase64, text), text)
        self.assertIsNone(formats.attempt(formats.unbase64, "QQ==", 2))

    def test_an_audit_path_is_no_longer_than_the_tree_is_high(self) -> None:
        leaf, other = formats.leaf_hash(b""), formats.leaf_hash(b"\0")
        self.assertTrue(formats.verify_inclusion(leaf, 0, 1, [], leaf))
        root = formats.node_hash(other, leaf)
        self.assertIsNone(formats.attempt(formats.verify_inclusion, leaf, 0, 1, [other], root))


if __name__ == "__main__":
    unittest.main()
