#include <algorithm>
#include <cmath>

#include "entente/core/expects.hpp"
#include "entente/core/text.hpp"
#include "negotiate/domain/known.hpp"
#include "negotiate/domain/tables.hpp"

namespace entente::negotiate {
namespace {

using Tables = Prepared::Tables;

bool additive(const Case& conflict) {
    return conflict.space.rules.empty() &&
           std::all_of(conflict.parties.begin(), conflict.parties.end(),
                       [](const Party& party) { return party.preference.additive(); });
}

void fill_reserves(Tables& tables) {
    for (std::size_t p = 0; p < tables.parties(); ++p) {
        const ExactUtility& exact = tables.exact[p];
        tables.has_reserve.push_back(exact.has_reserve ? 1 : 0);
        tables.reserve.push_back(exact.has_reserve ? exact.points(exact.reserve) : 0);
    }
}

/// What the case's rules of passing do to the talks, in words.
void note_passage(Tables& tables) {
    if (tables.passage.ratifies()) {
        tables.notes.emplace_back(
            "Only deals that would be ratified on every side ([ratify]) are spoken of in the talks.");
    }
    if (tables.passage.agreement()) {
        tables.notes.push_back(
            "The case lets " + std::to_string(tables.passage.agreement()->votes) + " of " +
            std::to_string(tables.parties()) +
            " parties agree (with its vetoes): simultaneous offers and the single text count so; "
            "alternating offers, which one refusal replaces, need everybody.");
    }
}

/// Bytes that a list of `outcomes` takes.
double list_bytes(const Tables& tables, double outcomes) {
    return outcomes * (16.0 + 36.0 * static_cast<double>(tables.parties()));
}

}  // namespace

Prepared::Tables::Tables(const Case& from) : conflict(from), passage(from) {}
Prepared::Tables::~Tables() = default;

std::string_view Prepared::method() const {
    switch (tables_->kind) {
        case Tables::Kind::listed:
            return "listed";
        case Tables::Kind::search:
            return "search";
        case Tables::Kind::sample:
            break;
    }
    return "sample";
}

const std::vector<std::string>& Prepared::notes() const { return tables_->notes; }

Prepared prepare(const Case& conflict, const PrepareOptions& options, const RunOptions& run) {
    auto tables = std::make_shared<Tables>(conflict);
    try {
        tables->exact = exact_utilities(conflict);
    } catch (const std::overflow_error&) {
        throw InputError(Diagnostic{.severity = Severity::error,
                                    .code = "E0406",
                                    .message = "the utilities of this case are too large to add exactly",
                                    .hint = "write weights and scores with fewer digits"});
    }
    for (const Issue& issue : conflict.space.issues) tables->options.push_back(issue.options.size());
    fill_reserves(*tables);
    const double outcomes = outcome_count_estimate(conflict.space);
    const bool fits =
        outcomes <= static_cast<double>(std::min<std::uint64_t>(options.list_limit, kNoOffer)) &&
        list_bytes(*tables, outcomes) <= static_cast<double>(run.memory_bytes);
    if (fits) {
        tables->kind = Tables::Kind::listed;
        list_outcomes(*tables);
    } else if (additive(conflict) && !tables->passage.ratifies()) {
        tables->kind = Tables::Kind::search;
        prepare_sums(*tables);
    } else {
        tables->kind = Tables::Kind::sample;
        sample_outcomes(*tables, options.sample, run.seed);
        tables->notes.push_back(
            "There are too many outcomes to list, and bonuses, rules or ratification tie the issues "
            "together: the talks range over " +
            group_digits(std::to_string(tables->offers)) +
            " outcomes that were drawn and improved, not over all.");
    }
    note_passage(*tables);
    for (std::size_t p = 0; p < tables->parties(); ++p) {
        if (tables->kind != Tables::Kind::search) {
            tables->best.push_back(tables->party[p].points.front());
            tables->worst.push_back(tables->party[p].points.back());
        }
    }
    return Prepared(std::move(tables));
}

}  // namespace entente::negotiate
