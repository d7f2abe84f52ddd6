"""The command and Python say the same, verb by verb, over every bundled case; and the studio the same as both."""

from __future__ import annotations

import json
import os
import subprocess
import urllib.request

import pytest

import entente

ENTENTE = os.environ.get("ENTENTE", "")
CASES = [each.slug for each in entente.cases()]
pytestmark = pytest.mark.skipif(not ENTENTE, reason="ENTENTE names no command to compare with")

# verb: options of the command, and the same for Python
VERBS = {
    "check": ([], lambda case: entente.check(case)),
    "war": ([], lambda case: entente.war(case)),
    "settle": ([], lambda case: entente.settle(case)),
    "settle --stable": (["sseq"], lambda case: entente.settle(case, stable="sseq")),
    "stability": ([], lambda case: entente.stability(case)),
    "stakeholders": (["--runs", "20"], lambda case: entente.stakeholders(case, runs=20)),
    "robust": (
        ["--draws", "300", "--runs", "2000", "--seed", "7", "--threads", "2"],
        lambda case: entente.robust(case, draws=300, runs=2000, seed=7, threads=1),
    ),
    "levers": (["--draws", "100"], lambda case: entente.levers(case, draws=100)),
    "negotiate": (["--repeat", "5"], lambda case: entente.negotiate(case, repeat=5)),
    "negotiate --tournament": (
        ["--tactic", "linear", "--tactic", "conceder", "--repeat", "2", "--bootstrap", "9"],
        lambda case: entente.tournament(case, tactics=["linear", "conceder"], repeat=2, bootstrap=9),
    ),
}


def command(*words: str) -> tuple[int, str, str]:
    done = subprocess.run([ENTENTE, *words], capture_output=True, text=True, timeout=300)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_gives_the_bytes_of_the_command(verb: str) -> None:
    options, call = VERBS[verb]
    answered = 0
    for slug in CASES:
        name = f"case:{slug}"
        code, out, err = command(*verb.split()[:1], name, *verb.split()[1:], *options, "--json", "-q")
        try:
            result = call(entente.load(name))
        except entente.InputError as error:
            assert code == 2, f"{name}: Python refuses, the command does not: {error}"
            assert all(one.code in err for one in error.diagnostics if one.severity == "error"), err
            continue
        assert code == 0, f"{name}: the command refuses, Python does not: {err}"
        assert result.to_json() == out, name
        assert result.to_dict() == json.loads(out), name
        answered += 1
    assert answered >= 1


def test_settings_of_the_command_and_of_python_are_the_same() -> None:
    name = "case:protracted-war"
    number = next(n for n in entente.load(name).check().numbers if n.address.startswith("war.cost"))
    case = entente.load(name, set={number.address: 1.25})
    _, out, _ = command("settle", name, "--set", f"{number.address}=1.25", "--json", "-q")
    assert entente.settle(case).to_json() == out
    assert case.settings == (f"{number.address}=1.25",)


@pytest.mark.parametrize("slug", CASES)
def test_the_studio_computes_the_document_of_the_report(slug: str) -> None:
    name = f"case:{slug}"
    case = entente.load(name)
    server = subprocess.Popen([ENTENTE, "studio", name, "--threads", "1"], stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True)  # fmt: skip
    try:
        said = ""
        while "/?token=" not in said and (line := server.stdout.readline()):
            said += line
        if "E0704" in said:
            pytest.skip("the command was built without the page's script")
        address, token = next(word for word in said.split() if "/?token=" in word).split("?token=")
        request = urllib.request.Request(address + "api/compute", data=b'{"set": {}}', method="POST",
                                         headers={"X-Entente-Token": token, "Content-Type": "application/json"})  # fmt: skip
        with urllib.request.urlopen(request, timeout=120) as reply:
            studio = json.load(reply)["document"]
    finally:
        server.terminate()
        server.wait(timeout=30)
    assert entente.report(case, quick=True).to_dict()["document"] == studio
