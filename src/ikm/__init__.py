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
from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from ikm.agencies import AgencyResult, score_agency
    from ikm.checks import CheckReport
    from ikm.columns import ColumnMap, map_columns
    from ikm.engines import tally
    from ikm.errors import DefinitionError, IkmError, OptionError, ResponseError, SourceError
    from ikm.findings import Finding
    from ikm.questionnaires import Questionnaire, load_questionnaire
    from ikm.regulation import Band, Regulation, load_regulation
    from ikm.responses import Responses
    from ikm.results import IKMResult, Sample
    from ikm.sampling import krejcie_morgan, sample_size
    from ikm.scoring import grade
    from ikm.sources import Limits
    from ikm.survey import check, load, score
    from ikm.tallies import Tally
    from ikm.tallyfiles import TallyFile, read_tally
    from ikm.tallymaking import tally_file

__all__ = [  # noqa: RUF022 - in the order of use
    "score", "check", "load", "tally", "map_columns", "grade", "krejcie_morgan", "sample_size",
    "tally_file", "read_tally", "score_agency",
    "IKMResult", "AgencyResult", "TallyFile", "CheckReport", "Responses", "Tally",
    "ColumnMap", "Finding", "Band", "Sample",
    "load_regulation", "Regulation", "load_questionnaire", "Questionnaire", "Limits",
    "IkmError", "OptionError", "DefinitionError", "SourceError", "ResponseError",
    "__version__",
]  # fmt: skip

_HOME = {
    "agencies": ("AgencyResult", "score_agency"),
    "checks": ("CheckReport",),
    "columns": ("ColumnMap", "map_columns"),
    "engines": ("tally",),
    "errors": ("DefinitionError", "IkmError", "OptionError", "ResponseError", "SourceError"),
    "findings": ("Finding",),
    "questionnaires": ("Questionnaire", "load_questionnaire"),
    "regulation": ("Band", "Regulation", "load_regulation"),
    "responses": ("Responses",),
    "results": ("IKMResult", "Sample"),
    "sampling": ("krejcie_morgan", "sample_size"),
    "scoring": ("grade",),
    "sources": ("Limits",),
    "survey": ("check", "load", "score"),
    "tallies": ("Tally",),
    "tallyfiles": ("TallyFile", "read_tally"),
    "tallymaking": ("tally_file",),
}
_MODULE = {name: module for module, names in _HOME.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _MODULE:
        raise AttributeError(f"module 'ikm' has no attribute {name!r}")
    return getattr(import_module(f"ikm.{_MODULE[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
