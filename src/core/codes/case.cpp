#include "core/codes/ranges.hpp"

namespace entente::codes {

std::span<const CodeInfo> case_file() { return {}; }

}  // namespace entente::codes
