"""Articles made for the property tests: sound paragraphs, and defects to put between and into them."""

from __future__ import annotations

from hypothesis import strategies as st

PARAGRAPHS = (
    "The dam above Harlow held through the night, engineers said on Tuesday, and the worst was over for the town.",
    "Anna Reed, who runs the water board, said the US firm that built the wall had sent two of its people.",
    '"We will not leave before the river falls," she said. "Nobody here has slept since Sunday."',
    "Paul Haller had asked for a second gate in 2011. The council turned him down, and the money went to a road.",
    "But the road is under water now. Trucks wait in Newton, and the market there has run out of bread.",
    "The ministry spoke of “a rare event”. It has had three of them in ten years, and each was called rare.",
    "Mr Haller spoke on Monday. The river is expected to fall by the weekend, and schools will open on Thursday.",
    "- sand for the north wall\n- pumps for the station\n- bread",
)
LINES = (
    "More news: Ferry runs aground off Harwich",
    "Read more: How the board spent its money",
    "Share this story",
    "Leave a Reply",
    "Sign up for our free newsletter",
    "ADVERTISEMENT",
    "Posted March 3, 2017",
    "{{ page.share }}",
    "Photo credit: J. Miller / Valley Times",
)
SENTENCES = (
    "Russian Federation has offered pumps.",
    "The U.S. embassy offered help, and USA officials came.",
    "They can not leave before the weekend, he said.",
    "Later: Syria, Iraq, Libya, CT, climate, Iran.",
    "It was late.The crews went home.",
    "The board doesn&#8217;t answer, and the model costs Â£339.",
    "The gate is op\u00aden again, and so is the sta\u200btion.",
    'He said: "We want to work with Russian Federation and we can not wait".',
    "He spoke to us media after the visit.",
    "Haller said that it was late.",
)


@st.composite
def articles(draw: st.DrawFn) -> str:
    """An article of sound paragraphs with some defects, and sometimes a headline."""
    blocks = list(draw(st.lists(st.sampled_from(PARAGRAPHS), min_size=1, max_size=8)))
    for sentence in draw(st.lists(st.sampled_from(SENTENCES), max_size=5)):
        at = draw(st.integers(0, len(blocks) - 1))
        blocks[at] = f"{blocks[at]} {sentence}"
    for line in draw(st.lists(st.sampled_from(LINES), max_size=4)):
        blocks.insert(draw(st.integers(0, len(blocks))), line)
    if draw(st.booleans()):
        blocks.insert(0, draw(st.sampled_from(("Dam holds as US sends help", "River falls", "U.S. sends pumps"))))
    return draw(st.sampled_from(("\n\n", "\n", "\r\n\r\n", "\n\n\n"))).join(blocks) + draw(st.sampled_from(("", "\n")))


def anything() -> st.SearchStrategy[str]:
    """Any text that is not blank: marks, controls, half surrogates, every script."""
    pieces = st.one_of(
        st.text(max_size=20),
        st.sampled_from((*PARAGRAPHS, *LINES, *SENTENCES)),
        st.sampled_from(
            ("\n", "\n\n", " ", '"', "“", "”", "«", "»", "„", "USA", "&amp;", "&lt;p&gt;", "\u200b", "U.S.")
        ),
    )
    return st.lists(pieces, min_size=1, max_size=12).map("".join).filter(lambda text: bool(text.strip()))
