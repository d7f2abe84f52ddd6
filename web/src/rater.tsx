import { useRef, useState } from "preact/hooks";
import {
  type Answer,
  clash,
  type Judgement,
  nextPair,
  type Pair,
  pooled,
  repaired,
  swingWeights,
  written,
} from "./elicit";
import { Reorder } from "./reorder";
import type { Judged, Rated, Settings } from "./state";

interface Rating {
  rater: string;
  party: string;
  weights: Judgement[];
}

const COMPARISONS = 3;

function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/** A package in words: what stands at its best; the rest stands at its worst. */
function inWords(party: Rated, best: number[]): string {
  return best.map((i) => `${party.issues[i]?.name}: ${party.issues[i]?.best}`).join("; and ");
}

function Comparison({
  party,
  pair,
  number,
  onAnswer,
}: {
  party: Rated;
  pair: Pair;
  number: number;
  onAnswer(prefers: Answer["prefers"]): void;
}) {
  return (
    <fieldset>
      <legend>
        Comparison {number} of {COMPARISONS}: which would {party.name} rather have, all other issues at their
        worst for it?
      </legend>
      <button type="button" onClick={() => onAnswer("a")} dir="auto">
        {inWords(party, pair.a)}
      </button>
      <button type="button" onClick={() => onAnswer("b")} dir="auto">
        {inWords(party, pair.b)}
      </button>
      <button type="button" class="plain" onClick={() => onAnswer("same")}>
        about the same
      </button>
    </fieldset>
  );
}

/** Asks one person for one party's weights: order, swings, comparisons, then how unsure. */
export function Rater({
  parties,
  onTake,
  onSave,
}: {
  parties: Rated[];
  onTake(weights: Settings): void;
  onSave(weights: Settings, judged: Judged): void;
}) {
  const [chosen, setChosen] = useState(0);
  const party = parties[chosen];
  const size = party?.issues.length ?? 0;
  const [order, setOrder] = useState<number[] | null>(null);
  const [swings, setSwings] = useState<Record<number, number>>({});
  const [answers, setAnswers] = useState<Answer[]>([]);
  const [spread, setSpread] = useState<Record<number, Partial<Judgement>>>({});
  const [rater, setRater] = useState("");
  const [ratings, setRatings] = useState<Rating[]>([]);
  // Looked for among hundreds of weights: not again at every move of a slider.
  const asked = useRef<{ of: string; pair: Pair | null }>({ of: "", pair: null });
  if (!party) return null;
  const list = order ?? party.issues.map((_, i) => i);
  const swing = (item: number) => {
    const place = list.indexOf(item);
    return place === 0 ? 100 : (swings[item] ?? Math.round(100 / (place + 1)));
  };
  const stated = swingWeights(party.issues.map((_, i) => swing(i)));
  const contradiction = clash(answers, size);
  const weights = (contradiction ? null : repaired(stated, answers)) ?? stated;
  const of = JSON.stringify([weights, answers]);
  if (asked.current.of !== of) {
    const open = answers.length < COMPARISONS && !contradiction;
    asked.current = { of, pair: open ? nextPair(weights, answers) : null };
  }
  const pair = asked.current.pair;
  const judgements: Judgement[] = weights.map((best, i) => ({
    low: spread[i]?.low ?? best,
    best: spread[i]?.best ?? best,
    high: spread[i]?.high ?? best,
  }));
  const unsound = judgements.findIndex(({ low, best, high }) => !(low >= 0 && low <= best && best <= high));
  const same = ratings.filter((one) => one.party === party.id);
  const all = same.length > 1 ? pooled(same.map((one) => one.weights)) : (same[0]?.weights ?? judgements);
  const who = same.length > 0 ? same.map((one) => one.rater).join(", ") : rater || "a rater";
  const settings: Settings = Object.fromEntries(
    party.issues.map((issue, i) => [issue.address, written(all[i] ?? { low: 0, best: 0, high: 0 })]),
  );
  const again = () => {
    setOrder(null);
    setSwings({});
    setAnswers([]);
    setSpread({});
    setRater("");
  };
  const part = (i: number, name: keyof Judgement, value: string) =>
    setSpread({ ...spread, [i]: { ...spread[i], [name]: value === "" ? undefined : Number(value) } });
  return (
    <details class="group">
      <summary>Ask a person for the weights</summary>
      <label>
        Party{" "}
        <select
          value={chosen}
          onChange={(event) => {
            setChosen(Number(event.currentTarget.value));
            again();
          }}
        >
          {parties.map((one, i) => (
            <option key={one.id} value={i}>
              {one.name}
            </option>
          ))}
        </select>
      </label>
      <Reorder
        name="1. Which issue would it move first from its worst to its best"
        best="First first"
        items={party.issues.map((issue) => `${issue.name}: from “${issue.worst}” to “${issue.best}”`)}
        order={list}
        onOrder={setOrder}
      />
      <p class="note">2. If the first counts 100, how much does each other move count?</p>
      {list.slice(1).map((item) => (
        <div class="slider" key={item}>
          <label for={`swing-${item}`} dir="auto">
            {party.issues[item]?.name}
          </label>
          <div class="row">
            <input
              type="range"
              min={0}
              max={100}
              value={swing(item)}
              aria-label={`${party.issues[item]?.name}, swing`}
              onInput={(event) => setSwings({ ...swings, [item]: Number(event.currentTarget.value) })}
            />
            <input
              id={`swing-${item}`}
              type="number"
              min={0}
              max={100}
              value={swing(item)}
              onInput={(event) => setSwings({ ...swings, [item]: Number(event.currentTarget.value) })}
            />
          </div>
        </div>
      ))}
      <p class="note">3. Comparisons, chosen where the answers so far leave most open.</p>
      {pair && (
        <Comparison
          party={party}
          pair={pair}
          number={answers.length + 1}
          onAnswer={(prefers) => setAnswers([...answers, { ...pair, prefers }])}
        />
      )}
      {answers.length > 0 && (
        <ol>
          {answers.map((answer, i) => (
            <li
              key={JSON.stringify(answer)}
              class={contradiction?.includes(i) ? "difference" : undefined}
              dir="auto"
            >
              {inWords(party, answer.prefers === "b" ? answer.b : answer.a)}{" "}
              {answer.prefers === "same" ? "is worth about as much as" : "rather than"}{" "}
              {inWords(party, answer.prefers === "b" ? answer.a : answer.b)}{" "}
              <button
                type="button"
                class="plain"
                onClick={() => setAnswers(answers.filter((_, k) => k !== i))}
              >
                take back
              </button>
            </li>
          ))}
        </ol>
      )}
      {contradiction && (
        <p class="status bad" role="alert">
          Answers {contradiction[0] + 1} and {contradiction[1] + 1} clash: no weights agree with both. Take
          one of them back.
        </p>
      )}
      {!contradiction && weights.some((weight, i) => Math.abs(weight - (stated[i] ?? 0)) > 0.05) && (
        <p class="note">
          The swings do not agree with the comparisons. The least change that mends it:{" "}
          {weights
            .map((weight, i) => ({ i, from: stated[i] ?? 0, to: weight }))
            .filter(({ from, to }) => Math.abs(from - to) > 0.05)
            .map(({ i, from, to }) => `${party.issues[i]?.name} from ${from.toFixed(1)} to ${to.toFixed(1)}`)
            .join(", ")}
          .
        </p>
      )}
      <p class="note">
        4. How unsure: for each weight first the lowest, then the highest, then the best guess.
      </p>
      <section class="scroll" tabIndex={0} aria-label="Weights">
        <table>
          <caption>Weights of {party.name}, of 100</caption>
          <thead>
            <tr>
              <th scope="col">Issue</th>
              <th scope="col">Low</th>
              <th scope="col">High</th>
              <th scope="col">Best</th>
              {same.map((one) => (
                <th key={one.rater} scope="col" dir="auto">
                  {one.rater}
                </th>
              ))}
              {same.length > 1 && <th scope="col">Pooled</th>}
            </tr>
          </thead>
          <tbody>
            {party.issues.map((issue, i) => (
              <tr key={issue.address}>
                <th scope="row" dir="auto">
                  {issue.name}
                </th>
                {(["low", "high", "best"] as const).map((name) => (
                  <td key={name}>
                    <input
                      type="number"
                      min={0}
                      step="any"
                      aria-label={`${issue.name}, ${name}`}
                      placeholder={judgements[i]?.[name].toFixed(1)}
                      value={spread[i]?.[name] ?? ""}
                      onInput={(event) => part(i, name, event.currentTarget.value)}
                    />
                  </td>
                ))}
                {same.map((one) => (
                  <td key={one.rater}>{written(one.weights[i] ?? { low: 0, best: 0, high: 0 })}</td>
                ))}
                {same.length > 1 && <td>{written(all[i] ?? { low: 0, best: 0, high: 0 })}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {unsound >= 0 && (
        <p class="status bad" role="alert">
          {party.issues[unsound]?.name}: low, best and high must stand in that order.
        </p>
      )}
      <label>
        Rater{" "}
        <input
          type="text"
          value={rater}
          onInput={(event) => setRater(event.currentTarget.value)}
          maxLength={60}
        />
      </label>
      <div class="tools">
        <button
          type="button"
          disabled={rater === "" || unsound >= 0 || contradiction !== null}
          onClick={() => {
            setRatings([
              ...ratings.filter((one) => one.rater !== rater || one.party !== party.id),
              { rater, party: party.id, weights: judgements },
            ]);
            again();
          }}
        >
          Keep, and ask the next rater
        </button>
        <button
          type="button"
          disabled={unsound >= 0 || contradiction !== null}
          onClick={() => onTake(settings)}
        >
          Take these weights
        </button>
        <button
          type="button"
          disabled={unsound >= 0 || contradiction !== null || (same.length === 0 && rater === "")}
          onClick={() => onSave(settings, { judged: Object.keys(settings), rater: who, date: today() })}
        >
          Save as a case
        </button>
      </div>
    </details>
  );
}
