// Small GENIUS files of our own for the tests.
#pragma once

#include <string>
#include <vector>

#include "entente/io/load.hpp"
#include "entente/model/exact.hpp"

namespace entente::io::samples {

inline const std::string kDomain = R"(<negotiation_template>
<utility_space number_of_issues="2">
  <objective index="0" name="root" type="objective" etype="objective">
    <issue index="1" name="Border" type="discrete" vtype="discrete" etype="discrete">
      <item index="1" value="north"/>
      <item index="2" value="middle"/>
      <item index="3" value="south"/>
    </issue>
    <issue index="2" name="Troops" type="discrete">
      <item index="1" value="leave"/>
      <item index="2" value="stay"/>
    </issue>
  </objective>
</utility_space>
</negotiation_template>
)";

/// A profile of kDomain: evaluations of the five items, two weights, and what follows the objective.
inline std::string profile(const std::vector<std::string>& evaluations, const std::string& first_weight,
                           const std::string& second_weight, const std::string& tail = "") {
    return "<utility_space>\n<objective index=\"0\" name=\"root\">\n"
           "<weight index=\"1\" value=\"" +
           first_weight +
           "\"/>\n"
           "<issue index=\"1\" name=\"Border\" type=\"discrete\">\n"
           "<item index=\"1\" value=\"north\" evaluation=\"" +
           evaluations[0] +
           "\"/>\n"
           "<item index=\"2\" value=\"middle\" evaluation=\"" +
           evaluations[1] +
           "\"/>\n"
           "<item index=\"3\" value=\"south\" evaluation=\"" +
           evaluations[2] +
           "\"/>\n"
           "</issue>\n<issue index=\"2\" name=\"Troops\" type=\"discrete\">\n"
           "<item index=\"1\" value=\"leave\" evaluation=\"" +
           evaluations[3] +
           "\"/>\n"
           "<item index=\"2\" value=\"stay\" evaluation=\"" +
           evaluations[4] +
           "\"/>\n"
           "</issue>\n<weight index=\"2\" value=\"" +
           second_weight + "\"/>\n</objective>\n" + tail + "</utility_space>\n";
}

inline const std::string kFirst = profile({"4", "2", "1", "0", "5"}, "0.6", "0.4");
inline const std::string kSecond = profile({"1", "2", "4", "5", "1"}, "0.5", "0.5");

/// The utility of the outcome whose options have these positions.
inline double value(const Case& conflict, std::size_t party, const std::vector<std::size_t>& options) {
    Outcome outcome;
    for (const std::size_t option : options) outcome.options.emplace_back(option);
    return utility(conflict, PartyId(party), outcome);
}

inline bool has_code(const std::vector<Diagnostic>& found, const std::string& code) {
    for (const Diagnostic& d : found) {
        if (d.code == code) return true;
    }
    return false;
}

/// The diagnostics of an input that must be refused.
inline std::vector<Diagnostic> refused(const std::vector<NamedText>& files) {
    try {
        (void)load_genius(files);
    } catch (const InputError& error) {
        return error.diagnostics();
    }
    return {};
}

}  // namespace entente::io::samples
