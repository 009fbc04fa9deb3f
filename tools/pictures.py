"""Make the pictures of README.md and docs/translating.md again: `make pictures`. Needs Chromium."""

import base64
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from webapp.languages import BY_PATH
from webapp.pages import PAGES
from webapp.po import files
from webapp.po.read import read
from webapp.po.write import write
from webapp.settings import ROOT

PORT = "8039"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic"]
CHANGED = "Qu’est-ce que la coopération décentralisée ?"
UNHINTED = "document.getElementById('language-hint')?.remove()"
"""What an English browser is told about pages in other languages."""

# The commonest colours of a picture, and each pixel as the number of the one that is nearest.
_INDEXED = """async data => {
  const image = await createImageBitmap(await (await fetch(data)).blob());
  const {width, height} = image;
  const context = new OffscreenCanvas(width, height).getContext('2d');
  context.drawImage(image, 0, 0);
  const pixels = new Uint32Array(context.getImageData(0, 0, width, height).data.buffer);
  const counts = new Map();
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
  const sorted = [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a));
  const parts = pixel => [pixel & 255, pixel >> 8 & 255, pixel >> 16 & 255];
  const palette = sorted.slice(0, 48).map(parts);
  const far = (a, b) => a.reduce((sum, part, n) => sum + (part - b[n]) ** 2, 0);
  const nearest = new Map(sorted.map(pixel => {
    const distances = palette.map(colour => far(colour, parts(pixel)));
    return [pixel, distances.indexOf(Math.min(...distances))];
  }));
  let bytes = '';
  for (const pixel of pixels) bytes += String.fromCharCode(nearest.get(pixel));
  return [width, height, palette.flat(), btoa(bytes)];
}"""


def prepare(translations: Path) -> None:
    """Leave something to do in English."""
    catalogue = read(files.source(translations, BY_PATH["en"]))
    for message in catalogue.active():
        if message.msgid == PAGES[0].title:
            message.msgstr = [""]
        if message.msgid == CHANGED:
            message.flags.append("fuzzy")
            message.previous = None, "Qu’est-ce que la coopération ?", None
    write(catalogue)


@contextmanager
def editor() -> Iterator[str]:
    """Serve the editor on a copy of the catalogues; yield the address that opens it."""
    with tempfile.TemporaryDirectory() as folder:
        translations = Path(folder) / "translations"
        shutil.copytree(ROOT / "translations", translations)
        prepare(translations)
        variables = {"SITE_TRANSLATIONS": str(translations), "SITE_CACHE": f"{folder}/cache"}
        command = "flask --app webapp i18n edit en --no-browser --port"
        with subprocess.Popen(
            [sys.executable, "-m", *command.split(), PORT],
            cwd=ROOT,
            env=os.environ | variables,
            stdout=subprocess.PIPE,
            text=True,
        ) as process:
            assert process.stdout
            try:
                yield process.stdout.readline().removeprefix("Editor: ").strip()
            finally:
                process.terminate()


def show_list(page: Page) -> None:
    """Show what is left to do."""
    page.goto(f"http://127.0.0.1:{PORT}/edit/en/messages?state=left&part=site")


def show_panel(page: Page) -> None:
    """Show a page, a message that is open, and what the rules say of it."""
    page.goto(f"http://127.0.0.1:{PORT}/edit/en/")
    page.evaluate("localStorage.clear()")  # what was typed for another picture
    page.reload()
    page.evaluate("document.getElementById('outlines').checked = true")
    page.click("main h2 [data-state=draft]")
    page.fill("#msgstr-0", "What is decentralized co-operation")
    page.wait_for_selector("#findings .warning")
    page.wait_for_function("!document.querySelector('main h2').textContent.endsWith('?')")


def show_home(page: Page) -> None:
    """Show the home page in French and in Chinese, side by side."""
    size = page.viewport_size or {"width": 0, "height": 0}
    page.set_viewport_size({"width": size["width"] // 2, "height": size["height"]})
    halves = ""
    for path in ("fr", "zh"):
        page.goto(f"http://127.0.0.1:{PORT}/{path}/")
        page.evaluate(UNHINTED)
        data = base64.b64encode(page.screenshot()).decode()
        halves += f'<img src="data:image/png;base64,{data}">'
    page.goto("about:blank")
    page.set_viewport_size(size)
    page.set_content(f'<body style="margin: 0; display: flex">{halves}')


def show_directory(page: Page) -> None:
    """Show what the directory holds in Macedonian, with its map."""
    page.goto(f"http://127.0.0.1:{PORT}/mk/directory#results")
    page.evaluate(UNHINTED)


PICTURES: list[tuple[str, int, int, Callable[[Page], None]]] = [
    ("home", 1400, 900, show_home),
    ("directory", 1180, 900, show_directory),
    ("translating-list", 900, 620, show_list),
    ("translating-panel", 1180, 660, show_panel),
    ("translating-phone", 360, 700, show_panel),
]
"""Each with its name, the size of the screen and what shows it."""


def main() -> None:
    """Take every picture."""
    with editor() as address, sync_playwright() as playwright:
        program = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        page = browser.new_page()
        page.goto(address)
        for name, width, height, show in PICTURES:
            page.set_viewport_size({"width": width, "height": height})
            show(page)
            path = ROOT / "docs" / f"{name}.png"
            path.write_bytes(small(page.screenshot(), page))
            print(f"{path.relative_to(ROOT)}: {path.stat().st_size:,} bytes")
        browser.close()


def small(png: bytes, page: Page) -> bytes:
    """Return a picture with a palette, which is a third of its size."""
    blank = page.context.browser.new_page() if page.context.browser else page
    data = f"data:image/png;base64,{base64.b64encode(png).decode()}"
    width, height, palette, pixels = blank.evaluate(_INDEXED, data)
    blank.close()
    rows = base64.b64decode(pixels)
    lines = b"".join(b"\0" + rows[n : n + width] for n in range(0, width * height, width))
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    parts = (b"IHDR", header), (b"PLTE", bytes(palette)), (b"IDAT", zlib.compress(lines, 9))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in (*parts, (b"IEND", b"")))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


if __name__ == "__main__":
    main()
