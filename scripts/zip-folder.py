# SPDX-License-Identifier: MIT
"""Zips a folder, the same bytes for the same files: python3 zip-folder.py FOLDER FILE [NAME]

Order, times and permissions are fixed. With NAME everything lies in a folder of that name inside the zip.
"""

import pathlib
import sys
import zipfile


def main():
    folder, target = pathlib.Path(sys.argv[1]), sys.argv[2]
    prefix = sys.argv[3] + "/" if len(sys.argv) > 3 else ""
    files = sorted((path.relative_to(folder).as_posix(), path) for path in folder.rglob("*") if path.is_file())
    if not files:
        sys.exit(f"{folder}: there is no file in it")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, path in files:
            entry = zipfile.ZipInfo(prefix + name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix, whatever this runs on, so that the permissions below mean the same
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, path.read_bytes(), compresslevel=9)


main()
