#include "entente/war/outside_view.hpp"

#include <cmath>

#include "entente/core/expects.hpp"

namespace entente::war {

double contest(double mine, double theirs, double exponent) {
    ENTENTE_EXPECTS(mine > 0 && theirs > 0);
    return 1 / (1 + std::exp(-exponent * std::log(mine / theirs)));
}

}  // namespace entente::war
