// Counting on the grid of sums, clamped at what is needed, with counters of any length.
#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

#include "settle/count/parts.hpp"

namespace entente::settle {
namespace {

constexpr double kNever = std::numeric_limits<double>::infinity();

/// A counter is cut into limbs of `payload` bits, each in its own plane of 64-bit words: the bits above are
/// room for many additions before carries are passed on, so that the inner loop is a plain vector sum.
struct Layout {
    std::size_t cells = 0;
    unsigned payload = 0;
    std::size_t limbs = 0;
    std::vector<std::size_t> stride;  // per dimension
    double updates = 0;
};

std::optional<Layout> layout_of(const CountProblem& problem) {
    Layout layout;
    double cells = 1;
    for (const std::int64_t need : problem.need) cells *= static_cast<double>(need) + 1;
    if (cells > 4e8) return std::nullopt;
    layout.cells = static_cast<std::size_t>(cells);
    double copies = 1;
    for (const CountGroup& group : problem.groups) {
        double sum = 0;
        for (const std::uint64_t c : group.copies) sum += static_cast<double>(c);
        copies = std::max(copies, sum);
        layout.updates += cells * static_cast<double>(group.size());
    }
    // One cell gathers at most every cell's value times all copies of one group.
    const double room = std::log2(cells) + std::log2(copies) + 1;
    if (room > 47) return std::nullopt;
    layout.payload = static_cast<unsigned>(63 - std::ceil(room));
    const double bits = problem.log10_ways * 3.3219280948873626 + 2;
    layout.limbs = static_cast<std::size_t>(bits / layout.payload) + 1;
    layout.stride.assign(problem.dimensions, 1);
    for (std::size_t d = problem.dimensions; d-- > 1;) {
        layout.stride[d - 1] = layout.stride[d] * (static_cast<std::size_t>(problem.need[d]) + 1);
    }
    return layout;
}

using Plane = std::vector<std::uint64_t>;

/// The counters of every clamped sum, and the window of sums that can still matter.
class Grid {
public:
    Grid(const CountProblem& problem, const Layout& layout)
        : problem_(problem), layout_(layout), low_(problem.dimensions, 0), high_(problem.dimensions, 0) {
        from_.assign(layout.limbs, Plane(layout.cells, 0));
        to_ = from_;
        from_[0][0] = 1;
        bits_ = 1;
        left_.assign(problem.dimensions, 0);
        for (const CountGroup& group : problem.groups) {
            for (std::size_t d = 0; d < problem.dimensions; ++d) left_[d] += largest(group, d);
        }
    }

    void add(const CountGroup& group) {
        std::uint64_t copies = 0;
        for (const std::uint64_t c : group.copies) copies += c;
        bits_ += std::log2(static_cast<double>(copies));
        const std::size_t limbs =
            std::min(layout_.limbs, static_cast<std::size_t>((bits_ + 1) / layout_.payload) + 1);
        for (std::size_t l = 0; l < limbs; ++l) std::fill(to_[l].begin(), to_[l].end(), 0);
        for (std::size_t row = 0; row < group.size(); ++row) add_row(group, row, limbs);
        for (std::size_t d = 0; d < problem_.dimensions; ++d) {
            const std::int64_t most = largest(group, d);
            high_[d] = std::min(problem_.need[d], high_[d] + most);
            left_[d] -= most;
            low_[d] = std::max<std::int64_t>(low_[d], problem_.need[d] - left_[d]);
        }
        std::swap(from_, to_);
        carry(limbs);
    }

    [[nodiscard]] BigCount answer() const {
        BigCount total;
        for (std::size_t l = layout_.limbs; l-- > 0;) {
            total *= std::uint64_t{1} << layout_.payload;
            total += BigCount(from_[l][layout_.cells - 1]);
        }
        return total;
    }

private:
    [[nodiscard]] std::int64_t largest(const CountGroup& group, std::size_t d) const {
        std::int64_t most = 0;
        for (std::size_t row = 0; row < group.size(); ++row) {
            most = std::max(most, group.values[row * problem_.dimensions + d]);
        }
        return most;
    }

    /// Shifts the whole window by one row's values; walks the outer coordinates, sums along the last one.
    void add_row(const CountGroup& group, std::size_t row, std::size_t limbs) {
        const std::size_t last = problem_.dimensions - 1;
        const std::int64_t* shift = group.values.data() + row * problem_.dimensions;
        std::vector<std::int64_t> at(low_);
        for (std::size_t d = 0; d < problem_.dimensions; ++d) {
            if (low_[d] > high_[d]) return;  // nothing left that can still reach the need
        }
        while (true) {
            std::size_t source = 0, target = 0;
            for (std::size_t d = 0; d < last; ++d) {
                source += static_cast<std::size_t>(at[d]) * layout_.stride[d];
                target += static_cast<std::size_t>(std::min(problem_.need[d], at[d] + shift[d])) *
                          layout_.stride[d];
            }
            for (std::size_t l = 0; l < limbs; ++l) {
                add_line(from_[l].data() + source, to_[l].data() + target, shift[last], group.copies[row]);
            }
            std::size_t d = last;
            while (d > 0 && ++at[d - 1] > high_[d - 1]) {
                at[d - 1] = low_[d - 1];
                --d;
            }
            if (d == 0) return;
        }
    }

    void add_line(const std::uint64_t* from, std::uint64_t* to, std::int64_t shift,
                  std::uint64_t copies) const {
        const std::size_t last = problem_.dimensions - 1;
        const std::int64_t need = problem_.need[last];
        const std::int64_t begin = low_[last];
        const std::int64_t end =
            std::min(high_[last] + 1, std::max(begin, need - shift));  // from here on: clamped
        if (copies == 1) {
            for (std::int64_t x = begin; x < end; ++x) to[x + shift] += from[x];
        } else {
            for (std::int64_t x = begin; x < end; ++x) to[x + shift] += copies * from[x];
        }
        std::uint64_t clamped = 0;
        for (std::int64_t x = end; x <= high_[last]; ++x) clamped += from[x];
        to[need] += copies * clamped;
    }

    void carry(std::size_t limbs) {
        const std::uint64_t mask = (std::uint64_t{1} << layout_.payload) - 1;
        for (std::size_t l = 0; l + 1 < layout_.limbs && l < limbs; ++l) {
            for (std::size_t cell = 0; cell < layout_.cells; ++cell) {
                from_[l + 1][cell] += from_[l][cell] >> layout_.payload;
                from_[l][cell] &= mask;
            }
        }
    }

    const CountProblem& problem_;
    const Layout& layout_;
    std::vector<Plane> from_, to_;
    std::vector<std::int64_t> low_, high_, left_;
    double bits_ = 0;
};

}  // namespace

CountCost dense_cost(const CountProblem& problem) {
    const auto layout = layout_of(problem);
    if (!layout) return {kNever, kNever};
    const auto limbs = static_cast<double>(layout->limbs);
    // About a third of the window is alive on average, and early counters are short.
    return {layout->updates * limbs / 3, 16.0 * limbs * static_cast<double>(layout->cells)};
}

std::optional<BigCount> count_dense(const CountProblem& problem, const RunOptions& run) {
    const auto layout = layout_of(problem);
    if (!layout) return std::nullopt;
    Grid grid(problem, *layout);
    for (const CountGroup& group : problem.groups) {
        if (run.stop.stop_requested()) return std::nullopt;
        grid.add(group);
    }
    return grid.answer() * problem.factor;
}

}  // namespace entente::settle
