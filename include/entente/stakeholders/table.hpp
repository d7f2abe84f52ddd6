// A case's actors as the models read them: numbers by actor and issue, gaps told apart from zeros.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "entente/model/case.hpp"
#include "entente/stakeholders/actors.hpp"
#include "entente/stakeholders/exchange.hpp"
#include "entente/stakeholders/smp.hpp"

namespace entente::stakeholders {

/// An issue as an axis.
struct Axis {
    IssueId issue;
    double low = 0;  ///< ends of the scale, in the issue's unit
    double high = 1;
    [[nodiscard]] double span() const { return high - low; }
};

/// n actors on d issues. Tables are row by row, an actor a row.
struct Table {
    std::vector<Axis> axes;
    std::vector<std::string> names;
    std::vector<double> position;   ///< issue's unit; NaN: no position
    std::vector<double> salience;   ///< 0 to 1
    std::vector<double> power;      ///< n x d: by issue
    std::vector<double> own_power;  ///< n
    std::vector<double> affinity;   ///< as in Actors
    SmpParameters parameters;
    std::vector<std::string> notes;

    [[nodiscard]] std::size_t size() const { return names.size(); }
    [[nodiscard]] std::size_t issues() const { return axes.size(); }
    [[nodiscard]] bool holds(std::size_t actor, std::size_t issue) const {
        return position[actor * axes.size() + issue] == position[actor * axes.size() + issue];
    }

    /// All issues at once, on scales 0 to 1. An actor without a position stands at the weighted mean there
    /// and does not care; where an actor's saliences pass 1 in sum, all are scaled down alike.
    [[nodiscard]] Actors joint() const;
    /// One issue, in its unit; actors without a position are left out. \param who receives their numbers
    [[nodiscard]] Line line(std::size_t issue, std::vector<std::size_t>* who = nullptr) const;
    [[nodiscard]] Positions positions() const;
};

/// \throws InputError E1000 where the case has no actors, E1013 for an unknown parameter of [smp]
[[nodiscard]] Table table_of(const Case& conflict);

/// Draws of a case's actors within their ranges; what has none is spread as told.
class TableDraws {
public:
    /// \param spread of a number without a range: half the width of its interval at the case's level, as a
    /// share of the scale (positions), of 100 (saliences), of itself (power); 0: it is certain
    TableDraws(const Case& conflict, const Table& best, double spread, std::uint64_t seed);
    [[nodiscard]] Table draw(std::uint64_t number) const;
    [[nodiscard]] std::size_t ranged() const { return ranged_; }  ///< numbers with a range of their own

private:
    struct Number;
    const Table& best_;
    std::vector<Number> numbers_;
    std::size_t ranged_ = 0;

public:
    ~TableDraws();
};

}  // namespace entente::stakeholders
