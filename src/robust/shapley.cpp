// Shapley effects of linked inputs.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "entente/core/expects.hpp"
#include "entente/core/parallel.hpp"
#include "entente/core/random.hpp"
#include "entente/model/quantile.hpp"
#include "entente/robust/indices.hpp"

namespace entente::robust {
namespace {

using Matrix = std::vector<std::vector<double>>;

/// Correlations from their Cholesky factor.
Matrix correlations(const Matrix& factor) {
    const std::size_t n = factor.size();
    Matrix result(n, std::vector<double>(n, 0));
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j <= i; ++j) {
            for (std::size_t k = 0; k <= j; ++k) result[i][j] += factor[i][k] * factor[j][k];
            result[j][i] = result[i][j];
        }
    }
    return result;
}

/// The factor of the correlations with rows and columns in another order.
void factor_in_order(const Matrix& correlation, const std::vector<std::size_t>& order, Matrix& factor) {
    const std::size_t n = order.size();
    factor.assign(n, std::vector<double>(n, 0));
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j <= i; ++j) {
            double rest = correlation[order[i]][order[j]];
            for (std::size_t k = 0; k < j; ++k) rest -= factor[i][k] * factor[j][k];
            factor[i][j] = i == j ? std::sqrt(std::max(rest, 0.0)) : rest / factor[j][j];
        }
    }
}

/// One block's sums: of the output, its square, and per input what its steps add.
struct Part {
    double count = 0;
    double sum = 0;
    double squares = 0;
    std::vector<double> before;  ///< sum of products y y' before the input joins
    std::vector<double> after;
};

class Sampler {
public:
    Sampler(std::size_t inputs, const Matrix& factor, const UnitModel& model, std::uint64_t seed)
        : inputs_(inputs),
          linked_(factor.size()),
          correlation_(correlations(factor)),
          model_(model),
          seed_(seed) {}

    void sample(std::uint64_t number, double origin, Part& part) {
        RandomStream random(seed_, "robust.shapley", number);
        order_.resize(inputs_);
        std::iota(order_.begin(), order_.end(), std::size_t{0});
        for (std::size_t k = inputs_; k > 1; --k) std::swap(order_[k - 1], order_[random.below(k)]);
        linked_order_.clear();
        for (const std::size_t input : order_)
            if (input < linked_) linked_order_.push_back(input);
        factor_in_order(correlation_, linked_order_, factor_);
        first_.resize(inputs_);
        again_.resize(inputs_);
        for (double& z : first_) z = random.normal();
        for (double& z : again_) z = random.normal();
        const double y = run(inputs_) - origin;
        part.count += 1;
        part.sum += y;
        part.squares += y * y;
        // Nothing kept: the two runs are independent, and their covariance is 0 by construction.
        double before = 0;
        for (std::size_t k = 1; k <= inputs_; ++k) {
            const double other = k == inputs_ ? y : run(k) - origin;
            const std::size_t input = order_[k - 1];
            // Centred at the origin, which is the mean of an earlier sample.
            const double after = y * other;
            part.before[input] += before;
            part.after[input] += after;
            before = after;
        }
    }

    /// The model where the first `kept` inputs of the order are as drawn first, the others drawn again.
    double run(std::size_t kept) {
        point_.resize(inputs_);
        std::size_t row = 0;
        joint_.assign(linked_, 0);
        for (std::size_t k = 0; k < inputs_; ++k) {
            const double z = k < kept ? first_[k] : again_[k];
            const std::size_t input = order_[k];
            double score = z;
            if (input < linked_) {
                joint_[row] = z;
                score = 0;
                for (std::size_t j = 0; j <= row; ++j) score += factor_[row][j] * joint_[j];
                ++row;
            }
            point_[input] = std::clamp(normal_chance(score), 0x1p-54, 1 - 0x1p-53);
        }
        double value = 0;
        model_(point_, std::span(&value, 1));
        return value;
    }

private:
    std::size_t inputs_;
    std::size_t linked_;
    Matrix correlation_;
    const UnitModel& model_;
    std::uint64_t seed_;
    std::vector<std::size_t> order_;
    std::vector<std::size_t> linked_order_;
    Matrix factor_;
    std::vector<double> first_;
    std::vector<double> again_;
    std::vector<double> joint_;
    std::vector<double> point_;
};

}  // namespace

std::vector<Estimate> shapley_effects(std::size_t inputs, const std::vector<std::vector<double>>& factor,
                                      const UnitModel& model, std::uint64_t samples,
                                      const RunOptions& run) {
    ENTENTE_EXPECTS(factor.size() <= inputs);
    constexpr std::uint64_t kReplicates = 8;
    constexpr std::uint64_t kPilot = 256;
    const std::uint64_t each = std::max<std::uint64_t>(samples / kReplicates, 32);
    double origin = 0;
    {
        Sampler sampler(inputs, factor, model, run.seed);
        Part pilot;
        pilot.before.assign(inputs, 0);
        pilot.after.assign(inputs, 0);
        const std::uint64_t many = std::min(kPilot, each);
        for (std::uint64_t n = 0; n < many; ++n) sampler.sample(kReplicates * each + n, 0, pilot);
        origin = pilot.sum / pilot.count;
    }
    std::vector<std::vector<double>> values(inputs);
    reduce_blocks<Part>(
        kReplicates, run,
        [&](std::size_t replicate) {
            Part part;
            part.before.assign(inputs, 0);
            part.after.assign(inputs, 0);
            Sampler sampler(inputs, factor, model, run.seed);
            for (std::uint64_t n = replicate * each; n < (replicate + 1) * each; ++n)
                sampler.sample(n, origin, part);
            return part;
        },
        [&](const Part& part) {
            const double total = part.squares;
            for (std::size_t i = 0; i < inputs; ++i)
                values[i].push_back(total > 0 ? (part.after[i] - part.before[i]) / total : 0);
        });
    std::vector<Estimate> effects(inputs);
    for (std::size_t i = 0; i < inputs; ++i) {
        if (values[i].size() < 2) continue;
        effects[i] = from_replicates(values[i]);
        effects[i].value = std::max(0.0, effects[i].value);
        effects[i].low = std::max(0.0, effects[i].low);
        effects[i].high = std::max(0.0, effects[i].high);
    }
    return effects;
}

}  // namespace entente::robust
