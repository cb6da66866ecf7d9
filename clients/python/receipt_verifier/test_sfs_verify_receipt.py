"""Tests; the receipts and the proofs are the ones that `sfs audit verify` is tested with.

SFS_EVERY_BIT=1 flips every bit of a receipt instead of a sample. SFS_AGREEMENT names a file of receipts, with what another
verifier made of them.
"""

from __future__ import annotations

import base64
import contextlib
import io
import json
import os
import random
import tempfile
import unittest
from pathlib import Path
from typing import Any
from unittest import mock

import sfs_receipt_formats as formats
from sfs_verify_receipt import Check, exit_code, main, verify_receipt, which_run

VECTORS = Path(__file__).resolve().parents[3] / "test" / "audit" / "vectors"
RECEIPTS = VECTORS / "receipt"


def read_folder(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def write_folder(folder: Path, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def flipped(data: bytes, bit: int) -> bytes:
    changed = bytearray(data)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def change(files: dict[str, bytes], what: dict[str, Any]) -> None:
    """Does to the files what a case says."""
    name = what["file"]
    before = files[name]
    if "remove" in what:
        del files[name]
    elif "swap" in what:
        files[name], files[what["swap"]] = files[what["swap"]], before
    elif "flip" in what:
        files[name] = flipped(before, what["flip"])
    elif "replace" in what:
        old, new = what["replace"]
        files[name] = before.replace(old.encode(), new.encode(), 1)
    elif "append" in what:
        files[name] = before + what["append"].encode()
    else:
        files[name] = (RECEIPTS / what["content_of"]).read_bytes()
    if files.get(name) == before:
        raise AssertionError(f"{name} stays as it is")


def run(*argv: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = main([*argv])
        except SystemExit as stop:
            code = int(str(stop.code))
    return code, out.getvalue(), err.getvalue()


@unittest.skipUnless(VECTORS.is_dir(), "the vectors are in the repository only")
class MerkleTrees(unittest.TestCase):
    def setUp(self) -> None:
        self.vectors = json.loads((VECTORS / "merkle.json").read_bytes())

    def test_leaves_and_nodes_have_the_hashes_of_rfc_6962(self) -> None:
        roots = {tuple(one["leaves"]): one["root"] for one in self.vectors["roots"]}
        left, right = formats.leaf_hash(b""), formats.leaf_hash(b"\0")
        self.assertEqual(roots[("",)], left.hex())
        self.assertEqual(roots[("", "00")], formats.node_hash(left, right).hex())

    def test_inclusion_holds_for_what_is_in_the_tree_and_for_nothing_else(self) -> None:
        for one in self.vectors["inclusion"]:
            leaf, root = bytes.fromhex(one["leaf_hash"]), bytes.fromhex(one["root"])
            index, size, path = one["index"], one["size"], [bytes.fromhex(step) for step in one["proof"]]
            self.assertTrue(formats.verify_inclusion(leaf, index, size, path, root))
            wrong = [(leaf, other, size, path, root) for other in range(-1, size + 2) if other != index]
            wrong += [(b"\1" * 32, index, size, path, root), (leaf, index, size, [*path, leaf], root)]
            wrong += [(leaf, index, size, path[:-1], root)] if path else []
            wrong += [(leaf, index, size, [*path[:at], bytes(32), *path[at + 1 :]], root) for at in range(len(path))]
            for arguments in wrong:
                self.assertIsNone(formats.attempt(formats.verify_inclusion, *arguments), arguments)

    def test_consistency_holds_for_a_tree_that_only_grew(self) -> None:
        for one in self.vectors["consistency"]:
            old, new = (one["old_size"], bytes.fromhex(one["old_root"])), (one["new_size"], bytes.fromhex(one["new_root"]))
            path = [bytes.fromhex(step) for step in one["proof"]]
            self.assertTrue(formats.verify_consistency(*old, *new, path))
            wrong = [(*old, *new, [*path, bytes(32)]), (old[0], bytes(32), *new, path)]
            wrong += [(*old, new[0], bytes(32), path)] if old[0] > 0 else []
            wrong += [(*old, *new, path[:-1])] if path else []
            wrong += [(*old, *new, [*path[:at], bytes(32), *path[at + 1 :]]) for at in range(len(path))]
            for arguments in wrong:
                self.assertIsNone(formats.attempt(formats.verify_consistency, *arguments), arguments)


class Json(unittest.TestCase):
    def test_it_is_spelled_as_ecmascript_spells_it(self) -> None:
        text = '"\\/\b\f\n\r\t\x00\x1f\x7f\u0080\u2028\u2029\u00fc\U0001f600\ud800x\udfff'
        spelled = '"\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\x7f\u0080\u2028\u2029\u00fc\U0001f600\\ud800x\\udfff"'
        self.assertEqual(formats.write_json(text), spelled.encode())
        self.assertEqual(formats.read_json(spelled.encode()), text)
        self.assertEqual(formats.write_json({"b": [], "a": {"n": -1, "t": True}}), b'{"b":[],"a":{"n":-1,"t":true}}')
        self.assertEqual(formats.write_json({"a": {"b": 1}, "c": {}}, 2), b'{\n  "a": {\n    "b": 1\n  },\n  "c": {}\n}')

    def test_numbers_that_readers_disagree_about_are_refused(self) -> None:
        refused = "1.0 1e3 9007199254740992 -9007199254740992 NaN -Infinity 01 +1 0x1".split()
        for text in [*refused, "1" * 5000]:
            self.assertIsNone(formats.attempt(formats.read_json, text.encode()), text)
        self.assertEqual(formats.read_json(b"[0,-7,9007199254740991]"), [0, -7, 2**53 - 1])


@unittest.skipUnless(RECEIPTS.is_dir(), "the vectors are in the repository only")
class Receipts(unittest.TestCase):
    def setUp(self) -> None:
        self.good = read_folder(RECEIPTS / "good")
        self.trust = formats.parse_keys((RECEIPTS / "keys" / "trusted.txt").read_bytes())
        self.since = (RECEIPTS / "checkpoints" / "earlier").read_bytes()

    def verify(self, files: dict[str, bytes]) -> list[Check]:
        return verify_receipt(files, self.trust, self.since)

    def test_a_good_receipt_holds(self) -> None:
        checks = self.verify(self.good)
        self.assertEqual({check.result for check in checks}, {"ok"}, checks)
        self.assertEqual(len(checks), 10)

    def test_each_case_comes_to_what_it_says(self) -> None:
        for case in json.loads((RECEIPTS / "cases.json").read_bytes()):
            with self.subTest(case["name"]):
                files = read_folder(RECEIPTS / case["receipt"])
                if case["change"]:
                    change(files, case["change"])
                trust = formats.parse_keys((RECEIPTS / case["keys"]).read_bytes()) if case["keys"] else None
                since = (RECEIPTS / case["since"]).read_bytes() if case["since"] else None
                checks = verify_receipt(files, trust, since)
                results = {check.name: check.result for check in checks if check.name in case["checks"]}
                self.assertEqual((exit_code(checks), results), (case["expect"], case["checks"]))

    def test_no_bit_of_any_file_is_free(self) -> None:
        chosen = random.Random(20260102)
        for name, content in self.good.items():
            bits = range(8 * len(content))
            sample = bits if os.environ.get("SFS_EVERY_BIT") else chosen.sample(bits, min(len(bits), 15))
            for bit in sample:
                self.assertNotEqual(exit_code(self.verify({**self.good, name: flipped(content, bit)})), 0, (name, bit))

    def test_no_byte_can_be_added_to_any_file_or_cut_off(self) -> None:
        for name, content in self.good.items():
            for other in (content + b"\n", content + b"\0", content[:-1], b"\n" + content, b"\xef\xbb\xbf" + content, b""):
                self.assertNotEqual(exit_code(self.verify({**self.good, name: other})), 0, (name, other[:8]))

    def test_hostile_files_end_in_a_check_and_never_in_an_error(self) -> None:
        texts = [b"[" * 60_000, b'{"a":' * 10_000 + b"1" + b"}" * 10_000, b"\n" * 9999, b"\xe2\x80\x94 a b\n" * 99]
        texts += [b"\xff\xfe", b"\0" * 64, b"null", b"[]", b"{}", b'"\\ud800"']
        hostile = [(name, text) for name in self.good for text in texts]
        values: tuple[Any, ...] = (None, {"a": []})
        for name in ("events/1.body", "events/4.body", "run.json"):
            said = json.loads(self.good[name])
            hostile += [(name, formats.write_json({**said, field: value})) for field in said for value in values]
            outputs = said.get("outputs", {})
            changed = [{**outputs, field: value} for field in outputs for value in values]
            hostile += [(name, formats.write_json({**said, "outputs": other})) for other in changed if other != outputs]
        for name, content in hostile:
            checks = self.verify({**self.good, name: content})
            if content != self.good[name]:
                self.assertNotEqual(exit_code(checks), 0, (name, content[:40]))
            self.assertEqual([check for check in checks if "hold something" in check.message], [], content[:99])

    def test_the_run_is_named_in_the_forms_that_are_ours_only(self) -> None:
        run, commit = f"run_{'a' * 32}", "0" * 40
        ended = {"id": run, "commit": commit, "status": "timed_out", "exit_code": 0}
        for changes, text in (
            ({}, f"{run}, commit {commit}, timed_out, exit code 0"),
            ({"commit": None, "exit_code": None}, f"{run}, commit none, timed_out"),
            ({"commit": "", "exit_code": -1}, f"{run}, commit none, timed_out, exit code -1"),
            ({"commit": "none", "status": "PASSED", "exit_code": True}, run),
            ({"id": f"{run}\n", "commit": f"{commit}\n", "status": "passed\x07", "exit_code": "0"}, ""),
            ({"id": [], "commit": {}, "status": None, "exit_code": []}, ""),
        ):
            self.assertEqual(which_run({**ended, **changes}), text)

    def test_what_a_file_says_is_never_shown(self) -> None:
        bell = b"\x07secret"
        for name, content in self.good.items():
            for other in (bell + content, content + bell, content.replace(b"\n", b"\n" + bell, 1)):
                shown = " ".join(check.message for check in self.verify({**self.good, name: other, f"{name}\x07": b""}))
                self.assertTrue(shown.isascii() and shown.isprintable() and "secret" not in shown, shown)

    def test_it_agrees_with_another_verifier(self) -> None:
        path = os.environ.get("SFS_AGREEMENT")
        for one in json.loads(Path(path).read_bytes()) if path else []:
            files = {**self.good, **{name: base64.b64decode(text) for name, text in one["files"].items()}}
            for name in one["removed"]:
                del files[name]
            checks = self.verify(files)
            made = {"exit_code": exit_code(checks), "results": {check.name: check.result for check in checks}}
            self.assertEqual(made, {"exit_code": one["exit_code"], "results": one["results"]}, one["name"])


@unittest.skipUnless(RECEIPTS.is_dir(), "the vectors are in the repository only")
class Command(unittest.TestCase):
    good, keys = str(RECEIPTS / "good"), str(RECEIPTS / "keys" / "trusted.txt")

    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def test_it_prints_a_line_for_each_check(self) -> None:
        code, out, err = run(self.good, "--keys", self.keys, "--since", str(RECEIPTS / "checkpoints" / "earlier"))
        lines = out.splitlines()
        self.assertEqual((code, err, len(lines)), (0, "", 10))
        self.assertEqual(lines[0], "ok          files         16 files")

    def test_without_keys_it_says_self_asserted(self) -> None:
        code, out, _ = run(self.good, "--json")
        told = json.loads(out)
        self.assertEqual((code, told["exit_code"]), (3, 3))
        self.assertTrue(told["checks"][1]["message"].startswith("self-asserted:"))

    def test_keys_from_the_receipt_itself_are_refused(self) -> None:
        (self.folder / "link").symlink_to(self.good)
        for keys in (f"{self.good}/keys.txt", f"{self.good}/events/../keys.txt", f"{self.folder}/link/keys.txt"):
            code, out, err = run(self.good, "--keys", keys)
            self.assertEqual((code, out), (2, ""))
            self.assertIn("it lies in the receipt itself", err)

    def test_keys_and_checkpoints_that_are_none_are_refused(self) -> None:
        for text in ("", "# only a comment\n", "sfsk_a_secret\n", Path(self.keys).read_text().replace("+a", "+b")):
            (self.folder / "file").write_text(text)
            code, out, err = run(self.good, "--keys", str(self.folder / "file"))
            self.assertEqual((code, out, "secret" in err), (2, "", False), err)
            code, out, err = run(self.good, "--keys", self.keys, "--since", str(self.folder / "file"))
            self.assertEqual((code, out, "secret" in err), (2, "", False), err)

    def test_folders_that_are_no_receipts_are_unusable(self) -> None:
        (self.folder / "empty").mkdir()
        for path in ("empty", "missing", "a\0b", "\udcff", "x" * 5000):
            code, _, err = run(f"{self.folder}/{path}")
            self.assertEqual(code, 2, path)
        code, _, err = run(self.keys)
        self.assertEqual((code, err), (2, "error: RECEIPT: Not a directory\n"))
        self.assertEqual(run()[0], 2)

    def test_links_and_fifos_are_not_opened(self) -> None:
        for name in ("run.json", "events/1.body", "events"):
            with tempfile.TemporaryDirectory() as root:
                copy = Path(root) / "receipt"
                write_folder(copy, read_folder(Path(self.good)))
                (copy / name).rename(Path(root) / "moved")
                (copy / name).symlink_to(Path(root) / "moved")
                self.assertEqual(run(str(copy), "--keys", self.keys)[0], 2, name)
                (copy / name).unlink()
                os.mkfifo(copy / name)
                self.assertEqual(run(str(copy), "--keys", self.keys)[0], 2, name)

    def test_a_file_that_is_too_large_is_not_read(self) -> None:
        write_folder(self.folder, read_folder(Path(self.good)))
        os.truncate(self.folder / "context.md", 1 << 40)
        code, _, err = run(str(self.folder), "--keys", self.keys)
        self.assertEqual((code, "bytes that are read" in err), (2, True))

    def test_only_findings_and_context_may_be_long(self) -> None:
        for name, code in (("findings.jsonl", 1), ("context.md", 1), ("run.json", 2), ("checkpoint", 2), ("events/1.body", 2)):
            write_folder(self.folder, {**read_folder(Path(self.good)), name: b" " * (1024 * 1024 + 1)})
            self.assertEqual(run(str(self.folder), "--keys", self.keys)[0], code, name)

    def test_an_interruption_leaves_no_trace(self) -> None:
        with mock.patch("sfs_verify_receipt.read_receipt", side_effect=KeyboardInterrupt):
            self.assertEqual(run(self.good, "--keys", self.keys), (130, "", ""))

    def test_what_does_not_belong_to_a_receipt_is_passed_over(self) -> None:
        write_folder(self.folder, read_folder(Path(self.good)))
        write_folder(self.folder, {"notes/a": b"", "events/0.body": b"x", "events/01.body": b"x", "\x1b[2J": b"x"})
        (self.folder / "link").symlink_to("/nowhere")
        (self.folder / "consistency").unlink()
        code, out, _ = run(str(self.folder), "--keys", self.keys)
        self.assertEqual(code, 0)
        self.assertIn("20 files; 5 that do not belong to a receipt were passed over", out)


if __name__ == "__main__":
    unittest.main()
