"""Deals that people made, against the solutions that `entente settle` finds for the same points."""
from common import Missing, interval, mean, table

SOLUTIONS = ["utilitarian", "nash", "kalai_smorodinsky", "egalitarian", "leximin"]


def case_text(counts, mine, theirs, reserve):
    """A case in which each kind of thing is an issue: how many of it the first side gets."""
    lines = ["entente = 1", 'title = "Deal"', "normalise_weights = false", "[parties]", 'a = "A"', 'b = "B"',
             f"[reserve]\na = {reserve}\nb = {reserve}"]
    for index, count in enumerate(counts):
        options = ", ".join(str(k) for k in range(count + 1))
        lines += [f"[issue.thing{index}]", f"options = [{options}]",
                  f"for.a = {{ weight = 1, score = [{', '.join(str(100 * mine[index] * k) for k in range(count + 1))}] }}",
                  f"for.b = {{ weight = 1, score = [{', '.join(str(100 * theirs[index] * (count - k)) for k in range(count + 1))}] }}"]
    return "\n".join(lines) + "\n"


def deal_or_no_deal(bench):
    for row in bench.rows("human_deals/deal_or_no_deal_sample.csv"):
        if row["result"] != "deal":
            continue
        yield ([int(row[f"count{i}"]) for i in (1, 2, 3)], [int(row[f"a{i}"]) for i in (1, 2, 3)],
               [int(row[f"b{i}"]) for i in (1, 2, 3)], [int(float(row[f"a_gets{i}"])) for i in (1, 2, 3)], 0)


def casino(bench):
    things = ("food", "water", "firewood")
    for row in bench.rows("human_deals/casino_deals.csv"):
        yield ([int(row[f"count_{t}"]) for t in things], [int(row[f"a_{t}"]) for t in things],
               [int(row[f"b_{t}"]) for t in things], [int(float(row[f"a_gets_{t}"])) for t in things], 5)


def pair(counts, mine, theirs, gets):
    return (sum(v * k for v, k in zip(mine, gets)), sum(v * (n - k) for v, n, k in zip(theirs, counts, gets)))


def predicted(solution):
    """The utility pairs that a solution names, ties shared."""
    if not solution:
        return []
    pairs = {tuple(round(u, 6) for u in solution["utilities"])}
    pairs |= {tuple(round(u, 6) for u in tied["utilities"]) for tied in solution.get("tied") or []}
    return sorted(pairs)


def score(bench, deals):
    deals = list(deals)
    answers = bench.ask_cases("settle", [case_text(c, a, b, r) for c, a, b, _, r in deals])
    scores = {name: ([], []) for name in SOLUTIONS}
    efficient = []
    for (counts, mine, theirs, gets, _), answer in zip(deals, answers):
        got = pair(counts, mine, theirs, gets)
        options = [(i, j, k) for i in range(counts[0] + 1) for j in range(counts[1] + 1) for k in range(counts[2] + 1)]
        values = [pair(counts, mine, theirs, option) for option in options]
        efficient.append(float(not any(u >= got[0] and v >= got[1] and (u, v) != got for u, v in values)))
        for name in SOLUTIONS:
            named = predicted(answer["solutions"].get(name))
            if not named:
                continue
            hits = sum(abs(u - got[0]) < 1e-6 and abs(v - got[1]) < 1e-6 for u, v in named) / len(named)
            distance = mean((abs(u - got[0]) ** 2 + abs(v - got[1]) ** 2) ** 0.5 for u, v in named)
            scores[name][0].append(hits)
            scores[name][1].append(distance)
    return len(deals), efficient, scores


def run(bench):
    lines = ["## Deals that people made",
             "Each deal is a case; `entente settle` finds its solutions. A hit is a deal whose pair of utilities is the "
             "predicted one, ties shared; distance is in the participants' own points.", ""]
    rows = []
    found = False
    for name, deals in (("Deal or No Deal (Lewis et al. 2017)", deal_or_no_deal), ("CaSiNo (Chawla et al. 2021)", casino)):
        try:
            count, efficient, scores = score(bench, deals(bench))
        except Missing as missing:
            lines += [f"Skipped: {name}, no {missing} in the folder.", ""]
            continue
        found = True
        rows.append([name, count, "efficient deals", f"{100 * mean(efficient):.2f}%", ""])
        for solution in SOLUTIONS:
            hits, distances = scores[solution]
            if not hits:
                continue
            value, low, high = interval(hits, range(len(hits)), draws=400)
            rows.append(["", "", solution.replace("_", "-"), f"{value:.3f} ({low:.3f} to {high:.3f})", f"{mean(distances):.2f}"])
    if not found:
        raise Missing("human_deals/")
    lines += table(["set", "deals", "what", "hits (90%)", "distance"], rows)
    lines += ["", "Against us: no solution is the deal of people much more often than every second time, and on CaSiNo one "
              "in six; the even-handed ones (egalitarian, leximin, Kalai-Smorodinsky coincide here, the sides being "
              "symmetric) come closer than Nash, and nobody should read any of them as what people will do."]
    return lines
