#include "core/codes/ranges.hpp"

namespace entente::codes {

std::span<const CodeInfo> genius() { return {}; }

}  // namespace entente::codes
