"""Adding your own data: an uploaded table becomes a corpus like the others."""

import streamlit as st

from colabert_core.corpus import Labels, LabelValue, Prepared, check_prepared, examples_of, suggested_name
from colabert_core.tables import (
    CELLS,
    ENCODINGS,
    KINDS,
    LINES,
    MAX_FILE_BYTES,
    MAX_ROWS,
    Columns,
    Reading,
    Sheet,
    guess_columns,
)
from pages.ui import frame, services, widgets
from pages.ui.components.table import show_table
from pages.ui.corpus.ratings import cutoffs
from pages.ui.corpus.sentences import sentence_table
from pages.ui.dialogs import ask
from pages.ui.notices import tell
from pages.ui.text import megabytes, plain, t

PREVIEW_ROWS = 8
MAX_VALUE_CHARACTERS = 40  # of a label, above its picker
LEFT_OUT = -1


def own_data_tab() -> None:
    """A form that turns an uploaded table into a corpus, and the corpora added so far."""
    st.markdown(t("own.lead"))
    widgets.explain("own.layout")
    upload = st.file_uploader(
        t("own.upload"),
        type=list(KINDS),
        key=f"own_file_{st.session_state.get('own_uploads', 0)}",  # a new key empties the field
        max_upload_size=megabytes(MAX_FILE_BYTES),
        help=t("own.upload_help", rows=MAX_ROWS, mb=megabytes(MAX_FILE_BYTES)),
    )
    with frame.faults_shown():
        if upload is not None:
            _import(upload)
        elif (added := st.session_state.get("own_added")) in services.own_corpus_ids():
            st.success(t("own.added", name=services.corpus_name(added)), icon=":material/check_circle:")
    _added_corpora()


def _import(upload) -> None:
    sheet, key = read_sheet(upload)
    _preview(sheet)
    columns = _columns(sheet, key)
    labels = services.labels_in(key, sheet, columns)
    key = f"{key}-{columns.label}-{columns.sentence}"
    meaning = cutoffs(labels, key) if labels.cutoffs else _answered(sheet, columns, labels, key)
    if meaning is None:
        return
    prepared = services.prepared(key, sheet, columns, meaning)
    _outcome(prepared)
    check_prepared(prepared)
    _add(prepared)


# --- the file ------------------------------------------------------------------------------------


def read_sheet(upload) -> tuple[Sheet, str]:
    """An uploaded table, read as the visitor chooses, and a key that identifies it. Raises CorpusError."""
    with st.spinner(t("own.reading")):
        names = services.tables_in(upload.file_id, upload)
    table = None
    if len(names) > 1:
        table = st.selectbox(t("own.table"), names, key=f"own_table_{upload.file_id}")
    with st.spinner(t("own.reading")):
        sheet = services.sheet(upload.file_id, upload, Reading(table=table))
    key = f"{upload.file_id}-{table}"
    reading = Reading(
        table=table,
        encoding=_encoding(sheet, key),
        quotes=_quotes(sheet, key),
        headed=_headed(sheet, key),
    )
    if reading != Reading(table=table):  # otherwise a large file is not read again
        sheet = services.sheet(upload.file_id, upload, reading)
    return sheet, f"{key}-{reading}"


def _headed(sheet: Sheet, key: str) -> bool | None:
    """Whether the first row is headings, if people say otherwise than was guessed."""
    if sheet.headed is None:
        return None
    headed = st.toggle(
        t("own.headed"), value=sheet.headed, key=f"own_headed_{key}", help=t("own.headed_help")
    )
    return headed if headed != sheet.headed else None


def _encoding(sheet: Sheet, key: str) -> str | None:
    """The encoding that people choose for a file that is not Unicode, by a look at some of its lines."""
    if sheet.note("encoding") is None:
        return None
    options = tuple(dict.fromkeys((str(sheet.encoding), *ENCODINGS)))
    chosen = st.selectbox(t("own.encoding"), options, key=f"own_encoding_{key}", help=t("own.encoding_help"))
    return chosen if chosen != sheet.encoding else None


def _quotes(sheet: Sheet, key: str) -> str | None:
    """How quotation marks are to be read, if it makes a difference and people say otherwise."""
    if sheet.quotes is None:
        return None
    options = (CELLS, LINES)
    chosen = st.radio(
        t("own.quotes"),
        options,
        index=options.index(sheet.quotes),
        format_func=lambda way: plain(f"own.quotes_{way}"),
        key=f"own_quotes_{key}",
        horizontal=True,
    )
    return chosen if chosen != sheet.quotes else None


def tell_notes(sheet: Sheet) -> None:
    """What people should know about how the file was read."""
    for note in sheet.notes:
        st.info(t(f"own.note_{note.kind}", n=note.n, what=note.what), icon=":material/info:")
        if note.kind == "encoding":
            st.code("\n".join(sheet.sample), language=None, wrap_lines=True)


def _preview(sheet: Sheet) -> None:
    st.markdown(t("own.preview", file=sheet.file, n=len(sheet.cells)))
    tell_notes(sheet)
    cells = sheet.cells.head(PREVIEW_ROWS)
    headings = {f"column_{number}": name for number, name in enumerate(cells.columns)}
    shown = cells.set_axis(list(headings), axis=1)
    shown.insert(0, "line", [str(line) for line in cells.index])
    alt = plain("own.preview_alt", n=len(shown))
    show_table(shown, "own_preview", alt, headings={"line": plain("own.line"), **headings})


# --- columns and labels --------------------------------------------------------------------------


def _columns(sheet: Sheet, key: str) -> Columns:
    found = guess_columns(sheet)
    guess = found.columns
    if found.rivals:
        st.warning(t("own.rivals", names=", ".join(found.rivals)), icon=":material/help:")
    names = sheet.columns
    sentence, label, mark, source = st.columns(4)
    split, phenomenon = st.columns(4)[:2]
    return Columns(
        sentence=sentence.selectbox(
            t("own.sentence"), names, index=names.index(guess.sentence), key=f"own_sentence_{key}"
        ),
        label=_optional(label, "label", names, guess.label, "own.marks_in_front", key),
        mark=_optional(mark, "mark", names, guess.mark, "own.none", key),
        source=_optional(source, "source", names, guess.source, "own.file_name", key),
        bad=_bad(names, guess, key),
        split=_optional(split, "split", names, guess.split, "own.drawn", key),
        phenomenon=_optional(phenomenon, "phenomenon", names, guess.phenomenon, "own.none", key),
    )


def _bad(names: tuple[str, ...], guess: Columns, key: str) -> str | None:
    """The column of unacceptable sentences, if each row has both sides of a minimal pair."""
    if guess.bad is None:
        return None
    st.info(t("own.pairs"), icon=":material/info:")
    return _optional(st, "bad", names, guess.bad, "own.none", key)


def _optional(cell, role: str, names, guess: str | None, without: str, key: str) -> str | None:
    """A column or none; the text with the key `without` is shown for none."""
    options = ("", *names)
    chosen = cell.selectbox(
        t(f"own.{role}"),
        options,
        index=options.index(guess or ""),
        format_func=lambda name: name or plain(without),
        key=f"own_{role}_{key}",
    )
    return chosen or None


def _answered(sheet: Sheet, columns: Columns, labels: Labels, key: str) -> tuple[LabelValue, ...] | None:
    """The labels with the answer to their question, if there is one; None while it is not answered."""
    if columns.bad:  # the columns say it
        return labels.values
    if labels.question == "reading":
        found = _asked_reading(sheet, columns, labels, key)
        return None if found is None else _meanings(found, key)
    if labels.question == "marks":
        st.warning(t("own.few_marks", n=labels.marked, rows=labels.rows), icon=":material/help:")
    return _meanings(labels.values, key)


def _asked_reading(sheet: Sheet, columns: Columns, labels: Labels, key: str) -> tuple[LabelValue, ...] | None:
    """Ask which label means acceptable, and show three sentences of each."""
    st.warning(t("own.ask", column=columns.label), icon=":material/help:")
    known = [value for value in labels.values if value.label is not None]
    for cell, value in zip(st.columns(len(known)), known, strict=True):
        examples = "\n".join(examples_of(sheet, columns, value.value))
        cell.markdown(t("own.examples", value=_shown(value.value)))
        cell.code(examples, language=None, wrap_lines=True)
    ways = {_acceptable_in(values): values for values in (labels.values, labels.turned())}
    chosen = st.radio(
        t("own.acceptable_are"), list(ways), index=None, key=f"own_reading_{key}", horizontal=True
    )
    return None if chosen is None else ways[chosen]


def _acceptable_in(values: tuple[LabelValue, ...]) -> str:
    """The labels that mean acceptable."""
    return ", ".join(_shown(value.value) for value in values if value.label == 1)


def _meanings(found: tuple[LabelValue, ...], key: str) -> tuple[LabelValue, ...]:
    """What each label means: a guess that the visitor can correct."""
    st.markdown(t("own.meaning"))
    names = {1: plain("labels.1"), 0: plain("labels.0"), LEFT_OUT: plain("own.leave_out")}
    cells = st.columns(4)
    meanings: list[LabelValue] = []
    for at, value in enumerate(found):
        chosen = cells[at % len(cells)].selectbox(
            t("own.value", value=_shown(value.value), n=value.rows),
            list(names),
            index=list(names).index(LEFT_OUT if value.label is None else value.label),
            format_func=names.__getitem__,
            key=f"own_value_{key}_{value.value}",
        )
        label = None if chosen == LEFT_OUT else chosen
        meanings.append(LabelValue(value=value.value, rows=value.rows, label=label))
    return tuple(meanings)


def _shown(value: str) -> str:
    if not value:
        return plain("own.empty")
    return value if len(value) <= MAX_VALUE_CHARACTERS else f"{value[:MAX_VALUE_CHARACTERS]}…"


# --- the result ----------------------------------------------------------------------------------


def _outcome(prepared: Prepared) -> None:
    table, dropped = prepared.table, prepared.dropped
    cells = st.columns(3)
    cells[0].metric(t("own.acceptable"), f"{int((table['label'] == 1).sum()):,}", border=True)
    cells[1].metric(t("own.unacceptable"), f"{int((table['label'] == 0).sum()):,}", border=True)
    cells[2].metric(t("own.dropped"), f"{len(dropped):,}", border=True)
    st.caption(_parts(prepared))
    if prepared.contradicting:
        st.info(t("own.contradicting", n=prepared.contradicting), icon=":material/info:")
    for part, label in prepared.one_sided.items():
        facts = {"part": plain(f"splits.{part}"), "label": plain(f"labels.{label}")}
        st.warning(t("own.one_sided", **facts), icon=":material/info:")
    if len(dropped):
        _dropped(prepared)
    if len(prepared.taken_off):
        _taken_off(prepared)
    if len(table):
        st.markdown(t("own.result"))
        first = table.head(PREVIEW_ROWS).assign(split="in_domain_train")
        sentence_table(first, key="own_result", with_split=False)


def _parts(prepared: Prepared) -> str:
    """How the sentences are divided, and by whom."""
    sizes = ", ".join(f"{plain(f'splits.{part}')} {n:,}" for part, n in prepared.sizes.items())
    if prepared.split:
        return t("own.parts_named", column=prepared.split, sizes=sizes)
    return t("own.parts_drawn", sizes=sizes)


def _dropped(prepared: Prepared) -> None:
    """Every row that is left out, with its line and the reason."""
    with st.expander(t("own.dropped_rows", n=len(prepared.dropped)), icon=":material/playlist_remove:"):
        shown = prepared.dropped.assign(
            reason=prepared.dropped["reason"].map(lambda reason: plain(f"own.reason_{reason}"))
        )
        shown.columns = [plain(f"own.{column}") for column in ("line", "reason", "row_text")]
        show_table(shown, "own_dropped", plain("own.dropped_alt", n=len(shown)), first=10)
        widgets.download(shown, "dropped.csv", key="own_dropped_csv")


def _taken_off(prepared: Prepared) -> None:
    """The numbers and marks that stood in front of sentences."""
    with st.expander(t("own.taken_off", n=len(prepared.taken_off)), icon=":material/format_clear:"):
        shown = prepared.taken_off.copy()
        shown.columns = [plain(f"own.{column}") for column in ("line", "taken", "sentence")]
        alt = plain("own.taken_off_alt", n=len(shown))
        show_table(shown, "own_taken_off", alt, first=10)


def _add(prepared: Prepared) -> None:
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    name = left.text_input(
        t("own.name"), value=suggested_name(prepared.file), max_chars=60, key=f"own_name_{prepared.file}"
    )
    if not right.button(t("own.add"), key="own_add", type="primary", icon=":material/add:"):
        return
    added = services.add_corpus(name, prepared)
    st.session_state["own_added"] = added
    st.session_state["own_uploads"] = st.session_state.get("own_uploads", 0) + 1
    st.query_params["corpus"] = added
    st.rerun()


# --- the corpora added so far --------------------------------------------------------------------


def _added_corpora() -> None:
    ids = services.own_corpus_ids()
    if ids:
        st.markdown(t("own.here"))
    for id in ids:
        with st.container(border=True), frame.faults_shown():
            _entry(id)


def _entry(id: str) -> None:
    about = services.about_corpus(id)
    text, delete = st.columns([5, 1], vertical_alignment="center")
    if about is None:
        text.markdown(t("own.entry_damaged", name=id))
    else:
        text.markdown(t("own.entry", name=about.name, n=about.rows, file=about.file))
    name = id if about is None else about.name
    if delete.button(t("own.delete"), key=f"own_delete_{id}", icon=":material/delete:"):
        ask(
            t("own.delete_title", name=name), t("own.delete_text"), t("own.delete"), lambda: _delete(id, name)
        )


def _delete(id: str, name: str) -> None:
    services.delete_corpus(id)
    if st.query_params.get("corpus") == id:
        del st.query_params["corpus"]
    tell(t("own.deleted", name=name))
