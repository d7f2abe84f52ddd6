// Findings about a case's meaning, and the checks that have a file of their own.
#pragma once

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "entente/model/case.hpp"

namespace entente::validation {

/// Collects findings; places come from spans, the text of the line is the loader's to add.
class Findings {
public:
    explicit Findings(const Case& conflict) : file_(conflict.origin.file) {}

    void error(std::string code, std::string message, std::string hint, const Span& where,
               std::string address = {}) {
        add(Severity::error, std::move(code), std::move(message), std::move(hint), where,
            std::move(address));
    }
    void warning(std::string code, std::string message, std::string hint, const Span& where,
                 std::string address = {}) {
        add(Severity::warning, std::move(code), std::move(message), std::move(hint), where,
            std::move(address));
    }
    [[nodiscard]] bool errors() const { return has_errors(found_); }
    void append(std::vector<Diagnostic> more) {
        found_.insert(found_.end(), std::make_move_iterator(more.begin()),
                      std::make_move_iterator(more.end()));
    }
    [[nodiscard]] bool has(const std::string& code) const {
        return std::any_of(found_.begin(), found_.end(),
                           [&](const Diagnostic& each) { return each.code == code; });
    }
    /// Do all indices and list lengths fit each other?
    [[nodiscard]] bool structure_holds() const {
        return std::none_of(found_.begin(), found_.end(), [](const Diagnostic& each) {
            static const std::vector<std::string> kStructure = {"E0208", "E0209", "E0210", "E0211",
                                                                "E0213", "E0214", "E0218", "E0223"};
            return std::find(kStructure.begin(), kStructure.end(), each.code) != kStructure.end();
        });
    }
    [[nodiscard]] std::vector<Diagnostic> take() {
        std::stable_sort(found_.begin(), found_.end(), [](const Diagnostic& a, const Diagnostic& b) {
            return std::pair(a.where.line, a.where.column) < std::pair(b.where.line, b.where.column);
        });
        return std::move(found_);
    }

private:
    void add(Severity severity, std::string code, std::string message, std::string hint, const Span& where,
             std::string address) {
        Location location;
        location.file = file_;
        location.line = where.line;
        location.column = where.column;
        location.length = where.length;
        found_.push_back({severity, std::move(code), std::move(message), std::move(location),
                          std::move(hint), std::move(address)});
    }

    std::string file_;
    std::vector<Diagnostic> found_;
};

/// Do the rules together leave no outcome at all? Each rule alone may leave some.
void check_rules_together(const Case& conflict, Findings& findings);

/// Do the links name ranged numbers, and can all of them hold at once?
void check_links(const Case& conflict, Findings& findings);

/// [[actor]], [ratify.*], `agree` and `veto`.
void check_actors(const Case& conflict, Findings& findings);

/// Numbers that are in no scale that could be meant, and preferences that are missing. Needs a case whose
/// structure holds.
void check_numbers(const Case& conflict, Findings& findings);

/// Levers of senseless sizes, or on numbers that do not exist.
void check_levers(const Case& conflict, Findings& findings);

/// Numbers that cite no evidence.
void check_sources(const Case& conflict, Findings& findings);

}  // namespace entente::validation
