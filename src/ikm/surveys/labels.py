"""Labels: the scores a person gives to single answers of a form.

A form has one option that ikm does not know ("cepat normal"), and everything else about it is plain.  A questionnaire
file would say all of it again; ``--label waktu:"cepat normal"=3``, `labels` of `ikm.load` and ``[labels.waktu]`` in the
survey file say only that.

>>> from ikm.regulation import load_regulation
>>> law = load_regulation()
>>> merged_labels({"U3": {"cepat normal": 3}}, {"waktu": {"cepat normal": 2, "lamban": 1}}, law, None)
{'waktu': {'cepat normal': 3, 'lamban': 1}}
>>> merged_labels({"U33": {"cepat": 3}}, None, law, None)  # doctest: +ELLIPSIS
Traceback (most recent call last):
ikm.errors.OptionError: labels["U33"]: there is no such element. The elements are U1 to U9, or persyaratan, ...
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ikm.columns import code_table
from ikm.errors import OptionError
from ikm.findings import Typed

if TYPE_CHECKING:
    from ikm.questionnaires import Questionnaire
    from ikm.regulation import IndexInstrument, Order, Regulation

__all__ = ["Labels", "merged_labels"]

Labels = Mapping[str, Mapping[str, int]]


def merged_labels(
    given: Labels | None,
    plan: Labels | None,
    law: Regulation,
    order: Order | None,
    questionnaire: Questionnaire | None = None,
    indices: Sequence[IndexInstrument] = (),
) -> dict[str, dict[str, int]] | None:
    """Put the caller's scores of labels over those of a survey file, by element and label.

    Parameters
    ----------
    given, plan : mapping, optional
        For an element, by key or code, labels as they stand in the file and their scores.
    law : Regulation
        The instrument.
    order : {"definition", "annex"}, optional
        What U8 and U9 mean.
    questionnaire : Questionnaire, optional
        It may name elements of its own.
    indices : sequence of IndexInstrument
        Other indices, whose items may be named too.

    Raises
    ------
    OptionError
        For an element that does not exist, or what is no score.
    """
    codes = code_table([element.key for element in law.elements], order)
    known = {*codes.values(), *(questionnaire.elements if questionnaire is not None else ())}
    found: dict[str, dict[str, int]] = {}
    for labels in (plan, given):
        if labels is None:
            continue
        if not isinstance(labels, Mapping):
            raise _unfit(labels)
        for name, scores in labels.items():
            plain = str(name).strip().casefold()
            key = codes.get(plain, plain)
            if key not in known and not any(index.is_item(key) for index in indices):
                raise _unknown(str(name), list(codes.values()))
            if not isinstance(scores, Mapping) or not all(map(_is_score, scores.items())):
                raise _unfit(labels)
            found.setdefault(key, {}).update({label: int(score) for label, score in scores.items()})
    return found or None


def _is_score(pair: tuple[Any, Any]) -> bool:
    label, score = pair
    return isinstance(label, str) and bool(label.strip()) and isinstance(score, int) and not isinstance(score, bool)


def _unfit(labels: object) -> OptionError:
    return OptionError(
        'labels gives, for each element, labels and their whole scores, as {"U7": {"Kurang sopan": 2}}; '
        f"got {labels!r}."
    )


def _unknown(name: str, keys: list[str]) -> OptionError:
    return OptionError(
        f"{Typed('label', key=name)}: there is no such element. "
        f"The elements are U1 to U{len(keys)}, or {', '.join(keys)}.",
        id=f"{Typed('label', key=name)}: tidak ada unsur itu. Unsurnya U1 sampai U{len(keys)}, atau {', '.join(keys)}.",
    )
