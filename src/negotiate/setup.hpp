// Options checked against a case, once for many negotiations.
#pragma once

#include "negotiate/protocols/play.hpp"

namespace entente::negotiate {

/// \throws InputError E1705
void check_table(const Prepared::Tables& tables, std::uint64_t deadline);

/// \throws InputError E1701 to E1705 \pre the options outlive it
[[nodiscard]] Setup make_setup(const Prepared& prepared, const NegotiateOptions& options);

}  // namespace entente::negotiate
