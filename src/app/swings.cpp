#include "app/swings.hpp"

#include <algorithm>
#include <cmath>

#include "entente/app/settle.hpp"
#include "entente/core/parallel.hpp"

namespace entente::app {
namespace {

struct Move {
    std::string address;
    Rational from;
    Rational to;
};

/// The outcome of the deal that the report calls the most balanced.
const Outcome* balanced_outcome(const settle::SettleResult& result) {
    for (const char* wanted : {"nash", "kalai_smorodinsky", "egalitarian"}) {
        for (const auto& named : result.solutions) {
            if (named.name == wanted && named.solution) return &named.solution->point.outcome;
        }
    }
    return nullptr;
}

/// Settlements that fit into about a second: enumeration costs what the space counts, the other methods
/// roughly what the options and frontier count.
std::size_t affordable(const Case& conflict, const settle::SettleResult& base) {
    const bool enumerated = base.method.find("enumerat") != std::string::npos;
    double work = enumerated ? outcome_count_estimate(conflict.space) : 100.0;
    work += 40.0 * static_cast<double>(base.frontier.points);
    for (const Issue& issue : conflict.space.issues) work += static_cast<double>(issue.options.size());
    return static_cast<std::size_t>(std::clamp(2e7 / std::max(work, 1.0), 0.0, 2000.0));
}

}  // namespace

report::Swings one_at_a_time(const Input& input, const settle::SettleResult& base, const RunOptions& run) {
    report::Swings swings;
    std::vector<Move> moves;
    for_each_quantity(input.conflict, [&](const QuantityRef& ref) {
        if (!ref.quantity->ranged()) return;
        ++swings.ranged;
        for (const Rational& to : {*ref.quantity->low, *ref.quantity->high}) {
            if (to != ref.quantity->best && ref.domain.contains(to.value()))
                moves.push_back({ref.address, ref.quantity->best, to});
        }
    });
    if (swings.ranged == 0) {
        swings.why = "No number has a range, so how far each could be wrong is not known.";
        return swings;
    }
    const std::size_t most = affordable(input.conflict, base);
    if (moves.size() > most) {
        swings.why =
            most == 0 ? "The case is too large to move each number to the ends of its range."
                      : "Only the first " + std::to_string(most) + " moves of single numbers were tried.";
        moves.resize(most);
    }
    std::vector<std::optional<report::Swing>> found(moves.size());
    const Outcome* before = balanced_outcome(base);
    const std::size_t done = for_each_block(moves.size(), run, [&](std::size_t i) {
        Input moved{.conflict = input.conflict, .text = {}, .warnings = {}, .settings = {}};
        Quantity* quantity = find_quantity(moved.conflict, moves[i].address);
        if (quantity == nullptr) return;
        quantity->best = moves[i].to;
        RunOptions quiet = run;
        quiet.threads = 1;
        quiet.progress = nullptr;
        try {
            const settle::SettleResult result = settle(moved, {.ties = false, .brief = true}, quiet).result;
            const Outcome* after = balanced_outcome(result);
            found[i] =
                report::Swing{.address = moves[i].address,
                              .from = moves[i].from.value(),
                              .to = moves[i].to.value(),
                              .zone = !result.zone.empty,
                              .same_deal = before != nullptr && after != nullptr && *before == *after};
        } catch (const InputError&) {
            // An end of the range at which the case makes no sense (all weights zero) changes nothing.
        }
    });
    for (std::size_t i = 0; i < done; ++i) {
        if (found[i]) swings.all.push_back(*found[i]);
    }
    return swings;
}

std::optional<bool> zone_at_the_worst(const Case& conflict,
                                      const std::vector<report::Reservation>& reservations,
                                      const RunOptions& run) {
    Case worst = conflict;  // its reservation values are filled in
    bool any = false;
    for (const report::Reservation& one : reservations) {
        auto& reserve = worst.parties[one.party.index()].reserve;
        if (!one.high || !reserve) continue;
        reserve->best = Rational::nearest(*one.high);
        any = true;
    }
    if (!any) return std::nullopt;
    return !settle::settle(worst, {.ties = false, .brief = true}, run).zone.empty;
}

}  // namespace entente::app
