"""Do simulated talks end where people's talks ended? Bits a deal, on halves that nothing was fitted on.

Every game is written as a case; `entente negotiate --repeat` plays it with each of some tactics against itself; a
population of tactics (their weights, and those of two backgrounds: any deal, and any efficient deal) is fitted on one
half of the deals by expectation and maximisation, and scored on the other half. Halves change roles. Beside it stand the
simplest predictors: uniform, leximin logit, sum and equality logit. Only talks that ended in a deal are scored.
"""
import itertools
import math

from common import Missing, interval, mean, table
from human_deals import casino, deal_or_no_deal, pair

# Each is played against itself. People divide every item rather than trade one for another; tactics that look at points
# alone (boulware, micro, ...) miss that, and are kept to show by how much.
TACTICS = [f"compromiser:own={own},middle={middle},draws=128,accept=const,at={at}"
           for own in (9, 14, 20, 28) for middle in (0.5, 1, 1.5, 2.2) for at in (0.4, 0.45, 0.5)]
TACTICS += ["boulware", "conceder", "micro", "tit-for-tat:nice=0.02", "hybrid", "random", "leximin:e=1"]
FEWER = [f"compromiser:own={own},middle={middle},draws=128,accept=const,at=0.45"
         for own in (9, 20) for middle in (0.5, 1, 1.5)] + ["boulware", "micro", "random"]


class Game:
    """One game: its outcomes (what a gets), both sides' points, and where the simulated talks end."""

    def __init__(self, counts, a, b, reserve):
        self.counts, self.a, self.b, self.reserve = counts, a, b, reserve
        self.outcomes = list(itertools.product(*(range(count + 1) for count in counts)))
        self.points = [pair(counts, a, b, got) for got in self.outcomes]
        self.index = {got: k for k, got in enumerate(self.outcomes)}
        self.efficient = [not any(q[0] >= p[0] and q[1] >= p[1] and q != p for q in self.points) for p in self.points]
        self.parts = []

    def text(self):
        def scores(count, up):
            return [round(100 * (g if up else count - g) / count, 12) if count else 0 for g in range(count + 1)]

        lines = ['title = "Items to divide"', "normalise_weights = false",
                 f"reserve = {{ a = {self.reserve}, b = {self.reserve} }}", "[parties]", 'a = "A"', 'b = "B"']
        for k, count in enumerate(self.counts):
            lines += [f"[issue.item{k}]", f"options = {list(range(count + 1))}"]
            for party, values, up in (("a", self.a, True), ("b", self.b, False)):
                lines.append(f"for.{party} = {{ weight = {values[k] * count}, score = {scores(count, up)} }}")
        return "\n".join(lines) + "\n"

    def shares(self, answer):
        """Of the outcomes among the simulated talks that end in a deal; None where none does."""
        shares = [0.0] * len(self.outcomes)
        for deal in answer["repeated"]["deals"]:
            shares[self.index[tuple(int(deal["outcome"][f"item{k}"]) for k in range(len(self.counts)))]] += deal["share"]
        total = sum(shares)
        return [s / total for s in shares] if total > 0 else None


def canonical(counts, a, b):
    """The order of the items that makes games alike one game."""
    return sorted(range(len(counts)), key=lambda k: (a[k], b[k], counts[k]))


def logit(game, weights, features):
    scores = [sum(w * f for w, f in zip(weights, features(*p))) for p in game.points]
    top = max(scores)
    powers = [math.exp(s - top) for s in scores]
    total = sum(powers)
    return [p / total for p in powers]


def leximin(x, y):
    return min(x, y), 0.01 * max(x, y)


def sum_equal(x, y):
    return x + y, -abs(x - y)


def costs(games, deals, predict):
    """Bits of each deal."""
    known = {key: predict(games[key]) for key in {key for key, _ in deals}}
    return [-math.log2(max(known[key][games[key].index[got]], 1e-12)) for key, got in deals]


def fit_logit(games, deals, features):
    """Coordinate search: few weights, a smooth concave likelihood."""
    def score(weights):
        return mean(costs(games, deals, lambda game: logit(game, weights, features)))

    weights, step = [0.5, 0.1], 0.5
    best = score(weights)
    while step > 0.002:
        better = False
        for k in range(len(weights)):
            for sign in (1, -1):
                trial = list(weights)
                trial[k] += sign * step
                here = score(trial)
                if here < best:
                    weights, best, better = trial, here, True
        if not better:
            step /= 2
    return weights


def mixture(game, weights):
    """Tactics whose talks never end in a deal drop out, and their weight goes to the others."""
    total = sum(w for w, part in zip(weights, game.parts) if part is not None)
    mixed = [0.0] * len(game.outcomes)
    for weight, part in zip(weights, game.parts):
        if part is not None:
            for k, share in enumerate(part):
                mixed[k] += weight / total * share
    return mixed


def fit_mixture(games, deals, size, rounds=100):
    weights = [1 / size] * size
    at = [[part[games[key].index[got]] if part is not None else 0.0 for part in games[key].parts] for key, got in deals]
    for _ in range(rounds):
        taken = [0.05] * size  # a weak prior keeps every weight above zero
        for chances in at:
            parts = [w * chance for w, chance in zip(weights, chances)]
            total = sum(parts)
            for k, part in enumerate(parts):
                taken[k] += part / total
        weights = [t / sum(taken) for t in taken]
    return weights


def play(bench, games, tactics, repetitions):
    """Fills the parts of every game: one distribution a tactic, then any efficient deal, then any deal."""
    played = list(games.values())
    for tactic in tactics:
        answers = bench.ask_cases("negotiate", [game.text() for game in played],
                                  ["--tactic", f"a={tactic}", "--tactic", f"b={tactic}", "--deadline", "40", "--repeat",
                                   str(repetitions), "-q"])
        for game, answer in zip(played, answers):
            game.parts.append(game.shares(answer))
    for game in played:
        efficient = sum(game.efficient)
        game.parts.append([1 / efficient if e else 0.0 for e in game.efficient])
        game.parts.append([1 / len(game.outcomes)] * len(game.outcomes))


def score(bench, rows, tactics, repetitions):
    """{predictor: bits of each deal, in the order of the halves}, and the population's largest parts."""
    games, deals = {}, []
    for counts, a, b, got, reserve in rows:
        order = canonical(counts, a, b)
        key = tuple(tuple(each[k] for k in order) for each in (counts, a, b)) + (reserve,)
        games.setdefault(key, Game(*key))
        deals.append((key, tuple(got[k] for k in order)))
    play(bench, games, tactics, repetitions)
    results, parts = {}, []
    halves = [deals[0::2], deals[1::2]]
    for fitted, scored in (halves, halves[::-1]):
        by_leximin = fit_logit(games, fitted, leximin)
        by_equality = fit_logit(games, fitted, sum_equal)
        weights = fit_mixture(games, fitted, len(tactics) + 2)
        parts.append(sorted(zip(weights, [*tactics, "any efficient deal", "any deal"]), reverse=True)[:3])

        def both(game, share):
            return [share * m + (1 - share) * l
                    for m, l in zip(mixture(game, weights), logit(game, by_equality, sum_equal))]

        share = min((k / 20 for k in range(21)), key=lambda x: mean(costs(games, fitted, lambda game: both(game, x))))
        for name, predict in (("uniform", lambda game: [1 / len(game.outcomes)] * len(game.outcomes)),
                              ("leximin logit", lambda game: logit(game, by_leximin, leximin)),
                              ("sum and equality logit", lambda game: logit(game, by_equality, sum_equal)),
                              ("simulated talks", lambda game: mixture(game, weights)),
                              ("simulated talks and that logit, mixed", lambda game: both(game, share))):
            results.setdefault(name, []).extend(costs(games, scored, predict))
    return len(games), results, parts


def run(bench):
    lines = ["## Where talks of people end",
             "Each game is a case; `entente negotiate --repeat` plays it by each of some tactics against itself; how often each "
             "is used, beside two backgrounds (any deal, any efficient deal), is fitted on one half of the deals and scored on "
             "the other, and the halves change roles. Bits a deal, lower is better; items in another order are one game. 'To beat' is "
             "what a logit of sum and equality reached on all of the data.", ""]
    rows, notes, found = [], [], False
    for name, deals, tactics, repetitions, aim in (
            ("CaSiNo (Chawla et al. 2021)", casino, TACTICS, 1000, 4.37),
            ("Deal or No Deal (Lewis et al. 2017)", deal_or_no_deal, FEWER, 200, 1.88)):
        try:
            given = list(deals(bench))
        except Missing as missing:
            lines += [f"Skipped: {name}, no {missing} in the folder.", ""]
            continue
        found = True
        games, results, parts = score(bench, given, tactics, repetitions)
        for k, (predictor, bits) in enumerate(results.items()):
            value, low, high = interval(bits, range(len(bits)), draws=400)
            rows.append([*((name, len(given), games) if k == 0 else ("", "", "")), predictor,
                         f"{value:.3f} ({low:.3f} to {high:.3f})", f"{aim}" if predictor == "simulated talks" else ""])
        notes.append(f"{name}: " + "; ".join(f"`{tactic}` {weight:.2f}" for weight, tactic in parts[0]))
    if not found:
        raise Missing("human_deals/")
    lines += table(["set", "deals", "games", "predictor", "bits a deal (90%)", "to beat"], rows)
    lines += ["", "Against us: where people divide few things of many values (Deal or No Deal) simulated talks alone predict less than "
              "a logit with two numbers, and only both together beat it; CaSiNo is six games, so that the population may have "
              "learned what people do in these and not elsewhere."]
    lines += ["", "The largest parts of the population, first half: " + ". ".join(notes) + "."]
    return lines
