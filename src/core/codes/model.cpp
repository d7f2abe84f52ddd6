#include "core/codes/ranges.hpp"

namespace entente::codes {

std::span<const CodeInfo> model() { return {}; }

}  // namespace entente::codes
