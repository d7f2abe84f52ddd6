// Written by validation/validate.py --write from the sets named below: not by hand.
#include "entente/war/outside_view.hpp"

// clang-format off
namespace entente::war {

std::span<const BaseRate> base_rates() {
    static constexpr BaseRate kRates[] = {
        {"the side that began wins a decided war", 0.662, "share", 77, "Correlates of War 4.0, interstate wars 1816-2007 (Sarkees and Wayman 2010)"},
        {"the same among the shortest quarter of wars (5 to 55 days)", 0.737, "share", 19, "Correlates of War 4.0, interstate wars 1816-2007 (Sarkees and Wayman 2010)"},
        {"the same among the second quarter of wars (59 to 156 days)", 0.7, "share", 20, "Correlates of War 4.0, interstate wars 1816-2007 (Sarkees and Wayman 2010)"},
        {"the same among the third quarter of wars (163 to 457 days)", 0.636, "share", 22, "Correlates of War 4.0, interstate wars 1816-2007 (Sarkees and Wayman 2010)"},
        {"the same among the longest quarter of wars (461 to 3733 days)", 0.562, "share", 16, "Correlates of War 4.0, interstate wars 1816-2007 (Sarkees and Wayman 2010)"},
        {"half of all interstate wars are over by", 5.4, "months", 95, "Correlates of War 4.0, interstate wars 1816-2007 (Sarkees and Wayman 2010)"},
        {"a tenth of them last longer than", 41.3, "months", 95, "Correlates of War 4.0, interstate wars 1816-2007 (Sarkees and Wayman 2010)"},
        {"the attacker wins a battle", 0.605, "share", 658, "CDB90 battles 1600-1982 (US Army Concepts Analysis Agency)"},
        {"a battle is drawn", 0.065, "share", 658, "CDB90 battles 1600-1982 (US Army Concepts Analysis Agency)"},
        {"conflicts end by a peace agreement", 0.125, "share", 849, "UCDP Conflict Termination, dyads, 3-2021 (Kreutz 2010, Journal of Peace Research 47:243-250)"},
        {"conflicts end by a ceasefire", 0.112, "share", 849, "UCDP Conflict Termination, dyads, 3-2021 (Kreutz 2010, Journal of Peace Research 47:243-250)"},
        {"conflicts end by victory of one side", 0.25, "share", 849, "UCDP Conflict Termination, dyads, 3-2021 (Kreutz 2010, Journal of Peace Research 47:243-250)"},
        {"conflicts end by low activity, without an agreement", 0.415, "share", 849, "UCDP Conflict Termination, dyads, 3-2021 (Kreutz 2010, Journal of Peace Research 47:243-250)"},
        {"conflicts end by one side ceasing to exist", 0.099, "share", 849, "UCDP Conflict Termination, dyads, 3-2021 (Kreutz 2010, Journal of Peace Research 47:243-250)"},
        {"conflicts between states end by a peace agreement", 0.206, "share", 68, "UCDP Conflict Termination, dyads, 3-2021 (Kreutz 2010, Journal of Peace Research 47:243-250)"},
        {"conflicts between states end by a ceasefire", 0.221, "share", 68, "UCDP Conflict Termination, dyads, 3-2021 (Kreutz 2010, Journal of Peace Research 47:243-250)"},
        {"conflicts between states end by victory of one side", 0.294, "share", 68, "UCDP Conflict Termination, dyads, 3-2021 (Kreutz 2010, Journal of Peace Research 47:243-250)"},
        {"conflicts between states end by low activity, without an agreement", 0.279, "share", 68, "UCDP Conflict Termination, dyads, 3-2021 (Kreutz 2010, Journal of Peace Research 47:243-250)"},
        {"conflicts between states end by one side ceasing to exist", 0.0, "share", 68, "UCDP Conflict Termination, dyads, 3-2021 (Kreutz 2010, Journal of Peace Research 47:243-250)"},
        {"conflicts that end by a peace agreement: half are over by", 22.4, "months", 105, "UCDP Conflict Termination, dyads, 3-2021 (Kreutz 2010, Journal of Peace Research 47:243-250)"},
        {"fought again after a peace agreement", 0.075, "share", 106, "UCDP Conflict Termination, dyads, 3-2021 (Kreutz 2010, Journal of Peace Research 47:243-250)"},
        {"conflicts that end by a ceasefire: half are over by", 10.6, "months", 94, "UCDP Conflict Termination, dyads, 3-2021 (Kreutz 2010, Journal of Peace Research 47:243-250)"},
        {"fought again after a ceasefire", 0.2, "share", 95, "UCDP Conflict Termination, dyads, 3-2021 (Kreutz 2010, Journal of Peace Research 47:243-250)"},
        {"conflicts that end by victory of one side: half are over by", 1.4, "months", 210, "UCDP Conflict Termination, dyads, 3-2021 (Kreutz 2010, Journal of Peace Research 47:243-250)"},
        {"fought again after victory of one side", 0.066, "share", 212, "UCDP Conflict Termination, dyads, 3-2021 (Kreutz 2010, Journal of Peace Research 47:243-250)"},
        {"conflicts that end by low activity, without an agreement: half are over by", 12.0, "months", 351, "UCDP Conflict Termination, dyads, 3-2021 (Kreutz 2010, Journal of Peace Research 47:243-250)"},
        {"fought again after low activity, without an agreement", 0.224, "share", 352, "UCDP Conflict Termination, dyads, 3-2021 (Kreutz 2010, Journal of Peace Research 47:243-250)"},
        {"conflicts that end by one side ceasing to exist: half are over by", 14.5, "months", 84, "UCDP Conflict Termination, dyads, 3-2021 (Kreutz 2010, Journal of Peace Research 47:243-250)"},
        {"fought again after one side ceasing to exist", 0.048, "share", 84, "UCDP Conflict Termination, dyads, 3-2021 (Kreutz 2010, Journal of Peace Research 47:243-250)"},
        {"a full peace agreement still stands after 1 year", 0.831, "share", 77, "UCDP Peace Agreement Dataset 22.1 (Pettersson, Hogbladh and Oberg 2019, Journal of Peace Research 56:589-603)"},
        {"a full peace agreement still stands after 5 years", 0.792, "share", 77, "UCDP Peace Agreement Dataset 22.1 (Pettersson, Hogbladh and Oberg 2019, Journal of Peace Research 56:589-603)"},
        {"a partial peace agreement still stands after 1 year", 0.797, "share", 207, "UCDP Peace Agreement Dataset 22.1 (Pettersson, Hogbladh and Oberg 2019, Journal of Peace Research 56:589-603)"},
        {"a partial peace agreement still stands after 5 years", 0.686, "share", 207, "UCDP Peace Agreement Dataset 22.1 (Pettersson, Hogbladh and Oberg 2019, Journal of Peace Research 56:589-603)"},
        {"a process peace agreement still stands after 1 year", 0.738, "share", 84, "UCDP Peace Agreement Dataset 22.1 (Pettersson, Hogbladh and Oberg 2019, Journal of Peace Research 56:589-603)"},
        {"a process peace agreement still stands after 5 years", 0.574, "share", 84, "UCDP Peace Agreement Dataset 22.1 (Pettersson, Hogbladh and Oberg 2019, Journal of Peace Research 56:589-603)"},
    };
    return kRates;
}

}  // namespace entente::war
