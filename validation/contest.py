"""From strengths to a chance: wars and battles, cross-validated, and the program's own default."""
import math

from common import bits, interval, logistic, mean, table


def wars(bench):
    """Initiator's log ratio of capabilities and whether it won, for decided wars."""
    found = []
    for row in bench.rows("wars/cow_wars_sides.csv"):
        if {row["o1"], row["o2"]} != {"win", "lose"} or row["init_side"] not in ("1", "2"):
            continue
        mine, theirs = (row["c1"], row["c2"]) if row["init_side"] == "1" else (row["c2"], row["c1"])
        won = (row["o1"] == "win") == (row["init_side"] == "1")
        found.append((row["n"], float(mine), float(theirs), float(won)))
    return found


def battles(bench):
    """Attacker's and defender's strength and whether the attacker won; a draw is no win."""
    found = []
    for row in bench.rows("wars/cdb90_battles.csv"):
        try:
            mine, theirs, won = float(row["STRA"]), float(row["STRD"]), int(row["WINA"])
        except ValueError:
            continue
        if mine > 0 and theirs > 0 and won in (-1, 0, 1):
            found.append((row["WAR"], mine, theirs, float(won == 1)))
    return found


def held_out(cases, rows, folds):
    """Bits of each case by a fit to the other folds."""
    scores = []
    fits = {}
    for index, (row, fold) in enumerate(zip(rows, folds)):
        if fold not in fits:
            chosen = [k for k, other in enumerate(folds) if other != fold]
            fits[fold] = logistic([rows[k] for k in chosen], [cases[k][3] for k in chosen])[0]
        chance = 1 / (1 + math.exp(-sum(a * x for a, x in zip(fits[fold], row))))
        scores.append(bits(chance, cases[index][3]))
    return scores


CASE = """entente = 1
title = "Contest"
[parties]
a = "A"
b = "B"
[issue.x]
options = [0, 1]
for.a = {{ score = [0, 100] }}
for.b = {{ score = [100, 0] }}
[war]
model = "lottery"
strength = {{ a = {a!r}, b = {b!r} }}
"""


def run(bench):
    lines = ["## From strengths to a chance to win",
             "p = A^m / (A^m + k B^m), scored in bits an outcome (lower is better). k and m are fitted to the other "
             "cases, one left out at a time, and for battles also with all battles of a war left out together. The "
             "program's own chance (`strength.<party>`, exponent .35, no k) is asked of `entente war` case by case.", ""]
    rows = []
    for name, cases, target in (("interstate wars, initiator wins (Correlates of War 4.0)", wars(bench), 0.894),
                                ("battles 1600 to 1982, attacker wins (CDB90)", battles(bench), 0.964)):
        ratio = [[1.0, math.log(a / b)] for _, a, b, _ in cases]
        alone = [[1.0] for _ in cases]
        groups = [case[0] for case in cases]
        single = list(range(len(cases)))
        fit, errors = logistic(ratio, [case[3] for case in cases])
        base = mean(held_out(cases, alone, single))
        model = held_out(cases, ratio, single)
        value, low, high = interval(model, groups)
        answers = bench.ask_cases("war", [CASE.format(a=a, b=b) for _, a, b, _ in cases])
        own = mean(bits(answer["parties"][0]["win"], case[3]) for answer, case in zip(answers, cases))
        one = mean(bits(a / (a + b), won) for _, a, b, won in cases)
        rows.append([name, len(cases), f"{fit[1]:.3f} ({errors[1]:.3f})", f"{base:.3f}", f"{value:.3f} ({low:.3f} to {high:.3f})",
                     f"{own:.3f}", f"{one:.3f}", f"{target}: " + ("held" if value <= target else "missed")])
        if len(set(groups)) < len(groups):
            rows.append(["the same, whole wars left out", len(cases), "", f"{mean(held_out(cases, alone, groups)):.3f}",
                         f"{mean(held_out(cases, ratio, groups)):.3f}", "", "", "-"])
    lines += table(["set", "n", "m (standard error)", "base rate", "k and m fitted (90%, by wars)", "the program's default",
                    "m = 1", "aim"], rows)
    lines += ["", "Against us: numbers of men or capabilities say little; with m = 1 they do worse than the bare base rate. "
              "The default has no k: it does not know who began, and pays for it where that matters."]
    return lines
