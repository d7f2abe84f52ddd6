#include "entente/stability/lessons.hpp"

#include <iterator>

namespace entente::stability {
namespace {

constexpr std::string_view kBook = "Fang, Hipel and Kilgour 1993, Interactive Decision Making";

constexpr NamedLesson kLessons[] = {
    {.id = "nash_stable",
     .title = "Nash stability",
     .brief = "nobody gains by a move of its own",
     .lesson =
         {.idea =
              "A state holds for a party where none of its own moves leads to one that it prefers. It "
              "looks "
              "one move ahead and does not ask what the others would do then. A state that holds in this "
              "sense for everybody is an equilibrium in Nash's sense: once there, nobody has a reason to "
              "move first.",
          .picture = "  [ here ] --A--> [ worse for A ]\n"
                     "      |\n"
                     "      B\n"
                     "      v\n"
                     "  [ worse for B ]         no arrow leads up: nobody moves\n",
          .objection =
              "It is blind to answers. A party that foresees a costly reply would stay where this "
              "concept lets it leave; and where every state can be left for a better one, as in many "
              "conflicts, nothing holds at all.",
          .source = "Nash 1951, Annals of Mathematics 54:286"}},
    {.id = "gmr",
     .title = "General metarational stability",
     .brief = "any possible answer deters",
     .lesson =
         {.idea =
              "A party that thinks of leaving asks: after my move, could the others bring about something "
              "no better for me than where I am now? If every gain of mine can be answered so, I stay. "
              "The most cautious of the concepts: an answer counts even where it hurts those who give it.",
          .picture = "  [ here ] --A--> [ better for A ] --B--> [ no better for A than here ]\n"
                     "                                     even if it is bad for B, too\n",
          .objection =
              "It takes every threat seriously, also one that nobody would carry out. Much holds by it "
              "that would not hold in life.",
          .source = "Howard 1971, Paradoxes of Rationality"}},
    {.id = "smr",
     .title = "Symmetric metarational stability",
     .brief = "an answer from which there is no way out",
     .lesson =
         {.idea =
              "As general metarational stability, looking one move further: the answer of the others must "
              "also leave me no move of my own to something better than where I am now.",
          .picture = "  [ here ] -A-> [ better ] -B-> [ no better ] -A-> [ no better, too ]\n",
          .objection = "Threats that hurt those who make them still count.",
          .source = "Howard 1971, Paradoxes of Rationality"}},
    {.id = "seq",
     .title = "Sequential stability",
     .brief = "a credible answer deters",
     .lesson =
         {.idea =
              "Only credible answers deter: each of the others' moves in the answer must be one that its "
              "mover itself gains by. If each of my gains can be spoiled in this way, I stay. This is the "
              "concept that reports rest on where one is needed, since it takes neither empty threats for "
              "real nor the others for asleep.",
          .picture = "  [ here ] --A--> [ better for A ] --B--> [ no better for A than here ]\n"
                     "                                    and B gains by its move\n",
          .objection =
              "An answer that B gains by now may be followed by another move that makes B regret it; "
              "the concept does not look so far.",
          .source = "Fraser and Hipel 1979, IEEE Transactions on Systems, Man and Cybernetics 9:805"}},
    {.id = "sseq",
     .title = "Symmetric sequential stability",
     .brief = "a credible answer without a way out",
     .lesson = {.idea = "Both demands at once: the others' answer is made of moves that their movers gain "
                        "by, and from "
                        "where it ends I have no move to something better than where I am now.",
                .picture = "  [ here ] -A-> [ better ] -B-> [ no better ] -A-> [ no better, too ]\n"
                           "                        B gains\n",
                .objection =
                    "The stricter the demand on an answer, the fewer states hold: between this concept and "
                    "Nash's there may be little left.",
                .source = "Rego and Vieira 2017, Group Decision and Negotiation 26"}},
    {.id = "sim",
     .title = "Simultaneous stability",
     .brief = "moves that cross deter",
     .lesson =
         {.idea =
              "Parties may move at the same time without knowing of each other. A gain of mine counts for "
              "nothing if some of the others, moving for gains of their own from the same state at the "
              "same "
              "moment, would land us all in something no better for me.",
          .picture = "             --A--> [ better for A ]\n"
                     "  [ here ]\n"
                     "             --B--> [ better for B ]     both at once: [ worse for both ]\n",
          .objection =
              "It needs each issue in one party's hands, and it assumes that any mix of gains might "
              "happen at once, however unlikely.",
          .source = "Fraser and Hipel 1984, Conflict Analysis: Models and Resolutions"}},
    {.id = "sim_unstable",
     .title = "Simultaneous stability, as tabled",
     .brief = "only who would leave crosses",
     .lesson =
         {.idea =
              "As simultaneous stability, but only those of the others are expected to move for whom the "
              "state does not hold sequentially: who would be deterred from moving does not cross anybody.",
          .picture = "  [ here ] --A--> [ better for A ]     B counts only if it would leave\n",
          .objection =
              "The books do not agree on which of the two readings is meant, so the program judges "
              "both and says where they differ.",
          .source = "Fraser and Hipel 1984, Conflict Analysis: Models and Resolutions"}},
    {.id = "non_myopic",
     .title = "Looking ahead",
     .brief = "nobody moves, having thought to the end",
     .lesson =
         {.idea =
              "Two parties move in turns and each thinks a number of moves ahead, taking it that the other "
              "does so, too. A state holds at horizon h if whoever would move first, seeing where h moves "
              "would end, would rather stay. It is non-myopic if that is so at every horizon that is long "
              "enough.",
          .picture = "  [ here ] -A-> [ ] -B-> [ ] -A-> [ end ]    A compares here with\n"
                     "                                             the end, not the first step\n",
          .objection =
              "It asks for parties that calculate far and know each other's preferences. Where one is "
              "indifferent between moves the answer hangs on which it takes. For three and more "
              "parties the published extensions disagree, so there is none here.",
          .source = "Brams and Wittman 1981, Conflict Management and Peace Science 6:39; Kilgour 1985"}},
    {.id = "cnash",
     .title = "Coalition Nash stability",
     .brief = "no group gains by moves of its own",
     .lesson =
         {.idea =
              "As Nash stability, for groups: a state holds for a group where no sequence of its members' "
              "own moves leads to something that all of them prefer. A state that nobody leaves alone may "
              "be left by two together.",
          .picture = "  [ here ] --A--> [ worse for A ] --B--> [ better for A and for B ]\n",
          .objection =
              "It takes it that groups form and keep faith on the way, when the first to move is worse "
              "off until the second has moved.",
          .source = "Inohara and Hipel 2008, Journal of Systems Science and Systems Engineering 17"}},
    {.id = "cgmr",
     .title = "Coalition general metarational stability",
     .brief = "any answer deters the group",
     .lesson = {.idea = "A group's gain is deterred where the others could answer it so that some member "
                        "is no better "
                        "off than before: that member would not come along.",
                .picture = "  [ here ] --A,B--> [ better for both ] --C--> [ no better for A or for B ]\n",
                .objection = "Threats count that would hurt those who make them.",
                .source = "Inohara and Hipel 2008, Journal of Systems Science and Systems Engineering 17"}},
    {.id = "csmr",
     .title = "Coalition symmetric metarational stability",
     .brief = "and the group has no way out",
     .lesson =
         {.idea =
              "As before, and from where the answer ends the group has no moves to something that all its "
              "members prefer to where they began.",
          .picture = "  [ here ] -A,B-> [ better ] -C-> [ no better ] -A,B-> [ no better ]\n",
          .objection = "Threats count that would hurt those who make them.",
          .source = "Inohara and Hipel 2008, Journal of Systems Science and Systems Engineering 17"}},
    {.id = "cseq",
     .title = "Coalition sequential stability",
     .brief = "a credible answer deters the group",
     .lesson =
         {.idea = "A group's gain is deterred by answers that are made of gains of the others, alone or in "
                  "groups of their own.",
          .picture = "  [ here ] --A,B--> [ better for both ] --C--> [ no better for A or for B ]\n"
                     "                                          and C gains\n",
          .objection =
              "The number of groups doubles with every party, and so do the answers that everybody "
              "must foresee.",
          .source = "Inohara and Hipel 2008, Journal of Systems Science and Systems Engineering 17"}},
    {.id = "jump",
     .title = "Equilibrium jump",
     .brief = "a group leaves one equilibrium for another",
     .lesson =
         {.idea =
              "There may be several equilibria, and some group may prefer another of them and be able to "
              "go "
              "there by moves of its own. The state that they leave held against each of them alone, and "
              "does not hold against all of them together.",
          .picture = "  ( equilibrium 1 ) --A--> [ ] --B--> ( equilibrium 2, better for A and B )\n",
          .objection =
              "On the way somebody stands in a state that it likes less, and must trust the others to "
              "move on.",
          .source = "Kilgour, Hipel, Fang and Peng 2001, Group Decision and Negotiation 10:159"}},
};

}  // namespace

std::vector<NamedLesson> lessons() { return {std::begin(kLessons), std::end(kLessons)}; }

}  // namespace entente::stability
