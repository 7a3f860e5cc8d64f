"""Tell whether a file lies on a network drive, where SQLite cannot keep two computers apart."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_NETWORK = frozenset(
    (
        *("9p", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "gfs2", "glusterfs", "gpfs", "lustre", "ncpfs"),
        *("nfs", "nfs4", "ocfs2", "orangefs", "smb2", "smb3", "smbfs"),
        *("fuse.davfs", "fuse.glusterfs", "fuse.rclone", "fuse.s3fs", "fuse.sshfs"),
    )
)
_MOUNTS = Path("/proc/self/mountinfo")
_REMOTE = 4  # DRIVE_REMOTE of Windows


def network_drive(path: Path) -> str:
    """Give the kind of network drive that a file lies on ("nfs4", "cifs", …), empty for a drive of this computer.

    Known are Linux and Windows; elsewhere, and where the system does not say, it is empty.
    """
    try:
        if sys.platform == "win32":
            import ctypes

            anchor = path.resolve().anchor
            return "network" if ctypes.windll.kernel32.GetDriveTypeW(anchor) == _REMOTE else ""
        device = path.stat().st_dev
        return _kind_of(_MOUNTS.read_text(encoding="utf-8", errors="replace"), os.major(device), os.minor(device))
    except OSError:
        return ""


def _kind_of(mounts: str, major: int, minor: int) -> str:
    """Find a device in the lines of mountinfo: "36 35 0:52 / /mnt rw - nfs4 server:/export rw"."""
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        kind = after.partition(" ")[0]
        if kind in _NETWORK and f"{major}:{minor}" in before.split(" ", 3)[2:3]:
            return kind
    return ""
