"""The Markdown of lesson texts: paragraphs, lists, **bold** and `[[terms]]` of the glossary; nothing else.

`[[plaque]]` shows a word of the glossary; `[[placken|plack]]` shows an inflected form of one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_TERM = re.compile(r"\[\[([^\[\]|]+)(?:\|([^\[\]|]+))?\]\]")


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text; `term` is the word of the glossary that it opens."""

    text: str
    bold: bool = False
    term: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or one item of a list; `ordinal` counts the items of a numbered list from 1."""

    kind: Literal["paragraph", "bullet", "number"]
    spans: tuple[Span, ...]
    ordinal: int = 0

    @property
    def text(self) -> str:
        """Return the block's words without marks."""
        return "".join(span.text for span in self.spans)


@lru_cache(maxsize=512)
def blocks(body: str) -> tuple[Block, ...]:
    """Return the paragraphs and list items of a text; what is not of the subset stays as typed."""
    if _is_plain(body):
        return tuple(_plain_blocks(body))
    return tuple(_blocks_of(_parser(whole=False).parse(body)))


_MARKS = re.compile(
    r"[*_`<>&\\!|~\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]|^[\d#+=-]|^[^\S\n]|[^\S\n]$|[\[\]]", re.MULTILINE
)
"""What may mean something else than itself, in a text without its terms."""


def _is_plain(body: str) -> bool:
    """Say whether a text is nothing but paragraphs and terms: it needs no parser, which is slow to load."""
    inside = "\n".join("".join(match.groups("")) for match in _TERM.finditer(body))
    return bool(body.strip("\n")) and not any(map(_MARKS.search, (_TERM.sub("term", body), inside)))


def _plain_blocks(body: str) -> Iterator[Block]:
    for paragraph in re.split(r"\n{2,}", body.strip("\n")):
        yield Block("paragraph", tuple(_split_terms(paragraph.replace("\n", " "), False)))


def plain_text(body: str) -> str:
    """Return a text's words without marks, a line for each paragraph or list item."""
    return "\n".join(block.text for block in blocks(body))


def terms(body: str) -> tuple[str, ...]:
    """Return the words of the glossary that a text opens, in order, each once."""
    return tuple(dict.fromkeys((match.group(2) or match.group(1)).strip() for match in _TERM.finditer(body)))


def refusals(body: str) -> tuple[str, ...]:
    """Return what a text holds that lessons may not: links, pictures, HTML, headings, code, quotes."""
    found: dict[str, None] = {}
    for token in _every(_parser(whole=True).parse(body)):
        if token.type in _REFUSED:
            found[_REFUSED[token.type]] = None
    return tuple(found)


_REFUSED = {
    "link_open": "a link",
    "image": "a picture",
    "html_inline": "HTML",
    "html_block": "HTML",
    "heading_open": "a heading",
    "code_inline": "code",
    "code_block": "an indented block",
    "fence": "a block of code",
    "blockquote_open": "a quotation",
    "hr": "a line across",
    "em_open": "italics",
}

_OUTSIDE = ["code", "fence", "blockquote", "hr", "heading", "lheading", "html_block", "reference"]
"""Rules that would take words away from the reader; without them the words stay as they were typed."""


@cache
def _parser(*, whole: bool) -> MarkdownIt:
    """Return a parser of the subset, or of whole Markdown to find what does not belong."""
    # Imported at the first text: a window that opens on the library page needs no Markdown.
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": True})
    return parser if whole else parser.disable(_OUTSIDE)


def _every(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _every(token.children or [])


def _blocks_of(tokens: list[Token]) -> Iterator[Block]:
    lists: list[int] = []
    in_item = False
    for token in tokens:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            lists.append(-1 if token.type.startswith("bullet") else int(token.attrs.get("start", 1)) - 1)
        elif token.type.endswith("list_close"):
            lists.pop()
        elif token.type == "list_item_open":
            in_item = True
            lists[-1] += lists[-1] >= 0
        elif token.type == "list_item_close":
            in_item = False
        elif token.type == "inline":
            kind: Literal["bullet", "number"] = "bullet" if lists and lists[-1] < 0 else "number"
            spans = tuple(_spans_of(token.children or []))
            yield Block(kind, spans, max(lists[-1], 0)) if in_item else Block("paragraph", spans)


def _spans_of(tokens: list[Token]) -> Iterator[Span]:
    bold = False
    for text, now_bold in _runs(tokens, bold):
        yield from _split_terms(text, now_bold)


def _runs(tokens: list[Token], bold: bool) -> Iterator[tuple[str, bool]]:
    """Join neighbouring texts of one weight, since a parser may cut a term in two."""
    text = ""
    for token in tokens:
        if token.type in ("strong_open", "strong_close"):
            yield text, bold
            text, bold = "", token.type == "strong_open"
        elif token.type in ("softbreak", "hardbreak"):
            text += " "
        elif token.type != "html_inline":
            text += token.content
    yield text, bold


def _split_terms(text: str, bold: bool) -> Iterator[Span]:
    at = 0
    for match in _TERM.finditer(text):
        if match.start() > at:
            yield Span(text[at : match.start()], bold)
        shown = match.group(1).strip()
        yield Span(shown, bold, (match.group(2) or shown).strip())
        at = match.end()
    if at < len(text):
        yield Span(text[at:], bold)
