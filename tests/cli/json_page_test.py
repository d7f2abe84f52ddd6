"""Every key that a verb prints is on the page docs/json.md, in that verb's section."""

import re
import unittest

from command import SOURCE, CommandTest, run

VERBS = {
    "check": [[]],
    "settle": [[], ["--stable", "seq"], ["--stable", "nash", "--improve", "DEAL", "--reference", "DEAL"],
               ["--nash-weights", "WEIGHTS"]],
    "stability": [[], ["--want", "1", "--explain", "1", "--from", "1", "--robust", "--draws", "100", "--cost", "WEIGHTS"]],
    "war": [[]],
    "robust": [["--draws", "300", "--runs", "2000"]],
    "stakeholders": [["--runs", "10"], ["--runs", "0", "--deal", "DEAL"]],
    "negotiate": [["--repeat", "5"],
                  ["--tournament", "--repeat", "1", "--tactic", "linear", "--tactic", "conceder", "--bootstrap", "9"]],
    "report": [[]],
}


def sections():
    """By title, the words that the page quotes or writes as code."""
    words = {}
    for part in re.split(r"^## ", (SOURCE / "docs" / "json.md").read_text(encoding="utf-8"), flags=re.M)[1:]:
        title, text = part.split("\n", 1)
        quoted = " ".join(re.findall(r"```.*?```|`[^`]*`", text, flags=re.S))
        words[title.strip().strip("`")] = set(re.findall(r"[A-Za-z_][A-Za-z_0-9]*", quoted))
    return words


def keys(json, named):
    """The keys of a result, without those that are names of the case's own."""
    if isinstance(json, list):
        for each in json:
            yield from keys(each, named)
    elif isinstance(json, dict):
        for key, value in json.items():
            # A dotted key is a metric's or a quantile's name.
            if key not in named and "." not in key and not re.fullmatch(r"L[0-9]+", key):
                yield key
            yield from keys(value, named)


class Page(CommandTest):
    def test_every_key_is_explained(self):
        words = sections()
        looked_at = dict.fromkeys(VERBS, 0)
        for path in sorted(SOURCE.glob("cases/*/case.toml")):
            name = "case:" + path.parent.name
            about = self.result("check", name, "--json", "-q").json
            # Names of the case's own are no keys.
            named = {p["id"] for p in about["parties"]} | {i["id"] for i in about["issues"]}
            solutions = self.result("settle", name, "--json", "-q").json["solutions"]
            deals = [s["outcome"] for s in solutions.values() if s]
            fill = {"WEIGHTS": ",".join("2" for _ in about["parties"]),
                    "DEAL": ", ".join(f"{i}={o}" for i, o in deals[0].items()) if deals else None}
            for verb, ways in VERBS.items():
                for way in ways:
                    way = [fill.get(word, word) for word in way]
                    if None in way or ("--want" in way and int(about["space"]["outcomes"]) > 1000):
                        continue
                    with self.subTest(case=name, verb=verb, way=way):
                        done = run(verb, name, "--json", "-q", *way)
                        if done.code == 2:
                            continue  # the case has nothing for this
                        looked_at[verb] += 1
                        known = words["The envelope"] | words[verb]
                        # Actors, models and quantiles are names, too.
                        own = {a["name"] for a in done.json.get("actors", [])} if verb == "stakeholders" else set()
                        own |= set(done.json.get("models", {})) if verb == "stakeholders" else set()
                        own |= set(done.json.get("tactics", [])) if "--tournament" in way else set()
                        found = {key for key in keys(done.json, named | own) if not re.fullmatch(r"[0-9]+%", key)}
                        self.assertEqual(sorted(found - known), [])
        for verb, times in looked_at.items():
            self.assertGreater(times, 1, verb)


if __name__ == "__main__":
    unittest.main()
