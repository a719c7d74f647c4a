"""ikm scores Indonesian public-service satisfaction surveys (SKM) under PermenPANRB 14/2017.

>>> import ikm
>>> ikm.krejcie_morgan(205)
134
>>> ikm.grade(83.86).kinerja
'Baik'

The names below are the whole public interface; each loads its module when it is first used, so that
``import ikm`` itself costs next to nothing.
"""

from importlib import import_module

TYPE_CHECKING = False  # of `typing`, which takes longer to load than all of this
if TYPE_CHECKING:
    from ikm.agencies import AgencyResult, score_agency
    from ikm.audits import Audit, audit
    from ikm.columns import ColumnMap, map_columns
    from ikm.comparisons import Comparison, compare
    from ikm.engines import tally
    from ikm.errors import DefinitionError, IkmError, OptionError, ResponseError, SourceError
    from ikm.findings import Finding, Refusal
    from ikm.priorities import importance, recommendations
    from ikm.questionnaires import Questionnaire, load_questionnaire
    from ikm.regulation import Band, Regulation, load_regulation
    from ikm.responses import Responses
    from ikm.scoring import Explanation, IKMResult, Sample, grade, krejcie_morgan, sample_size
    from ikm.shown import Chart
    from ikm.sources import Limits
    from ikm.surveys import CheckReport, check, load, score, tally_file
    from ikm.tallies import Tally, TallyFile, read_tally
    from ikm.targets import Achievement, achievement
    from ikm.verifications import Verification, verify
    from ikm.version import __version__

__all__ = [  # noqa: RUF022 - in the order of use
    "score", "check", "load", "tally", "map_columns", "grade", "krejcie_morgan", "sample_size",
    "tally_file", "read_tally", "score_agency", "compare", "audit",
    "recommendations", "importance", "achievement", "verify",
    "IKMResult", "AgencyResult", "Comparison", "Audit", "TallyFile", "CheckReport", "Responses", "Tally",
    "ColumnMap", "Finding", "Refusal", "Band", "Sample", "Chart", "Explanation", "Achievement", "Verification",
    "load_regulation", "Regulation", "load_questionnaire", "Questionnaire", "Limits",
    "IkmError", "OptionError", "DefinitionError", "SourceError", "ResponseError",
    "__version__",
]  # fmt: skip

_HOME = {
    "agencies": ("AgencyResult", "score_agency"),
    "audits": ("Audit", "audit"),
    "comparisons": ("Comparison", "compare"),
    "columns": ("ColumnMap", "map_columns"),
    "engines": ("tally",),
    "errors": ("DefinitionError", "IkmError", "OptionError", "ResponseError", "SourceError"),
    "findings": ("Finding", "Refusal"),
    "priorities": ("importance", "recommendations"),
    "questionnaires": ("Questionnaire", "load_questionnaire"),
    "regulation": ("Band", "Regulation", "load_regulation"),
    "responses": ("Responses",),
    "scoring": ("Explanation", "IKMResult", "Sample", "grade", "krejcie_morgan", "sample_size"),
    "shown": ("Chart",),
    "sources": ("Limits",),
    "surveys": ("CheckReport", "check", "load", "score", "tally_file"),
    "targets": ("Achievement", "achievement"),
    "tallies": ("Tally", "TallyFile", "read_tally"),
    "verifications": ("Verification", "verify"),
    "version": ("__version__",),
}
_MODULE = {name: module for module, names in _HOME.items() for name in names}


if not TYPE_CHECKING:  # a type checker would take every name for one of ikm's

    def __getattr__(name: str) -> object:
        if name not in _MODULE:
            raise AttributeError(f"module 'ikm' has no attribute {name!r}")
        return getattr(import_module(f"ikm.{_MODULE[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
