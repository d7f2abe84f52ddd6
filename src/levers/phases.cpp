#include "entente/levers/phases.hpp"

#include <algorithm>

namespace entente::levers {

std::optional<std::vector<double>> fewest_phases(const PhaseTerms& terms, std::size_t most) {
    if (!(terms.bond > 0)) return std::nullopt;
    std::vector<double> backwards;
    double worth = 0;  // of the steps that follow
    double left = terms.total;
    while (left > 0) {
        if (backwards.size() == most) return std::nullopt;
        const double step = terms.bond + terms.discount * worth;
        worth = terms.benefit * step + terms.discount * worth;
        backwards.push_back(std::min(step, left));
        left -= step;
    }
    std::reverse(backwards.begin(), backwards.end());
    return backwards;
}

double bond_needed(const PhaseTerms& terms, std::size_t steps) {
    double all = 0;  // per unit of the bond
    double worth = 0;
    for (std::size_t k = 0; k < steps; ++k) {
        const double step = 1 + terms.discount * worth;
        worth = terms.benefit * step + terms.discount * worth;
        all += step;
    }
    return terms.total / all;
}

std::optional<double> guarantee_needed(double win, double win_guarded, double cost, double deal) {
    const double gain = win - cost - deal;  // of breach, unopposed
    if (gain <= 0) return 0.0;
    const double effect = win - win_guarded;
    if (effect < gain) return std::nullopt;
    return gain / effect;
}

double trust_after_attack(const SpoilerTerms& terms) {
    const double passed = terms.trust * (1 - terms.strength * terms.prevention);
    const double chance = passed + (1 - terms.trust) * terms.attack;
    return chance > 0 ? passed / chance : terms.trust;
}

double trust_after_quiet(const SpoilerTerms& terms) {
    const double kept = terms.trust * terms.strength * terms.prevention;
    const double chance = kept + (1 - terms.trust) * (1 - terms.attack);
    return chance > 0 ? kept / chance : terms.trust;
}

double trust_needed(double gain, double loss) { return loss / (gain + loss); }

}  // namespace entente::levers
