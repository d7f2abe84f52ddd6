#include "core/codes/ranges.hpp"

namespace entente::codes {

std::span<const CodeInfo> stability() { return {}; }

}  // namespace entente::codes
