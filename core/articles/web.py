"""Web pages: the article without what surrounds it, by trafilatura; nothing is ever fetched.

A page has no text of its own to freeze, so one is made: a paragraph a line, blank lines between, headings and captions
in their places, each run of white space one space. The bytes' hash names the page that it came from.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import trafilatura
from lxml import etree, html  # type: ignore[import-untyped]
from trafilatura.settings import Document

from core.articles.dates import first_date
from core.articles.decode import FALLBACK, MIXED, Decoded, decode
from core.articles.language import detect
from core.articles.list_numbers import write_numbers
from core.articles.metadata import describe, one_line
from core.articles.page_text import CAPTION_CLASS, PageText
from core.errors import ImportProblem, Problem
from core.files import read_bounded, replace_unstorable, shown_path
from core.records import ArticleDraft

MAX_BYTES = 8 << 20
MAX_ELEMENTS = 60_000  # trafilatura takes about 0.1 ms for each, and more in the worst case
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PAGE_ENCODING = re.compile(r"iso8859-\d+|cp\d+|koi8-[rut]|mac-\w+|gb\w+|big5\w*|euc_\w+|shift_jis\w*")
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,200}\?>")
_PUBLISHED = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@name='date' or @name='DC.date.issued' or @name='dcterms.created' or @itemprop='datePublished']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//article//time/@datetime",
)
_JSON_LD_DATE = re.compile(r'"datePublished"\s*:\s*"([^"]{4,40})"')
_NO_ARTICLE = "No article was found in this page; save its text as a plain text file instead."
_REMOVED = ("script", "style", "iframe", "object", "embed", "svg", "noscript", "template", "form", "audio", "video")


def read(path: Path, *, limit: int = MAX_BYTES) -> Iterator[ArticleDraft | Problem]:
    """Yield the article of a saved web page, after a harmless Problem for each thing that decoding had to change.

    Raises ImportProblem where the file cannot be read, is empty, binary, larger than ``limit`` bytes or has no article.
    """
    content = read_bounded(path, limit)
    decoded = _decode(content)
    shown = shown_path(path)
    for note in decoded.notes:
        yield Problem(shown, note, harmless=True)
    tree = _parse(decoded.text)
    published = _published(tree)
    language = _language(tree)
    page, found = _extract(tree)
    text, _ = replace_unstorable(page.text)
    draft = ArticleDraft(
        text=text,
        title=one_line(page.headline or found.title or ""),
        source=one_line(found.sitename or ""),
        author=one_line((found.author or "").replace("; ", ", ")),
        published=published or (found.date or ""),
        lang=detect(text, language),
        url=_web_address(found.url or ""),
        bytes_sha256=hashlib.sha256(content).hexdigest(),
        meta={"encoding": decoded.encoding},
        path=shown,
    )
    yield describe(draft, page.roles)


def _decode(content: bytes) -> Decoded:
    """Decode a page: as UTF-8 where it is, else as it declares itself, else by what its bytes look like."""
    decoded = decode(content)
    if decoded.encoding.startswith("utf-") and decoded.encoding != MIXED:
        return decoded
    declared = _declared_encoding(content)
    try:
        return Decoded(content.decode(declared), declared) if declared else decoded
    except UnicodeDecodeError:
        return decoded


def _declared_encoding(content: bytes) -> str:
    """Give the encoding that a page names if it is one that pages are written in, as browsers understand the name."""
    named = _CHARSET.search(content, 0, 4096)
    try:
        name = codecs.lookup(named[1].decode("ascii")).name if named else ""
    except LookupError:
        return ""
    if name in ("iso8859-1", "ascii"):
        return FALLBACK
    return name if _PAGE_ENCODING.fullmatch(name) else ""


def _parse(text: str) -> html.HtmlElement:
    """Parse a page without network or entities from elsewhere; raises ImportProblem where nothing is in it."""
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    content = _XML_DECLARATION.sub("", text, count=1).encode("utf-8", "replace")
    try:
        tree = html.document_fromstring(content, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise ImportProblem("The page has no content that can be read.") from error
    if sum(1 for _ in tree.iter()) > MAX_ELEMENTS:
        raise ImportProblem(f"The page has more than {MAX_ELEMENTS} elements; save its text as plain text instead.")
    for element in tree.iter():  # lxml reads characters that it refuses to write, and extraction moves texts about
        element.text = _NOT_XML.sub("", element.text or "")
        element.tail = _NOT_XML.sub("", element.tail or "")
    return tree


def _extract(tree: html.HtmlElement) -> tuple[PageText, Document]:
    headlines = [one_line(element.text_content()) for element in tree.iter("h1")]
    _prepare(tree)
    found = trafilatura.bare_extraction(
        tree,
        include_comments=False,
        include_tables=True,
        with_metadata=True,
        favor_recall=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if not isinstance(found, Document) or found.body is None:
        raise ImportProblem(_NO_ARTICLE)
    page = PageText(found.body)
    if not page.text.strip():
        raise ImportProblem(_NO_ARTICLE)
    if not page.headline:
        named = [title for title in headlines if title]
        page.put_headline(named[0] if len(named) == 1 else one_line(found.title or ""))
    return page, found


def _prepare(tree: html.HtmlElement) -> None:
    """Remove what runs or is embedded, write what trafilatura drops: numbers of lists, and captions as paragraphs."""
    for element in list(tree.iter(*_REMOVED)):
        if element.getparent() is not None and element.get("type") != "application/ld+json":  # that is metadata
            element.drop_tree()
    write_numbers(tree)
    for figure in list(tree.iter("figure")):
        caption = figure.find(".//figcaption")
        words = one_line(caption.text_content()) if caption is not None else ""
        paragraph = html.Element("p")
        paragraph.set("class", CAPTION_CLASS)
        paragraph.text = words
        paragraph.tail = figure.tail
        parent = figure.getparent()
        if parent is not None and words:
            parent.replace(figure, paragraph)


def _published(tree: html.HtmlElement) -> str:
    for query in _PUBLISHED:
        for value in tree.xpath(query):
            day = first_date(str(value))
            if day:
                return day
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        match = _JSON_LD_DATE.search(str(script))
        if match and first_date(match[1]):
            return first_date(match[1])
    return ""


def _language(tree: html.HtmlElement) -> str:
    code = (tree.get("lang") or "").split("-")[0].lower()
    return code if re.fullmatch(r"[a-z]{2,3}", code) else "de"


def _web_address(url: str) -> str:
    return url if url.startswith(("http://", "https://")) else ""
