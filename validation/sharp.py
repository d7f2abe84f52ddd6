"""How the sharper election over positions would have been chosen, each dossier left out in turn.

Three numbers make `condorcet-sharp` of `condorcet`: the power of a contest's shares, the part of each position's chance
that is spread over the gaps beside it, and the central part of the distribution that is told as its 80% interval. For
each dossier all three are chosen on the others alone (the first two by the least mean CRPS, the third by the cover
nearest to .80) and scored on the one left out. The election is computed here once more, in a second hand, and must give
the program's own scores for the program's own numbers.
"""
import os
import subprocess
import tempfile
import csv
import json

import eu_decisions
from common import Missing, interval, mean, table

SHARPNESS = [1, 1.5, 2, 2.5, 3]
BETWEEN = [0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8]
CENTRAL = [round(0.40 + 0.02 * k, 2) for k in range(31)]
CHOSEN = (2, 0.6)
CHOSEN_CENTRAL = 0.58
POINTS = 10
SAME = 1e-12


def held(actors):
    """Positions in order with the weight at each: power times salience. Who has no weight still holds a position."""
    weights = {}
    for actor in actors:
        weights[actor["position"]] = weights.get(actor["position"], 0) + actor["power"] * actor["salience"]
    return sorted(weights.items())


def election(places, sharpness):
    """The chances of positions that the contests between all pairs leave as they are."""
    n = len(places)
    total = sum(weight for _, weight in places)
    beats = [[0.5] * n for _ in range(n)]
    for a in range(n):
        for b in range(a + 1, n):
            share = 0.0
            for position, weight in places:
                near, far = abs(position - places[a][0]), abs(position - places[b][0])
                share += weight * (0.5 if abs(near - far) <= SAME else 1.0 if near < far else 0.0)
            share /= total
            up, down = share ** sharpness, (1 - share) ** sharpness
            beats[a][b] = up / (up + down)
            beats[b][a] = 1 - beats[a][b]
    p = [1 / n] * n
    for _ in range(5000):
        q = [sum(beats[a][b] * p[b] for b in range(n)) for a in range(n)]
        total_q = sum(q)
        q = [x / total_q for x in q]
        change = max(abs(x - y) for x, y in zip(p, q))
        p = q
        if change < 1e-13:
            break
    return p


def spread(places, p, between):
    """(position, chance) with a part of each chance on even points in the gaps."""
    masses = []
    for i, (position, _) in enumerate(places):
        masses.append((position, p[i] * (1 - between)))
        if i + 1 == len(places):
            break
        width = places[i + 1][0] - position
        each = between * (p[i] + p[i + 1]) / 2 / POINTS
        if each > 0:
            masses += [(position + width * (k + 0.5) / POINTS, each) for k in range(POINTS)]
    total = sum(chance for _, chance in masses)
    return [(position, chance / total) for position, chance in masses]


def crps(masses, outcome):
    score, below = 0.0, 0.0
    if outcome < masses[0][0]:
        score += masses[0][0] - outcome
    if outcome > masses[-1][0]:
        score += outcome - masses[-1][0]
    for (at, chance), (following, _) in zip(masses, masses[1:]):
        below += chance
        left = min(max(outcome, at), following) - at
        score += left * below * below + (following - at - left) * (1 - below) ** 2
    return score


def quantile(masses, level):
    below = 0.0
    for position, chance in masses:
        below += chance
        if below >= level - SAME:
            return position
    return masses[-1][0]


def narrowest(masses, outcome):
    """The least central part in CENTRAL whose interval holds the outcome; past the last: none does."""
    for k, central in enumerate(CENTRAL):
        if quantile(masses, (1 - central) / 2) <= outcome <= quantile(masses, (1 + central) / 2):
            return k
    return len(CENTRAL)


def of_program(bench, rows):
    """The program's own score of condorcet-sharp on the same rows."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "decisions.csv")
        with open(path, "w", newline="", encoding="utf-8") as out:
            writer = csv.DictWriter(out, fieldnames=list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        done = subprocess.run([bench.program, "stakeholders", "--score", path, "--json"], capture_output=True, text=True,
                              check=True)
    scores = json.loads(done.stdout)["scores"]
    return next(each for each in scores if each["model"] == "condorcet-sharp")


def run(bench):
    path = bench.file("eu_decisions/deu3_part.tsv")
    rows = list(eu_decisions.rows_of(path))
    if not rows:
        raise Missing("issue with an outcome in eu_decisions/deu3_part.tsv")
    issues = {}
    for row in rows:
        issues.setdefault(row["decision"], []).append(row)
    # As `--score` counts them: at least three actors with weight.
    issues = [actors for actors in issues.values()
              if sum(1 for actor in actors if actor["power"] * actor["salience"] > 0) >= 3]
    dossiers = [actors[0]["dossier"] for actors in issues]
    pairs = [(s, b) for s in SHARPNESS for b in BETWEEN]
    scores, reached = {}, {}
    for s in SHARPNESS:
        places = [held(actors) for actors in issues]
        chances = [election(each, s) for each in places]
        for b in BETWEEN:
            masses = [spread(place, p, b) for place, p in zip(places, chances)]
            scores[s, b] = [crps(m, actors[0]["outcome"]) for m, actors in zip(masses, issues)]
            reached[s, b] = [narrowest(m, actors[0]["outcome"]) for m, actors in zip(masses, issues)]

    def choose(issues_in):
        pair = min(pairs, key=lambda each: (sum(scores[each][i] for i in issues_in), each))
        cover = [sum(1 for i in issues_in if reached[pair][i] <= k) / len(issues_in) for k in range(len(CENTRAL))]
        central = min(range(len(CENTRAL)), key=lambda k: (abs(cover[k] - 0.8), k))
        return pair, central

    left_out, inside, pairs_chosen, centrals = [None] * len(issues), [None] * len(issues), {}, {}
    for dossier in dict.fromkeys(dossiers):
        others = [i for i, each in enumerate(dossiers) if each != dossier]
        pair, central = choose(others)
        pairs_chosen[pair] = pairs_chosen.get(pair, 0) + 1
        centrals[CENTRAL[central]] = centrals.get(CENTRAL[central], 0) + 1
        for i, each in enumerate(dossiers):
            if each == dossier:
                left_out[i] = scores[pair][i]
                inside[i] = float(reached[pair][i] <= central)
    kept = CENTRAL.index(CHOSEN_CENTRAL)
    own = of_program(bench, rows)
    again = mean(scores[CHOSEN])
    if abs(own["crps"] - again) > 0.02:
        raise RuntimeError(f"condorcet-sharp: the program scores {own['crps']:.3f}, the second hand {again:.3f}")
    value, low, high = interval(left_out, dossiers)
    cover, cover_low, cover_high = interval(inside, dossiers)
    plain = mean(scores[1, 0])

    def words(counts):
        return ", ".join(f"{each} ({times})" for each, times in sorted(counts.items(), key=lambda item: -item[1]))

    lines = ["## A sharper election over positions, chosen on other dossiers",
             f"`condorcet-sharp` on {len(issues)} decisions of {len(set(dossiers))} dossiers of the European Union (DEU III). "
             "Sharpness, part between positions and central part are chosen anew on all other dossiers for each dossier, and "
             "scored on it. CRPS in points of a scale of 100, lower is better.", ""]
    lines += table(["what", "CRPS (90%, by dossiers)", "its 80% interval holds (90%)"],
                   [["`condorcet`, nothing chosen", f"{plain:.2f}", ""],
                    ["chosen on the other dossiers", f"{value:.2f} ({low:.2f} to {high:.2f})",
                     f"{cover:.0%} ({cover_low:.0%} to {cover_high:.0%})"],
                    [f"the program's numbers ({CHOSEN[0]}, {CHOSEN[1]}, {CHOSEN_CENTRAL}), which saw every dossier", f"{again:.2f}",
                     f"{mean(float(r <= kept) for r in reached[CHOSEN]):.0%}"],
                    ])
    lines += ["", f"Chosen for how many dossiers: sharpness and part between {words(pairs_chosen)}; central part {words(centrals)}.", "",
              "Against us: the first row needs no choice and is the fair one to quote where nothing may be fitted; the two kinds "
              "of numbers were looked for among these few values only, on the dossiers that this folder holds."]
    return lines
