"""Words that refer back: `himself`, `each other`, `he` and `him`."""

from colabert_core.minimal_pairs.paradigm import Pair, Paradigm, differ, orders
from colabert_core.minimal_pairs.word_picker import HE, HIM, HIMSELF, WordPicker, opposite, other

_KIN = {
    "male": ("brother", "father", "son", "uncle", "nephew", "grandfather"),
    "female": ("sister", "mother", "daughter", "aunt", "niece", "grandmother"),
}


def _selves(gender: str) -> tuple[str, str]:
    """The form that fits and the one that does not."""
    return HIMSELF[gender], HIMSELF[opposite(gender)]


# --- agreement -------------------------------------------------------------------------------------


def gender_name(w: WordPicker) -> Pair:
    g = w.gender()
    return differ(f"{w.name(g)} {w.verb('oneself').past}", *_selves(g), w.tail())


def gender_noun(w: WordPicker) -> Pair:
    g = w.gender()
    return differ(
        f"{w.the()} {w.noun(g).singular} {w.of('has', 'had')} {w.verb('oneself').participle}", *_selves(g)
    )


def gender_modal(w: WordPicker) -> Pair:
    g = w.gender()
    return differ(
        f"{w.name(g)} {w.of('will', 'might', 'should')} never {w.verb('oneself').base}", *_selves(g)
    )


def gender_preposition(w: WordPicker) -> Pair:
    g = w.gender()
    verb = w.of("looked at", "talked about", "laughed at", "thought about")
    return differ(f"the {w.adjective('person')} {w.noun(g).singular} {verb}", *_selves(g))


def _numbers(gender: str, n: int) -> tuple[str, str]:
    forms = HIMSELF[gender], "themselves"
    return forms[n], forms[other(n)]


def number_past(w: WordPicker) -> Pair:
    g, n = w.gender(), w.number()
    return differ(f"{w.the()} {w.noun(g)[n]} {w.verb('oneself').past}", *_numbers(g, n), w.tail())


def number_described(w: WordPicker) -> Pair:
    g, n = w.gender(), w.number()
    return differ(
        f"the {w.adjective('person')} {w.noun(g)[n]} {w.of('can', 'will')} {w.verb('oneself').base}",
        *_numbers(g, n),
    )


def number_preposition(w: WordPicker) -> Pair:
    g, n = w.gender(), w.number()
    verb = w.of("looked at", "talked about", "laughed at", "thought about")
    return differ(f"the {w.noun(g)[n]} {w.adverb('frequency')} {verb}", *_numbers(g, n))


def reciprocal_phrase(w: WordPicker) -> Pair:
    a, b = w.people(2)
    link, after = w.link(), f"{w.verb('meet').past} each other {w.tail()}"
    return differ("the", f"{a.plural} {link} the {b.singular}", f"{a.singular} {link} the {b.plural}", after)


def reciprocal_relative(w: WordPicker) -> Pair:
    a, b = w.people(2)
    relation, after = f"that the {{}} {w.verb('meet').past}", f"{w.verb('meet').past} each other"
    good, bad = f"{a.plural} {relation.format(b.singular)}", f"{a.singular} {relation.format(b.plural)}"
    return differ("the", good, bad, after)


def reciprocal_object(w: WordPicker) -> Pair:
    """The two nouns swap places: `each other` can only refer to the plural one, as the subject."""
    a, b = w.people(2)
    middle = f"{w.verb('meet').past} each other {w.link()} the"
    return differ("the", f"{a.plural} {middle} {b.singular}", f"{b.singular} {middle} {a.plural}")


# --- binding ---------------------------------------------------------------------------------------


def possessor_name(w: WordPicker) -> Pair:
    g = w.gender()
    return differ(f"{w.name(opposite(g))}'s {w.of(*_KIN[g])} {w.verb('oneself').past}", *_selves(g), w.tail())


def possessor_of(w: WordPicker) -> Pair:
    g = w.gender()
    return differ(f"the {w.of(*_KIN[g])} of {w.name(opposite(g))} {w.verb('oneself').past}", *_selves(g))


def possessor_noun(w: WordPicker) -> Pair:
    g = w.gender()
    owner = w.noun(opposite(g)).singular
    return differ(f"the {owner}'s {w.of(*_KIN[g])} will {w.verb('oneself').base}", *_selves(g))


def clause_name(w: WordPicker) -> Pair:
    g = w.gender()
    start = f"{w.name(opposite(g))} {w.verb('that').past} that {w.name(g)}"
    return differ(f"{start} {w.verb('oneself').past}", *_selves(g))


def clause_noun(w: WordPicker) -> Pair:
    g = w.gender()
    start = f"the {w.noun(opposite(g)).singular} {w.verb('that').past} that the {w.noun(g).singular}"
    return differ(f"{start} had {w.verb('oneself').participle}", *_selves(g))


def clause_adverbial(w: WordPicker) -> Pair:
    g = w.gender()
    start = f"{w.name(opposite(g))} {w.verb('act').past} {w.of('because', 'after', 'when')} {w.name(g)}"
    return differ(f"{start} {w.verb('oneself').past}", *_selves(g))


def infinitive_wants(w: WordPicker) -> Pair:
    g = w.gender()
    verb = w.of("wanted", "expected", "asked", "allowed", "told")
    return differ(f"{w.name(opposite(g))} {verb} {w.name(g)} to {w.verb('oneself').base}", *_selves(g))


def infinitive_order(w: WordPicker) -> Pair:
    g = w.gender()
    start = f"the {w.noun(opposite(g)).singular} {w.verb('order').past} the {w.noun(g).singular}"
    return differ(f"{start} to {w.verb('oneself').base}", *_selves(g))


def infinitive_let(w: WordPicker) -> Pair:
    g = w.gender()
    start = f"{w.name(opposite(g))} {w.of('let', 'made', 'heard', 'saw')} {w.name(g)}"
    return differ(f"{start} {w.verb('oneself').base}", *_selves(g))


def before_name(w: WordPicker) -> Pair:
    g = w.gender()
    name, verb, tail = w.name(g), w.verb("oneself").past, w.tail()
    return orders(f"{name} {verb} {HIMSELF[g]} {tail}", f"{HIMSELF[g]} {verb} {name} {tail}")


def before_noun(w: WordPicker) -> Pair:
    g = w.gender()
    noun, verb = f"the {w.noun(g).singular}", w.verb("oneself").base
    return orders(f"{noun} should {verb} {HIMSELF[g]}", f"{HIMSELF[g]} should {verb} {noun}")


def before_embedded(w: WordPicker) -> Pair:
    g = w.gender()
    name, verb = w.name(g), w.verb("oneself").past
    start = f"{w.name()} {w.verb('that').past} that"
    return orders(f"{start} {name} {verb} {HIMSELF[g]}", f"{start} {HIMSELF[g]} {verb} {name}")


def _case(w: WordPicker) -> tuple[str, str, str, str]:
    """The right and the wrong form of a subject, and of an object of the other gender."""
    forms = [
        (HE["male"], HIM["male"]),
        (HE["female"], HIM["female"]),
        ("they", "them"),
        ("we", "us"),
        ("I", "me"),
    ]
    (subject, wrong), (right_object, object_) = w.of(*forms), w.of(*forms)
    return subject, wrong, object_, right_object


def case_pronoun(w: WordPicker) -> Pair:
    subject, wrong, object_, wrong_object = _case(w)
    verb, name = w.verb("meet").past, w.name()
    if w.chance(0.5):
        return orders(f"{subject} {verb} {name}", f"{wrong} {verb} {name}")
    return orders(f"{name} {verb} {object_}", f"{name} {verb} {wrong_object}")


def case_noun(w: WordPicker) -> Pair:
    subject, wrong, object_, wrong_object = _case(w)
    verb, noun, tail = w.verb("meet").past, f"the {w.someone()[w.number()]}", w.tail()
    if w.chance(0.5):
        return orders(f"{subject} {verb} {noun} {tail}", f"{wrong} {verb} {noun} {tail}")
    return orders(f"{noun} {verb} {object_} {tail}", f"{noun} {verb} {wrong_object} {tail}")


def case_preposition(w: WordPicker) -> Pair:
    subject, wrong, object_, wrong_object = _case(w)
    verb, noun = w.of("talked to", "laughed at", "waited for"), f"the {w.someone()[w.number()]}"
    if w.chance(0.5):
        return orders(f"{subject} {verb} {noun}", f"{wrong} {verb} {noun}")
    return orders(f"{noun} {verb} {object_}", f"{noun} {verb} {wrong_object}")


ANAPHORS = (
    Paradigm(
        name="anaphor_gender",
        phenomenon="anaphor agreement",
        source="Warstadt et al. 2020, BLiMP",
        templates=(gender_name, gender_noun, gender_modal),
        held_out=(gender_preposition,),
    ),
    Paradigm(
        name="anaphor_number",
        phenomenon="anaphor agreement",
        source="Warstadt et al. 2020, BLiMP",
        templates=(number_past, number_described),
        held_out=(number_preposition,),
    ),
    Paradigm(
        name="reciprocal_antecedent",
        phenomenon="anaphor agreement",
        source="Heim, Lasnik and May 1991, Reciprocity and Plurality",
        templates=(reciprocal_phrase, reciprocal_object),
        held_out=(reciprocal_relative,),
    ),
    Paradigm(
        name="reflexive_not_possessor",
        phenomenon="binding",
        source="Reinhart 1976, The Syntactic Domain of Anaphora",
        templates=(possessor_name, possessor_of),
        held_out=(possessor_noun,),
    ),
    Paradigm(
        name="reflexive_same_clause",
        phenomenon="binding",
        source="Chomsky 1981, Lectures on Government and Binding",
        templates=(clause_name, clause_noun),
        held_out=(clause_adverbial,),
    ),
    Paradigm(
        name="reflexive_infinitive",
        phenomenon="binding",
        source="Chomsky 1981, Lectures on Government and Binding",
        templates=(infinitive_wants, infinitive_order),
        held_out=(infinitive_let,),
    ),
    Paradigm(
        name="reflexive_follows",
        phenomenon="binding",
        source="Chomsky 1981, Lectures on Government and Binding",
        templates=(before_name, before_noun),
        held_out=(before_embedded,),
    ),
    Paradigm(
        name="pronoun_case",
        phenomenon="binding",
        source="Quirk et al. 1985, A Comprehensive Grammar of the English Language",
        templates=(case_pronoun, case_noun),
        held_out=(case_preposition,),
    ),
)
