#include "core/codes/ranges.hpp"

namespace entente::codes {
namespace {

constexpr CodeInfo kWar[] = {
    {"E0500", "the case has no war", "entente war values fighting on; this case does not describe any.",
     "Add a [war] table with a model, or ask entente settle.", "[war]\nmodel = \"lottery\"\nchance = 0.6"},
    {"E0501", "there is no such war model", "`model` names no model that Entente knows.",
     "Take one of lottery, front, learning, screening, attrition, attrition-mixed.", "model = \"front\""},
    {"E0502", "the table does not know this parameter",
     "Every model, and every kind of aid, has its own list of parameters.",
     "Correct the name, or begin it with x- to keep it as a private note.", "advance = 0.55"},
    {"E0503", "a parameter stands twice", "The same number is given two values.", "Keep one.", ""},
    {"E0504", "not a side of this war", "Only the two parties in `between` fight, believe and are aided.",
     "Name one of the two sides.", "cost.north = 0.5"},
    {"E0505", "a side that pays nothing never concedes",
     "In a war of attrition every side must lose something by waiting, aid deducted.",
     "Raise its cost above 0, or lower the aid to below the cost.", "cost.north = 0.2"},
    {"E0506", "a front both walks and drifts",
     "forts, start, advance and retreat describe a walk; drift, volatility and position a drifting front.",
     "Keep one of the two descriptions.", "drift = 0.0004\nvolatility = 0.003"},
    {"E0507", "a parameter is missing", "The model or the kind of aid cannot do without it.",
     "Add the parameter that the message names.", "forts = 10"},
    {"E0508", "a state outside the walk", "`start` counts the forts of the first side, from 0 to `forts`.",
     "Lower start, or raise forts.", "forts = 10\nstart = 4"},
    {"E0509", "chances of one battle do not fit together",
     "advance and retreat are chances of the same battle: together at most 1, and not both 0.",
     "Lower one of them; what is missing to 1 is the chance of a stalemate.",
     "advance = 0.3\nretreat = 0.2"},
    {"E0510", "beliefs or aid without a war", "[belief] and [aid] change the numbers of a [war].",
     "Add the [war] table, or remove them.", ""},
    {"E0511", "what the winner imposes is forbidden",
     "A [[rule]] forbids the outcome that a side imposes when it wins, or every way to complete it.",
     "Choose other options in win, or narrow the rule.", "win = { north = { border = 1 } }"},
    {"E0512", "a victory is no better than a defeat",
     "By its own scores a side gets no more from what it imposes than from what the other side imposes.",
     "Check win and the scores of that side.", ""},
    {"E0513", "a kind of aid is unknown or incomplete",
     "Aid is money, capability, promised, penalty or dividend; the first three go to one side.",
     "Write the kind, and to whom it goes.", "[aid.loans]\nkind = \"money\"\nto = \"north\"\namount = 0.4"},
    {"E0514", "two numbers of the war contradict each other",
     "A low end above a high one, a weak side harder to beat than a strong one, or two descriptions of one "
     "thing.",
     "Correct the one that the message points at.", ""},
    {"E0515", "the front stands beyond its ends",
     "A war whose side already holds what it imposes is over; `win.*.at` says where on the front that is.",
     "Correct position, or the place of the aims: the first side's above the position, the second's below.",
     "win.north.at = 0.9\nwin.south.at = 0.4\nposition = 0.6"},
    {"E0516", "this war has no front to place aims on",
     "`win.*.at` is a place on a front that drifts (position, drift, volatility).",
     "Take it out, or describe the front by its drift.",
     "model = \"front\"\nposition = 0.6\nvolatility = 0.01"},
    {"E0520", "the series has no such column",
     "--fit needs a column of dates and one of shares; --durations and --covariates name columns.",
     "Name the column of shares with --column, or correct the name.",
     "entente war --fit front.csv --column share"},
    {"E0521", "the series is too short",
     "A fit needs at least three rows with a date and a share, or three more rows with a duration than "
     "covariates.",
     "Check the dates (2024-05-31), the numbers and the separators.", ""},
    {"E0522", "a row of the series cannot be",
     "Shares lie between 0 and 1, every date stands once, and durations are above 0.",
     "Correct or remove the row.", ""},
    {"E0523", "the covariates do not fit",
     "A covariate is the same in every row, follows from the others, or singles out one war: no estimate "
     "exists.",
     "Leave it out of --covariates.", "entente war --fit wars.csv --durations days --covariates terrain"},
    {"W0501", "a written value beside a war",
     "Values of no deal are derived from [war]; this one is also written in reserve, and is used.",
     "Remove it from reserve to use the war's value.", ""},
    {"W0502", "the horizon is too short",
     "A learning war is cut after so many battles; what lies beyond may change the result by as much as "
     "the "
     "message says.",
     "Leave horizon out, or raise it.", "horizon = 320"},
    {"W0503", "a war on defaults",
     "The numbers that the model is about are not written; its defaults stand in.",
     "Write them into [war].", "forts = 10\nadvance = 0.55"},
    {"W0504", "an aim that is not the far end",
     "What this side imposes on the war's issue is not its best option there, so its aims are reached "
     "before "
     "the end of the line.",
     "Say where: win.<side>.at, a position between 0 and 1.", "win.south.at = 0.775"},
    {"W0518", "a cost out of scale",
     "Fighting costs a side more in one period than its best package is worth. Costs are in points, as "
     "scores "
     "are, and not in money or lives.",
     "Write what a period costs in the party's own points.", "cost = { south = 1.2 }"},
    {"W0505", "a holding beside a status quo",
     "What a side has while the war goes on is written, and also follows from status_quo; the written "
     "number "
     "is used.",
     "Take one of the two out, or note why they differ.", "status_quo = { border = 0.6 }"},
};

}  // namespace

std::span<const CodeInfo> war() { return kWar; }

}  // namespace entente::codes
