// A case as a NegMAS scenario in YAML: the outcome space, and a weighted sum of tables for each party.
#include <algorithm>
#include <set>

#include "entente/core/quoted.hpp"
#include "entente/io/load.hpp"
#include "entente/model/exact.hpp"
#include "io/cannot_say.hpp"
#include "io/decimal.hpp"

namespace entente::io {
namespace {

using boost::multiprecision::cpp_int;

std::string decimal_of(const Rational& value) {
    return as_decimal(cpp_int(value.numerator), cpp_int(value.denominator));
}

bool finite_decimal(const Rational& value) {
    return is_decimal(cpp_int(value.numerator), cpp_int(value.denominator), 15);
}

/// Numbers stay numbers where doubles hold them; everything else is a word.
bool numeric(const Issue& issue) {
    return std::all_of(issue.options.begin(), issue.options.end(),
                       [](const Option& option) { return option.value && finite_decimal(*option.value); });
}

bool consecutive(const Issue& issue) {
    for (std::size_t k = 0; k < issue.options.size(); ++k) {
        const Rational& value = *issue.options[k].value;
        if (value.denominator != 1) return false;
        if (k > 0 && value.numerator != issue.options[k - 1].value->numerator + 1) return false;
    }
    return true;
}

std::string option_text(const Issue& issue, std::size_t option) {
    const Option& chosen = issue.options[option];
    return numeric(issue) ? decimal_of(*chosen.value) : in_double_quotes(chosen.label);
}

std::string domain_text(const Case& conflict) {
    std::string out =
        "name: " + in_double_quotes(conflict.title) + "\ntype: CartesianOutcomeSpace\nissues:\n";
    for (const Issue& issue : conflict.space.issues) {
        const bool range = numeric(issue) && consecutive(issue) && issue.options.size() > 1;
        out += "- name: " + in_double_quotes(issue.id) + "\n  type: ";
        out += range ? "ContiguousIssue" : numeric(issue) ? "DiscreteCardinalIssue" : "CategoricalIssue";
        out += "\n  values:\n";
        for (std::size_t k = 0; k < issue.options.size(); ++k) {
            if (!range || k == 0 || k + 1 == issue.options.size())
                out += "  - " + option_text(issue, k) + "\n";
        }
    }
    return out;
}

std::string profile_text(const Case& conflict, std::size_t party, const ExactUtility& utility) {
    std::string values;
    std::string weights;
    for (std::size_t i = 0; i < conflict.space.issues.size(); ++i) {
        const Issue& issue = conflict.space.issues[i];
        const std::vector<int128>& row = utility.contribution[i];
        const auto [low, high] = std::minmax_element(row.begin(), row.end());
        const int128 whole = *high > 0 ? *high : *low;
        const cpp_int base = whole == 0 ? cpp_int(1) : cpp_int(whole);
        weights += "- " + as_decimal(cpp_int(whole), cpp_int(utility.scale)) + "\n";
        values += "- type: TableFun\n  mapping:\n";
        for (std::size_t k = 0; k < row.size(); ++k)
            values += "    " + option_text(issue, k) + ": " + as_decimal(cpp_int(row[k]), base) + "\n";
    }
    const Party& source = conflict.parties[party];
    std::string reserve = "-.inf";
    if (source.reserve) {
        const Rational& value = source.reserve->best;
        // A hair below where no decimal holds it: an outcome worth exactly that must not fall below it.
        const bool exact = is_decimal(value.numerator, value.denominator, 17);
        reserve = as_decimal(value.numerator, value.denominator, exact ? 17 : 15, Cut::down);
    }
    return "name: " + in_double_quotes(source.id) +
           "\ntype: LinearAdditiveUtilityFunction\nreserved_outcome: null\nreserved_value: " + reserve +
           "\nvalues:\n" + values + "weights:\n" + weights;
}

}  // namespace

std::vector<NamedText> to_negmas(const Case& conflict) {
    refuse_what_is_not_additive(conflict, "NegMAS");
    const std::vector<ExactUtility> exact = exact_utilities(conflict);
    FileStems stems;
    std::vector<NamedText> files = {{stems("domain") + ".yml", domain_text(conflict)}};
    for (std::size_t p = 0; p < exact.size(); ++p)
        files.push_back({stems(conflict.parties[p].id) + ".yml", profile_text(conflict, p, exact[p])});
    return files;
}

}  // namespace entente::io
