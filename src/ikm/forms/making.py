"""Making: a form of a questionnaire.

The elements stand in the order in which the regulation defines them, whatever the order of the questionnaire; several
questions about one element stay together.  Before them the questions about the respondent, behind them the items of
other indices that the questionnaire has, and a place for comments.

>>> form = form_of("skm", title="SKM Loket A", services=["Izin", "Konsultasi"])
>>> [ask.key for ask in form.asked("element")][-2:], form.asked("profile")[-1].choices
(['pengaduan', 'sarana'], ('Izin', 'Konsultasi'))
>>> form.title, form.recognised
('SKM Loket A', True)
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING

from ikm.arguments import one_of
from ikm.errors import DefinitionError
from ikm.findings import LANGUAGES, display, plural
from ikm.forms.answers import choices_of, words
from ikm.forms.form import FormPart, FormQuestion, SurveyForm
from ikm.forms.proving import proved
from ikm.questionnaires import builtin_questionnaires, load_questionnaire
from ikm.regulation import indices_of, law_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ikm.findings import Language
    from ikm.forms.form import Role
    from ikm.questionnaires import Profile, Question, Questionnaire
    from ikm.regulation import Regulation

__all__ = ["form_of"]

_SERVICE, _ANNEX = "jenis_layanan", "skm"
"""The profile of the service received, and the questionnaire of the regulation's annex, which asks for it."""
_TITLE, _CHOICE = 300, 150
"""How long a heading and a choice may be."""


def form_of(
    questionnaire: str | Path | Questionnaire,
    *,
    title: str | None = None,
    unit: str | None = None,
    services: Sequence[str] = (),
    lang: Language = "id",
) -> SurveyForm:
    """Make the form of a questionnaire.

    Parameters
    ----------
    questionnaire : str, path or Questionnaire
        A built-in name, a TOML file, or one loaded before.
    title, unit : str, optional
        What the survey is called, and whose service it asks about.
    services : sequence of str
        What respondents choose from as the service they received; without any they write it.
    lang : {"id", "en"}
        The language of the words around the questionnaire's own.

    Returns
    -------
    SurveyForm
        Tried: its ``recognised`` says whether answers to it are scored with no option.

    Raises
    ------
    OptionError
        If there is no such questionnaire.
    DefinitionError
        If a question of it cannot be chosen an answer to, or asked.
    """
    one_of("lang", lang, LANGUAGES)
    asked = load_questionnaire(questionnaire) if isinstance(questionnaire, (str, Path)) else questionnaire
    say, law = words()[lang], law_of(asked.regulation)
    about = _profiles(asked, services)
    items = [_item(one) for one in asked.items]
    parts = [
        FormPart("about", say["about"], tuple(about)),
        FormPart("elements", say["elements"], tuple(_elements(asked.questions, law, lang))),
        FormPart("items", say["items"], tuple(items)),
        FormPart("comments", say["comments"], (FormQuestion(say["comment"], "", "comment"),)),
    ]
    whose, called = _line(unit or ""), _line(title or "") or _own_title(asked, lang)
    form = SurveyForm(
        title=called if title or not whose else say["titled"].format(title=called, unit=whose),
        unit=whose,
        intro=f"{say['intro_unit'].format(unit=whose) if whose else say['intro']} {say['how']}",
        thanks=say["thanks"],
        parts=tuple(part for part in parts if part.asked),
        questionnaire=str(questionnaire) if isinstance(questionnaire, (str, Path)) else asked.key,
        lang=lang,
        lacking=tuple(one.labels[lang] for one in law.elements if one.key not in asked.elements),
    )
    return proved(_apart(form), law)


def _own_title(asked: Questionnaire, lang: Language) -> str:
    """Give the title of an office's own questionnaire; those of ikm's are names of files, for whoever chooses one."""
    own = "" if asked.key in builtin_questionnaires() else asked.title.get(lang) or asked.title.get("id", "")
    return _line(own) or str(words()[lang]["title"])


def _line(text: str, limit: int = _TITLE) -> str:
    return display(text, limit)


def _elements(questions: Iterable[Question], law: Regulation, lang: Language) -> list[FormQuestion]:
    """Ask the elements in the order of the instrument; those it does not know stand behind them."""
    order = {element.key: place for place, element in enumerate(law.elements)}
    several = sorted(questions, key=lambda one: order.get(one.element, len(order)))
    names = {one.element: law.element(one.element) for one in several}
    return [
        _asked(
            one,
            "element",
            law.low,
            law.high,
            names[one.element].labels[lang] if one.element in order else names[one.element].name(lang),
        )
        for one in several
    ]


def _item(question: Question) -> FormQuestion:
    (index,) = indices_of([question.index])  # type: ignore[attr-defined]  # an item has one
    return _asked(question, "item", index.low, index.high, "")


def _asked(question: Question, role: Role, low: int, high: int, name: str) -> FormQuestion:
    choices, scored = choices_of(question, low, high)
    shown = tuple(_line(choice, _CHOICE) for choice in choices)
    title = _line(question.text or question.names[0])
    points = high - low + 1
    if question.labels and len(shown) != points:
        raise DefinitionError(
            f"the question {title!r} has {plural(len(shown), 'label')}, and the scale has {points}; write one for each "
            "score",
            id=f"pertanyaan {title!r} memuat {len(shown)} jawaban, padahal skalanya {points}; tulis satu jawaban untuk "
            "setiap nilai",
        )
    if len(set(map(str.casefold, shown))) < len(shown) or not all(shown):
        raise DefinitionError(
            f"the question {title!r} has two choices that read alike; each needs words of its own",
            id=f"pertanyaan {title!r} memuat dua jawaban yang sama bunyinya; beri setiap jawaban kata yang berbeda",
        )
    return FormQuestion(title, question.element, role, shown, scored, name)


def _profiles(asked: Questionnaire, services: Sequence[str]) -> list[FormQuestion]:
    """Ask about the respondent what the questionnaire asks; where it asks nothing, what the annex does."""
    usual = {profile.key: profile for profile in load_questionnaire(_ANNEX).profiles}
    several = list(asked.profiles) or list(usual.values())
    chosen = tuple(dict.fromkeys(line for one in services if (line := _line(one, _CHOICE))))
    if chosen and not any(one.key == _SERVICE for one in several):
        several.append(usual[_SERVICE])
    return [_profile(one, chosen) for one in several]


def _profile(profile: Profile, services: tuple[str, ...]) -> FormQuestion:
    choices = services if profile.key == _SERVICE and services else profile.categories
    usual: Sequence[str] = words()["choices"].get(profile.key, ())
    shown = tuple(dict.fromkeys(_line(one, _CHOICE) for one in choices or usual))
    return FormQuestion(_line(profile.text), profile.key, "profile", shown)


def _apart(form: SurveyForm) -> SurveyForm:
    """Give headings that are the same a number: two columns of one name cannot be told apart."""
    met: set[str] = set()

    def once(ask: FormQuestion) -> FormQuestion:
        numbered = (f"{ask.title} ({number})" for number in count(2))
        title = next(one for one in chain([ask.title], numbered) if _plain(one) not in met)
        met.add(_plain(title))
        return replace(ask, title=title)

    return replace(form, parts=tuple(replace(part, asked=tuple(map(once, part.asked))) for part in form.parts))


def _plain(title: str) -> str:
    return " ".join(re.findall(r"\w+", title.casefold()))
