// Issues and options of the JSON and YAML formats, and the tables of values over them.
#include <algorithm>
#include <stdexcept>

#include "entente/core/text.hpp"
#include "io/scenario/scenario.hpp"

namespace entente::io::scenario {
namespace {

/// Labels that all read as numbers in rising or falling order are numbers.
void give_values(std::vector<Option>& options) {
    bool rises = true;
    bool falls = true;
    for (Option& option : options) {
        option.value = data::number_of(option.label);
        if (!option.value) break;
    }
    const bool numbers = std::all_of(options.begin(), options.end(),
                                     [](const Option& option) { return option.value.has_value(); });
    for (std::size_t k = 1; numbers && k < options.size(); ++k) {
        rises = rises && *options[k - 1].value < *options[k].value;
        falls = falls && *options[k - 1].value > *options[k].value;
    }
    if (numbers && (rises || falls)) return;
    for (Option& option : options) option.value.reset();
}

}  // namespace

void Notes::warn(std::string_view code, std::size_t line, std::string message, std::string hint) {
    if (++told_ > kMost) return;
    if (told_ == kMost) message += " (further warnings about this file are not told)";
    Diagnostic made{Severity::warning, std::string(code), std::move(message), {}, std::move(hint), {}};
    made.where.file = file_;
    made.where.line = static_cast<std::uint32_t>(line);
    found_.push_back(std::move(made));
}

std::optional<std::size_t> Domain::issue(std::string_view id) const {
    for (std::size_t i = 0; i < space.issues.size(); ++i) {
        if (space.issues[i].id == id) return i;
    }
    return std::nullopt;
}

std::optional<std::size_t> Domain::option(std::size_t issue, const std::string& label) const {
    const auto found = places[issue].find(label);
    if (found != places[issue].end()) return found->second;
    const std::vector<Option>& options = space.issues[issue].options;
    if (options.empty() || !options.front().value) return std::nullopt;
    const std::optional<Rational> value = data::number_of(label);
    if (!value) return std::nullopt;
    const auto same = places[issue].find(value->to_string());
    return same == places[issue].end() ? std::nullopt : std::optional(same->second);
}

void add_issue(Domain& domain, std::string id, const std::vector<std::string>& labels, std::size_t line,
               const Notes& notes) {
    if (domain.issue(id)) notes.refuse("E0335", line, "two issues have the name '" + id + "'");
    if (domain.space.issues.size() >= kMaxIssues) {
        notes.refuse("E0335", line,
                     "more than " + group_digits(std::to_string(kMaxIssues)) + " issues are too many");
    }
    if (labels.empty()) notes.refuse("E0335", line, "issue '" + id + "' has no options");
    if (labels.size() > kMaxOptions) {
        notes.refuse("E0335", line,
                     "issue '" + id + "' has " + group_digits(std::to_string(labels.size())) +
                         " options; a case holds at most " + group_digits(std::to_string(kMaxOptions)),
                     "a coarser grid will do");
    }
    Issue issue;
    issue.id = std::move(id);
    issue.ask = issue.id;
    std::unordered_map<std::string, std::size_t> places;
    for (const std::string& label : labels) {
        if (!places.emplace(label, issue.options.size()).second)
            notes.refuse("E0335", line, "issue '" + issue.id + "' lists the option '" + label + "' twice");
        issue.options.push_back({label, std::nullopt});
    }
    give_values(issue.options);
    // The same number may be written otherwise in a profile: "1.0" for "1".
    for (std::size_t k = 0; k < issue.options.size(); ++k) {
        if (issue.options[k].value) places.emplace(issue.options[k].value->to_string(), k);
    }
    domain.space.issues.push_back(std::move(issue));
    domain.places.push_back(std::move(places));
}

std::vector<std::string> steps(const Rational& low, const Rational& high, const Rational& step,
                               const std::string& issue, std::size_t line, const Notes& notes) {
    if (high < low || step <= Rational(0)) {
        notes.refuse("E0335", line, "the range of issue '" + issue + "' is upside down",
                     "the lower end comes first, and the step is above 0");
    }
    const double count = (high.value() - low.value()) / step.value();
    if (count >= static_cast<double>(kMaxOptions)) {
        notes.refuse(
            "E0335", line,
            "issue '" + issue + "' has more than " + group_digits(std::to_string(kMaxOptions)) + " options",
            "a coarser grid will do");
    }
    std::vector<std::string> labels;
    try {
        for (std::int64_t k = 0;; ++k) {
            const Rational value = low + step * Rational(k);
            if (value > high) break;
            labels.push_back(value.to_string());
        }
    } catch (const std::overflow_error&) {
        notes.refuse("E0335", line, "the range of issue '" + issue + "' has too many digits");
    }
    return labels;
}

std::string label_of(const data::Value& value) { return value.is(data::Kind::null) ? "null" : value.text; }

Rational number_of(const data::Value& value, const std::string& what, const Notes& notes) {
    const std::optional<Rational> number = value.number();
    if (!number) {
        notes.refuse("E0335", value.line,
                     what + " is " + (value.text.empty() ? "no number" : "'" + value.text + "', no number"),
                     "write a finite number");
    }
    return *number;
}

std::vector<Rational> table_values(const Domain& domain, std::size_t issue, const data::Value& table,
                                   Notes& notes) {
    const Issue& target = domain.space.issues[issue];
    std::vector<Rational> values(target.options.size());
    std::vector<bool> given(target.options.size(), false);
    for (std::size_t k = 0; k < table.keys.size(); ++k) {
        const auto place = domain.option(issue, table.keys[k]);
        if (!place) {
            notes.warn("W0332", table.items[k].line,
                       "issue '" + target.id + "' has no option '" + table.keys[k] + "': ignored");
            continue;
        }
        values[*place] = number_of(
            table.items[k], "the value of '" + table.keys[k] + "' in issue '" + target.id + "'", notes);
        given[*place] = true;
    }
    for (std::size_t k = 0; k < given.size(); ++k) {
        if (given[k]) continue;
        notes.warn(
            "W0331", table.line,
            "issue '" + target.id + "' has no value for '" + target.options[k].label + "': counted as 0");
    }
    return values;
}

}  // namespace entente::io::scenario
