"""Targets: how far the targets of a performance table were reached (*capaian kinerja*).

================  =====================================================================
``readings``      a target as it is written: "< 20 %", "10 hari kerja", 81
``rows``          a row of the table as it is given
``achievements``  the table together: each achievement, the mean, what was printed
``files``         the table as a file
================  =====================================================================

The arithmetic is that of performance reports, in both directions; no regulation of surveys prescribes it.
"""

from typing import TYPE_CHECKING

from ikm.doors import doors

if TYPE_CHECKING:
    from ikm.targets.achievements import Achievement, AchievementRow, TargetReached, achievement
    from ikm.targets.files import PerformanceFile, read_performance
    from ikm.targets.readings import Aim, read_aim

__all__ = [
    "Achievement",
    "AchievementRow",
    "Aim",
    "PerformanceFile",
    "TargetReached",
    "achievement",
    "read_aim",
    "read_performance",
]

if not TYPE_CHECKING:  # a type checker would take every name for one of this package
    __getattr__ = doors(
        __name__,
        {
            "achievements": "Achievement AchievementRow TargetReached achievement",
            "files": "PerformanceFile read_performance",
            "readings": "Aim read_aim",
        },
    )
