// Shows the page anew when the site has changed. Only the preview puts this script into pages.
"use strict";
{
  const { src, dataset: { state, label } } = document.currentScript;
  const question = new URL("state?shown=" + encodeURIComponent(state), src);
  const pause = (time) => new Promise((done) => setTimeout(done, time));
  const seen = () => new Promise((done) => {
    if (document.hidden) document.addEventListener("visibilitychange", done, { once: true });
    else done();
  });
  if (label) {
    const bar = document.createElement("p");
    bar.textContent = label;
    bar.style.cssText = "position:fixed;z-index:99;inset:auto 0 0;margin:0;padding:.5em 1em;background:#ffe08a;color:#000;font:bold 1rem/1.5 sans-serif;text-align:center";
    document.body.append(bar);
  }
  let asking = new AbortController();

  // A browser keeps few connections to one host, so a page that nobody sees gives its own back.
  document.addEventListener("visibilitychange", () => document.hidden && asking.abort());

  // The server answers when its state is no longer the one shown, or after a while.
  const changed = async () => {
    asking = new AbortController();
    try {
      const answer = await fetch(question, { cache: "no-store", signal: asking.signal });
      if (answer.ok) return (await answer.text()) !== state;
    } catch {
      // The preview was ended or is started anew; or nobody looks.
    }
    await pause(500);
    return false;
  };

  const watch = async () => {
    do await seen(); while (!(await changed()));
    location.reload();
  };
  watch();
}
