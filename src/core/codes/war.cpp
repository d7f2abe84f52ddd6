#include "core/codes/ranges.hpp"

namespace entente::codes {

std::span<const CodeInfo> war() { return {}; }

}  // namespace entente::codes
