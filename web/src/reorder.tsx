import { useState } from "preact/hooks";

/** Moves the item at one place to another. */
export function moved(order: number[], from: number, to: number): number[] {
  const next = [...order];
  const [item] = next.splice(from, 1);
  if (item !== undefined) next.splice(Math.max(0, Math.min(next.length, to)), 0, item);
  return next;
}

interface Props {
  name: string;
  items: string[];
  order: number[];
  onOrder(order: number[]): void;
  best?: string;
}

/** A list that is put in order by dragging, by its buttons, or with the arrow keys on an item. */
export function Reorder({ name, items, order, onOrder, best = "Best first" }: Props) {
  const [dragged, setDragged] = useState<number | null>(null);
  const [told, setTold] = useState("");
  const move = (from: number, to: number) => {
    if (to < 0 || to >= order.length || from === to) return;
    onOrder(moved(order, from, to));
    setTold(`${items[order[from] ?? 0]} is now number ${to + 1} of ${order.length}`);
  };
  const press = (event: KeyboardEvent, place: number) => {
    const step = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const list = (event.currentTarget as HTMLElement).closest("ol");
    move(place, place + step);
    requestAnimationFrame(() =>
      list
        ?.querySelectorAll<HTMLElement>(".grip")
        [Math.max(0, Math.min(order.length - 1, place + step))]?.focus(),
    );
  };
  return (
    <div class="reorder">
      <p class="note" dir="auto">
        {name}. {best}: drag, or press the arrow keys on a number.
      </p>
      <ol>
        {order.map((item, place) => (
          <li
            key={item}
            draggable
            class={dragged === place ? "dragged" : undefined}
            onDragStart={(event) => {
              setDragged(place);
              event.dataTransfer?.setData("text/plain", String(place));
            }}
            onDragOver={(event) => event.preventDefault()}
            onDrop={(event) => {
              event.preventDefault();
              if (dragged !== null) move(dragged, place);
              setDragged(null);
            }}
            onDragEnd={() => setDragged(null)}
          >
            <button
              type="button"
              class="grip"
              aria-label={`${items[item]}, number ${place + 1} of ${order.length}; arrow keys move it`}
              onKeyDown={(event) => press(event, place)}
            >
              {place + 1}
            </button>
            <span dir="auto">{items[item]}</span>
            <button
              type="button"
              class="plain"
              disabled={place === 0}
              aria-label={`Move ${items[item]} up`}
              onClick={() => move(place, place - 1)}
            >
              ↑
            </button>
            <button
              type="button"
              class="plain"
              disabled={place === order.length - 1}
              aria-label={`Move ${items[item]} down`}
              onClick={() => move(place, place + 1)}
            >
              ↓
            </button>
          </li>
        ))}
      </ol>
      <output class="quiet">{told}</output>
    </div>
  );
}
