// The ranges of diagnostic codes, one source file each.
#pragma once

#include <span>

#include "entente/core/codes.hpp"

namespace entente::codes {

[[nodiscard]] std::span<const CodeInfo> case_file();     ///< E01, W01
[[nodiscard]] std::span<const CodeInfo> model();         ///< E02, W02
[[nodiscard]] std::span<const CodeInfo> genius();        ///< E03, W03
[[nodiscard]] std::span<const CodeInfo> formats();       ///< E033, W033
[[nodiscard]] std::span<const CodeInfo> settle();        ///< E04, W04
[[nodiscard]] std::span<const CodeInfo> war();           ///< E05, W05
[[nodiscard]] std::span<const CodeInfo> stability();     ///< E06, W06
[[nodiscard]] std::span<const CodeInfo> report();        ///< E07, W07
[[nodiscard]] std::span<const CodeInfo> robust();        ///< E08, W08
[[nodiscard]] std::span<const CodeInfo> stakeholders();  ///< E10, W10
[[nodiscard]] std::span<const CodeInfo> negotiate();     ///< E17
[[nodiscard]] std::span<const CodeInfo> levers();        ///< E13, W13
[[nodiscard]] std::span<const CodeInfo> usage();         ///< E09, W09

}  // namespace entente::codes
