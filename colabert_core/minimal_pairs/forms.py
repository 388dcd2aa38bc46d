"""Verb forms (irregular, after auxiliaries, with times, in the passive) and comparatives."""

from colabert_core.minimal_pairs.lexicon import Verb, regular_past
from colabert_core.minimal_pairs.paradigm import Pair, Paradigm, differ, orders
from colabert_core.minimal_pairs.word_picker import WordPicker, article

# --- irregular forms -------------------------------------------------------------------------------


def _participle(w: WordPicker, subject: str, verb: Verb, after: str) -> Pair:
    """The past tense without an auxiliary, the participle after `has`."""
    if w.chance(0.5):
        return differ(f"{subject} {w.of('has', 'had')}", verb.participle, verb.past, after)
    return differ(subject, verb.past, verb.participle, after)


def _the(noun: str) -> str:
    return f"the {noun}" if noun else ""


def participle_noun(w: WordPicker) -> Pair:
    verb, thing = w.irregular("differ")
    return _participle(w, f"the {w.someone().singular}", verb, f"{_the(thing)} {w.where()}")


def participle_name(w: WordPicker) -> Pair:
    verb, thing = w.irregular("differ")
    return _participle(w, w.name(), verb, _the(thing))


def participle_partitive(w: WordPicker) -> Pair:
    verb, thing = w.irregular("differ")
    return _participle(w, f"one of my {w.noun('person').plural}", verb, f"{_the(thing)} again")


def _regular(verb: Verb) -> str:
    """The form of a child who knows the rule but not yet the exception."""
    # The stem before -ing already has its doubled consonant: swimm-ing, swimm-ed.
    return regular_past(verb.ing.removesuffix("ing"))


def regularized_name(w: WordPicker) -> Pair:
    verb, thing = w.irregular(w.of("differ", "over"))
    return differ(w.name(), verb.past, _regular(verb), f"{_the(thing)} {w.tail()}")


def regularized_noun(w: WordPicker) -> Pair:
    verb, thing = w.irregular(w.of("differ", "over"))
    return differ(
        f"the {w.someone()[w.number()]} {w.adverb('manner')}", verb.past, _regular(verb), _the(thing)
    )


def regularized_perfect(w: WordPicker) -> Pair:
    verb, thing = w.irregular(w.of("differ", "over"))
    return differ(f"{w.name()} has", verb.participle, _regular(verb), _the(thing))


# --- auxiliaries and tense -------------------------------------------------------------------------


def _modal(w: WordPicker, subject: str, verb: Verb, after: str) -> Pair:
    """The bare form after a modal, the agreeing form without one."""
    if w.chance(0.5):
        bare = w.of("can", "will", "should", "might", "must")
        return differ(f"{subject} {bare}", verb.base, verb.third, after)
    return differ(subject, verb.third, verb.base, after)


def modal_act(w: WordPicker) -> Pair:
    return _modal(w, f"the {w.someone().singular}", w.verb("act"), w.tail())


def modal_deed(w: WordPicker) -> Pair:
    verb, thing = w.deed()
    if verb.base == verb.past:  # `Mary read the book` is acceptable in the past tense
        return modal_deed(w)
    return _modal(w, w.name(), verb, f"the {thing[w.number()]}")


def modal_meet(w: WordPicker) -> Pair:
    return _modal(
        w, f"{w.the()} {w.adjective('person')} {w.noun('person').singular}", w.verb("meet"), w.name()
    )


def _selects(w: WordPicker, subject: str, verb: Verb, after: str) -> Pair:
    """`has` is followed by the participle, `is` by the -ing form."""
    has = w.chance(0.5)
    good, bad = (verb.participle, verb.ing) if has else (verb.ing, verb.participle)
    return differ(f"{subject} {w.of('has', 'had') if has else w.of('is', 'was')}", good, bad, after)


def selects_act(w: WordPicker) -> Pair:
    return _selects(w, f"the {w.someone().singular}", w.verb("strict"), w.where())


def selects_deed(w: WordPicker) -> Pair:
    return _selects(w, w.name(), w.verb("needy"), f"the {w.owned().singular}")


def selects_described(w: WordPicker) -> Pair:
    subject = f"my {w.adjective('person')} {w.noun('person').singular}"
    return _selects(w, subject, w.verb("needy"), f"some {w.owned().plural}")


def _did(w: WordPicker, subject: str, verb: Verb, after: str) -> Pair:
    """The past is marked once: on the verb or on `did`."""
    if w.chance(0.5):
        return differ(f"{subject} did not", verb.base, verb.past, after)
    return differ(subject, verb.past, verb.base, after)


def _changing(w: WordPicker, group: str) -> Verb:
    """A verb whose past is not its base form."""
    verb = w.verb(group)
    return verb if verb.base != verb.past else _changing(w, group)


def did_name(w: WordPicker) -> Pair:
    return _did(w, w.name(), _changing(w, "act"), w.tail())


def did_noun(w: WordPicker) -> Pair:
    return _did(w, f"the {w.someone().singular}", _changing(w, "handle"), f"the {w.noun('thing').singular}")


def did_described(w: WordPicker) -> Pair:
    return _did(
        w, f"{w.the()} {w.adjective('person')} {w.noun('person').singular}", _changing(w, "meet"), w.name()
    )


def _time(w: WordPicker, subject: str, verb: Verb, after: str) -> Pair:
    """`yesterday` goes with the past, `tomorrow` with the future."""
    past, future = verb.past, f"will {verb.base}"
    before = w.of("yesterday", "last week", "last year", "two days ago")
    later = w.of("tomorrow", "next week", "next year", "two days from now")
    times = (before, later)
    good = w.chance(0.5)
    return differ(f"{subject} {(past, future)[good]} {after}", times[good], times[not good])


def time_act(w: WordPicker) -> Pair:
    return _time(w, f"the {w.someone()[w.number()]}", w.verb("act"), "")


def time_deed(w: WordPicker) -> Pair:
    verb, thing = w.deed()
    return _time(w, w.name(), verb, f"the {thing.singular}")


def time_meet(w: WordPicker) -> Pair:
    a, b = w.people(2)
    return _time(w, f"{w.the()} {a.plural}", w.verb("meet"), f"the {b.singular}")


def _copula(w: WordPicker, subject: str, adjective: str, act: str) -> Pair:
    """An adjective needs `is`; a verb with an ending cannot follow it."""
    be = w.of("is", "was")
    if w.chance(0.5):
        return orders(f"{subject} {be} {adjective}", f"{subject} {adjective}")
    return orders(f"{subject} {act}", f"{subject} {be} {act}")


def copula_noun(w: WordPicker) -> Pair:
    return _copula(w, f"the {w.someone().singular}", w.adjective("person"), w.verb("act").third)


def copula_name(w: WordPicker) -> Pair:
    return _copula(w, w.name(), w.adjective("person"), w.verb("act").third)


def copula_phrase(w: WordPicker) -> Pair:
    a, b = w.people(2)
    return _copula(
        w, f"the {a.singular} {w.link()} the {b.singular}", w.adjective("person"), w.verb("act").third
    )


def _comparative(w: WordPicker, subject: str, than: str, be: str) -> Pair:
    """Short adjectives take -er, long ones `more`."""
    if w.chance(0.5):
        short = w.adjective("short")
        er = short + ("r" if short.endswith("e") else "er")
        return orders(f"{subject} {be} {er} than {than}", f"{subject} {be} more {er} than {than}")
    long = w.adjective("long")
    return orders(f"{subject} {be} more {long} than {than}", f"{subject} {be} {long} than {than}")


def comparative_name(w: WordPicker) -> Pair:
    a, b = w.names(2)
    return _comparative(w, a, b, w.of("is", "was"))


def comparative_noun(w: WordPicker) -> Pair:
    a, b = w.people(2)
    return _comparative(w, f"the {a.singular}", f"the {b.singular}", w.of("is", "was"))


def comparative_plural(w: WordPicker) -> Pair:
    return _comparative(
        w, f"these {w.noun('person').plural}", w.of("us", "you", "their friends"), w.of("are", "seem")
    )


# --- passives --------------------------------------------------------------------------------------


def _passive_form(w: WordPicker, thing: str, verb: Verb, agent: str) -> Pair:
    """The participle in the passive, the past in the active."""
    if w.chance(0.5):
        return differ(f"{thing} was", verb.participle, verb.past, f"by {agent}")
    return differ(agent, verb.past, verb.participle, thing)


def _with_object(w: WordPicker) -> tuple[Verb, str]:
    verb, thing = w.irregular("differ")
    return (verb, f"the {thing}") if thing else _with_object(w)


def passive_form_noun(w: WordPicker) -> Pair:
    verb, thing = _with_object(w)
    return _passive_form(w, thing, verb, f"the {w.someone().singular}")


def passive_form_name(w: WordPicker) -> Pair:
    verb, thing = _with_object(w)
    return _passive_form(w, thing, verb, w.name())


def passive_form_plural(w: WordPicker) -> Pair:
    verb, thing = _with_object(w)
    return _passive_form(w, thing, verb, f"two {w.noun('person').plural}")


def _passive_verb(w: WordPicker, subject: str, be: str, agent: str) -> Pair:
    """Only a verb that takes an object has a passive."""
    done, act = w.verb("person_needed"), w.verb("strict")
    if w.chance(0.5):
        return differ(f"{subject} {be}", done.participle, act.participle, f"by {agent}")
    return differ(subject, act.past, done.past)


def passive_verb_noun(w: WordPicker) -> Pair:
    a, b = w.people(2)
    return _passive_verb(w, f"the {a.singular}", "was", f"the {b.singular}")


def passive_verb_name(w: WordPicker) -> Pair:
    a, b = w.names(2)
    return _passive_verb(w, a, w.of("was", "has been"), b)


def passive_verb_described(w: WordPicker) -> Pair:
    subject = f"some {w.adjective('person')} {w.noun('person').plural}"
    return _passive_verb(w, subject, w.of("were", "have been"), w.name())


def _passive_object(w: WordPicker, agent: str, thing: str, verb: Verb, more: str) -> Pair:
    """In the active, the object follows the verb; in the passive, it is the subject."""
    if w.chance(0.5):
        return orders(f"{agent} {verb.past} {more}", f"{agent} was {verb.participle} {more}")
    return orders(f"{thing} was {verb.participle}", f"{thing} {verb.past}")


def passive_object_noun(w: WordPicker) -> Pair:
    a, b = w.things(2)
    return _passive_object(
        w, f"the {w.someone().singular}", f"the {a.singular}", w.verb("needy"), f"the {b.singular}"
    )


def passive_object_name(w: WordPicker) -> Pair:
    a, b = w.things(2)
    return _passive_object(w, w.name(), f"{article(a.singular)}", w.verb("needy"), f"{article(b.singular)}")


def passive_object_deed(w: WordPicker) -> Pair:
    subject = f"{w.the()} {w.adjective('person')} {w.noun('person').singular}"
    return _passive_object(
        w,
        subject,
        f"the {w.adjective('color')} {w.noun('thing').singular}",
        w.verb("needy"),
        f"my {w.noun('thing').plural}",
    )


FORMS = (
    Paradigm(
        name="irregular_participle",
        phenomenon="irregular forms",
        source="Warstadt et al. 2020, BLiMP",
        templates=(participle_noun, participle_name),
        held_out=(participle_partitive,),
    ),
    Paradigm(
        name="irregular_past",
        phenomenon="irregular forms",
        source="Marcus et al. 1992, Overregularization in Language Acquisition",
        templates=(regularized_name, regularized_noun),
        held_out=(regularized_perfect,),
        lexical=True,
    ),
    Paradigm(
        name="modal_form",
        phenomenon="tense and auxiliaries",
        source="Chomsky 1957, Syntactic Structures",
        templates=(modal_act, modal_deed),
        held_out=(modal_meet,),
    ),
    Paradigm(
        name="auxiliary_form",
        phenomenon="tense and auxiliaries",
        source="Chomsky 1957, Syntactic Structures",
        templates=(selects_act, selects_deed),
        held_out=(selects_described,),
    ),
    Paradigm(
        name="did_form",
        phenomenon="tense and auxiliaries",
        source="Chomsky 1957, Syntactic Structures",
        templates=(did_name, did_noun),
        held_out=(did_described,),
    ),
    Paradigm(
        name="time_and_tense",
        phenomenon="tense and auxiliaries",
        source="Comrie 1985, Tense",
        templates=(time_act, time_deed),
        held_out=(time_meet,),
    ),
    Paradigm(
        name="copula",
        phenomenon="tense and auxiliaries",
        source="Quirk et al. 1985, A Comprehensive Grammar of the English Language",
        templates=(copula_noun, copula_name),
        held_out=(copula_phrase,),
    ),
    Paradigm(
        name="comparative",
        phenomenon="irregular forms",
        source="Huddleston and Pullum 2002, The Cambridge Grammar of the English Language",
        templates=(comparative_name, comparative_noun),
        held_out=(comparative_plural,),
    ),
    Paradigm(
        name="passive_form",
        phenomenon="passives",
        source="Chomsky 1957, Syntactic Structures",
        templates=(passive_form_noun, passive_form_name),
        held_out=(passive_form_plural,),
    ),
    Paradigm(
        name="passive_verb",
        phenomenon="passives",
        source="Perlmutter and Postal 1977, Toward a Universal Characterization of Passivization",
        templates=(passive_verb_noun, passive_verb_name),
        held_out=(passive_verb_described,),
    ),
    Paradigm(
        name="passive_object",
        phenomenon="passives",
        source="Chomsky 1981, Lectures on Government and Binding",
        templates=(passive_object_noun, passive_object_name),
        held_out=(passive_object_deed,),
    ),
)
