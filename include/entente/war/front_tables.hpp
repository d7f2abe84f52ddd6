// Fronts whose drift wanders, read from tables: for the draws of one case.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <vector>

#include "entente/core/run.hpp"
#include "entente/model/case.hpp"
#include "entente/war/passage.hpp"

namespace entente::war {

/// What a front is worth now as a polynomial in those of its numbers that vary: through the Chebyshev
/// points of the box that holds them, and piecewise along the drift, each worked out as passage_values()
/// does.
class PassageTable {
public:
    /// Grounds that were solved for one table and serve the next.
    struct Shared;
    /// \param seen fronts like those that will be asked for: they span the box, and some of them are
    /// compared
    /// \param tolerance of the discounted chances: finer tables are tried until it is met
    /// \return nothing where more than four numbers vary or the discount is not below 1 throughout
    /// \cost some dozens to some hundreds of fronts, on `run.threads` threads
    [[nodiscard]] static std::optional<PassageTable> over(const std::vector<WanderingFront>& seen,
                                                          double tolerance, bool with_median,
                                                          Shared* shared = nullptr,
                                                          const RunOptions& run = {});

    /// Within the box: values, with `error` how far they were off at worst where they were compared, and
    /// the median of the duration, or the time looked at where the war lasts longer. Else nothing.
    struct Read {
        PassageValues values;
        double median = 0;
    };
    [[nodiscard]] std::optional<Read> at(const WanderingFront& front) const;
    [[nodiscard]] double error() const { return error_; }
    [[nodiscard]] double flow_error() const { return flow_error_; }
    [[nodiscard]] std::size_t fronts() const { return nodes_.size() / outputs(); }

private:
    struct Axis {
        std::size_t field = 0;
        bool logarithmic = false;
        double low = 0;
        double high = 0;
        std::vector<double> points;  ///< of [-1, 1]
    };
    [[nodiscard]] std::size_t outputs() const { return with_median_ ? 5 : 4; }
    [[nodiscard]] bool sharp_last() const;  ///< is the last axis read by its nearest points alone?
    [[nodiscard]] bool fill(Shared& shared, const RunOptions& run);
    void compare(const std::vector<WanderingFront>& seen, Shared& shared);

    WanderingFront base_;
    std::vector<Axis> axes_;  ///< the ground first, then where the front starts
    std::vector<double> nodes_;
    bool with_median_ = true;
    double error_ = 0;
    double flow_error_ = 0;
};

/// The tables of one case, for the analyst and for each side that believes otherwise.
class FrontTables {
public:
    /// Takes in a case with a draw's numbers.
    void see(const Case& conflict);
    /// \return false where no front wanders or none can be read from a table
    /// \param tolerance of the discounted chances as the analyst sees them \param own as the sides do
    /// \param with_median also how long the war lasts
    [[nodiscard]] bool build(double tolerance, double own, bool with_median, const RunOptions& run = {});
    /// \param eyes 0 the analyst's, 1 and 2 the sides'
    [[nodiscard]] const PassageTable* of(std::size_t eyes) const {
        return tables_[eyes] ? &*tables_[eyes] : nullptr;
    }

private:
    std::array<std::vector<WanderingFront>, 3> seen_;
    std::array<std::optional<PassageTable>, 3> tables_;
};

}  // namespace entente::war
