#include "core/codes/ranges.hpp"

namespace entente::codes {

std::span<const CodeInfo> usage() { return {}; }

}  // namespace entente::codes
