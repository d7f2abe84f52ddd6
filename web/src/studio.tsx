import { batch, signal } from "@preact/signals";
import { useMemo, useState } from "preact/hooks";
import { NumberMap, Ways } from "./explore";
import { download } from "./format";
import { Numbers } from "./numbers";
import { replaceParts } from "./page";
import { PlayChoice, type Rules, Table } from "./play";
import { Rater } from "./rater";
import { Reorder } from "./reorder";
import {
  createClient,
  createHistory,
  type DeskData,
  fromFragment,
  type Judged,
  type Problem,
  type Settings,
  toFragment,
} from "./state";
import type { Doc } from "./types";

interface Version {
  name: string;
  settings: Settings;
  doc: Doc;
  small: string;
}

/** The small frontier of page one as it is drawn now, for beside the sliders. */
function smallFrontier(main: Element): string {
  return main.querySelector("#frontier-small svg.narrow, #frontier-small svg")?.outerHTML ?? "";
}

function value(doc: Doc, label: string): string {
  return doc.headline.find((fact) => fact.label === label)?.value ?? "–";
}

/** The few numbers and the small frontier that stay in sight, from what they were to what they are. */
function Now({ first, doc, small, ghost }: { first: Doc; doc: Doc; small: string; ghost: string }) {
  return (
    <div class="now" aria-live="polite">
      <dl>
        {doc.headline.slice(0, 8).map((fact) => {
          const old = value(first, fact.label);
          return (
            <div key={fact.label} class={old === fact.value ? undefined : "difference"}>
              <dt dir="auto">{fact.label}</dt>
              <dd dir="auto">
                {old !== fact.value && old !== "–" && (
                  <>
                    <s>{old}</s>{" "}
                  </>
                )}
                {fact.value}
              </dd>
            </div>
          );
        })}
      </dl>
      {small && (
        <div class="small" aria-hidden="true">
          {/* biome-ignore lint/security/noDangerouslySetInnerHtml: drawn by the server that sent the page */}
          {ghost !== small && <div class="ghost" dangerouslySetInnerHTML={{ __html: ghost }} />}
          {/* biome-ignore lint/security/noDangerouslySetInnerHtml: drawn by the server that sent the page */}
          <div dangerouslySetInnerHTML={{ __html: small }} />
        </div>
      )}
    </div>
  );
}

function Compare({
  versions,
  now,
  small,
  settings,
  inputs,
  onEnd,
  onTake,
  onDrop,
}: {
  versions: Version[];
  now: Doc;
  small: string;
  settings: Settings;
  inputs: Doc["inputs"];
  onEnd(): void;
  onTake(version: Version): void;
  onDrop(version: Version): void;
}) {
  const labels = [
    ...new Set([...versions.map((one) => one.doc), now].flatMap((doc) => doc.headline.map((f) => f.label))),
  ];
  const moved = [
    ...new Set([...versions.map((one) => one.settings), settings].flatMap((one) => Object.keys(one))),
  ];
  const written = (set: Settings, address: string) =>
    set[address] ?? inputs.find((input) => input.address === address)?.text ?? "as in the file";
  return (
    <section id="compare" aria-label="Versions side by side">
      <h2>Versions side by side</h2>
      <button type="button" onClick={onEnd}>
        End the comparison
      </button>
      <section class="scroll" tabIndex={0} aria-label="Comparison">
        <table>
          <caption>Kept versions and the current one</caption>
          <thead>
            <tr>
              <th scope="col">What</th>
              {versions.map((one) => (
                <th key={one.name} scope="col">
                  {one.name}{" "}
                  <button type="button" class="plain" onClick={() => onTake(one)}>
                    take
                  </button>{" "}
                  <button
                    type="button"
                    class="plain"
                    aria-label={`Drop ${one.name}`}
                    onClick={() => onDrop(one)}
                  >
                    drop
                  </button>
                </th>
              ))}
              <th scope="col">Current</th>
            </tr>
          </thead>
          <tbody>
            {labels.map((label) => {
              const current = value(now, label);
              return (
                <tr key={label}>
                  <th scope="row" dir="auto">
                    {label}
                  </th>
                  {versions.map((one) => (
                    <td
                      key={one.name}
                      dir="auto"
                      class={value(one.doc, label) === current ? undefined : "difference"}
                    >
                      {value(one.doc, label)}
                    </td>
                  ))}
                  <td dir="auto">{current}</td>
                </tr>
              );
            })}
            {moved.map((address) => (
              <tr key={address}>
                <th scope="row">
                  <code>{address}</code>
                </th>
                {versions.map((one) => (
                  <td key={one.name}>{written(one.settings, address)}</td>
                ))}
                <td>{written(settings, address)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <div class="compare">
        {versions.map((one) => (
          <figure key={one.name}>
            <h3>{one.name}</h3>
            {/* biome-ignore lint/security/noDangerouslySetInnerHtml: drawn by the server that sent the page */}
            <div dangerouslySetInnerHTML={{ __html: one.small }} />
          </figure>
        ))}
        <figure>
          <h3>Current</h3>
          {/* biome-ignore lint/security/noDangerouslySetInnerHtml: drawn by the server that sent the page */}
          <div dangerouslySetInnerHTML={{ __html: small }} />
        </figure>
      </div>
    </section>
  );
}

/** Options that can be ruled out, issue by issue; an issue with one option left is locked. */
function Options({
  data,
  settings,
  set,
}: {
  data: DeskData;
  settings: Settings;
  set(key: string, value: string | null): void;
}) {
  if (data.issues.length === 0) return null;
  const ruled = (issue: string) =>
    new Set((settings[`ruled:${issue}`] ?? "").split(",").filter(Boolean).map(Number));
  return (
    <details class="group">
      <summary>Lock issues, rule out options</summary>
      {data.issues.map((issue) => {
        const out = ruled(issue.id);
        const left = issue.options.length - out.size;
        return (
          <fieldset key={issue.id}>
            <legend dir="auto">
              {issue.name}
              {left === 1 && " (locked)"}
            </legend>
            {issue.options.slice(0, 40).map((option, k) => (
              <label key={option} dir="auto">
                <input
                  type="checkbox"
                  checked={!out.has(k)}
                  disabled={left === 1 && !out.has(k)}
                  onChange={() => {
                    if (out.has(k)) out.delete(k);
                    else out.add(k);
                    set(`ruled:${issue.id}`, out.size > 0 ? [...out].sort((a, b) => a - b).join(",") : null);
                  }}
                />{" "}
                {option}
              </label>
            ))}
          </fieldset>
        );
      })}
    </details>
  );
}

/** The desk beside the page: numbers, options and rankings; each change is computed by the server. */
export function Desk({
  first,
  data,
  main,
  onDocument,
  fragment = location.hash,
  token = new URLSearchParams(location.search).get("token") ?? "",
}: {
  first: Doc;
  data: DeskData;
  main: Element;
  onDocument(doc: Doc): void;
  fragment?: string;
  token?: string;
}) {
  const studio = useMemo(() => {
    const doc = signal(first);
    const shown = signal<Settings>({});
    const problems = signal<Problem[]>([]);
    const versions = signal<Version[]>([]);
    const comparing = signal(false);
    const told = signal("");
    const small = signal(smallFrontier(main));
    const ghost = small.value;
    const client = createClient(token, (answer, settings, part) => {
      if ("document" in answer) {
        replaceParts(main, answer.html, part);
        // The sliders keep the numbers of the file, whatever is moved.
        const came = { ...answer.document, inputs: first.inputs };
        const known = new Set(came.headline.map((fact) => fact.label));
        const late = part === "first" ? doc.value.headline.filter((fact) => !known.has(fact.label)) : [];
        batch(() => {
          doc.value = { ...came, headline: [...came.headline, ...late] };
          small.value = smallFrontier(main);
          shown.value = settings;
          problems.value = [];
          told.value = part === "first" ? "Frontier computed" : "Computed";
        });
        onDocument(doc.value);
      } else if ("problems" in answer) {
        problems.value = answer.problems;
      } else {
        told.value = "Stopped; the page shows the last complete result";
      }
    });
    const known = new Set([
      ...first.inputs.map((input) => input.address),
      ...data.issues.map((issue) => `ruled:${issue.id}`),
      ...data.orders.map((order) => `order:${order.id}`),
    ]);
    const start = Object.fromEntries(
      Object.entries(fromFragment(fragment)).filter(([key]) => known.has(key)),
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
    return { doc, shown, problems, versions, comparing, told, small, ghost, client, history };
  }, [first]);
  const { history, client } = studio;
  const settings = history.current.value;
  const changed = Object.keys(settings).length;
  const set = (key: string, value: string | null) => history.set(key, value);
  const setNow = (key: string, value: string | null) => {
    history.set(key, value);
    history.commit();
  };
  const save = async (wanted: Settings, judged?: Judged) => {
    try {
      const file = await client.copy(wanted, judged);
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
  /** While somebody plays, the talks stand where the page was. */
  const sit = (wanted: Rules | null) => {
    const studio = main.closest(".studio");
    studio?.classList.toggle("playing", wanted !== null);
    const desk = studio?.querySelector(".desk");
    desk?.setAttribute("role", wanted ? "main" : "complementary");
    desk?.setAttribute("aria-label", wanted ? "The talks" : "Numbers of the case");
    setRules(wanted);
  };
  const keep = () => {
    studio.versions.value = [
      ...studio.versions.value,
      {
        name: `Version ${studio.versions.value.length + 1}`,
        settings: studio.shown.value,
        doc: studio.doc.value,
        small: studio.small.value,
      },
    ];
    studio.comparing.value = true;
  };
  const [rules, setRules] = useState<Rules | null>(null);
  const { play } = data;
  if (play && rules)
    return (
      <Table
        key={rules.talk}
        play={play}
        rules={rules}
        settings={settings}
        client={client}
        onAgain={() => sit({ ...rules, talk: rules.talk + 1 })}
        onEnd={() => sit(null)}
      />
    );
  return (
    <>
      <Now first={first} doc={studio.doc.value} small={studio.small.value} ghost={studio.ghost} />
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
        <button type="button" onClick={keep}>
          Keep to compare
        </button>
        <button type="button" onClick={() => save(settings)}>
          Save a copy
        </button>
        <button type="button" onClick={share}>
          Share
        </button>
      </div>
      {studio.comparing.value && studio.versions.value.length > 0 && (
        <Compare
          versions={studio.versions.value}
          now={studio.doc.value}
          small={studio.small.value}
          settings={studio.shown.value}
          inputs={first.inputs}
          onEnd={() => {
            studio.comparing.value = false;
          }}
          onTake={(version) => history.replace(version.settings)}
          onDrop={(version) => {
            studio.versions.value = studio.versions.value.filter((one) => one !== version);
          }}
        />
      )}
      {!studio.comparing.value && studio.versions.value.length > 0 && (
        <p class="note">
          <button
            type="button"
            class="plain"
            onClick={() => {
              studio.comparing.value = true;
            }}
          >
            {studio.versions.value.length === 1
              ? "Compare with the kept version"
              : `Compare with ${studio.versions.value.length} kept versions`}
          </button>
        </p>
      )}
      <h2>What goes in</h2>
      <p class="note">
        {changed === 0 ? "As in the file." : `${changed} ${changed === 1 ? "change" : "changes"}.`}
      </p>
      {data.orders.length > 0 && (
        <details class="group" open={first.inputs.length === 0}>
          <summary>What each side wants</summary>
          {data.orders.map((list) => {
            const key = `order:${list.id}`;
            const order = settings[key]?.split(",").map(Number) ?? list.items.map((_, i) => i);
            return (
              <Reorder
                key={list.id}
                name={list.name}
                items={list.items}
                order={order}
                onOrder={(next) => setNow(key, next.every((item, i) => item === i) ? null : next.join(","))}
              />
            );
          })}
        </details>
      )}
      <Numbers inputs={first.inputs} settings={settings} set={set} commit={history.commit} />
      <Options data={data} settings={settings} set={setNow} />
      <Rater
        parties={data.parties}
        onTake={(weights) => history.replace({ ...settings, ...weights })}
        onSave={(weights, judged) => save({ ...settings, ...weights }, judged)}
      />
      <NumberMap data={data} inputs={first.inputs} settings={settings} client={client} />
      <Ways data={data} settings={settings} client={client} />
      {play && <PlayChoice play={play} onStart={sit} />}
    </>
  );
}
