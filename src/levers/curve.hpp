// The chance of reaching the goal against what is spent, over the ranges of the case's numbers.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "levers/effects.hpp"
#include "levers/sets.hpp"

namespace entente::levers {

/// The case's numbers drawn again and again, and what levers do in each draw.
class ChanceDraws {
public:
    ChanceDraws(const Case& conflict, const Effects& effects, const LeversOptions& options,
                const RunOptions& run, std::vector<std::string>& notes);
    ~ChanceDraws();
    ChanceDraws(const ChanceDraws&) = delete;
    ChanceDraws& operator=(const ChanceDraws&) = delete;

    /// Each draw has one least share of these sizes at which it has a zone (infinite: none does). The
    /// levers must not make it worse on the way. \param sizes unsigned, at full use \return rising, sound
    /// draws alone
    /// \cost some microseconds a draw and party where demands follow sizes on straight lines
    [[nodiscard]] std::vector<double> least_shares(const std::vector<double>& sizes, const RunOptions& run,
                                                   std::vector<std::string>& notes) const;
    /// In which share of the draws does a set open a zone at full size? What its levers take off a party's
    /// demand is added up. \return nothing where outcomes are too many to list each draw's efficient deals
    [[nodiscard]] std::optional<std::function<double(LeverMask)>> of_sets(const RunOptions& run) const;

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

/// The curve along which these sizes grow together. \param shares as least_shares() gives them
[[nodiscard]] std::vector<CurvePoint> chance_curve(const Effects& effects, const std::vector<double>& sizes,
                                                   const std::vector<double>& shares);

}  // namespace entente::levers
