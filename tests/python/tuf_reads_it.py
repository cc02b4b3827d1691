#!/usr/bin/env python3
"""Reads a published pack with python-tuf, the reference client of The Update Framework.

Refreshes from a root that is trusted beforehand and downloads every target that is named. Nothing of ours takes
part, so what passes here can be read by any TUF client.

Needs: pip install tuf
Exit status: 0 all targets downloaded and verified, 1 something was not trusted or not there, 2 the call was wrong.
"""

import argparse
import pathlib
import sys
import tempfile

from tuf.api.exceptions import DownloadError, RepositoryError
from tuf.ngclient import Updater


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("metadata_url", help="where N.root.json and timestamp.json are")
    parser.add_argument("targets_url", help="where the objects are")
    parser.add_argument("root", type=pathlib.Path, help="the trusted 1.root.json")
    parser.add_argument("target", nargs="+", help="such as de.pack.zst")
    parser.add_argument("--state", type=pathlib.Path, help="folder that remembers what was trusted, for a second call")
    call = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        state = call.state or pathlib.Path(scratch, "state")
        files = pathlib.Path(scratch, "files")
        state.mkdir(parents=True, exist_ok=True)
        files.mkdir()
        try:
            read(call, state, files)
        except (RepositoryError, DownloadError, LookupError) as fault:
            print(f"not trusted: {type(fault).__name__}: {fault}", file=sys.stderr)
            return 1
    return 0


def read(call: argparse.Namespace, state: pathlib.Path, files: pathlib.Path) -> None:
    updater = Updater(
        metadata_dir=str(state),
        metadata_base_url=call.metadata_url.rstrip("/") + "/",
        target_dir=str(files),
        target_base_url=call.targets_url.rstrip("/") + "/",
        bootstrap=call.root.read_bytes(),
    )
    updater.refresh()
    for name in call.target:
        info = updater.get_targetinfo(name)
        if info is None:
            raise LookupError(f"no target {name}")
        path = updater.download_target(info)
        # A delta has nothing to say beyond its name and its hash.
        published = (info.custom or {}).get("published_at", "as a delta")
        print(f"{name}: {info.length} bytes, published {published}, {path}")


if __name__ == "__main__":
    sys.exit(main())
