"""A film as a file: frames in, an MP4 out that plays everywhere, whole or not at all.

Needs PyAV (the extra `video`), which brings an encoder of FFmpeg with it. H.264 in 8 bits and 4:2:0, with
its index in front, is what browsers, televisions and slide programs all play.
"""

from __future__ import annotations

import os
from collections import OrderedDict
from fractions import Fraction
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, cast

from PySide6.QtGui import QImage

from anatomy_viewer.content.writing import naming

if TYPE_CHECKING:
    import av
    from av.video.stream import VideoStream

NO_ENCODER = 'Films need one more library. Install it with: pip install "anatomy-viewer[video]"'
ENCODERS = ("libx264", "libopenh264", "h264_videotoolbox", "h264_mf")
"""What makes H.264, the best first; which there is depends on how FFmpeg was built."""
OPTIONS = {"libx264": {"preset": "veryfast", "crf": "20"}}
KEPT = 60
"""How many converted frames are kept for the case that they come round."""
_BITS_A_PIXEL = 0.12
"""For encoders that take no quality but a rate."""
_BT709 = 1
"""The colours of high definition, as FFmpeg counts primaries, curves and matrices."""
_LIMITED = 1
"""Luma from 16 to 235, as players expect."""


def can_encode() -> bool:
    """Whether films can be written here."""
    return find_spec("av") is not None


class FilmFile:
    """An MP4 file that frames are added to; it is at its place only once the film is whole.

    Use it with `with`: where the block ends by an exception, also by Ctrl+C, nothing is left.
    """

    def __init__(self, path: Path, size: tuple[int, int], fps: int, *, title: str, language: str) -> None:
        import av

        self._path = path
        self._half = path.with_name(f".{path.name}.{os.getpid()}.part")
        path.parent.mkdir(parents=True, exist_ok=True)
        with naming(path):
            self._out = av.open(str(self._half), "w", format="mp4", options={"movflags": "+faststart"})
        self._out.metadata["title"] = title
        self._stream = _video_stream(self._out, size, fps)
        self._stream.metadata["language"] = language
        self._fps = fps
        self._count = 0
        self._known: OrderedDict[int, Any] = OrderedDict()

    @property
    def seconds(self) -> float:
        """How long the film is so far."""
        return self._count / self._fps

    def add(self, image: QImage) -> None:
        """Add a frame; an image that came before is not converted again."""
        key = image.cacheKey()
        frame = self._known[key] = self._known.pop(key, None) or _video_frame(image)
        if len(self._known) > KEPT:
            self._known.popitem(last=False)
        frame.pts, frame.time_base = self._count, Fraction(1, self._fps)
        self._count += 1
        with naming(self._path):
            self._out.mux(self._stream.encode(frame))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            with naming(self._path):
                self._end(whole=kind is None)
        finally:
            self._half.unlink(missing_ok=True)

    def _end(self, *, whole: bool) -> None:
        if whole:
            self._out.mux(self._stream.encode(None))
        self._out.close()
        if whole:
            self._half.replace(self._path)


def _video_stream(out: av.container.OutputContainer, size: tuple[int, int], fps: int) -> VideoStream:
    import av

    known = [name for name in ENCODERS if name in av.codecs_available]
    if not known:
        raise OSError("The FFmpeg on this machine cannot write H.264.")
    stream = cast("VideoStream", out.add_stream(known[0], rate=fps, options=OPTIONS.get(known[0], {})))
    stream.width, stream.height = size
    stream.pix_fmt = "yuv420p"
    context = stream.codec_context
    context.color_primaries = context.color_trc = context.colorspace = _BT709
    context.color_range = _LIMITED
    if known[0] not in OPTIONS:
        context.bit_rate = round(size[0] * size[1] * fps * _BITS_A_PIXEL)
    return stream


def _video_frame(image: QImage) -> Any:
    """An image as a frame in the colours of high definition."""
    import av
    from av.video.reformatter import ColorRange, Colorspace

    flat = image.convertToFormat(QImage.Format.Format_RGBA8888)
    width, height = flat.width(), flat.height()
    frame = av.VideoFrame(width, height, "rgba")
    frame.planes[0].update(_rows(flat, frame.planes[0].line_size))
    return frame.reformat(format="yuv420p", dst_colorspace=Colorspace.ITU709, dst_color_range=ColorRange.MPEG)


def _rows(image: QImage, wanted: int) -> bytes:
    """The pixels of an image, its rows as long as the frame wants them."""
    data, own = bytes(image.constBits()), image.bytesPerLine()
    if own == wanted:
        return data
    used = 4 * image.width()
    rows = (data[row * own : row * own + used] for row in range(image.height()))
    return b"".join(row.ljust(wanted, b"\0") for row in rows)
