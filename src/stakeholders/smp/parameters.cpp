#include <algorithm>
#include <array>
#include <cctype>

#include "entente/stakeholders/smp.hpp"

namespace entente::stakeholders {
namespace {

const std::vector<SmpParameter>& table() {
    static const std::vector<SmpParameter> all = {
        {"VictoryProbModel",
         "how coalitions' strengths become a chance of victory",
         {"Linear", "Square", "Quartic", "Octic", "Binary"},
         0},
        {"PCEModel",
         "how chances against each become a chance to be chosen",
         {"Conditional", "MarkovIncentive", "MarkovUniform"},
         0},
        {"StateTransitions",
         "the likeliest bargain, or one drawn by its chance",
         {"Deterministic", "Stochastic"},
         0},
        {"VotingRule",
         "how much of its weight an actor throws in for a difference in utility",
         {"Binary", "PropBin", "Prop", "PropCbc", "Cubic", "ASymProsp"},
         2},
        {"BigRAdjust",
         "how far an actor sees another's own attitude to risk",
         {"None", "OneThird", "Half", "TwoThirds", "Full"},
         1},
        {"BigRRange", "the span of attitudes to risk", {"Min", "Mid", "Max"}, 1},
        {"ThirdPartyCommit", "what third parties stake", {"NoCommit", "SemiCommit", "FullCommit"}, 1},
        {"InterVecBrgn", "where between two positions a bargain lies", {"S1P1", "S2P2", "S2PMax"}, 1},
        {"BargnModel",
         "whose view makes the bargain",
         {"InitOnlyInterp", "InitRcvrInterp", "PWCompInterp"},
         0},
    };
    return all;
}

std::string folded(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (std::isalnum(static_cast<unsigned char>(c)) != 0)
            out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    return out;
}

/// Other spellings that files and schemas use, folded.
constexpr std::array<std::array<std::string_view, 2>, 10> kAlso = {{
    {"proportional", "prop"},
    {"no", "none"},
    {"semi", "semicommit"},
    {"asymprosp", "asymprosp"},
    {"initonly", "initonlyinterp"},
    {"initrcvr", "initrcvrinterp"},
    {"pwcomp", "pwcompinterp"},
    {"conditionalpcm", "conditional"},
    {"markovi", "markovincentive"},
    {"markovu", "markovuniform"},
}};

/// The values as numbers, in the table's order.
std::array<int, 9> numbers(const SmpParameters& p) {
    return {
        static_cast<int>(p.victory),    static_cast<int>(p.election),      static_cast<int>(p.transition),
        static_cast<int>(p.voting),     static_cast<int>(p.risk_adjust),   static_cast<int>(p.risk_range),
        static_cast<int>(p.commitment), static_cast<int>(p.interpolation), static_cast<int>(p.bargain)};
}

void assign(SmpParameters& p, std::size_t index, int value) {
    switch (index) {
        case 0:
            p.victory = static_cast<VictoryProbModel>(value);
            break;
        case 1:
            p.election = static_cast<PCEModel>(value);
            break;
        case 2:
            p.transition = static_cast<StateTransitions>(value);
            break;
        case 3:
            p.voting = static_cast<VotingRule>(value);
            break;
        case 4:
            p.risk_adjust = static_cast<BigRAdjust>(value);
            break;
        case 5:
            p.risk_range = static_cast<BigRRange>(value);
            break;
        case 6:
            p.commitment = static_cast<ThirdPartyCommit>(value);
            break;
        case 7:
            p.interpolation = static_cast<InterVecBrgn>(value);
            break;
        default:
            p.bargain = static_cast<BargnModel>(value);
            break;
    }
}

}  // namespace

std::span<const SmpParameter> smp_parameters() { return table(); }

bool set_parameter(SmpParameters& parameters, std::string_view name, std::string_view value) {
    const std::string wanted_name = folded(name);
    std::string wanted = folded(value);
    for (std::size_t i = 0; i < table().size(); ++i) {
        const SmpParameter& each = table()[i];
        if (folded(each.name) != wanted_name) continue;
        for (int attempt = 0; attempt < 2; ++attempt) {
            for (std::size_t v = 0; v < each.values.size(); ++v) {
                const bool numbered = wanted == std::to_string(v);
                if (folded(each.values[v]) == wanted || numbered) {
                    assign(parameters, i, static_cast<int>(v));
                    return true;
                }
            }
            if (each.name == "ThirdPartyCommit") {
                wanted += "commit";
                continue;
            }
            for (const auto& [other, own] : kAlso) {
                if (wanted == other) {
                    wanted = own;
                    break;
                }
            }
        }
        return false;
    }
    return false;
}

std::string_view value_name(const SmpParameters& parameters, std::size_t index) {
    return table()[index].values[static_cast<std::size_t>(numbers(parameters)[index])];
}

SmpOptions repaired_smp() {
    SmpOptions options;
    options.quirks = false;
    options.parameters.interpolation = InterVecBrgn::s1p1;
    return options;
}

std::string_view to_string(SmpEnd end) {
    switch (end) {
        case SmpEnd::settled:
            return "settled";
        case SmpEnd::turns:
            return "turns";
        case SmpEnd::tie:
            return "tie";
    }
    return "settled";
}

}  // namespace entente::stakeholders
