// Parts of a tournament on disk: one line a cell, so that a run can be gone on with and shards be joined.
#pragma once

#include <string>
#include <vector>

#include "entente/negotiate/tournament.hpp"

namespace entente::app {

/// The cells that a file holds. A file that does not exist holds none; a last line that was cut off is left
/// out. \param key of the tournament: another one is refused \throws InputError E1708, E09xx
[[nodiscard]] std::vector<negotiate::Cell> read_part(const std::string& file, const std::string& key,
                                                     bool must_exist);

/// Adds cells to a file, which is begun with its head where it is new. \throws InputError E0911
void append_part(const std::string& file, const std::string& key,
                 const std::vector<negotiate::Cell>& cells);

}  // namespace entente::app
