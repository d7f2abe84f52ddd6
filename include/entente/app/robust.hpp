// entente robust, entente merge
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "entente/app/input.hpp"
#include "entente/assess/robust.hpp"
#include "entente/core/run.hpp"
#include "entente/report/text.hpp"
#include "entente/robust/result.hpp"

namespace entente::app {

using assess::RobustOptions;

struct RobustAnswer {
    Case conflict;
    robust::RobustResult result;
    std::vector<std::string> settings;
};

/// "war.cost.russia >= 0.2", "zone.margin <= 5" (also < and >, which mean the same for numbers that vary).
/// \throws InputError E0803
[[nodiscard]] robust::Where read_where(const std::string& text);

/// Answers: how sure are we, and which number matters most? \throws InputError E08xx
[[nodiscard]] RobustAnswer robust(const Input& input, const RobustOptions& options = {},
                                  const RunOptions& run = {});

/// What happened to a shard.
struct ShardAnswer {
    std::string part;     ///< the bytes of the part
    std::string message;  ///< what was done, in a sentence
    Stopped stopped = Stopped::complete;
};

/// Makes one shard of the draws. A part of the same study that `file` holds already is gone on with, or
/// left alone where it is finished; while it grows it is written there every few seconds.
/// \throws InputError E0804 where the file holds something else, or is damaged
[[nodiscard]] ShardAnswer robust_shard(const Input& input, const RobustOptions& options,
                                       const std::string& file, const RunOptions& run = {});

/// Adds parts and concludes: the same result as without shards, to the last bit.
/// \throws InputError E0804 for a damaged part, E0805 where parts do not fit together, each by its file
[[nodiscard]] RobustAnswer merge_parts(const std::vector<std::string>& files, const RunOptions& run = {});

[[nodiscard]] std::string to_text(const RobustAnswer& answer, const report::TextOptions& options = {});
[[nodiscard]] std::string to_json(const RobustAnswer& answer);

/// Given data: a table of draws that were made elsewhere, one row each, one column a number.
struct GivenAnswer {
    std::string file;
    std::string output;  ///< the column that is explained
    std::uint64_t rows = 0;
    std::uint64_t skipped = 0;  ///< rows that --where leaves out, or without a number
    robust::Metric metric;
    std::vector<robust::Index> first_order;
    std::vector<robust::Index> correlation;  ///< rank correlation with the output, -1 to 1
    std::string sample;
    std::vector<std::string> notes;
};

/// Answers: which column moves the output? No case and no design is needed. \param output empty: the last
/// column \throws InputError E0806, E09xx where the file cannot be read
[[nodiscard]] GivenAnswer robust_from(const std::string& file, const std::string& output,
                                      const std::vector<robust::Where>& where);
[[nodiscard]] std::string to_text(const GivenAnswer& answer, const report::TextOptions& options = {});
[[nodiscard]] std::string to_json(const GivenAnswer& answer);

template <class Visitor>
void describe(Visitor& visit, const GivenAnswer& x) {
    visit("output", x.output, {"", "the column that is explained"});
    visit("rows", x.rows, {"", "rows counted"});
    visit("skipped", x.skipped, {"", "rows left out"});
    visit("metric", x.metric, {"", "distribution of the output"});
    visit("first_order", x.first_order,
          {"", "share of the output's variance that each column explains alone"});
    visit("correlation", x.correlation, {"", "rank correlation with the output and its 90% interval"});
    visit("sample", x.sample, {"", "fingerprint of the file"});
}

}  // namespace entente::app
