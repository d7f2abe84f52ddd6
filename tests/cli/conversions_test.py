"""Fresh scenarios of every format: in, to TOML, out and back, and every outcome is worth what the first file says."""

import unittest
from fractions import Fraction

from command import SANITIZED, CommandTest
from conversions import FORMATS, READERS, Scenario, one_run, unlike

RUNS = len(FORMATS) * (1 if SANITIZED else 6)


class Conversions(CommandTest):
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
