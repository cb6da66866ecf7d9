#!/usr/bin/env python3
"""Verifies the receipt of an agent run: offline, with its files and the keys that you trust.

Exit codes: 0 all checks hold, 1 tampered, 2 unusable input, 3 incomplete. Messages are made of words, numbers and ids; what
a file says is not repeated in any other form, because it may be meant for your terminal.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import re
import stat
import sys
from collections.abc import Callable, Iterable, Mapping
from functools import partial, reduce
from hashlib import sha256
from itertools import islice
from typing import Any, NamedTuple, TypeVar

import sfs_receipt_formats as formats
from sfs_receipt_formats import FACTS, MALFORMED, RUN, Key, attempt, event_count

RECEIPT_MAX_BYTES, FILES_MAX = 64 * 1024 * 1024, 100_000
OTHER_MAX_BYTES, KEYS_MAX_BYTES, NOTE_MAX_BYTES = 1024 * 1024, 1024 * 1024, 64 * 1024
ATTESTATION, CHECKPOINT, KEYS, CONSISTENCY = "attestation.dsse.json", "checkpoint", "keys.txt", "consistency"
FINDINGS, SALT, CONTEXT = "findings.jsonl", "findings.salt", "context.md"
PLAIN_NAMES = {RUN, ATTESTATION, CHECKPOINT, KEYS, CONSISTENCY, FINDINGS, SALT, CONTEXT}
EVENT_NAME = re.compile(r"events/([1-9][0-9]{0,8})\.(body|tlog-proof)")
SELF_ASSERTED = (
    "self-asserted: the receipt was checked with its own keys, and whoever made it could have made them too; "
    "on a machine that you trust, run `sfs audit keys > keys.txt`, and verify with --keys keys.txt"
)
RESULTS = ("tampered", "unusable", "incomplete")  # the worst first; each has its place as exit code
T = TypeVar("T")


class Check(NamedTuple):
    name: str
    result: str  # ok, tampered, unusable or incomplete
    message: str


class Problem(Exception):
    """Why a check does not hold; `result` is that of the check."""

    def __init__(self, result: str, message: str) -> None:
        super().__init__(message)
        self.result = result


def exit_code(checks: Iterable[Check]) -> int:
    """Tampered is the worst: nobody gets a milder word by breaking one more file. No checks prove nothing."""
    results = {check.result for check in checks} or {"unusable"}
    return next((code for code, result in enumerate(RESULTS, 1) if result in results), 0)


def need(value: T | None, result: str, message: str) -> T:
    """The value; a Problem where it is absent, false, or empty."""
    if not value:
        raise Problem(result, message)
    return value


def all_of(checks: Iterable[Callable[[], object]]) -> None:
    """Makes all of the checks, and raises the worst problem."""
    problems: list[Problem] = []
    for check in checks:
        try:
            check()
        except Problem as problem:
            problems.append(problem)
    for worst in sorted(problems, key=lambda one: RESULTS.index(one.result))[:1]:
        raise Problem(worst.result, f"{worst} (and {len(problems) - 1} more)" if problems[1:] else str(worst))


class Receipt:
    """A receipt's files by name, and the keys to go by: trusted ones, or (None) its own."""

    def __init__(self, files: Mapping[str, bytes], trust: list[Key] | None) -> None:
        self.files, self.trust = files, trust
        self.own = attempt(self.read_own_keys)
        self.keys = self.own if trust is None else trust
        self.head = attempt(formats.parse_checkpoint, files.get(CHECKPOINT))
        names = [found for found in map(EVENT_NAME.fullmatch, files) if found]
        self.numbers = sorted(int(found[1]) for found in names if found[2] == "body")
        read = {n: attempt(formats.parse_body, files[f"events/{n}.body"], n) for n in self.numbers}
        self.bodies = {n: body for n, body in read.items() if body is not None}
        proofs = {n: attempt(formats.parse_proof, files.get(f"events/{n}.tlog-proof")) for n in self.numbers}
        self.proofs = {n: proof for n, proof in proofs.items() if proof is not None}
        self.last = max(self.bodies, default=0)
        self.holes = [*islice((n for n in range(1, self.last) if n not in self.bodies), 10)]
        self.end = next((n for n, body in self.bodies.items() if event_count(body) is not None), None)
        self.told = attempt(formats.read_json, files.get(RUN))

    def read_own_keys(self) -> list[Key]:
        formats.must(len(self.files[KEYS]) <= KEYS_MAX_BYTES)
        keys = formats.parse_keys(self.files[KEYS])
        formats.must(keys and "".join(f"{key.line}\n" for key in keys).encode() == self.files[KEYS])
        return keys

    def check_keys(self) -> str:
        need(KEYS in self.files, "incomplete", f"{KEYS} is missing")
        own = need(self.own, "unusable", f"{KEYS} has a line that is not a key, or is in another spelling than sfs writes")
        if self.trust is None:
            raise Problem("incomplete", SELF_ASSERTED)
        trusted = {key.line for key in self.trust}
        strange = [f"{'log' if key.name else 'attestation'} key {key.id[:16]}" for key in own if key.line not in trusted]
        need(not strange, "incomplete", f"{KEYS} has keys that are not trusted: {', '.join(strange)}")
        return f"all {len(own)} are trusted"

    def check_checkpoint(self) -> str:
        need(CHECKPOINT in self.files, "incomplete", "the file checkpoint is missing")
        head = need(self.head, "tampered", "the file checkpoint is not the signed note of a checkpoint")
        organizations = [body["organization_id"] for body in self.bodies.values()][:1]
        same = all(head.origin.endswith(f"/{organization}") for organization in organizations)
        need(same, "tampered", "the checkpoint is of the log of another organization than the run")
        keys = need(self.keys, "incomplete", "cannot be checked without keys")
        signed = attempt(formats.signers_of, head, [*keys, *(self.own or [])])  # none of either may have signed wrongly
        signers, strangers = need(signed, "tampered", "a signature of the checkpoint is wrong, or is there twice")
        known = [key.id for key in keys if key.line in signers]
        need(known, "tampered", "no key of this log that one can go by signed the checkpoint")
        need(not strangers, "incomplete", "the checkpoint has a signature of a key that is not known here")
        return f"{head.size} leaves, signed by log key {known[0]}"

    def check_leaf_bytes(self) -> str:
        need(self.numbers, "incomplete", "there is no event")
        bodies, told = [*self.bodies.values()], self.told if isinstance(self.told, dict) else None
        runs, organizations = ({body[name] for body in bodies} for name in ("run_id", "organization_id"))
        form = "is not this event of a run, or is in another spelling than sfs writes"
        rules = [(n in self.bodies, f"events/{n}.body {form}") for n in self.numbers]
        rules += [(len({body["id"] for body in bodies}) == len(bodies), "an event is there twice")]
        rules += [(len(runs) < 2 and len(organizations) < 2, "the events are not of one run and one organization")]
        if bodies and told is not None:
            same = told.get("id") in [*runs] and told.get("organization_id") in [*organizations]
            rules += [(same, f"{RUN} names another run or organization than the events")]
        all_of(partial(need, holds, "tampered", message) for holds, message in rules)
        return f"{len(self.numbers)} events of one run"

    def check_inclusion(self) -> str:
        head = need(self.head, "incomplete", "cannot be checked without a checkpoint")
        need(self.numbers, "incomplete", "there is no event")
        taken: set[int] = set()
        all_of(partial(self.check_place, head, n, taken) for n in self.numbers)
        return f"in the log from leaf {min(taken)} to {max(taken)}"

    def check_place(self, head: formats.Checkpoint, n: int, taken: set[int]) -> None:
        event = f"events/{n}"
        need(f"{event}.tlog-proof" in self.files, "incomplete", f"{event}.tlog-proof is missing")
        index, path, note = need(self.proofs.get(n), "tampered", f"{event}.tlog-proof is not a tlog-proof")
        need(note == head.note, "tampered", f"{event}.tlog-proof leads to another checkpoint than the receipt's")
        need(index not in taken, "tampered", f"{event}.tlog-proof names a place that another event has")
        taken.add(index)
        leaf = formats.leaf_hash(self.files[f"{event}.body"])
        included = attempt(formats.verify_inclusion, leaf, index, head.size, path, head.root)
        need(included, "tampered", f"{event}.body is not what the log has at the place that its proof names")

    def check_completeness(self) -> str:
        need(self.bodies, "incomplete", "there is no event that can be read")
        for n, body in self.bodies.items():
            if n == 1 or n - 1 in self.bodies:  # behind a hole nothing can be said of the link
                previous = None if n == 1 else formats.leaf_hash(self.files[f"events/{n - 1}.body"]).hex()
                need(body.get("run_previous") == previous, "tampered", f"event {n} does not follow on the one before")
                need(event_count(body) in (None, n), "tampered", f"event {n} ends the run, and counts other events")
        need(self.end in (None, self.last), "tampered", f"event {self.end} ends the run, and more events follow it")
        need(not self.holes, "incomplete", f"missing: {', '.join(f'event {n}' for n in self.holes)}")
        need(self.end, "incomplete", f"event {self.last} does not end the run: it had not ended, or more events are missing")
        return f"{self.last} events, from the first to the one that ends the run"

    def check_attestation(self) -> str:
        missing = f"{ATTESTATION} is missing" if self.end else "the run has not ended, so nothing is attested yet"
        need(ATTESTATION in self.files, "incomplete", missing)
        envelope = attempt(formats.parse_envelope, self.files[ATTESTATION])
        form = "is not the attestation of a run, or is in another spelling than sfs writes"
        payload, key_id, signature, signed = need(envelope, "tampered", f"{ATTESTATION} {form}")
        keys = need(self.keys, "incomplete", f"{ATTESTATION} cannot be checked without keys")
        named = next((key for key in [*keys, *(self.own or [])] if (key.name, key.id) == ("", key_id)), None)
        key = need(named, "tampered", f"{ATTESTATION} names a key that is not known here")
        need(key.signed(signature, signed), "tampered", f"the signature of {ATTESTATION} does not verify")
        whole = self.end == self.last and not self.holes and self.bodies.keys() <= self.proofs.keys()
        head = need(self.head if whole else None, "incomplete", "the signature holds; not all is here that it tells of")
        indexes = [self.proofs[n][0] for n in self.bodies]
        statement = formats.statement_of(formats.run_of([*self.bodies.values()]), head.origin, indexes)
        need(statement == payload, "tampered", f"{ATTESTATION} says something else of the run than the events")
        need(key.line in {key.line for key in keys}, "incomplete", f"the key that signed {ATTESTATION} is not trusted")
        return f"signed by attestation key {key.id[:16]}, and says what the events say"

    def check_run(self) -> str:
        need(RUN in self.files, "incomplete", f"{RUN} is missing")
        told = need(self.told if isinstance(self.told, dict) else None, "tampered", f"{RUN} cannot be read as JSON")
        need(self.bodies and not self.holes, "incomplete", f"{RUN} cannot be compared before all events are there")
        run, as_json = formats.run_of([*self.bodies.values()]), formats.write_json
        if formats.run_json(run) != self.files[RUN]:
            events = told.get("events")
            ahead = self.end is None and type(events) is int and events > len(self.bodies)
            need(not ahead, "incomplete", f"{RUN} tells of more events than the {len(self.bodies)} that are here")
            fields = [name for name in FACTS if name not in told or as_json(run[name]) != as_json(told[name])]
            what = ", ".join(fields) or "in its spelling, or by fields that no run has"
            raise Problem("tampered", f"{RUN} differs from the events: {what}")
        return f"says what the events say: {which_run(run)}"

    def check_findings(self) -> str:
        all_of([self.check_findings_file, self.check_context_file])
        return f"{' and '.join(name for name in (FINDINGS, CONTEXT) if name in self.files)} as logged"

    def check_findings_file(self) -> None:
        if FINDINGS not in self.files and SALT not in self.files:
            return
        need(FINDINGS in self.files, "incomplete", f"{FINDINGS} is missing")
        need(SALT in self.files, "incomplete", f"{SALT} is missing: without it nothing proves {FINDINGS}")
        salt, lines = self.files[SALT], self.files[FINDINGS]
        need(re.fullmatch(b"([0-9a-f]{2}){1,64}\n", salt), "tampered", f"{SALT} is not a salt in hex")
        end = need(self.end, "incomplete", "the event that ends the run, which has the digest of the findings, is not here")
        need(lines[-1:] in (b"", b"\n"), "tampered", f"{FINDINGS} does not end with its last line")
        digest = reduce(lambda before, line: sha256(before + line[:-1]).digest(), io.BytesIO(lines), bytes(32))
        logged = attempt(lambda: [one["sha256"] for one in self.bodies[end]["inputs"] if one["name"] == "findings"][0])
        same = logged == sha256(bytes.fromhex(salt.decode()) + digest).hexdigest()
        need(same, "tampered", f"{FINDINGS} or {SALT} is not what was logged when the run ended")

    def check_context_file(self) -> None:
        if CONTEXT in self.files:
            digests = [body["outputs"].get("context_digest") for body in self.bodies.values()]
            logged = [digest for digest in digests if isinstance(digest, str)]
            need(logged, "incomplete", f"no event that is here has the digest of {CONTEXT}")
            same = logged[-1] == sha256(self.files[CONTEXT]).hexdigest()
            need(same, "tampered", f"{CONTEXT} is not the context that was logged")

    def check_consistency(self, since: bytes | None) -> str:
        kept = "the checkpoint of --since"
        alone = f"the file {CONSISTENCY} shows nothing without the checkpoint it begins with: --since FILE"
        since = need(since, "incomplete", alone)
        earlier = need(attempt(formats.parse_checkpoint, since), "unusable", f"{kept} is not the signed note of a checkpoint")
        keys = [key for key in self.keys or [] if key.name == earlier.origin]
        need(keys, "unusable", f"{kept} is of a log of which no key is known")
        signed = attempt(formats.signers_of, earlier, keys)
        signers, _ = need(signed, "unusable", f"a signature of {kept} is wrong, or is there twice")
        need(signers, "tampered", f"no log key that is known signed {kept}")
        head = need(self.head, "incomplete", "cannot be checked without a checkpoint")
        need(earlier.origin == head.origin, "unusable", f"{kept} is of another log")
        old, new = (earlier.size, earlier.root), (head.size, head.root)
        need(old[0] <= new[0], "incomplete", f"{kept} ({old[0]} leaves) is newer than the receipt ({new[0]})")
        if old[0] == new[0]:
            need(old == new, "tampered", f"the log of {old[0]} leaves was another one: it was rewritten")
            if CONSISTENCY not in self.files:
                return f"the same {old[0]} leaves"
        sizes = f"from {old[0]} to {new[0]} leaves"
        none = f"there is no proof {sizes}: `sfs audit receipt RUN --since FILE` makes a receipt that has it"
        need(CONSISTENCY in self.files, "incomplete", none)
        proof = attempt(formats.parse_consistency, self.files[CONSISTENCY])
        first, second, path = need(proof, "tampered", f"the file {CONSISTENCY} is not a consistency proof")
        need((first, second) == (old[0], new[0]), "incomplete", none)
        grew = attempt(formats.verify_consistency, *old, *new, path)
        need(grew, "tampered", f"the file {CONSISTENCY} does not prove that the log only grew {sizes}")
        return f"grew {sizes}, and nothing before was changed or removed"


def which_run(run: Mapping[str, Any]) -> str:
    """The genuine receipt of another run holds, too: only whoever knows the run can tell. What has another form is left out."""
    commit, code = run["commit"], run["exit_code"]
    of_commit = ("none", "none") if commit in (None, "") else ("[0-9a-f]{40,64}", commit)
    forms = (("", "run_[0-9a-f]{32}", run["id"]), ("commit ", *of_commit), ("", "[a-z_]{1,20}", run["status"]))
    parts = [word + value for word, form, value in forms if isinstance(value, str) and re.fullmatch(form, value)]
    return ", ".join([*parts, f"exit code {code}"] if type(code) is int else parts)


def check_files(files: Mapping[str, bytes]) -> str:
    size = sum(map(len, files.values()))
    need(size <= RECEIPT_MAX_BYTES, "unusable", f"the receipt has {size} bytes; at most {RECEIPT_MAX_BYTES} are read")
    needed = [RUN, CHECKPOINT, KEYS, "events/1.body"]
    missing = [name for name in needed if name not in files]
    need(missing != needed, "unusable", "this is no receipt: it has none of the files of one")
    need(not missing, "incomplete", f"missing: {', '.join(missing)}")
    strange = sum(name not in PLAIN_NAMES and not EVENT_NAME.fullmatch(name) for name in files)
    notes = [f"{strange} that do not belong to a receipt were passed over"] if strange else []
    return "; ".join([f"{len(files)} files", *notes])


def verify_receipt(files: Mapping[str, bytes], trust: list[Key] | None = None, since: bytes | None = None) -> list[Check]:
    """All checks that can be made, in their order; no input makes it raise."""

    def make(name: str, check: Callable[[], str]) -> Check:
        try:
            return Check(name, "ok", check())
        except Problem as problem:
            return Check(name, problem.result, str(problem))
        except Exception:  # the types of a file's fields are whatever its author chose
            return Check(name, "unusable", "the files hold something that no receipt holds")

    first = make("files", partial(check_files, files))
    if first.result == "unusable":  # nothing at all, or more than is read
        return [first]
    it = Receipt(files, trust)
    checks = {"keys": it.check_keys, "checkpoint": it.check_checkpoint, "leaf bytes": it.check_leaf_bytes}
    checks |= {"inclusion": it.check_inclusion, "completeness": it.check_completeness}
    checks |= {"attestation": it.check_attestation, "run.json": it.check_run}
    checks |= {"findings": it.check_findings} if {FINDINGS, SALT, CONTEXT} & files.keys() else {}
    compared = since is not None or CONSISTENCY in files
    checks |= {"consistency": partial(it.check_consistency, since)} if compared else {}
    return [first, *(make(name, check) for name, check in checks.items())]


# The command.


def read_file(path: str, max_bytes: int) -> bytes:
    """A regular file; links are not followed, and a FIFO does not hang."""
    flags = [getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY")]
    with os.fdopen(os.open(path, os.O_RDONLY | sum(flags)), "rb") as file:
        need(stat.S_ISREG(os.fstat(file.fileno()).st_mode), "unusable", "a file in it is not a regular file")
        data = file.read(max_bytes + 1)
    need(len(data) <= max_bytes, "unusable", f"there are more than the {max_bytes} bytes that are read")
    return data


def read_receipt(folder: str) -> dict[str, bytes]:
    """The files of a receipt, by name; what does not belong to one is there without its content."""
    files: dict[str, bytes] = {}
    left = RECEIPT_MAX_BYTES
    for prefix in ("", "events/"):
        for entry in os.scandir(os.path.join(folder, prefix)) if not prefix or "events" in files else ():
            name, known = prefix + entry.name, prefix + entry.name in PLAIN_NAMES or EVENT_NAME.fullmatch(prefix + entry.name)
            need(name != "events" or entry.is_dir(follow_symlinks=False), "unusable", "events is not a folder")
            most = left if name in (FINDINGS, CONTEXT) else min(left, OTHER_MAX_BYTES)
            files[name] = read_file(entry.path, most) if known else b""
            left -= len(files[name])
            need(len(files) <= FILES_MAX, "unusable", f"there are more than {FILES_MAX} files")
    files.pop("events", None)
    return files


def usable(what: str, read: Callable[..., T], *data: Any) -> T:
    try:
        return read(*data)
    except (Problem, formats.NotAKey) as error:
        why: object = error
    except OSError as error:
        why = error.strerror
    except MALFORMED:
        why = None
    raise Problem("unusable", f"{what}: {why or 'it cannot be read'}")


def read_trust(path: str, receipt: str) -> list[Key]:
    inside = os.path.realpath(path).startswith(os.path.join(os.path.realpath(receipt), ""))
    need(not inside, "unusable", "it lies in the receipt itself; name keys that came to this machine in another way")
    keys = formats.parse_keys(read_file(path, KEYS_MAX_BYTES).removeprefix(b"\xef\xbb\xbf"))
    need(any(key.name for key in keys), "unusable", "it has no key of a log")
    return keys


def read_since(path: str) -> bytes:
    note = read_file(path, NOTE_MAX_BYTES)
    need(attempt(formats.parse_checkpoint, note), "unusable", "it is not the signed note of a checkpoint")
    return note


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="sfs-verify-receipt",
        description="Verifies the receipt of an agent run, offline.",
        epilog="exit codes: 0 all checks hold, 1 tampered, 2 unusable input, 3 incomplete",
    )
    parser.add_argument("receipt", metavar="RECEIPT", help="the folder of the receipt")
    parser.add_argument("--keys", metavar="FILE", help="the keys that you trust, from outside the receipt")
    parser.add_argument("--since", metavar="FILE", help="a checkpoint that was kept earlier: the log must begin with it")
    parser.add_argument("--json", action="store_true", help="print JSON")
    args = parser.parse_args(argv)
    try:
        trust = None if args.keys is None else usable("--keys", read_trust, args.keys, args.receipt)
        since = None if args.since is None else usable("--since", read_since, args.since)
        checks = verify_receipt(usable("RECEIPT", read_receipt, args.receipt), trust, since)
        if args.json:
            print(json.dumps({"exit_code": exit_code(checks), "checks": [check._asdict() for check in checks]}))
        else:
            width = max(len(check.name) for check in checks)
            print("\n".join(f"{check.result:<10}  {check.name:<{width}}  {check.message}" for check in checks))
        sys.stdout.flush()
        return exit_code(checks)
    except Problem as problem:
        print(f"error: {problem}", file=sys.stderr)
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # Python's own exit code would be 1, which says tampered
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what is left to print may be what failed
        print(f"error: {type(error).__name__}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
