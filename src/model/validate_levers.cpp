// Levers whose sizes make sense, on numbers that exist.
#include "model/validation.hpp"

namespace entente::validation {
namespace {

void check_sizes(const Lever& lever, Findings& findings) {
    const std::string address = "lever." + lever.name + ".most";
    const double most = lever.most.value();
    const double least = lever.least ? lever.least->value() : 0;
    if (most == 0) {
        findings.warning("W1301", "lever '" + lever.name + "' goes nowhere: its largest size is 0",
                         "give most above 0", lever.where, address);
    }
    const bool between = most >= 0 ? least >= 0 && least <= most : least <= 0 && least >= most;
    if (!between) {
        findings.error("E1309",
                       "the least size of lever '" + lever.name + "' does not lie between 0 and most",
                       "correct least or most", lever.where, "lever." + lever.name + ".least");
    }
    if (most < 0 && lever.kind != LeverKind::number) {
        findings.error("E1309", "the size of lever '" + lever.name + "' cannot be below 0",
                       "only kind number lowers what it moves", lever.where, address);
    }
    if (lever.kind == LeverKind::guarantee && most > 1) {
        findings.error("E1309", "the size of a guarantee is a chance: at most 1", "write 0.4 for 40%",
                       lever.where, address);
    }
}

/// The number at its largest change, ends of its own range included, must stay legal.
void check_number(const Case& conflict, const Lever& lever, Findings& findings) {
    bool known = false;
    std::vector<std::string> all;
    for_each_quantity(conflict, [&](const QuantityRef& ref) {
        if (!ref.address.starts_with("lever.")) all.push_back(ref.address);
        if (ref.address != lever.moves || ref.address.starts_with("lever.")) return;
        known = true;
        const double moved = ref.quantity->value() + lever.most.value();
        if (ref.domain.contains(moved)) return;
        findings.error("E1309",
                       "lever '" + lever.name + "' would take " + lever.moves + " from " +
                           ref.quantity->best.to_string() + " out of its domain",
                       "it must stay " + ref.domain.describe(), lever.where,
                       "lever." + lever.name + ".most");
    });
    if (known) return;
    const std::string near = did_you_mean(lever.moves, all);
    findings.error("E1308",
                   "lever '" + lever.name + "' moves '" + lever.moves + "', which is no number of the case",
                   near.empty() ? "`entente check FILE --json` lists every address" : near, lever.where,
                   "lever." + lever.name + ".moves");
}

}  // namespace

void check_levers(const Case& conflict, Findings& findings) {
    for (const Backers& backers : conflict.backers) {
        const double share = backers.share ? backers.share->value() : 0.5;
        if (share > 0 && share < 1) continue;
        findings.error("E1313",
                       "the share of its income that a backer gives lies between 0 and 1, both left out",
                       "the usual value is 0.5", backers.where, "backers." + backers.aid + ".share");
    }
    for (const Lever& lever : conflict.levers) {
        check_sizes(lever, findings);
        if (lever.kind == LeverKind::number) check_number(conflict, lever, findings);
    }
}

}  // namespace entente::validation
