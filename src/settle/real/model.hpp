// A case with real-valued issues as a mixed-integer program.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "entente/core/lp.hpp"
#include "entente/model/case.hpp"
#include "entente/model/exact.hpp"

namespace entente::settle {

/// Points per option, of an issue: [party][option].
using Worth = std::vector<std::vector<double>>;

/// One variable per option of a listed issue, and per bend of a real one, where shares of two neighbours
/// stand for the numbers between them.
class RealModel {
public:
    /// \param real the issues that take all numbers between their options
    RealModel(const Case& conflict, const std::vector<IssueId>& real);

    [[nodiscard]] const Milp& program() const { return base_; }
    [[nodiscard]] std::size_t utility(std::size_t party) const { return units_[party]; }
    [[nodiscard]] std::size_t parties() const { return n_; }
    [[nodiscard]] std::optional<double> reserve(std::size_t party) const {
        const auto& reserve = conflict_.parties[party].reserve;
        return reserve ? std::optional<double>(reserve->value()) : std::nullopt;
    }
    [[nodiscard]] double lowest(std::size_t party) const {
        return exact_[party].points(exact_[party].lowest);
    }
    [[nodiscard]] const Worth& worth(std::size_t issue) const { return worth_[issue]; }
    /// The number that each real issue takes in a solution, by issue.
    [[nodiscard]] std::vector<std::optional<double>> numbers(const std::vector<double>& x) const;
    /// The best product near a solution: listed issues and the pieces of real ones stay, the numbers
    /// between are moved, one after the other, to where the sum of logarithms is largest.
    void polish(std::vector<double>& x, const std::vector<double>& from) const;

private:
    /// The variables of an issue and what ties them.
    void add_issue(std::size_t i);
    /// The number at a bend.
    [[nodiscard]] double value(std::size_t issue, std::size_t k) const;
    /// Moves the number of one real issue, within its piece, to where the sum of logarithms is largest.
    void move(std::size_t i, std::vector<double>& x, std::vector<double>& gain) const;

    const Case& conflict_;
    std::vector<ExactUtility> exact_;
    std::size_t n_;
    std::vector<std::uint8_t> real_;
    std::vector<std::vector<std::size_t>> at_;  ///< [issue]: options that have a variable
    std::vector<std::vector<std::size_t>> variable_;
    std::vector<Worth> worth_;
    std::vector<std::size_t> units_;
    Milp base_;
};

}  // namespace entente::settle
