"""Cases built and changed from Python, options that are none, results that are frozen."""

from __future__ import annotations

import copy
import json
import math
import pickle
import subprocess
import sys
import threading

import pytest

import entente
from small import case


def test_a_dict_is_a_case() -> None:
    made = case()
    assert [each.id for each in made.parties] == ["arvan", "belmar"]
    assert made.issues[1].options == ("none", "quota", "full")
    number = {each.address: each for each in made.check().numbers}["reserve.belmar"]
    assert (number.value, number.low, number.high) == (38, 29, 46)
    assert entente.loads(made.text, file="<dict>") == made
    worth = [
        ((55 * a + 15 * b) / 70, (50 * (100 - a) + 30 * c) / 80)
        for a in (0, 25, 50, 75, 100)
        for b, c in ((100, 0), (70, 80), (0, 100))
    ]
    zone = [each for each in worth if each[0] >= 41 and each[1] >= 38]
    assert entente.settle(made).zone.outcomes == str(len(zone))


def test_a_change_makes_another_case() -> None:
    made = case()
    changed = made.with_({"reserve.arvan": 90, "issue.border.for.arvan.weight": (60, 50, 70)})
    assert entente.settle(changed).zone.empty and not entente.settle(made).zone.empty
    assert changed != made and made == case()
    assert changed.settings == ("reserve.arvan=90", "issue.border.for.arvan.weight=60 (50..70)")
    with pytest.raises(AttributeError):
        made.title = "x"  # type: ignore[misc]


def test_mistakes_are_told_with_place_and_cure() -> None:
    with pytest.raises(entente.InputError) as caught:
        case().with_({"reserve.arvn": 3})
    (found,) = caught.value.diagnostics
    assert found.code == "E0905" and "reserve.arvan" in found.hint
    with pytest.raises(entente.InputError) as caught:
        entente.loads('entente = 1\ntitle = "x"\n[parties]\na = "A"\nb = "B"\n[issu.x]\noptions = [0, 1]\n', file="my.toml")
    (first,) = [each for each in caught.value.diagnostics if each.code == "E0121"]
    assert (first.file, first.line, first.column) == ("my.toml", 6, 2) and "issue" in first.hint
    assert first.code in entente.explain(first.code)
    again = pickle.loads(pickle.dumps(caught.value))
    assert again.diagnostics == caught.value.diagnostics and str(again) == str(caught.value)


@pytest.mark.parametrize(
    ("error", "call"),
    [
        (TypeError, lambda c: entente.settle(c, limit=1.5)),
        (TypeError, lambda c: entente.settle(c, limit=True)),
        (ValueError, lambda c: entente.settle(c, limit=0)),
        (ValueError, lambda c: entente.settle(c, method="guess")),
        (ValueError, lambda c: entente.settle(c, nash_weights=[1, 2, 3])),
        (ValueError, lambda c: entente.settle(c, nash_weights=[1, math.nan])),
        (TypeError, lambda c: entente.settle(c, nash_weights=[[1, 2]])),
        (ValueError, lambda c: entente.settle(c, seed=-1)),
        (ValueError, lambda c: entente.settle(c, seed=1 << 60)),
        (ValueError, lambda c: entente.settle(c, threads=-1)),
        (ValueError, lambda c: entente.settle(c, memory="lots")),
        (TypeError, lambda c: entente.settle(c, progress=3)),
        (TypeError, lambda c: entente.settle("case.toml")),
        (TypeError, lambda c: entente.settle(None)),
        (entente.InputError, lambda c: entente.settle(c, stable="nahs")),
        (entente.InputError, lambda c: entente.settle(c, reference={"border": "0.5"})),
        (entente.InputError, lambda c: entente.war(c)),
        (ValueError, lambda c: entente.robust(c, draws=0)),
        (ValueError, lambda c: entente.robust(c, sampler="grid")),
        (TypeError, lambda c: entente.robust(c, metrics=[1])),
        (ValueError, lambda c: entente.levers(c, map="reserve.arvan")),
        (ValueError, lambda c: entente.levers(c, budget=math.nan)),
        (ValueError, lambda c: entente.negotiate(c, deadline=0)),
        (entente.InputError, lambda c: entente.negotiate(c, tactics="boulwre")),
        (ValueError, lambda c: c.with_({"reserve.arvan": math.inf})),
        (TypeError, lambda c: c.with_({"reserve.arvan": None})),
        (TypeError, lambda c: entente.from_dict({"title": object()})),
        (entente.InputError, lambda c: entente.load("/nowhere/at/all.toml")),
        (TypeError, lambda c: entente.load(3)),
        (ValueError, lambda c: c.convert("docx")),
    ],
)
def test_what_is_no_option_is_refused(error: type[Exception], call) -> None:
    with pytest.raises(error):
        call(case())


def test_arrays_of_numpy_are_taken_in_any_number_type() -> None:
    np = pytest.importorskip("numpy")
    plain = entente.settle(case(), nash_weights=[2, 1]).to_json()
    for dtype in ("float64", "float32", "int8", "uint64"):
        assert entente.settle(case(), nash_weights=np.array([2, 1], dtype=dtype)).to_json() == plain
    strided = np.array([2, 9, 1, 9])[::2]
    assert entente.settle(case(), nash_weights=strided, seed=np.int64(1)).to_json() == plain
    for wrong in (np.array(["a", "b"]), np.array([1j, 2j])):
        with pytest.raises(TypeError):
            entente.settle(case(), nash_weights=wrong)
    with pytest.raises(ValueError, match="dimensions"):
        entente.settle(case(), nash_weights=np.array([[1.0, 2.0]]))


def test_results_are_frozen_typed_and_equal_their_json() -> None:
    settled = entente.settle(case())
    nash = settled.solutions["nash"]
    assert nash is not None and isinstance(nash.utilities[0], float)
    assert settled.to_dict()["solutions"]["nash"]["utilities"] == list(nash.utilities)
    assert nash.outcome["returns"] in ("none", "quota", "full")
    for attempt in (
        lambda: setattr(settled, "zone", None),
        lambda: setattr(nash, "ties", "3"),
        lambda: settled.solutions.__setitem__("nash", None),
        lambda: nash.outcome.__setitem__("returns", "none"),
    ):
        with pytest.raises((AttributeError, TypeError)):
            attempt()
    settled.to_dict()["zone"]["empty"] = "changed"
    assert settled.zone.empty is False
    match settled.zone:
        case entente.Record(proved=True):
            pass
        case _:
            pytest.fail("records take part in match")
    assert settled == entente.settle(case()) and settled != entente.settle(case().with_({"reserve.arvan": 3}))
    assert "<pre" in settled._repr_html_() and "River district" in case()._repr_html_()


def test_every_field_of_every_result_can_be_read() -> None:
    """What the descriptions say of types is what the JSON holds."""

    def walk(record: entente.Record) -> int:
        seen = 0
        for name in type(record)._fields:
            value = getattr(record, name)
            seen += 1
            held = value.values() if hasattr(value, "values") else value if isinstance(value, tuple) else [value]
            for each in held:
                if isinstance(each, entente.Record):
                    seen += walk(each)
        return seen

    war = entente.load("case:protracted-war")
    results = [
        entente.settle(war, stable="nash"), entente.war(war), entente.check(war), entente.levers(war, draws=50),
        entente.robust(war, draws=64, runs=64), entente.negotiate(war, repeat=3),
        entente.tournament(war, tactics=["linear", "conceder"], repeat=1, bootstrap=5),
        entente.stability(entente.load("case:elmira-1989"), want=1, explain=1, robust=True, draws=50),
        entente.stakeholders(entente.load("case:ec-emissions-1994"), runs=5), entente.report(war, quick=True),
    ]  # fmt: skip
    for result in results:
        assert walk(result) > 20, type(result)
        unknown = set(result.to_dict()) - {name.rstrip("_") for name in result._fields} - {"case"}
        assert not unknown, (type(result), unknown)


@pytest.mark.parametrize("name", ["case:protracted-war", "case:elmira-1989", "case:ec-emissions-1994"])
def test_cases_and_results_are_pickled(name: str) -> None:
    first = entente.load(name)
    again = pickle.loads(pickle.dumps(first))
    assert again == first and again.sha256 == first.sha256 and copy.deepcopy(first) == first
    verb = entente.stability if name.endswith("1989") else entente.stakeholders if "ec" in name else entente.settle
    answer = verb(first)
    assert verb(again).to_json() == answer.to_json()
    loaded = pickle.loads(pickle.dumps(answer))
    assert loaded == answer and loaded.to_dict() == answer.to_dict()
    with pytest.raises(ValueError, match="pickled"):
        loaded.to_text()


def test_a_changed_case_is_pickled_with_its_changes() -> None:
    changed = case().with_({"reserve.arvan": (50, 40, 60)})
    again = pickle.loads(pickle.dumps(changed))
    assert entente.settle(again).to_json() == entente.settle(changed).to_json()


def test_threads_of_python_share_a_case() -> None:
    war = case()
    expected = entente.robust(war, draws=500, runs=0).to_json()
    found: list[str] = []
    threads = [
        threading.Thread(target=lambda: found.append(entente.robust(war, draws=500, runs=0).to_json()))
        for _ in range(6)
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert found == [expected] * 6


def test_import_needs_no_numpy_and_little_time() -> None:
    code = "import sys, entente; entente.settle(entente.load('case:camp-david-1978')); print('numpy' in sys.modules)"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert out.stdout.strip() == "False", out.stderr


def test_the_json_of_a_result_is_the_text_of_the_command() -> None:
    settled = entente.settle(case())
    assert json.loads(settled.to_json()) == settled.to_dict()
