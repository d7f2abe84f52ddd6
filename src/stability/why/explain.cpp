#include "entente/stability/explain.hpp"

#include <algorithm>

#include "entente/core/expects.hpp"
#include "stability/why/search.hpp"

namespace entente::stability {
namespace {

/// An improvement's fate by sequences of the others' moves.
Response respond(const Terrain& terrain, Concept c, std::size_t i, State state, State improvement) {
    const bool symmetric = c == Concept::smr || c == Concept::sseq;
    const auto escape_from = [&](State t) {
        State best = kNoState;
        terrain.for_each_move(i, t, [&](State out) {
            if (!terrain.better(i, out, state)) return;
            if (best == kNoState || terrain.better(i, out, best) ||
                (!terrain.better(i, best, out) && out < best))
                best = out;
        });
        return best;
    };
    Response response;
    response.improvement = improvement;
    if (c == Concept::nash) return response;
    LegalSearch search(terrain, all_but(terrain.model.deciders.size(), i),
                       c == Concept::seq || c == Concept::sseq);
    const auto found = search.run(improvement, [&](State t) {
        return !terrain.better(i, t, state) && (!symmetric || escape_from(t) == kNoState);
    });
    // A sequence may lead back to the improvement itself, which is no sanction: it is better for i.
    response.sanctioned = found.has_value();
    std::optional<State> lands = found;
    if (!found && symmetric) {
        lands = search.run(improvement, [&](State t) { return !terrain.better(i, t, state); });
        if (lands) response.escape = escape_from(*lands);
    }
    if (lands) {
        response.lands = *lands;
        response.moves = search.steps_to(*lands);
    }
    return response;
}

/// The others' improvements from the state, all at once with the decider's.
Response respond_together(const Terrain& terrain, std::size_t i, State state, State improvement,
                          const std::vector<std::vector<State>>& others) {
    const Model& model = terrain.model;
    Response response;
    response.improvement = improvement;
    std::vector<std::size_t> choice(others.size(), 0);  // 0: stays
    while (true) {
        std::uint64_t code = model.code(improvement);
        for (std::size_t j = 0; j < others.size(); ++j)
            if (choice[j] > 0) code += model.code(others[j][choice[j] - 1]) - model.code(state);
        const State lands = state_of(model, code);
        if (lands != kNoState && !terrain.better(i, lands, state)) {
            response.sanctioned = true;
            response.lands = lands;
            for (std::size_t j = 0; j < others.size(); ++j)
                if (choice[j] > 0) response.moves.push_back({j, others[j][choice[j] - 1]});
            return response;
        }
        std::size_t j = 0;
        while (j < others.size() && ++choice[j] > others[j].size()) choice[j++] = 0;
        if (j == others.size()) return response;
    }
}

}  // namespace

struct Explorer::Parts {
    Terrain terrain;
    Parts(const Model& model, const RunOptions& run) : terrain(model, run) {}

    [[nodiscard]] std::vector<State> improvements(std::size_t i, State state) const {
        std::vector<State> found;
        terrain.for_each_move(i, state, [&](State t) {
            if (terrain.better(i, t, state)) found.push_back(t);
        });
        std::sort(found.begin(), found.end(), [&](State a, State b) {
            const auto& rank = terrain.model.rank[i];
            return rank[a] != rank[b] ? rank[a] > rank[b] : a < b;
        });
        return found;
    }
    [[nodiscard]] bool sequentially_stable(std::size_t j, State state) const {
        const std::vector<State> found = improvements(j, state);
        return std::all_of(found.begin(), found.end(), [&](State s1) {
            return respond(terrain, Concept::seq, j, state, s1).sanctioned;
        });
    }
};

Explorer::Explorer(const Model& model, const RunOptions& run) : parts_(new Parts(model, run)) {}
Explorer::~Explorer() { delete parts_; }

Witness Explorer::explain(Concept c, std::size_t decider, State state, std::size_t limit) const {
    const Terrain& terrain = parts_->terrain;
    ENTENTE_EXPECTS(decider < terrain.model.deciders.size() && state < terrain.model.states);
    const bool together = c == Concept::sim || c == Concept::sim_unstable;
    ENTENTE_EXPECTS(!together || !terrain.model.graph_form());
    Witness witness{c, decider, state, true, 0, {}};
    const std::vector<State> improvements = parts_->improvements(decider, state);
    witness.improvements = improvements.size();
    std::vector<std::vector<State>> others;
    if (together) {
        for (std::size_t j = 0; j < terrain.model.deciders.size(); ++j) {
            const bool acts = j != decider && (c == Concept::sim || !parts_->sequentially_stable(j, state));
            others.push_back(acts ? parts_->improvements(j, state) : std::vector<State>());
        }
    }
    for (const State improvement : improvements) {
        Response response = together ? respond_together(terrain, decider, state, improvement, others)
                                     : respond(terrain, c, decider, state, improvement);
        if (!response.sanctioned) {
            witness.stable = false;
            witness.responses.assign(1, std::move(response));
            return witness;
        }
        if (witness.responses.size() < limit) witness.responses.push_back(std::move(response));
    }
    return witness;
}

Paths Explorer::paths(State from, const std::vector<State>& targets) const {
    Paths paths;
    paths.from = from;
    std::vector<std::size_t> everybody;
    for (std::size_t j = 0; j < parts_->terrain.model.deciders.size(); ++j) everybody.push_back(j);
    for (const bool improving : {false, true}) {
        LegalSearch search(parts_->terrain, everybody, improving);
        search.run(from, [](State) { return false; });
        for (const State target : targets) {
            Path path{target, search.reached(target), {}};
            if (path.reachable) path.steps = search.steps_to(target);
            (improving ? paths.by_improvements : paths.by_moves).push_back(std::move(path));
        }
    }
    return paths;
}

std::vector<State> Explorer::moves(std::size_t decider, State state) const {
    std::vector<State> found;
    parts_->terrain.for_each_move(decider, state, [&](State t) { found.push_back(t); });
    std::sort(found.begin(), found.end());
    return found;
}

}  // namespace entente::stability
