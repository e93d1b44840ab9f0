// A Chromium page, driven over the pipe that needs no library.

import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

/** Opens a browser without windows; `close` ends it. */
export async function launch() {
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), "fengbei-chromium-"));
  const flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe", `--user-data-dir=${profile}`];
  const browser = spawn(process.env.CHROMIUM || "chromium", flags, { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
  browser.on("error", () => {
    console.error("this test runs Chromium: `make tools` installs it (apt install chromium), or name the program in CHROMIUM");
    process.exit(1);
  });
  const [, , , input, output] = browser.stdio, waiting = new Map();
  let last = 0, rest = "";
  output.setEncoding("utf8").on("data", (data) => {
    const messages = (rest + data).split("\0");
    rest = messages.pop();
    for (const message of messages.map((text) => JSON.parse(text))) {
      const answer = waiting.get(message.id);
      if (answer) message.error ? answer.fail(new Error(message.error.message)) : answer.done(message.result);
    }
  });
  const send = (method, params = {}, sessionId) => new Promise((done, fail) => {
    waiting.set(++last, { done, fail });
    input.write(JSON.stringify({ id: last, method, params, sessionId }) + "\0");
  });

  const { targetId } = await send("Target.createTarget", { url: "about:blank" });
  const { sessionId } = await send("Target.attachToTarget", { targetId, flatten: true });
  const say = (method, params) => send(method, params, sessionId);

  /** The value of an expression in the page. */
  const evaluate = async (expression) => {
    const { result, exceptionDetails } = await say("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
    if (exceptionDetails) throw new Error(exceptionDetails.exception.description);
    return result.value;
  };
  /** Waits until an expression is true. */
  const until = async (expression) => {
    const end = Date.now() + 60_000;
    while (!(await evaluate(expression).catch(() => false))) {
      if (Date.now() > end) throw new Error(`never true: ${expression}\n${await evaluate("document.body.innerText")}`);
      await new Promise((done) => setTimeout(done, 20));
    }
  };
  return {
    evaluate,
    until,
    go: (url) => say("Page.navigate", { url }),
    /** Presses a key as a hand does. */
    press: async (key, text) => {
      await say("Input.dispatchKeyEvent", { type: "keyDown", key, text });
      await say("Input.dispatchKeyEvent", { type: "keyUp", key });
    },
    type: (text) => say("Input.insertText", { text }),
    close: async () => {
      const ended = new Promise((done) => browser.on("exit", done));
      await send("Browser.close").catch(() => {});
      await ended;
      fs.rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}
