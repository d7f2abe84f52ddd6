"""Fresh scenarios of every format: in, to TOML, out and back, and every outcome is worth what the first file says."""

import json
import random
import unittest
from fractions import Fraction

import tomllib
from command import SANITIZED, CommandTest
from conversions import FORMATS, READERS, Scenario, one_run, unlike

RUNS = len(FORMATS) * (1 if SANITIZED else 6)


def graph_model(draw):
    """A random model as GMCR+ keeps it: options, directions, ranked statements, states that cannot be."""
    options = [{"name": f"option {k}", "permittedDirection": draw.choice(["both", "both", "fwd", "back"])}
               for k in range(draw.randint(2, 4))]
    owners = [draw.randrange(2) for _ in options]

    def condition(most):
        return [[k, draw.choice("YN")] for k in draw.sample(range(len(options)), draw.randint(1, most))]

    return {"title": "Random", "options": options, "infeasibles": [condition(2)] if draw.random() < 0.5 else [],
            "decisionMakers": [{"name": f"decider {d}", "options": [k for k, o in enumerate(owners) if o == d],
                                "preferences": [[c] for c in condition(len(options))]} for d in range(2)]}


def actors(draw, as_xml):
    """KTAB's table or scenario, and (name, power, [(position, salience)]) as it says."""
    rows = [(f"Actor {k}", draw.randint(1, 999) / 10, [(draw.randint(0, 1000) / 10, draw.randint(1, 1000) / 10)
                                                       for _ in range(2)]) for k in range(draw.randint(2, 6))]
    if not as_xml:
        lines = ["Random,A table,%d,2," % len(rows), "Actor,Description,Power,Land Position,Land Salience,Sea Position,Sea Salience,"]
        lines += [f"{name},somebody,{power},{a},{b},{c},{d}," for name, power, ((a, b), (c, d)) in rows]
        return "\n".join(lines) + "\n", rows
    people = "".join(f"<Actor><name>{name}</name><description>x</description><capability>{power}</capability>"
                     "<Position>" + "".join(f"<dCoord>{p}</dCoord>" for p, _ in on) + "</Position><Salience>" +
                     "".join(f"<dSal>{s}</dSal>" for _, s in on) + "</Salience></Actor>" for name, power, on in rows)
    return ("<?xml version='1.0'?><Scenario><name>Random</name><desc>x</desc><Dimensions><dName>Land</dName><dName>Sea</dName>"
            f"</Dimensions><Actors>{people}</Actors></Scenario>"), rows


class Conversions(CommandTest):
    def test_graph_models_say_the_same_as_cases(self):
        draw = random.Random(20261129)
        for number in range(2 if SANITIZED else 8):
            model = self.file(f"{number}.gmcr", json.dumps(graph_model(draw)))
            case = self.folder / f"{number}.toml"
            self.result("convert", model, "-o", case)
            first, second = (self.result("stability", path, "--json", "-q").json for path in (model, case))
            for key in ("states", "deciders", "concepts"):
                self.assertEqual(second[key], first[key], model.read_text())

    def test_tables_of_actors_say_the_same_as_cases(self):
        draw = random.Random(20261129)
        for number in range(2 if SANITIZED else 6):
            text, rows = actors(draw, number % 2)
            table = self.file(f"{number}.{'xml' if number % 2 else 'csv'}", text)
            case = self.folder / f"{number}.toml"
            self.result("convert", table, "-o", case)
            read = tomllib.loads(case.read_text(), parse_float=Fraction)
            found = [(a["name"], Fraction(str(a["power"])), [(Fraction(str(o["position"])), Fraction(str(o["salience"])))
                                                              for o in a["on"].values()]) for a in read["actor"]]
            self.assertEqual(found, [(n, Fraction(str(p)), [(Fraction(str(x)), Fraction(str(s))) for x, s in on])
                                     for n, p, on in rows])
            first, second = (self.result("stakeholders", path, "--json", "-q", "--runs", "10").json for path in (table, case))
            for key in ("models", "baselines"):
                self.assertEqual(second.get(key), first.get(key))

    def test_every_format_and_back(self):
        written = dict.fromkeys(READERS, 0)
        for number in range(RUNS):
            name, wrong, refused = one_run(20261129, number, self.folder)
            with self.subTest(number=number, format=name):
                self.assertEqual(wrong, [])
            for to in READERS:
                written[to] += not any(f" to {to}: " in told for told in refused)
        for to, count in written.items():  # refusing everything would pass too
            self.assertGreater(count, RUNS / 3, f"{to} is refused too often")

    def test_a_sheet_that_could_not_be_read_back_is_not_written(self):
        _, wrong, refused = one_run(9, 42, self.folder)  # shares of the largest number have too many digits
        self.assertEqual(wrong, [])
        self.assertTrue(any(told.startswith("genius to csv: ") for told in refused), refused)

    def test_a_difference_is_seen(self):
        first = Scenario([2], {"a": {(0,): Fraction(1), (1,): Fraction(0)}}, {"a": None})
        for second in (Scenario([2], {"a": {(0,): Fraction(1), (1,): Fraction(1, 10**11)}}, {"a": None}),
                       Scenario([2], {"a": {(0,): Fraction(1), (1,): Fraction(0)}}, {"a": Fraction(0)}),
                       Scenario([3], first.worth, {"a": None})):
            self.assertNotEqual(unlike(first, second), "")
        self.assertEqual(unlike(first, first), "")


if __name__ == "__main__":
    unittest.main()
