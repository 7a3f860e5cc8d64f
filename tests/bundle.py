"""Build the program as one folder with PyInstaller and try the result out: ``make bundle``.

The window is started offscreen with ``--smoke`` (open a library, extract, edit, export, quit), the command line does
the main job on the sample articles. Anything on stderr is a failure, for that is where a missing module shows.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

import run
from tests.conftest import ROOT

FOLDER = ROOT / "dist" / "leuchtstift"
SUFFIX = ".exe" if os.name == "nt" else ""
PAGE = """<html lang="de"><head><title>Ein Treffen</title></head><body><article><h1>Ein Treffen</h1>
<p>Olaf Scholz sprach am Montag in Genf mit Annalena Baerbock über die Lage. Beide wollen bald wieder sprechen.</p>
</article></body></html>"""
PATIENCE = 600  # seconds for one start


def prepare() -> None:
    """Have what PyInstaller needs of a Linux, and what shall go into the folder; raises SetupError where that fails."""
    if sys.platform != "linux":
        return
    wanted = run.unloadable(" ".join((run.ANY_QT, run.X11, run.WAYLAND)))
    if shutil.which("objdump") is None:
        wanted["objdump"] = "binutils"
    if sys.base_prefix == "/usr":  # Debian keeps the library of its Python in a package of its own
        library = str(sysconfig.get_config_var("INSTSONAME"))
        wanted |= run.unloadable(f"{library}=libpython{run.THIS_VERSION}")
    if wanted and not run.may_apt():
        raise run.SetupError(f"To build, install first: sudo apt-get install {' '.join(sorted(wanted.values()))}")
    if wanted:
        run.apt_install(sorted(wanted.values()))


def build() -> None:
    """Run PyInstaller; raises CalledProcessError if it fails."""
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    command += ["--distpath", str(ROOT / "dist"), "--workpath", str(ROOT / "build" / "pyinstaller"), "build_app.spec"]
    subprocess.run(command, cwd=ROOT, check=True)


def try_out(home: Path) -> list[str]:
    """Start what was built, far from the source; give what went wrong."""
    library, out = str(home / "sample.leuchtstift"), str(home / "out.jsonl")
    cli = [str(FOLDER / f"leuchtstift-cli{SUFFIX}"), "--library", library]
    (home / "page.html").write_text(PAGE, encoding="utf-8")
    calls = [
        [str(FOLDER / f"leuchtstift{SUFFIX}"), "--smoke"],
        [*cli, "import", str(ROOT / "seeds"), str(home / "page.html")],
        [*cli, "extract"],
        [*cli, "export", "--layer", "proposals", "--state", "all", out],
    ]
    keep = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "LANG")
    env = {name: value for name, value in os.environ.items() if name.upper() in keep}
    env |= {"QT_QPA_PLATFORM": "offscreen", "LEUCHTSTIFT_HOME": str(home), "HOME": str(home)}
    problems = []
    for call in calls:
        done = subprocess.run(call, cwd=home, env=env, capture_output=True, text=True, timeout=PATIENCE, check=False)
        print(f"{Path(call[0]).name} {' '.join(call[1:])}: exit code {done.returncode}\n{done.stdout}", flush=True)
        if done.returncode or done.stderr:
            problems.append(f"{' '.join(call)}: exit code {done.returncode}\n{done.stderr}")
    if not problems and not Path(out).stat().st_size:
        problems.append("The export of the proposals is empty.")
    return problems


def size(folder: Path) -> int:
    """Give the bytes of a folder's files."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def main() -> int:
    """Build and try out; give 1 if something went wrong."""
    prepare()
    build()
    with tempfile.TemporaryDirectory(prefix="leuchtstift smoke ") as home:
        problems = try_out(Path(home))
    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"{FOLDER}: {size(FOLDER) / 1e6:.0f} MB, {'FAILED' if problems else 'works'}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
