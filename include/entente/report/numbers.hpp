// Every number of a case: its address, where it may lie, what it rests on and how much hangs on it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "entente/core/describe.hpp"
#include "entente/model/case.hpp"

namespace entente::report {

/// A number of the case, as `check` lists it.
struct CaseNumber {
    std::string address;
    double value = 0;
    std::string text;  ///< exactly as a case would say it, with its range
    std::optional<double> low;
    std::optional<double> high;
    std::string unit;
    std::optional<double> legal_low;
    std::optional<double> legal_high;
    std::string legal;
    std::string source;
    std::string grade;
    std::optional<double> importance;
};

template <class Visitor>
void describe(Visitor& visit, const CaseNumber& number) {
    visit("address", number.address, {"", "its one name: --set, diagnostics and levers use it"});
    visit("value", number.value, {"its unit", "the best value"});
    visit("text", number.text, {"", "value and range exactly as a case would say them"});
    visit("low", number.low, {"its unit", "low end of its range; null: it is certain"});
    visit("high", number.high, {"its unit", "high end of its range"});
    visit("unit", number.unit,
          {"", "what it counts: weight, score, points, share, per month; empty: none"});
    visit("legal_low", number.legal_low, {"its unit", "the least value that it may have; null: none"});
    visit("legal_high", number.legal_high, {"its unit", "the largest value that it may have; null: none"});
    visit("legal", number.legal, {"", "which values it may have, in words"});
    visit("source", number.source, {"", "id of the source that it cites; empty: none"});
    visit("grade", number.grade, {"", "data, judgement or assumption; none cited counts as assumption"});
    visit("importance", number.importance,
          {"share",
           "of the points that its party can win or lose over all outcomes, how many it can move; "
           "null: not known without an analysis (the war's numbers)"});
}

struct TextOptions;

/// A line for each number: its address in full, value and range, unit, what it may be, grade, importance.
[[nodiscard]] std::string text_numbers(const std::vector<CaseNumber>& numbers, const TextOptions& options);

/// Every number of the case, in the order of the file's tables. \cost linear
/// \check tests/cli/case_words_test.py
[[nodiscard]] std::vector<CaseNumber> numbers_of(const Case& conflict);

}  // namespace entente::report
