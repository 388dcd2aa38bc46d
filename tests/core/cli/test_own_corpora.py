"""`corpus add`, `list` and `remove`."""

import json

import pytest

from colabert_core.cli import main


@pytest.fixture
def corpus(tmp_path, capsys):
    """A helper: the exit code, the JSON value and the errors of `corpus` with some words."""
    home = tmp_path / "home"

    def run(*words: str) -> tuple[int, object, str]:
        code = main(
            ["corpus", *words, "--json"], {"COLABERT_HOME": str(home), "COLABERT_COLA": "http://x.invalid"}
        )
        out, err = capsys.readouterr()
        return code, json.loads(out.splitlines()[-1]) if out else None, err

    return run


@pytest.fixture
def write(tmp_path):
    def write_file(name: str, heading: str, good: str = "1", bad: str = "0", star: str = "") -> str:
        rows = [f"The pilot slept {n} times.,{good}\n{star}Him slept {n} times.,{bad}\n" for n in range(12)]
        (tmp_path / name).write_text(f"sentence,{heading}\n" + "".join(rows), encoding="utf-8")
        return str(tmp_path / name)

    return write_file


def test_a_file_is_added_listed_described_and_removed(corpus, write):
    code, facts, _ = corpus("add", write("ours.csv", "label"))
    assert (code, facts["id"], facts["rows"]) == (0, "own-ours", 24)
    assert {"id": "own-ours", "name": "ours"} in corpus("list")[1]
    assert corpus("own-ours")[1]["rows"] == {"in_domain_train": 22, "test": 2}
    assert corpus("remove", "own-ours")[0] == 0
    code, _, err = corpus("remove", "own-ours")
    assert (code, "own-ours" in err) == (2, True)


def test_lengths_are_counted_with_the_vocabulary_of_the_encoder(corpus, write, few_words):
    # "incomprehensibly" is several tokens of the bundled vocabulary, and one [UNK] of a small one.
    corpus("add", write("ours.csv", "label", star="Incomprehensibly "))
    bundled, small = (corpus("own-ours", *words)[1] for words in ((), ("--encoder", str(few_words))))
    assert (bundled["longest_tokens"], small["longest_tokens"]) == (13, 8)


def test_a_dry_run_prints_what_would_be_added_and_stores_nothing(corpus, write):
    code, facts, _ = corpus("add", write("ours.csv", "error", good="0", bad="1"), "--dry-run")
    assert code == 0
    assert facts == {
        "sentence": "sentence",
        "label": "error",
        "rows": 24,
        "acceptable": 12,
        "unacceptable": 12,
        "dropped": 0,
        "notes": [],
        "asks": [],
    }
    assert [one["id"] for one in corpus("list")[1]] == ["pairs"]


@pytest.fixture
def ratings(tmp_path):
    """A file with ratings: 60 different ones from 1.0 to 6.9, or the whole numbers from 1 to 7."""

    def write_file(is_whole: bool) -> str:
        found = [str(1 + n % 7) if is_whole else f"{1 + n / 10:.1f}" for n in range(60)]
        rows = "".join(f"The pilot slept {n} times.,{rating}\n" for n, rating in enumerate(found))
        (tmp_path / "rated.csv").write_text("sentence,rating\n" + rows)
        return str(tmp_path / "rated.csv")

    return write_file


@pytest.mark.parametrize(
    ("is_whole", "words", "told"),
    [
        (False, ["--acceptable", "6.9"], "--cutoff"),
        (False, ["--cutoff", "4", "--left-out", "2.0"], "--cutoff"),
        (True, ["--cutoff", "4", "--acceptable", "1", "2"], "not both"),
        (True, ["--acceptable", "good"], "no label 'good'"),
        (True, ["--cutoff", "4", "--left-out", "9"], "no label '9'"),
        (True, ["--marks", "--cutoff", "4"], "--marks"),
    ],
)
def test_options_that_contradict_the_file_or_each_other_are_refused(
    corpus, ratings, capsys, is_whole, words, told
):
    with pytest.raises(SystemExit) as ended:
        corpus("add", ratings(is_whole), *words)
    assert ended.value.code == 2
    assert told in capsys.readouterr().err
    assert [one["id"] for one in corpus("list")[1]] == ["pairs"]


def test_a_cutoff_is_no_answer_to_labels_that_are_no_ratings(corpus, write, capsys):
    with pytest.raises(SystemExit):
        corpus("add", write("ours.csv", "label", good="good", bad="bad"), "--cutoff", "4")
    assert "these labels are none" in capsys.readouterr().err


@pytest.mark.parametrize(("good", "bad"), [("gut", "schlecht"), ("0", "2"), ("A", "*")])
def test_labels_of_unknown_meaning_are_asked(corpus, write, good, bad):
    file = write("ours.csv", "label", good=good, bad=bad)
    code, facts, _ = corpus("add", file, "--dry-run")
    assert (code, facts["asks"]) == (0, ["acceptable"])
    code, _, err = corpus("add", file)
    assert (code, "--acceptable" in err) == (2, True)
    code, facts, _ = corpus("add", file, "--acceptable", good)
    assert (code, facts["acceptable"], facts["unacceptable"]) == (0, 12, 12)


def test_a_rating_can_be_left_out_beside_a_cutoff(corpus, ratings):
    _, facts, _ = corpus("add", ratings(True), "--cutoff", "4", "--left-out", "7", "--dry-run")
    assert (facts["acceptable"], facts["unacceptable"], facts["dropped"]) == (25, 27, 8)


def test_a_part_with_one_label_is_told(corpus, tmp_path):
    rows = "".join(f"{n % 2},Sentence {n}.,train\n" for n in range(30)) + "".join(
        f"1,More {n}.,test\n" for n in range(5)
    )
    (tmp_path / "x.csv").write_text("label,sentence,split\n" + rows)
    _, facts, _ = corpus("add", str(tmp_path / "x.csv"), "--dry-run")
    assert [note["says"] for note in facts["notes"] if note["kind"] == "one_sided"] == [
        "all sentences of test are acceptable: MCC is always 0 there"
    ]


@pytest.mark.parametrize(
    ("heading", "asked", "answer"),
    [
        ("class", ["acceptable"], ["--acceptable", "0"]),
        ("class", ["acceptable"], ["--yes"]),
        ("label,gold", ["label"], ["--label", "gold"]),
    ],
)
def test_what_only_people_can_decide_is_asked(corpus, write, heading, asked, answer):
    file = write(
        "ours.csv", heading, good="1,0" if "," in heading else "1", bad="0,1" if "," in heading else "0"
    )
    code, facts, _ = corpus("add", file, "--dry-run")
    assert (code, facts["asks"]) == (0, asked)
    code, facts, err = corpus("add", file)
    assert (code, facts, f"--{asked[0]}" in err) == (2, None, True)
    code, facts, _ = corpus("add", file, *answer)
    assert (code, facts["acceptable"], facts["unacceptable"]) == (0, 12, 12)


def test_the_answer_is_used(corpus, write):
    file = write("ours.csv", "class", good="0", bad="1")
    assert corpus("add", file, "--acceptable", "0")[1]["acceptable"] == 12


def test_a_few_stars_are_asked_about(corpus, tmp_path):
    lines = [f"The pilot slept {n} times." for n in range(60)]
    (tmp_path / "list.txt").write_text("\n".join(["*Him slept.", *lines]), encoding="utf-8")
    file = str(tmp_path / "list.txt")
    code, facts, _ = corpus("add", file, "--dry-run")
    assert (code, facts["asks"], facts["acceptable"]) == (0, ["marks"], 0)
    assert ("few_marks", 1) in [(note["kind"], note["n"]) for note in facts["notes"]]
    assert corpus("add", file)[0] == 2
    assert corpus("add", file, "--marks")[1]["acceptable"] == 60


def test_ratings_are_cut_by_the_labels_named(corpus, tmp_path):
    rows = "".join(f"The pilot slept {n} times.,{1 + n % 7}\n" for n in range(28))
    (tmp_path / "ours.csv").write_text(f"sentence,rating\n{rows}", encoding="utf-8")
    file = str(tmp_path / "ours.csv")
    code, facts, _ = corpus("add", file, "--dry-run")
    assert (code, facts["label"], facts["asks"]) == (0, "rating", ["cutoff"])
    facts = corpus("add", file, "--acceptable", "5", "6", "7", "--left-out", "4")[1]
    assert (facts["acceptable"], facts["unacceptable"], facts["dropped"]) == (12, 12, 4)


@pytest.mark.parametrize("labels", [("-1", "-1"), ("", "")])
def test_a_file_without_labels_is_told(corpus, write, labels):
    code, facts, err = corpus("add", write("ours.csv", "label", *labels), "--dry-run")
    assert (code, facts["asks"], facts["rows"]) == (2, ["label"], 0)
    assert "No labels" in err
    assert corpus("add", write("ours.csv", "label", *labels))[0] == 2


def test_numbers_and_marks_are_noted(corpus, write):
    notes = corpus("add", write("ours.csv", "label", star="(2) *"), "--dry-run")[1]["notes"]
    assert [(note["kind"], note["n"]) for note in notes] == [("taken_off", 12)]


@pytest.mark.parametrize("words", [("add", "none.csv"), ("add",), ("add", "a", "b"), ("remove",)])
def test_bad_usage_is_one_plain_line(corpus, words):
    try:
        code, _, err = corpus(*words)
    except SystemExit as stopped:
        code, err = stopped.code, "usage"
    assert code == 2 and "Traceback" not in err


@pytest.mark.parametrize(
    ("answer", "counts"),
    [
        (("--cutoff", "5"), (12, 16, 0)),
        (("--cutoff", "3", "5"), (12, 12, 4)),
        (("--cutoff", "5", "3"), (12, 12, 4)),
        (("--cutoff", "2", "--low-is-good"), (8, 20, 0)),
        (("--yes",), (16, 12, 0)),
    ],
)
def test_a_cutoff_says_which_ratings_are_acceptable(corpus, tmp_path, answer, counts):
    rows = "".join(f"The pilot slept {n} times.,{1 + n % 7}\n" for n in range(28))
    (tmp_path / "ours.csv").write_text(f"sentence,rating\n{rows}", encoding="utf-8")
    code, facts, err = corpus("add", str(tmp_path / "ours.csv"))
    assert (code, facts, "--cutoff" in err) == (2, None, True)
    facts = corpus("add", str(tmp_path / "ours.csv"), *answer)[1]
    assert (facts["acceptable"], facts["unacceptable"], facts["dropped"]) == counts


@pytest.mark.parametrize("cutoff", [("nan",), ("1", "2", "3"), ("high",)])
def test_a_cutoff_is_one_or_two_numbers(corpus, write, cutoff):
    with pytest.raises(SystemExit):
        corpus("add", write("ours.csv", "label"), "--cutoff", *cutoff)


@pytest.fixture
def parts_file(tmp_path) -> str:
    rows = [f"Pilot {n} slept.,{n % 2},tense,{'train' if n < 30 else 'test'}\n" for n in range(40)]
    (tmp_path / "ours.csv").write_text("sentence,label,error type,part\n" + "".join(rows), encoding="utf-8")
    return str(tmp_path / "ours.csv")


@pytest.mark.parametrize(
    ("words", "sizes"),
    [
        ((), {"in_domain_train": 30, "test": 10}),
        (("--split", "part"), {"in_domain_train": 30, "test": 10}),
        (("--divide",), {"in_domain_train": 36, "test": 4}),
    ],
)
def test_the_files_parts_are_kept_unless_people_say_otherwise(corpus, parts_file, words, sizes):
    facts = corpus("add", parts_file, *words)[1]
    assert [note["kind"] for note in facts["notes"]] == ([] if "--divide" in words else ["split"])
    assert corpus("own-ours")[1]["rows"] == sizes


def test_a_column_that_is_not_there_is_told(corpus, parts_file):
    code, _, err = corpus("add", parts_file, "--phenomenon", "kind")
    assert (code, "kind" in err and "error type" in err) == (2, True)
