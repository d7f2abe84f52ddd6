import { computed, signal } from "@preact/signals";
import type { Doc, Section } from "./types";

/** What was changed: an address to what a case file would say; "ruled:ISSUE" to the options that are ruled
 *  out; "order:LIST" to the order of a list of preferences. */
export type Settings = Record<string, string>;

/** What the desk needs to know of the case beside its numbers. */
export interface DeskData {
  issues: { id: string; name: string; options: string[] }[];
  orders: { id: string; name: string; items: string[] }[];
  parties: Rated[];
  play: Playable | null;
  maps: { id: string; words: string }[];
  levers: { holders: { id: string; name: string }[]; stable: boolean } | null;
}

/** Who can be played against whom, and about what. */
export interface Playable {
  sides: { id: string; name: string }[];
  tactics: { id: string; title: string; meaning: string }[];
  issues: { name: string; options: string[] }[];
  no_deal: string;
}

/** A package as one option an issue, and what it is worth to the person at the table. */
export interface Package {
  options: number[];
  worth: number;
  allowed: boolean;
}

/** Something drawn by the server beside the page, and its data. */
export interface Drawn {
  html: string;
  section: Section;
}

/** Where the talks stand, as the person sees them. */
export interface Talk extends Drawn {
  over: boolean;
  round: number;
  rounds: number;
  told: string;
  reserve: number | null;
  standing: Package | null;
  last: Package;
  draft: Package | null;
  sheet: number[][];
}

/** A party and the issues that it scores, as a rater is asked about them. */
export interface Rated {
  id: string;
  name: string;
  issues: { address: string; name: string; best: string; worst: string }[];
}

/** Who judged which numbers, and when. */
export interface Judged {
  judged: string[];
  rater: string;
  date: string;
}

/** The same as the server takes it. */
export function wishOf(settings: Settings) {
  const set: Settings = {};
  const ruled: Record<string, number[]> = {};
  const order: Record<string, number[]> = {};
  const numbers = (text: string) => text.split(",").filter(Boolean).map(Number);
  for (const [key, value] of Object.entries(settings)) {
    if (key.startsWith("ruled:")) ruled[key.slice(6)] = numbers(value);
    else if (key.startsWith("order:")) order[key.slice(6)] = numbers(value);
    else set[key] = value;
  }
  return {
    set,
    ...(Object.keys(ruled).length > 0 ? { ruled } : {}),
    ...(Object.keys(order).length > 0 ? { order } : {}),
  };
}

export function toFragment(settings: Settings): string {
  const words = new URLSearchParams();
  for (const address of Object.keys(settings).sort()) words.set(address, settings[address] ?? "");
  const text = words.toString();
  return text ? `#${text}` : "";
}

export function fromFragment(fragment: string): Settings {
  const settings: Settings = {};
  for (const [address, value] of new URLSearchParams(fragment.replace(/^#/, ""))) {
    if ((address.includes(".") || /^(ruled|order):/.test(address)) && value !== "") settings[address] = value;
  }
  return settings;
}

export type Client = ReturnType<typeof createClient>;

/** Steps that can be undone. Moves of one slider within one drag are one step. */
export function createHistory(start: Settings) {
  const current = signal<Settings>(start);
  const past = signal<Settings[]>([]);
  const future = signal<Settings[]>([]);
  let open = ""; // the number that is being moved
  return {
    current,
    canUndo: computed(() => past.value.length > 0),
    canRedo: computed(() => future.value.length > 0),
    set(address: string, value: string | null) {
      if (open !== address) {
        past.value = [...past.value, current.value];
        future.value = [];
        open = address;
      }
      const next = { ...current.value };
      if (value === null) delete next[address];
      else next[address] = value;
      current.value = next;
    },
    /** The drag is over: the next move is a new step. */
    commit() {
      open = "";
    },
    replace(settings: Settings) {
      past.value = [...past.value, current.value];
      future.value = [];
      open = "";
      current.value = settings;
    },
    undo() {
      const last = past.value.at(-1);
      if (!last) return;
      future.value = [current.value, ...future.value];
      past.value = past.value.slice(0, -1);
      open = "";
      current.value = last;
    },
    redo() {
      const next = future.value[0];
      if (!next) return;
      past.value = [...past.value, current.value];
      future.value = future.value.slice(1);
      open = "";
      current.value = next;
    },
  };
}

export interface Problem {
  message: string;
  hint: string;
  address: string;
}

export type Answer = { document: Doc; html: string } | { problems: Problem[] } | { stopped: true };

/** What a moved slider shows at once, or everything. */
export type Part = "first" | "all";

const PATIENCE = 300; // milliseconds

/** Talks to the server that sent the page. Only the newest wish counts: while one is being computed, later
 *  ones replace each other, and the running one is told to stop. */
export function createClient(
  token: string,
  onAnswer: (answer: Answer, settings: Settings, part: Part) => void,
) {
  const busy = signal(false);
  const progress = signal("");
  let waiting: Settings | null = null;
  let begun = 0;
  let whole = false; // is the part with the draws being computed?

  function call(path: string, body: unknown): Promise<Response> {
    return fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Entente-Token": token },
      body: JSON.stringify(body),
    });
  }

  async function watch() {
    while (busy.value) {
      await new Promise((done) => setTimeout(done, 400));
      if (!busy.value) break;
      try {
        const answer = await fetch("api/progress", { headers: { "X-Entente-Token": token } });
        const state = (await answer.json()) as { what: string; done: number; total: number };
        progress.value = state.what
          ? state.total > 0
            ? `${state.what}: ${Math.floor((100 * state.done) / state.total)} %`
            : state.what
          : "";
      } catch {
        progress.value = "";
      }
    }
    progress.value = "";
  }

  async function run(settings: Settings) {
    busy.value = true;
    void watch();
    let next: Settings | null = settings;
    while (next) {
      const asked: Settings = next;
      waiting = null;
      begun = Date.now();
      try {
        // What a slider moves is there at once; what takes draws follows, unless something newer is wanted.
        for (const part of ["first", "all"] as const) {
          whole = part === "all";
          const answer = await call("api/compute", { ...wishOf(asked), part });
          const body = (await answer.json()) as Answer;
          if (!waiting || "document" in body) onAnswer(body, asked, part);
          if (waiting || !("document" in body)) break;
        }
      } catch {
        onAnswer(
          {
            problems: [
              {
                message: "The studio does not answer; is `entente studio` still running?",
                hint: "",
                address: "",
              },
            ],
          },
          asked,
          "all",
        );
        waiting = null;
      }
      next = waiting;
    }
    busy.value = false;
  }

  return {
    busy,
    progress,
    compute(settings: Settings) {
      if (!busy.value) {
        void run(settings);
        return;
      }
      waiting = settings;
      // What takes long and is no longer wanted is cut short; what is quick is let finish.
      if (whole || Date.now() - begun > PATIENCE) void call("api/stop", {}).catch(() => undefined);
    },
    stop() {
      waiting = null;
      void call("api/stop", {}).catch(() => undefined);
    },
    /** Asks for what stands beside the page; null: it was stopped. */
    async ask<T>(what: "play" | "map" | "levers", settings: Settings, wanted: unknown): Promise<T | null> {
      const answer = await call(`api/${what}`, { ...wishOf(settings), [what]: wanted });
      const body = (await answer.json()) as T & { problems?: Problem[]; stopped?: boolean };
      if (body.problems)
        throw new Error(
          body.problems.map((one) => `${one.message} ${one.hint}`.trim()).join(" ") || "It failed",
        );
      return body.stopped ? null : body;
    },
    async copy(settings: Settings, judged?: Judged): Promise<{ name: string; text: string }> {
      const answer = await call("api/copy", { ...wishOf(settings), ...judged });
      const body = (await answer.json()) as { name?: string; text?: string; problems?: Problem[] };
      if (body.text === undefined) throw new Error(body.problems?.[0]?.message ?? "The copy failed");
      return { name: body.name ?? "copy.toml", text: body.text };
    },
  };
}
