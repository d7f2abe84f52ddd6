"""Base rates of how wars end, how long they last and whether they return, counted from the sets.

`python3 validation/validate.py --data DIR --write` writes src/war/data/base_rates.cpp from them, so that no number
in the program is typed by hand.
"""
import datetime

from common import table

COW = "Correlates of War 4.0, interstate wars 1816-2007 (Sarkees and Wayman 2010)"
UCDP = "UCDP Conflict Termination, dyads, 3-2021 (Kreutz 2010, Journal of Peace Research 47:243-250)"
CDB = "CDB90 battles 1600-1982 (US Army Concepts Analysis Agency)"
PACTS = "UCDP Peace Agreement Dataset 22.1 (Pettersson, Hogbladh and Oberg 2019, Journal of Peace Research 56:589-603)"
KINDS = [("1", "a peace agreement"), ("2", "a ceasefire"), ("34", "victory of one side"),
         ("5", "low activity, without an agreement"), ("6", "one side ceasing to exist")]


def day(text):
    month, number, year = (int(part) for part in text.split("/"))
    return datetime.date(year + (2000 if year <= 21 else 1900), month, number)


def median(values):
    values = sorted(values)
    half = len(values) // 2
    return values[half] if len(values) % 2 else (values[half - 1] + values[half]) / 2


def standing(spans, years):
    """Kaplan-Meier: the share still standing after so long. Spans are (days, ended)."""
    share = 1.0
    at_risk = len(spans)
    for length, ended in sorted(spans):
        if length > years * 365.25:
            break
        if ended:
            share *= 1 - 1 / at_risk
        at_risk -= 1
    return share


def wars(bench, add):
    rows = bench.rows("wars/cow_wars_sides.csv")
    begun = [(row["o1"] if row["init_side"] == "1" else row["o2"], float(row["days"])) for row in rows]
    decided = [outcome for outcome, _ in begun if outcome in ("win", "lose")]
    add("the side that began wins a decided war", decided.count("win") / len(decided), "share", len(decided), COW)
    begun.sort(key=lambda each: each[1])
    names = ["shortest", "second", "third", "longest"]
    for index, name in enumerate(names):
        part = begun[index * len(begun) // 4:(index + 1) * len(begun) // 4]
        ended = [outcome for outcome, _ in part if outcome in ("win", "lose")]
        add(f"the same among the {name} quarter of wars ({part[0][1]:.0f} to {part[-1][1]:.0f} days)",
            ended.count("win") / len(ended), "share", len(ended), COW)
    days = [float(row["days"]) for row in bench.rows("wars/cow_wars_duration.csv")]
    add("half of all interstate wars are over by", median(days) / 30.4375, "months", len(days), COW)
    add("a tenth of them last longer than", sorted(days)[int(0.9 * len(days))] / 30.4375, "months", len(days), COW)


def battles(bench, add):
    won = [row["WINA"] for row in bench.rows("wars/cdb90_battles.csv") if row["WINA"] in ("-1", "0", "1")]
    add("the attacker wins a battle", won.count("1") / len(won), "share", len(won), CDB)
    add("a battle is drawn", won.count("0") / len(won), "share", len(won), CDB)


def endings(bench, add):
    rows = [row for row in bench.rows("endings/ucdp_termination_dyad_3_2021.csv")
            if row["dyadterm"] == "1" and row["outcome"]]
    for scope, chosen in (("conflicts", rows), ("conflicts between states",
                                                [row for row in rows if row["type_of_conflict2"] == "2"])):
        for codes, words in KINDS:
            part = [row for row in chosen if row["outcome"] in codes]
            add(f"{scope} end by {words}", len(part) / len(chosen), "share", len(chosen), UCDP)
    for codes, words in KINDS:
        part = [row for row in rows if row["outcome"] in codes]
        lengths = []
        for row in part:
            try:
                span = (day(row["ependdate"]) - day(row["start_date2"] or row["start_date"])).days / 30.4375
            except ValueError:
                continue
            if span >= 0:
                lengths.append(span)
        add(f"conflicts that end by {words}: half are over by", median(lengths), "months", len(lengths), UCDP)
        add(f"fought again after {words}", sum(row["recur"] == "1" for row in part) / len(part), "share", len(part), UCDP)


def pacts(bench, add):
    last = datetime.date(2021, 12, 31)
    rows = bench.rows("endings/ucdp_peace_agreements_221.csv")
    for code, words in (("1", "full"), ("2", "partial"), ("3", "process")):
        spans = []
        for row in rows:
            if row["pa_type"] != code:
                continue
            try:
                signed = datetime.date.fromisoformat(row["pa_date"])
                ended = row["ended"] == "True"
                end = datetime.date.fromisoformat(row["duration"]) if ended else last
            except ValueError:
                continue
            if end >= signed:
                spans.append(((end - signed).days, ended))
        for years in (1, 5):
            add(f"a {words} peace agreement still stands after {years} year{'s' if years > 1 else ''}",
                standing(spans, years), "share", len(spans), PACTS)


def rates(bench):
    found = []

    def add(what, value, unit, count, source):
        found.append((what, round(value, 3 if unit == "share" else 1), unit, count, source))

    for part in (wars, battles, endings, pacts):
        part(bench, add)
    return found


def source_text(found):
    lines = ["// Written by validation/validate.py --write from the sets named below: not by hand.",
             '#include "entente/war/outside_view.hpp"', "", "// clang-format off", "namespace entente::war {", "",
             "std::span<const BaseRate> base_rates() {", "    static constexpr BaseRate kRates[] = {"]
    for what, value, unit, count, source in found:
        lines.append(f'        {{"{what}", {value!r}, "{unit}", {count}, "{source}"}},')
    lines += ["    };", "    return kRates;", "}", "", "}  // namespace entente::war", ""]
    return "\n".join(lines)


def run(bench):
    lines = ["## Outside view: how wars of the past went",
             "Counted from the sets; the same table stands beside every model in `entente war --json` as `outside_view`, "
             "never mixed into it. Which wars end how is selection, not cause.", ""]
    lines += table(["what", "value", "n", "source"],
                   [[what, f"{value:.1f} months" if unit == "months" else f"{100 * value:.1f}%", count, source]
                    for what, value, unit, count, source in rates(bench)])
    return lines
