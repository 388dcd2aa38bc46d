"""Words that need a licenser (`any`, `ever`), quantifiers, numbers, and what ellipsis may leave out."""

from colabert_core.minimal_pairs.lexicon import Noun
from colabert_core.minimal_pairs.paradigm import Pair, Paradigm, differ, orders
from colabert_core.minimal_pairs.word_picker import WordPicker, article, other

# --- negative polarity: ever and any ---------------------------------------------------------------


def _no_scope(w: WordPicker, verb: str, end: str) -> Pair:
    """The same words twice: `no` has scope over `ever`, or is inside a relative clause and does not."""
    a, b = w.people(2)
    return orders(
        f"no {a.singular} that the {b.singular} {verb} {end}",
        f"the {a.singular} that no {b.singular} {verb} {end}",
    )


def npi_relative_ever(w: WordPicker) -> Pair:
    return _no_scope(w, w.verb("meet").past, f"has ever {w.verb('act').participle}")


def npi_relative_would(w: WordPicker) -> Pair:
    return _no_scope(w, w.verb("meet").past, f"would ever {w.verb('act').base} {w.tail()}")


def npi_relative_any(w: WordPicker) -> Pair:
    verb, thing = w.deed()
    return _no_scope(w, w.verb("meet").past, f"has {verb.participle} any {thing.plural}")


def npi_only_person(w: WordPicker) -> Pair:
    a, b, verb = f"the {w.someone().singular}", w.name(), w.verb("meet").participle
    return orders(f"only {a} has ever {verb} {b}", f"{a} has ever {verb} only {b}")


def npi_only_name(w: WordPicker) -> Pair:
    (a, b), verb = w.names(2), w.verb("meet").base
    return orders(f"only {a} would ever {verb} {b}", f"{a} would ever {verb} only {b}")


def npi_only_thing(w: WordPicker) -> Pair:
    (verb, thing), who = w.deed(), w.name()
    will = w.of("could", "can")
    return orders(
        f"only {who} {will} ever {verb.base} the {thing.singular}",
        f"{who} {will} ever {verb.base} only the {thing.singular}",
    )


def _condition(w: WordPicker, first: str, verb: str, second: str, result: str) -> Pair:
    will, rest = result.split(" ", 1)
    return orders(
        f"if {first} ever {verb}, {second} {result}", f"if {first} {verb}, {second} {will} ever {rest}"
    )


def npi_if_noun(w: WordPicker) -> Pair:
    a, b = w.people(2)
    return _condition(
        w, f"the {a.singular}", w.verb("act").third, f"the {b.singular}", f"will {w.verb('act').base}"
    )


def npi_if_name(w: WordPicker) -> Pair:
    a, b = w.names(2)
    return _condition(w, a, w.verb("act").third, b, f"will {w.verb('act').base} {w.tail()}")


def npi_if_past(w: WordPicker) -> Pair:
    return _condition(
        w, f"the {w.someone().plural}", w.verb("act").past, w.name(), f"would {w.verb('act').base}"
    )


def npi_any_object(w: WordPicker) -> Pair:
    (verb, thing), who = w.deed(), f"{w.someone().plural}"
    things = thing.plural
    return orders(f"no {who} {verb.past} any {things}", f"any {who} {verb.past} no {things}")


def npi_any_not(w: WordPicker) -> Pair:
    (verb, thing), who = w.deed(), w.someone().plural
    return orders(
        f"the {who} did not {verb.base} any {thing.plural}",
        f"any {who} did not {verb.base} the {thing.plural}",
    )


def npi_any_perfect(w: WordPicker) -> Pair:
    (verb, thing), who = w.deed(), w.someone().plural
    has = w.of("have", "had")
    return orders(
        f"no {who} {has} {verb.participle} any {thing.plural}",
        f"any {who} {has} {verb.participle} no {thing.plural}",
    )


# --- quantifiers and numbers -----------------------------------------------------------------------


def _definite(w: WordPicker, one: str, many: str, be: str, link: str) -> Pair:
    """The same words twice: `there` introduces something new, which a noun with `every` is not."""
    return orders(
        f"there {be} {article(one)} {link} every {many}", f"there {be} every {one} {link} {article(many)}"
    )


def definite_room(w: WordPicker) -> Pair:
    return _definite(w, w.noun("breakable").singular, w.noun("place").singular, w.of("is", "was"), "in")


def definite_thing(w: WordPicker) -> Pair:
    a, b = (noun.singular for noun in w.things(2))
    return _definite(w, a, b, w.of("is", "was"), w.link())


def definite_person(w: WordPicker) -> Pair:
    a, b = w.noun("person").singular, w.noun("vehicle").singular
    return _definite(w, a, b, w.of("has been", "will be"), w.of("near", "behind", "beside"))


def _counted(w: WordPicker, before: str, after: str = "") -> Pair:
    """`much` and `little` go with mass nouns, `many` and `few` with count nouns."""
    mass, count = w.noun("mass").singular, w.owned().plural
    words = w.of(("much", "many"), ("little", "few"))
    how = w.of("too", "so")
    if w.chance(0.5):
        return differ(f"{before} {how}", words[0], words[1], f"{mass} {after}")
    return differ(f"{before} {how}", words[1], words[0], f"{count} {after}")


def counted_object(w: WordPicker) -> Pair:
    return _counted(w, f"{w.name()} {w.of('bought', 'has', 'needed', 'found', 'wanted')}")


def counted_there(w: WordPicker) -> Pair:
    return _counted(w, "we saw", w.place())


def counted_plural(w: WordPicker) -> Pair:
    return _counted(w, f"the {w.someone().plural} {w.of('brought', 'received', 'ordered')}", w.tail())


_ONE, _MANY = ("one", "every", "a single", "another"), ("two", "three", "many", "several", "four", "both")


def _numeral(w: WordPicker, before: str, noun: Noun, after: str = "") -> Pair:
    n = w.number()
    return differ(f"{before} {w.of(*(_ONE, _MANY)[n])}", noun[n], noun[other(n)], after)


def numeral_object(w: WordPicker) -> Pair:
    verb, thing = w.deed()
    return _numeral(w, f"{w.name()} {verb.past}", thing, w.tail())


def numeral_subject(w: WordPicker) -> Pair:
    return _numeral(w, "", w.noun("person"), f"{w.verb('act').past} {w.tail()}")


def numeral_place(w: WordPicker) -> Pair:
    return _numeral(
        w, f"the {w.someone().singular} {w.of('looked at', 'thought about', 'asked for')}", w.owned()
    )


# --- ellipsis --------------------------------------------------------------------------------------


def _matching(w: WordPicker, a: str, b: str, joint: str, end: str) -> Pair:
    """When an adjective is left out, `is` remains; when a verb is, `does` remains."""
    verb, adjective = w.verb("act"), w.adjective("person")
    be, do, form = w.of(("is", "does", verb.third), ("was", "did", verb.past))
    if w.chance(0.5):
        return differ(f"{a} {be} {adjective}, {joint} {b}", be, do, end)
    return differ(f"{a} {form}, {joint} {b}", do, be, end)


def matching_name(w: WordPicker) -> Pair:
    a, b = w.names(2)
    return _matching(w, a, b, "and", "too")


def matching_noun(w: WordPicker) -> Pair:
    a, b = w.people(2)
    return _matching(w, f"the {a.singular}", f"the {b.singular}", "but", "not")


def matching_because(w: WordPicker) -> Pair:
    return _matching(w, w.name(), f"the {w.someone().singular}", w.of("because", "just as"), "")


def _gapping(w: WordPicker, a: str, b: str, things: list[Noun], verb: str) -> Pair:
    one, two = (f"the {thing.singular}" for thing in things)
    return orders(f"{a} {verb} {one}, and {b} {two}", f"{a} {one}, and {b} {verb} {two}")


def gapping_name(w: WordPicker) -> Pair:
    a, b = w.names(2)
    return _gapping(w, a, b, w.things(2), w.verb("handle").past)


def gapping_noun(w: WordPicker) -> Pair:
    a, b = w.people(2)
    return _gapping(w, f"the {a.singular}", f"the {b.singular}", w.nouns("edible", 2), w.verb("eat").past)


def gapping_modal(w: WordPicker) -> Pair:
    a, b = w.name(), f"the {w.someone().singular}"
    return _gapping(w, a, b, w.nouns("readable", 2), f"will {w.verb('read').base}")


def _sluice(w: WordPicker, start: str, some: str, wh: str) -> Pair:
    """Only the question word can replace a whole question."""
    knows = w.of("but I do not know", "but nobody knows", "and we wonder", "but she forgot")
    return orders(f"{start} {some}, {knows} {wh}", f"{start}, {knows} {wh} {some}")


def sluice_thing(w: WordPicker) -> Pair:
    who = f"the {w.someone().singular}"
    return _sluice(w, f"{who} {w.verb('needy').past}", "something", "what")


def sluice_person(w: WordPicker) -> Pair:
    who = w.name()
    return _sluice(w, f"{who} has {w.verb('meet').participle}", w.of("somebody", "someone"), "who")


def sluice_place(w: WordPicker) -> Pair:
    who = f"our {w.noun('person').plural}"
    return _sluice(w, f"{who} will {w.verb('needy').base}", w.of("something", "a few things"), "what")


def _noun_left_out(w: WordPicker, a: str, b: str, verb: str, thing: Noun, n_word: str) -> Pair:
    """A noun can be left out after a number, but not after an adjective."""
    adjective = w.adjective("color")
    return orders(
        f"{a} {verb} one {adjective} {thing.singular}, and {b} {verb} {n_word}",
        f"{a} {verb} one {thing.singular}, and {b} {verb} {n_word} {adjective}",
    )


def noun_left_out_name(w: WordPicker) -> Pair:
    a, b = w.names(2)
    return _noun_left_out(
        w, a, b, w.verb("handle").past, w.noun("thing"), w.of("two", "several", "three", "many")
    )


def noun_left_out_noun(w: WordPicker) -> Pair:
    a, b = w.people(2)
    return _noun_left_out(
        w,
        f"the {a.singular}",
        f"the {b.singular}",
        w.verb("wear").past,
        w.noun("wearable"),
        w.of("two", "several"),
    )


def noun_left_out_modal(w: WordPicker) -> Pair:
    a, b = w.name(), f"{w.the()} {w.someone().singular}"
    return _noun_left_out(
        w, a, b, f"will {w.verb('drive').base}", w.noun("vehicle"), w.of("two", "three", "several")
    )


LICENSING = (
    Paradigm(
        name="npi_no_scope",
        phenomenon="NPI licensing",
        source="Ladusaw 1979, Polarity Sensitivity as Inherent Scope Relations",
        templates=(npi_relative_ever, npi_relative_would),
        held_out=(npi_relative_any,),
    ),
    Paradigm(
        name="npi_only",
        phenomenon="NPI licensing",
        source="Horn 1969, A Presuppositional Analysis of Only and Even",
        templates=(npi_only_person, npi_only_name),
        held_out=(npi_only_thing,),
    ),
    Paradigm(
        name="npi_condition",
        phenomenon="NPI licensing",
        source="Ladusaw 1979, Polarity Sensitivity as Inherent Scope Relations",
        templates=(npi_if_noun, npi_if_name),
        held_out=(npi_if_past,),
    ),
    Paradigm(
        name="npi_any_after_negation",
        phenomenon="NPI licensing",
        source="Klima 1964, Negation in English",
        templates=(npi_any_object, npi_any_not),
        held_out=(npi_any_perfect,),
    ),
    Paradigm(
        name="there_with_every",
        phenomenon="quantifiers",
        source="Milsark 1974, Existential Sentences in English",
        templates=(definite_room, definite_thing),
        held_out=(definite_person,),
    ),
    Paradigm(
        name="much_or_many",
        phenomenon="quantifiers",
        source="Quirk et al. 1985, A Comprehensive Grammar of the English Language",
        templates=(counted_object, counted_there),
        held_out=(counted_plural,),
    ),
    Paradigm(
        name="number_words",
        phenomenon="quantifiers",
        source="Quirk et al. 1985, A Comprehensive Grammar of the English Language",
        templates=(numeral_object, numeral_subject),
        held_out=(numeral_place,),
    ),
    Paradigm(
        name="ellipsis_auxiliary",
        phenomenon="ellipsis",
        source="Hankamer and Sag 1976, Deep and Surface Anaphora",
        templates=(matching_name, matching_noun),
        held_out=(matching_because,),
    ),
    Paradigm(
        name="gapping",
        phenomenon="ellipsis",
        source="Ross 1970, Gapping and the Order of Constituents",
        templates=(gapping_name, gapping_noun),
        held_out=(gapping_modal,),
    ),
    Paradigm(
        name="sluicing",
        phenomenon="ellipsis",
        source="Ross 1969, Guess Who?",
        templates=(sluice_thing, sluice_person),
        held_out=(sluice_place,),
    ),
    Paradigm(
        name="noun_left_out",
        phenomenon="ellipsis",
        source="Warstadt et al. 2020, BLiMP",
        templates=(noun_left_out_name, noun_left_out_noun),
        held_out=(noun_left_out_modal,),
    ),
)
