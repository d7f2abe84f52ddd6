// entente levers
#pragma once

#include <string>
#include <vector>

#include "entente/app/input.hpp"
#include "entente/levers/levers.hpp"
#include "entente/report/document.hpp"
#include "entente/report/text.hpp"

namespace entente::app {

struct LeversAnswer {
    Case conflict;
    levers::LeversResult result;
    std::vector<std::string> settings;
};

/// What `--goal` says; a deal is read as `--improve` reads one. \throws InputError E1310, E0907, E0908
[[nodiscard]] levers::Goal read_goal(const Case& conflict, const std::string& text);

/// Answers: what is the least that must change, by whose levers, at what cost, and how sure is that?
[[nodiscard]] LeversAnswer levers(const Input& input, const levers::LeversOptions& options = {},
                                  const RunOptions& run = {});

[[nodiscard]] std::string to_text(const LeversAnswer& answer, const report::TextOptions& options = {});
[[nodiscard]] std::string to_json(const LeversAnswer& answer);
/// The same as the page shows it.
[[nodiscard]] report::Section section_of(const LeversAnswer& answer);

}  // namespace entente::app
