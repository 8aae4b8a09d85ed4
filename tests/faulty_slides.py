"""Slides with every fault a batch may hold."""

import os
from pathlib import Path

from case_files import slide as write_slide


def bad_slides(folder: Path) -> dict[str, Path]:
    """Every way in which a slide in a batch may be bad, each under its own name."""
    whole = write_slide(folder, "whole.svs").read_bytes()
    made = {kind: folder / f"{kind}.svs" for kind in ("corrupt", "truncated", "zero", "text")}
    torn = bytearray(whole)
    torn[16 : len(torn) // 2] = bytes(len(torn) // 2 - 16)
    made["corrupt"].write_bytes(bytes(torn))
    made["truncated"].write_bytes(whole[: len(whole) // 3])
    made["zero"].touch()
    made["text"].write_text("a note that somebody named like a slide\n" * 50)
    made["jpeg"] = folder / "photograph.svs"
    made["jpeg"].write_bytes(b"\xff\xd8\xff\xe0" + os.urandom(4000))
    made["folder"] = folder / "folder.svs"
    made["folder"].mkdir()
    for name, mpp in (("none", None), ("0", "0"), ("nan", "nan"), ("1000", "1000")):
        made[f"mpp {name}"] = write_slide(folder, f"mpp-{name}.svs", mpp=mpp)
    made["gone"] = folder / "gone.svs"
    return made
