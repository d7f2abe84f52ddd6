#include "entente/assess/swings.hpp"

#include <algorithm>
#include <cmath>

#include "entente/assess/no_deal.hpp"
#include "entente/assess/settlement.hpp"
#include "entente/core/parallel.hpp"

namespace entente::assess {
namespace {

struct Move {
    std::string address;
    Rational from;
    Rational to;
};

const Outcome* balanced_outcome(const settle::SettleResult& result) {
    const settle::NamedSolution* deal = balanced_deal(result);
    return deal != nullptr ? &deal->solution->point.outcome : nullptr;
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

/// What one move makes of the answer; nothing where the case then makes no sense (all weights zero).
std::optional<Swing> swing(Case& conflict, const Move& move, const Outcome* before, const RunOptions& run) {
    Quantity* quantity = find_quantity(conflict, move.address);
    if (quantity == nullptr) return std::nullopt;
    quantity->best = move.to;
    std::optional<Swing> found;
    try {
        set_values_of_no_deal(conflict, run);
        const settle::SettleResult result = settle::settle(conflict, {.ties = false, .brief = true}, run);
        const Outcome* after = balanced_outcome(result);
        found = Swing{.address = move.address,
                      .from = move.from.value(),
                      .to = move.to.value(),
                      .zone = !result.zone.empty,
                      .same_deal = before != nullptr && after != nullptr && *before == *after};
    } catch (const InputError&) {
    }
    quantity->best = move.from;
    return found;
}

}  // namespace

Swings one_at_a_time(const Case& conflict, const settle::SettleResult& base, const RunOptions& run) {
    Swings swings;
    std::vector<Move> moves;
    for_each_quantity(conflict, [&](const QuantityRef& ref) {
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
    const std::size_t most = affordable(conflict, base);
    if (moves.size() > most) {
        swings.why =
            most == 0 ? "The case is too large to move each number to the ends of its range."
                      : "Only the first " + std::to_string(most) + " moves of single numbers were tried.";
        moves.resize(most);
    }
    constexpr std::size_t kMovesPerCopy = 8;
    const Outcome* before = balanced_outcome(base);
    std::vector<std::optional<Swing>> found(moves.size());
    const RunOptions inner = run.inner();
    const std::size_t blocks = (moves.size() + kMovesPerCopy - 1) / kMovesPerCopy;
    for_each_block(blocks, run, [&](std::size_t block) {
        Case moved = conflict;
        const std::size_t last = std::min(moves.size(), (block + 1) * kMovesPerCopy);
        for (std::size_t i = block * kMovesPerCopy; i < last && !run.stop.stop_requested(); ++i)
            found[i] = swing(moved, moves[i], before, inner);
    });
    for (std::optional<Swing>& one : found) {
        if (one) swings.all.push_back(std::move(*one));
    }
    return swings;
}

std::optional<bool> zone_at_the_worst(const Case& conflict, const RunOptions& run) {
    Case worst = conflict;
    bool any = false;
    for (Party& party : worst.parties) {
        if (!party.reserve || !party.reserve->high) continue;
        party.reserve->best = *party.reserve->high;
        any = true;
    }
    if (!any) return std::nullopt;
    return !settle::settle(worst, {.ties = false, .brief = true}, run).zone.empty;
}

}  // namespace entente::assess
