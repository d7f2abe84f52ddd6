// What a case file says, and what stands in for what it does not say.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "entente/assess/evidence.hpp"
#include "entente/core/diagnostic.hpp"
#include "entente/model/case.hpp"

namespace entente::assess {

/// A value in force that the file could have set. `name` is what one would write in the file ("ranges"),
/// or an option of the command ("--seed").
struct Setting {
    std::string name;
    std::string value;
    bool from_file = false;  ///< false: the default
    std::string meaning;
};

/// A table of the case and the verb that reads it.
struct TableUse {
    std::string table;
    std::string verb;
    bool present = false;
};

struct CheckResult {
    std::vector<Diagnostic> warnings;
    std::vector<Setting> settings;
    std::vector<TableUse> tables;
    Evidence evidence;
    std::string outcomes;  ///< options multiplied, before rules
};

/// Answers: what was read, and with which defaults? `text` is the case file, empty for other formats.
/// \cost linear in the case and its text
[[nodiscard]] CheckResult inspect(const Case& conflict, std::string_view text,
                                  const std::vector<Diagnostic>& warnings);

template <class Visitor>
void describe(Visitor& visit, const Setting& one) {
    visit("name", one.name, {"", "what one would write in the file, or an option of the command"});
    visit("value", one.value, {"", "in force"});
    visit("default", !one.from_file, {"", "false: the file sets it"});
    visit("meaning", one.meaning, {"", "in words"});
}

template <class Visitor>
void describe(Visitor& visit, const TableUse& use) {
    visit("table", use.table, {"", "a table of the case file"});
    visit("verb", use.verb, {"", "that reads it"});
    visit("present", use.present, {"", "is it in the file"});
}

}  // namespace entente::assess
