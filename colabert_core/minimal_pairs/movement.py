"""Gaps and islands in questions and relative clauses: what is fronted leaves a gap, but leaves no island."""

from colabert_core.minimal_pairs.paradigm import Pair, Paradigm, differ, orders
from colabert_core.minimal_pairs.word_picker import WordPicker

# --- filler and gap --------------------------------------------------------------------------------


def _gap(w: WordPicker, start: str, subject: str, after: str = "") -> Pair:
    """`what` needs a gap after the verb; `that` must not have one."""
    verb, full = w.verb("needy").past, w.chance(0.5)
    thing = f"the {w.owned().singular}" if full else ""
    good, bad = ("that", "what") if full else ("what", "that")
    return differ(start, good, bad, f"{subject} {verb} {thing} {after}")


def gap_known(w: WordPicker) -> Pair:
    return _gap(
        w, f"{w.name()} {w.of('knew', 'remembered', 'noticed', 'forgot')}", f"the {w.someone().singular}"
    )


def gap_plural(w: WordPicker) -> Pair:
    return _gap(w, f"the {w.someone().plural} {w.of('know', 'remember', 'noticed')}", w.name(), w.tail())


def gap_deep(w: WordPicker) -> Pair:
    """The gap is one clause further down."""
    inner = f"the {w.someone().singular} {w.verb('bridge').past} that {w.name()}"
    return _gap(w, f"we {w.of('know', 'remember')}", inner)


def _relative_or_claim(w: WordPicker, subject: str, end: str) -> Pair:
    """A thing that somebody mended has a gap; a fact that somebody mended a thing has none."""
    kind, verb = w.of(("thing", "concrete"), ("person", "social"))
    (head, met), done = w.nouns(kind, 2), w.verb(verb).past
    gap, full = f"that {subject} {done} {end}", f"that {subject} {done} the {met.singular} {end}"
    if w.chance(0.5):
        return orders(f"the {head.singular} {gap}", f"the {head.singular} {full}")
    claim = w.noun("claim").singular
    return orders(f"the {claim} {full}", f"the {claim} {gap}")


def relative_surprise(w: WordPicker) -> Pair:
    return _relative_or_claim(
        w, f"the {w.someone().singular}", f"{w.of('surprised', 'amused', 'upset', 'shocked')} {w.name()}"
    )


def relative_name(w: WordPicker) -> Pair:
    return _relative_or_claim(w, w.name(), f"was {w.of('strange', 'interesting', 'important', 'special')}")


def relative_plural(w: WordPicker) -> Pair:
    return _relative_or_claim(
        w, f"{w.the()} {w.noun('person').plural}", f"{w.of('pleased', 'worried', 'delighted')} us"
    )


def that_trace_name(w: WordPicker) -> Pair:
    verb, who = w.verb("meet").past, w.name()
    start = f"who did the {w.someone().singular} {w.verb('bridge').base} that"
    return orders(f"{start} {who} {verb}?", f"{start} {verb} {who}?")


def that_trace_noun(w: WordPicker) -> Pair:
    verb, who = w.verb("meet").past, f"the {w.someone().singular}"
    start = f"who did {w.name()} {w.verb('bridge').base} that"
    return orders(f"{start} {who} {verb}?", f"{start} {verb} {who}?")


def that_trace_which(w: WordPicker) -> Pair:
    verb, who = w.verb("meet").past, f"the {w.someone().plural}"
    start = f"which {w.noun('person').singular} do you {w.verb('bridge').base} that"
    return orders(f"{start} {who} {verb}?", f"{start} {verb} {who}?")


def _relative_needed(w: WordPicker, subject: str, inner: str, outer: str) -> Pair:
    """Two verbs need a relative pronoun; a single verb cannot have one."""
    who = w.of("who", "that")
    if w.chance(0.5):
        return orders(f"{subject} {who} {inner} {outer}", f"{subject} {inner} {outer}")
    return orders(f"{subject} {inner}", f"{subject} {who} {inner}")


def relative_needed_act(w: WordPicker) -> Pair:
    return _relative_needed(w, f"the {w.someone().singular}", w.verb("strict").past, w.verb("act").past)


def relative_needed_meet(w: WordPicker) -> Pair:
    a, b = w.people(2)
    return _relative_needed(
        w, f"the {a.singular}", f"{w.verb('meet').past} the {b.singular}", f"was {w.adjective('person')}"
    )


def relative_needed_modal(w: WordPicker) -> Pair:
    can, will = w.of("can", "could"), w.of("will", "might")
    return _relative_needed(
        w, f"the {w.someone()[w.number()]}", f"{can} {w.verb('strict').base}", f"{will} {w.verb('act').base}"
    )


def relative_needed_deed(w: WordPicker) -> Pair:
    verb, thing = w.deed()
    return _relative_needed(
        w, f"our {w.noun('person').plural}", f"{verb.past} the {thing.singular}", w.verb("act").past
    )


# --- islands ---------------------------------------------------------------------------------------


def _adjunct(w: WordPicker, asks: str, subject: str, when: str, form: str = "past") -> Pair:
    first, second = w.verb("needy").base, getattr(w.verb("needy"), form)
    thing, other = f"the {w.noun('thing').singular}", w.name()
    return orders(
        f"{asks} {subject} {first} {when} {other} {second} {thing}?",
        f"{asks} {subject} {first} {thing} {when} {other} {second}?",
    )


def adjunct_what(w: WordPicker) -> Pair:
    return _adjunct(w, "what did", f"the {w.someone().singular}", w.of("before", "after", "because", "when"))


def adjunct_which(w: WordPicker) -> Pair:
    return _adjunct(
        w, f"which {w.noun('thing').singular} will", f"the {w.someone().plural}", w.of("because", "although")
    )


def adjunct_while(w: WordPicker) -> Pair:
    return _adjunct(w, "what might", w.name(), w.of("while", "before", "if"), "third")


def _relative_island(w: WordPicker, asks: str, who: str, has: str) -> Pair:
    head, name = w.someone().singular, w.name()
    first, second = w.verb("meet").participle, w.verb("meet").participle
    return orders(
        f"{asks} has the {head} {who} {has} {first} {name} {second}?",
        f"{asks} has the {head} {who} {has} {first} {second} {name}?",
    )


def relative_island_who(w: WordPicker) -> Pair:
    return _relative_island(w, "who", "that", "had")


def relative_island_whom(w: WordPicker) -> Pair:
    return _relative_island(w, "who", "who", "had")


def relative_island_which(w: WordPicker) -> Pair:
    return _relative_island(w, f"which {w.noun('person').singular}", "who", "has")


def _whether_island(w: WordPicker, asker: str, thinker: str, inner: str) -> Pair:
    verb, thing = w.verb("needy"), f"the {w.noun('thing').singular}"
    ask, think = w.of("ask", "inquire"), w.of("think", "believe", "claim")
    if w.chance(0.5):
        return differ(f"what did {asker}", f"{think} that", f"{ask} whether", f"{inner} {verb.past}?")
    bad = f"{think} whether" if w.chance(0.5) else f"{ask} that"
    return differ(f"did {thinker}", f"{ask} whether", bad, f"{inner} {verb.past} {thing}?")


def whether_noun(w: WordPicker) -> Pair:
    who = f"the {w.someone().singular}"
    return _whether_island(w, who, who, w.name())


def whether_name(w: WordPicker) -> Pair:
    who = w.name()
    return _whether_island(w, who, who, f"the {w.someone().singular}")


def whether_plural(w: WordPicker) -> Pair:
    who = f"{w.the()} {w.noun('person').plural}"
    return _whether_island(w, who, who, f"the {w.adjective('person')} {w.someone().singular}")


def coordinate_people(w: WordPicker) -> Pair:
    a, b = w.people(2)
    verb = w.verb("meet").base
    return orders(
        f"who did the {a.singular} and the {b.singular} {verb}?",
        f"who did the {a.singular} {verb} and the {b.singular}?",
    )


def coordinate_names(w: WordPicker) -> Pair:
    a, b = w.names(2)
    verb = w.verb("handle").base
    will = w.of("will", "should", "did")
    return orders(f"what {will} {a} and {b} {verb}?", f"what {will} {a} {verb} and {b}?")


def coordinate_perfect(w: WordPicker) -> Pair:
    a, b = w.name(), f"the {w.someone().singular}"
    verb = w.verb("meet").participle
    asked = f"which {w.noun('person').singular} have"
    return orders(f"{asked} {a} and {b} {verb}?", f"{asked} {a} {verb} and {b}?")


def _left_branch(word: str, thing: str, rest: str) -> Pair:
    return orders(f"{word} {thing} {rest}?", f"{word} {rest} {thing}?")


def left_branch_whose(w: WordPicker) -> Pair:
    verb, thing = w.deed()
    return _left_branch("whose", thing[w.number()], f"did {w.name()} {verb.base}")


def left_branch_which(w: WordPicker) -> Pair:
    verb, thing = w.deed()
    return _left_branch("which", thing[w.number()], f"did the {w.someone().singular} {verb.base}")


def left_branch_how_many(w: WordPicker) -> Pair:
    verb, thing = w.deed()
    return _left_branch(w.of("how many", "whose"), thing.plural, f"has {w.name()} {verb.participle}")


MOVEMENT = (
    Paradigm(
        name="gap_needed",
        phenomenon="filler-gap",
        source="Wilcox et al. 2018, What do RNN Language Models Learn about Filler-Gap Dependencies?",
        templates=(gap_known, gap_plural),
        held_out=(gap_deep,),
    ),
    Paradigm(
        name="relative_or_content",
        phenomenon="filler-gap",
        source="Chomsky 1977, On Wh-Movement",
        templates=(relative_surprise, relative_name),
        held_out=(relative_plural,),
    ),
    Paradigm(
        name="that_trace",
        phenomenon="filler-gap",
        source="Chomsky and Lasnik 1977, Filters and Control",
        templates=(that_trace_name, that_trace_noun),
        held_out=(that_trace_which,),
    ),
    Paradigm(
        name="subject_relative_pronoun",
        phenomenon="filler-gap",
        source="Huddleston and Pullum 2002, The Cambridge Grammar of the English Language",
        templates=(relative_needed_act, relative_needed_meet, relative_needed_modal),
        held_out=(relative_needed_deed,),
    ),
    Paradigm(
        name="adjunct_island",
        phenomenon="islands",
        source="Huang 1982, Logical Relations in Chinese and the Theory of Grammar",
        templates=(adjunct_what, adjunct_which),
        held_out=(adjunct_while,),
    ),
    Paradigm(
        name="relative_clause_island",
        phenomenon="islands",
        source="Ross 1967, Constraints on Variables in Syntax",
        templates=(relative_island_who, relative_island_whom),
        held_out=(relative_island_which,),
    ),
    Paradigm(
        name="whether_island",
        phenomenon="islands",
        source="Chomsky 1973, Conditions on Transformations",
        templates=(whether_noun, whether_name),
        held_out=(whether_plural,),
    ),
    Paradigm(
        name="coordinate_structure",
        phenomenon="islands",
        source="Ross 1967, Constraints on Variables in Syntax",
        templates=(coordinate_people, coordinate_names),
        held_out=(coordinate_perfect,),
    ),
    Paradigm(
        name="left_branch",
        phenomenon="islands",
        source="Ross 1967, Constraints on Variables in Syntax",
        templates=(left_branch_whose, left_branch_which),
        held_out=(left_branch_how_many,),
    ),
)
