"""Analysis of conflicts and of the settlements that can end them.

    import entente
    case = entente.load("case:camp-david-1978")
    settlement = entente.settle(case)
    print(settlement)                       # the screen that the command shows
    settlement.solutions["nash"].outcome    # {issue: option}
    settlement.to_dict()                    # the command's JSON

The functions are those of the command line, and give the same numbers.
"""

from __future__ import annotations

import atexit as _atexit

from entente import _core
from entente._errors import Diagnostic, InputError
from entente._frames import Draws, Table, draws
from entente._records import Record, Result
from entente.case import Case, Issue, Party, cases, explain, from_dict, load, loads, new_case, schema
from entente.talks import Move, Player, negotiate, tactics, tournament
from entente.verbs import check, fit_front, levers, report, robust, score_decisions, settle, stability, stakeholders, war

__version__ = _core.version()
__all__ = [
    "Case", "Diagnostic", "Draws", "InputError", "Issue", "Move", "Party", "Player", "Record", "Result", "Table",
    "cases", "check", "draws", "explain", "fit_front", "from_dict", "levers", "load", "loads", "negotiate", "new_case",
    "report", "robust", "schema", "score_decisions", "settle", "stability", "stakeholders", "tactics", "tournament",
    "war",
]  # fmt: skip

_atexit.register(_core.leave_interpreter)
