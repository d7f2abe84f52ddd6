// The answer over two numbers at once, coarse first and then finer: for the studio.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "entente/app/input.hpp"
#include "entente/core/run.hpp"
#include "entente/levers/map.hpp"
#include "entente/report/document.hpp"
#include "entente/report/map.hpp"

namespace entente::app {

/// What a map can show: "zone", "believed", "stable", "gain:PARTY", each with its words.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> map_choices(const Case& conflict);

/// Answers: for which values of these two numbers is there a deal, and what does a party gain by it? All
/// other numbers stand.
class AnswerMap {
public:
    /// \throws InputError E1308 for a number, E1310 for a choice that the case does not have
    AnswerMap(const Input& input, std::array<std::string, 2> addresses, const std::string& what);

    /// \param steps places a number: 5, 9, 17 or 33 \return false where the stop token cut it short
    /// \cost a settlement a place, on `run.threads` threads; what is known is not read off again
    bool refine(std::size_t steps, const RunOptions& run);
    /// \pre refine(steps) returned true
    [[nodiscard]] report::Mapped mapped(std::size_t steps) const;
    [[nodiscard]] report::Section section(std::size_t steps) const;

private:
    std::string words_;
    bool yes_or_no_ = true;
    levers::Field field_;
};

}  // namespace entente::app
