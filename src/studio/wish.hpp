// What somebody at the desk changes, and the case that it makes.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "entente/app/input.hpp"

namespace entente::studio {

struct Wish {
    std::vector<std::string> settings;                      ///< ADDRESS=VALUE
    std::map<std::string, std::vector<std::size_t>> ruled;  ///< issue id: options that are ruled out
    std::map<std::string, std::vector<std::size_t>> order;  ///< list of preferences: its items, from 0
    std::vector<std::string> judged;                        ///< addresses that a rater judged
    std::string rater;
    std::string date;    ///< 2026-11-01
    bool first = false;  ///< only what is there at once

    [[nodiscard]] bool numbers_alone() const { return ruled.empty() && order.empty() && judged.empty(); }
};

/// The changed case. \throws InputError for numbers that make no sense, an issue or a list that is not
/// there, an issue without an option left, an order that is none
[[nodiscard]] app::Input changed_by(const app::Input& input, const Wish& wish);

/// What the desk shows beside numbers, as JSON: {"issues": [{id, name, options}], "orders": [{id, name,
/// items}], "parties": [{id, name, issues: [{address, name, best, worst}]}], "play": {sides, tactics,
/// issues, no_deal}, "maps": [{id, words}], "levers": {holders, stable}}. Issues are left out where states
/// are ranked by number: a ruled-out option would renumber them. "play" and "levers" are null where the
/// case gives nothing to do with them.
[[nodiscard]] std::string desk_json(const Case& conflict);

}  // namespace entente::studio
