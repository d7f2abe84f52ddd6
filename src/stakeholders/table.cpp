#include "entente/stakeholders/table.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "entente/core/text.hpp"
#include "entente/stakeholders/baselines.hpp"

namespace entente::stakeholders {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

void read_parameters(const Case& conflict, Table& table) {
    for (const SmpSetting& each : conflict.smp) {
        if (set_parameter(table.parameters, each.name, each.value)) continue;
        std::vector<std::string> names;
        std::string values;
        for (const SmpParameter& known : smp_parameters()) {
            names.emplace_back(known.name);
            if (known.name != each.name) continue;
            for (const std::string_view value : known.values)
                values += (values.empty() ? "" : ", ") + std::string(value);
        }
        Diagnostic made;
        made.code = "E1013";
        made.message = values.empty() ? "the spatial model has no parameter '" + each.name + "'"
                                      : each.name + " cannot be '" + each.value + "'";
        made.hint = values.empty() ? did_you_mean(each.name, names) : "one of " + values;
        made.where.file = conflict.origin.file;
        made.where.line = each.where.line;
        made.where.column = each.where.column;
        throw InputError(std::move(made));
    }
}

}  // namespace

Table table_of(const Case& conflict) {
    if (conflict.actors.empty()) {
        Diagnostic made;
        made.code = "E1000";
        made.message = "the case has no actors";
        made.hint = "add [[actor]] tables or actors = \"actors.csv\"; entente explain E1000 shows one";
        made.where.file = conflict.origin.file;
        throw InputError(std::move(made));
    }
    Table table;
    std::vector<std::size_t> axis(conflict.space.issues.size(), 0);
    std::vector<char> used(conflict.space.issues.size(), 0);
    for (const ActorSpec& actor : conflict.actors) {
        for (const ActorSpec::Stand& stand : actor.on) used[stand.issue.index()] = 1;
    }
    for (std::size_t i = 0; i < used.size(); ++i) {
        if (used[i] == 0) continue;
        const IssueScale scale = scale_of(conflict.space.issues[i]);
        axis[i] = table.axes.size();
        table.axes.push_back({IssueId(i), scale.low(), scale.high()});
    }
    const std::size_t d = table.axes.size();
    const std::size_t n = conflict.actors.size();
    table.position.assign(n * d, kNone);
    table.salience.assign(n * d, 0);
    table.power.assign(n * d, 0);
    bool follows = false;
    for (std::size_t i = 0; i < n; ++i) {
        const ActorSpec& actor = conflict.actors[i];
        table.names.push_back(actor.name);
        table.own_power.push_back(actor.power.value());
        follows = follows || actor.follows.has_value();
        for (const ActorSpec::Stand& stand : actor.on) {
            const std::size_t at = i * d + axis[stand.issue.index()];
            table.position[at] = place_of(conflict.space.issues[stand.issue.index()], stand);
            table.salience[at] = stand.salience.value() / 100;
            table.power[at] = stand.power ? stand.power->value() : actor.power.value();
        }
    }
    if (follows) {
        table.affinity.assign(n * n, 0);
        for (std::size_t i = 0; i < n; ++i) {
            if (!conflict.actors[i].follows) table.affinity[i * n + i] = 1;
            for (const auto& each : conflict.actors[i].follows.value_or(std::vector<ActorSpec::Follows>{}))
                table.affinity[i * n + each.actor] = each.share.value();
        }
    }
    read_parameters(conflict, table);
    return table;
}

Line Table::line(std::size_t issue, std::vector<std::size_t>* who) const {
    Line line;
    const std::size_t d = axes.size();
    for (std::size_t i = 0; i < size(); ++i) {
        if (!holds(i, issue)) continue;
        line.capability.push_back(power[i * d + issue]);
        line.salience.push_back(salience[i * d + issue]);
        line.position.push_back(position[i * d + issue]);
        if (who != nullptr) who->push_back(i);
    }
    return line;
}

Positions Table::positions() const {
    return {.issues = axes.size(), .capability = power, .salience = salience, .position = position};
}

Actors Table::joint() const {
    Actors actors;
    const std::size_t d = axes.size();
    actors.issues = d;
    actors.names = names;
    actors.capability = own_power;
    actors.salience = salience;
    actors.position = position;
    actors.affinity = affinity;
    double most = 0;
    for (std::size_t i = 0; i < size(); ++i) {
        double sum = 0;
        for (std::size_t k = 0; k < d; ++k) sum += salience[i * d + k];
        most = std::max(most, sum);
    }
    // Decimals that add up to 1 may pass it by a bit of round-off.
    if (most > 1 + 1e-9) {
        for (double& s : actors.salience) s /= most;
    }
    for (std::size_t k = 0; k < d; ++k) {
        const Axis& axis = axes[k];
        const double span = axis.span() > 0 ? axis.span() : 1;
        const double middle = baselines(line(k)).mean.value_or((axis.low + axis.high) / 2);
        // KTAB divides by 100: the same bits on that scale.
        for (std::size_t i = 0; i < size(); ++i) {
            double& x = actors.position[i * d + k];
            if (!holds(i, k)) {
                x = middle;
                actors.salience[i * d + k] = 0;
            }
            x = (x - axis.low) / span;
        }
    }
    return actors;
}

}  // namespace entente::stakeholders
