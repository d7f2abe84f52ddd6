// The example case of the design, as most tests start from it.
#pragma once

#include <string_view>

namespace entente::io {

inline constexpr std::string_view kRiver = R"TOML(entente = 1
title  = "River district: Arvan v. Belmar"
as_of  = 2026-11-01
ranges = "90%"   # "55 (45..65)" reads: best 55, 90% sure it lies in 45 to 65

[sources]
events = { what = "Conflict event file, 2024-01..2026-10", grade = "data" }
panel  = { what = "Expert panel, 5 raters, memo 4 (2026-10-12)", grade = "judgement" }
guess  = { what = "Analyst placeholder, not yet elicited", grade = "assumption" }

[parties]
arvan  = "Arvan"
belmar = "Belmar"

[issue.border]
ask        = "Share of the district held by Arvan"
options    = [0, 1]
grid       = 21
for.arvan  = { weight = "55 (45..65)", score = [0, 100], source = "panel" }
for.belmar = { weight = "50 (40..60)", score = [100, 0], source = "panel" }

[issue.returns]
ask        = "Return of displaced persons"
options    = ["none", "quota", "full"]
for.arvan  = { weight = "15 (5..25)",  score = [100, 70, 0], source = "guess" }
for.belmar = { weight = "30 (20..40)", score = [0, 80, 100], source = "panel" }

[[bonus]]
for    = "belmar"
when   = { border = "0..0.5", returns = ["quota", "full"] }
add    = 5

[[rule]]
never  = { border = "0.8..1", returns = "full" }
why    = "No force could protect returnees there"

[war]
model  = "learning"
between = ["arvan", "belmar"]
win    = { arvan = { border = 1, returns = "none" }, belmar = { border = 0, returns = "full" } }
cost   = { arvan = "0.9 (0.5..1.6)", belmar = "1.2 (0.7..2.0)", per = "month", source = "events" }
prior  = { arvan = [6, 4], belmar = [4, 6] }
forts  = 10
advance = 0.5
)TOML";

}  // namespace entente::io
