"""Small articles of our own, and one of them in another."""

from __future__ import annotations

from cleaner.coherence.lines import Line, lines
from cleaner.language import LanguageGuesser
from cleaner.rulebook import rules_folder
from tests.conftest import read

WORDS = LanguageGuesser(rules_folder() / "language").function_words
FLOOD = (
    "The river burst its banks on Tuesday night and flooded the lower town of Arden. Engineers said that the dam above "
    "the valley had held, but that water was pouring over its top.",
    "Firefighters carried forty families out of their houses in boats. The mayor, Ruth Adler, asked people in the "
    "valley to leave before dark. She said that the dam would be watched all night.",
    "The flood has cut the road to Arden, and boats are the only way into the lower town. Schools in the valley stay "
    "closed. Engineers expect the river to fall by Thursday.",
    "Adler said that the town had asked for a higher dam for years. The water in the river is the highest since the "
    "flood of 1954.",
)
SINGER = (
    "The singer released her third album in March. It went to number one in Sweden and won two prizes at the guitar "
    "festival in Oslo. Her label plans a tour of Japanese clubs with a new drummer."
)


def story(*paragraphs: str) -> tuple[Line, ...]:
    """The lines of an English text."""
    return lines(read("\n\n".join(paragraphs)), WORDS["en"])


SOUND = story(*FLOOD)
SPLICED = story(*FLOOD[:2], SINGER, *FLOOD[2:])
