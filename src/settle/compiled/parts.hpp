// What a compiled case holds, and what one thread works on.
#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

#include <boost/multiprecision/cpp_int.hpp>

#include "entente/model/exact.hpp"
#include "entente/settle/compiled.hpp"

namespace entente::settle {

using Fraction = boost::multiprecision::cpp_rational;

/// A number of the case: where its value stands among the draw's values, or -1 for one that stays.
struct Slot {
    int draw = -1;
    double fixed = 0;
    Rational exact;

    [[nodiscard]] double value(std::span<const double> values) const {
        return draw < 0 ? fixed : values[static_cast<std::size_t>(draw)];
    }
    [[nodiscard]] Rational number(std::span<const double> values) const {
        return draw < 0 ? exact : Rational::nearest(values[static_cast<std::size_t>(draw)]);
    }
};

/// The score of an option: the anchor at `left`, and `share` of the way to the next one.
struct ScoreAt {
    std::uint32_t left = 0;
    double share = 0;
    Rational exact_share;
};

/// One party's sheet of one issue. Without scores it gives nothing.
struct Sheet {
    Slot weight;
    std::vector<Slot> scores;      ///< of the anchors
    std::vector<ScoreAt> options;  ///< [class of options]
};

struct CompiledTerm {
    Slot add;
    Conjunction when;
    std::vector<std::uint32_t> holds;  ///< numbers of the outcomes, where they are enumerated
};

struct CompiledParty {
    std::vector<Sheet> sheets;  ///< [issue]
    std::vector<CompiledTerm> terms;
    bool varies = false;  ///< some number of its preference is drawn
};

struct CompiledCase::Parts {
    std::shared_ptr<const Case> held;  ///< a copy, or what the caller shares
    const Case& conflict;
    std::vector<std::string> addresses;
    std::vector<CompiledParty> parties;
    std::vector<std::vector<std::uint32_t>> classes;   ///< [issue][class]: its first option
    std::vector<std::vector<double>> copies;           ///< [issue][class]: how many options it has
    std::vector<std::vector<std::uint32_t>> class_of;  ///< [issue][option]
    std::size_t outcomes = 0;                          ///< combinations of classes, where enumerated
    bool enumerate = false;
    bool merge = false;                   ///< two parties, additive: by the frontier, issue by issue
    std::vector<std::size_t> stride;      ///< [issue]: step of an outcome's number
    std::vector<std::uint8_t> forbidden;  ///< per outcome; empty without rules
    std::vector<double> copies_of;        ///< per outcome; empty where each counts once
    double all_outcomes = 0;              ///< enumerated ones, each as often as it counts
    /// [party][outcome]: equal where the utilities are the same expression, whatever the draw.
    std::vector<std::vector<std::uint64_t>> same;

    explicit Parts(std::shared_ptr<const Case> shared) : held(std::move(shared)), conflict(*held) {}
    [[nodiscard]] std::size_t issues() const { return classes.size(); }
    void slots(const std::vector<std::string>& wanted);
    void merge_options();
    void number_outcomes();
};

/// A point of a two-party frontier on its way through the issues.
struct MergePoint {
    double first = 0;
    double second = 0;
    std::uint32_t before = 0;  ///< its point on the frontier of the issues before
    std::uint32_t chosen = 0;  ///< class
};

class CompiledCase::Work {
public:
    std::vector<double> values;
    std::vector<double> reserves;       ///< per party; NaN: none
    std::vector<double> kept_reserves;  ///< while others are tried
    std::vector<double> origin;         ///< what gains are measured from
    /// [party][issue][class] points, and each party's terms
    std::vector<std::vector<std::vector<double>>> table;
    std::vector<std::vector<double>> adds;
    double size = 1;                                    ///< of utilities: tolerances are relative to it
    std::vector<std::vector<double>> utility;           ///< [party][outcome]
    std::vector<double> margin;                         ///< per outcome: least gain
    std::vector<std::uint32_t> rational;                ///< outcomes in the zone
    std::vector<std::span<const double>> zone_utility;  ///< [party][entry of `rational`]
    std::vector<std::vector<double>> zone_copy;         ///< what they are, where not all are in the zone
    std::vector<std::uint32_t> close;                   ///< candidates of a choice
    std::array<std::vector<std::uint32_t>, kQuickNames.size()> candidates;  ///< [solution]
    std::array<double, kQuickNames.size()> best{};  ///< [solution]: the largest first number
    std::array<std::vector<double>, kQuickNames.size()> block_best;  ///< [solution][block] the same
    double cap = std::numeric_limits<double>::quiet_NaN();           ///< of the case; NaN: none
    double slack = 0;  ///< how far each value of no deal may be off
    QuickAnswer answer;
    // Exact numbers, made only where a decision needs them.
    std::vector<std::optional<Fraction>> exact_origin;
    std::vector<std::optional<Fraction>> exact_ideal;
    std::vector<std::optional<Fraction>> exact_factor;  ///< points per weight times score
    std::vector<std::unordered_map<std::uint32_t, Fraction>> exact_utility;  ///< [party] by outcome
    std::vector<std::vector<MergePoint>> fronts;                             ///< [issue]
    std::vector<MergePoint> gathered;
    std::vector<MergePoint> merged;
    std::optional<Case> changed;  ///< for whole settlements
    std::vector<Quantity*> targets;
};

// evaluate.cpp
void add_tables(const CompiledCase::Parts& parts, CompiledCase::Work& work);
[[nodiscard]] double utility_of(const CompiledCase::Parts& parts, const CompiledCase::Work& work,
                                std::size_t party, std::span<const std::uint32_t> options);
void settle_enumerated(const CompiledCase::Parts& parts, CompiledCase::Work& work);
// choose.cpp; \pre the zone holds an outcome
void choose_solutions(const CompiledCase::Parts& parts, CompiledCase::Work& work);
// merge.cpp; \return false where something lies too near to a tie
[[nodiscard]] bool settle_merged(const CompiledCase::Parts& parts, CompiledCase::Work& work);
// whole.cpp
void settle_whole(const CompiledCase::Parts& parts, CompiledCase::Work& work);
// exact.cpp
[[nodiscard]] Fraction exact_utility_of(const CompiledCase::Parts& parts, CompiledCase::Work& work,
                                        std::size_t party, std::span<const std::uint32_t> options);
[[nodiscard]] Fraction exact_at(const CompiledCase::Parts& parts, CompiledCase::Work& work,
                                std::size_t party, std::uint32_t outcome);
[[nodiscard]] bool reaches(const CompiledCase::Parts& parts, CompiledCase::Work& work, std::size_t party,
                           const Fraction& utility);
/// The best of `work.close` under a solution, decided exactly.
[[nodiscard]] std::uint32_t exact_best(const CompiledCase::Parts& parts, CompiledCase::Work& work,
                                       Quick solution);

inline constexpr double kNearTie = 1e-9;
inline constexpr std::size_t kBlock = 1024;  ///< outcomes whose numbers stay near the processor

/// Is the party's utility exactly the cap? Where rounding leaves that open the tables say no.
[[nodiscard]] inline bool at_cap(const CompiledCase::Work& work, std::size_t party, std::uint32_t outcome) {
    return work.utility[party][outcome] == work.cap;
}

}  // namespace entente::settle
