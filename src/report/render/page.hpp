// The parts of the page that web/ builds; the definitions are generated (cmake/page.cmake).
#pragma once

#include <string_view>

namespace entente::report {

[[nodiscard]] std::string_view page_style();
[[nodiscard]] std::string_view page_script();       ///< empty where the page was not built
[[nodiscard]] std::string_view page_script_hash();  ///< SHA-256 of the script, base64; empty likewise

}  // namespace entente::report
