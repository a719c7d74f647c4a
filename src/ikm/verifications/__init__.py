"""Verifications: a kept result computed again, and whether every figure agrees.

================  ==============================================================
``verification``  what `ikm.verify` does and gives
``repeating``     the options on record, as they can be used again
``figures``       two exports side by side, figure by figure
================  ==============================================================
"""

from typing import TYPE_CHECKING

from ikm.doors import doors

if TYPE_CHECKING:
    from ikm.verifications.figures import Difference
    from ikm.verifications.verification import Verification, survey_beside, verify

__all__ = ["Difference", "Verification", "survey_beside", "verify"]

if not TYPE_CHECKING:  # a type checker would take every name for one of this package
    __getattr__ = doors(__name__, {"figures": "Difference", "verification": "Verification survey_beside verify"})
