#!/usr/bin/env python3
"""A party for `entente negotiate --agent PARTY="python3 conceder.py"`: one JSON object a line, in and out.

It lists its outcomes, best first, and comes down that list with time; it accepts whatever is at least as good as
what it would offer next. Cases with more than a million outcomes are beyond this example.
"""

import itertools
import json
import sys


def utility(start, outcome):
    """What an outcome is worth: points of every issue, plus the bonuses whose conditions hold, up to the cap."""
    points = sum(issue["points"][issue["options"].index(outcome[issue["id"]])] for issue in start["issues"])
    for bonus in start["bonuses"]:
        if all(outcome[issue] in options for issue, options in bonus["when"].items()):
            points += bonus["add"]
    return points if start["cap"] is None else min(points, start["cap"])


def forbidden(start, outcome):
    return any(all(outcome[issue] in options for issue, options in rule.items()) for rule in start["never"])


def acceptable_outcomes(start):
    """(utility, outcome), best first, none below the value of no deal."""
    names = [issue["id"] for issue in start["issues"]]
    least = start["reservation"] if start["reservation"] is not None else float("-inf")
    rows = []
    for options in itertools.product(*(issue["options"] for issue in start["issues"])):
        outcome = dict(zip(names, options))
        points = utility(start, outcome)
        if points >= least and not forbidden(start, outcome):
            rows.append((points, outcome))
    rows.sort(key=lambda row: -row[0])
    return rows


def answer(start, rows, turn):
    if not rows:
        return {"type": "leave"}
    best, least = rows[0][0], rows[-1][0]
    target = best - (best - least) * turn["time"] ** 0.5
    points, outcome = min((row for row in rows if row[0] >= target), key=lambda row: row[0])
    standing = turn["standing"]
    if standing is not None and utility(start, standing) >= points:
        return {"type": "accept"}
    return {"type": "offer", "outcome": outcome}


def main():
    start, rows = None, []
    for line in sys.stdin:
        message = json.loads(line)
        reply = None
        if message["type"] == "start":
            start, rows = message, acceptable_outcomes(message)
        elif message["type"] == "turn":
            reply = answer(start, rows, message)
        elif message["type"] == "answer":  # simultaneous offers: would you take this one?
            reply = {"yes": utility(start, message["outcome"]) >= rows[0][0]}
        elif message["type"] == "vote":  # a mediator's draft against the text
            reply = {"yes": utility(start, message["draft"]) >= utility(start, message["text"])}
        elif message["type"] == "end":
            return
        if reply is not None:
            print(json.dumps(reply), flush=True)


if __name__ == "__main__":
    main()
