"""Agreement in number: subjects with their verbs, determiners with their nouns."""

from collections.abc import Callable

from colabert_core.minimal_pairs.paradigm import Pair, Paradigm, differ
from colabert_core.minimal_pairs.word_picker import DOES, HAS, IS, THAT, THIS, WAS, WordPicker, article, other

# --- subject and verb ------------------------------------------------------------------------------


def simple_act(w: WordPicker) -> Pair:
    n, verb = w.number(), w.verb("act")
    return differ(f"{w.the()} {w.someone()[n]}", verb.present(n), verb.present(other(n)), w.tail())


def simple_be(w: WordPicker) -> Pair:
    n, be = w.number(), w.of(IS, WAS)
    return differ(f"{w.the()} {w.noun('thing')[n]}", be[n], be[other(n)], w.adjective("thing"))


def simple_described(w: WordPicker) -> Pair:
    n, verb = w.number(), w.verb("act")
    subject = f"{w.the()} {w.adjective('person')} {w.someone()[n]} {w.adverb('frequency')}"
    return differ(subject, verb.present(n), verb.present(other(n)))


def simple_with_object(w: WordPicker) -> Pair:
    n, verb = w.number(), w.verb("meet")
    subject, met = w.people(2)
    return differ(f"the {subject[n]}", verb.present(n), verb.present(other(n)), f"the {met[w.number()]}")


def phrase_person(w: WordPicker) -> Pair:
    n, (head, near), verb = w.number(), w.people(2), w.verb("act")
    subject = f"the {head[n]} {w.link()} the {near[other(n)]}"
    return differ(subject, verb.present(n), verb.present(other(n)), w.tail())


def phrase_thing(w: WordPicker) -> Pair:
    n, (head, near), be = w.number(), w.things(2), w.of(IS, WAS)
    return differ(f"the {head[n]} {w.link()} the {near[other(n)]}", be[n], be[other(n)], w.adjective("thing"))


def phrase_part(w: WordPicker) -> Pair:
    n, whole, be = w.number(), w.someone(), w.of(IS, WAS)
    part = w.noun("readable")
    subject = f"the {part[n]} {w.of('about', 'for', 'from')} the {whole[other(n)]}"
    return differ(subject, be[n], be[other(n)], w.adjective("text"))


def phrase_with(w: WordPicker) -> Pair:
    n, verb = w.number(), w.verb("act")
    subject = f"the {w.adjective('person')} {w.someone()[n]} with the {w.noun('wearable')[other(n)]}"
    return differ(subject, verb.present(n), verb.present(other(n)))


def object_relative_act(w: WordPicker) -> Pair:
    n, (head, inner) = w.number(), w.people(2)
    outer, relation = w.verb("act"), w.verb("meet").present(other(n))
    subject = f"the {head[n]} {w.of('that', 'who')} the {inner[other(n)]} {relation}"
    return differ(subject, outer.present(n), outer.present(other(n)), w.tail())


def object_relative_be(w: WordPicker) -> Pair:
    n, (head, inner), be = w.number(), w.people(2), w.of(IS, WAS)
    subject = f"the {head[n]} that the {inner[other(n)]} {w.verb('meet').present(other(n))}"
    return differ(subject, be[n], be[other(n)], w.adjective("person"))


def object_relative_thing(w: WordPicker) -> Pair:
    n, (verb, head), be = w.number(), w.deed(), w.of(IS, WAS)
    subject = f"the {head[n]} the {w.someone()[other(n)]} {verb.past}"
    return differ(subject, be[n], be[other(n)], w.adjective("any"))


def subject_relative_act(w: WordPicker) -> Pair:
    n, (head, inner) = w.number(), w.people(2)
    outer, relation = w.verb("act"), w.verb("meet").present(n)
    subject = f"the {head[n]} {w.of('that', 'who')} {relation} the {inner[other(n)]}"
    return differ(subject, outer.present(n), outer.present(other(n)), w.tail())


def subject_relative_be(w: WordPicker) -> Pair:
    n, (head, inner), be = w.number(), w.people(2), w.of(IS, WAS)
    subject = f"the {head[n]} who {w.verb('meet').past} the {inner[other(n)]}"
    return differ(subject, be[n], be[other(n)], w.adjective("person"))


def subject_relative_has(w: WordPicker) -> Pair:
    n, (head, inner), outer = w.number(), w.people(2), w.verb("act")
    subject = f"the {head[n]} that {HAS[n]} {w.verb('meet').participle} the {inner[other(n)]}"
    return differ(subject, HAS[n], HAS[other(n)], outer.participle)


def inside_relative_person(w: WordPicker) -> Pair:
    n, (head, inner), verb = w.number(), w.people(2), w.verb("meet")
    subject = f"the {head[other(n)]} {w.of('that', 'who')} the {inner[n]}"
    return differ(subject, verb.present(n), verb.present(other(n)), f"{w.verb('act').past} {w.tail()}")


def inside_relative_thing(w: WordPicker) -> Pair:
    n, (verb, head) = w.number(), w.deed()
    after = f"{WAS[other(n)]} {w.adjective('any')}"
    if verb.base == verb.past:  # `the boy that read` may be present or past
        return inside_relative_thing(w)
    return differ(
        f"the {head[other(n)]} that the {w.someone()[n]}", verb.present(n), verb.present(other(n)), after
    )


def there_room(w: WordPicker) -> Pair:
    n, thing, be = w.number(), w.noun("thing"), w.of(IS, WAS)
    what = (article(thing.singular), f"{w.of('some', 'two', 'three')} {thing.plural}")[n]
    return differ("there", be[n], be[other(n)], f"{what} {w.place()}")


def there_person(w: WordPicker) -> Pair:
    n, person, be = w.number(), w.someone(), w.of(IS, WAS)
    what = (article(person.singular), f"several {person.plural}")[n]
    return differ("there", be[n], be[other(n)], f"{what} {w.link()} the {w.noun('thing').singular}")


def there_has_been(w: WordPicker) -> Pair:
    n, thing = w.number(), w.noun(w.of("thing", "readable", "animal"))
    what = (f"only one {thing.singular}", f"a few {thing.plural}")[n]
    return differ("there", HAS[n], HAS[other(n)], f"been {what} {w.place()}")


def auxiliary_has(w: WordPicker) -> Pair:
    n = w.number()
    return differ(
        f"{w.the()} {w.someone()[n]}", HAS[n], HAS[other(n)], f"{w.verb('act').participle} {w.where()}"
    )


def auxiliary_does(w: WordPicker) -> Pair:
    n = w.number()
    return differ(
        f"{w.the()} {w.someone()[n]}", DOES[n], DOES[other(n)], f"not {w.verb('act').base} {w.tail()}"
    )


def auxiliary_progressive(w: WordPicker) -> Pair:
    n, be = w.number(), w.of(IS, WAS)
    return differ(f"{w.the()} {w.someone()[n]}", be[n], be[other(n)], f"{w.verb('act').ing} {w.tail()}")


def auxiliary_has_object(w: WordPicker) -> Pair:
    n, (verb, thing) = w.number(), w.deed()
    after = f"already {verb.participle} the {thing[w.number()]}"
    return differ(f"the {w.adjective('person')} {w.someone()[n]}", HAS[n], HAS[other(n)], after)


def coordination_be(w: WordPicker) -> Pair:
    n, (a, b), be = w.number(), w.people(2), w.of(IS, WAS)
    between = (w.link(), "and")[n]
    return differ(f"the {a.singular} {between} the {b.singular}", be[n], be[other(n)], w.adjective("person"))


def coordination_act(w: WordPicker) -> Pair:
    n, (a, b), verb = w.number(), w.people(2), w.verb("act")
    subject = f"{w.the()} {a.singular} {(w.link(), 'and')[n]} {w.the()} {b.singular}"
    return differ(subject, verb.present(n), verb.present(other(n)))


def coordination_has(w: WordPicker) -> Pair:
    n, (a, b) = w.number(), w.names(2)
    subject = f"the {w.someone().singular} {(w.link(), 'and')[n]} {a}"
    return differ(subject, HAS[n], HAS[other(n)], f"{w.verb('meet').participle} {b}")


def inverted_where(w: WordPicker) -> Pair:
    n, be = w.number(), w.of(IS, WAS)
    return differ(
        w.of("where", "why", "how often"), be[n], be[other(n)], f"the {w.someone()[n]} {w.verb('act').ing}?"
    )


def inverted_yes_no(w: WordPicker) -> Pair:
    n, be = w.number(), w.of(IS, WAS)
    return differ(
        "", be[n].capitalize(), be[other(n)].capitalize(), f"the {w.noun('thing')[n]} {w.adjective('thing')}?"
    )


def inverted_has(w: WordPicker) -> Pair:
    n, aux = w.number(), w.of(HAS, DOES)
    verb = w.verb("act")
    form = verb.participle if aux is HAS else verb.base
    return differ("", aux[n].capitalize(), aux[other(n)].capitalize(), f"the {w.someone()[n]} {form}?")


def partitive_act(w: WordPicker) -> Pair:
    n, verb = w.number(), w.verb("act")
    which = (w.of("each", "one"), w.of("all", "both", "most"))[n]
    return differ(f"{which} of the {w.someone().plural}", verb.present(n), verb.present(other(n)), w.tail())


def partitive_be(w: WordPicker) -> Pair:
    n, be = w.number(), w.of(IS, WAS)
    which = (w.of("each", "one"), w.of("all", "both", "most"))[n]
    return differ(f"{which} of the {w.noun('thing').plural}", be[n], be[other(n)], w.adjective("thing"))


def partitive_has(w: WordPicker) -> Pair:
    n = w.number()
    which = ("every one", w.of("several", "many"))[n]
    return differ(f"{which} of the {w.someone().plural}", HAS[n], HAS[other(n)], w.verb("act").participle)


# The pronouns that take the first, the second and the third form of a verb.
_PRONOUNS = (("I",), ("he", "she"), ("they", "we", "you"))


def _pronoun(w: WordPicker, forms: tuple[str, str, str], after: str) -> Pair:
    """He or she half of the time, so that each form is as often right as wrong."""
    person = w.of(1, 1, 0, 2)
    wrong = forms[1] if person != 1 else w.of(forms[0], forms[2])
    return differ(w.of(*_PRONOUNS[person]), forms[person], wrong, after)


def pronoun_be(w: WordPicker) -> Pair:
    return _pronoun(w, ("am", "is", "are"), f"{w.adjective('person')} {w.tail()}")


def pronoun_act(w: WordPicker) -> Pair:
    verb = w.verb("act")
    return _pronoun(w, (verb.base, verb.third, verb.base), w.tail())


def pronoun_auxiliary(w: WordPicker) -> Pair:
    verb = w.verb("act")
    does, has = ("do", "does", "do"), ("have", "has", "have")
    if w.chance(0.5):
        return _pronoun(w, does, f"not {verb.base}")
    return _pronoun(w, has, f"{verb.participle}")


def pronoun_deed(w: WordPicker) -> Pair:
    verb, thing = w.deed()
    return _pronoun(w, (verb.base, verb.third, verb.base), f"the {thing[w.number()]}")


# --- determiner and noun ---------------------------------------------------------------------------


def determiner_object(w: WordPicker) -> Pair:
    n, (verb, thing), these = w.number(), w.deed(), w.of(THIS, THAT)
    return differ(f"{w.name()} {verb.past} {these[n]}", thing[n], thing[other(n)], w.tail())


def determiner_subject(w: WordPicker) -> Pair:
    n, person, these = w.number(), w.noun("person"), w.of(THIS, THAT)
    return differ(these[n], person[n], person[other(n)], w.verb("act").past)


def _article(w: WordPicker, before: str, noun: Callable[[], str], after: str = "") -> Pair:
    """`a` or `an`, by the sound after it; both are right equally often."""
    good, bad = w.of(("a", "an"), ("an", "a"))
    while article(found := noun()).split()[0] != good:
        continue
    return differ(before, good, bad, f"{found} {after}")


def article_object(w: WordPicker) -> Pair:
    verb = w.of("bought", "saw", "found", "wanted", "painted", "noticed")
    return _article(w, f"{w.name()} {verb}", lambda: w.owned().singular, w.tail())


def article_subject(w: WordPicker) -> Pair:
    return _article(w, "", lambda: w.someone().singular, w.verb("act").past)


def article_adjective(w: WordPicker) -> Pair:
    before = f"the {w.someone().singular} {w.of('has', 'needs', 'sold')}"
    return _article(w, before, lambda: f"{w.adjective('thing')} {w.noun('thing').singular}")


def determiner_phrase(w: WordPicker) -> Pair:
    n, thing, these = w.number(), w.noun("thing"), w.of(THIS, THAT)
    return differ(f"{w.name()} put the book {w.link()} {these[n]}", thing[n], thing[other(n)])


def determiner_form(w: WordPicker) -> Pair:
    n, (verb, thing), these = w.number(), w.deed(), w.of(THIS, THAT)
    return differ(f"{w.name()} {verb.past}", these[n], these[other(n)], f"{w.adjective('any')} {thing[n]}")


def determiner_adjective(w: WordPicker) -> Pair:
    n, thing, these = w.number(), w.owned(), w.of(THIS, THAT)
    before = f"{w.name()} {w.verb('handle').past} {these[n]} {w.adjective('any')}"
    return differ(before, thing[n], thing[other(n)])


def determiner_two_adjectives(w: WordPicker) -> Pair:
    n, person, these = w.number(), w.noun("person"), w.of(THIS, THAT)
    before = f"{these[n]} {' and '.join(w.adjectives('person', 2))}"
    return differ(before, person[n], person[other(n)], w.verb("act").past)


_IRREGULAR = (
    ("man", "men"), ("woman", "women"), ("child", "children"), ("foot", "feet"), ("tooth", "teeth"),
    ("mouse", "mice"), ("goose", "geese"), ("wolf", "wolves"), ("knife", "knives"), ("shelf", "shelves"),
    ("thief", "thieves"), ("leaf", "leaves"), ("loaf", "loaves"),
)  # fmt: skip


def irregular_object(w: WordPicker) -> Pair:
    n, noun, these = w.number(), w.of(*_IRREGULAR), w.of(THIS, THAT, ("a", "two"), ("one", "many"))
    return differ(
        f"{w.name()} {w.of('saw', 'noticed', 'described', 'mentioned')} {these[n]}",
        noun[n],
        noun[other(n)],
        w.tail(),
    )


def irregular_adjective(w: WordPicker) -> Pair:
    n, noun, these = w.number(), w.of(*_IRREGULAR), w.of(THIS, THAT)
    return differ(
        f"the {w.someone().singular} looked at {these[n]} {w.of('small', 'big', 'strange', 'tiny')}",
        noun[n],
        noun[other(n)],
    )


def irregular_subject(w: WordPicker) -> Pair:
    n, noun, these = w.number(), w.of(*_IRREGULAR), w.of(THIS, THAT)
    return differ(
        these[n], noun[n], noun[other(n)], f"{WAS[n]} {w.of('small', 'large', 'strange', 'wet', 'cold')}"
    )


AGREEMENT = (
    Paradigm(
        name="agreement_simple",
        phenomenon="subject-verb agreement",
        source="Quirk et al. 1985, A Comprehensive Grammar of the English Language",
        templates=(simple_act, simple_be, simple_described),
        held_out=(simple_with_object,),
    ),
    Paradigm(
        name="agreement_pronoun",
        phenomenon="subject-verb agreement",
        source="Quirk et al. 1985, A Comprehensive Grammar of the English Language",
        templates=(pronoun_be, pronoun_act, pronoun_auxiliary),
        held_out=(pronoun_deed,),
    ),
    Paradigm(
        name="agreement_across_phrase",
        phenomenon="subject-verb agreement",
        source="Bock and Miller 1991, Broken Agreement",
        templates=(phrase_person, phrase_thing, phrase_part),
        held_out=(phrase_with,),
    ),
    Paradigm(
        name="agreement_across_object_relative",
        phenomenon="subject-verb agreement",
        source="Marvin and Linzen 2018, Targeted Syntactic Evaluation of Language Models",
        templates=(object_relative_act, object_relative_be),
        held_out=(object_relative_thing,),
    ),
    Paradigm(
        name="agreement_across_subject_relative",
        phenomenon="subject-verb agreement",
        source="Marvin and Linzen 2018, Targeted Syntactic Evaluation of Language Models",
        templates=(subject_relative_act, subject_relative_be),
        held_out=(subject_relative_has,),
    ),
    Paradigm(
        name="agreement_inside_relative",
        phenomenon="subject-verb agreement",
        source="Marvin and Linzen 2018, Targeted Syntactic Evaluation of Language Models",
        templates=(inside_relative_person,),
        held_out=(inside_relative_thing,),
    ),
    Paradigm(
        name="agreement_there",
        phenomenon="subject-verb agreement",
        source="Milsark 1974, Existential Sentences in English",
        templates=(there_room, there_person),
        held_out=(there_has_been,),
    ),
    Paradigm(
        name="agreement_auxiliary",
        phenomenon="subject-verb agreement",
        source="Quirk et al. 1985, A Comprehensive Grammar of the English Language",
        templates=(auxiliary_has, auxiliary_does, auxiliary_progressive),
        held_out=(auxiliary_has_object,),
    ),
    Paradigm(
        name="agreement_coordination",
        phenomenon="subject-verb agreement",
        source="Huddleston and Pullum 2002, The Cambridge Grammar of the English Language",
        templates=(coordination_be, coordination_act),
        held_out=(coordination_has,),
    ),
    Paradigm(
        name="agreement_question",
        phenomenon="subject-verb agreement",
        source="Quirk et al. 1985, A Comprehensive Grammar of the English Language",
        templates=(inverted_where, inverted_yes_no),
        held_out=(inverted_has,),
    ),
    Paradigm(
        name="agreement_partitive",
        phenomenon="subject-verb agreement",
        source="Huddleston and Pullum 2002, The Cambridge Grammar of the English Language",
        templates=(partitive_act, partitive_be),
        held_out=(partitive_has,),
    ),
    Paradigm(
        name="determiner_noun",
        phenomenon="determiner-noun agreement",
        source="Quirk et al. 1985, A Comprehensive Grammar of the English Language",
        templates=(determiner_object, determiner_subject),
        held_out=(determiner_phrase,),
    ),
    Paradigm(
        name="article_form",
        phenomenon="determiner-noun agreement",
        source="Huddleston and Pullum 2002, The Cambridge Grammar of the English Language",
        templates=(article_object, article_subject),
        held_out=(article_adjective,),
    ),
    Paradigm(
        name="determiner_across_adjective",
        phenomenon="determiner-noun agreement",
        source="Warstadt et al. 2020, BLiMP",
        templates=(determiner_adjective, determiner_form),
        held_out=(determiner_two_adjectives,),
    ),
    Paradigm(
        name="determiner_irregular_noun",
        phenomenon="determiner-noun agreement",
        source="Warstadt et al. 2020, BLiMP",
        templates=(irregular_object, irregular_adjective),
        held_out=(irregular_subject,),
    ),
)
