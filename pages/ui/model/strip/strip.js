// Shows one strip of tokens in three steps, which can be clicked, walked with the arrow keys, and played. All texts
// are inserted as text, never as HTML.

export default function ({ data, parentElement, setStateValue }) {
  const root = parentElement.querySelector(".cb-steps");
  const identity = JSON.stringify({ ...data, step: null });
  if (root.identity !== identity) {
    // Another sentence, length, encoder or language; the step is kept.
    root.identity = identity;
    root.strip?.close();
    root.strip = new Strip(root, data, root.strip?.step ?? data.step);
  }
  root.strip.save = (step) => setStateValue("step", step);
  return () => root.strip.pause();
}

class Strip {
  constructor(root, data, step) {
    [this.root, this.data, this.last] = [root, data, data.steps.length];
    [this.names, this.button, this.said, this.list, this.rows] = ["names", "play", "said", "panel .cb-strip", "rows"].map(
      (name) => root.querySelector(`.cb-steps-${name}`),
    );
    root.setAttribute("aria-label", data.words.title);
    this.tabs = data.steps.map((name, at) => this.tab(name, at + 1));
    this.names.replaceChildren(...this.tabs);
    this.names.onkeydown = (event) => this.walk(event);
    this.button.onclick = () => (this.timer ? this.stop() : this.play());
    this.list.replaceChildren(...data.chips.map((chip) => chipOf(chip, data.rows)));
    root.querySelector(".cb-legend").replaceChildren(...data.legend.map(legend));
    root.querySelector(".cb-steps-printed").textContent = data.texts.at(-1);
    this.observer = new ResizeObserver(() => this.nameRows());
    this.observer.observe(this.list);
    this.pause();
    this.show(step);
    this.nameRows();
  }

  tab(name, step) {
    const made = element("button", "", name);
    made.prepend(element("i", "", step));
    made.type = "button";
    made.setAttribute("role", "tab");
    made.onclick = () => this.go(step);
    return made;
  }

  walk(event) {
    const to = { ArrowRight: this.step + 1, ArrowLeft: this.step - 1, Home: 1, End: this.last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    this.go(Math.min(Math.max(to, 1), this.last));
    this.tabs[this.step - 1].focus();
  }

  go(step) {
    this.pause();
    this.show(step);
    this.save(step);
  }

  show(step) {
    this.step = step;
    this.root.dataset.step = step;
    this.said.textContent = this.data.texts[step - 1];
    this.tabs.forEach((tab, at) => {
      tab.setAttribute("aria-selected", at + 1 === step);
      tab.tabIndex = at + 1 === step ? 0 : -1;
    });
  }

  // The names of the rows are repeated at every line of the strip; all its chips are equally high.
  nameRows() {
    const gap = parseFloat(getComputedStyle(this.list).rowGap);
    const height = this.list.firstElementChild.getBoundingClientRect().height + gap;
    const lines = Math.max(1, Math.round((this.list.getBoundingClientRect().height + gap) / height));
    if (lines === this.rows.childElementCount) return;
    this.rows.replaceChildren(...Array.from({ length: lines }, () => rowNames(this.data.rows)));
  }

  play() {
    this.show(this.step === this.last ? 1 : this.step + 1);
    if (this.step === this.last) return this.stop();
    this.root.classList.add("playing");
    this.button.textContent = this.data.words.pause;
    this.timer = setInterval(() => {
      this.show(this.step + 1);
      if (this.step === this.last) this.stop();
    }, this.data.pace);
  }

  stop() {
    this.pause();
    this.save(this.step);
  }

  pause() {
    clearInterval(this.timer);
    this.timer = null;
    this.root.classList.remove("playing");
    this.button.textContent = this.data.words.play;
  }

  close() {
    this.pause();
    this.observer.disconnect();
  }
}

function chipOf({ text, style, step, numbers, is_cut, is_count }, [, ...rows]) {
  const cut = is_cut ? "cb-cut-later" : "";
  const made = element("div", `cb-token ${style} cb-from-${step} ${cut} ${is_count ? "cb-more" : ""}`);
  made.setAttribute("role", "listitem");
  made.append(element("b", "", text), ...numbers.map((number) => element("small", "", number)));
  made.querySelectorAll("small").forEach((small, at) => (small.title = rows[at]));
  return made;
}

function rowNames([token, ...rows]) {
  const made = element("div", "");
  made.append(element("b", "", token), ...rows.map((row) => element("small", "", row)));
  return made;
}

function legend({ style, example, step, text }) {
  const made = element("span", `cb-from-${step}`);
  made.append(element("span", `cb-token ${style}`, example), text);
  return made;
}

function element(tag, name, text = "") {
  const made = document.createElement(tag);
  made.className = name;
  made.textContent = text;
  return made;
}
