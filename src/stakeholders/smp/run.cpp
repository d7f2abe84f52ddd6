// From the first state to the last: blocs of twins, the path, and when it counts as settled.
#include <algorithm>
#include <cmath>

#include "entente/core/expects.hpp"
#include "entente/stakeholders/smp.hpp"
#include "stakeholders/smp/spatial.hpp"

namespace entente::stakeholders {
namespace {

/// Actors that stand at one point and care alike, as one actor each; `of` tells every actor's bloc.
struct Blocs {
    Actors actors;
    std::vector<std::size_t> of;
};

bool twins(const Actors& actors, std::size_t a, std::size_t b) {
    for (std::size_t k = 0; k < actors.issues; ++k) {
        const std::size_t in_a = a * actors.issues + k;
        const std::size_t in_b = b * actors.issues + k;
        if (actors.salience[in_a] != actors.salience[in_b]) return false;
        if (actors.position[in_a] != actors.position[in_b]) return false;
    }
    return true;
}

Blocs blocs_of(const Actors& actors, bool join) {
    Blocs blocs;
    const std::size_t n = actors.size();
    const std::size_t d = actors.issues;
    join = join && actors.affinity.empty();
    if (!join) {
        blocs.actors = actors;
        for (std::size_t i = 0; i < n; ++i) blocs.of.push_back(i);
        return blocs;
    }
    blocs.actors.issues = d;
    std::vector<std::size_t> first;
    for (std::size_t i = 0; i < n; ++i) {
        std::size_t found = 0;
        while (found < first.size() && !twins(actors, first[found], i)) ++found;
        blocs.of.push_back(found);
        if (found < first.size()) {
            blocs.actors.capability[found] += actors.capability[i];
            continue;
        }
        first.push_back(i);
        blocs.actors.names.push_back(actors.names[i]);
        blocs.actors.capability.push_back(actors.capability[i]);
        for (std::size_t k = 0; k < d; ++k) {
            blocs.actors.position.push_back(actors.position[i * d + k]);
            blocs.actors.salience.push_back(actors.salience[i * d + k]);
        }
    }
    return blocs;
}

std::vector<double> spread(const std::vector<double>& by_bloc, const Blocs& blocs, std::size_t width) {
    std::vector<double> all;
    all.reserve(blocs.of.size() * width);
    for (const std::size_t bloc : blocs.of) {
        for (std::size_t k = 0; k < width; ++k) all.push_back(by_bloc[bloc * width + k]);
    }
    return all;
}

}  // namespace

SmpRun smp(const Actors& actors, const SmpOptions& options, const RunOptions& run, std::uint64_t draw) {
    const std::size_t n = actors.size();
    const std::size_t d = actors.issues;
    ENTENTE_EXPECTS(actors.capability.size() == n && actors.salience.size() == n * d &&
                    actors.position.size() == n * d);
    ENTENTE_EXPECTS(actors.affinity.empty() || actors.affinity.size() == n * n);
    SmpRun result;
    if (n == 0) return result;
    const Blocs blocs = blocs_of(actors, !options.quirks);
    Spatial model(blocs.actors, options, run.seed, draw);
    const auto keep = [&] {
        result.states.push_back({spread(model.position(), blocs, d), spread(model.ideal(), blocs, d),
                                 spread(model.risk(), blocs, 1), spread(model.chance(), blocs, 1)});
    };
    std::vector<SmpMove> bloc_moves;
    model.assess();
    keep();
    double first = 0;
    bool tie = model.tie();
    int quiet = 0;
    result.end = SmpEnd::turns;
    for (std::size_t turn = 1; turn <= options.most_turns; ++turn) {
        model.turn(turn, &bloc_moves);
        model.assess();
        result.turns = turn;
        result.last_step = model.step_max();
        if (options.keep_path) keep();
        if (turn == 1) first = model.step_sum() + 1e-4;
        bool settled = false;
        if (options.quirks) {
            settled = turn >= options.least_turns && model.step_sum() / first < 0.02;
        } else {
            // Two turns in which nobody moves a thousandth of the scale.
            quiet = model.step_max() < 1e-3 ? quiet + 1 : 0;
            settled = quiet >= 2;
        }
        if (settled) {
            result.end = tie && options.quirks && n > 1 ? SmpEnd::tie : SmpEnd::settled;
            break;
        }
        tie = model.tie();
        if (run.stop.stop_requested()) break;
    }
    if (!options.keep_path) keep();
    // Blocs' moves are their members'.
    for (const SmpMove& move : bloc_moves) {
        const auto other = static_cast<std::size_t>(
            std::find(blocs.of.begin(), blocs.of.end(), move.other) - blocs.of.begin());
        for (std::size_t i = 0; i < n; ++i) {
            if (blocs.of[i] != move.mover) continue;
            SmpMove own = move;
            own.mover = i;
            own.other = other;
            result.moves.push_back(own);
        }
    }
    return result;
}

}  // namespace entente::stakeholders
