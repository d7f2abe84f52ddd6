"""Every method against the list of all outcomes, in fractions; and the order of parties, issues and options decides nothing."""

import random
import unittest

from brute_force import METHODS, differences, one_run, random_case, truth
from command import SANITIZED, CommandTest

CASES = 6 if SANITIZED else 40


class BruteForce(CommandTest):
    def test_every_method_on_fresh_shapes(self):
        settled = dict.fromkeys(METHODS, 0)
        for number in range(CASES):
            wrong, open_, text = one_run(20261129, number, self.folder)
            self.assertEqual(wrong, [], text)
            for method in METHODS:
                settled[method] += not any(told.startswith(method) for told in open_)
        # Refusing and leaving open must not be how a method is never wrong.
        for method, count in settled.items():
            self.assertGreater(count, CASES * (0.3 if method == "search" else 0.8), f"{method} proved too little")

    def test_the_oracle_can_fail(self):
        """A result that is a little wrong is told to be wrong."""
        for number in range(20):
            case = random_case(random.Random(f"planted {number}"))
            right = truth(case)
            if not right.zone or len(right.frontier) < 2:
                continue
            result = self.result("settle", self.case(case.toml()), "--json", "-q").json
            self.assertEqual(differences(case, right, result), [])
            for spoil in (lambda r: r["zone"].update(outcomes=str(int(r["zone"]["outcomes"]) + 1)),
                          lambda r: r["frontier"]["items"].pop(),
                          lambda r: r["solutions"]["nash"].update(tied_points=r["solutions"]["nash"]["tied_points"] + 1),
                          lambda r: r["solutions"]["utilitarian"].update(utilities=[0.125] * len(case.parties)),
                          lambda r: r["parties"][0].update(best=r["parties"][0]["best"] + 0.5)):
                again = self.result("settle", self.case(case.toml()), "--json", "-q").json
                spoil(again)
                self.assertNotEqual(differences(case, right, again), [])
            return
        self.fail("no case to spoil")


if __name__ == "__main__":
    unittest.main()
