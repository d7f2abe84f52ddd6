// The parts of judge().
#pragma once

#include "entente/stability/concepts.hpp"
#include "stability/layout.hpp"

namespace entente::stability {

/// nash, gmr, smr, seq and sseq. \return false where it was cancelled
bool judge_option_form(const Model& model, const std::vector<Layout>& layouts, Verdicts& verdicts,
                       const RunOptions& run);
bool judge_graph_form(const Model& model, Verdicts& verdicts, const RunOptions& run);

/// sim and sim_unstable, after the others. \return false where it was cancelled
bool judge_simultaneous(const Model& model, const std::vector<Layout>& layouts, const JudgeOptions& options,
                        Verdicts& verdicts, const RunOptions& run);

}  // namespace entente::stability
