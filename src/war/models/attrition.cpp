#include "entente/war/attrition.hpp"

#include <boost/math/quadrature/gauss_kronrod.hpp>
#include <cmath>
#include <limits>

#include "entente/core/expects.hpp"

namespace entente::war {
namespace {

Pair concession_rates(const Attrition& war) {
    // Each side's rate is what leaves the other indifferent.
    return {war.cost[1] / war.prize[1], war.cost[0] / war.prize[0]};
}

}  // namespace

AttritionResult attrition_reputational(const Attrition& war) {
    ENTENTE_EXPECTS(war.cost[0] > 0 && war.cost[1] > 0 && war.prize[0] > 0 && war.prize[1] > 0);
    AttritionResult result;
    result.rate = concession_rates(war);
    for (std::size_t i = 0; i < 2; ++i) result.exhaustion[i] = -std::log(war.stubborn[i]) / result.rate[i];
    const std::size_t weak = result.exhaustion[0] > result.exhaustion[1] ? 0 : 1;
    const std::size_t strong = 1 - weak;
    result.until = result.exhaustion[strong];
    // 1 - mu_i mu_j^(-rate_i/rate_j), in logs so that neither factor overflows.
    result.at_once = -std::expm1(std::log(war.stubborn[weak]) + result.rate[weak] * result.until);
    if (!(result.at_once > 0)) result.at_once = 0;
    result.weak = result.at_once > 0 ? static_cast<int>(weak) : -1;
    const double total = result.rate[0] + result.rate[1];
    result.duration = (1 - result.at_once) * -std::expm1(-total * result.until) / total;
    result.win[weak] = result.rate[strong] * result.duration;
    result.win[strong] = result.at_once + result.rate[weak] * result.duration;
    result.never = war.stubborn[0] * war.stubborn[1];
    result.value[strong] = result.at_once * war.prize[strong];
    return result;
}

AttritionResult attrition_mixed(const Attrition& war) {
    ENTENTE_EXPECTS(war.cost[0] > 0 && war.cost[1] > 0 && war.prize[0] > 0 && war.prize[1] > 0);
    AttritionResult result;
    result.rate = concession_rates(war);
    const double total = result.rate[0] + result.rate[1];
    result.exhaustion = {std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity()};
    result.until = std::numeric_limits<double>::infinity();
    result.duration = 1 / total;
    result.win = {result.rate[1] / total, result.rate[0] / total};
    return result;
}

double attrition_survival(const AttritionResult& result, double time) {
    const double total = result.rate[0] + result.rate[1];
    return (1 - result.at_once) * std::exp(-total * std::min(time, result.until));
}

double holding_time_uniform(double value) { return -value - std::log1p(-value); }

double holding_time_exponential(double value) { return value * value / 2; }

double holding_time(double value, const std::function<double(double)>& hazard) {
    const auto integrand = [&](double y) { return y * hazard(y); };
    return boost::math::quadrature::gauss_kronrod<double, 31>::integrate(integrand, 0.0, value, 20, 1e-11);
}

}  // namespace entente::war
