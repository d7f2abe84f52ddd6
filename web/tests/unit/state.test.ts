import { afterEach, describe, expect, it, vi } from "vitest";
import { type Answer, createClient, createHistory, fromFragment, joined, toFragment } from "../../src/state";
import { document_ } from "./document";

describe("state in the address", () => {
  it("comes back as it went in, whatever the option's label", () => {
    const settings = { "issue.a b.for.x.score.50% & more=1#?": "0.5", "war.cost.x": "-1" };
    expect(fromFragment(toFragment(settings))).toEqual(settings);
    expect(toFragment({})).toBe("");
    expect(fromFragment("#zone")).toEqual({});
  });
});

describe("undo", () => {
  it("takes one drag as one step", () => {
    const history = createHistory({});
    history.set("a.b", "1");
    history.set("a.b", "2");
    history.commit();
    history.set("a.b", "3");
    history.set("c.d", "9");
    expect(history.current.value).toEqual({ "a.b": "3", "c.d": "9" });
    history.undo();
    expect(history.current.value).toEqual({ "a.b": "3" });
    history.undo();
    expect(history.current.value).toEqual({ "a.b": "2" });
    history.undo();
    expect(history.current.value).toEqual({});
    expect(history.canUndo.value).toBe(false);
    history.redo();
    history.redo();
    expect(history.current.value).toEqual({ "a.b": "3" });
    history.set("a.b", null);
    expect(history.current.value).toEqual({});
    expect(history.canRedo.value).toBe(false);
  });
});

describe("the client", () => {
  afterEach(() => vi.unstubAllGlobals());

  it("computes the newest wish and leaves out those between", async () => {
    const asked: string[] = [];
    const release: (() => void)[] = [];
    vi.stubGlobal("fetch", async (path: string, init?: RequestInit) => {
      if (path === "api/compute") {
        asked.push(String(init?.body));
        await new Promise<void>((done) => release.push(done));
      }
      return new Response(JSON.stringify({ document: { title: asked.length } }));
    });
    const answers: Answer[] = [];
    const client = createClient("t", (answer) => answers.push(answer));
    client.compute({ "a.b": "1" });
    client.compute({ "a.b": "2" });
    client.compute({ "a.b": "3" });
    await vi.waitFor(() => expect(release).toHaveLength(1));
    release[0]?.();
    await vi.waitFor(() => expect(release).toHaveLength(2));
    release[1]?.();
    await vi.waitFor(() => expect(release).toHaveLength(3));
    release[2]?.();
    await vi.waitFor(() => expect(client.busy.value).toBe(false));
    expect(asked).toEqual([
      '{"set":{"a.b":"1"},"part":"first"}',
      '{"set":{"a.b":"3"},"part":"first"}',
      '{"set":{"a.b":"3"},"part":"all"}',
    ]);
    expect(answers).toHaveLength(3);
  });

  it("keeps what only the whole answer brings, and says that it is old", () => {
    const section = (id: string, title: string) => ({ id, title, blocks: [] });
    const fact = (label: string, value: string) => ({ label, value, tone: "neutral" });
    const before = {
      ...document_(),
      headline: [fact("Zone", "3"), fact("Chance", "80%")],
      sections: [section("zone", "old"), section("war", "old"), section("terms", "old")],
    };
    const first = {
      ...document_(),
      how_sure: "nothing yet",
      headline: [fact("Zone", "4")],
      sections: [section("zone", "new"), section("terms", "new")],
    };
    const { doc, stale } = joined(before, first);
    expect(doc.sections.map((one) => `${one.id} ${one.title}`)).toEqual(["zone new", "war old", "terms new"]);
    expect(doc.headline).toEqual([fact("Zone", "4"), fact("Chance", "80%")]);
    expect(doc.how_sure).toBe("Not very.");
    expect(stale).toEqual(["how-sure", "Chance", "war"]);
  });

  it("says so when the server is gone", async () => {
    vi.stubGlobal("fetch", async () => {
      throw new Error("gone");
    });
    const answers: Answer[] = [];
    const client = createClient("t", (answer) => answers.push(answer));
    client.compute({});
    await vi.waitFor(() => expect(answers).toHaveLength(1));
    expect("problems" in (answers[0] as Answer)).toBe(true);
  });
});
