// Small conflicts that the tests of the report share.
#pragma once

#include <string>

namespace entente::tests {

/// Two parties; the second one's numbers (…7731) are found nowhere else.
inline const std::string kRiver = R"toml(entente = 1
title  = "River district: Arvan v. Belmar"
ranges = "90%"
[sources]
panel  = { what = "Expert panel about Belmar's army", grade = "judgement" }
[parties]
arvan  = "Arvan"
belmar = "Belmar"
[issue.border]
ask        = "Share of the district held by Arvan"
options    = [0, 1]
grid       = 21
for.arvan  = { weight = "55 (45..65)", score = [0, 100], source = "panel" }
for.belmar = { weight = "50.7731 (40.7731..60.7731)", score = [100, 0], source = "panel" }
[issue.returns]
ask        = "Return of displaced persons"
options    = ["none", "quota", "full"]
for.arvan  = { weight = 15,  score = [100, 70, 0] }
for.belmar = { weight = 30.7731, score = [0, 80.7731, 100] }
[[bonus]]
for    = "belmar"
when   = { border = "0..0.5", returns = ["quota", "full"] }
add    = 5.7731
[reserve]
arvan = "41 (30..55)"
belmar = "38.7731 (29.7731..46.7731)"
)toml";

/// The same with names that would break a page that trusts them.
inline std::string rude_names() {
    std::string text = kRiver;
    const auto put = [&](const std::string& from, const std::string& to) {
        text.replace(text.find(from), from.size(), to);
    };
    put("arvan  = \"Arvan\"", R"(arvan  = "</script><b>")");
    put("belmar = \"Belmar\"", R"(belmar = "<!--<script>\" onload='x' & الجنوب")");
    put("title  = \"River district: Arvan v. Belmar\"", R"(title  = "</title><script>alert(1)</script>")");
    put(R"("none", "quota")", R"("=1+1", "]]>&amp;")");
    put(R"(["quota", "full"])", R"(["]]>&amp;", "full"])");
    return text;
}

/// `parties` parties, three issues; each wants another option.
inline std::string many_parties(int parties) {
    std::string text = "entente = 1\ntitle = \"Many\"\n[parties]\n";
    for (int p = 0; p < parties; ++p)
        text += "p" + std::to_string(p) + " = \"Party " + std::to_string(p) + "\"\n";
    for (int i = 0; i < 3; ++i) {
        text += "[issue.i" + std::to_string(i) + "]\noptions = [\"a\", \"b\", \"c\", \"d\"]\n";
        for (int p = 0; p < parties; ++p) {
            text += "for.p" + std::to_string(p) +
                    " = { weight = " + std::to_string(1 + (p * 7 + i * 3) % 5) + ", score = [";
            for (int k = 0; k < 4; ++k)
                text += (k ? ", " : "") + std::to_string((p * 31 + i * 17 + k * 41) % 101);
            text += "] }\n";
        }
    }
    text += "[reserve]\n";
    for (int p = 0; p < parties; ++p) text += "p" + std::to_string(p) + " = 5\n";
    return text;
}

/// Two parties that divide one thing in `steps` steps: every division is on the frontier.
inline std::string long_frontier(int steps) {
    return "entente = 1\ntitle = \"Cake\"\n[parties]\na = \"A\"\nb = \"B\"\n[issue.cake]\noptions = [0, "
           "1]\ngrid = " +
           std::to_string(steps) +
           "\nfor.a = { weight = 1, score = [0, 100] }\nfor.b = { weight = 1, score = [100, 0] "
           "}\n[reserve]\na = 20\nb = 10\n";
}

/// The river with a war instead of stated values, and moves; the second party's numbers again hold 7731.
inline std::string river_at_war(bool learning) {
    std::string text = kRiver.substr(0, kRiver.find("[reserve]"));
    text += R"toml([war]
between = ["arvan", "belmar"]
win = { arvan = { border = 1, returns = "none" }, belmar = { border = 0, returns = "full" } }
)toml";
    // Cheap enough, as long as either war lasts, that fighting on is worth something to both.
    text += learning
                ? "cost = { arvan = \"2 (1..3)\", belmar = \"2.7731 (1.7731..3.7731)\", per = \"month\" }\n"
                : "cost = { arvan = \"0.2 (0.1..0.3)\", belmar = \"0.27731 (0.17731..0.37731)\", per = "
                  "\"month\" }\n";
    text += learning ? "model = \"learning\"\nforts = 10\nstart = 5\nadvance = 0.5\nprior = { arvan = [6, "
                       "4], belmar = [4.7731, 6.7731] }\n"
                     : "model = \"front\"\ndrift = 0.002\nvolatility = 0.08\nposition = "
                       "0.45\n[belief.belmar]\ndrift = -0.00177731\n";
    return text + "[control]\narvan = [\"returns\"]\nbelmar = [\"border\"]\n";
}

/// No deal satisfies both.
inline const std::string kNoZone = R"(entente = 1
title = "No way"
[parties]
a = "A"
b = "B"
[issue.x]
options = ["mine", "half", "yours"]
for.a = { weight = 1, score = [100, 50, 0] }
for.b = { weight = 1, score = [0, 50, 100] }
[reserve]
a = 60
b = 70
)";

}  // namespace entente::tests
