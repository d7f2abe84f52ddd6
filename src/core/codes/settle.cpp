#include "core/codes/ranges.hpp"

namespace entente::codes {

std::span<const CodeInfo> settle() { return {}; }

}  // namespace entente::codes
