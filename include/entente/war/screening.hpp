// War as a way to find out how strong the other side is.
//
// Rules: side A does not know whether D is weak (A wins a battle with `advance_weak`) or strong
// (`advance_strong`). Before each battle A offers D a share, take it or fight; a battle costs both and
// takes a life from its loser; who has no lives left gets nothing. A strong D always gets its value under
// complete information; A either pays that to everybody (pools) or offers less, which some of the weak
// accept, and fights on against the rest.
// References: Filson and Werner, "A Bargaining Model of War and Peace", American Journal of Political
// Science 46 (2002) 819-838, for the setting; the two-type recursion is this project's own.
#pragma once

#include <vector>

#include "entente/war/range.hpp"

namespace entente::war {

struct Screening {
    int lives_first = 1;  ///< battles that A can still lose
    int lives_second = 1;
    double advance_weak = 0.7;
    double advance_strong = 0.4;  ///< at most advance_weak
    Pair cost{0.05, 0.05};        ///< per battle, of a pie of 1
};

/// What A does at a belief, and what follows; pieces between beliefs at which its best action changes.
struct ScreeningPiece {
    double from = 0;        ///< belief that D is weak; the piece runs to the next one's `from`, or to 1
    double value = 0;       ///< A's value at `from`
    double slope = 0;       ///< its change per unit of belief
    double weak_value = 0;  ///< what a weak D gets
    enum class Action { pool, screen, fight } action = Action::pool;
    double target = 0;  ///< screen: A's belief after a rejection
};

/// The equilibrium of one state (lives left), over all beliefs; exact, no grid.
struct ScreeningState {
    double strong_value = 0;
    std::vector<ScreeningPiece> pieces;

    [[nodiscard]] double value(double belief) const;       ///< A's, continuous in the belief
    [[nodiscard]] double weak_value(double belief) const;  ///< right limit where it jumps
    [[nodiscard]] const ScreeningPiece& at(double belief) const;
    [[nodiscard]] double pooling_threshold() const;  ///< A pools up to this belief
};

/// The states of the game, by lives of A and of D, from (1,1) to those of `model`.
class ScreeningGame {
public:
    /// \cost pieces grow with the battles that can still be fought; 12 lives each take about a second
    explicit ScreeningGame(const Screening& model);
    [[nodiscard]] const ScreeningState& state(int lives_first, int lives_second) const;
    [[nodiscard]] const Screening& model() const { return model_; }
    /// A's value of fighting the next battle without an offer.
    [[nodiscard]] double fighting_value(double belief) const;
    /// A weak D's value of fighting the next battle.
    [[nodiscard]] double weak_fighting_value(double belief) const;

private:
    Screening model_;
    std::vector<ScreeningState> states_;
};

/// What happens from the opening belief on, D being weak with that chance.
struct ScreeningPath {
    double offer = 0;  ///< D's share in A's first offer (as long as it makes one)
    double war = 0;    ///< chance that at least one battle is fought
    double expected_battles = 0;
    double settles = 0;
    Pair conquest{0, 0};
};
[[nodiscard]] ScreeningPath screening_path(const ScreeningGame& game, double weak);

/// A's belief that D is weak after a battle that A won or lost.
[[nodiscard]] double screening_update(const Screening& model, double belief, bool first_won);

}  // namespace entente::war
