// Sound cases of every shape but wars (whose numbers must fit together), for properties.
#pragma once

#include <rapidcheck.h>

#include <string>
#include <vector>

#include "entente/model/case.hpp"
#include "io/case/grid.hpp"

namespace entente::io {

/// Draws the parts of a case one after the other; `*gen` draws inside a property.
class RandomCase {
public:
    Case draw() {
        case_.title = text();
        case_.summary = text();
        case_.range_level = *rc::gen::inRange(50, 100) / 100.0;
        case_.points = *rc::gen::elementOf(std::vector<Rational>{100, 1, Rational(7, 3)});
        case_.normalise = *rc::gen::arbitrary<bool>();
        if (*rc::gen::inRange(0, 4) == 0) case_.cap = Rational(1);
        for (int i = below(3); i > 0; --i) {
            case_.sources.push_back(
                {"s" + std::to_string(i), text(), static_cast<Grade>(below(3)), text(), text(), {}});
        }
        for (int i = 1 + below(3); i >= 0; --i) {
            Party party;
            party.id = *rc::gen::elementOf(std::vector<std::string>{"p", "party-", "P ", "é", "a.b"}) +
                       std::to_string(i);
            party.name = "N" + text();
            case_.parties.push_back(party);
        }
        for (int i = below(4); i >= 0; --i) add_issue(i);
        for (Party& party : case_.parties) add_preference(party);
        for (int i = below(3); i > 0; --i) add_rule();
        add_rest();
        return case_;
    }

private:
    static int below(int bound) { return *rc::gen::inRange(0, bound); }
    static std::string text() {
        static const std::vector<std::string> kTexts = {"",
                                                        "plain",
                                                        "with \"quotes\" and \\",
                                                        "line\nbreak\ttab",
                                                        "Größe “x”",
                                                        "# = [ ] { } , ..",
                                                        "0..1",
                                                        "\x01\x7f"};
        return *rc::gen::elementOf(kTexts);
    }
    static Rational fraction(std::int64_t from, std::int64_t to) {
        const std::int64_t denominator =
            *rc::gen::elementOf(std::vector<std::int64_t>{1, 1, 2, 10, 100, 3, 7});
        return Rational(*rc::gen::inRange(from, to), denominator);
    }
    Quantity number(std::int64_t from, std::int64_t to) {
        Quantity quantity(fraction(from, to));
        if (below(3) == 0) {
            quantity.low = quantity.best - Rational(below(2) * (quantity.best > Rational(1) ? 1 : 0), 3);
            quantity.high = quantity.best + fraction(0, 9);
            quantity.dist = static_cast<Distribution>(below(4));
        }
        quantity.source =
            case_.sources.empty() ? -1 : below(static_cast<int>(case_.sources.size()) + 1) - 1;
        return quantity;
    }
    void add_issue(int number_of) {
        Issue issue;
        issue.id = *rc::gen::elementOf(std::vector<std::string>{"i", "issue_", "x y ", "for"}) +
                   std::to_string(number_of);
        issue.ask = below(2) == 0 ? issue.id : "Ask " + text();
        const int count = 1 + below(5);
        const int kind = below(4);
        if (kind == 0) {
            issue.grid = true;
            const Rational first = fraction(-9, 9);
            const Rational last =
                first + (below(2) == 0 ? Rational(1) : Rational(-3, 7)) * Rational(1 + below(5));
            issue.anchors = {{first.to_string(), first}, {last.to_string(), last}};
            issue.options = *grid_options(first, last, static_cast<std::size_t>(2 + below(9)));
        } else {
            for (int k = 0; k < count; ++k) {
                Option option;
                if (kind == 1) {
                    option.value = Rational(k * 3 - 4, 2);
                    option.label = option.value->to_string();
                } else if (kind == 2) {
                    option.value = Rational(count - k, 7);
                    option.label = option.value->to_string();
                } else {
                    option.label = text() + std::to_string(k);
                }
                issue.options.push_back(option);
            }
        }
        case_.space.issues.push_back(issue);
    }
    Conjunction conditions() {
        Conjunction all;
        for (std::size_t i = 0; i < case_.space.issues.size(); ++i) {
            if (below(2) == 0) continue;
            Condition condition{IssueId(i), {}};
            const std::size_t count = case_.space.issues[i].options.size();
            for (std::size_t k = 0; k < count; ++k) {
                if (below(2) == 0) continue;
                if (!condition.any_of.empty() && condition.any_of.back().last.index() + 1 == k) {
                    condition.any_of.back().last = OptionId(k);
                } else {
                    condition.any_of.push_back({OptionId(k), OptionId(k)});
                }
            }
            if (condition.any_of.empty()) condition.any_of.push_back({OptionId(0), OptionId(0)});
            all.push_back(condition);
        }
        return all;
    }
    void add_preference(Party& party) {
        for (const Issue& issue : case_.space.issues) {
            IssueScore sheet;
            if (below(5) > 0) {
                sheet.weight = number(1, 50);
                for (std::size_t k = 0; k < issue.scored().size(); ++k)
                    sheet.scores.push_back(number(-10, 101));
            }
            party.preference.issues.push_back(sheet);
        }
        for (int i = below(3); i > 0; --i) {
            Term term;
            term.id = std::to_string(++terms_);
            if (below(4) == 0) term.id = "named " + term.id;
            term.when = conditions();
            term.add = number(-20, 20);
            party.preference.terms.push_back(term);
        }
        if (below(2) == 0) party.reserve = number(0, 50);
        if (below(4) == 0) party.discount = Rational(below(10), 10);
        // A party that values nothing is refused.
        Preference& preference = party.preference;
        if (preference.issues.front().scores.empty()) {
            preference.issues.front().weight = Rational(1);
            preference.issues.front().scores.assign(case_.space.issues.front().scored().size(),
                                                    Quantity(Rational(5)));
        }
    }
    void add_rule() {
        Rule rule{conditions(), text(), {}};
        const bool narrow = std::any_of(
            rule.never.begin(), rule.never.end(),
            [&](const Condition& condition) { return condition.any_of.front().first.index() > 0; });
        // The first option of every issue stays allowed.
        if (narrow) case_.space.rules.push_back(rule);
    }
    void add_rest() {
        const auto party = [&] {
            return PartyId(static_cast<std::size_t>(below(static_cast<int>(case_.parties.size()))));
        };
        for (std::size_t i = 0; i < case_.space.issues.size(); ++i) {
            if (below(2) == 0)
                case_.control.push_back({PartyId(0), IssueId(i), static_cast<Direction>(below(3)), {}});
        }
        if (below(2) == 0) {
            Priorities priorities{party(), {}, {}};
            for (int i = below(3); i > 0; --i) {
                Statement statement{text(), {}, {}};
                for (int k = below(3); k > 0; --k) statement.any_of.push_back(conditions());
                priorities.statements.push_back(statement);
            }
            case_.priorities.push_back(priorities);
        }
    }

    Case case_;
    int terms_ = 0;
};

}  // namespace entente::io
