// What is wrong with [war], [belief.*] and [aid.*]: a check for each way in which they can be.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "entente/model/war_parameters.hpp"

namespace entente {

/// The checks of one case's war, and what they have found so far.
class WarCheck {
public:
    WarCheck(const Case& conflict, bool sound, bool ranges = true)
        : case_(conflict), sound_(sound), ranges_(ranges) {}
    /// All of them, in order; the findings.
    std::vector<Diagnostic> run();

private:
    // validate_war.cpp: names, and what has to be there

    void add(Severity severity, std::string code, std::string message, std::string hint, const Span& where,
             std::string address = {});
    void error(std::string code, std::string message, std::string hint, const Span& where,
               std::string address = {});
    /// The id of the first or second side.
    [[nodiscard]] const std::string& side(std::size_t i) const;
    /// Every name that the table allows, written out for this case's sides.
    [[nodiscard]] std::vector<std::string> allowed(std::span<const WarParameter> table) const;
    void check_names(const std::vector<Parameter>& written, std::span<const WarParameter> table,
                     const std::string& where, const std::string& of);
    /// A model without the numbers that it is about runs on its defaults: said, since they decide.
    void check_required(const WarSpec& war);
    /// Strengths come in pairs. \return both are written
    bool check_strengths(const WarSpec& war);
    void check_attrition_costs(const WarSpec& war);
    /// Says that the model cannot do without a number. \param text what the number is
    void missing(const WarSpec& war, const std::string& name, std::string_view text);
    void check_beliefs(const WarSpec& war);
    void check_aids(const WarSpec& war);
    void check_reserves(const WarSpec& war);

    // validate_war_numbers.cpp: numbers that contradict each other, and ends that are worth nothing

    /// Where on the front the aims lie.
    void check_aims(const WarSpec& war);
    /// A cost told as a share of what a period is worth.
    void check_flow_costs(const WarSpec& war);
    /// Written holdings are compared with what the status quo is worth.
    void check_holdings(const WarSpec& war);
    /// The number of a name, as written in `over` or else in [war].
    [[nodiscard]] std::optional<double> number(const std::vector<Parameter>& over,
                                               const std::string& name) const;
    /// The same, or what the model takes where nobody says.
    [[nodiscard]] std::optional<double> number_or_default(const std::vector<Parameter>& over,
                                                          const std::string& name) const;
    /// Where the number is written in `over`, or `otherwise`.
    [[nodiscard]] Span place(const std::vector<Parameter>& over, const std::string& name,
                             const Span& otherwise) const;
    /// Numbers that are sound alone and not together. \param over a belief's, or [war]'s own
    void check_combinations(const std::vector<Parameter>& over, const Span& where);
    /// Each end of each range of the war's numbers, the others at their best: it must make a war as well.
    void check_range_ends(const WarSpec& war);
    void check_ends_of(const std::vector<Parameter>& parameters);
    /// Two moves whose ranges both reach down to 0: together they would stop the front.
    void check_moves_at_their_least(const std::vector<Parameter>& over, const Span& where);
    /// The winner must be better off at every end of what it thinks of the two ends of the war.
    void check_stakes_in_ranges(const WarSpec& war);
    /// Each side can impose its end and is better off with it than with the other's.
    void check_ends(const WarSpec& war);
    /// Utilities can be computed: both sides have one score table per issue.
    [[nodiscard]] bool scored() const;
    /// A newcomer writes money; a period that costs more than the best package is told in the right scale.
    void check_scale(const WarSpec& war);

    const Case& case_;
    bool sound_;
    bool ranges_;
    const WarModel* model_ = nullptr;
    const Quantity* moved_ = nullptr;  ///< a number that stands at an end of its range for now
    double moved_to_ = 0;
    std::vector<Diagnostic> found_;
};

}  // namespace entente
