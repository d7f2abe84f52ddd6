// A deal that carries itself: steps small enough to be kept, guarantees, and attacks meant to wreck it.
#pragma once

#include <optional>
#include <vector>

namespace entente::levers {

/// An exchange in steps: what keeps each side at it is the bond that breach loses and the worth of the
/// steps still to come.
struct PhaseTerms {
    double bond = 0;  ///< share of the whole that a side loses on breach (a deposit, a restored sanction)
    double benefit = 1;   ///< what the other's step is worth to a side per unit of its own cost, less 1
    double discount = 1;  ///< what a step's delay leaves of a payoff
    double total = 1;     ///< what is to be exchanged, each side's cost
};

/// Answers: in how few steps can the whole be exchanged with nobody gaining by stopping, and how large is
/// each? The largest comes first and the last is as large as the bond: c_last = P, before it
/// c_k = P + d V_(k+1) with V_k = m c_k + d V_(k+1). The first is cut to what is left.
/// \return nothing where no number of steps does (no bond), or more than `most` are needed
/// \source Pitchford and Snyder, Journal of Economic Theory 114 (2004) 88-103 \cost the steps
/// \check tests/levers/formulas_test.cpp
[[nodiscard]] std::optional<std::vector<double>> fewest_phases(const PhaseTerms& terms,
                                                               std::size_t most = 100'000);

/// Answers: how large must the bond be for the whole to be exchanged in so many steps? Steps are in
/// proportion to the bond, so it is their total over the sum of their shares.
/// \pre steps >= 1 \cost the steps \check tests/levers/formulas_test.cpp
[[nodiscard]] double bond_needed(const PhaseTerms& terms, std::size_t steps);

/// Answers: how likely must a guarantor be to act for breach not to pay?
/// \param win chance that an attacker wins unopposed \param win_guarded its chance against the guarantor
/// \param cost of fighting, \param deal what it has under the deal, both as shares of the stake
/// \return the chance, 0 where the deal holds by itself; nothing where not even certainty is enough
/// \check tests/levers/formulas_test.cpp
[[nodiscard]] std::optional<double> guarantee_needed(double win, double win_guarded, double cost,
                                                     double deal);

/// What one side believes of the other's good faith.
struct SpoilerTerms {
    double trust = 0.5;     ///< chance that the other side is trustworthy
    double strength = 0.5;  ///< chance that its moderates can restrain its extremists
    double prevention = 1;  ///< chance that a strong moderate stops an attack
    double attack = 0.5;    ///< chance of an attack under a side that is not trustworthy
};

/// Trust after an attack by extremists. \source Kydd and Walter, International Organization 56 (2002)
/// 263-296
[[nodiscard]] double trust_after_attack(const SpoilerTerms& terms);
/// Trust where none came.
[[nodiscard]] double trust_after_quiet(const SpoilerTerms& terms);
/// The least trust at which keeping the peace is worth its risk: loss / (gain + loss).
/// \param gain of peace with a trustworthy side, \param loss of keeping it with one that is not
[[nodiscard]] double trust_needed(double gain, double loss);

}  // namespace entente::levers
