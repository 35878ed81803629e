"""`make pictures`: draws the gallery of every organ, stage and step into build/pictures/."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from anatomy_viewer.content.built import ensure_built, glb_path
from anatomy_viewer.content.library import Library
from anatomy_viewer.export.gallery import write_gallery
from anatomy_viewer.render.meshes import MeshStore
from anatomy_viewer.render.messages import CaughtMessages


def main() -> int:
    """Draw the pictures; returns 1 where something could not be drawn."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-o", "--output", type=Path, default=Path("build/pictures"), metavar="FOLDER")
    parser.add_argument("--only", default="", metavar="TEXT", help="only pictures whose file name holds this")
    args = parser.parse_args()
    library = Library.load()
    for problem in library.problems:
        print(problem, file=sys.stderr)
    for model in library.models.values():
        ensure_built(model)
    store = MeshStore.of(library.models.values(), glb_path)
    with CaughtMessages() as caught:
        count = write_gallery(args.output, library, store, tell, args.only)
    store.close()
    if not count:
        print(f'No picture is called "{args.only}". Without --only all are drawn.', file=sys.stderr)
        return 1
    print(*caught.texts, sep="\n", file=sys.stderr)
    print(f"{count} pictures: {args.output / 'index.html'}")
    return 1 if caught.texts or library.problems else 0


def tell(done: float, words: str) -> None:
    """Say how far it has come."""
    print(f"{done:4.0%}  {words}", flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
