import { afterEach, describe, expect, it, vi } from "vitest";
import { type Answer, createClient, createHistory, fromFragment, toFragment, wishOf } from "../../src/state";

describe("state in the address", () => {
  it("comes back as it went in, whatever the option's label", () => {
    const settings = { "issue.a b.for.x.score.50% & more=1#?": "0.5", "war.cost.x": "-1" };
    expect(fromFragment(toFragment(settings))).toEqual(settings);
    expect(toFragment({})).toBe("");
    expect(fromFragment("#zone")).toEqual({});
  });
});

describe("what is wanted", () => {
  it("tells numbers, options that are ruled out and orders apart", () => {
    const settings = { "war.cost.x": "2", "ruled:border": "0,2", "order:ranking.us": "1,0" };
    expect(fromFragment(toFragment(settings))).toEqual(settings);
    expect(wishOf(settings)).toEqual({
      set: { "war.cost.x": "2" },
      ruled: { border: [0, 2] },
      order: { "ranking.us": [1, 0] },
    });
    expect(wishOf({})).toEqual({ set: {} });
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
