// Hyper-rectangles: an amount wherever an outcome lies inside (INCLUDES) or outside (EXCLUDES) a box.
#include <algorithm>
#include <unordered_map>

#include "io/genius/profile.hpp"

namespace entente::io::genius {
namespace {

class RectangleReader {
public:
    RectangleReader(Document& profile, const Domain& domain) : profile_(profile), domain_(domain) {
        for (std::size_t i = 0; i < domain.keys.size(); ++i) {
            // Where a file uses an index twice, bounds mean the first.
            if (domain.keys[i].second == 0) by_index_.emplace(domain.keys[i].first, i);
        }
    }

    bool read(Preference& preference);

private:
    /// The options that satisfy all bounds, issue by issue. `never` where no outcome does.
    struct Box {
        Conjunction when;
        bool never = false;
    };
    bool read_box(const HyperRectangle& rectangle, Box& box);
    bool amount_of(const HyperRectangle& rectangle, const Rational& maximum, Rational& amount);
    std::optional<OptionRange> options_between(std::size_t issue, const Rational& low,
                                               const Rational& high);
    bool numeric(std::size_t issue);

    Document& profile_;
    const Domain& domain_;
    std::unordered_map<std::int64_t, std::size_t> by_index_;
    std::unordered_map<std::size_t, std::vector<Rational>> values_;  ///< of an issue's options
};

bool RectangleReader::numeric(std::size_t issue) {
    if (values_.contains(issue)) return true;
    std::vector<Rational> values;
    for (const Option& option : domain_.space.issues[issue].options) {
        const std::optional<Rational> value = option.value ? option.value : read_number(option.label);
        if (!value) return false;
        values.push_back(*value);
    }
    // Bounds cut out one range of options only where the values rise.
    if (!std::is_sorted(values.begin(), values.end())) return false;
    values_.emplace(issue, std::move(values));
    return true;
}

std::optional<OptionRange> RectangleReader::options_between(std::size_t issue, const Rational& low,
                                                            const Rational& high) {
    const std::vector<Rational>& values = values_.at(issue);
    const auto first = std::lower_bound(values.begin(), values.end(), low);
    const auto past = std::upper_bound(values.begin(), values.end(), high);
    if (first >= past) return std::nullopt;
    return OptionRange{OptionId(static_cast<std::size_t>(first - values.begin())),
                       OptionId(static_cast<std::size_t>(past - values.begin()) - 1)};
}

bool RectangleReader::read_box(const HyperRectangle& rectangle, Box& box) {
    std::map<std::size_t, std::pair<Rational, Rational>> limits;
    for (const Bound& bound : rectangle.bounds) {
        const auto found = by_index_.find(bound.index);
        if (found == by_index_.end()) {
            return refuse(profile_, "E0306",
                          "a hyper-rectangle speaks of issue " + std::to_string(bound.index) +
                              ", which does not exist",
                          bound.offset);
        }
        const std::optional<Rational> low = read_number(bound.low);
        const std::optional<Rational> high = read_number(bound.high);
        if (!low || !high) {
            return refuse(profile_, "E0306", "a bound of a hyper-rectangle is not a number", bound.offset,
                          "write min=\"0\" max=\"9\"");
        }
        if (!numeric(found->second)) {
            return refuse(profile_, "E0306",
                          "a hyper-rectangle bounds issue '" + domain_.space.issues[found->second].id +
                              "', whose options are not rising numbers",
                          bound.offset);
        }
        const auto [limit, added] = limits.emplace(found->second, std::pair(*low, *high));
        if (!added) {
            limit->second.first = std::max(limit->second.first, *low);
            limit->second.second = std::min(limit->second.second, *high);
        }
    }
    for (const auto& [issue, limit] : limits) {
        const std::optional<OptionRange> range = options_between(issue, limit.first, limit.second);
        if (!range) {
            box.never = true;
            return true;
        }
        const bool all = range->first.index() == 0 &&
                         range->last.index() + 1 == domain_.space.issues[issue].options.size();
        if (!all) box.when.push_back({IssueId(issue), {*range}});
    }
    return true;
}

bool RectangleReader::amount_of(const HyperRectangle& rectangle, const Rational& maximum,
                                Rational& amount) {
    const std::optional<Rational> utility = read_number(rectangle.utility);
    if (!utility) {
        return refuse(
            profile_, "E0306",
            "the utility of a hyper-rectangle is '" + rectangle.utility + "', which is not a number",
            rectangle.offset);
    }
    amount = *utility;
    std::vector<std::string> factors = rectangle.factors;
    if (rectangle.weight) factors.push_back(*rectangle.weight);
    for (const std::string& factor : factors) {
        const std::optional<Rational> value = read_number(factor);
        if (!value) {
            return refuse(profile_, "E0306",
                          "the weight of a hyper-rectangle is '" + factor + "', which is not a number",
                          rectangle.offset);
        }
        amount = amount * *value;
    }
    amount = amount / maximum;
    return true;
}

bool RectangleReader::read(Preference& preference) {
    preference.issues.resize(domain_.space.issues.size());
    if (!profile_.nonlinear)
        return refuse(profile_, "E0306", "the profile is nonlinear but has no <utility>", 0);
    const NonlinearXml& nonlinear = *profile_.nonlinear;
    if (!nonlinear.problem.empty()) return refuse(profile_, "E0306", nonlinear.problem, nonlinear.offset);
    const std::optional<Rational> maximum = read_number(nonlinear.maximum);
    if (!maximum || *maximum <= Rational(0)) {
        return refuse(profile_, "E0306", "maxutility is '" + nonlinear.maximum + "', not a number above 0",
                      nonlinear.offset);
    }
    for (const HyperRectangle& rectangle : nonlinear.rectangles) {
        Rational amount;
        Box box;
        if (!amount_of(rectangle, *maximum, amount) || !read_box(rectangle, box)) return false;
        if (amount == Rational(0)) continue;
        // Outside a box: always, less inside.
        const bool excludes = rectangle.excludes && !rectangle.bounds.empty();
        if (excludes) preference.terms.push_back({"", {}, Quantity(amount), {}});
        if (!box.never)
            preference.terms.push_back({"", box.when, Quantity(excludes ? -amount : amount), {}});
    }
    return true;
}

}  // namespace

bool read_rectangles(Document& profile, const Domain& domain, Preference& preference) {
    return RectangleReader(profile, domain).read(preference);
}

}  // namespace entente::io::genius
