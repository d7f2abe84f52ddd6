// What fighting on is worth to both sides, and nothing else: for draws, swings and levers.
#pragma once

#include <array>
#include <cstdint>
#include <memory>

#include "entente/model/case.hpp"
#include "entente/war/range.hpp"

namespace entente::war {

class FrontTables;

/// Points of each side's own scale, in the order of `[war] between`.
struct Values {
    Pair fighting{0, 0};  ///< of fighting on by the analyst's numbers, what a public expects included
    Pair believed{0, 0};  ///< the same by each side's own belief
    Pair dividend{0, 0};  ///< what outsiders add to any deal struck now: a deal need give that much less
    double duration = 0;  ///< expected battles or periods, by the analyst's numbers; the median where the
                          ///< mean need not exist (a drift that wanders)
    double error = 0;     ///< points that `fighting` may be off where a front was read from a table
    double believed_error = 0;  ///< the same of `believed`
    bool operator==(const Values&) const = default;
};

/// What tables are to give of a front: all; all but the analyst's values, or the sides' own, which are
/// worked out; or how long it lasts alone.
enum class Read : std::uint8_t { all, beliefs, analyst, duration };

/// Answers: what is fighting on worth to each side? The numbers are those of `analyse`, without its ranges,
/// course, leverage and notes; a draw or a swing costs one evaluation of the war and no copy of the case.
/// \param conflict a case with a `[war]` that `validate` has passed: nothing is checked again, and
///        numbers that a draw moves must stay inside their domains
/// \return values in points
/// \throws InputError E0501 where the war's model is unknown, E0515 where a front stands beyond its ends
/// \cost a closed form is some microseconds; "learning" its induction; a front whose drift wanders some ms,
///       or microseconds where it is read from a table
/// \threads a pure function of the case \check War.ValuesAreThoseOfTheAnalysis
/// \param tables where given, fronts that wander are read from them as far as they hold them
[[nodiscard]] Values values(const Case& conflict, const FrontTables* tables = nullptr,
                            Read from = Read::all);

/// What each side imposes if it wins, and what that is worth to both, in points of their own.
struct Ends {
    std::array<Outcome, 2> imposed;
    Pair at_win{0, 0};
    Pair at_loss{0, 0};

    [[nodiscard]] double size(std::size_t side) const { return at_win[side] - at_loss[side]; }
    [[nodiscard]] double points(std::size_t side, double share) const {
        return at_loss[side] + share * size(side);
    }
};

/// The same for a caller that knows the worth of the ends already: a draw then adds up no utilities.
/// \check Robust.EveryDrawIsTheExactPathsOwn
[[nodiscard]] Values values(const Case& conflict, const Ends& ends, const FrontTables* tables = nullptr,
                            Read from = Read::all);

/// The same for many variants of one case: most numbers leave a wandering front as it is, and its paths are
/// drawn once for all of them. The values are those of `values`, bit by bit;
/// how long a front that wanders would last is not told.
/// \threads one a thread \check Levers.TheCurveIsThatOfEveryDrawAlone
class Valuer {
public:
    Valuer();
    ~Valuer();
    Valuer(const Valuer&) = delete;
    Valuer& operator=(const Valuer&) = delete;
    /// Fronts that wander are read from these tables from now on, as far as they hold them. \param tables
    /// must outlive the valuer; null: every front is solved
    void read_from(const FrontTables* tables);
    [[nodiscard]] Values operator()(const Case& conflict);

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace entente::war
