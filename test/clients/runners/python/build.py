"""Installs the package with its tools into its own environment, unless that was done: build.py ENVIRONMENT PACKAGE."""

# ruff: noqa: S603 - runs nothing but Python and pip

import hashlib
import subprocess
import sys
from pathlib import Path

environment, package = map(Path, sys.argv[1:])
stamp = environment / "installed.txt"
wanted = hashlib.sha256((package / "pyproject.toml").read_bytes() + sys.version.encode()).hexdigest()
if not stamp.exists() or stamp.read_text() != wanted:
    subprocess.run([sys.executable, "-m", "venv", "--clear", environment], check=True)
    pip = [str(environment / "bin" / "pip"), "install", "--quiet", "--disable-pip-version-check"]
    # Editable: what is changed in the package later needs no new installation.
    subprocess.run([*pip, "--editable", f"{package}[dev]"], check=True)
    stamp.write_text(wanted)
