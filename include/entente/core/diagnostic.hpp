// What is wrong with an input, where, and how to mend it.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace entente {

enum class Severity { error, warning, note };

/// A place in a text that a user wrote. `line` and `column` count from 1; 0 means "the whole file".
/// Columns count bytes of UTF-8; `source_line` is copied so that a diagnostic can be shown without
/// the file.
struct Location {
    std::string file;
    std::uint32_t line = 0;
    std::uint32_t column = 0;
    std::uint32_t length = 0;  ///< bytes to underline; 0 underlines one
    std::string source_line;

    bool operator==(const Location&) const = default;
};

/// One finding. `code` ("E0103", "W0201") is stable and listed by `all_codes()`; `hint` says how to
/// mend it, did-you-mean included; `address` names the number concerned, where there is one.
struct Diagnostic {
    Severity severity = Severity::error;
    std::string code;
    std::string message;
    Location where;
    std::string hint;
    std::string address;

    bool operator==(const Diagnostic&) const = default;
};

[[nodiscard]] bool has_errors(const std::vector<Diagnostic>& diagnostics);

/// The diagnostic as a terminal shows it: `file:line:col: error[E0103]: message`, the source line, a
/// caret under the place, the hint. Long source lines are cut around the place.
[[nodiscard]] std::string render(const Diagnostic& diagnostic);

/// The user's data is wrong: carries every diagnostic that could be found, not only the first.
class InputError : public std::runtime_error {
public:
    explicit InputError(std::vector<Diagnostic> diagnostics);
    explicit InputError(Diagnostic diagnostic);
    [[nodiscard]] const std::vector<Diagnostic>& diagnostics() const noexcept { return diagnostics_; }

private:
    std::vector<Diagnostic> diagnostics_;
};

/// The candidate nearest to `word` (edits and transpositions, case ignored), or empty when none is
/// near enough to be worth suggesting. \cost candidates times their lengths.
[[nodiscard]] std::string closest(std::string_view word, const std::vector<std::string>& candidates);

/// "did you mean 'x'?" or an empty string.
[[nodiscard]] std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace entente
