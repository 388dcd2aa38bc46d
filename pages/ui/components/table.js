// A table that wraps its texts, can be sorted, copied and printed as a whole. All texts are inserted as text, never
// as HTML.

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".cb-table");
  const content = JSON.stringify(data);
  root.opened = (row) => setTriggerValue("opened", row);
  if (root.content === content) return;
  root.content = content;
  root.table?.leave();
  root.table = new Table(root, data);
}

const LONG = 32; // characters

class Table {
  constructor(root, data) {
    [this.root, this.data] = [root, data];
    this.order = data.rows.map((_, place) => place);
    this.shown = data.first;
    this.sorted = null;
    // Columns of sentences may break anywhere; others keep their words whole.
    this.isLong = data.columns.map((_, at) => data.rows.some((row) => String(row[at] ?? "").length > LONG));
    this.draw();
    this.whole = () => this.draw(this.data.rows.length);
    this.part = () => this.draw();
    window.addEventListener("beforeprint", this.whole);
    window.addEventListener("afterprint", this.part);
  }

  leave() {
    window.removeEventListener("beforeprint", this.whole);
    window.removeEventListener("afterprint", this.part);
  }

  draw(count = this.shown) {
    const table = element("table", "");
    table.append(element("caption", "", this.data.alt), this.head(), this.body(count));
    this.root.replaceChildren(this.tools(count), table);
    table.classList.toggle("tight", table.offsetWidth > this.root.clientWidth);
    const rest = this.order.length - count;
    if (rest > 0) this.root.append(this.more(rest));
  }

  tools(count) {
    const { words, rows } = this.data;
    const tools = element("div", "cb-tools");
    tools.append(element("span", "", rows.length === 1 ? words.row : words.rows));
    const copy = button(words.copy, () => copied(copy, this.text(), words));
    if (rows.length) tools.append(copy);
    return tools;
  }

  more(rest) {
    const add = button(this.data.words.more.replace("{n}", Math.min(rest, 200).toLocaleString("en")), () => {
      this.shown += 200;
      this.draw();
    });
    add.classList.add("cb-rest");
    return add;
  }

  head() {
    const [head, row] = [element("thead", ""), element("tr", "")];
    this.data.columns.forEach(({ name, kind }, place) => {
      const cell = element("th", kind);
      cell.scope = "col";
      const [column, up] = this.sorted ?? [];
      if (column === place) cell.setAttribute("aria-sort", up ? "ascending" : "descending");
      const sort = button(name, () => this.sort(place));
      sort.title = this.data.words.sort;
      cell.append(this.data.rows.length > 1 ? sort : element("span", "", name));
      row.append(cell);
    });
    head.append(row);
    return head;
  }

  body(count) {
    const body = element("tbody", "");
    body.append(...this.order.slice(0, count).map((place) => this.row(place)));
    return body;
  }

  row(place) {
    const row = element("tr", this.data.chosen === place ? "cb-chosen" : "");
    this.data.columns.forEach(({ name, kind }, column) => {
      const cell = element("td", `${kind} ${this.isLong[column] ? "long" : ""}`);
      cell.dataset.label = name;
      cell.append(...this.cell(place, column, kind));
      row.append(cell);
    });
    return row;
  }

  cell(place, column, kind) {
    const value = this.data.rows[place][column];
    const [shown, share, tone] = Array.isArray(value) ? value : [value];
    if (kind === "bar" && share !== null) return [meter(share, tone), element("span", "cb-number", shown)];
    if (column === this.data.opens) {
      const open = button(shown, () => this.root.opened(place));
      open.title = this.data.words.open;
      open.classList.add("cb-open");
      return [open];
    }
    return [element("span", "", shown)];
  }

  sort(column) {
    const up = this.sorted?.[0] === column ? !this.sorted[1] : true;
    this.sorted = [column, up];
    const values = this.data.rows.map((row) => (Array.isArray(row[column]) ? row[column][1] : row[column]));
    this.order.sort((a, b) => compare(values[a], values[b]) * (up ? 1 : -1) || a - b);
    this.draw();
    this.root.querySelectorAll("th button")[column]?.focus();
  }

  text() {
    const shown = (value) => String(Array.isArray(value) ? value[0] : (value ?? "")).replace(/[\t\r\n]+/g, " ");
    const plain = (value) => guarded(shown(value));
    const lines = this.order.map((place) => this.data.rows[place].map(plain).join("\t"));
    return [this.data.columns.map(({ name }) => name).join("\t"), ...lines].join("\n");
  }
}

// A spreadsheet would run a pasted cell that begins like this as a formula; a negative number is none.
function guarded(text) {
  return /^ *[=+@-]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
}

function compare(a, b) {
  if (a === null || b === null) return (a === null) - (b === null);
  return typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b));
}

function meter(share, tone) {
  const [bar, fill] = [element("span", `cb-bar ${tone ?? ""}`), element("i", "")];
  fill.style.width = `${share * 100}%`;
  bar.append(fill);
  return bar;
}

async function copied(place, text, words) {
  place.textContent = (await toClipboard(text)) ? words.copied : words.not_copied;
  setTimeout(() => (place.textContent = words.copy), 2000);
}

async function toClipboard(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Without https, a browser lets only a selected text be copied.
    const field = element("textarea", "");
    field.value = text;
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }
}

function button(text, onclick) {
  const made = element("button", "", text);
  made.type = "button";
  made.onclick = onclick;
  return made;
}

function element(name, kind, text) {
  const made = document.createElement(name);
  made.className = kind;
  if (text !== undefined && text !== null) made.textContent = text;
  return made;
}
