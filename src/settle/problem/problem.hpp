// A case as the settlement kernels see it: small non-negative integers, indistinguishable options merged.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "entente/model/case.hpp"
#include "entente/model/exact.hpp"

namespace entente::settle {

/// Options of one issue that no party, term or rule can tell apart, as one choice.
struct Choice {
    std::uint32_t option = 0;  ///< the smallest OptionId of the class: the lexicographic witness
    std::uint32_t copies = 1;  ///< how many options the class has
};

/// The part of a conjunction that lies on one issue: `holds[choice]`.
struct ClausePart {
    std::uint32_t issue = 0;
    std::vector<std::uint8_t> holds;
};

/// A conjunction over two or more issues (parts sorted by issue; no part holds always or never).
/// `amount` has one entry per party for a term, none for a rule (an outcome that meets it cannot be).
template <class Units>
struct Clause {
    std::vector<ClausePart> parts;
    std::vector<Units> amount;
};

/// The settlement problem in integers. A party's utility of a selection of choices is
///   units = sum of value[issue][choice * parties + party] + sum of the amounts of the terms
///   that hold, cut at `cap` where `has_cap`,
/// and in points (base + step * units) / scale. The worst choice of every issue has value 0.
/// `Units` is std::int64_t where every partial sum and gain stays below 2^62 in size, else int128.
template <class Units>
struct Problem {
    std::size_t parties = 0;
    std::size_t issues = 0;
    std::vector<std::string> ids;              ///< of the parties
    std::vector<std::vector<Choice>> choices;  ///< [issue][choice], by smallest option
    std::vector<std::vector<Units>> value;     ///< [issue][choice * parties + party]
    std::vector<Clause<Units>> terms;
    std::vector<Clause<Units>> rules;
    std::vector<std::uint8_t> has_reserve;
    std::vector<Units> reserve;         ///< least units that satisfy the party (unbounded below: lowest())
    std::vector<std::uint8_t> has_cap;  ///< only where the cap can bind
    std::vector<Units> cap;
    std::vector<Units> lowest;  ///< bounds of the units over all selections, rules and caps ignored
    std::vector<Units> highest;
    /// gain over no deal = fine * units - origin, exactly, in gain_scale per point. Without a
    /// reservation value the origin is set by set_origin() once the worst feasible outcome is known.
    std::vector<Units> fine;
    std::vector<Units> origin;
    std::vector<int128> base;
    std::vector<int128> step;
    std::vector<int128> scale;
    bool exact = true;        ///< contributions are exact (else on the declared grid)
    bool infeasible = false;  ///< rules forbid every outcome: seen without search

    [[nodiscard]] bool additive() const { return terms.empty() && rules.empty(); }
    [[nodiscard]] bool capped() const {
        for (std::uint8_t c : has_cap) {
            if (c != 0) return true;
        }
        return false;
    }
    [[nodiscard]] Units capped_units(std::size_t party, Units units) const {
        return has_cap[party] != 0 && units > cap[party] ? cap[party] : units;
    }
    [[nodiscard]] bool acceptable(std::size_t party, Units units) const {
        return has_reserve[party] == 0 || units >= reserve[party];
    }
    [[nodiscard]] Units gain(std::size_t party, Units units) const {
        return static_cast<Units>(fine[party] * units - origin[party]);
    }
    [[nodiscard]] double points(std::size_t party, Units units) const {
        return static_cast<double>(static_cast<long double>(base[party] + step[party] * int128{units}) /
                                   static_cast<long double>(scale[party]));
    }
    /// Points that a difference of `units` is worth.
    [[nodiscard]] double points_of_difference(std::size_t party, Units units) const {
        return static_cast<double>(static_cast<long double>(step[party] * int128{units}) /
                                   static_cast<long double>(scale[party]));
    }
    /// gain() units per point, as a fraction: gain_points = gain * step / (fine * scale).
    [[nodiscard]] long double gain_points(std::size_t party, Units gain_units) const {
        return static_cast<long double>(gain_units) * static_cast<long double>(step[party]) /
               (static_cast<long double>(fine[party]) * static_cast<long double>(scale[party]));
    }
    /// A number that tells utility vectors apart and depends on who gets what, but not on the order of the
    /// parties, issues or options: what decides between deals that no rule of fairness can tell apart.
    [[nodiscard]] std::uint64_t lot(const Units* units) const;
    /// For a party without a reservation value: gains count from `worst`.
    void set_origin(std::size_t party, Units worst) { origin[party] = fine[party] * worst; }
    /// The number of original outcomes, rules ignored, as a double.
    [[nodiscard]] double size() const;
    /// The number of selections of choices (indistinguishable options merged), rules ignored.
    [[nodiscard]] double selections() const;
    /// The lexicographically first original outcome of a selection of choices.
    [[nodiscard]] Outcome outcome(const std::uint32_t* selection) const;
    /// Units of every party for a selection, caps applied. \return false where a rule forbids it
    bool evaluate(const std::uint32_t* selection, Units* units) const;
};

extern template struct Problem<std::int64_t>;
extern template struct Problem<int128>;

/// Builds the problem. \return nothing where 64 bits are too narrow (use int128 then)
/// \cost linear in scores and clause sizes, times a logarithm
template <class Units>
[[nodiscard]] std::optional<Problem<Units>> build_problem(const Case& conflict,
                                                          const std::vector<ExactUtility>& exact);

extern template std::optional<Problem<std::int64_t>> build_problem(const Case&,
                                                                   const std::vector<ExactUtility>&);
extern template std::optional<Problem<int128>> build_problem(const Case&, const std::vector<ExactUtility>&);

}  // namespace entente::settle
