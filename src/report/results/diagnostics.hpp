// Diagnostics as results list them.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "entente/core/describe.hpp"
#include "entente/core/diagnostic.hpp"

namespace entente::report {

struct DiagnosticShown {
    Diagnostic found;
};
template <class Visitor>
void describe(Visitor& visit, const DiagnosticShown& shown) {
    constexpr std::array<std::string_view, 3> kSeverity = {"error", "warning", "note"};
    const Diagnostic& found = shown.found;
    visit("severity", kSeverity[static_cast<std::size_t>(found.severity)], {"", "error, warning or note"});
    visit("code", found.code, {"", "`entente explain CODE` says more"});
    visit("message", found.message, {"", "what is wrong"});
    visit("file", found.where.file, {"", "where"});
    visit("line", found.where.line, {"", "from 1; 0: the whole file"});
    visit("column", found.where.column, {"", "from 1"});
    visit("address", found.address, {"", "the number concerned, where there is one"});
    visit("hint", found.hint, {"", "how to mend it"});
}

[[nodiscard]] inline std::vector<DiagnosticShown> diagnostics_shown(const std::vector<Diagnostic>& all) {
    std::vector<DiagnosticShown> shown;
    for (const Diagnostic& one : all) shown.push_back({one});
    return shown;
}

}  // namespace entente::report
