// Plays the replay as an animation in the browser, without the server. All texts are inserted as text, never as
// HTML.

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".player");
  if (root.dataset.identity !== data.identity) {
    // Another run or language. A mere rerun of the page changes nothing.
    root.dataset.identity = data.identity;
    root.player?.pause();
    root.player = new Player(root, data);
  }
  return () => root.player.pause();
}

class Player {
  constructor(root, data) {
    [this.root, this.data] = [root, data];
    this.last = data.moments.length - 1;
    [this.button, this.full, this.range, this.said] = [".play", ".full", "input", "output"].map((name) =>
      root.querySelector(name),
    );
    root.setAttribute("aria-label", data.words.title);
    root.style.setProperty("--pace", `${Math.round(data.pace * 0.8)}ms`);
    this.range.max = this.last;
    this.range.setAttribute("aria-label", data.words.moment);
    this.rows = [];
    root.querySelector(".legend").replaceChildren(...data.legend.map(legend));
    root.querySelector(".groups").replaceChildren(...data.groups.map((group) => this.group(group)));
    this.button.onclick = () => (this.timer ? this.pause() : this.play());
    this.range.oninput = () => {
      this.pause();
      this.show(Number(this.range.value));
    };
    this.full.hidden = !document.fullscreenEnabled;
    this.full.onclick = () => (this.isFull() ? document.exitFullscreen() : root.requestFullscreen());
    root.onfullscreenchange = () => this.nameFull();
    this.nameFull();
    this.pause();
    this.show(0);
  }

  isFull() {
    return this.root.matches(":fullscreen");
  }

  nameFull() {
    this.full.textContent = this.isFull() ? this.data.words.leave_full : this.data.words.full;
  }

  group({ kind, title, rows }) {
    const made = element("section", `group-${kind}`);
    const list = element("div", "rows");
    list.append(...rows.map((row) => this.row(row)));
    made.append(element("h3", "", title), list);
    return made;
  }

  row(row) {
    const made = element("div", `row ${row.kind}`);
    const [track, trail, dot, percent] = ["track", "trail", "dot", "percent"].map((name) => element("div", name));
    track.append(trail, dot);
    made.append(element("div", "text", row.text), track, percent);
    this.rows.push({ ...row, made, trail, dot, percent });
    return made;
  }

  show(moment) {
    const before = this.moment;
    this.moment = moment;
    for (const row of this.rows) {
      const [first, now] = [row.probabilities[0], row.probabilities[moment]];
      row.dot.style.left = `${now * 100}%`;
      row.trail.style.left = `${Math.min(first, now) * 100}%`;
      row.trail.style.width = `${Math.abs(now - first) * 100}%`;
      row.percent.textContent = `${(now * 100).toFixed(0)}%`;
      row.made.classList.toggle("wrong", row.label !== null && now >= this.data.threshold !== (row.label === 1));
      row.made.classList.remove("turned");
      if (before !== undefined && now >= this.data.threshold !== row.probabilities[before] >= this.data.threshold) {
        void row.made.offsetWidth; // restarts the animation
        row.made.classList.add("turned");
      }
    }
    this.range.value = moment;
    this.said.textContent = this.data.moments[moment];
    this.range.setAttribute("aria-valuetext", this.data.moments[moment]);
  }

  play() {
    if (this.moment === this.last) this.show(0);
    this.timer = setInterval(() => {
      this.show(this.moment + 1);
      if (this.moment === this.last) this.pause();
    }, this.data.pace);
    this.root.classList.add("playing");
    this.button.textContent = this.data.words.pause;
  }

  pause() {
    clearInterval(this.timer);
    this.timer = null;
    this.root.classList.remove("playing");
    this.button.textContent = this.data.words.play;
  }
}

function legend({ kind, text }) {
  const made = element("span", "");
  made.append(element("i", `dot ${kind}`), text);
  return made;
}

function element(tag, name, text = "") {
  const made = document.createElement(tag);
  made.className = name;
  made.textContent = text;
  return made;
}
