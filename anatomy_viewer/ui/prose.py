"""Lesson texts as rich text for a label: the Markdown subset, with the glossary's words as links."""

from __future__ import annotations

from html import escape
from urllib.parse import quote, unquote

from anatomy_viewer.content.markdown import Block, Span, blocks

TERM_LINK = "term:"


def rich(block: Block) -> str:
    """Return a block as rich text; a word of the glossary is a link to `term:<word>`."""
    words = "".join(_rich_span(span) for span in block.spans)
    if block.kind == "bullet":
        return f"•\u00a0{words}"
    return f"{block.ordinal}.\u00a0{words}" if block.kind == "number" else words


def paragraphs(body: str) -> list[str]:
    """Return the paragraphs and list items of a text as rich text."""
    return [rich(block) for block in blocks(body)]


def term_of(link: str) -> str | None:
    """Return the glossary's word that a link opens; None for any other link."""
    return unquote(link.removeprefix(TERM_LINK)) if link.startswith(TERM_LINK) else None


def _rich_span(span: Span) -> str:
    words = escape(span.text, quote=False)
    if span.bold:
        words = f"<b>{words}</b>"
    if span.term is None:
        return words
    return f'<a href="{TERM_LINK}{quote(span.term)}">{words}</a>'


def capital(words: str) -> str:
    """Return a name as it stands alone: with a capital, where it is written small inside a sentence."""
    return words[:1].upper() + words[1:]
