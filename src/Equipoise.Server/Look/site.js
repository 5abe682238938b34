// Everything works without this. With it a save that finds no connection keeps the page, a session that ended is begun again over
// it, what is typed is kept as a draft, and passkeys are asked for.
const $ = (what, from = document) => from.querySelector(what);
const headers = { "Equipoise-Script": "1" };
const send = (url, body) => fetch(url, { method: "POST", body, headers, redirect: "manual" });

function say(form, words) {
  let note = $(":scope > .unsaved", form);
  if (!note) {
    note = document.createElement("p");
    note.className = "unsaved";
    note.role = "alert";
    form.prepend(note);
  }
  note.textContent = words;
}

const read = (html) => new DOMParser().parseFromString(html, "text/html");

function show(main) {
  $("main").replaceWith(main);
  ready(main);
  ($(".problems", main) ?? main).focus();
}

async function submit(form, button) {
  const body = new FormData(form, button);
  const disable = (is) => form.querySelectorAll("button").forEach((one) => (one.disabled = is));
  disable(true);
  // What is saved leaves no draft behind: none is sent any more, and one that is on its way comes first.
  form.isSent = true;
  try {
    await form.kept;
    const answer = await send(form.getAttribute("action"), body);
    const place = answer.headers.get("Equipoise-Place");
    form.isSent = !!place;
    if (place) return location.assign(place);
    if (answer.status === 401) return signInOver(form, button);
    const main = $("main", read(await answer.text()));
    if (main && (answer.ok || answer.status === 422)) return show(main);
    // A page about anything else would take the place of what was typed.
    say(form, `${(main && $("p", main)?.textContent) || answer.status} Not saved: what you typed is still here.`);
  } catch {
    form.isSent = false;
    say(form, "Not saved: no connection. What you typed is still here. Save again.");
  } finally {
    disable(false);
  }
}

async function signInOver(form, button) {
  const page = read(await (await fetch("/sign-in")).text());
  const over = document.createElement("dialog");
  over.ariaLabel = "Sign in";
  over.append($("main form", page));
  const inner = $("form", over);
  say(inner, "The session has ended. Sign in again: what you typed is still here.");
  inner.onsubmit = async (event) => {
    event.preventDefault();
    const answer = await send(inner.action, new FormData(inner));
    if (!answer.headers.get("Equipoise-Place")) return say(inner, "User name, password or code is wrong, or the name is locked.");
    over.remove();
    submit(form, button);
  };
  document.body.append(over);
  over.showModal();
}

async function passkey(button) {
  const form = button.form;
  try {
    const asked = await (await send(button.dataset.passkey, new FormData(form))).json();
    const options = JSON.parse(asked.options);
    const made = button.dataset.makes !== undefined
      ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
      : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
    $("[name=proof-answer]", form).value = JSON.stringify(made);
    $("[name=proof-challenge]", form).value = asked.challenge;
    submit(form, button);
  } catch (failure) {
    say(form, `The passkey was not used (${failure.name}).`);
  }
}

function later(run, wait) {
  let timer;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(run, wait);
  };
}

// What the server says beside the questions: not about what has changed since, and not where somebody is typing.
function tell(html, isStill) {
  for (const said of read(html).querySelectorAll("[data-said]")) {
    const there = document.getElementById(said.id);
    if (there && isStill() && !there.contains(document.activeElement) && there.innerHTML !== said.innerHTML) there.innerHTML = said.innerHTML;
  }
}

function ready(root) {
  // A form that asks for a page is the browser's own.
  for (const form of root.querySelectorAll("form[method=post]")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (event.submitter?.dataset.passkey) passkey(event.submitter);
      else submit(form, event.submitter);
    });
    // What is asked only after another answer; the server decides again.
    const skip = () => {
      for (const part of form.querySelectorAll("[data-if]"))
        part.hidden = part.disabled = [...new URLSearchParams(part.dataset.if)].some(([name, value]) => new FormData(form).get(name) !== value);
    };
    form.addEventListener("input", skip);
    skip();
    // The verdict beside the questions, as they are answered.
    const verdict = form.dataset.verdict && $(form.dataset.into);
    if (verdict)
      form.addEventListener("input", later(async () => {
        const answer = await send(form.dataset.verdict, new FormData(form)).catch(() => null);
        if (answer?.ok) verdict.innerHTML = await answer.text();
      }, 300));
    const kept = form.dataset.draft && $(".draft", form);
    let keys = 0;
    form.addEventListener("input", () => keys++);
    if (kept)
      form.addEventListener("input", later(async () => {
        // One at a time, or an older one could come last; and none of a form in whose place another came, which may be saved by now.
        await form.kept;
        if (form.isSent || !form.isConnected) return;
        const sent = keys;
        const answer = await (form.kept = send(form.dataset.draft, new FormData(form)).catch(() => null));
        if (answer?.status === 200) tell(await answer.text(), () => sent === keys);
        kept.textContent = answer?.ok ? "Kept as a draft, not recorded." : "The draft is not kept: no connection, or the session has ended.";
      }, 800));
  }
  $("[data-print]", root)?.addEventListener("click", () => print());
}

// Ctrl+S saves; Ctrl+Enter saves and goes on.
addEventListener("keydown", (event) => {
  const on = event.key === "Enter";
  if (event.ctrlKey && (on || event.key === "s")) {
    const form = document.activeElement?.form ?? $("main form[method=post]");
    if (form) event.preventDefault(), form.requestSubmit((on && $("[name=next]", form)) || $("button.main", form));
  }
});
ready(document);
