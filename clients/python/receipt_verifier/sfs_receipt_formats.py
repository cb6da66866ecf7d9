"""The formats of a receipt: Merkle trees (RFC 6962, RFC 9162), keys, signed notes, checkpoints and proofs (C2SP), logged events,
and the in-toto Statement of a run in an envelope of DSSE.

Each text has one spelling, so that no bit of a file is free. A function that reads one ends with one of MALFORMED where the text
is any other; what the error says must not be shown, because it may repeat the text.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from typing import Any, NamedTuple, NoReturn, TypeVar

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519

BODY_MAX_BYTES, JSON_MAX_BYTES = 65_535, 1024 * 1024
MAX_INTEGER = 2**53 - 1
RUN = "run.json"
EMPTY_ROOT = sha256(b"").digest()
T = TypeVar("T")

# What reading a hostile file can end with: types are whatever its author chose, and depth ends the stack.
MALFORMED = (ValueError, TypeError, LookupError, AttributeError, RecursionError, UnsupportedAlgorithm)


def must(condition: object) -> None:
    if not condition:
        raise ValueError


def attempt(read: Callable[..., T], *data: Any) -> T | None:
    try:
        return read(*data)
    except MALFORMED:
        return None


def unbase64(text: str, length: int | None = None) -> bytes:
    data = base64.b64decode(text, validate=True)
    must(base64.b64encode(data).decode() == text and length in (None, len(data)))
    return data


def decimal(text: str) -> int:
    must(re.fullmatch("0|[1-9][0-9]{0,15}", text) is not None and int(text) <= MAX_INTEGER)
    return int(text)


def number_after(word: str, line: str) -> int:
    must(line.startswith(f"{word} "))
    return decimal(line[len(word) + 1 :])


def read_json(data: bytes) -> Any:
    """JSON with the numbers that receipts have: integers which every reader takes for the same."""

    def integer(token: str) -> int:
        return -decimal(token[1:]) if token.startswith("-") else decimal(token)

    def refuse(_: str) -> NoReturn:
        raise ValueError

    must(len(data) <= JSON_MAX_BYTES)
    return json.loads(data.decode(), parse_int=integer, parse_float=refuse, parse_constant=refuse)


def write_json(value: Any, indent: int | None = None) -> bytes:
    """The bytes of ECMAScript's JSON.stringify, which escapes halves of a surrogate pair and leaves all else as it is."""
    separators = (",", ": " if indent else ":")
    text = json.dumps(value, ensure_ascii=False, indent=indent, separators=separators)
    return re.sub("[\ud800-\udfff]", lambda half: f"\\u{ord(half[0]):04x}", text).encode()


# Merkle trees: RFC 6962, section 2.1, and the verification of RFC 9162.


def leaf_hash(data: bytes) -> bytes:
    return sha256(b"\0" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\1" + left + right).digest()


def climb(fn: int, sn: int, path: list[bytes]) -> Iterator[tuple[bool, bytes]]:
    """The way from a node to the root: each sibling, and whether it is a left one. ValueError: the path has another length."""
    for sibling in path:
        must(sn > 0)
        is_left = fn % 2 == 1 or fn == sn
        yield is_left, sibling
        while is_left and fn % 2 == 0 and fn > 0:
            fn, sn = fn >> 1, sn >> 1
        fn, sn = fn >> 1, sn >> 1
    must(sn == 0)


def verify_inclusion(leaf: bytes, index: int, size: int, path: list[bytes], root: bytes) -> bool:
    """RFC 9162, section 2.1.3.2; ValueError where it does not hold."""
    must(0 <= index < size)
    found = leaf
    for is_left, sibling in climb(index, size - 1, path):
        found = node_hash(sibling, found) if is_left else node_hash(found, sibling)
    must(found == root)
    return True


def verify_consistency(first: int, first_root: bytes, second: int, second_root: bytes, path: list[bytes]) -> bool:
    """RFC 9162, section 2.1.4.2, and every tree begins with the empty one; ValueError where it does not hold."""
    must(0 <= first <= second and (first > 0 or first_root == EMPTY_ROOT))
    if first in (0, second):
        must(not path and (first != second or first_root == second_root))
        return True
    path = [first_root, *path] if first & (first - 1) == 0 else path
    must(len(path) > 0)
    fn, sn = first - 1, second - 1
    while fn % 2 == 1:
        fn, sn = fn >> 1, sn >> 1
    old = new = path[0]
    for is_left, sibling in climb(fn, sn, path[1:]):
        old = node_hash(sibling, old) if is_left else old
        new = node_hash(sibling, new) if is_left else node_hash(new, sibling)
    must(old == first_root and new == second_root)
    return True


# Keys, signed notes and proofs: C2SP signed-note, tlog-checkpoint and tlog-proof.


class Key(NamedTuple):
    line: str  # of keys.txt
    name: str  # a log's origin; empty: the key attests
    id: str
    public: ed25519.Ed25519PublicKey | ec.EllipticCurvePublicKey

    def signed(self, signature: bytes, data: bytes) -> bool:
        try:
            if isinstance(self.public, ed25519.Ed25519PublicKey):
                self.public.verify(signature, data)
            else:
                self.public.verify(signature, data, ec.ECDSA(hashes.SHA256()))
            return True
        except InvalidSignature:
            return False


def is_name(text: str) -> bool:
    return re.fullmatch("[^\\s+\0-\x1f\x7f-\x9f\ufeff]+", text) is not None


def parse_key(line: str) -> Key:
    if line.startswith("attestation "):
        _, key_id, encoded = line.split(" ")
        spki = unbase64(encoded)
        public = serialization.load_der_public_key(spki)
        must(isinstance(public, ec.EllipticCurvePublicKey) and isinstance(public.curve, ec.SECP256R1))
        form = (serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
        must(public.public_bytes(*form) == spki and sha256(spki).hexdigest() == key_id)
        assert isinstance(public, ec.EllipticCurvePublicKey)
        return Key(line, "", key_id, public)
    name, key_id, encoded = line.split("+", 2)
    typed = unbase64(encoded, 33)
    must(is_name(name) and typed[0] == 1)
    must(sha256(f"{name}\n".encode() + typed).hexdigest()[:8] == key_id)
    return Key(line, name, key_id, ed25519.Ed25519PublicKey.from_public_bytes(typed[1:]))


class NotAKey(ValueError):
    def __init__(self, line: int) -> None:
        super().__init__(f"line {line} is not a key")


def parse_keys(data: bytes) -> list[Key]:
    """keys.txt as people keep it, with comments and blank lines."""
    keys: list[Key] = []
    for number, line in enumerate(re.split("\r?\n", data.decode()), 1):
        if line.strip() != "" and not line.startswith("#"):
            key = attempt(parse_key, line)
            if key is None:
                raise NotAKey(number)
            keys.append(key)
    return keys


class Checkpoint(NamedTuple):
    note: bytes
    origin: str
    size: int
    root: bytes
    signed: bytes
    signatures: list[tuple[str, str, bytes]]  # the key's name and id, and what it signed with


def parse_checkpoint(note: bytes) -> Checkpoint:
    text, blank, after = note.decode().rpartition("\n\n")
    must(blank != "" and not re.search("[\0-\x09\x0b-\x1f\x7f-\x9f]", text + after))
    *lines, end = after.split("\n")
    must(end == "" and 1 <= len(lines) <= 16)
    signatures = []
    for line in lines:
        dash, name, encoded = line.split(" ")
        signature = unbase64(encoded)
        must(dash == "\u2014" and is_name(name) and len(signature) > 4)
        signatures.append((name, signature[:4].hex(), signature[4:]))
    origin, leaves, encoded_root = text.split("\n")
    size, root = decimal(leaves), unbase64(encoded_root, 32)
    must(is_name(origin) and (size > 0 or root == EMPTY_ROOT))
    return Checkpoint(note, origin, size, root, f"{text}\n".encode(), signatures)


def signers_of(checkpoint: Checkpoint, keys: Iterable[Key]) -> tuple[list[str], bool]:
    """The lines of the keys that signed, and whether somebody else claims to. A wrong signature of a key is a ValueError."""
    signers: list[str] = []
    known = {key.line: key for key in keys if key.name == checkpoint.origin}
    strangers = False
    for name, key_id, signature in checkpoint.signatures:
        same = [key for key in known.values() if (key.name, key.id) == (name, key_id)]
        right = [key.line for key in same if key.signed(signature, checkpoint.signed) and key.line not in signers]
        must(right or not same)
        signers, strangers = signers + right[:1], strangers or not same
    return signers, strangers


def parse_hashes(lines: list[str]) -> list[bytes]:
    must(len(lines) <= 54)
    return [unbase64(line, 32) for line in lines]


def parse_proof(data: bytes) -> tuple[int, list[bytes], bytes]:
    """The leaf's index, its audit path and the checkpoint's note."""
    head, _, note = data.decode().partition("\n\n")
    heading, index, *path = head.split("\n")
    must(heading == "c2sp.org/tlog-proof@v1" and note != "")
    return number_after("index", index), parse_hashes(path), note.encode()


def parse_consistency(data: bytes) -> tuple[int, int, list[bytes]]:
    heading, old, new, *path, end = data.decode().split("\n")
    must(heading == "sfs consistency-proof v1" and end == "")
    must(number_after("old", old) <= number_after("new", new))
    return number_after("old", old), number_after("new", new), parse_hashes(path)


# Events, what a run came to by them, and what is attested of it: in-toto Statement v1 in an envelope of DSSE v1.

Body = dict[str, Any]
SEVERITIES = ("critical", "high", "medium", "low", "none")
FACTS = """id organization_id project_id persona_id persona_version persona_digest trigger_source ticket_id commit ci_provider
    fail_on status severity policy_result exit_code findings_count severity_counts findings_without_label
    findings_with_unknown_label reasons_sha256 context_digest heartbeats created_at created_by started_at started_by
    completed_at completed_by cancelled_by events""".split()
TOLD_BY_ANY = """persona_id persona_version persona_digest trigger_source ticket_id commit ci_provider fail_on status
    context_digest findings_count findings_without_label findings_with_unknown_label""".split()
TOLD_BY_LAST = "severity policy_result exit_code reasons_sha256 heartbeats started_at completed_at".split()


def parse_body(data: bytes, run_seq: int) -> Body:
    must(len(data) <= BODY_MAX_BYTES)
    body: Body = read_json(data)
    must(write_json(body) == data and type(body["version"]) is int and body["version"] == 1)
    texts = [body["action"], body["payload_sha256"], body["outcome"]["code"], body["actor"]["type"]]
    must(all(isinstance(text, str) for text in [*texts, body["resource"]["type"], body["resource"]["id"]]))
    must(isinstance(body["outputs"], dict))
    must(type(body["run_seq"]) is int and body["run_seq"] == run_seq)
    for prefix, name in (("evt", "id"), ("run", "run_id"), ("org", "organization_id")):
        must(re.fullmatch(f"{prefix}_[0-9a-f]{{32}}", body[name]) is not None)
    return body


def event_count(body: Body) -> int | None:
    """How many events the run has, where this one ends it."""
    count = body["outputs"].get("event_count")
    return count if type(count) is int else None


def run_of(bodies: list[Body]) -> dict[str, Any]:
    run: dict[str, Any] = dict.fromkeys(FACTS)
    run.update(id=bodies[0]["run_id"], organization_id=bodies[0]["organization_id"], events=len(bodies))
    run.update(findings_count=0, findings_without_label=0, findings_with_unknown_label=0)
    run["severity_counts"] = dict.fromkeys(SEVERITIES, 0)
    for body in bodies:
        said, at = body["outputs"], body.get("occurred_at")
        who = {name: body["actor"][name] for name in ("type", "key_id", "member_id") if name in body["actor"]}
        run.update({name: said[name] for name in TOLD_BY_ANY if name in said})
        counts = {severity: said.get(f"findings_{severity}") for severity in SEVERITIES}
        run["severity_counts"].update({severity: n for severity, n in counts.items() if type(n) is int})
        if body["run_seq"] == 1:
            run.update(project_id=body.get("project_id"), created_at=at, created_by=who)
        if said.get("status") == "running" and run["started_at"] is None:
            run.update(started_at=at, started_by=who)
        if event_count(body) is not None:
            run.update({name: said[name] for name in TOLD_BY_LAST if name in said})
            if said.get("reason") == "LEASE_EXPIRED":
                who = {"type": "system", "key_id": None, "member_id": None}
            run["cancelled_by" if said.get("status") == "cancelled" else "completed_by"] = who
    return run


def run_json(run: dict[str, Any]) -> bytes:
    return write_json(run, indent=2) + b"\n"


def statement_of(run: dict[str, Any], origin: str, indexes: list[int]) -> bytes:
    subject = [{"name": RUN, "digest": {"sha256": sha256(run_json(run)).hexdigest()}}]
    subject += [{"name": "commit", "digest": {"gitCommit": run["commit"]}}] if run["commit"] else []
    ends = {"first_index": str(min(indexes)), "last_index": str(max(indexes)), "events": len(indexes)}
    statement = {"_type": "https://in-toto.io/Statement/v1", "subject": subject, "predicateType": "urn:sfs:agent_run:v1"}
    return write_json({**statement, "predicate": {"run": run, "log": {"origin": origin, **ends}}})


def parse_envelope(data: bytes) -> tuple[bytes, str, bytes, bytes]:
    """The payload, the key's id, its signature, and the bytes that it signed (pre-authentication encoding)."""
    envelope = read_json(data)
    must(isinstance(envelope, dict) and [*envelope] == ["payloadType", "payload", "signatures"])
    payload_type, [one] = envelope["payloadType"], envelope["signatures"]
    must(payload_type == "application/vnd.in-toto+json" and [*one] == ["keyid", "sig"])
    must(write_json(envelope) + b"\n" == data and isinstance(one["keyid"], str))
    payload = unbase64(envelope["payload"])
    signed = f"DSSEv1 {len(payload_type)} {payload_type} {len(payload)} ".encode() + payload
    return payload, one["keyid"], unbase64(one["sig"]), signed
