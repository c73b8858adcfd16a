"""The table of the short names of countries, made from Unicode CLDR's names of territories.

CLDR's names are for menus: some carry brackets, dashes, `&` and shortened words, which no newspaper prints.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping

from cleaner.errors import BadField, NotJson

AND = {"en": "and", "de": "und", "fr": "et", "es": "y", "it": "e", "pt": "e", "ru": "и", "pl": "i"}
"""The languages of the table, in its order, and how each writes CLDR's `&`."""
NOT_ISO = frozenset({"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"})
"""Codes of two letters that are no country's in ISO 3166: parts of one, groups of some, and codes for tests."""
ADMINISTERED = frozenset({"HK", "MO"})
"""Their CLDR names say who governs them, in each language in another way; the short variant does not."""

_SHORTENED = {"ru": {"о-ва": "острова", "о-в": "остров"}}
"""Words that CLDR shortens, by language."""
_ISO = re.compile(r"[A-Z]{2}\Z")
_BRACKETS = re.compile(r"\s*\([^)]*\)")
_HEADER = """\
The short names of countries in news, by their ISO 3166 codes, from Unicode CLDR's names of territories.
Made by `cleaner rules territories FILE`, where FILE is a JSON file of them; not edited by hand.

UNICODE LICENSE V3

COPYRIGHT AND PERMISSION NOTICE

Copyright © 1991-2025 Unicode, Inc.

NOTICE TO USER: Carefully read the following legal agreement. BY DOWNLOADING, INSTALLING, COPYING OR OTHERWISE USING
DATA FILES, AND/OR SOFTWARE, YOU UNEQUIVOCALLY ACCEPT, AND AGREE TO BE BOUND BY, ALL OF THE TERMS AND CONDITIONS OF THIS
AGREEMENT. IF YOU DO NOT AGREE, DO NOT DOWNLOAD, INSTALL, COPY, DISTRIBUTE OR USE THE DATA FILES OR SOFTWARE.

Permission is hereby granted, free of charge, to any person obtaining a copy of data files and any associated
documentation (the "Data Files") or software and any associated documentation (the "Software") to deal in the Data Files
or Software without restriction, including without limitation the rights to use, copy, modify, merge, publish,
distribute, and/or sell copies of the Data Files or Software, and to permit persons to whom the Data Files or Software
are furnished to do so, provided that either (a) this copyright and permission notice appear with all copies of the Data
Files or Software, or (b) this copyright and permission notice appear in associated Documentation.

THE DATA FILES AND SOFTWARE ARE PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT
LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT OF THIRD PARTY
RIGHTS.

IN NO EVENT SHALL THE COPYRIGHT HOLDER OR HOLDERS INCLUDED IN THIS NOTICE BE LIABLE FOR ANY CLAIM, OR ANY SPECIAL
INDIRECT OR CONSEQUENTIAL DAMAGES, OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN
ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF
THE DATA FILES OR SOFTWARE.

Except as contained in this notice, the name of a copyright holder shall not be used in advertising or otherwise to
promote the sale, use or other dealings in these Data Files or Software without prior written authorization of the
copyright holder.
"""


def territories(content: bytes) -> str:
    """The table `territories.toml` made of a JSON file: `{"territories": {language: {code: name}}}`.

    Raises NotJson for what is no JSON, and BadField for JSON of another shape or without one of the languages.
    """
    try:
        data = json.loads(content)
    except (ValueError, RecursionError):
        raise NotJson("the names of territories are not JSON") from None
    given = data.get("territories") if isinstance(data, dict) else None
    if not isinstance(given, dict):
        raise BadField('the JSON file has no object "territories"')
    lines = [f"# {line}".rstrip() for line in _HEADER.splitlines()]
    for language in AND:
        names = given.get(language)
        if not isinstance(names, dict) or not all(isinstance(name, str) for name in names.values()):
            raise BadField(f'"territories" has no object "{language}" of names by codes')
        lines += ["", f"[{language}]"]
        lines += [f"{code} = [{json.dumps(name, ensure_ascii=False)}]" for code, name in _named(names, language)]
    return "\n".join(lines) + "\n"


def _named(names: Mapping[str, str], language: str) -> Iterator[tuple[str, str]]:
    """Codes and plain names, sorted; a name that is left to two territories without its brackets belongs to neither."""
    plain = {
        code: _plain(names.get(f"{code}-alt-short", name) if _is_for_show(code, name) else name, language)
        for code, name in names.items()
        if _ISO.match(code) and code not in NOT_ISO
    }
    bearers = Counter(plain.values())
    return ((code, name) for code, name in sorted(plain.items()) if bearers[name] == 1)


def _is_for_show(code: str, name: str) -> bool:
    return code in ADMINISTERED or "(" in name


def _plain(name: str, language: str) -> str:
    """A name as running text has it.

    >>> _plain("Congo - Kinshasa", "en"), _plain("Trinidad & Tobago", "en"), _plain("Myanmar (Birmanie)", "fr")
    ('Congo-Kinshasa', 'Trinidad and Tobago', 'Myanmar')
    """
    plain = _BRACKETS.sub("", name).replace(" - ", "-").replace(" & ", f" {AND[language]} ").replace("’", "'")
    return " ".join(_SHORTENED.get(language, {}).get(word, word) for word in plain.split())
