#include "io/genius/space.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "entente/core/text.hpp"
#include "entente/model/case.hpp"

namespace entente::io::genius {
namespace {

/// Makes names unique by " (2)", " (3)"; an empty one becomes `fallback`.
class Unique {
public:
    std::string operator()(std::string name, const std::string& fallback) {
        if (trimmed(name).empty()) name = fallback;
        std::string candidate = name;
        for (std::size_t k = next_[name]; !used_.insert(candidate).second; ++k) {
            candidate = name + " (" + std::to_string(std::max<std::size_t>(k, 2)) + ")";
            next_[name] = std::max<std::size_t>(k, 2) + 1;
            k = std::max<std::size_t>(k, 2);
        }
        return candidate;
    }

private:
    std::set<std::string> used_;
    std::map<std::string, std::size_t> next_;
};

class SpaceReader {
public:
    SpaceReader(Document& domain, const std::vector<const Document*>& profiles,
                std::vector<Diagnostic>& errors)
        : domain_(domain), profiles_(profiles), errors_(errors) {}

    Domain read();

private:
    void error(std::string code, std::string message, std::size_t offset, std::string hint) {
        errors_.push_back({Severity::error, std::move(code), std::move(message),
                           domain_.source->at_clean(offset), std::move(hint), ""});
    }
    [[nodiscard]] const IssueXml* in_profiles(const IssueKey& key, bool wants_items) const;
    std::vector<Option> options_of(const IssueXml& issue, Domain& result);
    std::vector<Option> discrete(const IssueXml& issue, Domain& result);
    std::vector<Option> integers(const IssueXml& issue);
    std::vector<Option> grid(const IssueXml& issue);
    [[nodiscard]] std::set<Rational> bends(const IssueXml& issue, const Rational& low,
                                           const Rational& high) const;
    bool room_for(std::size_t options, const IssueXml& issue);

    Document& domain_;
    const std::vector<const Document*>& profiles_;
    std::vector<Diagnostic>& errors_;
    std::size_t all_options_ = 0;
};

const IssueXml* SpaceReader::in_profiles(const IssueKey& key, bool wants_items) const {
    for (const Document* const profile : profiles_) {
        for (const IssueXml& issue : profile->issues) {
            if (issue.key != key) continue;
            if (wants_items ? !issue.items.empty() : (issue.lower && issue.upper)) return &issue;
        }
    }
    return nullptr;
}

bool SpaceReader::room_for(std::size_t options, const IssueXml& issue) {
    if (options <= kMaxOptions) {
        all_options_ += options;
        if (all_options_ <= kMaxOptionsInAll) return true;
    }
    error("E0308",
          "issue '" + issue.name + "' has " + group_digits(std::to_string(options)) +
              " options; a case holds at most " + group_digits(std::to_string(kMaxOptions)) +
              " per issue and " + group_digits(std::to_string(kMaxOptionsInAll)) + " in all",
          issue.offset, "a coarser grid will do");
    return false;
}

std::vector<Option> SpaceReader::discrete(const IssueXml& issue, Domain& result) {
    const std::vector<Item>* items = &issue.items;
    if (items->empty()) {
        if (const IssueXml* const other = in_profiles(issue.key, true)) {
            items = &other->items;
            domain_.warn("W0304", "issue '" + issue.name + "' has no items here: a profile's are used",
                         issue.offset);
        }
    }
    std::vector<Option> options;
    if (items->empty()) {
        error("E0307", "issue '" + issue.name + "' has no options", issue.offset,
              "list its <item> elements");
        return options;
    }
    if (!room_for(items->size(), issue)) return options;
    Unique unique;
    for (const Item& item : *items) {
        const std::string label = unique(item.value, "option " + std::to_string(options.size() + 1));
        if (label != item.value) {
            domain_.warn("W0304",
                         "issue '" + issue.name + "' lists the value '" + item.value +
                             "' twice or without a name: shown as '" + label + "'",
                         item.offset);
        }
        options.push_back({label, std::nullopt});
        result.values.back().push_back(item.value);
        result.indices.back().push_back(item.index);
    }
    return options;
}

std::vector<Option> SpaceReader::integers(const IssueXml& issue) {
    std::vector<Option> options;
    const std::optional<Rational> low = read_number(*issue.lower);
    const std::optional<Rational> high = read_number(*issue.upper);
    if (!low || !high || low->denominator != 1 || high->denominator != 1) {
        error("E0307", "the bounds of integer issue '" + issue.name + "' are not whole numbers",
              issue.offset, "write lowerbound=\"0\" upperbound=\"9\"");
        return options;
    }
    if (*high < *low) {
        error("E0307", "the lower bound of issue '" + issue.name + "' is above its upper bound",
              issue.offset, "swap the bounds");
        return options;
    }
    const std::size_t span = static_cast<std::size_t>(high->numerator) -
                             static_cast<std::size_t>(low->numerator);  // modulo 2^64, never negative
    if (!room_for(span == SIZE_MAX ? span : span + 1, issue)) return options;
    options.reserve(span + 1);
    for (std::int64_t value = low->numerator;; ++value) {
        options.push_back({std::to_string(value), Rational(value)});
        if (value == high->numerator) break;
    }
    return options;
}

/// Where some profile's function of the issue bends, between its bounds: on the grid, so that scores are
/// straight lines between its points.
std::set<Rational> SpaceReader::bends(const IssueXml& issue, const Rational& low,
                                      const Rational& high) const {
    std::set<Rational> found;
    const auto add = [&](const std::optional<Rational>& value) {
        if (value && low < *value && *value < high) found.insert(*value);
    };
    for (const Document* const profile : profiles_) {
        for (const IssueXml& other : profile->issues) {
            if (other.key != issue.key || !other.evaluator) continue;
            const auto number = [&](std::initializer_list<const char*> names) -> std::optional<Rational> {
                for (const char* const name : names) {
                    const auto at = other.evaluator->parameters.find(name);
                    if (at != other.evaluator->parameters.end()) return read_number(at->second);
                }
                return std::nullopt;
            };
            if (other.evaluator->function == "triangular") {
                for (const char* const name : {"parameter0", "parameter1", "parameter2"})
                    add(number({name}));
                continue;
            }
            const auto slope = number({"parameter1", "slope"}), offset = number({"parameter0", "offset"});
            if (!slope || !offset || *slope == Rational(0)) continue;
            try {  // a line is cut off at 0 and 1
                add((Rational(0) - *offset) / *slope);
                add((Rational(1) - *offset) / *slope);
            } catch (const std::overflow_error&) {
                continue;
            }
        }
    }
    return found;
}

std::vector<Option> SpaceReader::grid(const IssueXml& issue) {
    std::vector<Option> options;
    const std::optional<Rational> low = read_number(*issue.lower);
    const std::optional<Rational> high = read_number(*issue.upper);
    if (!low || !high || *high < *low) {
        error("E0307", "the bounds of real issue '" + issue.name + "' are not two numbers, the lower first",
              issue.offset, "write <range lowerbound=\"0\" upperbound=\"1\"/>");
        return options;
    }
    const int points = *low == *high ? 1 : kRealGridPoints;
    if (!room_for(static_cast<std::size_t>(points), issue)) return options;
    try {
        for (int k = 0; k < points; ++k) {
            const Rational share(k, kRealGridPoints - 1);
            const Rational value = *low + (*high - *low) * share;
            options.push_back({value.to_string(), value});
        }
        for (const Rational& value : bends(issue, *low, *high)) {
            const auto at = std::find_if(options.begin(), options.end(),
                                         [&](const Option& option) { return *option.value >= value; });
            if (*at->value != value) options.insert(at, {value.to_string(), value});
        }
    } catch (const std::overflow_error&) {
        error("E0307", "the bounds of real issue '" + issue.name + "' have too many digits for a grid",
              issue.offset, "");
        options.clear();
    }
    return options;
}

std::vector<Option> SpaceReader::options_of(const IssueXml& issue, Domain& result) {
    if (issue.kind == Kind::discrete) return discrete(issue, result);
    IssueXml bounded = issue;
    bounded.items.clear();
    if (!issue.lower || !issue.upper) {
        const IssueXml* const other = in_profiles(issue.key, false);
        if (other == nullptr) {
            error("E0307", "issue '" + issue.name + "' has no bounds", issue.offset,
                  "write lowerbound=\"0\" upperbound=\"9\"");
            return {};
        }
        bounded.lower = other->lower;
        bounded.upper = other->upper;
        domain_.warn("W0304", "issue '" + issue.name + "' has no bounds here: a profile's are used",
                     issue.offset);
    }
    return issue.kind == Kind::integer ? integers(bounded) : grid(bounded);
}

Domain SpaceReader::read() {
    Domain result;
    if (domain_.issues.empty()) error("E0307", "the domain has no issues", 0, "");
    if (domain_.issues.size() > kMaxIssues) {
        error("E0308", "more than " + group_digits(std::to_string(kMaxIssues)) + " issues are too many", 0,
              "");
        return result;
    }
    Unique unique;
    for (const IssueXml& source : domain_.issues) {
        Issue issue;
        issue.id = unique(source.name, "issue " + std::to_string(source.key.first));
        issue.ask = trimmed(source.description).empty() ? issue.id : source.description;
        result.keys.push_back(source.key);
        result.kinds.push_back(source.kind);
        result.values.emplace_back();
        result.indices.emplace_back();
        issue.options = options_of(source, result);
        if (source.kind == Kind::real && issue.options.size() > 1) {
            domain_.warn(
                "W0315",
                "issue '" + issue.id + "' is a real number: held as " +
                    std::to_string(issue.options.size()) + " options",
                source.offset,
                "entente settle looks between them where scores are added up; --grid N lists more");
            domain_.warnings.back().address = "issue." + issue.id;
        }
        result.space.issues.push_back(std::move(issue));
    }
    return result;
}

}  // namespace

Domain read_domain(Document& domain, const std::vector<const Document*>& profiles,
                   std::vector<Diagnostic>& errors) {
    return SpaceReader(domain, profiles, errors).read();
}

}  // namespace entente::io::genius
