"""Word order, also in direct and indirect questions: the same words in the right order and in a wrong one."""

from colabert_core.minimal_pairs.paradigm import Pair, Paradigm, orders
from colabert_core.minimal_pairs.word_picker import WordPicker


def adverb_name(w: WordPicker) -> Pair:
    (verb, thing), often, who = w.deed(), w.adverb("frequency"), w.name()
    return orders(
        f"{who} {often} {verb.third} the {thing.singular}", f"{who} {verb.third} {often} the {thing.singular}"
    )


def adverb_noun(w: WordPicker) -> Pair:
    verb, often, (a, b) = w.verb("meet"), w.adverb("manner"), w.people(2)
    return orders(
        f"the {a.plural} {often} {verb.past} the {b.singular}",
        f"the {a.plural} {verb.past} {often} the {b.singular}",
    )


def adverb_modal(w: WordPicker) -> Pair:
    (verb, thing), often = w.deed(), w.adverb("frequency")
    subject = f"my {w.noun('person').singular} will"
    return orders(
        f"{subject} {often} {verb.base} these {thing.plural}",
        f"{subject} {verb.base} {often} these {thing.plural}",
    )


def _adjective(before: str, the: str, adjective: str, noun: str, after: str = "") -> Pair:
    return orders(f"{before} {the} {adjective} {noun} {after}", f"{before} {the} {noun} {adjective} {after}")


def adjective_object(w: WordPicker) -> Pair:
    verb, thing = w.deed()
    before, the = f"{w.name()} {verb.past}", w.of("the", "my", "this")
    return _adjective(before, the, w.adjective("any"), thing.singular)


def adjective_subject(w: WordPicker) -> Pair:
    return _adjective(
        "", w.the(), w.adjective("person"), w.someone()[w.number()], f"{w.verb('act').past} {w.tail()}"
    )


def adjective_place(w: WordPicker) -> Pair:
    before = f"the {w.someone().singular} {w.of('waited', 'stood', 'slept')} {w.link()}"
    return _adjective(before, "the", w.adjective("color"), w.noun("thing").singular)


def question_what(w: WordPicker) -> Pair:
    (verb, _), who, will = w.deed(), f"the {w.someone()[w.number()]}", w.of("will", "can", "should", "did")
    return orders(f"what {will} {who} {verb.base}?", f"what {who} {will} {verb.base}?")


def question_where(w: WordPicker) -> Pair:
    who, will = w.name(), w.of("will", "can", "should", "did", "must")
    asks, verb = w.of("why", "where", "when"), w.verb("act").base
    return orders(f"{asks} {will} {who} {verb}?", f"{asks} {who} {will} {verb}?")


def question_which(w: WordPicker) -> Pair:
    (verb, thing), who = w.deed(), f"the {w.adjective('person')} {w.someone().singular}"
    return orders(
        f"which {thing.singular} has {who} {verb.participle}?",
        f"which {thing.singular} {who} has {verb.participle}?",
    )


_KNOWS = ("I wonder", "nobody knows", "we remember", "she can explain", "they forgot")


def embedded_what(w: WordPicker) -> Pair:
    (verb, _), who, will = w.deed(), f"the {w.someone()[w.number()]}", w.of("will", "can", "should")
    start = f"{w.of(*_KNOWS)} what"
    return orders(f"{start} {who} {will} {verb.base}", f"{start} {will} {who} {verb.base}")


def embedded_where(w: WordPicker) -> Pair:
    who, will, verb = w.name(), w.of("will", "can", "should", "must"), w.verb("act").base
    start = f"{w.of(*_KNOWS)} {w.of('why', 'where', 'when')}"
    return orders(f"{start} {who} {will} {verb}", f"{start} {will} {who} {verb}")


def embedded_whose(w: WordPicker) -> Pair:
    (verb, thing), who = w.deed(), w.name()
    start = f"the {w.someone()[w.number()]} {w.of('asked', 'knew', 'wondered')} whose {thing.singular}"
    return orders(f"{start} {who} had {verb.participle}", f"{start} had {who} {verb.participle}")


def embedded_which(w: WordPicker) -> Pair:
    (verb, thing), who = w.deed(), f"the {w.someone().singular}"
    start = f"{w.name()} asked which {thing.singular}"
    return orders(f"{start} {who} had {verb.participle}", f"{start} had {who} {verb.participle}")


def object_noun(w: WordPicker) -> Pair:
    (verb, thing), who, tail = w.deed(), f"the {w.someone().singular}", w.tail()
    return orders(
        f"{who} {verb.past} the {thing.singular} {tail}", f"{who} the {thing.singular} {verb.past} {tail}"
    )


def object_name(w: WordPicker) -> Pair:
    verb, thing = w.deed()
    who, what = w.name(), f"{w.of('some', 'two', 'many')} {thing.plural}"
    return orders(f"{who} {verb.past} {what}", f"{verb.past} {what} {who}")


def object_modal(w: WordPicker) -> Pair:
    verb, will = w.verb("meet").base, w.of("will", "can", "must")
    a, b = f"the {w.adjective('person')} {w.noun('person').plural}", w.name()
    return orders(f"{a} {will} {verb} {b}", f"{a} {will} {b} {verb}")


def particle_name(w: WordPicker) -> Pair:
    (verb, up), pronoun, who = w.with_particle(), w.of("it", "them"), w.name()
    return orders(f"{who} {verb.past} {pronoun} {up}", f"{who} {verb.past} {up} {pronoun}")


def particle_noun(w: WordPicker) -> Pair:
    (verb, up), pronoun = w.with_particle(), w.of("it", "them")
    subject = f"the {w.someone().plural} {w.of('will', 'must', 'did not')}"
    return orders(f"{subject} {verb.base} {pronoun} {up}", f"{subject} {verb.base} {up} {pronoun}")


def particle_wants(w: WordPicker) -> Pair:
    (verb, up), pronoun, tail = w.with_particle(), w.of("it", "them"), w.tail()
    subject = f"my {w.noun('person').singular} {w.of('wanted', 'forgot', 'decided')} to"
    return orders(
        f"{subject} {verb.base} {pronoun} {up} {tail}", f"{subject} {verb.base} {up} {pronoun} {tail}"
    )


def negation_modal(w: WordPicker) -> Pair:
    who, will, verb = (
        f"the {w.someone()[w.number()]}",
        w.of("will", "may", "should", "must"),
        w.verb("act").base,
    )
    return orders(f"{who} {will} not {verb}", f"{who} not {will} {verb}")


def negation_perfect(w: WordPicker) -> Pair:
    who, (verb, thing) = w.name(), w.deed()
    has, rest = w.of("has", "had"), f"{verb.participle} the {thing.singular}"
    return orders(f"{who} {has} not {rest}", f"{who} not {has} {rest}")


def negation_progressive(w: WordPicker) -> Pair:
    who, verb, tail = f"{w.the()} {w.noun('person').singular}", w.verb("act").ing, w.tail()
    be = w.of("is", "was")
    return orders(f"{who} {be} not {verb} {tail}", f"{who} not {be} {verb} {tail}")


def auxiliaries_perfect(w: WordPicker) -> Pair:
    who, will, verb = f"the {w.someone()[w.number()]}", w.of("may", "might", "could", "must"), w.verb("act")
    return orders(f"{who} {will} have {verb.participle}", f"{who} have {will} {verb.participle}")


def auxiliaries_been(w: WordPicker) -> Pair:
    who, verb, tail = w.name(), w.verb("act").ing, w.where()
    return orders(f"{who} has been {verb} {tail}", f"{who} been has {verb} {tail}")


def auxiliaries_passive(w: WordPicker) -> Pair:
    (verb, thing), will = w.deed(), w.of("will", "should", "can")
    return orders(
        f"the {thing.plural} {will} be {verb.participle}", f"the {thing.plural} be {will} {verb.participle}"
    )


def preposition_place(w: WordPicker) -> Pair:
    who, act = f"the {w.someone().singular}", w.verb("strict").past
    link, place = w.of("in", "behind", "near"), f"the {w.noun('place').singular}"
    return orders(f"{who} {act} {link} {place}", f"{who} {act} {place} {link}")


def preposition_event(w: WordPicker) -> Pair:
    (a, b), verb, event = w.names(2), w.verb("strict").past, w.noun("event").singular
    return orders(f"{a} and {b} {verb} after the {event}", f"{a} and {b} {verb} the {event} after")


def preposition_thing(w: WordPicker) -> Pair:
    (verb, thing), link = w.deed(), w.of("for", "with")
    who, whom = w.name(), f"the {w.someone().singular}"
    return orders(
        f"{who} {verb.past} the {thing.singular} {link} {whom}",
        f"{who} {verb.past} the {thing.singular} {whom} {link}",
    )


ORDER = (
    Paradigm(
        name="adverb_place",
        phenomenon="word order",
        source="Pollock 1989, Verb Movement, Universal Grammar, and the Structure of IP",
        templates=(adverb_name, adverb_noun),
        held_out=(adverb_modal,),
    ),
    Paradigm(
        name="adjective_place",
        phenomenon="word order",
        source="Greenberg 1963, Some Universals of Grammar",
        templates=(adjective_object, adjective_subject),
        held_out=(adjective_place,),
    ),
    Paradigm(
        name="question_order",
        phenomenon="word order",
        source="Chomsky 1957, Syntactic Structures",
        templates=(question_what, question_where),
        held_out=(question_which,),
    ),
    Paradigm(
        name="embedded_question_order",
        phenomenon="word order",
        source="Quirk et al. 1985, A Comprehensive Grammar of the English Language",
        templates=(embedded_what, embedded_where, embedded_whose),
        held_out=(embedded_which,),
    ),
    Paradigm(
        name="verb_object_order",
        phenomenon="word order",
        source="Greenberg 1963, Some Universals of Grammar",
        templates=(object_noun, object_name),
        held_out=(object_modal,),
    ),
    Paradigm(
        name="particle_pronoun",
        phenomenon="word order",
        source="Fraser 1976, The Verb-Particle Combination in English",
        templates=(particle_name, particle_noun),
        held_out=(particle_wants,),
    ),
    Paradigm(
        name="negation_place",
        phenomenon="word order",
        source="Klima 1964, Negation in English",
        templates=(negation_modal, negation_perfect),
        held_out=(negation_progressive,),
    ),
    Paradigm(
        name="auxiliary_order",
        phenomenon="word order",
        source="Chomsky 1957, Syntactic Structures",
        templates=(auxiliaries_perfect, auxiliaries_been),
        held_out=(auxiliaries_passive,),
    ),
    Paradigm(
        name="preposition_first",
        phenomenon="word order",
        source="Greenberg 1963, Some Universals of Grammar",
        templates=(preposition_place, preposition_event),
        held_out=(preposition_thing,),
    ),
)
