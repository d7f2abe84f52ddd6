// From a case to slots and tables.
#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

#include "entente/core/expects.hpp"
#include "settle/compiled/parts.hpp"

namespace entente::settle {
namespace {

/// More options than these are not looked at for being alike.
constexpr std::size_t kMostAlike = 20'000;
constexpr double kMergeFrom = 20'000;

std::uint64_t mix(std::uint64_t x) {
    x += 0x9E3779B97F4A7C15ull;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ull;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBull;
    return x ^ (x >> 31);
}

std::uint64_t hash_of(const std::string& text) {
    std::uint64_t hash = 0x243F6A8885A308D3ull;
    for (const char c : text) hash = mix(hash ^ static_cast<unsigned char>(c));
    return hash;
}

ScoreAt score_at(const Issue& issue, std::size_t option) {
    if (!issue.grid) return {static_cast<std::uint32_t>(option), 0, 0};
    const auto& anchors = issue.anchors;
    if (anchors.size() == 1) return {0, 0, 0};
    const Rational& at = *issue.options[option].value;
    const bool rising = *anchors.front().value <= *anchors.back().value;
    std::size_t right = 1;
    while (right + 1 < anchors.size() && (rising ? *anchors[right].value < at : *anchors[right].value > at))
        ++right;
    const Rational& from = *anchors[right - 1].value;
    const Rational& to = *anchors[right].value;
    ScoreAt made{static_cast<std::uint32_t>(right - 1), 0, 0};
    if (from == to) return made;
    made.exact_share = (at - from) / (to - from);
    made.share = made.exact_share.value();
    return made;
}

/// What an option gives a party, as text: equal where it is the same whatever is drawn.
std::string expression(const Sheet& sheet, const ScoreAt& at) {
    if (sheet.scores.empty()) return "0";
    if (sheet.weight.draw < 0 && sheet.weight.exact == Rational(0)) return "0";
    const Slot& left = sheet.scores[at.left];
    const bool whole = at.exact_share == Rational(0);
    if (left.draw < 0 && whole) return left.exact.to_string();
    if (!whole && left.draw < 0 && sheet.scores[at.left + 1].draw < 0) {
        const Rational& right = sheet.scores[at.left + 1].exact;
        return (left.exact + (right - left.exact) * at.exact_share).to_string();
    }
    return "v" + std::to_string(at.left) + "+" + at.exact_share.to_string();
}

bool mentions(const Conjunction& when, std::size_t issue, OptionId option) {
    return std::any_of(when.begin(), when.end(), [&](const Condition& condition) {
        return condition.issue.index() == issue && condition.holds(option);
    });
}

}  // namespace

void CompiledCase::Parts::slots(const std::vector<std::string>& wanted) {
    std::unordered_map<std::string, int> index;
    for (std::size_t k = 0; k < wanted.size(); ++k) index.emplace(wanted[k], static_cast<int>(k));
    addresses = wanted;
    const auto slot = [&](const std::string& address, const Quantity& quantity) {
        const auto found = index.find(address);
        return Slot{found == index.end() ? -1 : found->second, quantity.value(), quantity.best};
    };
    for (const Party& party : conflict.parties) {
        CompiledParty made;
        for (std::size_t i = 0; i < conflict.space.issues.size(); ++i) {
            const Issue& issue = conflict.space.issues[i];
            const IssueScore& score = party.preference.issues[i];
            const std::string prefix = "issue." + issue.id + ".for." + party.id + ".";
            Sheet sheet;
            sheet.weight = slot(prefix + "weight", score.weight);
            made.varies = made.varies || sheet.weight.draw >= 0;
            for (std::size_t k = 0; k < score.scores.size(); ++k) {
                sheet.scores.push_back(slot(prefix + "score." + issue.scored()[k].label, score.scores[k]));
                made.varies = made.varies || sheet.scores.back().draw >= 0;
            }
            made.sheets.push_back(std::move(sheet));
        }
        for (const Term& term : party.preference.terms) {
            made.terms.push_back({slot("bonus." + term.id + ".add", term.add), term.when, {}});
            made.varies = made.varies || made.terms.back().add.draw >= 0;
        }
        parties.push_back(std::move(made));
    }
}

void CompiledCase::Parts::merge_options() {
    for (std::size_t i = 0; i < conflict.space.issues.size(); ++i) {
        const Issue& issue = conflict.space.issues[i];
        std::unordered_map<std::string, std::uint32_t> seen;
        std::vector<std::uint32_t> first;
        std::vector<double> many;
        std::vector<std::uint32_t> of;
        for (std::size_t o = 0; o < issue.options.size(); ++o) {
            const ScoreAt at = score_at(issue, o);
            std::string key;
            if (issue.options.size() <= kMostAlike) {
                for (const CompiledParty& party : parties) {
                    key += expression(party.sheets[i], at) + ";";
                    for (const CompiledTerm& term : party.terms)
                        key += mentions(term.when, i, OptionId(o)) ? '1' : '0';
                }
                for (const Rule& rule : conflict.space.rules)
                    key += mentions(rule.never, i, OptionId(o)) ? '1' : '0';
            } else {
                key = std::to_string(o);
            }
            const auto [found, fresh] = seen.emplace(key, static_cast<std::uint32_t>(first.size()));
            of.push_back(found->second);
            if (!fresh) {
                many[found->second] += 1;
                continue;
            }
            first.push_back(static_cast<std::uint32_t>(o));
            many.push_back(1);
            for (CompiledParty& party : parties) party.sheets[i].options.push_back(at);
        }
        classes.push_back(std::move(first));
        copies.push_back(std::move(many));
        class_of.push_back(std::move(of));
    }
}

void CompiledCase::Parts::number_outcomes() {
    double count = 1;
    bool repeated = false;
    for (std::size_t i = 0; i < issues(); ++i) {
        count *= static_cast<double>(classes[i].size());
        for (const double each : copies[i]) repeated = repeated || each > 1;
    }
    const bool additive = conflict.space.rules.empty() && !conflict.cap &&
                          std::all_of(parties.begin(), parties.end(),
                                      [](const CompiledParty& party) { return party.terms.empty(); });
    merge = parties.size() == 2 && additive && count > kMergeFrom && issues() > 1;
    enumerate = !merge && count * static_cast<double>(parties.size()) <= kMostEnumerated;
    stride.assign(issues(), 1);
    if (!enumerate) return;
    for (std::size_t i = issues(); i-- > 1;) stride[i - 1] = stride[i] * classes[i].size();
    outcomes = static_cast<std::size_t>(count);
    all_outcomes = 1;
    for (const auto& line : copies) all_outcomes *= std::accumulate(line.begin(), line.end(), 0.0);
    if (repeated) copies_of.assign(outcomes, 1);
    if (!conflict.space.rules.empty()) forbidden.assign(outcomes, 0);
    std::vector<std::uint64_t> hashes;
    Outcome outcome;
    outcome.options.resize(issues());
    same.assign(parties.size(), std::vector<std::uint64_t>(outcomes, 0));
    std::vector<std::vector<std::vector<std::uint64_t>>> marks(parties.size());
    for (std::size_t j = 0; j < parties.size(); ++j) {
        marks[j].resize(issues());
        for (std::size_t i = 0; i < issues(); ++i) {
            for (const ScoreAt& at : parties[j].sheets[i].options)
                marks[j][i].push_back(mix(hash_of(expression(parties[j].sheets[i], at)) + i));
        }
    }
    const std::vector<ExactUtility> exact = exact_utilities(conflict);
    for (std::size_t o = 0; o < outcomes; ++o) {
        for (std::size_t i = 0; i < issues(); ++i) {
            const std::size_t c = o / stride[i] % classes[i].size();
            outcome.options[i] = OptionId(std::size_t{classes[i][c]});
            if (repeated) copies_of[o] *= copies[i][c];
        }
        if (!forbidden.empty()) forbidden[o] = feasible(conflict.space, outcome) ? 0 : 1;
        for (std::size_t j = 0; j < parties.size(); ++j) {
            if (!parties[j].varies) {
                const int128 units = units_of(exact[j], outcome);
                same[j][o] =
                    mix(static_cast<std::uint64_t>(units) ^ mix(static_cast<std::uint64_t>(units >> 64)));
            } else {
                for (std::size_t i = 0; i < issues(); ++i)
                    same[j][o] += marks[j][i][o / stride[i] % classes[i].size()];
            }
            std::uint64_t number = 0;
            for (CompiledTerm& term : parties[j].terms) {
                ++number;
                if (!holds(term.when, outcome)) continue;
                term.holds.push_back(static_cast<std::uint32_t>(o));
                if (parties[j].varies) same[j][o] += mix(~number);
            }
        }
    }
}

CompiledCase::CompiledCase(const Case& conflict, const std::vector<std::string>& addresses)
    : CompiledCase(std::make_shared<const Case>(conflict), addresses) {}

CompiledCase::CompiledCase(std::shared_ptr<const Case> conflict, const std::vector<std::string>& addresses)
    : parts_(std::make_unique<Parts>(std::move(conflict))) {
    parts_->slots(addresses);
    parts_->merge_options();
    parts_->number_outcomes();
}

CompiledCase::~CompiledCase() = default;
CompiledCase::CompiledCase(CompiledCase&&) noexcept = default;
CompiledCase& CompiledCase::operator=(CompiledCase&&) noexcept = default;

std::unique_ptr<CompiledCase::Work, void (*)(CompiledCase::Work*)> CompiledCase::work() const {
    std::unique_ptr<Work, void (*)(Work*)> made(new Work, [](Work* work) { delete work; });
    const std::size_t n = parts_->parties.size();
    Work& work = *made;
    work.values.assign(parts_->addresses.size(), 0);
    work.reserves.assign(n, std::numeric_limits<double>::quiet_NaN());
    work.origin.assign(n, 0);
    work.table.resize(n);
    work.adds.resize(n);
    work.utility.resize(n);
    for (std::size_t j = 0; j < n; ++j) {
        for (const auto& line : parts_->classes) work.table[j].emplace_back(line.size(), 0.0);
        work.adds[j].assign(parts_->parties[j].terms.size(), 0);
        work.utility[j].resize(parts_->outcomes);
    }
    work.margin.resize(parts_->outcomes);
    work.answer.ideal.assign(n, 0);
    for (auto& each : work.answer.solution) each.assign(parts_->issues(), 0);
    work.exact_origin.resize(n);
    work.exact_ideal.resize(n);
    work.exact_factor.resize(n);
    work.exact_utility.resize(n);
    return made;
}

bool CompiledCase::enumerated() const { return parts_->enumerate; }
std::size_t CompiledCase::outcomes() const { return parts_->outcomes; }

std::uint32_t CompiledCase::option(std::size_t outcome, std::size_t issue) const {
    return parts_->classes[issue][outcome / parts_->stride[issue] % parts_->classes[issue].size()];
}

std::span<const double> CompiledCase::utilities(const Work& work, std::size_t party) const {
    return work.utility[party];
}

std::span<const std::uint32_t> CompiledCase::zone(const Work& work) const { return work.rational; }

}  // namespace entente::settle
