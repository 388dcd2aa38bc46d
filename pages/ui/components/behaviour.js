// What every page does in the browser: the menu closes on a phone, texts are copied, a term is explained beside
// it, the eyes are taken to what has just started, charts are saved, and a lost server is told in plain words.
// One set of listeners serves the whole visit; `data` changes with the page.

const page = { data: {} };

export default function ({ data }) {
  page.data = data;
  document.documentElement.lang = data.language;
  document.documentElement.classList.toggle("cb-projector", data.projector);
  if (!page.listens) listen();
  if (data.focus && data.focus !== page.focused) {
    page.focused = data.focus;
    bringIntoView(data.focus.split(" ")[0]);
  }
}

function listen() {
  page.listens = true;
  document.addEventListener("click", clicked, true);
  document.addEventListener("keydown", (event) => event.key === "Escape" && closeTerm());
  new MutationObserver(tellLostServer).observe(document.body, { childList: true, subtree: true });
}

function clicked(event) {
  const on = (selector) => event.target.closest?.(selector);
  if (on('[data-testid="stSidebar"] a')) closeMenu();
  const [copy, save, term] = [on("[data-copy]"), on("[data-save]"), on('a[href*="#term-"]')];
  if (copy) copyFrom(copy);
  if (save) saveChart(save);
  if (term) {
    event.preventDefault();
    event.stopPropagation();
    openTerm(term);
  } else if (!on(".cb-explained")) closeTerm();
}

function closeMenu() {
  if (window.innerWidth > 768) return;
  document.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click();
}

function bringIntoView(key, tries = 20) {
  const found = document.querySelector(`.st-key-${key}`);
  if (found) found.scrollIntoView({ block: "start", behavior: "instant" });
  else if (tries) setTimeout(() => bringIntoView(key, tries - 1), 100);
}

async function copyFrom(place) {
  const said = place.textContent;
  try {
    await navigator.clipboard.writeText(place.dataset.copy);
  } catch {
    // Without https, a browser lets only a selected text be copied.
    const field = document.createElement("textarea");
    field.value = place.dataset.copy;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
  place.textContent = page.data.words.copied;
  setTimeout(() => (place.textContent = said), 2000);
}

// Plotly's own button saves the chart in the format that its settings name.
function saveChart(place) {
  const chart = document.querySelector(`.st-key-${place.dataset.chart} .js-plotly-plot`);
  const button = chart?.querySelector(".modebar-btn[data-title]");
  if (!button) return;
  chart._context.toImageButtonOptions.format = place.dataset.save;
  button.click();
}

function openTerm(link) {
  closeTerm();
  const name = link.getAttribute("href").split("#term-")[1];
  const known = page.data.terms[name];
  if (!known) return;
  const box = document.createElement("div");
  box.className = "cb-explained";
  box.setAttribute("role", "note");
  box.tabIndex = -1;
  const [title, text] = [document.createElement("b"), document.createElement("p")];
  title.textContent = known[0];
  text.textContent = known[1];
  box.append(title, text);
  const place = link.getBoundingClientRect();
  const width = Math.min(340, window.innerWidth - 24);
  box.style.width = `${width}px`;
  box.style.left = `${Math.max(12, Math.min(place.left, window.innerWidth - width - 12))}px`;
  document.body.append(box);
  const below = place.bottom + box.offsetHeight + 12 < window.innerHeight;
  box.style.top = `${below ? place.bottom + 6 : Math.max(8, place.top - box.offsetHeight - 6)}px`;
  box.link = link;
  box.focus();
}

function closeTerm() {
  const box = document.querySelector(".cb-explained");
  box?.link?.focus();
  box?.remove();
}

function tellLostServer() {
  for (const dialog of document.querySelectorAll('[role="dialog"]')) {
    if (dialog.dataset.told || !/Streamlit (still running|server is not)/.test(dialog.textContent)) continue;
    dialog.dataset.told = "yes";
    const heading = dialog.querySelector("h2");
    const body = heading?.nextElementSibling ?? dialog;
    const text = document.createElement("p");
    text.textContent = page.data.words.lost;
    if (heading) heading.textContent = page.data.words.lost_title;
    for (const part of body.children) part.style.display = "none";
    body.append(text);
  }
}
