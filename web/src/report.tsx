import { FigureBlock } from "./figure";
import { TableBlock } from "./table";
import { partyIndex, symbolPath, toneClass } from "./tone";
import type { Block, Card, Doc, Fact, Section } from "./types";

export function PartySymbol({ tone }: { tone: string }) {
  return (
    <svg viewBox="-7 -7 14 14" aria-hidden="true">
      <path class={`${toneClass(tone)} f`} d={symbolPath(tone, 100)} />
    </svg>
  );
}

function Facts({ list, name }: { list: Fact[]; name: string }) {
  if (list.length === 0) return null;
  return (
    <dl class={name}>
      {list.map((fact) => (
        <>
          <dt key={`${fact.label}-t`} dir="auto" class="tone">
            {partyIndex(fact.tone) >= 0 && <PartySymbol tone={fact.tone} />}
            {fact.label}
          </dt>
          <dd key={`${fact.label}-d`} dir="auto">
            {fact.value}
          </dd>
        </>
      ))}
    </dl>
  );
}

function CardBlock({ card }: { card: Card }) {
  return (
    <article class={card.emphasised ? "card strong" : "card"}>
      <h3 dir="auto">{card.title}</h3>
      <p dir="auto" class="note">
        {card.subtitle}
      </p>
      <Facts list={card.terms} name="terms" />
      <Facts list={card.scores} name="scores" />
    </article>
  );
}

function BlockView({ block }: { block: Block }) {
  switch (block.kind) {
    case "paragraph": {
      const name = { normal: undefined, note: "note", warning: "alert" }[block.style];
      return (
        <p dir="auto" class={name}>
          {block.text}
        </p>
      );
    }
    case "list":
      return <Bullets items={block.items} />;
    case "cards":
      return (
        <div class="cards">
          {block.cards.map((card) => (
            <CardBlock key={card.title} card={card} />
          ))}
        </div>
      );
    case "table":
      return <TableBlock table={block} />;
    case "figure":
      return <FigureBlock figure={block} />;
  }
}

function Bullets({ items }: { items: string[] }) {
  return (
    <ul class="bullets">
      {items.map((item) => (
        <li key={item} dir="auto">
          {item}
        </li>
      ))}
    </ul>
  );
}

/** What stands from before the last move. */
function Stale() {
  return <p class="note stale">From before the last move; being computed.</p>;
}

function FirstPage({ doc, stale }: { doc: Doc; stale: boolean }) {
  return (
    <section class="page-one" id="summary" aria-label="Summary">
      <h1 dir="auto">{doc.title}</h1>
      {doc.summary && (
        <p dir="auto" class="summary">
          {doc.summary}
        </p>
      )}
      <ul class="keys" aria-label="Parties">
        {doc.parties.map((party, i) => (
          <li key={party.id} dir="auto">
            <PartySymbol tone={`party-${i}`} />
            {party.name}
          </li>
        ))}
      </ul>
      <p dir="auto" class="question">
        {doc.question}
      </p>
      <p dir="auto" class="answer">
        {doc.answer}
      </p>
      <Bullets items={doc.bullets} />
      {doc.choice && <TableBlock table={doc.choice} bare />}
      {doc.choosing.length > 0 && <Bullets items={doc.choosing} />}
      <div class="judgement">
        <div>
          <h2>How sure</h2>
          {stale && <Stale />}
          <p dir="auto">{doc.how_sure}</p>
        </div>
        <div>
          <h2>Strongest caveat</h2>
          <p dir="auto">{doc.caveat}</p>
        </div>
        <div>
          <h2>What would change the answer</h2>
          <ul>
            {doc.would_change.map((item) => (
              <li key={item} dir="auto">
                {item}
              </li>
            ))}
          </ul>
        </div>
      </div>
      <p class="disclaimer">{doc.disclaimer}</p>
    </section>
  );
}

function SectionView({ section, stale }: { section: Section; stale: boolean }) {
  return (
    <section id={section.id}>
      <h2 dir="auto">{section.title}</h2>
      {stale && <Stale />}
      {section.blocks.map((block, i) => (
        <BlockView key={"id" in block ? block.id : `${block.kind}-${i}`} block={block} />
      ))}
    </section>
  );
}

function toggleTheme() {
  const root = document.documentElement;
  const dark = root.dataset.theme
    ? root.dataset.theme === "dark"
    : window.matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
}

/** The whole page: the first page in plain words, then the sections. */
export function Report({ doc, live = false, stale = [] }: { doc: Doc; live?: boolean; stale?: string[] }) {
  return (
    <>
      <a class="skip" href="#summary">
        Skip to the summary
      </a>
      <div class="sheet">
        <header class="mast">
          <b>Entente</b>
          <span>{live ? "Studio" : "Settlement report"}</span>
          {doc.as_of && <span dir="auto">As of {doc.as_of}</span>}
          {doc.viewer && <span dir="auto">Copy for {doc.viewer}</span>}
          <span class="grow" />
          <span>Model, not advice</span>
          <button type="button" class="plain screen" onClick={toggleTheme}>
            Light or dark
          </button>
        </header>
        <main>
          <FirstPage doc={doc} stale={stale.length > 0} />
          <nav class="contents" aria-label="Contents">
            <ol>
              {doc.sections.map((section) => (
                <li key={section.id}>
                  <a dir="auto" href={`#${section.id}`}>
                    {section.title}
                  </a>
                </li>
              ))}
            </ol>
          </nav>
          {doc.sections.map((section) => (
            <SectionView key={section.id} section={section} stale={stale.includes(section.id)} />
          ))}
        </main>
        <footer class="foot">
          {doc.disclaimer} Entente {doc.provenance.version}.
        </footer>
      </div>
    </>
  );
}
