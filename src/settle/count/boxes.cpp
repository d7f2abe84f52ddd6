// Counting by depth-first search: a box of outcomes that is surely in or surely out needs no further look.
#include <algorithm>
#include <numeric>

#include "settle/count/parts.hpp"

namespace entente::settle {
namespace {

/// `Count` is uint128 where that is enough, else BigCount.
template <class Count>
class Boxes {
public:
    Boxes(const CountProblem& problem, double steps, const RunOptions& run)
        : problem_(problem), n_(problem.dimensions), left_(steps), run_(run) {
        order_.resize(problem.groups.size());
        std::iota(order_.begin(), order_.end(), std::size_t{0});
        std::vector<double> spread(order_.size(), 0);
        for (std::size_t g = 0; g < order_.size(); ++g) {
            for (std::size_t d = 0; d < n_; ++d) {
                spread[g] +=
                    static_cast<double>(largest(g, d)) / (static_cast<double>(problem.need[d]) + 1);
            }
        }
        std::stable_sort(order_.begin(), order_.end(),
                         [&](auto a, auto b) { return spread[a] > spread[b]; });
        const std::size_t m = order_.size();
        most_.assign((m + 1) * n_, 0);
        least_.assign((m + 1) * n_, 0);
        ways_.assign(m + 1, Count{1});
        for (std::size_t depth = m; depth-- > 0;) {
            const CountGroup& group = problem.groups[order_[depth]];
            std::uint64_t copies = 0;
            for (const std::uint64_t c : group.copies) copies += c;
            ways_[depth] = ways_[depth + 1] * copies;
            for (std::size_t d = 0; d < n_; ++d) {
                std::int64_t least = group.values[d];
                for (std::size_t o = 1; o < group.size(); ++o)
                    least = std::min(least, group.values[o * n_ + d]);
                most_[depth * n_ + d] = most_[(depth + 1) * n_ + d] + largest(order_[depth], d);
                least_[depth * n_ + d] = least_[(depth + 1) * n_ + d] + least;
            }
        }
        sums_.assign((m + 1) * n_, 0);
    }

    std::optional<Count> count() {
        visit(0, Count{1});
        if (gave_up_) return std::nullopt;
        return total_;
    }

private:
    [[nodiscard]] std::int64_t largest(std::size_t g, std::size_t d) const {
        std::int64_t most = 0;
        const CountGroup& group = problem_.groups[g];
        for (std::size_t o = 0; o < group.size(); ++o) most = std::max(most, group.values[o * n_ + d]);
        return most;
    }

    void visit(std::size_t depth, const Count& ways) {
        const std::int64_t* sums = sums_.data() + depth * n_;
        bool in = true;
        for (std::size_t d = 0; d < n_; ++d) {
            if (sums[d] + most_[depth * n_ + d] < problem_.need[d]) return;
            in = in && sums[d] + least_[depth * n_ + d] >= problem_.need[d];
        }
        if (in) {
            total_ += ways * ways_[depth];
            return;
        }
        const CountGroup& group = problem_.groups[order_[depth]];
        left_ -= static_cast<double>(group.size());
        if (left_ < 0 || ((++visits_ & 0xffff) == 0 && run_.stop.stop_requested())) gave_up_ = true;
        for (std::size_t o = 0; o < group.size() && !gave_up_; ++o) {
            for (std::size_t d = 0; d < n_; ++d) {
                sums_[(depth + 1) * n_ + d] = sums_[depth * n_ + d] + group.values[o * n_ + d];
            }
            visit(depth + 1, group.copies[o] == 1 ? ways : ways * group.copies[o]);
        }
    }

    const CountProblem& problem_;
    std::size_t n_;
    double left_;
    const RunOptions& run_;
    std::vector<std::size_t> order_;
    std::vector<std::int64_t> most_, least_, sums_;  // [depth][dimension]
    std::vector<Count> ways_;
    Count total_{};
    std::uint64_t visits_ = 0;
    bool gave_up_ = false;
};

}  // namespace

std::optional<BigCount> count_boxes(const CountProblem& problem, double steps, const RunOptions& run) {
    if (problem.log10_ways < 37) {
        const auto total = Boxes<uint128>(problem, steps, run).count();
        return total ? std::optional(BigCount::from(*total) * problem.factor) : std::nullopt;
    }
    const auto total = Boxes<BigCount>(problem, steps, run).count();
    return total ? std::optional(*total * problem.factor) : std::nullopt;
}

}  // namespace entente::settle
