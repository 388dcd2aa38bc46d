// Keeps a value in this browser tab, so that it is still there after the page is loaded again.

export default function ({ data, setStateValue }) {
  const name = `colabert ${data.name}`;
  try {
    if (data.value !== null) {
      sessionStorage.setItem(name, JSON.stringify(data.value));
      return;
    }
    setStateValue("kept", JSON.parse(sessionStorage.getItem(name)) ?? []);
  } catch {
    // Without storage (private windows may forbid it), nothing is kept.
    if (data.value === null) setStateValue("kept", []);
  }
}
