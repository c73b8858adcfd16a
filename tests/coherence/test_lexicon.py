"""What the model knows of words."""

from __future__ import annotations

import numpy as np
import pytest

from cleaner.coherence.lexicon import quantised, stem, unit


@pytest.mark.parametrize(
    ("forms", "stemmed"),
    [
        (("study", "studies"), "study"),
        (("plan", "plans", "planning", "planned"), "plan"),
        (("church", "churches"), "church"),
        (("glass", "glasses"), "glass"),
        (("vote", "voted", "votes"), "vot"),
        (("virus",), "virus"),
        (("need",), "need"),
        (("1954",), "1954"),
    ],
)
def test_forms_of_a_word_share_a_stem(forms: tuple[str, ...], stemmed: str) -> None:
    assert {stem(form) for form in forms} == {stemmed}


def test_vectors_are_kept_in_steps_that_change_their_directions_little() -> None:
    vectors = np.random.default_rng(0).standard_normal((50, 16)).astype(np.float32)
    kept = unit(quantised(vectors))
    assert np.allclose(np.linalg.norm(kept, axis=1), 1, atol=1e-5)
    assert ((kept * unit(vectors)).sum(axis=1) > 0.9995).all()


def test_a_vector_of_nothing_stays_nothing() -> None:
    assert not unit(quantised(np.zeros((1, 4), np.float32))).any()
