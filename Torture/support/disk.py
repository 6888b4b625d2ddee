"""A disk that gets full: a tmpfs of its own."""

import errno
import os
import subprocess
from pathlib import Path

from .promise import promise


class Disk:
    """A mounted tmpfs, and a file that takes all of its room."""

    def __init__(self, folder: Path, size: str):
        self.folder = folder
        self.filler = folder / "filler"
        folder.mkdir(parents=True, exist_ok=True)
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size},mode=0700", "tmpfs", str(folder)],
                              capture_output=True, text=True)
        promise(done.returncode == 0,
                f"a tmpfs can't be mounted, which takes root and CAP_SYS_ADMIN: {done.stderr.strip()}")

    def fill(self) -> None:
        """Takes all room that is left, to the last byte."""
        with open(self.filler, "ab", buffering=0) as filler:
            for size in (1 << 20, 4096, 1):
                try:
                    while filler.write(bytes(size)):
                        pass
                except OSError as error:
                    if error.errno != errno.ENOSPC:
                        raise

    def make_room(self) -> None:
        self.filler.unlink(missing_ok=True)

    def free(self) -> int:
        found = os.statvfs(self.folder)
        return found.f_bavail * found.f_frsize

    def unmount(self) -> None:
        # Lazily: what still has a file open there is about to be ended.
        subprocess.run(["umount", "--lazy", str(self.folder)], check=False, capture_output=True)
