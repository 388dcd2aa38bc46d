"""Learners' comparisons and wrong words: more better, say me, make homework, I have hungry."""

from colabert_core.minimal_pairs.learners.everyday import SHE, THEY, Everyday, Subject
from colabert_core.minimal_pairs.paradigm import Pair, Paradigm, differ
from colabert_core.minimal_pairs.word_picker import article

# --- shared parts ------------------------------------------------------------------------------------

# Adjectives with their two forms of comparison.
_SHORT = (
    ("tall", "taller", "tallest"), ("old", "older", "oldest"), ("young", "younger", "youngest"),
    ("strong", "stronger", "strongest"), ("fast", "faster", "fastest"), ("happy", "happier", "happiest"),
    ("nice", "nicer", "nicest"), ("funny", "funnier", "funniest"), ("smart", "smarter", "smartest"),
    ("busy", "busier", "busiest"), ("slow", "slower", "slowest"), ("short", "shorter", "shortest"),
    ("lazy", "lazier", "laziest"), ("rich", "richer", "richest"),
)  # fmt: skip
# "more lazy" can be heard; "more tall" cannot.
_ONE_SYLLABLE = [forms for forms in _SHORT if not forms[0].endswith("y")]
_SHORT_THING = (
    ("cheap", "cheaper", "cheapest"), ("big", "bigger", "biggest"), ("small", "smaller", "smallest"),
    ("old", "older", "oldest"), ("nice", "nicer", "nicest"), ("clean", "cleaner", "cleanest"),
    ("good", "better", "best"), ("bad", "worse", "worst"), ("new", "newer", "newest"),
    ("large", "larger", "largest"), ("light", "lighter", "lightest"), ("dark", "darker", "darkest"),
)  # fmt: skip
_LONG = [
    "patient", "beautiful", "popular", "famous", "intelligent", "generous", "serious", "talkative",
    "hardworking", "careful", "polite", "relaxed", "creative", "interesting",
]  # fmt: skip
_LONG_THING = [
    "expensive", "beautiful", "interesting", "comfortable", "useful", "modern", "colorful", "practical",
    "unusual", "attractive", "elegant", "special", "valuable",
]  # fmt: skip
_THINGS = (
    "car", "phone", "bike", "laptop", "coat", "bag", "room", "house", "sofa", "book", "camera", "jacket",
    "apartment", "bed", "watch", "desk", "suitcase", "garden", "dress", "hat",
)  # fmt: skip
_SEEN = [
    "hotel", "house", "car", "garden", "picture", "restaurant", "museum", "beach", "park", "city", "bridge",
    "church", "dog", "room",
]  # fmt: skip
# What may be said of all of these.
_SHORT_SEEN = (
    ("nice", "nicer", "nicest"), ("big", "bigger", "biggest"), ("small", "smaller", "smallest"),
    ("old", "older", "oldest"), ("ugly", "uglier", "ugliest"), ("large", "larger", "largest"),
    ("good", "better", "best"), ("bad", "worse", "worst"), ("strange", "stranger", "strangest"),
    ("pretty", "prettier", "prettiest"), ("dirty", "dirtier", "dirtiest"), ("clean", "cleaner", "cleanest"),
)  # fmt: skip
_LONG_SEEN = [
    "beautiful", "interesting", "famous", "unusual", "special", "boring", "colorful", "attractive",
    "expensive", "amazing",
]  # fmt: skip
_EVER = (
    "I have ever seen", "I've ever seen", "we have ever seen", "she has ever seen", "he has ever seen",
    "they had ever seen", "I ever saw", "you will ever see",
)  # fmt: skip
_GROUP = ("in my class", "in our family", "in the team", "in the village", "in our office", "at our school")
_TIME = ("", "", "yesterday", "last week", "last night", "this morning", "on Monday", "at school", "at work")


def _than_whom(w: Everyday, s: Subject) -> str:
    """Somebody else than the subject."""
    own = {
        "I": ("me", "us"), "we": ("me", "us"), "you": ("you",), "they": ("them",), "he": ("him",),
        "she": ("her",),
    }  # fmt: skip
    others = [one for one in ("me", "you", "him", "her", "us", "them") if one not in own[s.pronoun]]
    return w.of(w.of(*others), w.of(*others), w.first_name(), w.kin(), f"{w.my()} parents")


def _thing(w: Everyday) -> str:
    return f"{w.of('my', 'his', 'our', 'your', 'this', 'the new', 'the other')} {w.of(*_THINGS)}"


def _other(w: Everyday) -> str:
    """Another thing than that of `_thing`."""
    return w.of(
        "hers", "theirs", "that one", "the old one", "the red one", "the last one", f"{w.first_name()}'s"
    )


def _start(w: Everyday) -> str:
    return w.of("", "", "", "I think", "I know that", "everyone says", "she says", "I'm sure")


def _be(w: Everyday, s: Subject) -> str:
    return w.of(s.am, s.was)


# --- doubled comparison ------------------------------------------------------------------------------


def more_taller(w: Everyday) -> Pair:
    s, (_, taller, _) = w.subject(), w.of(*_SHORT)
    before = f"{_start(w)} {s.text} {_be(w, s)} {w.of('', '', 'much')}"
    return differ(before, "", "more", f"{taller} than {_than_whom(w, s)}")


def more_cheaper(w: Everyday) -> Pair:
    before = f"{_start(w)} {_thing(w)} {w.of('is', 'was')} {w.of('', '', 'much')}"
    return differ(before, "", "more", f"{w.of(*_SHORT_THING)[1]} than {_other(w)}")


def more_faster(w: Everyday) -> Pair:
    s = w.subject()
    did, how = w.of(
        (("ran", "drove", "swam", "walked", "read"), ("faster",)),
        (("left", "finished", "came", "ate"), ("earlier", "later")),
        (("worked", "studied", "trained"), ("harder", "longer", "later", "faster")),
        (("sang", "cooked", "drove", "danced", "played", "slept"), ("better", "worse")),
    )  # fmt: skip
    return differ(f"{_start(w)} {s.text} {w.of(*did)}", "", "more", f"{w.of(*how)} than {_than_whom(w, s)}")


def most_tallest(w: Everyday) -> Pair:
    s, (_, _, tallest) = w.acquaintance(), w.of(*_SHORT)
    man = w.of("person", "student", "player", "child", "boy" if s.pronoun == "he" else "girl")
    before = f"{_start(w)} {s.text} {w.of('is', 'was')} the"
    return differ(before, "", "most", f"{tallest} {man} {w.of(*_GROUP)}")


def most_best(w: Everyday) -> Pair:
    before = f"{w.of('this is', 'it was', 'that was', 'it is', 'this was')} the"
    return differ(before, "", "most", f"{w.of(*_SHORT_SEEN)[2]} {w.of(*_SEEN)} {w.of(*_EVER)}")


def no_more_person(w: Everyday) -> Pair:
    s = w.subject()
    before = f"{_start(w)} {s.text} {_be(w, s)} {w.of('', '', 'much')}"
    return differ(before, "more", "", f"{w.of(*_LONG)} than {_than_whom(w, s)}")


def no_more_thing(w: Everyday) -> Pair:
    before = f"{_start(w)} {_thing(w)} {w.of('is', 'was')} {w.of('', '', 'much')}"
    return differ(before, "more", "", f"{w.of(*_LONG_THING)} than {_other(w)}")


def no_more_adverb(w: Everyday) -> Pair:
    s = w.subject()
    than = _than_whom(w, s)
    did = w.of("drove", "worked", "spoke", "answered", "wrote", "played", "read", "listened")
    how = w.of("carefully", "slowly", "quietly", "clearly", "quickly", "politely", "patiently")
    return differ(f"{_start(w)} {s.text} {did}", "more", "", f"{how} than {than}")


def no_most_all(w: Everyday) -> Pair:
    s = w.acquaintance()
    what, how = w.of((s.text, w.of(*_LONG)), (_thing(w), w.of(*_LONG_THING)))
    after = f"{how} of {w.of('all', 'them all', 'the three', 'all of them')}"
    return differ(f"{_start(w)} {what} {w.of('is', 'was')} the", "most", "", after)


def no_most_ever(w: Everyday) -> Pair:
    before = f"{w.of('this is', 'it was', 'that was', 'it is', 'this was')} the"
    return differ(before, "most", "", f"{w.of(*_LONG_SEEN)} {w.of(*_SEEN)} {w.of(*_EVER)}")


def more_older_question(w: Everyday) -> Pair:
    s = w.acquaintance()
    than = _than_whom(w, s)
    if w.chance(0.5):
        return differ(f"{w.of('is', 'was')} {s.text}", "", "more", f"{w.of(*_SHORT)[1]} than {than}?")
    what = f"{_thing(w)}"
    return differ(f"{w.of('is', 'was')} {what}", "", "more", f"{w.of(*_SHORT_THING)[1]} than {_other(w)}?")


def more_careful_question(w: Everyday) -> Pair:
    s = w.acquaintance()
    than = _than_whom(w, s)
    if w.chance(0.5):
        return differ(f"{w.of('is', 'was')} {s.text}", "more", "", f"{w.of(*_LONG)} than {than}?")
    return differ(f"{w.of('is', 'was')} {_thing(w)}", "more", "", f"{w.of(*_LONG_THING)} than {_other(w)}?")


def most_cheapest_question(w: Everyday) -> Pair:
    what = f"{w.of(*_SHORT_SEEN)[2]} {w.of(*_SEEN)} {w.of('in this area', 'you know', 'in this country')}?"
    return differ(f"{w.of('what is', 'which is', 'where is', 'is this')} the", "", "most", what)


def most_famous_question(w: Everyday) -> Pair:
    what = f"{w.of(*_LONG_SEEN)} {w.of(*_SEEN)} {w.of('you have ever seen', 'of all', 'of them all')}?"
    return differ(f"{w.of('what is', 'which is', 'is this', 'was that')} the", "most", "", what)


# --- forms of the comparative ------------------------------------------------------------------------


def more_tall(w: Everyday) -> Pair:
    s, (tall, taller, _) = w.subject(), w.of(*_ONE_SYLLABLE)
    return differ(f"{_start(w)} {s.text} {_be(w, s)}", taller, f"more {tall}", f"than {_than_whom(w, s)}")


def more_cheap(w: Everyday) -> Pair:
    cheap, cheaper, _ = w.of(*_SHORT_THING)
    before = f"{_start(w)} {_thing(w)} {w.of('is', 'was')}"
    return differ(before, cheaper, f"more {cheap}", f"than {_other(w)}")


def as_taller(w: Everyday) -> Pair:
    s, (tall, taller, _) = w.subject(), w.of(*_SHORT)
    before = f"{_start(w)} {s.text} {_be(w, s)} {w.of('', 'almost', 'not')} as"
    return differ(before, tall, taller, f"as {_than_whom(w, s)}")


def as_cheaper(w: Everyday) -> Pair:
    cheap, cheaper, _ = w.of(*_SHORT_THING)
    before = f"{_start(w)} {_thing(w)} {w.of('is', 'was', 'isn`t')} as".replace("`", "'")
    return differ(before, cheap, cheaper, f"as {_other(w)}")


def as_than(w: Everyday) -> Pair:
    s, (tall, _, _) = w.subject(), w.of(*_SHORT)
    before = f"{_start(w)} {s.text} {_be(w, s)} {w.of('', 'almost', 'not')} as {w.of(tall, w.of(*_LONG))}"
    return differ(before, "as", "than", _than_whom(w, s))


def same_than(w: Everyday) -> Pair:
    what = w.any("color, size, birthday, job, teacher, phone, name, problem, shoes, class, coat")
    s, have = w.pronoun(), w.of("have", "had")
    have = "has" if s.person == SHE and have == "have" else have
    return differ(f"{s.text} {have} the same {what}", "as", "than", _than_whom(w, s))


def taller_as(w: Everyday) -> Pair:
    s, (_, taller, _) = w.subject(), w.of(*_SHORT)
    before = f"{_start(w)} {s.text} {_be(w, s)} {w.of('', 'much')} {w.of(taller, 'more ' + w.of(*_LONG))}"
    return differ(before, "than", "as", _than_whom(w, s))


def cheaper_as(w: Everyday) -> Pair:
    better = w.of(w.of(*_SHORT_THING)[1], f"more {w.of(*_LONG_THING)}")
    return differ(f"{_start(w)} {_thing(w)} {w.of('is', 'was')} {better}", "than", "as", _other(w))


def taller_that(w: Everyday) -> Pair:
    if w.chance(0.5):
        better = w.of(w.of(*_SHORT_THING)[1], f"more {w.of(*_LONG_THING)}")
        start = f"{_thing(w)} {w.of('is', 'was')} {better}"
        return differ(start, "than", "that", w.any("hers, theirs, Emma's, Ben's"))
    s, (_, taller, _) = w.subject(), w.of(*_SHORT)
    before = f"{s.text} {_be(w, s)} {taller}"
    return differ(before, "than", "that", w.of("me", "him", "us", "my sister", w.first_name()))


def than_clause(w: Everyday) -> Pair:
    s = w.subject()
    if w.chance(0.5):
        after = f"{s.text} {s.am} {w.of(w.of(*_SHORT)[0], w.of(*_LONG))}"
        return differ(w.of("I think", "I know", "she says", "I'm sure", "we think"), "that", "than", after)
    start = w.of("this is", "that is", "where is", "I like", "I lost", "she sold")
    after = f"{s.text} {w.of('bought', 'found', 'chose', 'wanted')}{'?' if start == 'where is' else ''}"
    return differ(f"{start} the {w.of(*_THINGS)}", "that", "than", after)


def no_more(w: Everyday) -> Pair:
    s = w.subject()
    before = f"{s.text} {_be(w, s)} {w.of('much', 'even', '')}"
    return differ(before, "more", "", f"{w.of(*_LONG)} than {_than_whom(w, s)}")


def no_more_than_other(w: Everyday) -> Pair:
    after = f"{w.of(*_LONG_THING)} than {_other(w)}"
    return differ(f"{_thing(w)} {w.of('is', 'was')} {w.of('much', 'even', '')}", "more", "", after)


def more_tall_question(w: Everyday) -> Pair:
    (tall, taller, _), s = w.of(*_ONE_SYLLABLE), w.acquaintance()
    before = f"{w.of('is', 'was', 'why is')} {s.text}"
    return differ(before, taller, f"more {tall}", f"than {_than_whom(w, s)}?")


def as_taller_question(w: Everyday) -> Pair:
    (tall, taller, _), s = w.of(*_SHORT), w.acquaintance()
    before = f"{w.of('is', 'was', 'isn`t')} {s.text} as".replace("`", "'")
    return differ(before, tall, taller, f"as {_than_whom(w, s)}?")


def as_than_question(w: Everyday) -> Pair:
    s, (tall, taller, _) = w.acquaintance(), w.of(*_SHORT)
    if w.chance(0.5):
        return differ(f"{w.of('is', 'was')} {s.text} as {tall}", "as", "than", f"{_than_whom(w, s)}?")
    return differ(f"{w.of('is', 'was')} {s.text} {taller}", "than", "as", f"{_than_whom(w, s)}?")


def because_more(w: Everyday) -> Pair:
    s = w.subject()
    start = f"{s.text} {w.of('chose', 'bought', 'took', 'liked')} the {w.of(*_THINGS)} because it was"
    cheap, cheaper, _ = w.of(*_SHORT_THING)
    if w.chance(0.5):
        return differ(start, cheaper, f"more {cheap}", f"than {_other(w)}")
    return differ(start, "more", "", f"{w.of(*_LONG_THING)} than {_other(w)}")


# Forms that do not exist: of what can be said of things, of all that happens, and of people.
_NO_WORDS_THING = (
    ("better", "gooder"), ("more beautiful", "beautifuler"), ("more expensive", "expensiver"),
    ("more interesting", "interestinger"), ("more comfortable", "comfortabler"), ("more useful", "usefuler"),
    ("more practical", "practicaler"), ("more special", "specialer"), ("more elegant", "eleganter"),
    ("more attractive", "attractiver"),
)  # fmt: skip
_NO_WORDS = (
    ("better", "gooder"), ("more beautiful", "beautifuler"), ("more expensive", "expensiver"),
    ("more important", "importanter"), ("more interesting", "interestinger"),
    ("more difficult", "difficulter"), ("more famous", "famouser"), ("more dangerous", "dangerouser"),
    ("worse", "worser"), ("more popular", "popularer"), ("more exciting", "excitinger"),
)  # fmt: skip
_NO_WORDS_PERSON = (
    ("more patient", "patienter"), ("more careful", "carefuler"), ("more intelligent", "intelligenter"),
    ("more beautiful", "beautifuler"), ("more famous", "famouser"), ("more generous", "generouser"),
    ("more talkative", "talkativer"), ("more popular", "popularer"), ("more creative", "creativer"),
    ("more interesting", "interestinger"), ("more responsible", "responsibler"),
)  # fmt: skip
_NO_WORDS_MOST = (
    ("the best", "the goodest"), ("the most beautiful", "the beautifulest"),
    ("the most expensive", "the expensivest"), ("the most important", "the importantest"),
    ("the most interesting", "the interestingest"), ("the most attractive", "the attractivest"),
    ("the most special", "the specialest"), ("the most famous", "the famousest"),
    ("the most unusual", "the unusualest"), ("the worst", "the worstest"),
    ("the most popular", "the popularest"),
)  # fmt: skip


def gooder_thing(w: Everyday) -> Pair:
    good, bad = w.of(*_NO_WORDS_THING)
    before = f"{_start(w)} {_thing(w)} {w.of('is', 'was')} {w.of('', 'much')}"
    return differ(before, good, bad, f"than {_other(w)}")


def gooder_want(w: Everyday) -> Pair:
    good, bad = w.of(*_NO_WORDS_THING)
    s = w.subject()
    want = w.of("wanted", "needed", "found", "bought", "looked for", "asked for")
    good_a = f"a {good}"
    bad_a = f"an {bad}" if bad[0] in "aei" else f"a {bad}"
    return differ(f"{s.text} {want}", good_a, bad_a, w.of(*_THINGS))


def gooder_get(w: Everyday) -> Pair:
    good, bad = w.of(*_NO_WORDS)
    what = w.any("life here, this game, the trip, this sport, the competition, our meeting, the work")
    when = w.of("this year", "this time", "than before", "than last year", "now", "than ever")
    return differ(f"{w.of('', 'I think', 'she says')} {what} is", good, bad, when)


def gooder_person(w: Everyday) -> Pair:
    s, (good, bad) = w.subject(), w.of(*_NO_WORDS_PERSON)
    before = f"{_start(w)} {s.text} {_be(w, s)} {w.of('', 'much')}"
    return differ(before, good, bad, f"than {_than_whom(w, s)}")


def goodest_ever(w: Everyday) -> Pair:
    good, bad = w.of(*_NO_WORDS_MOST)
    before = w.of("this is", "it was", "that was", "it is", "this was")
    return differ(before, good, bad, f"{w.of(*_SEEN)} {w.of(*_EVER)}")


def goodest_in(w: Everyday) -> Pair:
    good, bad = w.of(*_NO_WORDS_MOST)
    start = w.of("", "I think", "she says")
    before = f"{start} {w.any('this is, it was, we saw, he found, they have, she knows')}"
    after = f"{w.of(*_SEEN)} {w.of('in town', 'in the country', 'in Europe', 'of all')}"
    return differ(before, good, bad, after)


def gooder_question(w: Everyday) -> Pair:
    good, bad = w.of(*_NO_WORDS_THING)
    before = f"{w.of('is', 'was', 'isn`t')} {_thing(w)}".replace("`", "'")
    return differ(before, good, bad, f"than {_other(w)}?")


def goodest_question(w: Everyday) -> Pair:
    good, bad = w.of(*_NO_WORDS_MOST)
    before = w.of("what is", "which is", "where is", "is this", "do you know", "did you see")
    return differ(before, good, bad, f"{w.of(*_SEEN)} {w.of('in your city', 'in this country', 'of all')}?")


# --- superlatives ------------------------------------------------------------------------------------


def _member(w: Everyday, s: Subject) -> str:
    return w.of("person", "student", "player", "child", "boy" if s.pronoun == "he" else "girl")


def no_the_tallest(w: Everyday) -> Pair:
    s = w.acquaintance()
    best = w.of(w.of(*_SHORT)[2], f"most {w.of(*_LONG)}")
    after = f"{best} {_member(w, s)} {w.of(*_GROUP)}"
    return differ(f"{_start(w)} {s.text} {w.of('is', 'was')}", "the", "", after)


def no_the_best(w: Everyday) -> Pair:
    best = w.of(w.of(*_SHORT_SEEN)[2], f"most {w.of(*_LONG_SEEN)}")
    before = w.of("this is", "it was", "that was", "it is", "this was")
    return differ(before, "the", "", f"{best} {w.of(*_SEEN)} {w.of(*_EVER)}")


def the_taller(w: Everyday) -> Pair:
    s = w.subject()
    better = w.of(w.of(*_SHORT)[1], f"more {w.of(*_LONG)}")
    return differ(f"{_start(w)} {s.text} {_be(w, s)}", "", "the", f"{better} than {_than_whom(w, s)}")


def the_cheaper(w: Everyday) -> Pair:
    better = w.of(w.of(*_SHORT_THING)[1], f"more {w.of(*_LONG_THING)}")
    return differ(f"{_start(w)} {_thing(w)} {w.of('is', 'was')}", "", "the", f"{better} than {_other(w)}")


def taller_of_all(w: Everyday) -> Pair:
    s, (_, taller, tallest) = w.acquaintance(), w.of(*_SHORT)
    good, bad = w.of((tallest, taller), (f"most {(long := w.of(*_LONG))}", f"more {long}"))
    after = w.of("of all", "of them all", "of all my friends", "of all the students", "of all my cousins")
    return differ(f"{_start(w)} {s.text} {w.of('is', 'was')} the", good, bad, after)


def better_ever(w: Everyday) -> Pair:
    (_, better, best), long = w.of(*_SHORT_SEEN), w.of(*_LONG_SEEN)
    good, bad = w.of((best, better), (f"most {long}", f"more {long}"))
    before = f"{w.of('this is', 'it was', 'that was', 'it is', 'this was')} the"
    return differ(before, good, bad, f"{w.of(*_SEEN)} {w.of(*_EVER)}")


def tallest_than(w: Everyday) -> Pair:
    s, (_, taller, tallest), long = w.subject(), w.of(*_SHORT), w.of(*_LONG)
    good, bad = w.of((taller, tallest), (f"more {long}", f"most {long}"))
    return differ(f"{_start(w)} {s.text} {_be(w, s)}", good, bad, f"than {_than_whom(w, s)}")


def cheapest_than(w: Everyday) -> Pair:
    (_, better, best), long = w.of(*_SHORT_THING), w.of(*_LONG_THING)
    good, bad = w.of((better, best), (f"more {long}", f"most {long}"))
    return differ(f"{_start(w)} {_thing(w)} {w.of('is', 'was')}", good, bad, f"than {_other(w)}")


def superlative_question(w: Everyday) -> Pair:
    (_, better, best), long = w.of(*_SHORT_SEEN), w.of(*_LONG_SEEN)
    good, bad = w.of((best, better), (f"most {long}", f"more {long}"))
    after = f"{w.of(*_SEEN)} {w.of('you have ever seen', 'you ever saw', 'they have ever seen')}?"
    return differ(f"{w.of('what is', 'is this', 'was that', 'is that')} the", good, bad, after)


def comparative_question(w: Everyday) -> Pair:
    s, (_, taller, tallest), long = w.acquaintance(), w.of(*_SHORT), w.of(*_LONG)
    good, bad = w.of((taller, tallest), (f"more {long}", f"most {long}"))
    return differ(f"{w.of('is', 'was', 'why is')} {s.text}", good, bad, f"than {_than_whom(w, s)}?")


def no_the_question(w: Everyday) -> Pair:
    best = w.of(w.of(*_SHORT_SEEN)[2], f"most {w.of(*_LONG_SEEN)}")
    before = w.of("did you see", "do you know", "where is", "have you visited", "what is")
    after = f"{best} {w.of(*_SEEN)} {w.of('in this city', 'in your country', 'in town')}?"
    return differ(before, "the", "", after)


def the_question(w: Everyday) -> Pair:
    better = w.of(w.of(*_SHORT_THING)[1], f"more {w.of(*_LONG_THING)}")
    return differ(f"{w.of('is', 'was', 'why is')} {_thing(w)}", "", "the", f"{better} than {_other(w)}?")


# --- say and tell ------------------------------------------------------------------------------------

_NEWS = (
    "the bus was late", "it was raining", "the test was easy", "the shop was closed", "the food was good",
    "the movie was boring", "the train left at six", "nobody was at home", "it was too late",
    "the hotel was full", "dinner was ready", "the phone was broken", "the party was fun", "it was my fault",
)  # fmt: skip
_ME = ("me", "us", "him", "her", "them", "my mother", "everyone", "the teacher", "the doctor", "my friends")


def _news(w: Everyday, s: Subject) -> str:
    own = (
        f"{s.pronoun} {s.was} {w.of('tired', 'sick', 'busy', 'hungry', 'late', 'happy', 'worried', 'sorry')}"
    )
    return w.of(own, w.of(*_NEWS))


def _me(w: Everyday, s: Subject) -> str:
    """Somebody else than the subject."""
    return w.of(*_ME[5:]) if s.pronoun in ("I", "we", "you") else w.of("me", "us", *_ME[5:])


def said_me(w: Everyday) -> Pair:
    s = w.subject()
    return differ(s.text, "told", "said", f"{_me(w, s)} {w.of('', 'that')} {_news(w, s)}")


def told_that(w: Everyday) -> Pair:
    s = w.subject()
    return differ(s.text, "said", "told", f"{w.of('', 'that')} {_news(w, s)}")


def say_me(w: Everyday) -> Pair:
    start = w.of("please", "can you", "could you", "don't", "will you", "you should", "I can't", "I want to")
    me = w.of("me", "us", "him", "her", "them") if not start.startswith("I ") else w.of("you", "him", "her")
    what = w.any("your name, the truth, the answer, a story, the time, about it, the secret, what to do")
    end = "?" if start in ("can you", "could you", "will you") else ""
    return differ(start, "tell", "say", f"{me} {what}{end}")


def tell_hello(w: Everyday) -> Pair:
    start = w.of("please", "can you", "don't forget to", "I want to", "you should", "she wanted to", "let's")
    what = w.of("hello to", "goodbye to", "thank you to", "good night to", "hi to", "sorry to")
    end = "?" if start == "can you" else ""
    after = f"{what} {w.of('my mother', 'the teacher', 'her', 'him', 'them')}{end}"
    return differ(start, "say", "tell", after)


def told_hello(w: Everyday) -> Pair:
    s = w.subject()
    what = w.of("hello", "goodbye", "good night", "good morning", "yes", "no", "hi")
    after = f"{what} {w.of('', 'to everyone', 'to me', 'to the teacher', 'and left')}"
    return differ(s.text, "said", "told", after)


def said_story(w: Everyday) -> Pair:
    s = w.subject()
    what = w.of("a story", "a long story", "the whole story", "a lie", "a secret", "the news", "a joke")
    return differ(s.text, "told", "said", f"{_me(w, s)} {what} {w.of(*_TIME)}")


def talked_me(w: Everyday) -> Pair:
    s = w.subject()
    did = w.of("talked", "spoke", "listened", "wrote back")
    after = (
        f"{_me(w, s)} {w.of('', 'about it', 'for an hour')} {w.of('yesterday', 'last week', 'last night')}"
    )
    after = after.replace("about it", "") if did == "listened" else after
    return differ(f"{s.text} {did}", "to", "", after)


def told_to_me(w: Everyday) -> Pair:
    s = w.subject()
    return differ(
        f"{s.text} {w.of('told', 'asked')}", "", "to",
        f"{_me(w, s)} {w.of('about it', 'about the test')} "
                  f"{w.of('yesterday', 'last week', 'last night')}",
    )  # fmt: skip


def say_question(w: Everyday) -> Pair:
    s = w.of(w.acquaintance(), w.pronoun())
    if w.chance(0.5):
        after = f"{w.of('you', 'them', 'her', 'him')} {w.of('about it', 'the truth', 'the news')}?"
        return differ(f"{w.of('did', 'why did', 'when did')} {s.text}", "tell", "say", after)
    after = f"{w.of('that', '')} {w.of(*_NEWS)}?"
    return differ(f"{w.of('did', 'why did', 'when did')} {s.text}", "say", "tell", after)


def say_never(w: Everyday) -> Pair:
    s, start = (
        w.acquaintance(),
        w.of("I'm angry because", "I was sad when", "we were late because", "I think"),
    )
    if w.chance(0.5):
        first = f"{start} {s.text} {w.of('never', '')}"
        return differ(first, "told", "said", f"me {w.of('that', '')} {w.of(*_NEWS)}")
    before = f"{start} {s.text} {w.of('never', '')}"
    return differ(before, "said", "told", f"{w.of('that', '')} {w.of(*_NEWS)}")


def talk_question(w: Everyday) -> Pair:
    s, me = w.acquaintance(), w.of("you", "us", "them", "the boss", "the teacher")
    if w.chance(0.5):
        start = f"did {s.text} {w.of('talk', 'speak')}"
        return differ(start, "to", "", f"{me} {w.of('', 'about it', 'about the trip')}?")
    before = f"did {s.text} {w.of('tell', 'ask')}"
    return differ(before, "", "to", f"{me} {w.of('about it', 'about the trip')}?")


# --- make and do -------------------------------------------------------------------------------------

_DO = (
    "the laundry", "the shopping", "the housework", "yoga", "karate", "~ best", "~ homework",
    "enough exercise", "the ironing", "a lot of research", "a favor for a friend", "the dusting",
    "gymnastics", "the vacuuming",
)  # fmt: skip
_MAKE = (
    "a mistake", "a decision", "a promise", "good progress", "many mistakes", "an effort", "a mess",
    "a lot of noise", "a suggestion", "a big mistake", "a good decision", "a lot of money", "a wish",
    "plans for the summer",
)  # fmt: skip
_DOES = (("do", "does", "did", "done", "doing"), ("make", "makes", "made", "made", "making"))
_BASE, _THIRD, _PAST, _PARTICIPLE, _ING = range(5)


def _work(w: Everyday) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    """The forms of the right verb, those of the wrong one, and what is done or made."""
    right = w.of(0, 1)
    return _DOES[right], _DOES[1 - right], w.of(*(_DO, _MAKE)[right])


def make_do_past(w: Everyday) -> Pair:
    (good, bad, what), s = _work(w), w.subject()
    return differ(s.text, good[_PAST], bad[_PAST], f"{what.replace('~', s.own)} {w.past_time()}")


def make_do_present(w: Everyday) -> Pair:
    (good, bad, what), s = _work(w), w.subject()
    form = _THIRD if s.person == SHE else _BASE
    before = f"{s.text} {w.often()}"
    return differ(before, good[form], bad[form], f"{what.replace('~', s.own)} {w.of(*_TIME[:2], 'at home')}")


def make_do_will(w: Everyday) -> Pair:
    (good, bad, what), s = _work(w), w.subject()
    will = w.of(
        "will", "can", "should", "has to" if s.person == SHE else "have to", "didn't", "won't", "couldn't",
        "wanted to", "tried to",
    )  # fmt: skip
    before = f"{s.text} {will}"
    return differ(before, good[_BASE], bad[_BASE], f"{what.replace('~', s.own)} {w.of('', 'today', 'again')}")


def make_do_perfect(w: Everyday) -> Pair:
    (good, bad, what), s = _work(w), w.subject()
    after = f"{what.replace('~', s.own)} {w.of('', 'this week', 'today', 'this month')}"
    before = f"{s.text} {s.have} {w.of('', 'already', 'never', 'just')}"
    return differ(before, good[_PARTICIPLE], bad[_PARTICIPLE], after)


def make_do_now(w: Everyday) -> Pair:
    (good, bad, what), s = _work(w), w.subject()
    be = w.of(s.am, s.was)
    before = f"{s.text} {be} {w.of('', 'not', 'always')}"
    return differ(before, good[_ING], bad[_ING], what.replace("~", s.own))


def make_do_because(w: Everyday) -> Pair:
    (good, bad, what), s = _work(w), w.acquaintance()
    start = w.of("I'm happy because", "we were surprised that", "I think", "she says", "I was angry because")
    return differ(f"{start} {s.text}", good[_PAST], bad[_PAST], what.replace("~", s.own))


def make_do_question(w: Everyday) -> Pair:
    (good, bad, what), s = _work(w), w.of(w.subject(), w.acquaintance())
    start = w.of("did", "why did", "when did", "will", "can", "where did")
    return differ(f"{start} {s.text}", good[_BASE], bad[_BASE], f"{what.replace('~', s.own)}?")


def make_do_request(w: Everyday) -> Pair:
    good, bad, what = _work(w)
    start = w.any("please, don't, you should, try to, let's, it's hard to, it's time to, I forgot to")
    own = "our" if start == "let's" else "my" if start.startswith("I ") else "your"
    after = f"{what.replace('~', own)} {w.of('', 'today', 'before dinner', 'now')}"
    return differ(start, good[_BASE], bad[_BASE], after)


# --- have and be -------------------------------------------------------------------------------------

_HUNGRY = (
    "hungry", "thirsty", "afraid", "sleepy", "very hungry", "very cold", "afraid of dogs", "really thirsty",
    "too hot", "right about it", "wrong about it", "very lucky", "in a hurry", "so sleepy", "tired",
    "ashamed of it", "afraid of spiders", "very angry", "sick",
)  # fmt: skip
_ILL = (
    "a fever", "a bad cold", "a cough", "a sore throat", "a toothache", "a stomachache", "no time",
    "an appointment", "no money", "a headache", "lots of homework", "a high fever", "a bad cough",
    "a slight fever",
)  # fmt: skip
_OWNED = (
    *_ILL, "brown hair", "blue eyes", "a new car", "a big house", "enough time", "short hair", "green eyes",
    "a nice apartment", "two cars", "a garden",
)  # fmt: skip
_AGE = (
    "ten", "twelve", "sixteen", "eighteen", "twenty", "thirty", "forty", "fifty", "seven", "nine", "eleven",
)  # fmt: skip
_HAS, _HAD = ("have", "has", "have"), "had"


def _hungry(w: Everyday) -> str:
    return w.of(w.of(*_HUNGRY), w.of(*_HUNGRY), f"{w.of(*_AGE)} years old")


def have_hungry(w: Everyday) -> Pair:
    s = w.subject()
    good, bad = w.of((s.am, s.have), (s.was, "had"))
    return differ(f"{_start(w)} {s.text}", good, bad, _hungry(w))


def be_fever(w: Everyday) -> Pair:
    s = w.subject()
    good, bad = w.of((s.have, s.am), ("had", s.was))
    return differ(f"{_start(w)} {s.text}", good, bad, w.of(*_OWNED))


def have_years(w: Everyday) -> Pair:
    s = w.of(w.acquaintance(), w.pronoun())
    good, bad = w.of((s.am, s.have), (s.was, "had"))
    now = w.of("now", "today", "") if good == s.am else w.of("then", "at that time", "")
    return differ(s.text, good, bad, f"{w.of('', 'almost', 'only', 'already')} {w.of(*_AGE)} years old {now}")


def be_time(w: Everyday) -> Pair:
    s = w.of(w.acquaintance(), w.pronoun())
    good, bad = w.of((s.have, s.am), ("had", s.was))
    when = (
        w.of("today", "this week", "right now", "again")
        if good != "had"
        else w.of("yesterday", "last week", "again")
    )
    return differ(s.text, good, bad, f"{w.of(*_ILL)} {when}")


def has_cold(w: Everyday) -> Pair:
    good, bad = w.of(("is", "has"), ("is", "makes"), ("was", "had"))
    how = w.of("cold", "hot", "very cold", "very hot", "really cold", "too hot", "windy", "sunny")
    before = f"{_start(w)} it"
    return differ(before, good, bad, f"{how} {w.of('outside', 'today', 'in Seoul', 'here', 'in winter')}")


def is_rooms(w: Everyday) -> Pair:
    what = w.of("my car", "our bus", "the boat", "his car", "this machine", "the train", "the van")
    good, bad = w.of(("has", "is"), ("had", "was"))
    many = w.of("two", "many", "three", "a lot of", "no", "only five")
    before = f"{_start(w)} {what}"
    return differ(before, good, bad, f"{many} {w.of('windows', 'lights', 'seats', 'buttons', 'speakers')}")


def have_because(w: Everyday) -> Pair:
    s = w.subject()
    did = w.of("went home", "stayed in bed", "called a doctor", "left early", "didn't come", "didn't go out")
    if w.chance(0.5):
        feels = w.any("hungry, thirsty, sleepy, very cold, afraid, very hungry, in a hurry, sick, tired")
        return differ(f"{s.text} {did} because {s.pronoun}", s.was, "had", feels)
    return differ(f"{s.text} {did} because {s.pronoun}", "had", s.was, w.of(*_ILL))


def have_question(w: Everyday) -> Pair:
    s = w.of(w.acquaintance(), w.plural())
    if w.chance(0.5):
        return differ("", f"{s.am} {s.text}", f"{s.do} {s.text} have", f"{_hungry(w)}?")
    return differ("", f"{s.do} {s.text} have", f"{s.am} {s.text}", f"{w.of(*_OWNED)}?")


def have_when(w: Everyday) -> Pair:
    s, start = (
        w.acquaintance(),
        w.any("call me when, you can help if, I'll wait if, don't worry if, we can stop if"),
    )
    if w.chance(0.5):
        return differ(f"{start} {s.text}", "is", "has", w.of(*_HUNGRY))
    return differ(f"{start} {s.text}", "has", "is", w.of(*_ILL))


# --- adjective or adverb -----------------------------------------------------------------------------

_DRIVES = (
    ("careful", "carefully"), ("careless", "carelessly"), ("dangerous", "dangerously"), ("bad", "badly"),
    ("good", "well"), ("terrible", "terribly"), ("aggressive", "aggressively"),
)  # fmt: skip
# Not angry, calm or nervous: `he left angry` is acceptable; not honest: nor `honestly`.
_SPEAKS = (
    ("polite", "politely"), ("patient", "patiently"), ("rude", "rudely"), ("careful", "carefully"),
    ("impatient", "impatiently"), ("intelligent", "intelligently"), ("aggressive", "aggressively"),
    ("creative", "creatively"), ("impolite", "impolitely"), ("selfish", "selfishly"),
)  # fmt: skip
_ENGLISH = (
    ("good", "well"), ("perfect", "perfectly"), ("bad", "badly"), ("terrible", "terribly"),
    ("beautiful", "beautifully"),
)  # fmt: skip
_TASTES = (
    ("wonderful", "wonderfully"), ("terrible", "terribly"), ("perfect", "perfectly"),
    ("horrible", "horribly"), ("beautiful", "beautifully"), ("awful", "awfully"),
)  # fmt: skip
_VERY = ("", "", "very", "so", "really")


def drives_careful(w: Everyday) -> Pair:
    s, (careful, carefully) = w.subject(), w.of(*_DRIVES)
    verb = w.of("drive", "play", "cook", "work", "paint", "ski", "swim", "drive")
    past = {"drive": "drove", "swim": "swam"}.get(verb) or (verb + "ed")
    did = w.of(past, verb + "s" if s.person == SHE else verb)
    when = w.of("", "last year", "yesterday") if did == past else w.of("", "these days", "now")
    very = w.of(*_VERY) if careful != "terrible" else w.of("", "so", "really")
    return differ(f"{_start(w)} {s.text} {did} {very}", carefully, careful, when)


def carefully_driver(w: Everyday) -> Pair:
    s, (careful, carefully) = w.singular(), w.of(*_DRIVES)
    driver = w.of("driver", "player", "cook", "worker", "painter", "skier", "swimmer")
    good, bad = w.of((article(careful), article(carefully)), (f"a very {careful}", f"a very {carefully}"))
    return differ(f"{_start(w)} {s.text} {w.of('is', 'was')}", good, bad, driver)


def answered_polite(w: Everyday) -> Pair:
    s, (polite, politely) = w.subject(), w.of(*_SPEAKS[:-1])
    did = w.of(
        "answered me", "spoke to us", "wrote to the boss", "asked the question", "talked to the waiter",
        "answered the question", "wrote back", "spoke to the guests", "explained it", "replied",
    )  # fmt: skip
    return differ(f"{_start(w)} {s.text} {did} {w.of(*_VERY)}", politely, polite)


def is_politely(w: Everyday) -> Pair:
    s, (polite, politely) = w.subject(), w.of(*_SPEAKS)
    before = f"{_start(w)} {s.text} {_be(w, s)} {w.of('very', 'so', 'really', 'too')}"
    return differ(before, polite, politely)


def english_good(w: Everyday) -> Pair:
    s, (good, well) = w.subject(), w.of(*_ENGLISH)
    verb = w.of(
        "spoke", "wrote", "speaks" if s.person == SHE else "speak", "writes" if s.person == SHE else "write"
    )
    very = w.of("", "very", "really") if good in ("good", "bad", "beautiful") else ""
    return differ(f"{_start(w)} {s.text} {verb} {w.world('language')} {very}", well, good)


def english_well(w: Everyday) -> Pair:
    good, well = w.of(*_ENGLISH)
    really = w.of("", "really", "very") if good in ("good", "bad", "beautiful") else ""
    if good == "good" or w.chance(0.5):
        what = w.of("text", "song", "letter", "voice", "answer", "picture", "story", "translation", "essay")
        start = w.any("she has a, he heard a, that was a, it was a, I know a, this is a, we found a")
        start = start if what != "voice" else w.of("she has a", "he has a", "my brother has a")
        before = "it was a" if start == "she has a" and what != "voice" else start
        return differ(before, f"{really} {good}", f"{really} {well}", what)
    whose = w.of("your", "his", "her", "our", "their", "my")
    return differ(f"{_start(w)} {whose} {w.world('language')} {w.of('is', 'was')} {really}", good, well)


def tastes_terribly(w: Everyday) -> Pair:
    (good, badly), what = w.of(*_TASTES), w.of(
        "the soup", "the cake", "my coffee", "the pizza", "this tea", "the fish", "the salad", "your dinner",
        "her perfume", "the bread",
    )  # fmt: skip
    verb = w.of("tastes", "smells", "tasted", "smelled", "looked", "looks")
    return differ(f"{_start(w)} {what} {verb} {w.of('', '', 'really', 'so')}", good, badly)


def cooked_terrible(w: Everyday) -> Pair:
    (good, badly), s = w.of(*_TASTES[:-1]), w.subject()
    did = w.of("cooked", "sang", "danced", "played the piano", "played the guitar", "sang the song", "played")
    when = w.of("", "last night", "yesterday", "at the party")
    return differ(f"{_start(w)} {s.text} {did} {w.of('', '', 'really', 'so')}", badly, good, when)


def real_like(w: Everyday) -> Pair:
    if w.chance(0.5):
        what, start = w.of(
            (
                ("problem", "surprise", "pleasure", "mistake", "danger"),
                ("this is a", "it was a", "that was a", "it is a"),
            ),
            (
                ("friend", "job", "reason", "chance", "plan", "vacation"),
                ("she wants a", "I need a", "we have a", "he has a"),
            ),
        )
        return differ(f"{w.of('', 'I think')} {w.of(*start)}", "real", "really", w.of(*what))
    s = w.of(w.pronoun(), w.plural())
    s = s if s.person != SHE else Subject("they", "they", THEY)
    like, object = w.any("like, want, need, love, enjoy, hate"), w.any("it, this song, this job, that car")
    return differ(f"{s.text} {w.of('', 'don`t')}".replace("`", "'"), "really", "real", f"{like} {object}")


def drive_question(w: Everyday) -> Pair:
    s, (careful, carefully) = w.acquaintance(), w.of(*_DRIVES)
    if w.chance(0.5):
        verb = w.of("drive", "play", "cook", "work", "swim")
        return differ(f"{w.of('does', 'did', 'can')} {s.text} {verb}", carefully, careful, "?")
    driver = w.of("driver", "player", "cook", "worker", "swimmer")
    before = f"{w.of('is', 'was', 'isn`t')} {s.text} a".replace("`", "'")
    return differ(before, careful, carefully, f"{driver}?")


def please_polite(w: Everyday) -> Pair:
    polite, politely = w.of(*_SPEAKS[:-1])
    if w.chance(0.5):
        start = w.of("they often", "why did he", "he didn't", "we never", "my boss didn't", "why do you")
        do = w.any("answer the phone, speak to her, talk to the children, reply to me, speak to people")
        return differ(
            f"{start} {do}", f"so {politely}" if "never" in start else politely,
            f"so {polite}" if "never" in start else polite, "?" if start.startswith("why") else "",
        )  # fmt: skip
    start = w.any("why are you, they are often, he wasn't, we were never, my boss wasn't, why was he")
    before = f"{start} {w.of('', 'so', 'too')}"
    return differ(before, polite, politely, "?" if start.startswith("why") else "")


# --- very, much, too ---------------------------------------------------------------------------------

_LIKED = (
    "my job", "this song", "the movie", "the food", "your house", "this city", "the book", "her dog", "it",
    "that idea", "the party", "this game", "him", "them", "my new school", "the trip", "the music",
)  # fmt: skip
_TIRED = (
    "tired", "happy", "sad", "hungry", "busy", "angry", "nervous", "sick", "sleepy", "thirsty", "shy",
    "quiet", "lazy", "late", "lonely", "proud", "cold",
)  # fmt: skip


def _likes(w: Everyday, s: Subject) -> str:
    like = w.of("like", "love", "enjoy", "want", "need", "hate", "miss")
    past = {"like": "liked", "love": "loved", "enjoy": "enjoyed", "want": "wanted", "need": "needed",
            "hate": "hated", "miss": "missed"}[like]  # fmt: skip
    present = (like + "es" if like == "miss" else like + "s") if s.person == SHE else like
    return w.of(past, present)


def very_like(w: Everyday) -> Pair:
    s = w.subject()
    return differ(f"{_start(w)} {s.text}", "really", "very", f"{_likes(w, s)} {w.of(*_LIKED)}")


def really_much(w: Everyday) -> Pair:
    s = w.subject()
    start = w.of(f"{s.text} {_likes(w, s)} {w.of(*_LIKED)}", f"{s.text} didn't like {w.of(*_LIKED)}")
    return differ(f"{_start(w)} {start}", "very much", "really much")


def like_very(w: Everyday) -> Pair:
    # Not `so`: `I love him so` is acceptable.
    s = w.subject()
    return differ(f"{_start(w)} {s.text} {_likes(w, s)} {w.of(*_LIKED)} very", "much", "")


def too_much_happy(w: Everyday) -> Pair:
    s = w.subject()
    before, today = f"{_start(w)} {s.text}", w.of("", "today", "these days", "this week")
    be = s.am if today else s.was
    return differ(f"{before} {be} {w.of('too', 'so')}", "", "much", f"{w.of(*_TIRED)} {today}")


def much_tired(w: Everyday) -> Pair:
    s = w.subject()
    return differ(f"{_start(w)} {s.text} {_be(w, s)}", "very", "much", w.of(*_TIRED))


def very_taller(w: Everyday) -> Pair:
    s, better = w.subject(), w.of(w.of(*_SHORT)[1], f"more {w.of(*_LONG)}")
    return differ(f"{_start(w)} {s.text} {_be(w, s)}", "much", "very", f"{better} than {_than_whom(w, s)}")


def very_want(w: Everyday) -> Pair:
    s, activity = w.of(w.pronoun(), w.plural()), w.activity("leisure", "travel")
    want = w.of("wanted", "needed", "hoped", "planned", "tried")
    return differ(f"{s.text}", "really", "very", f"{want} to {activity.verb.base} {s.doing(activity)}")


def really_tired(w: Everyday) -> Pair:
    thank = w.of("thank you", "I thanked him", "she thanked us", "we thanked them", "he thanked me")
    thing = w.of(
        "for your help", "for the present", "for the nice evening", "for coming", "for the flowers",
        "for calling", "for everything", "for the ride",
    )  # fmt: skip
    return differ(thank, "very much", "really much" if w.chance(0.7) else "much very", thing)


def very_question(w: Everyday) -> Pair:
    s = w.of(w.acquaintance(), w.plural())
    if w.chance(0.5):
        before = f"{s.do} {s.text}"
        return differ(before, "really", "very", f"{w.of('like', 'want', 'need', 'love')} {w.of(*_LIKED)}?")
    return differ(f"{s.do} {s.text} {w.of('like', 'enjoy')} {w.of(*_LIKED)}", "very much?", "really much?")


def much_question(w: Everyday) -> Pair:
    s = w.of(w.acquaintance(), w.plural())
    if w.chance(0.5):
        before = f"{w.of('', 'why')} {s.am} {s.text} {w.of('so', 'too')}"
        return differ(before, "", "much", f"{w.of(*_TIRED)}?")
    return differ(f"{s.do} {s.text} {w.of('like', 'love', 'enjoy')} {w.of(*_LIKED)} very", "much", "", "?")


def much_because(w: Everyday) -> Pair:
    s = w.subject()
    went = w.of("stayed at home", "called a friend", "went to bed", f"{s.was} quiet", "left early")
    if w.chance(0.5):
        before = f"{s.text} {went} because {s.pronoun} {s.was} {w.of('so', 'too')}"
        return differ(before, "", "much", w.of(*_TIRED))
    like = w.of("liked", "loved", "hated", "missed", "enjoyed")
    came = w.of("came back", "sent a letter", "told everyone", f"{s.was} happy", "stayed longer", "laughed")
    return differ(f"{s.text} {came} because {s.pronoun} {like} {w.of(*_LIKED)} very", "much", "")


# --- parts of speech ---------------------------------------------------------------------------------

# An adjective and its noun.
_QUALITY = (
    ("successful", "success"), ("happy", "happiness"), ("beautiful", "beauty"), ("strong", "strength"),
    ("honest", "honesty"), ("lucky", "luck"), ("sad", "sadness"), ("famous", "fame"),
    ("intelligent", "intelligence"), ("lonely", "loneliness"), ("brave", "bravery"), ("healthy", "health"),
    ("angry", "anger"), ("free", "freedom"), ("safe", "safety"), ("patient", "patience"),
    ("polite", "politeness"), ("lazy", "laziness"),
)  # fmt: skip
# A verb, its noun, and what follows the verb and the noun.
_VERBS = (
    ("live", "life", "in a big city", "in this city"), ("choose", "choice", "a gift", "of color"),
    ("advise", "advice", "the students", "about the job"), ("speak", "speech", "slowly", "about the plan"),
    ("fail", "failure", "the test", "of the plan"), ("lose", "loss", "the game", "of the phone"),
    ("sell", "sale", "the house", "of the house"), ("believe", "belief", "the story", "in magic"),
    ("arrive", "arrival", "at six", "at the station"), ("decide", "decision", "today", "to leave"),
    ("explain", "explanation", "the rule", "of the rule"), ("refuse", "refusal", "the offer", "to help"),
    ("describe", "description", "the man", "of the man"),
    ("suggest", "suggestion", "a new plan", "about the trip"),
    ("complain", "complaint", "about the noise", "about the noise"),
    ("grow", "growth", "fast", "of the plant"), ("translate", "translation", "the text", "of the text"),
)  # fmt: skip


def is_success(w: Everyday) -> Pair:
    s, (adjective, noun) = w.subject(), w.of(*_QUALITY)
    return differ(f"{_start(w)} {s.text} {_be(w, s)} {w.of('very', 'so', 'too')}", adjective, noun)


def feel_happiness(w: Everyday) -> Pair:
    s, (adjective, noun) = w.singular(), w.of(*_QUALITY)
    after = w.of("man" if s.pronoun == "he" else "woman", "person", "student", "teacher")
    return differ(f"{s.text} {w.of('is', 'was')} a very", adjective, noun, after)


def lot_of_patient(w: Everyday) -> Pair:
    s, (adjective, noun) = w.subject(), w.of(*_QUALITY)
    verb = w.of("had", "needed", "showed", "wanted")
    return differ(f"{_start(w)} {s.text} {verb} {w.of('a lot of', 'so much', 'too much')}", noun, adjective)


def about_happy(w: Everyday) -> Pair:
    adjective, noun = w.of(*_QUALITY)
    start = w.of(
        "the book is about", "she wrote about", "we talked about", "I read about", "the song is about",
        "it is a story of", "the movie is about", "he often thinks about", "they dream of",
    )  # fmt: skip
    before = f"{start} {w.of('love and', 'money and', 'hope and', 'friendship and', 'power and')}"
    return differ(before, noun, adjective)


def want_to_life(w: Everyday) -> Pair:
    s, (verb, noun, after, _) = w.subject(), w.of(*_VERBS)
    want = w.of("wanted to", "had to", "didn't", "will", "can", "might", "should", "couldn't", "tried to")
    return differ(f"{_start(w)} {s.text} {want}", verb, noun, after)


def my_live(w: Everyday) -> Pair:
    verb, noun, _, after = w.of(*_VERBS)
    before = w.of(
        "I was surprised by", "we talked about", "she told me about", "he wrote about", "they heard about",
        "I read about", "everyone knows about", "we were happy about",
    )  # fmt: skip
    the = w.of("the", "this", "that") if after.startswith("of") else w.of("the", "her", "his", "their", "my")
    return differ(f"{before} {the}", noun, verb, after)


def let_choice(w: Everyday) -> Pair:
    verb, noun, after, _ = w.of(*_VERBS)
    start = w.of(
        "please don't", "let's", "it's hard to", "why did they", "when will she", "did he", "can we",
        "my brother doesn't", "nobody can",
    )  # fmt: skip
    rest = after + ("?" if start.split()[0] in ("why", "when", "did", "can") else "")
    return differ(start, verb, noun, rest)


def was_the_choose(w: Everyday) -> Pair:
    verb, noun, _, after = w.of(*_VERBS)
    start = w.of("did you hear about", "what did you say about", "do you know about", "nobody told me about",
                 "nobody asked me about")  # fmt: skip
    the = w.of("the", "this", "that") if after.startswith("of") else w.of("the", "her", "his", "your", "our")
    return differ(f"{start} {the}", noun, verb, after + ("" if start.startswith("nobody") else "?"))


def why_success(w: Everyday) -> Pair:
    s, (adjective, noun) = w.of(w.acquaintance(), w.plural()), w.of(*_QUALITY)
    return differ(f"{w.of('why', '')} {s.am} {s.text} {w.of('so', 'always so')}", adjective, noun, "?")


def need_patient(w: Everyday) -> Pair:
    s, (adjective, noun) = w.of(w.acquaintance(), w.plural()), w.of(*_QUALITY)
    start = w.of(f"{s.do} {s.text} need", f"{s.do} {s.text} have", f"did {s.text} find")
    return differ(f"{start} {w.of('enough', 'a lot of', 'so much')}", noun, adjective, "?")


# --- the wrong verb ----------------------------------------------------------------------------------

# What comes before the verb (~ for a subject), the right verb, the wrong one, and what follows.
_SWAPS = (
    (
        ("~ lent", "~ borrowed"),
        ("Tom some money", "her brother a bike", "the neighbor a pen", "his son an umbrella"),
    ),
    (
        ("~ borrowed it", "~ lent it"),
        ("from my sister", "from a friend", "from the library", "from the teacher"),
    ),
    (
        ("~ taught", "~ learned"),
        ("my cousin English", "the class a song", "the children French", "my sister math"),
    ),
    (
        ("~ learned a lot", "~ taught a lot"),
        ("from the coach", "from my father", "from other people", "from his boss"),
    ),
    (
        ("the song reminded me of", "the song remembered me of"),
        ("my mother", "home", "Paris", "that summer", "him"),
    ),
    (
        ("~ couldn't remember", "~ couldn't remind"),
        ("his name", "the word", "the address", "my number", "the date"),
    ),
    (
        ("please remind", "please remember"),
        ("me to call her", "him to buy milk", "us to lock the door", "her to eat"),
    ),
    (("~ remembered", "~ reminded"), ("to lock the door", "to buy milk", "to call Emma", "to bring a coat")),
    (
        ("~ listened to", "~ heard to"),
        ("music", "the radio", "the teacher", "a song", "the news", "the story"),
    ),
    (
        ("~ couldn't hear", "~ couldn't listen"),
        ("the rain", "the phone", "the teacher", "the music", "anything"),
    ),
    (("~ watched", "~ looked"), ("a movie", "the game on TV", "television", "a funny video", "the news")),
    (
        ("~ looked at", "~ watched at"),
        ("the map", "the picture", "the shoes", "the menu", "the photos", "the clock"),
    ),
    (
        ("~ waited for", "~ expected for"),
        ("the bus", "a friend", "the train", "the results", "the doctor", "a taxi"),
    ),
    (
        ("~ expected", "~ waited"),
        ("Ben to be on time", "the team to win", "the boss to call", "the kids to help"),
    ),
    (
        ("~ let", "~ allowed"),
        ("the kids go home", "the dog sleep inside", "Ella use the phone", "the boys play"),
    ),
    (("~ allowed", "~ let"), ("the kids to go home", "Ella to use the phone", "the boys to stay up late")),
    (
        ("~ hoped", "~ wanted"),
        ("that it would stop raining", "that everyone would come", "that the team would win"),
    ),
    (
        ("~ wanted", "~ hoped"),
        ("a new phone", "Sam to help", "a cup of tea", "everyone to come", "some soup", "a dog"),
    ),
    (
        ("~ reached", "~ arrived"),
        ("the station at six", "the airport on time", "the top by noon", "the end at last"),
    ),
    (("~ arrived", "~ reached"), ("at the station at six", "at the hotel late", "at the airport on time")),
    (
        ("~ spent ten dollars", "~ cost ten dollars"),
        ("on lunch", "on a hat", "on a taxi", "on flowers", "on shoes"),
    ),
    (
        ("the hat cost", "the hat spent"),
        ("ten dollars", "a lot of money", "fifty euros", "five dollars", "too much"),
    ),
    (("~ beat Leo", "~ won Leo"), ("at chess", "at tennis", "at cards", "in the race", "at every game")),
    (("~ won", "~ beat"), ("first prize", "a gold medal", "second prize", "a silver medal")),
)  # fmt: skip


def _swap(w: Everyday, subject: str, after: str = "") -> Pair:
    (good, bad), rest = w.of(*_SWAPS)
    what = f"{w.of(*rest)} {after}"
    if good.startswith("~"):
        return differ(subject, good[2:], bad[2:], what)
    return differ("", good, bad, what)


def wrong_verb(w: Everyday) -> Pair:
    return _swap(w, w.subject().text)


def wrong_verb_name(w: Everyday) -> Pair:
    return _swap(w, w.acquaintance().text)


_BASE_SWAPS = (
    (
        ("lend", "borrow"),
        ("Tom a pen", "the neighbor some money", "his son the car", "the new student a book"),
    ),
    (
        ("borrow", "lend"),
        ("it from a friend", "one from the neighbor", "it from the library", "them from Emma"),
    ),
    (("teach", "learn"), ("my cousin English", "the class a song", "the children French", "my sister math")),
    (("learn", "teach"), ("a lot from the coach", "so much from other people", "a lot from his boss")),
    (
        ("remind", "remember"),
        ("Mark to call home", "him of the meeting", "Ella to lock the door", "her of the date"),
    ),
    (("remember", "remind"), ("to lock the door", "the address", "his name", "to buy milk", "the password")),
    (("listen to", "hear to"), ("music", "the radio", "the teacher", "this song", "the news", "the story")),
    (("hear", "listen"), ("the phone", "the rain", "the music", "anything", "the baby", "the birds")),
    (("watch", "look"), ("a movie", "television", "a funny video", "the news", "the game on TV")),
    (
        ("look at", "watch at"),
        ("the map", "the picture", "these shoes", "the menu", "the photos", "the clock"),
    ),
    (("wait for", "expect for"), ("the bus", "a friend", "the train", "the results", "the doctor", "a taxi")),
    (("expect", "wait"), ("Ben to pay", "the kids to help", "the boss to call", "the team to win")),
    (("let", "allow"), ("the kids go home", "the dog sleep inside", "Ella use the phone", "the boys play")),
    (("allow", "let"), ("the kids to go home", "Ella to use the phone", "the boys to stay up late")),
    (
        ("reach", "arrive"),
        ("the station by six", "the hotel in time", "the airport on time", "the top by noon"),
    ),
    (("arrive", "reach"), ("at the station by six", "at the hotel in time", "at the airport on time")),
    (("spend ten dollars", "cost ten dollars"), ("on lunch", "on a hat", "on a taxi", "on flowers")),
    (("beat", "win"), ("Leo at chess", "my uncle at tennis", "everyone at cards", "the others in the race")),
    (("win", "beat"), ("first prize", "a gold medal", "second prize", "a silver medal")),
)  # fmt: skip


def _base_swap(w: Everyday, before: str, end: str = "") -> Pair:
    (good, bad), rest = w.of(*_BASE_SWAPS)
    return differ(before, good, bad, w.of(*rest) + end)


def wrong_verb_will(w: Everyday) -> Pair:
    s = w.subject()
    before = f"{s.text} {w.of('will', 'can', 'should', 'might', 'won`t', 'couldn`t')}".replace("`", "'")
    return _base_swap(w, before)


def wrong_verb_did_not(w: Everyday) -> Pair:
    s = w.subject()
    before = f"{_start(w)} {s.text} {w.of('didn`t', 'wanted to', 'had to', 'tried to')}".replace("`", "'")
    return _base_swap(w, before)


def wrong_verb_because(w: Everyday) -> Pair:
    s = w.subject()
    start = w.any("she was happy because, I was surprised that, I'm glad that, he was angry because, I think")
    return _swap(w, f"{start} {s.text}")


def wrong_verb_when(w: Everyday) -> Pair:
    s = w.subject()
    before = w.of("it's fine if", "I'd be happy if", "it would be nice if", "I don't think", "we know that")
    return _base_swap(w, f"{before} {s.text} {w.of('can', 'could', 'will')}".replace("if it", "if"))


def wrong_verb_question(w: Everyday) -> Pair:
    s = w.of(w.acquaintance(), w.pronoun(), w.plural())
    return _base_swap(w, f"{w.of('did', 'can', 'will', 'why did', 'when will')} {s.text}", "?")


def wrong_verb_forget(w: Everyday) -> Pair:
    start = w.of(
        "let's", "it's hard to", "you don't have to", "we forgot to", "she would like to",
        "is it possible to", "did you manage to", "nobody wants to",
    )  # fmt: skip
    return _base_swap(w, start, "?" if start.startswith(("is", "did")) else "")


_SWAN = "Swan 2005, Practical English Usage"
_SMITH = "Swan and Smith 2001, Learner English"
_PARROTT = "Parrott 2010, Grammar for English Language Teachers"
_MURPHY = "Murphy 2019, English Grammar in Use"

WORD_CHOICE = (
    Paradigm(
        name="doubled_comparison", phenomenon="comparison", source=_PARROTT,
        templates=(
            more_taller, more_cheaper, more_faster, most_tallest, most_best, no_more_person, no_more_thing,
            no_more_adverb, no_most_all, no_most_ever,
        ),
        held_out=(more_older_question, more_careful_question, most_cheapest_question, most_famous_question),
        framed=False, level="A2",
    ),
    Paradigm(
        name="comparative_form", phenomenon="comparison", source=_SWAN,
        templates=(
            more_tall, more_cheap, as_taller, as_cheaper, as_than, same_than, taller_as, cheaper_as,
            taller_that, than_clause, no_more, no_more_than_other,
        ),
        held_out=(more_tall_question, as_taller_question, as_than_question, because_more), framed=False,
        level="A2",
    ),
    Paradigm(
        name="comparative_ending", phenomenon="comparison", source=_SWAN,
        templates=(gooder_thing, gooder_want, gooder_get, gooder_person, goodest_ever, goodest_in),
        held_out=(gooder_question, goodest_question), lexical=True, framed=False, level="A2",
    ),
    Paradigm(
        name="superlative", phenomenon="comparison", source=_SWAN,
        templates=(
            no_the_tallest, no_the_best, the_taller, the_cheaper, taller_of_all, better_ever, tallest_than,
            cheapest_than,
        ),
        held_out=(superlative_question, comparative_question, no_the_question, the_question), framed=False,
        level="A2",
    ),
    Paradigm(
        name="say_tell", phenomenon="word choice", source=_SWAN,
        templates=(said_me, told_that, say_me, tell_hello, told_hello, said_story, talked_me, told_to_me),
        held_out=(say_question, say_never, talk_question), framed=False, level="A2",
    ),
    Paradigm(
        name="make_do", phenomenon="word choice", source=_SWAN,
        templates=(
            make_do_past, make_do_present, make_do_will, make_do_perfect, make_do_now, make_do_because,
        ),
        held_out=(make_do_question, make_do_request), framed=False,
    ),
    Paradigm(
        name="have_be", phenomenon="word choice", source=_SMITH,
        templates=(have_hungry, be_fever, have_years, be_time, has_cold, is_rooms),
        held_out=(have_because, have_question, have_when), framed=False, level="A1",
    ),
    Paradigm(
        name="adverb_adjective", phenomenon="word choice", source=_MURPHY,
        templates=(
            drives_careful, carefully_driver, answered_polite, is_politely, english_good, english_well,
            tastes_terribly, cooked_terrible, real_like,
        ),
        held_out=(drive_question, please_polite), framed=False, level="B1",
    ),
    Paradigm(
        name="very_and_much", phenomenon="word choice", source=_SWAN,
        templates=(
            very_like, really_much, like_very, too_much_happy, much_tired, very_taller, very_want,
            really_tired,
        ),
        held_out=(very_question, much_question, much_because), framed=False, level="A2",
    ),
    Paradigm(
        name="part_of_speech", phenomenon="word choice", source=_SMITH,
        templates=(is_success, feel_happiness, lot_of_patient, about_happy, want_to_life, my_live),
        held_out=(let_choice, was_the_choose, why_success, need_patient), framed=False,
    ),
    Paradigm(
        name="wrong_verb_everyday", phenomenon="word choice", source=_SMITH,
        templates=(wrong_verb, wrong_verb_name, wrong_verb_will, wrong_verb_did_not, wrong_verb_because),
        held_out=(wrong_verb_question, wrong_verb_forget, wrong_verb_when), framed=False,
    ),
)  # fmt: skip
