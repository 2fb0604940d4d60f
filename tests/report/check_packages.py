#!/usr/bin/env python3
"""Checks that what the build fetches is what package-lock.json names. usage: check_packages.py ROOT"""
import base64
import json
import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1])
page = root / "src/report/page"
wanted = json.loads((page / "package.json").read_text())["dependencies"]
locked = json.loads((page / "package-lock.json").read_text())["packages"]
fetched = re.findall(r'"([^"|]+)\|([^"|]+)\|([0-9a-f]{128})\|',
                     (root / "tools/cmake/ReportCharts.cmake").read_text())
faults = []
if sorted(name for name, _, _ in fetched) != sorted(wanted):
    faults.append("package.json and ReportCharts.cmake name other packages")
for name, version, sha512 in fetched:
    lock = locked.get(f"node_modules/{name}", {})
    integrity = "sha512-" + base64.b64encode(bytes.fromhex(sha512)).decode()
    if wanted.get(name) != version or lock.get("version") != version:
        faults.append(f"{name}: fetched as {version}, wanted as {wanted.get(name)}, locked as {lock.get('version')}")
    if lock.get("integrity") != integrity:
        faults.append(f"{name}: its hash is not the one that is locked")
print("\n".join(faults) or "ok")
sys.exit(1 if faults else 0)
