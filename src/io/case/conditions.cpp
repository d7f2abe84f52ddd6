// Conditions on outcomes: options by label or by number, lists of them, and ranges.
#include <algorithm>

#include "entente/core/trim.hpp"
#include "io/case/reading.hpp"

namespace entente::io {
namespace {

bool numeric(const Issue& issue) {
    return !issue.options.empty() && issue.options.front().value.has_value();
}

/// Sorted, disjoint, joined where they touch.
std::vector<OptionRange> joined(std::vector<OptionRange> ranges) {
    std::sort(ranges.begin(), ranges.end(),
              [](const OptionRange& a, const OptionRange& b) { return a.first < b.first; });
    std::vector<OptionRange> result;
    for (const OptionRange& each : ranges) {
        if (!result.empty() && each.first.value <= result.back().last.value + 1) {
            result.back().last = std::max(result.back().last, each.last);
        } else {
            result.push_back(each);
        }
    }
    return result;
}

}  // namespace

std::optional<std::size_t> Reading::label_index(std::string_view label, IssueId issue) {
    auto& index = labels_[issue.index()];
    if (index.empty()) {
        const std::vector<Option>& options = conflict_.space.issues[issue.index()].options;
        for (std::size_t i = 0; i < options.size(); ++i) index.emplace(options[i].label, i);
        // A number may be written in another way than the label: 0.50 for "0.5".
        for (std::size_t i = 0; i < options.size(); ++i) {
            if (options[i].value) index.emplace(options[i].value->to_string(), i);
        }
    }
    const auto found = index.find(std::string(label));
    if (found != index.end()) return found->second;
    if (!numeric(conflict_.space.issues[issue.index()])) return std::nullopt;
    const std::optional<Rational> value = Rational::parse(label);
    if (!value) return std::nullopt;
    const auto by_value = index.find(value->to_string());
    return by_value == index.end() ? std::nullopt : std::optional<std::size_t>(by_value->second);
}

void Reading::unknown_option(const Node& node, IssueId issue) {
    const Issue& of = conflict_.space.issues[issue.index()];
    std::vector<std::string> labels;
    if (of.options.size() <= 10'000) {
        for (const Option& each : of.options) labels.push_back(each.label);
    }
    std::string otherwise;
    if (numeric(of)) {
        otherwise =
            "its options are the numbers from " + of.options.front().label + " to " +
            of.options.back().label +
            (of.grid ? ", " + std::to_string(of.options.size()) + " of them; a range such as \"" +
                           of.options.front().label + ".." + of.options.back().label + "\" also works"
                     : "");
    } else if (labels.size() <= 12) {
        otherwise = "its options are ";
        for (std::size_t i = 0; i < labels.size(); ++i)
            otherwise += (i > 0 ? ", \"" : "\"") + labels[i] + "\"";
    }
    error("E0132", node.span(), "issue '" + of.id + "' has no option '" + std::string(node.text()) + "'",
          numeric(of) ? otherwise : suggest(node.text(), labels, otherwise));
}

std::optional<OptionId> Reading::option(const Node& node, IssueId issue) {
    if (node.bad() || broken(issue)) return std::nullopt;
    if (node.is(Kind::list) || node.is(Kind::table)) {
        error("E0122", node.span(),
              "one option of issue '" + conflict_.space.issues[issue.index()].id + "' is expected here",
              "write a label in quotes, or a number");
        return std::nullopt;
    }
    if (const auto index = label_index(node.text(), issue)) return OptionId(*index);
    unknown_option(node, issue);
    return std::nullopt;
}

std::optional<OptionRange> Reading::value_range(std::string_view text, IssueId issue) {
    const Issue& of = conflict_.space.issues[issue.index()];
    const std::size_t dots = text.find("..");
    if (dots == std::string_view::npos) return std::nullopt;
    const std::string_view first = trimmed(text.substr(0, dots));
    const std::string_view last = trimmed(text.substr(dots + 2));
    const auto first_label = label_index(first, issue);
    const auto last_label = label_index(last, issue);
    if (!numeric(of)) {
        if (!first_label || !last_label || *first_label > *last_label) return std::nullopt;
        return OptionRange{OptionId(*first_label), OptionId(*last_label)};
    }
    const auto end_of = [&](std::string_view part, const std::optional<std::size_t>& label) {
        return label ? of.options[*label].value : Rational::parse(part);
    };
    const std::optional<Rational> low = end_of(first, first_label);
    const std::optional<Rational> high = end_of(last, last_label);
    if (!low || !high || *low > *high) return std::nullopt;
    // Numeric options rise or fall throughout, so those within are neighbours.
    const bool rising = *of.options.front().value <= *of.options.back().value;
    const auto begin = of.options.begin();
    const auto first_in = std::partition_point(begin, of.options.end(), [&](const Option& option) {
        return rising ? *option.value < *low : *option.value > *high;
    });
    const auto past = std::partition_point(first_in, of.options.end(), [&](const Option& option) {
        return rising ? *option.value <= *high : *option.value >= *low;
    });
    if (first_in == past) return std::nullopt;
    return OptionRange{OptionId(static_cast<std::size_t>(first_in - begin)),
                       OptionId(static_cast<std::size_t>(past - begin) - 1)};
}

std::optional<OptionRange> Reading::range_of(const Node& node, IssueId issue, bool ranges) {
    if (node.bad()) return std::nullopt;
    if (ranges && node.is(Kind::text) && !label_index(node.text(), issue) &&
        node.text().find("..") != std::string_view::npos) {
        if (const auto range = value_range(node.text(), issue)) return range;
        const Issue& of = conflict_.space.issues[issue.index()];
        error("E0133", node.span(),
              "no option of issue '" + of.id + "' lies in \"" + std::string(node.text()) + "\"",
              numeric(of) ? "write \"low..high\" within " + of.options.front().label + " to " +
                                of.options.back().label
                          : "write \"first..last\" with two of its options, in their order");
        return std::nullopt;
    }
    const auto one = option(node, issue);
    if (!one) return std::nullopt;
    return OptionRange{*one, *one};
}

std::optional<Condition> Reading::condition(const Node& node, IssueId issue) {
    if (node.bad() || broken(issue)) return std::nullopt;
    Condition result{issue, {}};
    bool good = true;
    if (node.is(Kind::list)) {
        for (const Node each : node) {
            const auto range = range_of(each, issue, true);
            good = good && range.has_value();
            if (range) result.any_of.push_back(*range);
        }
        if (node.size() == 0) {
            error("E0133", node.span(), "a condition needs at least one option",
                  "list the options that satisfy it");
            good = false;
        }
    } else if (node.is(Kind::table)) {
        error("E0122", node.span(), "a condition is an option, a list of options, or a range",
              "for example: border = \"0..0.5\"");
        good = false;
    } else {
        const auto range = range_of(node, issue, true);
        good = range.has_value();
        if (range) result.any_of.push_back(*range);
    }
    if (!good) return std::nullopt;
    result.any_of = joined(std::move(result.any_of));
    return result;
}

std::optional<Conjunction> Reading::conjunction(const Node& table,
                                                const std::vector<std::string_view>& skip) {
    Conjunction result;
    bool good = true;
    for (const Node child : table) {
        if (child.key().starts_with("x-")) continue;
        if (std::find(skip.begin(), skip.end(), child.key()) != skip.end()) continue;
        const auto of = issue(child.key(), child.key_span());
        const auto each = of ? condition(child, *of) : std::nullopt;
        good = good && each.has_value();
        if (each) result.push_back(*each);
    }
    if (!good) return std::nullopt;
    std::sort(result.begin(), result.end(),
              [](const Condition& a, const Condition& b) { return a.issue < b.issue; });
    return result;
}

}  // namespace entente::io
