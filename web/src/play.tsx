import { useEffect, useRef, useState } from "preact/hooks";
import { Beside } from "./beside";
import type { Client, Package, Playable, Settings, Talk } from "./state";

/** What was chosen before the talks begin. */
export interface Rules {
  side: string;
  tactic: string;
  rounds: number;
  first: boolean;
  shown: boolean;
  talk: number;
}

type Move = { act: "offer"; options: number[] } | { act: "accept" } | { act: "leave" };

const points = (value: number) => value.toFixed(1);
const signed = (value: number) => `${value < 0 ? "−" : "+"}${points(Math.abs(value))}`;

/** Side, tactic, rounds: then the talks take the whole page. */
export function PlayChoice({ play, onStart }: { play: Playable; onStart(rules: Rules): void }) {
  const [rules, setRules] = useState<Rules>({
    side: play.sides[0]?.id ?? "",
    tactic: play.tactics[0]?.id ?? "",
    rounds: 10,
    first: true,
    shown: false,
    talk: 0,
  });
  const tactic = play.tactics.find((one) => one.id === rules.tactic);
  const others = play.sides.filter((one) => one.id !== rules.side).map((one) => one.name);
  return (
    <details class="group tool">
      <summary>Play one side yourself</summary>
      <label>
        You are
        <select
          value={rules.side}
          onChange={(event) => setRules({ ...rules, side: event.currentTarget.value })}
        >
          {play.sides.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </select>
      </label>
      <label>
        {others.length === 1 ? `How ${others[0]} negotiates` : "How the others negotiate"}
        <select
          value={rules.tactic}
          onChange={(event) => setRules({ ...rules, tactic: event.currentTarget.value })}
        >
          {play.tactics.map((one) => (
            <option key={one.id} value={one.id}>
              {one.title}
            </option>
          ))}
        </select>
      </label>
      {tactic && <p class="note">{tactic.meaning}</p>}
      <label>
        Rounds
        <input
          type="number"
          min={1}
          max={1000}
          value={rules.rounds}
          onInput={(event) =>
            setRules({
              ...rules,
              rounds: Math.min(1000, Math.max(1, Math.round(Number(event.currentTarget.value)) || 1)),
            })
          }
        />
      </label>
      <label class="check">
        <input
          type="checkbox"
          checked={rules.first}
          onChange={() => setRules({ ...rules, first: !rules.first })}
        />{" "}
        You speak first
      </label>
      <label class="check">
        <input
          type="checkbox"
          checked={rules.shown}
          onChange={() => setRules({ ...rules, shown: !rules.shown })}
        />{" "}
        Show the zone and the other side's points while you talk
      </label>
      <div class="tools">
        <button type="button" onClick={() => onStart({ ...rules, talk: Date.now() % 1_000_000_000 })}>
          Start the talks
        </button>
      </div>
      <p class="note">
        The other side is told your offers, never your points; while you talk the page is covered.
      </p>
    </details>
  );
}

function Offer({ play, offer, sheet }: { play: Playable; offer: Package; sheet: number[][] }) {
  return (
    <dl class="terms">
      {play.issues.map((issue, i) => {
        const option = offer.options[i] ?? 0;
        return (
          <div key={issue.name}>
            <dt dir="auto">{issue.name}</dt>
            <dd dir="auto">
              {issue.options[option]} <span class="unit">({points(sheet[i]?.[option] ?? 0)} to you)</span>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

function Choice({
  issue,
  sheet,
  value,
  onChoose,
}: {
  issue: { name: string; options: string[] };
  sheet: number[];
  value: number;
  onChoose(option: number): void;
}) {
  if (issue.options.length > 60)
    return (
      <label>
        <span dir="auto">{issue.name}</span>
        <input
          type="range"
          min={0}
          max={issue.options.length - 1}
          value={value}
          aria-valuetext={issue.options[value]}
          onInput={(event) => onChoose(Number(event.currentTarget.value))}
        />
        <output dir="auto">
          {issue.options[value]} ({points(sheet[value] ?? 0)} to you)
        </output>
      </label>
    );
  return (
    <label>
      <span dir="auto">{issue.name}</span>
      <select value={value} onChange={(event) => onChoose(Number(event.currentTarget.value))}>
        {issue.options.map((option, k) => (
          <option key={option} value={k}>
            {option} ({points(sheet[k] ?? 0)} to you)
          </option>
        ))}
      </select>
    </label>
  );
}

/** The talks: one side's turn after the other, played again from the beginning by the server each time, so
 *  that a move can be taken back. */
export function Table({
  play,
  rules,
  settings,
  client,
  onAgain,
  onEnd,
}: {
  play: Playable;
  rules: Rules;
  settings: Settings;
  client: Client;
  onAgain(): void;
  onEnd(): void;
}) {
  const [moves, setMoves] = useState<Move[]>([]);
  const [talk, setTalk] = useState<Talk | null>(null);
  const [draft, setDraft] = useState<Package | null>(null);
  const [problem, setProblem] = useState("");
  const heading = useRef<HTMLHeadingElement>(null);
  const newest = useRef(0);
  const ask = async (said: Move[], options?: number[]) => {
    newest.current += 1;
    const mine = newest.current;
    try {
      const answer = await client.ask<Talk>("play", settings, {
        ...rules,
        moves: said,
        ...(options ? { draft: options } : {}),
      });
      if (mine !== newest.current || !answer) return;
      setProblem("");
      if (options) {
        setDraft(answer.draft);
        return;
      }
      setMoves(said);
      setTalk(answer);
      setDraft(answer.last);
    } catch (failure) {
      if (mine === newest.current) setProblem((failure as Error).message);
    }
  };
  useEffect(() => {
    void ask([]);
    heading.current?.focus();
  }, []);
  const say = async (move: Move) => {
    await ask([...moves, move]);
    heading.current?.focus();
  };
  const name = (id: string) => play.sides.find((one) => one.id === id)?.name ?? id;
  const others = play.sides.filter((one) => one.id !== rules.side).map((one) => one.name);
  const other = others.length === 1 ? (others[0] ?? "") : "the others";
  const choose = (issue: number, option: number) => {
    if (!draft) return;
    const options = [...draft.options];
    options[issue] = option;
    setDraft({ ...draft, options });
    void ask(moves, options);
  };
  const above = (worth: number) =>
    talk?.reserve === null || talk === null
      ? ""
      : `, ${points(Math.abs(worth - talk.reserve))} ${worth < talk.reserve ? "below" : "above"} ${play.no_deal}`;
  return (
    <section class="table">
      <h1 tabIndex={-1} ref={heading} dir="auto">
        {talk?.over
          ? "The talks are over"
          : `You are ${name(rules.side)}: round ${talk?.round ?? 1} of ${rules.rounds}`}
      </h1>
      <p class="note" aria-live="polite">
        {talk ? talk.told : "The table is being laid…"}{" "}
        {talk &&
          !talk.over &&
          talk.reserve !== null &&
          `Your value of ${play.no_deal}: ${points(talk.reserve)}.`}
      </p>
      {problem && (
        <p class="status bad" role="alert">
          {problem}
        </p>
      )}
      {talk && !talk.over && draft && (
        <div class="sides">
          <article class="card">
            <h2 dir="auto">What {other} offers</h2>
            {talk.standing ? (
              <>
                <p>
                  Worth <b>{points(talk.standing.worth)}</b> to you{above(talk.standing.worth)}.
                </p>
                <Offer play={play} offer={talk.standing} sheet={talk.sheet} />
                <button type="button" onClick={() => say({ act: "accept" })}>
                  Accept this offer
                </button>
              </>
            ) : (
              <p>Nothing yet.</p>
            )}
          </article>
          <article class="card">
            <h2>Your next offer</h2>
            {play.issues.map((issue, i) => (
              <Choice
                key={issue.name}
                issue={issue}
                sheet={talk.sheet[i] ?? []}
                value={draft.options[i] ?? 0}
                onChoose={(option) => choose(i, option)}
              />
            ))}
            <p aria-live="polite">
              {draft.allowed ? (
                <>
                  Worth <b>{points(draft.worth)}</b> to you{above(draft.worth)}
                  {talk.standing &&
                    ` (${signed(draft.worth - talk.standing.worth)} against what ${other} offers)`}
                  .
                </>
              ) : (
                "A rule of the case forbids this package."
              )}
            </p>
            <div class="tools">
              <button
                type="button"
                disabled={!draft.allowed}
                onClick={() => say({ act: "offer", options: draft.options })}
              >
                Make this offer
              </button>
              {talk.standing && (
                <button
                  type="button"
                  onClick={() => {
                    if (talk.standing) void ask(moves, talk.standing.options);
                  }}
                >
                  Begin from their offer
                </button>
              )}
            </div>
          </article>
        </div>
      )}
      <div class="tools">
        {talk && !talk.over && (
          <button type="button" onClick={() => say({ act: "leave" })}>
            Leave the talks
          </button>
        )}
        {moves.length > 0 && (
          <button
            type="button"
            onClick={() => {
              void ask(moves.slice(0, -1));
              heading.current?.focus();
            }}
          >
            Take the last move back
          </button>
        )}
        {talk?.over && (
          <button type="button" onClick={onAgain}>
            Play again
          </button>
        )}
        <button type="button" onClick={onEnd}>
          Back to the page
        </button>
      </div>
      {talk?.html && <h2>{talk.over ? "What was reached" : "So far"}</h2>}
      {talk && <Beside name="play" drawn={talk} />}
    </section>
  );
}
