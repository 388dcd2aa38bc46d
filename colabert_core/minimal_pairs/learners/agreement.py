"""Verbs that do not agree with their subjects in everyday sentences."""

from collections.abc import Callable

from colabert_core.minimal_pairs.learners.everyday import Everyday, phrases
from colabert_core.minimal_pairs.lexicon import PL, SG, english
from colabert_core.minimal_pairs.paradigm import Pair, Paradigm, Template, differ
from colabert_core.minimal_pairs.word_picker import HAS, IS, WAS, article, other

_Forms = tuple[str, str]  # for a singular and a plural subject
_Subject = Callable[[Everyday, int], str]
# The forms of the verb, and what follows it.
_Predicate = Callable[[Everyday], tuple[_Forms, str]]


def _forms(verb: str) -> _Forms:
    return english().verb(verb).third, verb


def _acts(text: str) -> tuple[tuple[_Forms, str], ...]:
    """Verbs and what follows them, from `verb:rest`."""
    pairs = (word.split(":") for word in text.split())
    return tuple((_forms(verb), rest.replace("_", " ")) for verb, rest in pairs)


_ACTIONS = _acts("""
play:tennis drink:coffee teach:English study:English go:to_the_gym watch:television clean:the_house
cook:dinner take:the_bus work:from_home sing:in_a_choir bake:bread call:the_office ride:a_bike buy:vegetables
wash:the_car listen:to_music walk:in_the_park help:the_neighbors eat:fish wear:a_hat do:yoga run:in_the_park
""")
# Verbs that nobody uses in requests such as "Everyone take a seat".
_KNOWING = _acts("""
know:the_answer like:music like:pizza want:a_new_phone want:a_day_off need:more_time need:help own:a_bike
live:near_the_station live:in_Seoul have:a_car have:a_dog have:a_problem understand:the_question
agree:with_you hate:waiting know:my_sister like:the_idea need:a_break have:a_computer
""")
_STATES = _KNOWING + _acts("speak:English love:the_new_teacher think:it's_too_cold believe:the_story")
_OPENING = "bus:leave train:leave plane:leave store:open bank:close movie:start class:start lesson:end"
_MOODS = phrases("tired hungry happy excited nervous busy late ready worried sleepy sick angry bored sad")
_PLACES = phrases("in_the_kitchen at_home at_school at_the_station in_the_park outside upstairs here")
_LASTING = phrases("new heavy small expensive cheap old nice different beautiful special too_big")
_PASSING = phrases("dirty wet clean ready here upstairs in_the_car on_the_floor at_home")
_EVERY = phrases("every_day on_weekends every_week twice_a_week every_evening on_Sundays every_summer")
_AT = phrases("at_six at_nine at_noon at_half_past_seven early late at_eight in_the_morning in_the_evening")
_FRAMES = phrases("""
I_think_that I_know_that I'm_sure_that it's_strange_that I'm_worried_because I_hear_that my_teacher_says_that
we're_surprised_because it's_late,_but_I_think don't_forget_that she_says_that that's_fine_because
it's_not_true_that I'm_glad_that please_remember_that
""")
_SOMETIMES = ("", *_FRAMES)


def _choose(before: str, number: int, forms: _Forms, after: str = "") -> Pair:
    """The sentence with the form for that number, and with the other one."""
    return differ(before, forms[number], forms[other(number)], after)


def _says(subject: _Subject, predicate: _Predicate, starts: tuple[str, ...] = ("",)) -> Template:
    """A statement, after one of the starts."""

    def template(w: Everyday) -> Pair:
        number, (forms, rest) = w.number(), predicate(w)
        return _choose(f"{w.of(*starts)} {subject(w, number)}", number, forms, rest)

    return template


def _asks(subject: _Subject, predicate: _Predicate, starts: tuple[str, ...] = ("", "why")) -> Template:
    """A question that starts with the verb or a question word."""

    def template(w: Everyday) -> Pair:
        number, (forms, rest) = w.number(), predicate(w)
        return _choose(w.of(*starts), number, forms, f"{subject(w, number)} {rest}?")

    return template


def _then(predicate: _Predicate, *ends: str) -> _Predicate:
    """The predicate with one of the ends."""
    return lambda w: ((found := predicate(w))[0], found[1] + w.of(*ends))


def _fixed(ones: str, many: str) -> _Subject:
    """One of these subjects."""
    return lambda w, number: w.of(*phrases((ones, many)[number]))


def _with(subject: _Subject, starts: tuple[str, ...] = ("",), ends: tuple[str, ...] = ("",)) -> _Subject:
    """The subject between one of the starts and one of the ends."""
    return lambda w, number: f"{w.of(*starts)} {subject(w, number)} {w.of(*ends)}"


def _doing(*acts: tuple[_Forms, str]) -> _Predicate:
    return lambda w: w.of(*acts)


def _being(*rests: str, passing: tuple[str, ...] = (), negative: bool = True) -> _Predicate:
    """Be and one of the rests, or one of those that may pass, and a time."""

    def predicate(w: Everyday) -> tuple[_Forms, str]:
        past = w.chance(0.5)
        forms = WAS if past else IS
        if negative and w.chance(0.4):
            forms = f"{forms[SG]}n't", f"{forms[PL]}n't"
        if passing and w.chance(0.5):
            times = ("yesterday", "last night", "last week") if past else ("today", "now", "right now")
            return forms, f"{w.of(*passing)} {w.of('', *times)}"
        return forms, w.of(*rests)

    return predicate


def _does(w: Everyday) -> tuple[_Forms, str]:
    (_, base), rest = w.of(*_KNOWING)
    return ("does", "do"), f"{base} {rest}"


def _look(w: Everyday) -> tuple[_Forms, str]:
    how = w.of("", "very", "really", "so")
    return w.of(("looks", "look"), ("seems", "seem")), f"{how} {w.of(*_LASTING[:9], 'dirty', 'clean')}"


def _has(*rests: str) -> _Predicate:
    return lambda w: (HAS, w.of(*rests))


def _either(*predicates: _Predicate) -> _Predicate:
    return lambda w: w.of(*predicates)(w)


_state, _know, _action = _doing(*_STATES), _doing(*_KNOWING), _doing(*_ACTIONS)
_act = _doing(*_STATES, *_ACTIONS)
_mood = _being(*_MOODS, *_PLACES, passing=_MOODS + _PLACES)
_mood_only = _being(*_MOODS, passing=_MOODS, negative=False)
_quality = _being(*_LASTING, passing=_PASSING)
_reported = _being(
    *phrases("interesting surprising different important on_the_website in_the_report strange")
)
_judged = _being(*phrases("helpful wonderful terrible different strange great very_good so_important"))

_one_or_many = _fixed(
    "everyone everybody someone somebody nobody no_one each_of_us each_of_them every_student",
    """most_people many_people all_of_us both_of_them some_of_the_students a_lot_of_people most_of_my_friends
    several_people a_few_students all_of_them some_people""",
)
_one_or_many_in = _fixed("everyone everybody someone nobody", "most_people many_people a_lot_of_people")
_asked_all = _fixed("everyone everybody each_of_them", "all_of_you both_of_them most_people all_of_them")
_all_things = _fixed("everything nothing something each_room", "most_things many_things all_the_rooms")
_GROUPS = phrases("in_my_class at_work in_this_town in_our_office in_my_family at_our_school on_our_team")
_STORES = phrases("here in_this_store in_that_hotel in_our_house at_the_market")


def _anyone(w: Everyday, number: int) -> str:
    return _one_or_many(w, number) if w.chance(0.6) else f"{_one_or_many_in(w, number)} {w.of(*_GROUPS)}"


def _each(w: Everyday, number: int) -> str:
    """Each student, both students."""
    return f"{w.of(*(('each', 'every'), ('both', 'all', 'many', 'most'))[number])} {w.noun('job')[number]}"


_HEADS = phrases("box bag book key lamp picture plate cup phone bottle chair jacket umbrella towel present")
_LINKS = phrases("on_the_table next_to_the_window for_our_guest under_the_table from_my_cousin near_the_door")
_PERSONS = phrases("girl boy student teacher nurse neighbor singer waiter doctor tourist")
_BESIDE = phrases(
    "next_to_the_tree behind_the_car with_the_dog with_the_suitcase from_the_hotel near_the_door"
)
_GOT = phrases("bought found chose ordered wanted borrowed sold")
_WHO = _acts("live:next_to_my_cousin work:with_my_sister sit:behind_my_friend live:with_the_nurse")
_price_or_prices = _fixed(
    """the_price_of_the_tickets the_list_of_books the_number_of_students the_color_of_the_walls
    the_name_of_these_flowers the_size_of_the_rooms the_quality_of_the_photos the_cost_of_the_repairs""",
    """the_prices_in_this_store the_names_on_the_list the_colors_of_the_house the_rooms_in_this_hotel
    the_people_in_this_photo the_rules_of_the_game the_pages_of_this_book the_streets_in_my_city""",
)


def _linked(heads: tuple[str, ...], links: tuple[str, ...]) -> _Subject:
    """A noun and a phrase whose own noun usually has the other number."""

    def subject(w: Everyday, number: int) -> str:
        near = other(number) if w.chance(0.8) else number
        return f"the {english().noun(w.of(*heads))[number]} {w.of(*links)}{'s' if near == PL else ''}"

    return subject


def _one_of(w: Everyday, number: int) -> str:
    ones, many = ("one", "one", "each"), ("two", "some", "many", "most", "a few", "three", "several")
    kin = w.of("friends", "cousins", "neighbors", "classmates", "teachers", "colleagues")
    return f"{w.of(*(ones, many)[number])} of {w.my()} {kin}"


def _who_lives(w: Everyday, number: int) -> str:
    noun, (forms, near) = english().noun(w.of(*_PERSONS)), w.of(*_WHO)
    return f"the {noun[number]} who {forms[number]} {near}{'s' if number == SG else ''}"


def _bought(w: Everyday, number: int) -> str:
    """The phone that my parents bought."""
    who = (w.plural if number == SG else w.singular)().text
    return f"the {english().noun(w.of(*_HEADS))[number]} that {who} {w.of(*_GOT)}"


def _who(w: Everyday, number: int) -> str:
    """She, my brother, I, you, my parents."""
    return w.singular().text if number == SG else w.of("I", "I", w.plural().text, w.plural().text)


def _they(w: Everyday, number: int) -> str:
    """As `_who`, but never I."""
    return w.singular().text if number == SG else w.of(w.plural().text, w.of("you", "the children"))


def _after_clause(w: Everyday, number: int) -> str:
    """A subject after a whole clause of another subject."""
    first, (forms, rest) = w.number(), w.of(*_STATES)
    return f"{_who(w, first)} {forms[first]} {rest}, {w.of('but', 'and')} {_who(w, number)}"


def _daily(w: Everyday, number: int) -> str:
    return f"{w.my()} {w.daily_thing() if number == SG else w.daily_things()}"


_asked = _fixed("she he my_brother your_sister her_boss", "you they the_children your_friends")
_stuff = _fixed("furniture luggage jewelry equipment", "clothes scissors pants glasses jeans sunglasses")
_told = _fixed("the_news the_information the_homework the_advice", "the_police people some_people")
_field = _fixed("math physics the_United_States the_news", "people these_people those_people her_clothes")
_came = _fixed("the_luggage the_furniture the_mail the_news", "the_police those_people the_clothes")


def _bought_stuff(w: Everyday, number: int) -> str:
    return f"the {_stuff(w, number)} that {w.subject().text} {w.of(*_GOT)}"


def opening(w: Everyday) -> Pair:
    """The bus leaves at six; it takes an hour."""
    number, day = w.number(), w.of("", "on weekdays", "every day", "on Fridays", "in winter")
    if w.chance(0.3):
        what = w.of(("it", "they"), ("the trip", "the trips"), ("the test", "the tests"))[number]
        return _choose(what, number, _forms("take"), f"{w.of('an hour', 'a long time', 'two hours')} {day}")
    noun, verb = w.of(*_OPENING.split()).split(":")
    the = w.of("the", "our") if number == SG else w.of("the", "most", "some", "our")
    return _choose(f"{the} {english().noun(noun)[number]}", number, _forms(verb), f"{w.of(*_AT)} {day}")


_FOUND = phrases("bank shop problem student chair park bus dog tree car hotel museum cafe garden")
_NEARBY = phrases("in_this_town near_the_station on_our_street here near_my_school behind_the_museum")


def first_person(w: Everyday) -> Pair:
    """I am, never I is; she is, never she am."""
    one, many = _they(w, SG), _they(w, PL)
    now = (("I", "am", w.of("is", "are")),) * 2 + ((one, "is", "am"), (many, "are", "am"))
    who, good, bad = w.of(*now, ("I", "was", "were"), (many, "were", "was"))
    start = w.of("", "", "she knows that", "he says that", "they think", "don't forget that")
    return differ(f"{start} {who}", good, bad, w.of(*_MOODS, *_PLACES))


def there(w: Everyday) -> Pair:
    number, (forms, _) = w.number(), _mood(w)
    noun = english().noun(w.of(*_FOUND))
    what = article(noun[SG]) if number == SG else f"{w.of('many', 'enough', 'so many')} {noun[PL]}"
    return _choose(f"{w.of(*_SOMETIMES)} there", number, forms, f"{what} {w.of(*_NEARBY)}")


_SWAN = "Swan 2005, Practical English Usage"
_SWAN_SMITH = "Swan and Smith 2001, Learner English"
_QUIRK = "Quirk et al. 1985, A Comprehensive Grammar of the English Language"
_MURPHY = "Murphy 2019, English Grammar in Use"
_OFTEN = phrases("often always never usually rarely sometimes")
_MY = phrases("the my your our their his her")
_WHENEVER = ("when", "every time", "whenever")
_IN_FACT = ("", "now", "maybe", "of course", "in fact,")
_THESE_DAYS = phrases("in_our_city, in_that_building, these_days, in_my_opinion, as_you_know, of_course,")
_ASK_WHY = phrases("do_you_know_why can_you_tell_me_why did_they_explain_why could_you_ask_why is_that_why")
_WHERE = phrases("where where_exactly so_where")
_done = _has(*phrases("eaten left finished_the_test seen_the_movie gone_home arrived heard_the_news paid"))
_arrived = _has(*phrases("already_arrived finally_arrived just_arrived not_arrived_yet arrived_at_last"))
_remarkable = _being(*phrases("interesting important_to_me great special never_boring"), negative=False)
_is = _being("", negative=False)
_rarely = _then(_action, "", " at night", " in summer", " when it's warm", " if there's time")
_habit = _then(_action, "", *(f" {time}" for time in _EVERY))
_we_stay = _then(_action, ", we stay at home", ", it makes me happy", ", it's fun")
_was = _doing(*((WAS, rest) for rest in _MOODS + _PLACES))
_we_helped = _then(_was, ", nobody called", ", I made some tea", ", we helped", ", it got late")


def _paradigm(
    name: str, source: str, templates: tuple[Template, ...], held_out: tuple[Template, ...], level: str = ""
) -> Paradigm:
    return Paradigm(
        name=name, phenomenon="agreement", source=source, templates=templates, held_out=held_out,
        framed=False, level=level,
    )  # fmt: skip


_INDEFINITE = (
    *(_says(_anyone, predicate) for predicate in (_know, _mood_only, _done)), _says(_anyone, _know, _FRAMES),
    _says(_with(_all_things, ends=_STORES), _either(_look, _being(*_LASTING, negative=False))),
)  # fmt: skip
_INDEFINITE_HELD_OUT = _asks(_asked_all, _either(_does, _mood_only)), _says(_each, _know, _THESE_DAYS)
_girl_near = _linked(_PERSONS, _BESIDE)
_FAR = (
    _says(_linked(_HEADS, _LINKS), _quality),
    *(_says(who, _act, _SOMETIMES) for who in (_girl_near, _one_of)),
    _says(_price_or_prices, _reported, _SOMETIMES), _says(_who_lives, _act),
)  # fmt: skip
_FAR_HELD_OUT = _says(_bought, _quality), _asks(_girl_near, _either(_does, _mood_only))
_THIRD = (
    _says(_who, _habit), _says(_with(_who, ends=_OFTEN), _rarely), _says(_after_clause, _action),
    _says(_who, _state, _IN_FACT), _says(_who, _act, _FRAMES), opening,
)  # fmt: skip
_THIRD_HELD_OUT = _says(_who, _we_stay, _WHENEVER), _says(_who, _then(_act, "?"), _ASK_WHY)
_BE = (
    *(_says(_they, _mood, starts) for starts in (("",), _FRAMES)), _says(_daily, _quality),
    _asks(lambda w, number: w.of(_daily, _asked)(w, number), _is, _WHERE), first_person, there,
)  # fmt: skip
_BE_HELD_OUT = _asks(_asked, _mood), _says(_they, _we_helped, ("when", "because"))
_SPECIAL = (
    _says(_with(_stuff, _MY), _quality), _says(_with(_stuff, _MY), _look, _SOMETIMES),
    _says(_told, _judged, _SOMETIMES), _says(_field, _remarkable, _SOMETIMES),
    _says(_came, _arrived, _SOMETIMES),
)  # fmt: skip
_SPECIAL_HELD_OUT = _asks(_with(_stuff, _MY), _quality), _says(_bought_stuff, _quality)

EVERYDAY_AGREEMENT = (
    _paradigm("indefinite_agreement", _SWAN, _INDEFINITE, _INDEFINITE_HELD_OUT),
    _paradigm("far_agreement", _QUIRK, _FAR, _FAR_HELD_OUT),
    _paradigm("everyday_third_person", _SWAN_SMITH, _THIRD, _THIRD_HELD_OUT, "A1"),
    _paradigm("everyday_be", _SWAN_SMITH, _BE, _BE_HELD_OUT, "A1"),
    _paradigm("special_number", _MURPHY, _SPECIAL, _SPECIAL_HELD_OUT),
)
