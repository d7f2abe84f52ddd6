// Weighted issues as a party of a case: scores out of 100, weights in utility.
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>
#include <stdexcept>

#include "io/scenario/scenario.hpp"

namespace entente::io::scenario {
namespace {

const Rational kZero(0);

template <class Exact, class Rounded>
Rational nearest(Exact exact, Rounded rounded) {
    try {
        return exact();
    } catch (const std::overflow_error&) {
        const double value = rounded();
        constexpr double kSmall = 1e-17;  // below this a number of ordinary size cannot tell it from 0
        return std::abs(value) < kSmall ? kZero : Rational::nearest(value);
    }
}

Rational size_of(const Rational& value) { return value < kZero ? -value : value; }

/// The least power of ten, 1 or more, that is as large as every value.
Rational ceiling_of(const std::vector<Rational>& values) {
    std::int64_t power = 1;
    for (const Rational& value : values) {
        while (power < 1'000'000'000'000'000 && Rational(power) < size_of(value)) power *= 10;
    }
    return Rational(power);
}

/// Value functions in scores: weight times value stays what it was.
IssueScore score_of(const Weighted& issue) {
    IssueScore score;
    score.weight = Quantity(kZero);
    if (issue.values.empty()) return score;
    const Rational scale = ceiling_of(issue.values);
    const Rational hundred = over(Rational(100), scale);
    const bool negative = issue.weight < kZero;
    score.weight = Quantity(times(size_of(issue.weight), scale));
    for (const Rational& value : issue.values) {
        const Rational scored = times(value, hundred);
        score.scores.emplace_back(negative ? -scored : scored);
    }
    return score;
}

/// A constant has no place in a case: the first issue that counts takes it.
std::vector<Weighted> with_constant(const Profile& profile, const Space& space) {
    std::vector<Weighted> issues = profile.issues;
    if (profile.constant == kZero || issues.empty()) return issues;
    auto taker = std::find_if(issues.begin(), issues.end(), [](const Weighted& issue) {
        return issue.weight != kZero && !issue.values.empty();
    });
    if (taker == issues.end()) {
        taker = issues.begin();
        taker->weight = Rational(1);
        taker->values.assign(space.issues.front().options.size(), kZero);
    }
    const Rational more = over(profile.constant, taker->weight);
    for (Rational& value : taker->values) value = plus(value, more);
    return issues;
}

}  // namespace

Rational plus(const Rational& a, const Rational& b) {
    return nearest([&] { return a + b; }, [&] { return a.value() + b.value(); });
}
Rational times(const Rational& a, const Rational& b) {
    return nearest([&] { return a * b; }, [&] { return a.value() * b.value(); });
}
Rational over(const Rational& a, const Rational& b) {
    return nearest([&] { return a / b; }, [&] { return a.value() / b.value(); });
}

Rational worth(const Profile& profile, const std::vector<std::optional<std::size_t>>& bid) {
    Rational sum = profile.constant;
    for (std::size_t i = 0; i < profile.issues.size() && i < bid.size(); ++i) {
        const Weighted& issue = profile.issues[i];
        if (bid[i] && *bid[i] < issue.values.size())
            sum = plus(sum, times(issue.weight, issue.values[*bid[i]]));
    }
    return sum;
}

std::vector<IssueScore> scores_of(const Profile& profile, const Space& space) {
    std::vector<IssueScore> scores;
    for (const Weighted& issue : with_constant(profile, space)) scores.push_back(score_of(issue));
    return scores;
}

void add_party(Case& conflict, const std::string& file, const std::string& what, const Profile& profile) {
    const std::filesystem::path path(file);
    const std::string stem = path.stem().string();
    const std::string base = stem.empty() || file == "standard input" ? "party" : stem;
    Party party;
    party.id = base;
    const auto taken = [&](const std::string& id) {
        return std::any_of(conflict.parties.begin(), conflict.parties.end(),
                           [&](const Party& other) { return other.id == id; });
    };
    for (std::size_t k = 2; taken(party.id); ++k) party.id = base + "-" + std::to_string(k);
    party.name = party.id;
    const auto source = static_cast<std::int32_t>(conflict.sources.size());
    conflict.sources.push_back({.id = party.id, .what = what, .grade = Grade::judgement});
    for (IssueScore& score : scores_of(profile, conflict.space)) {
        score.weight.source = source;
        for (Quantity& quantity : score.scores) quantity.source = source;
        party.preference.issues.push_back(std::move(score));
    }
    if (profile.reserve) {
        party.reserve = Quantity(*profile.reserve);
        party.reserve->source = source;
    }
    if (profile.discount) {
        party.discount = Quantity(*profile.discount);
        party.discount->source = source;
    }
    conflict.parties.push_back(std::move(party));
}

void settle_points(Case& conflict) {
    // Weights that were rounded add up to 1 and a little: that is 1.
    constexpr double kSlack = 1e-9;
    double most = 1;
    for (const Party& party : conflict.parties) {
        double best = 0;
        for (const IssueScore& score : party.preference.issues) {
            double largest = score.scores.empty() ? 0 : -std::numeric_limits<double>::infinity();
            for (const Quantity& value : score.scores) largest = std::max(largest, value.value());
            best += score.weight.value() * largest / 100;
        }
        most = std::max(most, best);
    }
    std::int64_t points = 1;
    while (static_cast<double>(points) * (1 + kSlack) < most && points < 1'000'000'000'000'000)
        points *= 10;
    conflict.points = Rational(points);
    conflict.normalise = false;
}

}  // namespace entente::io::scenario
