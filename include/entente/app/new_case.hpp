// entente new: a case to fill in.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "entente/report/text.hpp"

namespace entente::app {

/// What an issue of the checklist is about in agreements of civil wars.
struct ChecklistIssue {
    std::string_view id;
    std::string_view ask;
    std::vector<std::string_view> options;  ///< neutral, from less to more
    std::string_view column;                ///< of the data set
    int in_all = 0;                         ///< agreements that have it, of kAgreements
    int over_government = 0;                ///< of kAgreementsOverGovernment
    int over_territory = 0;                 ///< of kAgreementsOverTerritory
};

/// Agreements of the UCDP Peace Agreement Dataset 22.1 (1975 to 2021), and those of conflicts over
/// government and over territory (four are of both).
inline constexpr int kAgreements = 374;
inline constexpr int kAgreementsOverGovernment = 259;
inline constexpr int kAgreementsOverTerritory = 105;

/// Issues that agreements settle, the most frequent first. \source T. Pettersson, S. Högbladh and M. Öberg,
/// Organized violence, 1989-2018 and peace agreements, Journal of Peace Research 56 (2019) 589-603
/// (counted over the rows of that data set)
[[nodiscard]] std::span<const ChecklistIssue> checklist();

struct NewOptions {
    std::vector<std::string> parties;  ///< names; empty: two
    std::vector<std::string> issues;   ///< names, or ids of the checklist; empty: two
    std::string title;
};

/// A case file to fill in: every number is a placeholder and says so.
/// \throws InputError E0918 for names that make no case
[[nodiscard]] std::string new_case(const NewOptions& options);

[[nodiscard]] std::string checklist_text(const report::TextOptions& options = {});
[[nodiscard]] std::string checklist_json();

}  // namespace entente::app
