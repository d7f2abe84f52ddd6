"""Our tactics in NegMAS's negotiations; agents in Python in ours; NegMAS reads what `entente convert` writes."""

from __future__ import annotations

import json
import os
import random
import sys
from itertools import product
from pathlib import Path

import pytest

import entente
import small

SOURCE = Path(os.environ.get("ENTENTE_SOURCE", Path(__file__).parents[2]))


class Listener:
    """Keeps what it is told, offers its best, takes what is worth at least 60 points."""

    told: list[dict] = []

    def __call__(self, message: dict) -> dict | None:
        Listener.told.append(message)
        if message["type"] == "start":
            self.points = {i["id"]: dict(zip(i["options"], i["points"], strict=True)) for i in message["issues"]}
        if message["type"] != "turn":
            return None
        standing = message["standing"]
        if standing and sum(self.points[issue][option] for issue, option in standing.items()) >= 60:
            return {"type": "accept"}
        return {"type": "offer", "outcome": {issue: max(of, key=of.get) for issue, of in self.points.items()}}


def test_an_agent_in_python_sits_at_the_table() -> None:
    Listener.told = []
    talk = entente.negotiate(small.case(), tactics="conceder", agents={"arvan": Listener}, deadline=50)
    assert talk.ended == "agreement" and talk.utilities[0] >= 60
    assert talk.tactics == ("outside", "conceder")
    start, *rest = Listener.told
    assert start["type"] == "start" and start["party"] == "arvan" and start["deadline"] == 50
    assert "belmar" not in json.dumps(start["issues"]), "it is told its own preference only"
    assert {each["type"] for each in rest} == {"turn", "offer", "end"}


def test_each_negotiation_has_an_agent_of_its_own() -> None:
    made = []

    class Counted(Listener):
        def __init__(self) -> None:
            made.append(self)

    talk = entente.negotiate(small.case(), tactics="linear", agents={"arvan": Counted}, repeat=40, deadline=20)
    assert len(made) == 41 and talk.repeated is not None and talk.repeated.talks == 40


def test_what_an_agent_raises_is_raised_and_nonsense_ends_its_talk() -> None:
    class Fails(Listener):
        def __call__(self, message: dict) -> dict | None:
            raise LookupError("no idea")

    for repeat in (0, 8):
        with pytest.raises(LookupError, match="no idea"):
            entente.negotiate(small.case(), agents={"belmar": Fails}, repeat=repeat)
    for answer in ({"type": "offer", "outcome": {"border": "9"}}, {"type": "dance"}, None, {"type": "accept"}):
        talk = entente.negotiate(small.case(), agents={"arvan": lambda answer=answer: lambda message: answer})
        assert talk.ended == "broken" and talk.ended_by == "arvan" and talk.why
    with pytest.raises(TypeError, match="classes or functions"):
        entente.negotiate(small.case(), agents={"arvan": "python3 agent.py"})
    with pytest.raises(entente.InputError, match="nobody"):
        entente.negotiate(small.case(), agents={"nobody": Listener})


def table(players: dict[str, entente.Player], deadline: int) -> list[tuple[str, str, dict[str, str]]]:
    said, standing, taken = [], None, 0
    for round in range(1, deadline + 1):
        for party, player in players.items():
            move = player.turn(round, deadline, standing)
            if move.act == "leave":
                return said
            if move.act == "accept":
                said.append((party, "accept", standing))
                return said
            standing = move.outcome
            said.append((party, "offer", standing))
            for other, hears in players.items():
                if other != party:
                    hears.heard(round, deadline, party, standing)
    return said


@pytest.mark.parametrize("tactic", ["boulware", "micro", "tit-for-tat:nice=0.05", "compromiser", "linear:model=bayes"])
def test_a_player_says_what_its_tactic_says_in_negotiate(tactic: str) -> None:
    case = small.case()
    talk = entente.negotiate(case, tactics=tactic, deadline=40, seed=5)
    players = {party.id: entente.Player(case, party.id, tactic, seed=5) for party in case.parties}
    assert table(players, 40) == [(step.party, step.act, dict(step.outcome)) for step in talk.trace]


def test_players_refuse_what_does_not_fit() -> None:
    player = entente.Player(small.case(), "arvan")
    with pytest.raises(ValueError, match="round"):
        player.turn(11, 10)
    with pytest.raises(ValueError, match="no party"):
        player.heard(1, 10, "nobody", {"border": "0", "returns": "none"})
    player.heard(1, 10, "belmar", {"border": "no such option"})
    assert player.turn(1, 10, {"border": "no such option"}).act == "offer"
    with pytest.raises(entente.InputError) as refused:
        entente.Player(small.case(), "arvan", "nash")
    assert refused.value.diagnostics[0].code == "E1705"


# What follows needs NegMAS.


def scenario(negmas, case: entente.Case):
    """The case as NegMAS has it: outcome space, and a utility function a party, in the file's order."""
    from negmas.preferences import LinearAdditiveUtilityFunction
    from negmas.preferences.value_fun import TableFun

    space = negmas.make_os([negmas.make_issue(list(i.options), i.id) for i in case.issues])
    ufuns = []
    for party in case.parties:
        sheet = {}
        Listener.told = []
        entente.negotiate(case, agents={party.id: Listener}, deadline=1)
        start = next(each for each in Listener.told if each["type"] == "start")
        for issue in start["issues"]:
            sheet[issue["id"]] = TableFun(dict(zip(issue["options"], issue["points"], strict=True)))
        ufuns.append(
            LinearAdditiveUtilityFunction(sheet, outcome_space=space, reserved_value=start["reservation"])
        )
    return space, ufuns


def played(negmas, space, ufuns, tactics, steps):
    from entente.negmas import Negotiator

    mechanism = negmas.SAOMechanism(outcome_space=space, n_steps=steps)
    for k, (ufun, tactic) in enumerate(zip(ufuns, tactics, strict=True)):
        mechanism.add(Negotiator(tactic=tactic, name=f"n{k}"), ufun=ufun)
    mechanism.run()
    return mechanism


PAIRS = [("boulware", "conceder"), ("linear", "linear"), ("micro", "micro"), ("tit-for-tat:nice=0.05", "boulware"),
         ("linear:accept=time", "boulware:model=frequency,band=0.1"), ("hardliner", "hardliner")]  # fmt: skip


@pytest.mark.parametrize("tactics", PAIRS, ids=" ".join)
def test_in_negmas_a_tactic_says_what_it_says_here(tactics: tuple[str, str]) -> None:
    negmas = pytest.importorskip("negmas")
    case = small.case()
    space, ufuns = scenario(negmas, case)
    mechanism = played(negmas, space, ufuns, tactics, 30)
    talk = entente.negotiate(case, tactics=dict(zip(("arvan", "belmar"), tactics, strict=True)), deadline=30)
    order = {each: k for k, each in enumerate(mechanism.negotiator_ids)}
    offers = [(order[who], tuple(map(str, offer))) for _, who, offer in mechanism.extended_trace]
    expected = [
        (["arvan", "belmar"].index(step.party), tuple(step.outcome.values())) for step in talk.trace if step.act == "offer"
    ]
    assert offers == expected
    agreed = None if mechanism.agreement is None else tuple(map(str, mechanism.agreement))
    assert agreed == (None if talk.agreement is None else tuple(talk.agreement.values()))


def test_three_parties_and_a_utility_that_is_no_sum_over_issues() -> None:
    negmas = pytest.importorskip("negmas")
    from entente.negmas import Negotiator
    from negmas.preferences import MappingUtilityFunction

    space = negmas.make_os([negmas.make_issue(4, "a"), negmas.make_issue(["x", "y"], "b")])
    mechanism = negmas.SAOMechanism(outcome_space=space, n_steps=60)
    for k in range(3):
        worth = {o: ((o[0] * 3 + k) % 4) / 4 + 0.3 * ((o[0] + k) % 2) * (o[1] == "x") for o in space.enumerate()}
        ufun = MappingUtilityFunction(worth, outcome_space=space, reserved_value=0.05)
        mechanism.add(Negotiator(tactic="linear", name=f"n{k}"), ufun=ufun)
    mechanism.run()
    assert mechanism.agreement is not None
    assert all(n.ufun(mechanism.agreement) >= 0.05 for n in mechanism.negotiators)


def test_against_negmass_own_and_by_the_clock() -> None:
    negmas = pytest.importorskip("negmas")
    from entente.negmas import Negotiator

    space, ufuns = scenario(negmas, small.case())
    for tactic, limits in (("boulware", {"n_steps": 50}), ("conceder", {"time_limit": 3})):
        mechanism = negmas.SAOMechanism(outcome_space=space, **limits)
        mechanism.add(Negotiator(tactic=tactic), ufun=ufuns[0])
        mechanism.add(negmas.sao.AspirationNegotiator(), ufun=ufuns[1])
        mechanism.run()
        assert mechanism.agreement is not None, limits
        assert ufuns[0](mechanism.agreement) >= ufuns[0].reserved_value


def test_continuous_issues_are_refused() -> None:
    negmas = pytest.importorskip("negmas")
    from entente.negmas import Negotiator
    from negmas.preferences import LinearUtilityFunction

    space = negmas.make_os([negmas.make_issue((0.0, 1.0), "price")])
    mechanism = negmas.SAOMechanism(outcome_space=space, n_steps=5, ignore_negotiator_exceptions=False)
    for weight in (1.0, -1.0):
        mechanism.add(Negotiator(), ufun=LinearUtilityFunction([weight], outcome_space=space))
    with pytest.raises(ValueError, match="to_discrete"):
        mechanism.run()


def test_a_tournament_of_negmas() -> None:
    negmas = pytest.importorskip("negmas")
    from entente.negmas import Negotiator
    from negmas.inout import Scenario
    from negmas.tournaments.neg import cartesian_tournament

    space, ufuns = scenario(negmas, small.case())
    found = cartesian_tournament(
        competitors=[Negotiator, negmas.sao.AspirationNegotiator],
        competitor_params=[{"tactic": "micro"}, {}],
        scenarios=[Scenario(space, tuple(ufuns))],
        n_repetitions=1, n_steps=20, njobs=-1, verbosity=0, path=None,
    )  # fmt: skip
    assert any("Negotiator" in str(name) for name in found.final_scores["strategy"])


def names_of(read) -> dict:
    """Utility functions of a scenario of NegMAS by the party's id, which it takes from the file's name."""
    return {str(u.name).split("/")[-1].removesuffix(".xml").removesuffix(".yml"): u for u in read.ufuns}


@pytest.mark.parametrize("slug", ["camp-david-1978", "panama-canal"])
def test_negmas_reads_the_bundled_cases_that_are_written_for_it(slug: str, tmp_path: Path) -> None:
    pytest.importorskip("negmas")
    from negmas.inout import Scenario

    case = entente.load(f"case:{slug}")
    for format in ("negmas", "genius"):
        folder = tmp_path / format
        folder.mkdir()
        for name, text in case.convert(format).items():
            (folder / name).write_text(text, encoding="utf-8")
        read = Scenario.load(folder)
        assert read is not None
        back = entente.load(folder)
        names = names_of(read)
        assert set(names) == {party.id for party in back.parties}
        sheets = {}
        for party in back.parties:
            Listener.told = []
            entente.negotiate(back, agents={party.id: Listener}, deadline=1)
            sheets[party.id] = next(m for m in Listener.told if m["type"] == "start")["issues"]
        outcomes = list(product(*(issue.options for issue in back.issues)))
        chosen = [outcomes[k * 7919 % len(outcomes)] for k in range(200)]
        typed = [[{str(v): v for v in issue.all} for issue in read.outcome_space.issues]]
        for party, sheet in sheets.items():
            for outcome in chosen:
                ours = sum(dict(zip(i["options"], i["points"], strict=True))[o] for i, o in zip(sheet, outcome, strict=True))
                theirs = float(names[party](tuple(of[o] for of, o in zip(typed[0], outcome, strict=True))))
                assert theirs == pytest.approx(ours, abs=1e-9), (slug, format, party, outcome)


def test_negmas_reads_random_cases_that_are_written_for_it(tmp_path: Path) -> None:
    """Labels of every kind, weights relative and as written: the cases of the round trips, and their utilities."""
    pytest.importorskip("negmas")
    from negmas.inout import Scenario

    sys.path.insert(0, str(SOURCE / "tests" / "cli"))
    from round_trip_test import random_case

    draw = random.Random(5)
    for trial in range(6):
        text, parties, issues, _ = random_case(draw)
        for format in ("negmas", "genius"):
            folder = tmp_path / f"{format}{trial}"
            folder.mkdir()
            for name, written in entente.loads(text).convert(format).items():
                (folder / name).write_text(written, encoding="utf-8")
            read = Scenario.load(folder)
            assert read is not None
            for party, ufun in names_of(read).items():
                total = sum(sheets[party][0] for _, _, sheets in issues)
                for outcome in read.outcome_space.enumerate_or_sample():
                    ours = 0.0
                    for (_, options, sheets), value in zip(issues, outcome, strict=True):
                        weight, scores = sheets[party]
                        ours += weight * scores[[str(o) for o in options].index(str(value))] / total
                    scale = 1 if format == "negmas" else 100
                    assert float(ufun(outcome)) * scale == pytest.approx(ours, abs=1e-9), (format, party, outcome, text)
            assert set(names_of(read)) == set(parties)
