// What the methods found, as a value: everything from which the answer is read.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "entente/settle/settle.hpp"
#include "settle/count/big.hpp"
#include "settle/frontier/front.hpp"
#include "settle/solutions/hunt.hpp"

namespace entente::settle {

/// The number of acceptable outcomes.
struct ZoneSize {
    std::string outcomes;              ///< exact, or the estimate where `interval` is set; empty: unknown
    std::optional<Interval> interval;  ///< of the number
};

/// Points that leave nobody worse off than a draft.
template <class Units>
struct BetterPoints {
    std::optional<Front<Units>> front;  ///< none: they are on the frontier
    bool complete = true;
};

template <class Units>
struct Findings {
    Front<Units> front;  ///< the frontier, or where it is not `complete` the points of it that were found
    std::string method;
    Stopped stopped = Stopped::complete;
    bool exact = true;
    bool nothing_passes = false;         ///< outcomes there are, but none is ratified or agreed
    bool impossible = false;             ///< proved: the rules forbid every outcome
    std::optional<BigCount> feasible;    ///< outcomes that no rule forbids, where they were counted
    std::vector<Units> worst, best;      ///< per party over the feasible outcomes
    std::vector<std::uint8_t> proved;    ///< per party: worst and best are
    std::optional<HuntedPoints> hunted;  ///< set where the points were found one by one
    std::optional<Separable> separable;  ///< the problem's separable form, where it was made
    std::vector<double> within;          ///< points per party: every outcome is near to a listed one
    std::optional<double> epsilon;       ///< the largest of these, or of a cover
    ZoneSize zone;
    BetterPoints<Units> better;
    std::vector<std::string> notes;

    void note(std::string text) {
        if (std::find(notes.begin(), notes.end(), text) == notes.end()) notes.push_back(std::move(text));
    }
    void stop(Stopped why) {
        if (why != Stopped::complete && stopped != Stopped::cancelled) stopped = why;
    }
};

}  // namespace entente::settle
