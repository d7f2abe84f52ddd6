#include <algorithm>
#include <cmath>
#include <limits>

#include "entente/core/text.hpp"

#include "war/models/drifting.hpp"
#include "war/records/front.hpp"
#include "war/records/record.hpp"

namespace entente::war {
namespace {

/// How a front of any kind ends, on the case's ground.
struct Course {
    Ending ending;
    double flow = 0;               ///< E of the discounted flow of moves until the end, in shares
    double error = 0;              ///< of the discounted chances
    double read_error = 0;         ///< the same, of a front that was read from a table
    double flow_error = 0;         ///< of the flow, likewise
    std::optional<double> median;  ///< of the duration of a front whose drift wanders
    std::optional<std::array<std::optional<double>, 5>> quantiles;  ///< of the duration
};

/// E of (1 - d) sum d^t (X_t - X_0) until the end, of a front with a constant drift: what the drift alone
/// would bring for ever, less what is cut off at either end. \check Passage.ConstantDriftIsTheClosedForm
double flow_until(double position, double gain, double low, double high, const Ending& ending) {
    const double until = 1 - ending.discounted_win[0] - ending.discounted_win[1];
    const double flow = position + gain - ending.discounted_win[0] * (high + gain) -
                        ending.discounted_win[1] * (low + gain) - position * until;
    // Where the discount hardly bites all this cancels: no flow is further than the ends.
    return std::clamp(flow, (low - position) * std::max(0.0, until),
                      (high - position) * std::max(0.0, until));
}

/// Quantiles of the duration of a front with a constant drift, by halving.
std::array<std::optional<double>, 5> durations(const Front& front, const Ending& ending) {
    std::array<std::optional<double>, 5> result;
    if (ending.duration <= 0) {
        result.fill(0.0);
        return result;
    }
    for (std::size_t q = 0; q < result.size(); ++q) {
        double low = 0;
        double high = ending.duration;
        while (DriftingFront(front, high).fighting() > 1 - kCourseQuantiles[q]) high *= 2;
        for (int i = 0; i < 50; ++i) {
            const double middle = (low + high) / 2;
            (DriftingFront(front, middle).fighting() > 1 - kCourseQuantiles[q] ? low : high) = middle;
        }
        result[q] = high;
    }
    return result;
}

Course drifting_course(const View& view, bool full) {
    const WanderingFront whole = wandering_in(view);
    const double width = whole.high - whole.low;
    const Front front{(whole.position - whole.low) / width, whole.drift / width, whole.volatility / width,
                      whole.discount};
    Course course;
    course.ending = front_ending(front, full);
    if (full) course.quantiles = durations(front, course.ending);
    if (whole.discount < 1) {
        const double rate = -std::log(whole.discount);
        course.flow = width * flow_until(front.position, front.drift / rate, 0, 1, course.ending);
    }
    return course;
}

Course walking_course(const View& view, bool full) {
    const Walk walk = walk_in(view);
    Course course;
    course.ending = walk_ending(walk, full);
    if (walk.discount < 1) {
        const auto n = static_cast<double>(walk.forts);
        const double gain = walk.discount * (walk.advance - walk.retreat) / n / (1 - walk.discount);
        course.flow = flow_until(static_cast<double>(walk.start) / n, gain, 0, 1, course.ending);
    }
    return course;
}

/// Most numbers of a case leave the front as it is: it is solved once.
/// \param lasting also how long it lasts, which paths have to tell
const Passage& passage_of(const WanderingFront& front, bool lasting, Memory& memory) {
    for (const auto& [known, passage] : memory.passages) {
        if (known == front && (!lasting || passage.horizon > 0)) return passage;
    }
    constexpr std::size_t kMost = 16;
    if (memory.passages.size() >= kMost) memory.passages.erase(memory.passages.begin() + 3);
    const auto values = memory.solver.values(front);
    Passage passage;
    if (lasting || !values) passage = drawn_passage(front);
    if (values) static_cast<PassageValues&>(passage) = *values;
    return memory.passages.emplace_back(front, passage).second;
}

/// A front whose discounted values are known.
void take(const PassageValues& values, Course& course) {
    course.ending.discounted_win = values.discounted_win;
    course.ending.present_cost = values.present_cost;
    course.ending.duration = std::numeric_limits<double>::quiet_NaN();  // its mean need not exist
    course.ending.duration_sd = course.ending.duration;
    course.flow = values.flow;
    course.error = values.error;
}

Course wandering_case(const View& view, bool full, Memory& memory) {
    Course course;
    const WanderingFront front = wandering_in(view);
    const bool reads = !full && memory.tables != nullptr;
    const PassageTable* table =
        reads ? memory.tables->of(static_cast<std::size_t>(view.eyes() - kAnalyst)) : nullptr;
    const auto read = table == nullptr ? std::nullopt : table->at(front);
    if (read) course.median = read->median;
    const bool by_table = memory.read == Read::all ||
                          memory.read == (view.eyes() == kAnalyst ? Read::analyst : Read::beliefs);
    if (read && by_table) {
        take(read->values, course);
        course.read_error = table->error();
        course.flow_error = table->flow_error();
        return course;
    }
    const bool lasting = full || (memory.durations && view.eyes() == kAnalyst && !read);
    const Passage& passage = passage_of(front, lasting, memory);
    take(passage, course);
    course.ending.win = passage.win;
    if (lasting) {
        course.quantiles = passage.quantiles;
        course.median = passage.quantiles[2].value_or(passage.horizon);
    }
    return course;
}

Course course_in(const View& view, bool full, Memory& memory) {
    if (!drifts(view)) return walking_course(view, full);
    return wanders(view) ? wandering_case(view, full, memory) : drifting_course(view, full);
}

/// A side's value of fighting on as a share of its stake, before costs: the ends as far as the discount
/// lets them weigh, what it holds until then, and what the moves of the front bring or take meanwhile.
double front_value(const Ground& ground, const Stakes& stakes, std::size_t side, const Course& course) {
    const double held = (ground.holding[side] - stakes.at_loss[side]) / stakes.size(side);
    const double until = 1 - course.ending.discounted_win[0] - course.ending.discounted_win[1];
    const double favour = side == 0 ? course.flow : -course.flow;
    return course.ending.discounted_win[side] + held * std::max(0.0, until) +
           ground.stake[side] / stakes.size(side) * favour;
}

/// What a payment of 1 a period would be worth now, from one time to another: the discount within.
double present_between(double discount, double from, double to) {
    if (discount >= 1) return 1;
    const double rate = -std::log(discount);
    return (std::exp(-rate * from) - std::exp(-rate * to)) / (rate * (to - from));
}

/// How the war looks over the horizon of a decision, rather than to ends that may lie generations away: who
/// has won by then, an open war counting half, and what it costs a side beyond what its front brings.
Outlook outlook_within(const View& view, const Ground& ground, const WanderingFront& front,
                       const Stakes& stakes, std::size_t side, double horizon) {
    Pair won;
    if (wanders(view)) {
        won = reached_by(front, horizon);
    } else {
        const double width = front.high - front.low;
        won = DriftingFront(
                  {(front.position - front.low) / width, front.drift / width, front.volatility / width, 1},
                  horizon)
                  .won();
    }
    const double moved = free_position(front, horizon).mean - front.position;
    const double gain = ground.stake[side] * (side == 0 ? moved : -moved);
    const double paid = view.net_cost(side) * present_between(front.discount, 0, horizon) * horizon;
    Outlook result;
    result.win = won[side];
    const double prevails = won[side] + (1 - won[0] - won[1]) / 2;
    result.deadlock = 4 * prevails * (1 - prevails);
    result.hurt = std::clamp((paid - gain) / stakes.size(side), 0.0, 1.0);
    return result;
}

/// \param full also deviations and the outlook
Evaluation evaluate(const View& view, const Stakes& stakes, bool full, Memory& memory) {
    const Course course = course_in(view, full, memory);
    const Ground ground = ground_in(view, stakes);
    Evaluation result;
    result.win = course.ending.win;
    result.duration = course.ending.duration;
    result.duration_sd = course.ending.duration_sd;
    result.error = course.error;
    result.weight = course.ending.discounted_win[0] + course.ending.discounted_win[1];
    result.quantiles = course.quantiles;
    result.median = course.median.value_or(0);
    const double horizon = outlook_span(view.conflict());
    if (full && horizon > 0 && drifts(view)) {
        result.outlook.emplace();
        for (std::size_t i = 0; i < 2; ++i)
            (*result.outlook)[i] = outlook_within(view, ground, wandering_in(view), stakes, i, horizon);
    }
    for (std::size_t i = 0; i < 2; ++i) {
        result.value[i] = front_value(ground, stakes, i, course);
        result.cost[i] = view.net_cost(i) / stakes.size(i) * course.ending.present_cost;
        result.fight[i] = result.value[i] - result.cost[i];
        if (course.read_error <= 0) continue;
        // A chance that is off moves an end, what is held until then, and how long it is paid for.
        const double held = (ground.holding[i] - stakes.at_loss[i]) / stakes.size(i);
        const double rate = -std::log(view.get("discount", 1));
        const double off = 1 + 2 * std::abs(held) + 2 * std::abs(view.net_cost(i)) / stakes.size(i) / rate;
        result.read_error =
            std::max(result.read_error, off * course.read_error +
                                            std::abs(ground.stake[i]) / stakes.size(i) * course.flow_error);
    }
    return result;
}

Appraisal appraise(const Case& conflict, const Stakes& stakes, Memory& memory, bool full) {
    return appraise_by(conflict,
                       [&](const View& view, bool) { return evaluate(view, stakes, full, memory); });
}

/// Both sides' outlooks and the way out where the front stands at `share` after some time.
void judge_front(const Case& conflict, const Stakes& stakes, const Deals& deals, double share,
                 double carrot, Memory& memory, WarStep& step) {
    std::array<Outlook, 2> seen;
    Pair reservation;
    const View analyst(conflict, kAnalyst);
    for (std::size_t i = 0; i < 2; ++i) {
        const View own(conflict, static_cast<int>(i));
        const double cost = own.net_cost(i) / stakes.size(i);
        Ground ground = ground_in(own, stakes);
        Course course;
        double moved = 0;
        WanderingFront front = wandering_in(own);
        if (drifts(own)) {
            if (wanders(own)) front = taught(front, wandering_in(analyst), step.time);
            moved = share - front.position;
            front.position = share;
            if (wanders(own)) {
                take(passage_of(front, false, memory), course);
            } else {
                const double width = front.high - front.low;
                const Front plain{(share - front.low) / width, front.drift / width,
                                  front.volatility / width, front.discount};
                course.ending = front_ending(plain, false);
                if (front.discount < 1)
                    course.flow =
                        width * flow_until(plain.position, plain.drift / -std::log(plain.discount), 0, 1,
                                           course.ending);
            }
        } else {
            Walk walk = walk_in(own);
            moved = share - static_cast<double>(walk.start) / static_cast<double>(walk.forts);
            walk.start = std::llround(share * static_cast<double>(walk.forts));
            course.ending = walk_ending(walk, false);
        }
        ground.holding[i] += ground.stake[i] * (i == 0 ? moved : -moved);
        const double horizon = outlook_span(conflict);
        seen[i] = horizon > 0 && drifts(own) ? outlook_within(own, ground, front, stakes, i, horizon)
                                             : outlook(course.ending.win[i], course.ending.duration, cost);
        step.stalemate[i] = seen[i].stalemate();
        const double fight = front_value(ground, stakes, i, course) - cost * course.ending.present_cost;
        reservation[i] = with_public(own, i, stakes.points(i, std::max(0.0, fight)), step.time);
    }
    step.way_out = way_out(deals.surplus(reservation) + carrot + 1e-12);
    step.ripeness = step.way_out * mutual_stalemate(seen[0], seen[1]);
    step.judged = true;
}

std::vector<CoursePoint> points_of(const View& analyst, double span, int count) {
    if (!drifts(analyst)) return walk_course(walk_in(analyst), span, count);
    const WanderingFront whole = wandering_in(analyst);
    if (wanders(analyst)) {
        const Passage passage = drawn_passage(whole);
        const double likely = passage.quantiles[4].value_or(passage.horizon);
        return wandering_course(whole, span > 0 ? span : std::max(1e-9, likely), count);
    }
    const double width = whole.high - whole.low;
    const Front front{(whole.position - whole.low) / width, whole.drift / width, whole.volatility / width,
                      whole.discount};
    std::vector<CoursePoint> points = front_course(front, span, count);
    for (CoursePoint& point : points) {
        for (double& share : point.position) share = whole.low + share * width;
    }
    return points;
}

std::vector<WarStep> course(const Case& conflict, const Stakes& stakes, const WarResult&, double span) {
    const View analyst(conflict, kAnalyst);
    const int count = span > 0 ? kFinePoints : kPoints;
    const std::vector<CoursePoint> points = points_of(analyst, span, count);
    const double carrot = dividend_now(conflict, stakes);
    const Deals deals(conflict, stakes);
    Memory memory;
    const double discount = analyst.get("discount", 1);
    // Paths are drawn for every judgement of a wandering front: each tenth point will do.
    const std::size_t judged = drifts(analyst) && wanders(analyst) ? 10 : 1;
    std::vector<WarStep> steps;
    double fighting = 1;
    double fought = 0;
    double paid = 0;
    double before = 0;
    for (const CoursePoint& point : points) {
        WarStep step;
        step.time = point.time;
        step.fighting = point.fighting;
        step.won = point.won;
        step.hazard = fighting > 0 ? std::max(0.0, 1 - point.fighting / fighting) : 0;
        fighting = point.fighting;
        step.position.assign(point.position.begin(), point.position.end());
        if (point.time > before)
            paid += (point.fought - fought) * present_between(discount, before, point.time);
        fought = point.fought;
        before = point.time;
        for (std::size_t i = 0; i < 2; ++i) step.cost[i] = analyst.net_cost(i) * paid;
        if (steps.size() % judged == 0)
            judge_front(conflict, stakes, deals, point.position[2], carrot, memory, step);
        steps.push_back(std::move(step));
    }
    return steps;
}

/// What cannot be valued: a front beyond the ends that the case gives it.
void refuse(const Case& conflict, const Stakes&, std::vector<Diagnostic>& problems) {
    for (const int eyes : {kAnalyst, 0, 1}) {
        const View view(conflict, eyes);
        if (!drifts(view)) continue;
        const WanderingFront front = wandering_in(view);
        if (front.low < front.high && front.position >= front.low && front.position <= front.high) continue;
        const WarSpec& war = *conflict.war;
        problems.push_back(
            {Severity::error, "E0515",
             front.low >= front.high
                 ? "the two sides' aims cross: the first side's lies at " + format_number(front.high, 4) +
                       ", the second's at " + format_number(front.low, 4)
                 : "the front stands at " + format_number(front.position, 4) + ", beyond the aims at " +
                       format_number(front.low, 4) + " and " + format_number(front.high, 4),
             Location{conflict.origin.file, war.where.line, war.where.column, war.where.length, {}},
             "positions are the first side's share: win.*.at of the first side must lie above the "
             "position, "
             "of the second below it",
             "war.position"});
        return;
    }
}

/// What the numbers of a front do and do not say.
void tell(const Case& conflict, const Stakes& stakes, WarResult& result) {
    const View view(conflict, kAnalyst);
    Memory memory;
    const Course course = course_in(view, false, memory);
    const Ending& ending = course.ending;
    if (course.median) {
        result.notes.push_back(
            "The front's drift wanders. What fighting is worth follows from the front without drawing and "
            "is good "
            "to about " +
            format_number(std::max(0.01, course.error * std::max(stakes.size(0), stakes.size(1))), 2) +
            " points; chances, durations and the course come from 2,048 drawn paths, the same for every "
            "case. The "
            "band of the course holds noise, the drift's wandering and what is not known of the drift, not "
            "what is "
            "uncertain in the other numbers.");
    }
    if (ending.discounted_win[0] + ending.discounted_win[1] <= 0.01) {
        result.notes.push_back(
            "Either end of this war lies so far ahead that the discount leaves nothing of it: fighting on "
            "is "
            "worth what each side holds meanwhile, less what it costs. The chances to win extend today's "
            "movement of the front over all that time; they are no forecast.");
    }
    if (const double discount = view.get("discount", 1); discount < 1) {
        const Ground ground = ground_in(view, stakes);
        for (std::size_t i = 0; i < 2; ++i) {
            const double flow = (1 - discount) * ground.holding[i];
            if (flow <= 0 || view.gross_cost(i) <= 0) continue;
            result.notes.push_back(
                "A " + result.unit + "'s fighting costs " +
                conflict.parties[conflict.war->between[i].index()].name + " " +
                format_number(100 * view.gross_cost(i) / flow, 0) + "% of what a " + result.unit +
                " of what it holds meanwhile is worth to it, before money and penalties from outside.");
        }
    }
    if (!drifts(view)) return;
    const WanderingFront front = wandering_in(view);
    for (int side = 0; side < 2; ++side) {
        const WanderingFront own = wandering_in(View(conflict, side));
        const double apart = std::abs(own.drift - front.drift);
        if (front.drift_error <= 0 || apart <= 3 * front.drift_error) continue;
        result.notes.push_back(
            conflict.parties[conflict.war->between[static_cast<std::size_t>(side)].index()].name +
            "'s own view of the drift lies " + format_number(apart / front.drift_error, 0) +
            " standard deviations from what the front's moves say.");
    }
}

std::string unit(const Case& conflict) {
    return drifts(View(conflict, kAnalyst)) ? conflict.war->per : period_of(conflict);
}

}  // namespace

bool drifts(const View& view) { return view.find("volatility").has_value(); }

Walk walk_in(const View& view) {
    Walk walk;
    walk.forts = std::llround(view.get("forts", 10));
    // Ranges may meet where each is sound alone: more forts held than there are is all of them.
    walk.start = std::clamp<std::int64_t>(
        std::llround(view.get("start", static_cast<double>(walk.forts / 2))), 0, walk.forts);
    const double advance = view.chance("advance");
    const double retreat = view.find("retreat").value_or(1 - advance);
    double moves = advance + retreat;
    if (moves > 1) moves = 1;
    const double share = advance + retreat > 0 ? advance / (advance + retreat) : 0.5;
    walk.advance = std::clamp(moves * share + view.chance_shift(), 0.0, moves);
    walk.retreat = view.chance_shift() == 0 && advance + retreat <= 1 ? retreat : moves - walk.advance;
    walk.discount = view.get("discount", 1);
    return walk;
}

WanderingFront wandering_in(const View& view) {
    const WarSpec& war = *view.conflict().war;
    WanderingFront front;
    front.position = view.get("position", 0.5);
    front.drift = view.get("drift", 0) + view.chance_shift();
    front.drift_error = view.get("drift_error", 0);
    front.volatility = view.get("volatility", 1);
    front.drift_noise = view.get("drift_noise", 0);
    front.persistence = view.get("persistence", 1);
    front.home = view.get("home", 0) + (front.persistence < 1 ? view.chance_shift() : 0);
    front.discount = view.get("discount", 1);
    if (war.win[0].at) front.high = war.win[0].at->value();
    if (war.win[1].at) front.low = war.win[1].at->value();
    return front;
}

bool wanders(const View& view) {
    return view.get("drift_error", 0) > 0 || view.get("drift_noise", 0) > 0 ||
           view.get("persistence", 1) < 1;
}

WanderingFront taught(const WanderingFront& own, const WanderingFront& truth, double time) {
    const double prior = own.drift_error * own.drift_error;
    if (time <= 0 || prior <= 0) return own;
    // The mean move of so long a time as an observation of the drift.
    const double noise =
        own.volatility * own.volatility / time + own.drift_noise * own.drift_noise * time / 3;
    const double seen = (free_position(truth, time).mean - truth.position) / time;
    const double weight = prior / (prior + noise);
    WanderingFront later = own;
    later.drift = own.drift + weight * (seen - own.drift);
    later.drift_error = std::sqrt(prior * (1 - weight) + own.drift_noise * own.drift_noise * time / 3);
    return later;
}

const ModelRecord kFront{
    .name = "front",
    .method = "closed form of the walk or the drifting front; drawn paths where the drift wanders",
    .appraise = appraise,
    .unit = unit,
    .course = course,
    .refuse = refuse,
    .tell = tell,
    .has_front = true,
    .stepwise = [](const Case& conflict) { return wanders(View(conflict, kAnalyst)); }};

}  // namespace entente::war
