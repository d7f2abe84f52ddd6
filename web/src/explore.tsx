import { useRef, useState } from "preact/hooks";
import { Beside } from "./beside";
import type { Client, DeskData, Drawn, Settings } from "./state";
import type { Input } from "./types";

/** Coarse first; a finer one only where the last took so long that the next will not try patience. */
const FINER = [5, 9, 17, 33];
const PATIENCE = 3000; // milliseconds that a finer map may be expected to take

interface Shown {
  drawn: Drawn;
  of: string;
}

function failed(problem: unknown): string {
  return (problem as Error).message;
}

/** A button that asks the server, a second one that stops it while it works, and what is told meanwhile. */
function Ask(props: { label: string; ask: () => void; off?: boolean; told: string; client: Client }) {
  return (
    <div class="tools">
      <button type="button" onClick={props.ask} disabled={props.off}>
        {props.label}
      </button>
      {props.told.endsWith("…") && (
        <button type="button" onClick={props.client.stop}>
          Stop
        </button>
      )}
      <output>{props.told}</output>
    </div>
  );
}

/** A map of two numbers: the answer over both at once. */
export function NumberMap({
  data,
  inputs,
  settings,
  client,
}: {
  data: DeskData;
  inputs: Input[];
  settings: Settings;
  client: Client;
}) {
  const ranked = [...inputs].sort(
    (a, b) => Number(b.low !== null) - Number(a.low !== null) || b.importance - a.importance,
  );
  const [what, setWhat] = useState(data.maps[0]?.id ?? "");
  const [first, setFirst] = useState(ranked[0]?.address ?? "");
  const [second, setSecond] = useState(ranked[1]?.address ?? "");
  const [shown, setShown] = useState<Shown | null>(null);
  const [told, setTold] = useState("");
  const run = useRef(0);
  if (data.maps.length === 0 || inputs.length < 2) return null;
  const of = JSON.stringify([settings, what, first, second]);
  const draw = async () => {
    run.current += 1;
    const mine = run.current;
    const asked = of;
    try {
      for (const steps of FINER) {
        const begun = Date.now();
        setTold(steps === FINER[0] ? "Computing…" : "Becoming finer…");
        const drawn = await client.ask<Drawn>("map", settings, { first, second, what, steps });
        if (mine !== run.current) return;
        if (!drawn) {
          setTold("Stopped");
          return;
        }
        setShown({ drawn, of: asked });
        setTold(`${steps} by ${steps} places`);
        if (4 * (Date.now() - begun) > PATIENCE) return;
      }
    } catch (problem) {
      if (mine === run.current) setTold(failed(problem));
    }
  };
  const choose = (label: string, value: string, other: string, set: (address: string) => void) => (
    <label>
      {label}
      <select value={value} onChange={(event) => set(event.currentTarget.value)}>
        {ranked.map((input) => (
          <option key={input.address} value={input.address} disabled={input.address === other}>
            {input.group}: {input.label}
            {input.low === null ? "" : ` (${input.low} to ${input.high})`}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <details class="group tool">
      <summary>Map of two numbers</summary>
      <label>
        What
        <select value={what} onChange={(event) => setWhat(event.currentTarget.value)}>
          {data.maps.map((one) => (
            <option key={one.id} value={one.id}>
              {one.words}
            </option>
          ))}
        </select>
      </label>
      {choose("Across", first, second, setFirst)}
      {choose("Up", second, first, setSecond)}
      <Ask label="Draw the map" ask={draw} off={first === second} told={told} client={client} />
      {shown && <Beside name="map" drawn={shown.drawn} old={shown.of !== of} />}
    </details>
  );
}

/** A goal, and the cheapest way to it by the levers of the case. */
export function Ways({ data, settings, client }: { data: DeskData; settings: Settings; client: Client }) {
  const [kind, setKind] = useState("zone");
  const [chance, setChance] = useState(80);
  const [by, setBy] = useState("");
  const [budget, setBudget] = useState("");
  const [deal, setDeal] = useState<number[]>(() => data.issues.map(() => 0));
  const [shown, setShown] = useState<Shown | null>(null);
  const [told, setTold] = useState("");
  const { levers } = data;
  if (!levers) return null;
  const goal = kind === "chance" ? `chance:${chance / 100}` : kind === "stable" ? "stable:sseq" : kind;
  const of = JSON.stringify([settings, goal, by, budget, kind === "deal" ? deal : null]);
  const find = async () => {
    setTold("Computing…");
    try {
      const drawn = await client.ask<Drawn>("levers", settings, {
        goal,
        by,
        ...(kind === "deal" ? { package: deal } : {}),
        ...(budget === "" ? {} : { budget: Number(budget) }),
      });
      setTold(drawn ? "Computed" : "Stopped");
      if (drawn) setShown({ drawn, of });
    } catch (problem) {
      setTold(failed(problem));
    }
  };
  return (
    <details class="group tool">
      <summary>What would it take?</summary>
      <label>
        Goal
        <select value={kind} onChange={(event) => setKind(event.currentTarget.value)}>
          <option value="zone">some deal that is worth it to everybody</option>
          {levers.stable && <option value="stable">a deal that nobody would leave again</option>}
          <option value="chance">such a deal with a chance of …</option>
          {data.issues.length > 0 && <option value="deal">this deal …</option>}
        </select>
      </label>
      {kind === "chance" && (
        <label>
          Chance (%)
          <input
            type="number"
            min={1}
            max={99}
            value={chance}
            onInput={(event) => setChance(Number(event.currentTarget.value))}
          />
        </label>
      )}
      {kind === "deal" &&
        data.issues.map((issue, i) => (
          <label key={issue.id} dir="auto">
            {issue.name}
            <select
              value={deal[i]}
              onChange={(event) => {
                const next = [...deal];
                next[i] = Number(event.currentTarget.value);
                setDeal(next);
              }}
            >
              {issue.options.map((option, k) => (
                <option key={option} value={k}>
                  {option}
                </option>
              ))}
            </select>
          </label>
        ))}
      {levers.holders.length > 0 && (
        <label>
          By whose levers
          <select value={by} onChange={(event) => setBy(event.currentTarget.value)}>
            <option value="">everybody's</option>
            {levers.holders.map((one) => (
              <option key={one.id} value={one.id}>
                only {one.name}'s
              </option>
            ))}
          </select>
        </label>
      )}
      <label>
        Budget, if there is one
        <input
          type="number"
          min={0}
          step="any"
          value={budget}
          onInput={(event) => setBudget(event.currentTarget.value)}
        />
      </label>
      <Ask label="Find the cheapest way" ask={find} told={told} client={client} />
      {shown && <Beside name="levers" drawn={shown.drawn} old={shown.of !== of} />}
    </details>
  );
}
