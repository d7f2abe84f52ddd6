#include "core/codes/ranges.hpp"

namespace entente::codes {
namespace {

constexpr CodeInfo kStakeholders[] = {
    {"E1000", "the case has no actors",
     "entente stakeholders asks who pulls the parties; this case names nobody who does.",
     "Add [[actor]] tables, or actors = \"actors.csv\"; or give a table of actors as it is.",
     "[[actor]]\nname = \"Veterans' union\"\nside = \"arvan\"\npower = 30\non.border = { position = 0.8, "
     "salience = 90 }"},
    {"E1001", "an actor is incomplete or says a thing twice",
     "An actor has a name, a power, and at most one position on each issue.", "Add what the message names.",
     ""},
    {"E1002", "two actors have one name", "Addresses, tables and results tell actors apart by their names.",
     "Rename one of them, or join the two rows.", ""},
    {"E1003", "a position off the scale",
     "An actor stands at an option of the issue, or at a number between its least and its greatest option.",
     "Correct the number, or widen the issue's options.", "on.border = { position = 0.8, salience = 90 }"},
    {"E1004", "what an actor follows does not add up",
     "follows gives shares of others' positions that its ideal moves to; together at most 1.",
     "Lower the shares.", "follows = { \"Veterans' union\" = 0.3 }"},
    {"E1005", "a rule of ratification does not fit the actors",
     "[ratify.PARTY] counts the actors behind that party, and vetoes are held by them.",
     "Correct the names, or the side of the actors.", "[ratify.arvan]\nquota = 0.5"},
    {"E1006", "the rule among the parties cannot be read",
     "agree says how many of the parties must find a deal acceptable.",
     "Write it as \"5 of 6\", a number, \"all\" or \"majority\".", "agree = \"5 of 6\""},
    {"E1007", "this table of actors has no such column",
     "A table of actors needs columns of names, power (or clout, capability, influence) and position; "
     "salience is taken as full where there is no column of it.",
     "Name the columns in the first line.", "name,clout,position,salience\nUnion,30,0.8,90"},
    {"E1008", "a cell of the table of actors cannot be read",
     "Power, positions and saliences are numbers; ranges may be written as in a case file.",
     "Correct the cell that the message names by row and column.", "\"55 (45..65)\""},
    {"E1009", "the head of the KTAB table does not fit its rows",
     "Line 1 tells how many actors and dimensions follow; each row has a name, a description, power, and a "
     "position with its salience for each dimension.",
     "Correct line 1, or the rows.", "Reform,Base case,3,1"},
    {"E1010", "this is no scenario of the spatial model",
     "The XML is read as KTAB's: <Scenario> with <Dimensions> and <Actors>.",
     "Check the file against its program.", ""},
    {"E1011", "a table of actors is no case",
     "It tells who pulls how hard, but no parties that could sign, and no scores.",
     "Ask entente stakeholders, or name the table in a case by actors = \"FILE\".",
     "entente stakeholders actors.csv"},
    {"E1012", "there is no such model", "--model names no model of actors.",
     "Take one of condorcet, condorcet-sharp, smp, smp-repaired, bdm, exchange.",
     "entente stakeholders actors.csv --model smp"},
    {"E1013", "the spatial model has no such parameter or value",
     "Its nine parameters and their values have KTAB's names.", "docs/methods/stakeholders.md lists them.",
     "--smp VotingRule=Cubic"},
    {"E1014", "there is no such issue or actor", "The name is not among those of the case.",
     "Correct the name; entente check lists them.", ""},
    {"W1001", "two rows have one name", "KTAB accepts this; here the later one is told apart by a number.",
     "Rename one of the two.", ""},
    {"W1002", "an actor without a position or a salience",
     "The cell is empty: it is not taken for 0; the actor takes no part in that issue.",
     "Fill the cell, or leave it so.", ""},
    {"W1003", "an actor without power", "It pulls nobody and has no vote.", "Give it power above 0.", ""},
};

}  // namespace

std::span<const CodeInfo> stakeholders() { return kStakeholders; }

}  // namespace entente::codes
