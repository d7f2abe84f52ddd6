#include "entente/war/mediation.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

namespace entente::war {
namespace {

TEST(Mediation, GoldenClosedFormAndBothPrograms) {
    const struct {
        double q, p, left, peace, mixed, high;
        bool general;
    } rows[] = {{.2, .9, .8, .758519, .370370, 0, true},   {.35, .9, .8, .636812, .471014, 0, true},
                {.45, .9, .8, .619070, .639535, 0, true},  {.1, .8, .8, .892653, .459184, 0, false},
                {.55, .9, .8, .728090, 1, .101124, false}, {.6, .9, .8, .752941, 1, .313725, false}};
    for (const auto& row : rows) {
        const PrivateStrength model{row.q, row.p, row.left};
        const BestMediation best = best_mediation(model);
        EXPECT_NEAR(best.peace, row.peace, 6e-7) << row.q;
        EXPECT_NEAR(best.settle_mixed, row.mixed, 6e-7) << row.q;
        EXPECT_NEAR(best.settle_high, row.high, 6e-7) << row.q;
        EXPECT_NEAR(best_mediation_by_program(model).peace, best.peace, 1e-6) << row.q;
        if (!row.general) continue;
        const MediationPlan plan = solve_mediation(program_of(model, 20));
        ASSERT_TRUE(plan.solved);
        EXPECT_NEAR(plan.peace, row.peace, 1e-6) << row.q;
    }
}

RC_GTEST_PROP(Mediation, ProgramEqualsClosedForm, ()) {
    PrivateStrength model;
    model.strong = *rc::gen::inRange(2, 98) / 100.0;
    model.left = *rc::gen::inRange(55, 99) / 100.0;
    model.chance = .5 / model.left + (1 - .5 / model.left) * (*rc::gen::inRange(1, 100) / 100.0);
    const BestMediation best = best_mediation(model);
    RC_ASSERT(std::abs(best_mediation_by_program(model).peace - best.peace) < 1e-6);
    RC_ASSERT(best.peace <= 1 + 1e-12 && best.peace >= 0);
    RC_ASSERT((best.peace > 1 - 1e-12) == best.equal_split_is_safe || best.peace > 1 - 1e-9);
}

TEST(Mediator, GoldenBias) {
    const double error[] = {0, .1, .3, .5};
    const double bias[] = {.5, .558823529, .772727273, 1.5};
    for (int i = 0; i < 4; ++i) {
        const MediatorVerdict v = mediator_believed({.6, error[i], .2, .1, .3});
        EXPECT_NEAR((1 + v.threshold) / 2, bias[i], 1e-9) << error[i];
        EXPECT_EQ(v.believed, bias[i] <= .6);
    }
    EXPECT_TRUE(std::isinf(mediator_believed({1, .9, .2, .1, .3}).threshold));
}

TEST(Trade, GoldenMyersonSatterthwaite) {
    EXPECT_NEAR(best_trade(5), .16, 1e-6);
    EXPECT_NEAR(best_trade(10), .1512, 1e-6);
    EXPECT_NEAR(best_trade(20), .146818, 1e-6);
    EXPECT_NEAR(best_trade(40), .143929, 1e-6);
}

}  // namespace
}  // namespace entente::war
