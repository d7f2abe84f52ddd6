"""A small case with ranges: a draw of it takes microseconds."""

from __future__ import annotations

import entente

CASE = {
    "title": "River district",
    "parties": {"arvan": "Arvan", "belmar": "Belmar"},
    "reserve": {"arvan": 41, "belmar": (38, 29, 46)},
    "issue": {
        "border": {
            "options": [0, 0.25, 0.5, 0.75, 1],
            "for": {
                "arvan": {"weight": (55, 45, 65), "score": [0, 25, 50, 75, 100]},
                "belmar": {"weight": 50, "score": [100, 75, 50, 25, 0]},
            },
        },
        "returns": {
            "options": ["none", "quota", "full"],
            "for": {
                "arvan": {"weight": 15, "score": [100, 70, 0]},
                "belmar": {"weight": 30, "score": [0, 80, 100]},
            },
        },
    },
}


def case() -> entente.Case:
    return entente.from_dict(CASE)
