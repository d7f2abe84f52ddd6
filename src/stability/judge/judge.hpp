// The parts of judge().
#pragma once

#include <mutex>

#include "entente/stability/concepts.hpp"
#include "stability/model/layout.hpp"

namespace entente::stability {

/// Layouts made when first asked for: the cube mostly does without them.
class LazyLayouts {
public:
    LazyLayouts(const Model& model, const RunOptions& run) : model_(model), run_(run) {}
    [[nodiscard]] const std::vector<Layout>& get() const {
        std::call_once(once_, [&] { layouts_ = make_layouts(model_, run_); });
        return layouts_;
    }

private:
    const Model& model_;
    const RunOptions& run_;
    mutable std::once_flag once_;
    mutable std::vector<Layout> layouts_;
};

/// nash, gmr, smr, seq and sseq. \return false where it was cancelled
bool judge_option_form(const Model& model, const LazyLayouts& layouts, unsigned sequences,
                       Verdicts& verdicts, const RunOptions& run);
bool judge_graph_form(const Model& model, Verdicts& verdicts, const RunOptions& run);

/// Whether two deciders move the same lever.
[[nodiscard]] bool shared_levers(const Model& model);

/// sim and sim_unstable, after the others. \return false where it was cancelled
bool judge_simultaneous(const Model& model, const std::vector<Layout>& layouts, const JudgeOptions& options,
                        Verdicts& verdicts, const RunOptions& run);

}  // namespace entente::stability
