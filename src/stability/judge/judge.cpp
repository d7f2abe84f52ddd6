#include "stability/judge/judge.hpp"

#include <algorithm>

#include "entente/core/expects.hpp"

namespace entente::stability {

std::string_view to_string(Concept c) { return kConceptNames[static_cast<std::size_t>(c)]; }

std::optional<Concept> concept_named(std::string_view name) {
    for (const Concept c : kAllConcepts)
        if (to_string(c) == name) return c;
    return std::nullopt;
}

std::vector<State> Verdicts::equilibria(Concept c) const {
    std::vector<State> found;
    for (std::size_t s = 0; s < equilibrium.size(); ++s)
        if (is_equilibrium(c, static_cast<State>(s))) found.push_back(static_cast<State>(s));
    return found;
}

std::uint64_t Verdicts::count(Concept c) const {
    return static_cast<std::uint64_t>(
        std::count_if(equilibrium.begin(), equilibrium.end(),
                      [&](std::uint8_t bits) { return (bits >> static_cast<unsigned>(c) & 1u) != 0; }));
}

Verdicts judge(const Model& model, const JudgeOptions& options, const RunOptions& wanted) {
    ENTENTE_EXPECTS(model.states > 0 && model.rank.size() == model.deciders.size());
    // Small models are judged before threads have started; callers judge thousands of them.
    RunOptions run = wanted;
    if (model.states * model.deciders.size() < (1u << 14)) run.threads = 1;
    Verdicts verdicts;
    verdicts.stable.assign(model.deciders.size(), std::vector<std::uint8_t>(model.states, 0));
    bool whole = true;
    if (model.graph_form()) {
        whole = judge_graph_form(model, verdicts, run);
        verdicts.why_not_simultaneous =
            "Simultaneous stability is not defined in graph form: moves of two deciders cannot be "
            "combined.";
    } else {
        const LazyLayouts layouts(model, run);
        whole = judge_option_form(model, layouts, options.sequences, verdicts, run);
        if (whole && options.simultaneous)
            whole = judge_simultaneous(model, layouts.get(), options, verdicts, run);
        if (!options.simultaneous)
            verdicts.why_not_simultaneous = "Simultaneous stability was not asked for.";
    }
    verdicts.stopped = whole ? Stopped::complete : Stopped::cancelled;
    verdicts.equilibrium.assign(model.states, 0xff);
    for (const std::vector<std::uint8_t>& stable : verdicts.stable)
        for (std::size_t s = 0; s < model.states; ++s)
            verdicts.equilibrium[s] = static_cast<std::uint8_t>(verdicts.equilibrium[s] & stable[s]);
    return verdicts;
}

}  // namespace entente::stability
