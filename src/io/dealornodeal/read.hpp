// The negotiations of "Deal or No Deal?": counts of things, and what each is worth to two people.
#pragma once

#include <optional>
#include <string_view>

#include "entente/io/load.hpp"

namespace entente::io {

/// Reads the negotiation of a line (counted from 1), or the only one there is. Each thing becomes an issue:
/// how many of them the first person gets. No agreement is worth 0 to both, as in the source.
/// \throws InputError E0338 \cost linear
/// \source M. Lewis et al., Deal or No Deal? End-to-End Learning for Negotiation Dialogues (2017)
/// \check tests/cli/formats_test.py
[[nodiscard]] LoadedCase load_deal_or_no_deal(std::string_view text, std::string_view file,
                                              std::optional<std::size_t> line);

}  // namespace entente::io
