import { batch, type Signal, signal } from "@preact/signals";
import { useMemo, useState } from "preact/hooks";
import { FigureBlock, onSharedAxes } from "./figure";
import { download } from "./format";
import { Report } from "./report";
import {
  createClient,
  createHistory,
  fromFragment,
  joined,
  type Problem,
  type Settings,
  toFragment,
} from "./state";
import type { Doc, Figure, Input } from "./types";

function decimalsOf(step: number): number {
  return step > 0 && step < 1 ? Math.min(12, Math.ceil(-Math.log10(step) - 1e-9)) : 0;
}

interface SliderProps {
  input: Input;
  value: string | undefined;
  onMove(value: string): void;
  onDone(): void;
  onReset(): void;
}

function Slider({ input, value, onMove, onDone, onReset }: SliderProps) {
  const [low, high, step] = input.slider;
  const now = value === undefined ? input.value : Number.parseFloat(value);
  const written = String(
    Number(now.toFixed(Math.max(decimalsOf(step), value === undefined ? 6 : decimalsOf(step)))),
  );
  const move = (event: Event) => {
    const raw = (event.currentTarget as HTMLInputElement).value;
    if (raw !== "" && Number.isFinite(Number(raw))) onMove(raw);
  };
  const id = `number-${input.address}`;
  return (
    <div class={value === undefined ? "slider" : "slider changed"}>
      <label for={id} dir="auto">
        {input.label}
      </label>
      <div class="row">
        <input
          type="range"
          min={Math.min(low, now)}
          max={Math.max(high, now)}
          step={step > 0 ? step : "any"}
          value={now}
          aria-label={`${input.label}, slider`}
          data-address={input.address}
          onInput={move}
          onChange={onDone}
        />
        <input
          id={id}
          type="number"
          step="any"
          min={input.legal_low ?? undefined}
          max={input.legal_high ?? undefined}
          value={written}
          title={`${input.legal}${input.unit ? `, ${input.unit}` : ""}`}
          onInput={move}
          onChange={onDone}
        />
        <button
          type="button"
          disabled={value === undefined}
          onClick={onReset}
          aria-label={`Reset ${input.label}`}
        >
          ↺
        </button>
      </div>
      <code>
        {input.address}
        {value !== undefined && ` (was ${input.text})`}
      </code>
    </div>
  );
}

function Compare({
  kept,
  doc,
  settings,
  onEnd,
}: {
  kept: { doc: Doc; settings: Settings };
  doc: Doc;
  settings: Settings;
  onEnd(): void;
}) {
  const labels = [...new Set([...kept.doc.headline, ...doc.headline].map((fact) => fact.label))];
  const find = (one: Doc, label: string) => one.headline.find((fact) => fact.label === label)?.value ?? "–";
  const moved = [...new Set([...Object.keys(kept.settings), ...Object.keys(settings)])].filter(
    (address) => kept.settings[address] !== settings[address],
  );
  const written = (set: Settings, address: string) =>
    set[address] ?? doc.inputs.find((input) => input.address === address)?.text ?? "as in the file";
  const firstFigure = (one: Doc): Figure | undefined =>
    one.sections
      .flatMap((section) => section.blocks)
      .find((block): block is Figure => block.kind === "figure");
  const left = firstFigure(kept.doc);
  const right = firstFigure(doc);
  const comparable = left && right && left.id === right.id && !left.graph && !right.graph;
  const [before, now] = comparable ? onSharedAxes([left, right]) : [left, right];
  return (
    <section id="compare" class="sheet" aria-label="Two versions">
      <h2>Two versions side by side</h2>
      <button type="button" onClick={onEnd}>
        End the comparison
      </button>
      <section class="scroll" tabIndex={0} aria-label="Comparison">
        <table>
          <caption>Kept version and current version</caption>
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col">Kept</th>
              <th scope="col">Current</th>
            </tr>
          </thead>
          <tbody>
            {labels.map((label) => {
              const a = find(kept.doc, label);
              const b = find(doc, label);
              return (
                <tr key={label}>
                  <th scope="row" dir="auto">
                    {label}
                  </th>
                  <td dir="auto">{a}</td>
                  <td dir="auto" class={a === b ? undefined : "difference"}>
                    {b}
                  </td>
                </tr>
              );
            })}
            {moved.map((address) => (
              <tr key={address}>
                <th scope="row">
                  <code>{address}</code>
                </th>
                <td>{written(kept.settings, address)}</td>
                <td class="difference">{written(settings, address)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <div class="compare">
        {before && (
          <FigureBlock figure={{ ...before, id: `${before.id}-kept`, title: `Kept: ${before.title}` }} />
        )}
        {now && <FigureBlock figure={{ ...now, id: `${now.id}-current`, title: `Current: ${now.title}` }} />}
      </div>
    </section>
  );
}

interface Shown {
  doc: Signal<Doc>;
  stale: Signal<string[]>;
  settings: Signal<Settings>;
  kept: Signal<{ doc: Doc; settings: Settings } | null>;
}

/** What the numbers give. It is drawn again when an answer comes, not when a slider moves. */
function Results({ doc, stale, settings, kept }: Shown) {
  return (
    <div>
      {kept.value && (
        <Compare
          kept={kept.value}
          doc={doc.value}
          settings={settings.value}
          onEnd={() => {
            kept.value = null;
          }}
        />
      )}
      <Report doc={doc.value} stale={stale.value} live />
    </div>
  );
}

/** The report, alive: sliders beside it, each change computed by the server that sent the page. */
export function Studio({
  first,
  fragment = location.hash,
  token = new URLSearchParams(location.search).get("token") ?? "",
}: {
  first: Doc;
  fragment?: string;
  token?: string;
}) {
  const studio = useMemo(() => {
    const doc = signal(first);
    const shownSettings = signal<Settings>({});
    const stale = signal<string[]>([]);
    const problems = signal<Problem[]>([]);
    const kept = signal<{ doc: Doc; settings: Settings } | null>(null);
    const told = signal("");
    const client = createClient(token, (answer, settings, part) => {
      if ("document" in answer) {
        // The sliders keep the numbers of the file, whatever is moved.
        const came = { ...answer.document, inputs: first.inputs };
        const shown = part === "first" ? joined(doc.value, came) : { doc: came, stale: [] };
        batch(() => {
          doc.value = shown.doc;
          stale.value = shown.stale;
          shownSettings.value = settings;
          problems.value = [];
          told.value = part === "first" ? "Frontier computed" : "Computed";
        });
      } else if ("problems" in answer) {
        problems.value = answer.problems;
      } else {
        told.value = "Stopped; the page shows the last complete result";
      }
    });
    const known = new Set(first.inputs.map((input) => input.address));
    const start = Object.fromEntries(
      Object.entries(fromFragment(fragment)).filter(([address]) => known.has(address)),
    );
    const history = createHistory(start);
    let before = history.current.value;
    history.current.subscribe((settings) => {
      if (settings === before) return;
      before = settings;
      window.history.replaceState(null, "", location.pathname + location.search + toFragment(settings));
      client.compute(settings);
    });
    if (Object.keys(start).length > 0) client.compute(start);
    return { doc, stale, shownSettings, problems, kept, told, client, history };
  }, [first]);
  const results = useMemo(
    () => (
      <Results doc={studio.doc} stale={studio.stale} settings={studio.shownSettings} kept={studio.kept} />
    ),
    [studio],
  );
  const [wanted, setWanted] = useState("");
  const { history, client } = studio;
  const settings = history.current.value;
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean);
  const matches = (input: Input) => {
    const text = `${input.label} ${input.address}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
  const groups = new Map<string, Input[]>();
  for (const input of first.inputs) {
    if (!matches(input)) continue;
    const list = groups.get(input.group);
    if (list) list.push(input);
    else groups.set(input.group, [input]);
  }
  const changed = Object.keys(settings).length;
  const save = async () => {
    try {
      const file = await client.copy(settings);
      download(file.name, file.text, "application/toml");
      studio.told.value = `Saved a copy as ${file.name}`;
    } catch (problem) {
      studio.problems.value = [{ message: (problem as Error).message, hint: "", address: "" }];
    }
  };
  const share = async () => {
    try {
      await navigator.clipboard.writeText(toFragment(settings));
      studio.told.value = "Copied: put it behind the address of another studio of the same case";
    } catch {
      studio.told.value = "The address bar holds this state after the #";
    }
  };
  return (
    <div class="studio">
      <aside class="desk" aria-label="Numbers of the case">
        <h2>Numbers</h2>
        <output class="status">
          {client.busy.value ? client.progress.value || "Computing…" : studio.told.value}
        </output>
        {studio.problems.value.map((problem) => (
          <p class="status bad" role="alert" dir="auto" key={problem.message}>
            {problem.message} {problem.hint}
          </p>
        ))}
        <div class="tools">
          <button type="button" onClick={history.undo} disabled={!history.canUndo.value}>
            Undo
          </button>
          <button type="button" onClick={history.redo} disabled={!history.canRedo.value}>
            Redo
          </button>
          <button type="button" onClick={() => history.replace({})} disabled={changed === 0}>
            Reset all
          </button>
          <button type="button" onClick={client.stop} disabled={!client.busy.value}>
            Stop
          </button>
          <button
            type="button"
            onClick={() => {
              studio.kept.value = { doc: studio.doc.value, settings: studio.shownSettings.value };
            }}
          >
            Keep to compare
          </button>
          <button type="button" onClick={save}>
            Save a copy
          </button>
          <button type="button" onClick={share}>
            Share
          </button>
        </div>
        <p class="note">
          {changed === 0 ? "As in the file." : `${changed} ${changed === 1 ? "number" : "numbers"} changed.`}
        </p>
        {first.inputs.length === 0 ? (
          <p>This case ranks states and gives no numbers, so there is nothing to move here.</p>
        ) : (
          <input
            type="search"
            placeholder="Find a number"
            aria-label="Find a number"
            value={wanted}
            onInput={(event) => setWanted(event.currentTarget.value)}
          />
        )}
        {[...groups].map(([name, inputs], i) => (
          <Group key={name} name={name} open={i === 0 || words.length > 0} count={inputs.length}>
            {() =>
              inputs.map((input) => (
                <Slider
                  key={input.address}
                  input={input}
                  value={settings[input.address]}
                  onMove={(value) => history.set(input.address, value)}
                  onDone={history.commit}
                  onReset={() => {
                    history.set(input.address, null);
                    history.commit();
                  }}
                />
              ))
            }
          </Group>
        ))}
      </aside>
      {results}
    </div>
  );
}

/** Sliders are made only once their group is open: a case may have thousands of numbers. */
function Group({
  name,
  open,
  count,
  children,
}: {
  name: string;
  open: boolean;
  count: number;
  children(): preact.ComponentChildren;
}) {
  const [opened, setOpened] = useState(open);
  return (
    <details
      open={open || undefined}
      onToggle={(event) => setOpened((event.currentTarget as HTMLDetailsElement).open)}
    >
      <summary dir="auto">
        {name} ({count})
      </summary>
      {(opened || open) && children()}
    </details>
  );
}
