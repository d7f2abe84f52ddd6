// Entente in one include: read a case, settle it, ask whether the deal holds.
//
//     #include <cstdio>
//     #include <entente/entente.hpp>
//
//     int main(int, char** arguments) try {
//         const auto file = entente::io::load({arguments[1]});
//         const auto settled = entente::assess::settlement(file.conflict);
//         if (const auto* nash = settled.solution("nash"))
//             std::puts(entente::describe(settled.conflict, nash->point.outcome).c_str());
//     } catch (const entente::InputError& error) {
//         for (const auto& one : error.diagnostics()) std::fputs(entente::render(one).c_str(), stderr);
//     }
//
// docs/library.md tells more; examples/ holds programs that are compiled and run as tests.
#pragma once

#include "entente/assess/no_deal.hpp"       // each party's value of no deal, from its file or its war
#include "entente/assess/settlement.hpp"    // war -> values -> settlement, in one call
#include "entente/assess/stable_deals.hpp"  // which deals hold once agreed
#include "entente/core/diagnostic.hpp"      // InputError and what it carries
#include "entente/core/run.hpp"             // threads, seed, memory, stop, progress
#include "entente/core/version.hpp"
#include "entente/io/load.hpp"            // every format in and out
#include "entente/model/case.hpp"         // the values that everything takes
#include "entente/model/words.hpp"        // what parties, options and outcomes are called
#include "entente/settle/settle.hpp"      // the settlement of values of no deal as they stand
#include "entente/stability/analyse.hpp"  // does it hold
#include "entente/war/analyse.hpp"        // what fighting on brings
