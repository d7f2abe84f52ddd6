#include "entente/model/war_parameters.hpp"

namespace entente {
namespace {

constexpr Domain kChance{.low = 0, .high = 1};
constexpr Domain kOpenChance{.low = 0, .high = 1, .low_open = true, .high_open = true};
constexpr Domain kDiscount{.low = 0, .high = 1, .low_open = true};
constexpr Domain kNotNegative{.low = 0};
constexpr Domain kPositive{.low = 0, .low_open = true};
constexpr Domain kAny{};
constexpr Domain kCaution{.low = -50, .high = 50};
constexpr Domain kRisk{.low = 0.01, .high = 100};  // beyond, powers of the stake leave every scale
constexpr Domain kForts{.low = 2, .high = 1e6, .integer = true};
constexpr Domain kStart{.low = 0, .high = 1e6, .integer = true};
constexpr Domain kLearningForts{.low = 2, .high = 1e4, .integer = true};
constexpr Domain kHorizon{.low = 0, .high = 1e4, .integer = true};
constexpr Domain kLives{.low = 1, .high = 12, .integer = true};
constexpr Domain kWhole{.low = 0, .high = 1e4, .integer = true};

std::vector<WarParameter> make_common() {
    return {
        {"cost.*", "What fighting costs this side per battle or period (a lottery: in all)", "0",
         kNotNegative, "points"},
        {"cost_share.*",
         "What fighting costs this side per period, as a share of what a period of its holding is worth, "
         "in "
         "place of cost: it keeps its meaning when the discount moves (model \"front\")",
         "none", kNotNegative, "share"},
        {"outlook",
         "Periods ahead over which stalemate and ripeness are judged (model \"front\" with drift)",
         "24 months, where `per` is a unit of time", kPositive, "periods"},
        {"aid.*", "Money that this side gets from outside per battle or period of fighting", "0",
         kNotNegative, "points"},
        {"holding.*",
         "What this side has for as long as the war goes on; counts where a discount makes later ends "
         "weigh less "
         "(model \"front\")",
         "its value of status_quo, else its points when it loses", kAny, "points"},
        {"stake.*",
         "What a move of the front by a whole share in its favour adds to what this side holds (model "
         "\"front\")",
         "what the war's issue is worth to it between both ends; none without `issue`", kNotNegative,
         "points per share"},
        {"public.*.expect", "What this side's public expects of a deal", "none", kAny, "points"},
        {"public.*.penalty", "What each point below that costs its leader", "0", kNotNegative, "points"},
        {"public.*.weight",
         "After so many battles or periods the public has come half the way from what it expected to what "
         "fighting on brings (models \"front\" and \"learning\"; in \"learning\" its leader then minds it "
         "before every battle)",
         "it never gives way; in \"learning\" it is minded now alone", kPositive, "battles or periods"},
        {"shift.later", "The first side's chance to win a war begun a period later", "none", kChance,
         "chance"},
        {"shift.discount", "What a period's delay leaves of a payoff, for the conditions on commitment",
         "0.9", kOpenChance, "share"},
        {"first_strike", "The first side's chance to win if it strikes first, less its chance if struck",
         "none", Domain{.low = -1, .high = 1}, "chance"},
        {"upkeep.*", "What deterring the other side costs this one per period of peace", "none",
         kNotNegative, "points"},
        {"rival_cost.least", "The least that the first side thinks war may cost the second", "none",
         kNotNegative, "points"},
        {"rival_cost.most", "The most that the first side thinks war may cost the second", "none",
         kNotNegative, "points"},
        {"mediation.strong", "Chance that a side is of the strong type, known to itself alone", "none",
         kOpenChance, "chance"},
        {"mediation.chance", "Chance that a strong side beats a weak one", "0.8",
         Domain{.low = 0.5, .high = 1}, "chance"},
        {"mediation.left", "Share of the pie that a war between the types leaves", "0.8", kOpenChance,
         "share"},
        {"mediator.bias", "Weight that the mediator puts on the first side's share, 0.5 is neutral", "none",
         kChance, "share"},
        {"mediator.error", "Chance that what the mediator knows is wrong", "0", kChance, "chance"},
        {"mediator.loss", "What war costs the mediator", "0", kNotNegative, "points"},
    };
}

std::vector<WarParameter> with_common(std::vector<WarParameter> own) {
    const auto common = common_war_parameters();
    own.insert(own.end(), common.begin(), common.end());
    return own;
}

const WarParameter kStrength{
    "strength.*",
    "How strong this side is (men, capabilities): where no chance is written, it follows "
    "from both sides' strengths",
    "none", kPositive, "any unit"};
const WarParameter kContest{
    "contest",
    "Exponent m of the contest: chance = a^m / (a^m + b^m); past wars and battles leave "
    "0.1 to 0.7 open",
    "0.35", kPositive, "exponent"};

std::vector<WarParameter> with_walk(std::vector<WarParameter> own, const Domain& forts) {
    const WarParameter walk[] = {
        {"forts", "Steps from one side's defeat to the other's", "10", forts, "forts"},
        {"start", "Forts that the first side holds now", "half of them", kStart, "forts"},
        {"advance", "Chance that a battle takes the first side a fort forward", "0.5", kChance, "chance"},
        {"retreat", "Chance that a battle takes it a fort back; the rest moves nothing", "1 - advance",
         kChance, "chance"},
        {"discount", "What a battle's or period's delay leaves of a payoff", "1", kDiscount, "share"},
        kStrength,
        kContest,
    };
    own.insert(own.begin(), std::begin(walk), std::end(walk));
    return own;
}

std::vector<WarModel> make_models() {
    const WarParameter drift{"drift", "Movement of the front per period, as a share of the contested range",
                             "0 beside volatility", kAny, "per period"};
    const WarParameter volatility{"volatility", "Its standard deviation per root period", "none", kPositive,
                                  "per root period"};
    const WarParameter position{"position", "Share of the contested range that the first side holds", "0.5",
                                kChance, "share"};
    const WarParameter drift_error{"drift_error",
                                   "What is not known of today's drift: its standard deviation", "0",
                                   kNotNegative, "per period"};
    const WarParameter drift_noise{"drift_noise",
                                   "Standard deviation of the drift's change over a period: it "
                                   "wanders",
                                   "0", kNotNegative, "per period and root period"};
    const WarParameter persistence{"persistence",
                                   "Share of the drift's distance from `home` that a period leaves",
                                   "1: it has no home", kDiscount, "share"};
    const WarParameter home{"home", "The drift that it returns to, where persistence is below 1", "0", kAny,
                            "per period"};
    return {
        {"lottery", "a lottery: one war decides",
         "One war decides: the first side wins with a given chance, each side pays its cost once.",
         "Fearon, International Organization 49 (1995) 379-414",
         with_common(
             {{"chance", "Chance that the first side wins", "0.5, or from strength", kChance, "chance"},
              kStrength,
              kContest,
              {"risk.*", "Exponent of this side's utility of the stake: 1 is neutral, below 1 averse", "1",
               kRisk, "exponent"},
              {"caution.*", "Constant absolute risk aversion over the stake, in place of risk", "0",
               kCaution, "per stake"}})},
        {"front", "a front that moves",
         "Each battle moves the front a fort forward or back until one side has all (forts, start, "
         "advance, "
         "retreat); or the front drifts and wavers (drift, volatility, position), and its drift may wander "
         "(drift_noise, drift_error).",
         "Feller, Probability Theory I (1968) ch. XIV; Smith and Stam, Journal of Conflict Resolution 48 "
         "(2004) 783-813",
         with_common(with_walk({drift, volatility, position, drift_error, drift_noise, persistence, home},
                               kForts))},
        {"learning", "a front that moves, with both sides learning from every battle",
         "The front moves fort by fort; each side has its own belief of its chances, learns from every "
         "battle, "
         "and may settle before each.",
         "After Smith and Stam, Journal of Conflict Resolution 48 (2004) 783-813",
         with_common(with_walk(
             {{"prior.*.wins", "This side's belief: battles as if seen, won by the first side", "5",
               kPositive, "battles"},
              {"prior.*.losses", "This side's belief: battles as if seen, lost by the first side", "5",
               kPositive, "battles"},
              {"proposer", "The first side's share of the offers, and so of the surplus", "0.5", kChance,
               "share"},
              {"horizon", "Battles after which beliefs are taken as final", "80, longer where needed",
               kHorizon, "battles"},
              {"truth", "The analyst's chance that the first side wins a battle that moves the front",
               "advance / (advance + retreat)", kChance, "chance"}},
             kLearningForts))},
        {"screening", "battles between which one side finds out how strong the other is",
         "The second side is weak or strong and alone knows which; the first makes offers before each "
         "battle. "
         "Who has lost all its lives has lost the war.",
         "After Filson and Werner, American Journal of Political Science 46 (2002) 819-838",
         with_common({{"lives.*", "Battles that this side can still lose", "1", kLives, "battles"},
                      {"weak", "The first side's belief that the second is weak", "0.5", kChance, "chance"},
                      {"advance_weak", "Chance that the first side wins a battle against a weak second",
                       "0.7", kChance, "chance"},
                      {"advance_strong", "The same against a strong one", "0.4", kChance, "chance"}})},
        {"attrition", "a contest of endurance, in which either side may be of a kind that never concedes",
         "Both pay per period until one concedes the whole; either may be of a kind that never does, and "
         "reputation for that decides.",
         "Abreu and Gul, Econometrica 68 (2000) 85-117",
         with_common({{"stubborn.*", "Chance that this side is of a kind that never concedes", "0.1",
                       kOpenChance, "chance"}})},
        {"attrition-mixed", "a contest of endurance that one side ends by conceding",
         "Both pay per period until one concedes; each quits at the rate that leaves the other "
         "indifferent. "
         "Perverse statics: a higher own cost wins more often.",
         "Bishop and Cannings, Journal of Theoretical Biology 70 (1978) 85-124", with_common({})},
    };
}

std::vector<AidKind> make_kinds() {
    const WarParameter amount{"amount", "Points per battle or period of fighting", "required", kNotNegative,
                              "points"};
    const WarParameter shift{
        "shift", "Added to the recipient's chance (advance, chance) or to the drift in its favour",
        "required", kNotNegative, "chance"};
    return {
        {"money",
         "Paid for as long as fighting goes on; narrows the range by what it pays.",
         true,
         {amount}},
        {"capability", "Raises the recipient's chances for all to see; shifts the range.", true, {shift}},
        {"promised",
         "Raises them in the recipient's belief alone; opens a gap of optimism.",
         true,
         {shift}},
        {"penalty",
         "Charged for every battle or period of fighting, to one side or to both.",
         false,
         {amount}},
        {"dividend",
         "Added to what a settlement gives: it stands (keep 1), decays (keep below 1 per battle), is "
         "offered "
         "once (keep 0), or expires after so many battles.",
         false,
         {{"amount", "Points of a deal struck now", "required", kNotNegative, "points"},
          {"keep", "Share of it that is left a battle later", "1", kChance, "share"},
          {"expires", "The first battle count without it", "never", kWhole, "battles"}}},
    };
}

}  // namespace

std::span<const WarParameter> common_war_parameters() {
    static const std::vector<WarParameter> common = make_common();
    return common;
}

std::span<const WarParameter> own_parameters(const WarModel& model) {
    return std::span(model.parameters).first(model.parameters.size() - common_war_parameters().size());
}

std::span<const WarModel> war_models() {
    static const std::vector<WarModel> models = make_models();
    return models;
}

const WarModel* find_war_model(std::string_view name) {
    for (const WarModel& model : war_models()) {
        if (model.name == name) return &model;
    }
    return nullptr;
}

std::span<const AidKind> aid_kinds() {
    static const std::vector<AidKind> kinds = make_kinds();
    return kinds;
}

const AidKind* find_aid_kind(std::string_view name) {
    for (const AidKind& kind : aid_kinds()) {
        if (kind.name == name) return &kind;
    }
    return nullptr;
}

const WarParameter* find_war_parameter(std::span<const WarParameter> parameters, std::string_view written) {
    for (const WarParameter& parameter : parameters) {
        const auto star = parameter.name.find('*');
        if (star == std::string_view::npos) {
            if (parameter.name == written) return &parameter;
            continue;
        }
        const std::string_view head = parameter.name.substr(0, star);
        const std::string_view tail = parameter.name.substr(star + 1);
        if (written.size() > head.size() + tail.size() && written.starts_with(head) &&
            written.ends_with(tail)) {
            return &parameter;
        }
    }
    return nullptr;
}

}  // namespace entente
