"""News and picture agencies: lines that credit a picture, and the brackets that sign a report."""

from __future__ import annotations

import re

from core.articles.dates import first_date

# Agencies that report, as they spell themselves: these are sources of an article.
_WIRES = (
    *(
        "dpa",
        "AFP",
        "AP",
        "Reuters",
        "APA",
        "SDA",
        "ATS",
        "KNA",
        "epd",
        "SID",
        "Tass",
        "RIA",
        "Interfax",
        "ANSA",
        "EFE",
    ),
    *("Xinhua", "dapd", "Bloomberg", "Ritzau", "TT", "NTB", "PAP", "CTK", "Belga", "Anadolu", "Ukrinform", "Kyodo"),
    *("UPI", "AWP", "dts", "Keystone-SDA", "dpa-AFX"),
)
# Picture agencies, other spellings and services: these only say who took a picture.
_PICTURES = (
    *("REUTERS", "TASS", "DAPD", "KEYSTONE-SDA", "Keystone", "ddp", "EPA", "ZUMA", "Imago", "imago", "IMAGO", "Getty"),
    *(
        "Shutterstock",
        "PA",
        "CNN",
        "NurPhoto",
        "Sipa",
        "Depositphotos",
        "Alamy",
        "Magnum",
        "laif",
        "Unsplash",
        "Pixabay",
    ),
    *("Getty Images", "imago images", "Imago Images", "IMAGO Images", "imago-images.de", "www.imago-images.de"),
    *("picture alliance", "picture-alliance", "Picture Alliance", "dpa-Zentralbild", "dpa-infocom", "dpa-tmn"),
    *("AP Photo", "Associated Press", "Agence France-Presse", "AP/dpa"),
)
AGENCIES = frozenset((*_WIRES, *_PICTURES))
_WIRE_BY_LOWER = {name.lower(): name for name in _WIRES}
_ANY_AGENCY = "|".join(re.escape(name) for name in sorted(AGENCIES, key=len, reverse=True))

_LABEL = (
    r"(?:(?:Symbol|Archiv|Rubrik(?:listen)?|Titel|Teaser|Vorschau|Beitrags|Agentur)?(?:foto|bild|grafik)s?"
    r"|Fotos?|Bilder|Grafiken|Photos?|Picture|Video|Credit|Bild(?:nachweis|quelle|rechte)|Foto(?:quelle|credit))"
)
_CREDIT_LINE = re.compile(
    rf"\(?(?:{_LABEL} ?: ?\S|(?:Quelle|©) ?:? ?(?:{_ANY_AGENCY})\b).{{0,120}}$",
    re.IGNORECASE,
)
CREDIT_INSIDE = re.compile(rf"(?<=\s)\(?(?:{_LABEL} ?: ?\S.{{0,120}}|© ?\S.{{0,80}})$", re.IGNORECASE)
PICTURE_ELSEWHERE = re.compile(r"\(?(?:rubrik|titel|teaser|vorschau|beitrags)", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s*[/,|·•]\s*|\s+via\s+|\s+[-–]\s+")
_CAPITALISED = r"[A-ZÄÖÜÀ-ÝŁŠŽČ][\w\u0300-\u036f'’.-]{0,30}"  # accents may be characters of their own (NFD)
_PHOTOGRAPHER = re.compile(rf"{_CAPITALISED}(?: {_CAPITALISED}){{0,3}}")
_MAX_BARE_CREDIT = 90

SIGN_OFF = re.compile(r"(?<![\w(])\((?P<inside>[^()]{2,90})\)\s?\*?$")
_INITIALS = re.compile(r"[a-zäöü]{2,5}\.?|[A-Z]{2,3}\.?")
_MATERIAL = re.compile(
    r"(?:mit (?:Material|Informationen|Agenturmaterial)|unter Verwendung|with (?:material|reporting))\b.{0,80}",
    re.IGNORECASE,
)


def agencies_in(text: str) -> list[str]:
    """Give the wire agencies that a sign-off or dateline names, in order and spelt as they spell themselves."""
    words = (word.strip(" .,()*").lower() for word in re.split(r"[/,;+&|]|\s+(?=\w)", text))
    return list(dict.fromkeys(_WIRE_BY_LOWER[word] for word in words if word in _WIRE_BY_LOWER))


def is_credit(text: str) -> bool:
    """Tell whether a line says only who took a picture: a label and a name, or an agency with or without a name."""
    if _CREDIT_LINE.match(text):
        return True
    parts = [part for part in _SEPARATOR.split(text.strip("()©* \t")) if part]
    if not 0 < len(parts) <= 5 or len(text) > _MAX_BARE_CREDIT or not AGENCIES.intersection(parts):
        return False
    return all(part in AGENCIES or _PHOTOGRAPHER.fullmatch(part) for part in parts)


def is_sign_off(inside: str) -> bool:
    """Tell whether the words between brackets sign an article: agencies, initials and dates, and nothing else."""
    if _MATERIAL.match(inside):
        return True
    parts = [part.strip() for part in re.split(r"[/,;]", inside) if part.strip()]
    known = [part for part in parts if part.lower() in _WIRE_BY_LOWER or part in AGENCIES or first_date(part)]
    signed = bool(known) or "red" in parts
    return signed and all(part in known or _INITIALS.fullmatch(part) for part in parts)
