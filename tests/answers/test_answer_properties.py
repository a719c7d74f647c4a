"""What holds for every column whatever stands in it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from ikm.answers import Coding, Fault, builtin_scales, decode, label_key

if TYPE_CHECKING:
    import random

    from ikm.findings import Finding

LABELS = sorted({text for scale in builtin_scales()[:400] for label in scale.labels for text in label})
ELEMENTS = (
    None, "persyaratan", "prosedur", "waktu", "biaya", "produk", "kompetensi", "perilaku", "pengaduan", "sarana",
)  # fmt: skip
CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=40),
    st.sampled_from(LABELS),
    st.builds(
        "{}{}{}".format, st.integers(0, 11), st.sampled_from(["", ". ", " - ", ") ", "/"]), st.sampled_from(LABELS)
    ),
    st.dates(),
)
COLUMNS = st.lists(CELLS, max_size=12)


def outcome(coding: Coding, value: object) -> object:
    found = coding.score(value)
    return found.code if isinstance(found, Fault) else found


@given(COLUMNS, st.sampled_from(ELEMENTS))
def test_every_value_is_a_score_of_the_scale_a_blank_or_a_fault_with_words(
    values: list[object], element: str | None
) -> None:
    coding = decode(values, element=element)
    for value in values:
        found = coding.score(value)
        if isinstance(found, Fault):
            finding = found.finding(row=2, column=1)
            assert finding.severity == "error"
            assert all(
                [finding.message, finding.translated("en").message, finding.action, finding.translated("en").action]
            )
            assert finding.expected is not None
        else:
            assert found is None or (type(found) is int and 1 <= found <= 4)
    for finding in coding.findings:
        assert all([finding.message, finding.translated("en").message, finding.action, finding.translated("en").action])


@given(COLUMNS, st.sampled_from(ELEMENTS), st.randoms(use_true_random=False))
def test_the_order_of_the_values_changes_nothing(
    values: list[object], element: str | None, chance: random.Random
) -> None:
    mixed = values.copy()
    chance.shuffle(mixed)
    one, two = decode(values, element=element), decode(mixed, element=element)
    assert [outcome(one, v) for v in values] == [outcome(two, v) for v in values]
    assert [bare(f) for f in one.findings] == [bare(f) for f in two.findings]
    assert one.reasons == two.reasons


def bare(finding: Finding) -> tuple[Finding, str]:
    return replace(finding, details={}), finding.message


@given(st.integers(-3, 120), st.sampled_from(ELEMENTS))
def test_a_number_gets_the_same_decision_from_a_csv_and_from_a_workbook(number: int, element: str | None) -> None:
    forms: list[object] = [number, float(number), str(number), f" {number}.0", f"{number},0\r"]
    assert len({outcome(decode([form], element=element), form) for form in forms}) == 1


@given(st.sampled_from(LABELS), st.sampled_from(ELEMENTS))
def test_case_blanks_and_punctuation_never_change_a_decision(label: str, element: str | None) -> None:
    forms = [
        label,
        label.upper(),
        f"  {label.replace(' ', '   ')}. ",
        f"\U0001f642 {label}\r",
        label.replace(" ", "\u00a0"),
    ]
    assert len({outcome(decode([form], element=element), form) for form in forms}) == 1


@given(st.text(max_size=60))
def test_a_text_scores_only_what_it_says_after_normalising(text: str) -> None:
    found = decode([text]).score(text)
    if isinstance(found, int):
        assert (
            str(found) in text or label_key(text) or "\u2605" in text or not {"\u2b50", "\U0001f31f"}.isdisjoint(text)
        )
