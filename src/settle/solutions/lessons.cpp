#include "settle/solutions/lessons.hpp"

#include "entente/settle/solutions.hpp"

namespace entente::settle {

constinit const Lesson kNashLesson = {
    .idea =
        "Count each party's gain: what the deal is worth to it less what no deal is worth to it. Multiply "
        "the "
        "gains. Nash's solution is the deal with the largest product. A product falls to nothing when one "
        "factor does, so nobody is left without a gain where all can have one; and it does not ask whether "
        "a "
        "point of one party is worth a point of another: count one party's gains in other units and the "
        "same "
        "deal wins. Nash showed that no other rule keeps four plain demands: efficiency, symmetry, "
        "independence of units, and independence of deals that nobody would have taken.",
    .picture =
        "B's points\n"
        "   ^\n"
        "   |*  .\n"
        "   |     *  .            every deal spans a box with no deal (d);\n"
        "   |---------o .         Nash takes the deal with the largest box\n"
        "   |         |  *\n"
        "   |   area  |   .\n"
        " d +---------+----*--> A's points\n",
    .objection =
        "It ignores what a party could have hoped for: widen the frontier where one party does better, and "
        "its share may fall. A party that has little to lose from no deal gets more, so bargaining power "
        "is "
        "taken as given and not judged. And nobody thinks in products: in experiments people's own deals "
        "lie "
        "nearer to equal gains.",
    .source = "Nash 1950, Econometrica 18:155"};

constinit const Lesson kWeightedNashLesson = {
    .idea =
        "Nash's product with each gain raised to a power, the party's weight: three parties of which one "
        "speaks for twice as many people may be weighted 2, 1 and 1. Equal weights give Nash.",
    .picture =
        "(gain of A ^ weight of A)  x  (gain of B ^ weight of B)\n"
        "\n"
        "weights 1 : 1    A |----------o----------| B    a pie that both\n"
        "weights 2 : 1    A |--------------o------| B    value alike\n",
    .objection =
        "Where the weights come from is the whole question, and the solution does not answer it. Whoever "
        "sets them has chosen the deal.",
    .source = "Harsanyi and Selten 1972, Management Science 18:P80"};

constinit const Lesson kKalaiSmorodinskyLesson = {
    .idea =
        "Each party has a best deal that the others could still accept: its ideal. All ideals at once are "
        "out "
        "of reach, so all should give way in proportion. The solution takes the deal in which the party "
        "that "
        "gets the smallest share of the way from no deal to its ideal gets as much as possible. Where "
        "deals "
        "lie close together all get nearly the same share. If a party's prospects improve, its share never "
        "falls, which Nash's solution cannot promise.",
    .picture =
        "B's points\n"
        "   ^ . . . . . . . . +  ideals of both\n"
        "   |*  .         /  .\n"
        "   |     *  .  /    .    walk from no deal (d) straight towards the\n"
        "   |         o      .    ideals, as far as there are deals\n"
        "   |      /    *    .\n"
        "   |   /        .   .\n"
        " d +-------------*--+-> A's points\n",
    .objection =
        "One extreme deal that nobody proposes can shift the ideals and with them the answer. With three "
        "parties and more the deal may be inefficient in theory; here the second least share, the third, "
        "and "
        "so on, are made as large as possible, too.",
    .source = "Kalai and Smorodinsky 1975, Econometrica 43:513; Imai 1983, Econometrica 51:389"};

constinit const Lesson kEgalitarianLesson = {
    .idea =
        "Everybody gains, and by the same number of points as nearly as the deals allow: the deal in which "
        "the party that gains least gains as much as possible. It is the only one of these rules under "
        "which "
        "nobody ever loses by a change that makes more possible for all. Of the rules here it and leximin "
        "come nearest to the deals that people strike in experiments.",
    .picture =
        "B's points\n"
        "   ^\n"
        "   |*  .       / 45 degrees\n"
        "   |     *  ./\n"
        "   |       o  .          from no deal (d) up the line on which\n"
        "   |     /     *         both have gained the same\n"
        "   |   /        .\n"
        " d +/------------*--> A's points\n",
    .objection =
        "It compares points across parties: ten of one party's against ten of another's. The file's points "
        "are each party's own, and only the analyst can license the comparison. A party that values little "
        "holds everybody else down.",
    .source = "Kalai 1977, Econometrica 45:1623"};

constinit const Lesson kLeximinLesson = {
    .idea =
        "The egalitarian deal may leave something on the table: once the party that gains least has as "
        "much "
        "as possible, others may still gain without a loss to it. Leximin goes on: the second least gain "
        "as "
        "large as possible, then the third. The egalitarian deal of this program is refined in the same "
        "way, "
        "so that both are the same deal.",
    .picture =
        "gains, least first    deal X:  5  9 20\n"
        "                      deal Y:  5 11 12   <- the second is larger\n"
        "                      deal Z:  4 30 40      the least is smaller\n",
    .objection =
        "As the egalitarian deal. And the smallest gain to the worst off outweighs any loss to everybody "
        "else.",
    .source = "Rawls 1971, A Theory of Justice; Imai 1983, Econometrica 51:389"};

constinit const Lesson kUtilitarianLesson = {
    .idea =
        "Add all parties' points and take the deal with the largest sum, among those that nobody is worse "
        "off "
        "with than without a deal. Whoever did not know which of the parties he will be, and took points "
        "at "
        "face value, would choose it. Where the parties can pay each other in the same points, they should "
        "make the sum as large as possible first and then divide it.",
    .picture =
        "B's points\n"
        "   ^ \\\n"
        "   |*  \\\n"
        "   |     *\\              lines on which the sum is the same;\n"
        "   |        \\ .          the deal on the outermost one\n"
        "   |          \\o\n"
        "   |            \\ .\n"
        " d +--------------\\-*-> A's points\n",
    .objection =
        "It compares points across parties, as the egalitarian solution does, and does not mind who gets "
        "them: all may go to one. Without payments between the parties the loser has no reason to agree to "
        "more than its value of no deal.",
    .source = "Harsanyi 1955, Journal of Political Economy 63:309"};

constinit const Lesson kGuptaLivneLesson = {
    .idea =
        "Talks seldom begin at nothing: there is a reference, a draft, the last agreement, what is "
        "customary. "
        "The solution takes the deal in which the party that goes the smallest share of the way from the "
        "reference up to its ideal goes as far as possible. No deal says who must be content; the "
        "reference "
        "says from where gains are counted.",
    .picture =
        "B's points\n"
        "   ^ . . . . . . . +  ideals\n"
        "   |  *   .      / .\n"
        "   |        * . /  .     as Kalai-Smorodinsky, but from the\n"
        "   |          o    .     reference (r) and not from no deal (d)\n"
        "   |        r   *  .\n"
        " d +---------------*-> A's points\n",
    .objection =
        "Whoever writes the reference has half written the deal. Where the reference is worth as much to a "
        "party as anything that it can have, shares of its way up mean nothing, and the solution is not "
        "defined.",
    .source = "Gupta and Livne 1988, Management Science 34:1303"};

constinit const Lesson kRaiffaLesson = {
    .idea =
        "From no deal, go half of the way to every party's ideal at once. If there are deals above that "
        "point, it is the new no deal: the ideals above it are nearer now, go half of the way again. What "
        "is "
        "left in the end is a deal that small, equal steps have led to. Each party might make such a step "
        "where a coin would otherwise decide who gets its ideal.",
    .picture =
        "B's points\n"
        "   ^ . . . . . . . +  first ideals\n"
        "   |*  .           .\n"
        "   |     *  . + .  .     d -> x: half of the way; from x the same\n"
        "   |       x  o    .     with the ideals that lie above x\n"
        "   |     /     *   .\n"
        " d +/-----------*--+-> A's points\n",
    .objection =
        "It follows from a procedure and not from demands that a settlement should meet, and few people "
        "know "
        "it. As Kalai-Smorodinsky it depends on extreme deals, if less from step to step.",
    .source = "Raiffa 1953, Annals of Mathematics Studies 28:361"};

constinit const Lesson kFallbackLesson = {
    .idea =
        "Each party writes down all packages from the best to the worst. All go down their own lists at "
        "the "
        "same pace until some package has been named by everybody. Only orders count, so no points are "
        "needed, and nobody has to go further down than it must.",
    .picture =
        "A's list:  p  q  r  s     step 1: A names p, B names s\n"
        "B's list:  s  r  q  p     step 2: A adds q, B adds r\n"
        "                          step 3: A adds r, B adds q; now both have\n"
        "                                  named q and r\n",
    .objection =
        "A place on a list is no measure: between two places there may be next to nothing or the whole "
        "war. "
        "Options that differ in little fill a list and with them its owner stands its ground longer.",
    .source = "Brams and Kilgour 2001, Group Decision and Negotiation 10:287"};

namespace {

constexpr NamedLesson kTerms[] = {
    {.id = "zone",
     .title = "Zone of agreement",
     .brief = "what nobody would refuse",
     .lesson =
         {.idea =
              "A party that can walk away takes nothing that is worth less to it than walking away. The "
              "zone of agreement holds the packages that give every party at least as much as no deal "
              "does. Where it is empty the file says why: who falls how far short, and what would open "
              "it. Whether there is a zone is one question, which package of it is fair is another.",
          .picture = "B's points\n"
                     "   ^\n"
                     "   |  *   |  zone\n"
                     "   |     *|   *\n"
                     "   |      | *    *\n"
                     "   | -----d---------     d: what no deal is worth to each\n"
                     "   |   *  |   *    *\n"
                     "   +------|------------> A's points\n",
          .objection =
              "A zone is not a deal: parties fail to agree with a zone in sight, out of mistrust, over "
              "who gets the better part of it, or since those who speak for a party are not those "
              "who bear the cost. And each party guards what no deal is worth to it.",
          .source = "Raiffa 1982, The Art and Science of Negotiation"}},
    {.id = "frontier",
     .title = "Frontier",
     .brief = "efficient: no free gains left",
     .lesson =
         {.idea =
              "A package is efficient where no other is better for somebody and worse for nobody. The "
              "efficient packages make the frontier. To settle below it is to leave a gain on the table "
              "that nobody would have paid for, as by splitting every issue in half where the parties "
              "care for different ones.",
          .picture = "B's points\n"
                     "   ^\n"
                     "   |*  .\n"
                     "   |     *  .            * on the frontier\n"
                     "   |   x     *           x below it: a step up or to the right\n"
                     "   |     x     .           is free\n"
                     "   |  x     x   *\n"
                     "   +---------------> A's points\n",
          .objection =
              "The frontier is only as long as the list of options: a proposal that nobody has thought "
              "of may lie outside. And efficient is not fair: to give one party everything is "
              "efficient.",
          .source = "Pareto 1906, Manuale di economia politica"}},
    {.id = "adjusted_winner",
     .title = "Adjusted Winner",
     .brief = "who wins which issue",
     .lesson =
         {.idea =
              "Two parties spread 100 points over the issues, and each issue is won or lost. First each "
              "issue goes to the party that put more on it. Then issues pass from the party that is ahead "
              "to the other, those first for which the two gave the most similar points, until both have "
              "won the same number of points; at most one issue has to be divided. No one envies the "
              "other, both have the same, and nothing is wasted among deals of this kind.",
          .picture = "issue     A's points   B's points   goes to\n"
                     "land          50           20        A\n"
                     "water         30           30        divided, so that both end alike\n"
                     "trade         20           50        B\n",
          .objection =
              "Issues must be of the kind that is won or lost, and worth the same whatever happens to "
              "the others. Middle ways that both value above a half are not looked at: this program "
              "says so where one of them is better for both. Points can be misreported.",
          .source = "Brams and Taylor 1996, Fair Division"}},
};

}  // namespace

std::vector<NamedLesson> lessons() {
    std::vector<NamedLesson> all;
    for (const SolutionText& text : solution_texts())
        all.push_back({text.id, text.title, text.brief, text.lesson});
    all.insert(all.end(), std::begin(kTerms), std::end(kTerms));
    return all;
}

}  // namespace entente::settle
