"""What is told of a figure: the text that is printed of it, and the object it is."""

from __future__ import annotations

from fractions import Fraction

import ikm


def test_an_explanation_printed_is_its_question_its_answer_and_its_steps() -> None:
    told = ikm.score("examples/ppid-2023.csv", lang="en").explain("prosedur")
    lines = str(told).splitlines()
    assert told.title in lines[0]
    assert any(told.answer in line for line in lines)
    # 438 ÷ 136 = 3,2205…
    assert "438 ÷ 136" in str(told)
    assert round(Fraction(438, 136), 3) == Fraction("3.221")
    assert all(step.title in str(told) for step in told.steps)
