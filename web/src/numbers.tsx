import { useState } from "preact/hooks";
import type { Settings } from "./state";
import type { Input } from "./types";

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

/** One number: where it stands, how far it may go, what it rests on. */
function Slider({ input, value, onMove, onDone, onReset }: SliderProps) {
  const [low, high, step] = input.slider;
  const now = value === undefined ? input.value : Number.parseFloat(value);
  const decimals = Math.max(decimalsOf(step), value === undefined ? 6 : 0);
  const written = String(Number(now.toFixed(decimals)));
  const move = (event: Event) => {
    const raw = (event.currentTarget as HTMLInputElement).value;
    if (raw !== "" && Number.isFinite(Number(raw))) onMove(raw);
  };
  const id = `number-${input.address}`;
  const range = input.low !== null && input.high !== null ? `${input.low} to ${input.high}` : "no range";
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
          title={input.legal}
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
      <p class="rests" dir="auto">
        <b class={`grade ${input.grade.split(" ")[0]}`}>{input.grade}</b> {range}
        {input.unit && input.low !== null && ` ${input.unit}`}
        {value !== undefined && ` (was ${input.text})`}
        {input.source && (
          <details>
            <summary>source</summary>
            {input.source} <code>{input.address}</code>
          </details>
        )}
      </p>
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
      class="group"
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

const FEW = 10;

/** The ten that matter most, then all of them by what they belong to. */
export function Numbers({
  inputs,
  settings,
  set,
  commit,
}: {
  inputs: Input[];
  settings: Settings;
  set(address: string, value: string | null): void;
  commit(): void;
}) {
  const [wanted, setWanted] = useState("");
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean);
  const matches = (input: Input) => {
    const text = `${input.group} ${input.label} ${input.address}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
  const sliders = (list: Input[], grouped: boolean) =>
    list.map((input) => (
      <Slider
        key={input.address}
        input={grouped ? input : { ...input, label: `${input.group}: ${input.label}` }}
        value={settings[input.address]}
        onMove={(value) => set(input.address, value)}
        onDone={commit}
        onReset={() => {
          set(input.address, null);
          commit();
        }}
      />
    ));
  const first = [...inputs].sort((a, b) => b.importance - a.importance).slice(0, FEW);
  const few = inputs.length <= FEW;
  const groups = new Map<string, Input[]>();
  for (const input of inputs) {
    if (!matches(input)) continue;
    const list = groups.get(input.group);
    if (list) list.push(input);
    else groups.set(input.group, [input]);
  }
  return (
    <>
      {!few && words.length === 0 && (
        <Group name="What matters most" open count={first.length}>
          {() => sliders(first, false)}
        </Group>
      )}
      {!few && (
        <input
          type="search"
          placeholder={`Find one of ${inputs.length} numbers`}
          aria-label="Find a number"
          value={wanted}
          onInput={(event) => setWanted(event.currentTarget.value)}
        />
      )}
      {[...groups].map(([name, list]) => (
        <Group key={name} name={name} open={few || words.length > 0} count={list.length}>
          {() => sliders(list, true)}
        </Group>
      ))}
    </>
  );
}
