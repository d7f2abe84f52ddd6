// A small case that the tests of this module share.
#pragma once

#include "entente/model/case.hpp"

namespace entente::tests {

inline Issue named_issue(const char* id) {
    Issue issue;
    issue.id = id;
    return issue;
}

/// Two parties, a grid and a three-option issue, one bonus.
inline Case small_case() {
    Case c;
    Issue border = named_issue("border");
    border.grid = true;
    border.anchors = {{"0", Rational(0)}, {"1", Rational(1)}};
    for (int k = 0; k <= 20; ++k) border.options.push_back({Rational(k, 20).to_string(), Rational(k, 20)});
    Issue returns = named_issue("returns");
    returns.options = {{"none", {}}, {"quota", {}}, {"full", {}}};
    c.space.issues = {border, returns};
    Party arvan;
    arvan.id = "arvan";
    arvan.preference.issues = {{Quantity(55), {Quantity(0), Quantity(100)}, {}},
                               {Quantity(15), {Quantity(100), Quantity(70), Quantity(0)}, {}}};
    arvan.reserve = Quantity(Rational(41));
    Party belmar;
    belmar.id = "belmar";
    belmar.preference.issues = {{Quantity(50), {Quantity(100), Quantity(0)}, {}},
                                {Quantity(30), {Quantity(0), Quantity(80), Quantity(100)}, {}}};
    belmar.preference.terms.push_back(
        {"1",
         {{IssueId(0), {{OptionId(0), OptionId(10)}}}, {IssueId(1), {{OptionId(1), OptionId(2)}}}},
         Quantity(5),
         {}});
    c.parties = {arvan, belmar};
    return c;
}

}  // namespace entente::tests
