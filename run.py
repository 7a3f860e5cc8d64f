#!/usr/bin/env python3
"""Set Leuchtstift up and start it; nothing but Python 3.11 or newer has to be there.

python3 run.py               prepare what is missing, then open the window on the sample library;
                             without a screen do the main job offscreen, into build/demo
python3 run.py LIBRARY       the same with a library of your own: a file that ends in .leuchtstift
python3 run.py setup         only prepare
python3 run.py test ARGS     run the tests, offscreen (ARGS go to pytest)
python3 run.py cli ARGS      the command line: import, list, show, extract, export and more
python3 run.py lint          and bench, big, soak, eval, shots, bundle, fuzz, torture: for developers (see Makefile)
"""

import ctypes
import hashlib
import importlib.util
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

# Everything up to here, and the syntax of the rest, must be readable to Python 3.6: it is to say the sentence below.
if sys.version_info < (3, 11):
    _newer = [name for name in ("python3.13", "python3.12", "python3.11", "python3.14") if shutil.which(name)]
    sys.exit(
        "Leuchtstift needs Python 3.11 or newer; this is Python {}.{}. ".format(*sys.version_info[:2])
        + (f"Start it with: {_newer[0]} run.py" if _newer else "Install one, then start run.py with it.")
    )

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "leuchtstift.json"
LOCK, DEV_LOCK = ROOT / "requirements.lock", ROOT / "requirements-dev.lock"
THIS_VERSION = "{}.{}".format(*sys.version_info[:2])
DEMO = ROOT / "build" / "demo"
say = partial(print, flush=True)  # what is started here writes to the same place
# What needs the development packages and no screen: command and module.
DEVELOPERS = {"test": "pytest", "bench": "tests.benchmarks", "eval": "tests.evaluation"}
DEVELOPERS |= {name: f"tests.{name}" for name in ("lint", "shots", "bundle", "fuzz", "torture", "big", "soak")}

# The shared libraries that PySide6 does not bring along, each with Debian's package for it. Qt's own message cannot be
# trusted: it names libxcb-cursor0 whichever one is missing.
ANY_QT = """libGL.so.1=libgl1 libEGL.so.1=libegl1 libglib-2.0.so.0=libglib2.0-0 libdbus-1.so.3=libdbus-1-3
    libfontconfig.so.1=libfontconfig1 libfreetype.so.6=libfreetype6 libxkbcommon.so.0=libxkbcommon0
    libX11.so.6=libx11-6"""
X11 = """libxkbcommon-x11.so.0=libxkbcommon-x11-0 libxcb-cursor.so.0=libxcb-cursor0 libxcb-icccm.so.4=libxcb-icccm4
    libxcb-keysyms.so.1=libxcb-keysyms1 libxcb-shape.so.0=libxcb-shape0 libX11-xcb.so.1=libx11-xcb1
    libxcb-image.so.0=libxcb-image0 libxcb-render-util.so.0=libxcb-render-util0 libxcb-util.so.1=libxcb-util1
    libxcb-randr.so.0=libxcb-randr0 libxcb-xkb.so.1=libxcb-xkb1"""
WAYLAND = "libwayland-client.so.0=libwayland-client0 libwayland-cursor.so.0=libwayland-cursor0"


class SetupError(Exception):
    """Something that the person at the keyboard has to mend; the text says what and how."""


# --- the virtual environment --------------------------------------------------------------------------------------


def prepare(lock: Path) -> bool:
    """Bring the virtual environment to what a lock file says; give False if it was so already."""
    stamp = read_stamp()
    # The development lock holds everything of the plain one, so whoever has it has both.
    wanted = {"path": str(VENV), LOCK.name: digest(LOCK), lock.name: digest(lock)}
    if PYTHON.exists() and wanted.items() <= stamp.items() and stamp.get("python") == THIS_VERSION:
        return False
    version = venv_version()
    if not version or stamp.get("path", str(VENV)) != str(VENV) or stamp.get("python", version) != version:
        make_venv(rebuilt=VENV.exists())
        stamp, version = {}, venv_version()
    elif wanted.items() <= stamp.items():  # another Python started us, but the environment is whole
        return False
    install(lock)
    compile_bytecode()
    write_stamp({**stamp, **wanted, "python": version})
    return True


def digest(lock: Path) -> str:
    """Give a fingerprint of a lock file."""
    return hashlib.sha256(lock.read_bytes()).hexdigest()


def read_stamp() -> dict[str, str]:
    """Read what an earlier run left about the environment; empty where none did, or where it cannot be read."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def write_stamp(stamp: dict[str, str]) -> None:
    """Note that the environment is complete, in one step."""
    fresh = STAMP.with_suffix(".new")
    fresh.write_text(json.dumps(stamp, indent=1), encoding="utf-8")
    fresh.replace(STAMP)


def venv_version() -> str:
    """Ask the environment's Python for its version; empty if it is missing, does not run or is too old."""
    code = "import sys, encodings; print('%d.%d' % sys.version_info[:2] if sys.version_info >= (3, 11) else '')"
    try:
        answer = subprocess.run([PYTHON, "-c", code], capture_output=True, text=True, check=True, env=environment())
    except (OSError, subprocess.CalledProcessError):
        return ""
    return answer.stdout.strip()


def make_venv(*, rebuilt: bool) -> None:
    """Make the virtual environment anew."""
    if importlib.util.find_spec("ensurepip") is None:
        package = f"python{THIS_VERSION}-venv"
        if not may_apt():
            raise SetupError(
                f"This Python cannot make virtual environments: its module ensurepip is missing.\n"
                f"On Debian and Ubuntu:  sudo apt install {package}\nThen run this again."
            )
        apt_install([package])
    say("The virtual environment in .venv is broken or was moved: making it anew." if rebuilt else
        "Making a virtual environment in .venv.")  # fmt: skip
    if VENV.is_symlink():
        VENV.unlink()
    trouble = run_quietly([sys.executable, "-m", "venv", "--clear", str(VENV)])
    if trouble:
        raise SetupError(f"The virtual environment could not be made:\n{trouble}")


def install(lock: Path) -> None:
    """Install what a lock file says, hashes checked, with a count on a terminal."""
    if run_quietly([str(PYTHON), "-m", "pip", "--version"]):  # uv makes environments without pip
        run_quietly([str(PYTHON), "-m", "ensurepip"])
    total = sum(line[:1].isalnum() for line in lock.read_text(encoding="utf-8").splitlines())
    say(f"Installing {total} packages; the first time this downloads some 200 MB and takes a minute or more.")
    count = 0

    def show(line: str) -> None:
        nonlocal count
        count += line.startswith(("Collecting ", "Requirement already satisfied", "Ignoring "))
        if sys.stdout.isatty():
            print(f"{count} of {total}", end="\r", flush=True)

    command = [str(PYTHON), "-m", "pip", "install", "--require-hashes", "--no-deps", "--only-binary", ":all:"]
    command += ["--no-input", "--disable-pip-version-check", "--progress-bar", "off", "-r", str(lock)]
    trouble = run_quietly(command, heard=show)
    if trouble:
        raise SetupError(
            f"The packages could not be installed. pip says:\n{trouble}\n"
            "Is the machine online, is there 1 GB of room, and is this Python 3.11 to 3.14? "
            "Then run this again: it goes on where it stopped."
        )


def compile_bytecode() -> None:
    """Compile everything once, so that no start has to (uv does not, and a read-only checkout could not)."""
    # The exit code tells of test data in packages that is no Python of this version: nothing to act on.
    folders = [str(path) for path in (ROOT / "core", ROOT / "gui", VENV / "lib", VENV / "Lib") if path.is_dir()]
    run_quietly([str(PYTHON), "-m", "compileall", "-qq", "-j", "0", *folders])


# --- the system ---------------------------------------------------------------------------------------------------


def screen_problem() -> str:
    """Say why no window can be opened here; empty if one can."""
    if os.environ.get("QT_QPA_PLATFORM", "").startswith(("offscreen", "minimal")):
        return "QT_QPA_PLATFORM asks for none"
    if sys.platform in ("win32", "darwin") or has_wayland() or has_x11():
        return ""
    display = os.environ.get("DISPLAY")
    return f"nothing answers at DISPLAY={display}" if display else "neither DISPLAY nor WAYLAND_DISPLAY is set"


def has_wayland() -> bool:
    """Tell whether a Wayland session is there."""
    name = os.environ.get("WAYLAND_DISPLAY")
    return bool(name) and Path(os.environ.get("XDG_RUNTIME_DIR", "/"), str(name)).exists()


def has_x11() -> bool:
    """Tell whether an X server answers, or might: without libxcb it cannot be asked, and its absence is told later."""
    if not os.environ.get("DISPLAY"):
        return False
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    answers: bool = xcb.xcb_connection_has_error(connection) == 0
    xcb.xcb_disconnect(connection)
    return answers


def missing_packages() -> dict[str, str]:
    """Give the shared libraries that Qt needs here and that cannot be loaded, with Debian's packages."""
    if sys.platform != "linux":
        return {}
    screens = [table for table, there in ((WAYLAND, has_wayland()), (X11, has_x11())) if there]
    lacking = [unloadable(table) for table in screens]
    on_screen = {} if not lacking or {} in lacking else lacking[0]
    return {**unloadable(ANY_QT), **on_screen}


def unloadable(table: str) -> dict[str, str]:
    """Give the libraries of a table that cannot be loaded, with their packages."""
    rows = {}
    for soname, package in (row.split("=") for row in table.split()):
        try:
            ctypes.CDLL(soname)
        except OSError:
            rows[soname] = package
    return rows


def prepare_system(*, fonts: bool) -> None:
    """Install the system's packages that Qt needs, or name them where this may not be done."""
    missing = missing_packages()
    if missing and may_apt():
        apt_install(sorted(missing.values()))
        missing = missing_packages()
    if missing:
        raise SetupError(
            f"Qt cannot start: {', '.join(missing)} cannot be loaded.\n"
            f"On Debian and Ubuntu:  sudo apt-get install {' '.join(sorted(missing.values()))}\n"
            "On other systems install the packages that hold these libraries. Then run this again."
        )
    if fonts and sys.platform == "linux" and not has_font():
        if may_apt():
            apt_install(["fonts-dejavu-core"])
        else:
            say("There is no font on this system, letters will show as boxes:  sudo apt-get install fonts-dejavu-core")


def has_font() -> bool:
    """Tell whether fontconfig knows any font."""
    fontconfig = ctypes.CDLL("libfontconfig.so.1")
    fontconfig.FcInitLoadConfigAndFonts.restype = ctypes.c_void_p
    fontconfig.FcConfigGetFonts.restype = ctypes.POINTER(ctypes.c_int)  # struct FcFontSet: its first field is the count
    fonts = fontconfig.FcConfigGetFonts(ctypes.c_void_p(fontconfig.FcInitLoadConfigAndFonts()), 0)
    return bool(fonts) and fonts[0] > 0


def may_apt() -> bool:
    """Tell whether system packages can be installed without asking: root on a Debian."""
    return sys.platform == "linux" and os.geteuid() == 0 and shutil.which("apt-get") is not None


def apt_install(packages: list[str]) -> None:
    """Install Debian packages; a list of packages that is missing or old is fetched first."""
    say(f"Installing {', '.join(packages)} with apt-get.")
    command = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y", "-qq", *packages]
    if run_quietly(command):
        run_quietly(["apt-get", "update"])
        trouble = run_quietly(command)
        if trouble:
            raise SetupError(f"apt-get could not install {' '.join(packages)}:\n{trouble}")
    importlib.invalidate_caches()


# --- running ------------------------------------------------------------------------------------------------------


def environment() -> dict[str, str]:
    """Give the environment for all that is started here: our packages, and no others that PYTHONPATH might bring."""
    foreign = ("PYTHONHOME", "PYTHONPATH", "PYTHONSAFEPATH")
    return {name: value for name, value in os.environ.items() if name not in foreign}


def run_quietly(command: list[str], heard: Callable[[str], None] = lambda line: None) -> str:
    """Run a command and pass on each line; if it failed give its errors, or its last lines, else nothing."""
    lines = []
    with subprocess.Popen(
        command, cwd=ROOT, env=environment(), text=True, errors="replace",
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    ) as process:  # fmt: skip
        for line in process.stdout or ():
            lines.append(line)
            heard(line)
    errors = [line for line in lines if line.startswith("ERROR:")] or lines[-15:]
    return ("".join(errors).strip() or f"exit code {process.returncode}") if process.returncode else ""


def start(arguments: list[str], *, offscreen: bool = False, here: bool = False, said: str = "") -> int:
    """Run the environment's Python on our modules and give its exit code; ``here`` keeps the current folder."""
    # -P keeps a folder named core or gui where the person stands from being taken for ours.
    platform = {"QT_QPA_PLATFORM": "offscreen"} if offscreen else {}
    env = {**platform, **environment(), "PYTHONPATH": str(ROOT), "LEUCHTSTIFT_PROGRAM": said}  # for messages
    process = subprocess.Popen([PYTHON, "-P", *arguments], env=env, cwd=None if here else ROOT)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C reaches the program itself, which ends in its own way
    return process.wait()


def open_window(arguments: list[str]) -> int:
    """Open the window; where there is no screen, do the main job offscreen and say where its results are."""
    prepare_system(fonts=prepare(LOCK))
    problem = screen_problem()
    if not problem:
        return start(["-m", "gui", *arguments], here=True)
    if arguments and arguments[-1].endswith(".leuchtstift"):
        raise SetupError(f"There is no screen ({problem}). In a terminal:  python3 run.py cli -L {arguments[-1]} list")
    results = [DEMO / "window.png", DEMO / "proposals.jsonl"]
    for path in results:
        path.unlink(missing_ok=True)
    code = start(["-m", "gui", "--demo", str(DEMO)], offscreen=True)
    if code or not all(path.is_file() and path.stat().st_size for path in results):
        say("The demonstration without a screen failed.")
        return code or 1
    say(
        f"There is no screen ({problem}), so the main job was done without one: the sample articles were imported "
        f"and their entities extracted.\nThe window: {results[0]}\nThe entities: {results[1]}\n"
        "For the window itself run this in a desktop session, or connect with `ssh -X`."
    )
    return 0


def main(arguments: list[str]) -> int:
    """Do one command and give the exit code."""
    command, rest = (arguments[0], arguments[1:]) if arguments else ("window", [])
    if command in DEVELOPERS:
        prepare_system(fonts=prepare(DEV_LOCK))
        return start(["-m", DEVELOPERS[command], *rest], offscreen=True)
    if command == "window" or command.endswith(".leuchtstift"):
        return open_window(rest if command == "window" else arguments)
    if command == "cli":
        prepare(LOCK)
        return start(["-m", "core.cli", *rest], here=True, said="python3 run.py cli")
    if command == "setup" and not rest:
        prepare_system(fonts=prepare(LOCK))
        say("Ready: python3 run.py")
        return 0
    print(__doc__)
    return 0 if command in ("-h", "--help", "help") else 2


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except SetupError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit("Stopped. Run it again to go on.")
    except OSError as error:
        sys.exit(f"Leuchtstift could not be set up: {error}. Is there room, and may this folder be written?")
