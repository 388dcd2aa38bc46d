"""What verbs and adjectives select: objects, prepositions, clauses, and who does what."""

from colabert_core.minimal_pairs.lexicon import Verb
from colabert_core.minimal_pairs.paradigm import Pair, Paradigm, differ, orders
from colabert_core.minimal_pairs.word_picker import HIMSELF, WordPicker, article, opposite

# --- argument structure ----------------------------------------------------------------------------


def _transitivity(w: WordPicker, subject: str, form: str, thing: str, after: str = "") -> Pair:
    """A verb that needs an object has only a place, or a verb that takes none has an object.

    The same noun is on both sides, so that neither side has one noun more.
    """
    needs, link = w.chance(0.5), w.link()
    verb = getattr(w.verb("needy" if needs else "strict"), form)
    good, bad = ("", link) if needs else (link, "")
    return differ(f"{subject} {verb}", good, bad, f"{thing} {after}")


def transitivity_past(w: WordPicker) -> Pair:
    thing = f"the {w.noun('thing').singular}"
    return _transitivity(w, f"the {w.someone()[w.number()]}", "past", thing, w.tail())


def transitivity_modal(w: WordPicker) -> Pair:
    subject = f"{w.name()} {w.of('can', 'will', 'must', 'should')}"
    return _transitivity(w, subject, "base", f"{w.the()} {w.noun('thing').plural}")


def transitivity_perfect(w: WordPicker) -> Pair:
    subject = f"the {w.adjective('person')} {w.someone().singular} has"
    return _transitivity(
        w, subject, "participle", article(f"{w.adjective('thing')} {w.noun('thing').singular}")
    )


def _causative(w: WordPicker, subject: str, thing: str, before: str, form: str) -> Pair:
    """Some verbs need an agent, others allow none."""
    happens, done = getattr(w.verb("vanish"), form), getattr(w.verb("destroy"), form)
    if w.chance(0.5):
        return differ(f"{subject} {before}", done, happens, thing)
    return differ(f"{thing} {before}", happens, done)


def causative_past(w: WordPicker) -> Pair:
    return _causative(w, f"the {w.someone().singular}", f"the {w.noun('thing').singular}", "", "past")


def causative_names(w: WordPicker) -> Pair:
    adverb = w.of("suddenly", "quietly", "finally", "soon", "slowly")
    return _causative(w, w.name(), f"the {w.noun('vehicle').singular}", adverb, "past")


def causative_modal(w: WordPicker) -> Pair:
    subject = f"the {w.adjective('person')} {w.someone().plural}"
    return _causative(w, subject, f"the {w.noun('thing').plural}", w.of("may", "will", "might"), "base")


def _dative(w: WordPicker, subject: str, gift: str, receiver: str, before: str, form: str) -> Pair:
    """`donate` only takes `to`; `cost` and verbs like it never take it."""
    if w.chance(0.5):
        verb = getattr(w.verb("donate"), form)
        return orders(
            f"{subject} {before} {verb} {gift} to {receiver}", f"{subject} {before} {verb} {receiver} {gift}"
        )
    verb = w.of(*_DOUBLE[form])
    amount = w.of("ten dollars", "a lot of money", "a whole day", "two hours", "a great deal")
    return orders(
        f"{gift} {before} {verb} {receiver} {amount}", f"{gift} {before} {verb} {amount} to {receiver}"
    )


_DOUBLE = {"past": ("cost", "saved"), "base": ("cost", "save")}


def dative_past(w: WordPicker) -> Pair:
    giver, receiver = w.people(2)
    return _dative(
        w,
        f"the {giver.singular}",
        f"the {w.noun('readable').singular}",
        f"the {receiver.singular}",
        "",
        "past",
    )


def dative_plural(w: WordPicker) -> Pair:
    return _dative(
        w,
        f"our {w.someone().plural}",
        f"the {w.noun('thing').plural}",
        f"the {w.someone().plural}",
        "",
        "past",
    )


def dative_modal(w: WordPicker) -> Pair:
    a, b = w.names(2)
    return _dative(w, a, f"the {w.noun('readable').singular}", b, w.of("will", "might", "could"), "base")


def _locative(w: WordPicker, subject: str, before: str, form: str) -> Pair:
    vessel, matter = f"the {w.noun('container').singular}", w.noun("liquid").singular
    fill, pour = getattr(w.verb("fill"), form), getattr(w.verb("pour"), form)
    if w.chance(0.5):
        return differ(f"{subject} {before}", fill, pour, f"{vessel} with {matter}")
    return differ(f"{subject} {before}", pour, fill, f"{matter} into {vessel}")


def locative_past(w: WordPicker) -> Pair:
    return _locative(w, f"the {w.someone().singular}", "", "past")


def locative_names(w: WordPicker) -> Pair:
    return _locative(w, w.name(), w.adverb("manner"), "past")


def locative_modal(w: WordPicker) -> Pair:
    return _locative(
        w, f"the {w.adjective('person')} {w.someone().plural}", w.of("will", "should", "can"), "base"
    )


# Pairs of prepositions such that no verb in the lexicon takes both before a person. `for` and `with` are not
# among them, because nearly everything can be done for or with somebody.
_APART = (
    ("on", "to"), ("on", "from"), ("at", "of"), ("at", "from"),
    ("to", "in"), ("to", "of"), ("from", "of"), ("of", "in"),
)  # fmt: skip


def _prepositions(w: WordPicker) -> tuple[Verb, str, str]:
    """A verb, the preposition that belongs to it, and one that does not."""
    pair = w.of(*_APART)
    right, wrong = pair if w.chance(0.5) else pair[::-1]
    return w.taking(right), right, wrong


def preposition_thing(w: WordPicker) -> Pair:
    verb, right, wrong = _prepositions(w)
    a, b = w.people(2)
    return differ(f"the {a[w.number()]} {verb.past}", right, wrong, f"the {b[w.number()]} {w.tail()}")


def preposition_modal(w: WordPicker) -> Pair:
    verb, right, wrong = _prepositions(w)
    return differ(
        f"{w.name()} {w.of('might', 'will', 'can')} {verb.base}",
        right,
        wrong,
        f"{w.the()} {w.someone().singular}",
    )


def preposition_perfect(w: WordPicker) -> Pair:
    verb, right, wrong = _prepositions(w)
    return differ(
        f"the {w.adjective('person')} {w.someone().singular} has never {verb.participle}",
        right,
        wrong,
        w.name(),
    )


# --- which clause ----------------------------------------------------------------------------------


def _clause(w: WordPicker, subject: str, inner: str) -> Pair:
    good, bad = ("that", "whether") if w.chance(0.5) else ("whether", "that")
    verb = w.verb("that_only" if good == "that" else "whether_only").past
    return differ(f"{subject} {verb}", good, bad, inner)


def clause_act(w: WordPicker) -> Pair:
    return _clause(w, w.name(), f"the {w.someone()[w.number()]} had {w.verb('act').participle}")


def clause_deed(w: WordPicker) -> Pair:
    verb, thing = w.deed()
    return _clause(w, f"the {w.someone().singular}", f"{w.name()} had {verb.participle} the {thing.singular}")


def clause_be(w: WordPicker) -> Pair:
    subject = f"the {w.adjective('person')} {w.someone().plural}"
    return _clause(w, subject, f"the {w.noun('thing').singular} was {w.adjective('thing')}")


def _infinitive(w: WordPicker, subject: str, after: str = "") -> Pair:
    deed = w.verb("act")
    forms = f"to {deed.base}", deed.ing
    gerund = w.chance(0.5)
    verb = w.verb("gerund" if gerund else "infinitive").past
    return differ(f"{subject} {verb}", forms[gerund], forms[not gerund], after)


def infinitive_noun(w: WordPicker) -> Pair:
    return _infinitive(w, f"the {w.someone()[w.number()]}", w.tail())


def infinitive_name(w: WordPicker) -> Pair:
    return _infinitive(w, f"{w.name()} {w.of('never', 'always', 'also')}")


def infinitive_object(w: WordPicker) -> Pair:
    verb, thing = w.deed()
    forms = f"to {verb.base}", verb.ing
    gerund = w.chance(0.5)
    outer = w.verb("gerund" if gerund else "infinitive").past
    return differ(
        f"the {w.adjective('person')} {w.someone().singular} {outer}",
        forms[gerund],
        forms[not gerund],
        f"the {thing.singular}",
    )


# --- control and raising ---------------------------------------------------------------------------


def _raising(w: WordPicker, room: str, person: str, inner: str) -> Pair:
    """`there` can be the subject of `seem`; `hope` needs somebody who hopes."""
    raising, control = w.verb("raise").past, w.verb("hopeful").past
    if w.chance(0.5):
        return differ("there", raising, control, f"to be {room}")
    return differ(person, control, raising, f"that {inner}")


def raising_person(w: WordPicker) -> Pair:
    (a, b), room = w.people(2), f"{article(w.noun('thing').singular)} {w.place()}"
    return _raising(w, room, f"the {a.singular}", f"the {b.singular} would {w.verb('act').base}")


def raising_name(w: WordPicker) -> Pair:
    (a, b), (new, old) = w.names(2), w.nouns("place", 2)
    room = f"{article(new.singular)} {w.link()} the {old.singular}"
    return _raising(w, room, a, f"{b} had {w.verb('act').participle}")


def raising_be(w: WordPicker) -> Pair:
    room = f"several {w.someone().plural} {w.place()}"
    inner = f"the {w.noun('thing').plural} were {w.adjective('thing')}"
    return _raising(w, room, f"our {w.noun('person').plural}", inner)


def _tough(w: WordPicker, person: str, thing: str) -> Pair:
    """The cup is easy to lift; the boy is eager to lift the cup."""
    tough, eager, verb = w.adjective("tough"), w.adjective("eager"), w.verb("needy").base
    be = w.of("is", "was")
    if w.chance(0.5):
        return differ(f"{thing} {be}", tough, eager, f"to {verb}")
    return differ(f"{person} {be}", eager, tough, f"to {verb} {thing}")


def tough_noun(w: WordPicker) -> Pair:
    return _tough(w, f"the {w.someone().singular}", f"the {w.owned().singular}")


def tough_name(w: WordPicker) -> Pair:
    return _tough(w, w.name(), f"{w.the()} {w.owned().singular}")


def tough_described(w: WordPicker) -> Pair:
    thing = f"this {w.adjective('any')} {w.owned().singular}"
    return _tough(w, f"my {w.noun('person').singular}", thing)


def _promise(w: WordPicker, one: str, two: str, g: str) -> Pair:
    """With `promise`, the subject will do it; with `tell`, the object will."""
    right, wrong = HIMSELF[g], HIMSELF[opposite(g)]
    promises = w.chance(0.5)
    verb = "promised" if promises else w.verb("order").past
    subject, object_ = (one, two) if promises else (two, one)
    return differ(f"{subject} {verb} {object_} to {w.verb('oneself').base}", right, wrong)


def promise_name(w: WordPicker) -> Pair:
    g = w.gender()
    return _promise(w, w.name(g), w.name(opposite(g)), g)


def promise_noun(w: WordPicker) -> Pair:
    g = w.gender()
    return _promise(w, f"the {w.noun(g).singular}", f"the {w.noun(opposite(g)).singular}", g)


def promise_mixed(w: WordPicker) -> Pair:
    g = w.gender()
    return _promise(w, f"{w.the()} {w.noun(g).singular}", w.name(opposite(g)), g)


ARGUMENTS = (
    Paradigm(
        name="transitivity",
        phenomenon="argument structure",
        source="Levin 1993, English Verb Classes and Alternations",
        templates=(transitivity_past, transitivity_modal),
        held_out=(transitivity_perfect,),
    ),
    Paradigm(
        name="causative",
        phenomenon="argument structure",
        source="Levin 1993, English Verb Classes and Alternations",
        templates=(causative_past, causative_names),
        held_out=(causative_modal,),
    ),
    Paradigm(
        name="dative",
        phenomenon="argument structure",
        source="Gropen et al. 1989, The Learnability and Acquisition of the Dative Alternation in English",
        templates=(dative_past, dative_plural),
        held_out=(dative_modal,),
    ),
    Paradigm(
        name="locative",
        phenomenon="argument structure",
        source="Pinker 1989, Learnability and Cognition",
        templates=(locative_past, locative_names),
        held_out=(locative_modal,),
    ),
    Paradigm(
        name="preposition_choice",
        phenomenon="argument structure",
        source="Huddleston and Pullum 2002, The Cambridge Grammar of the English Language",
        templates=(preposition_thing, preposition_modal),
        held_out=(preposition_perfect,),
    ),
    Paradigm(
        name="that_or_whether",
        phenomenon="argument structure",
        source="Grimshaw 1979, Complement Selection and the Lexicon",
        templates=(clause_act, clause_deed),
        held_out=(clause_be,),
    ),
    Paradigm(
        name="infinitive_or_gerund",
        phenomenon="argument structure",
        source="Rosenbaum 1967, The Grammar of English Predicate Complement Constructions",
        templates=(infinitive_noun, infinitive_name),
        held_out=(infinitive_object,),
    ),
    Paradigm(
        name="raising_or_control",
        phenomenon="control and raising",
        source="Rosenbaum 1967, The Grammar of English Predicate Complement Constructions",
        templates=(raising_person, raising_name),
        held_out=(raising_be,),
    ),
    Paradigm(
        name="easy_or_eager",
        phenomenon="control and raising",
        source="Chomsky 1964, Current Issues in Linguistic Theory",
        templates=(tough_noun, tough_name),
        held_out=(tough_described,),
    ),
    Paradigm(
        name="promise_or_order",
        phenomenon="control and raising",
        source="Larson 1991, Promise and the Theory of Control",
        templates=(promise_name, promise_noun),
        held_out=(promise_mixed,),
    ),
)
