// A number read off a case over a grid of two of its numbers.
#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "entente/core/run.hpp"
#include "entente/levers/levers.hpp"
#include "entente/model/case.hpp"

namespace entente::levers {

/// What is read off at one place; none: there is nothing to read there. Called from several threads.
using Reading = std::function<std::optional<double>(const Case& changed, const RunOptions& run)>;

/// A grid that becomes finer: what a coarse one knows is kept.
class Field {
public:
    static constexpr std::size_t kFinest = 33;  ///< places a number

    /// Each number goes through its range, or, without one, from 0 to twice its value, within what is
    /// legal.
    /// \throws InputError E1308 for an address that the case does not have
    Field(Case conflict, std::array<std::string, 2> addresses, Reading reading);

    /// Reads off `steps` places a number, evenly spaced. \param steps 2^k + 1, at most kFinest
    /// \return false where the stop token cut it short
    bool refine(std::size_t steps, const RunOptions& run);

    /// Nothing: not read off yet, or nothing to read. \pre refine(steps) was not cut short
    [[nodiscard]] std::optional<double> at(std::size_t steps, std::size_t first, std::size_t second) const;
    [[nodiscard]] double place(std::size_t number, std::size_t steps, std::size_t k) const;
    [[nodiscard]] const std::array<std::string, 2>& addresses() const { return addresses_; }
    [[nodiscard]] const Case& conflict() const { return conflict_; }

private:
    struct Cell {
        bool known = false;
        std::optional<double> value;
    };
    Case conflict_;
    std::array<std::string, 2> addresses_;
    std::array<std::array<double, 2>, 2> ends_{};
    std::array<bool, 2> whole_{};  ///< the number is a count
    Reading reading_;
    std::vector<Cell> cells_;
};

/// Does a goal hold in this case, its values of no deal worked out? False where there is no such case.
[[nodiscard]] bool holds_in(const Case& conflict, const Goal& goal, const RunOptions& run);

}  // namespace entente::levers
