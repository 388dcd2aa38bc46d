"""Learners' errors in the order of words and in questions, with what goes with it: do, not, so, too."""

from collections.abc import Callable

from colabert_core.minimal_pairs.learners.everyday import SHE, THEY, Everyday, Subject, words
from colabert_core.minimal_pairs.lexicon import Activity, Verb, english
from colabert_core.minimal_pairs.paradigm import Pair, Paradigm, differ, orders, sentence

_ALONE = words("husbands wives mothers fathers girlfriends boyfriends bosses landlords parent")
_RELATIONS = words(
    "friend sister brother cousin aunt uncle neighbor classmate teacher teammate colleague tutor"
)
_YOU = Subject("you", "you", THEY)
_PAST = (
    "yesterday", "last week", "last night", "last year", "two days ago", "last summer", "a month ago",
    "last Monday", "an hour ago", "this morning", "last weekend", "the day before yesterday",
)  # fmt: skip
# Verbs whose activity nobody does on purpose or for a while, or that are rare as a habit.
_CHANCE = words(
    "lose forget miss break catch hurt feel get pass stop set wake arrive join start sell download delete "
    "finish quit paint record celebrate lend"
)


# --- words that several paradigms need --------------------------------------------------------------


def _asked(w: Everyday) -> Subject:
    """Somebody whom a question is about: often you, never I."""
    if w.chance(0.3):
        return _YOU
    return _several(w) if w.chance(0.35) else w.singular()


def _others(w: Everyday) -> Subject:
    """A subject with the base form: you, they, my friends."""
    return _YOU if w.chance(0.4) else _several(w)


def _doing(w: Everyday, *groups: str) -> Activity:
    """Something that people do often and on purpose."""
    while (found := w.activity(*groups)).verb.base.split()[0] in _CHANCE:
        pass
    return found


def _handling(w: Everyday) -> Activity:
    """Something that people do often, with a short object: wash the dishes."""
    while True:
        found = _doing(w)
        if found.rest.startswith(("the ", "a ", "an ", "~", "some ")) and " " not in found.verb.base:
            return found


def _lead(w: Everyday) -> str:
    """How a question may begin."""
    return w.of("so", "but", "and", "sorry,", "excuse me,", "hey,") if w.chance(0.25) else ""


def _swap(before: str, one: str, two: str, after: str = "") -> Pair:
    """The parts `one` and `two` in this order, and in the other one."""
    return orders(f"{before} {one} {two} {after}", f"{before} {two} {one} {after}")


def _i(w: Everyday) -> Subject:
    """Any subject, often a pronoun."""
    return w.pronoun() if w.chance(0.5) else _somebody(w)


def _several(w: Everyday) -> Subject:
    """A plural subject; nobody has several mothers or husbands."""
    while (found := w.plural()).text.split()[-1] in _ALONE:
        pass
    return found


def _somebody(w: Everyday) -> Subject:
    """Any subject."""
    return w.of(Everyday.pronoun, Everyday.singular, _several)(w)


def _relation(w: Everyday) -> str:
    return w.of(*_RELATIONS)


def _building(w: Everyday) -> str:
    return w.noun("building").singular


def _reshaped(w: Everyday, draw: Callable[[Everyday], Activity]) -> Activity:
    """An activity whose verb has three different forms: neither read nor cut."""
    while (found := draw(w)).verb.base in (found.verb.past, found.verb.participle):
        pass
    return found


# --- question_inversion -----------------------------------------------------------------------------


def inversion_why(w: Everyday) -> Pair:
    who, act = _asked(w), _doing(w)
    be = w.of(who.am, who.was)
    return _swap(f"{_lead(w)} why", be, who.text, f"{act.verb.ing} {who.doing(act)}?")


def inversion_where(w: Everyday) -> Pair:
    who = _asked(w)
    going = w.of(*words("going sitting working staying studying living waiting sleeping hiding running"))
    tail = w.of("", "", "now", "today", "this time", "this week")
    return _swap(f"{_lead(w)} where", who.am, who.text, f"{going} {tail}?")


def inversion_what(w: Everyday) -> Pair:
    who = _asked(w)
    verb = w.verb_among("do eat cook read watch drink write buy look_at listen_to wait_for talk_about")
    tail = w.of("", "", "in the kitchen", "right now", "here", "at the moment", "at school", "in the garden")
    return _swap(f"{_lead(w)} what", who.am, who.text, f"{verb.ing} {tail}?")


def inversion_will(w: Everyday) -> Pair:
    who, act = _asked(w), _doing(w)
    asks, will = w.of("when", "where", "how", "why"), w.of("will", "can", "should", "could")
    return _swap(f"{_lead(w)} {asks}", will, who.text, f"{act.verb.base} {who.doing(act)}?")


def inversion_be(w: Everyday) -> Pair:
    who = _asked(w)
    asks, after = w.of(
        ("where", w.of("", "", "now", "from", "today")),
        ("why", f"{w.of('so', 'always', 'still', '')} {w.adjective('feeling')}"), ("how old", ""),
        ("how tall", ""),
        ("why", w.of("here", "at home", "in bed", "at school", "in the kitchen", "at work", "outside")),
    )  # fmt: skip
    return _swap(f"{_lead(w)} {asks}", who.am, who.text, f"{after}?")


def inversion_thing(w: Everyday) -> Pair:
    asks, what = w.of(
        (
            "what",
            w.of("this", "that", f"{w.my()} name", f"{w.my()} phone number", f"{w.my()} favorite color"),
        ),
        ("who", w.of("this", "that", "that man", "that woman", "the new teacher", "this boy")),
        ("where", f"{w.of('the', 'the nearest')} {_building(w)}"), ("where", f"{w.my()} {w.daily_thing()}"),
        (
            "when",
            w.of(
                f"{w.my()} birthday", f"the {w.of('party', 'meeting', 'exam', 'concert', 'wedding', 'game')}",
            ),
        ),
        (w.of("how", "where"), w.kin()),
    )  # fmt: skip
    return _swap(f"{_lead(w)} {asks}", "is", what, "?")


def inversion_perfect(w: Everyday) -> Pair:
    who = _asked(w)
    asks, after = w.of(
        (
            w.of("where", "what"),
            f"{w.of('put', 'found', 'hidden', 'bought')} {w.of('', 'today', 'this time')}",
        ),
        (
            "how long",
            w.of(f"lived in {w.world('city')}", "been here", "been sick", "worked here", "had this car"),
        ),
        ("how many times", f"been to {w.world('city')}"),
        (
            "why",
            f"{w.of('opened', 'closed', 'locked')} the {w.of('window', 'door', 'box', 'gate', 'suitcase')}",
        ),
    )
    if asks == "where":
        after = f"been {w.of('', 'today', 'all day', 'this week', 'all morning')}"
    return _swap(f"{_lead(w)} {asks}", who.have, who.text, f"{after}?")


def inversion_did(w: Everyday) -> Pair:
    who, act = _asked(w), _doing(w)
    asks = w.of("when", "where", "how", "why", "how often")
    if w.chance(0.4):
        return _swap(f"{_lead(w)} {asks}", who.do, who.text, f"{act.verb.base} {who.doing(act)}?")
    asks = w.of("when", "where", "how", "why")
    return _swap(f"{_lead(w)} {asks}", "did", who.text, f"{act.verb.base} {who.doing(act)}?")


def inversion_not(w: Everyday) -> Pair:
    who, act = _asked(w), _doing(w)
    not_, after = w.of(
        (f"{who.do}n't", f"{act.verb.base} {who.doing(act)}"),
        ("didn't", f"{act.verb.base} {who.doing(act)}"),
        ({SHE: "isn't"}.get(who.person, "aren't"), f"{act.verb.ing} {who.doing(act)}"),
        ({SHE: "isn't"}.get(who.person, "aren't"), w.of("at home", "at school", "happy", "ready", "here")),
        ("can't", f"{act.verb.base} {who.doing(act)}"),
    )
    return _swap("why", not_, who.text, f"{after}?")


def inversion_time(w: Everyday) -> Pair:
    """Held out: the question word with a noun."""
    who, act = _asked(w), _doing(w, "home", "school", "work", "leisure")
    asks = w.of("what time", "which day", "what day", "at what time")
    will, verb = w.of((who.am, act.verb.ing), ("will", act.verb.base), ("can", act.verb.base))
    return _swap(_lead(w) + " " + asks, will, who.text, f"{verb} {who.doing(act)}?")


def inversion_clause(w: Everyday) -> Pair:
    """Held out: after another clause."""
    who, act = _asked(w), _doing(w)
    before = w.of(
        "I like your shoes, but", "it is late, so", "the shop is closed, so", "dinner is ready, but",
        "if it rains,", "I called twice, but", "the bus is here, but", "we have no milk, so",
    )  # fmt: skip
    asks, be, after = w.of(
        ("where", who.am, ""), ("why", who.am, f"{act.verb.ing} {who.doing(act)}"),
        ("what", "will", f"{w.of('do', 'eat', 'buy', 'say')} {w.of('', 'tomorrow', 'tonight')}"),
        ("how", "can", f"{act.verb.base} {who.doing(act)}"),
    )  # fmt: skip
    return _swap(f"{before} {asks}", be, who.text, f"{after}?")


def inversion_noun(w: Everyday) -> Pair:
    """Held out: how many things, whose thing, which thing."""
    who, things = _asked(w), w.daily_things()
    asks = w.of(f"how many {things}", f"which {things}", f"whose {things}", f"what kind of {things}")
    verb = w.verb_among("buy sell want wash carry paint use bring look_for clean")
    have, form = w.of(
        (who.have, verb.participle), ("will", verb.base), ("should", verb.base), ("did", verb.base)
    )
    return _swap(asks, have, who.text, f"{form}?")


# --- question_do ------------------------------------------------------------------------------------


def _where_live(w: Everyday) -> tuple[str, Verb, str]:
    """A question word, a verb that fits it, and what follows."""
    return w.of(
        ("where", w.verb_among("live work study eat"), w.of("", "", "now", "these days")),
        ("where", w.verb_among("come"), "from"),
        ("what", w.verb_among("want need"), w.of("", "for dinner", "for breakfast", "from the store")),
        ("what", w.verb_among("think"), w.of("about this", "about the movie", "of my idea")),
        ("how", w.verb_among("know"), w.of("that", "my name", "the answer", "my sister", "this song")),
        ("what", w.verb_among("mean"), w.of("", "by that")),
        ("how often", w.verb_among("travel exercise cook"), ""),
        ("why", w.verb_among("like need hate"), w.of("this song", "that shirt", "winter", "this game")),
    )  # fmt: skip


def do_plural(w: Everyday) -> Pair:
    """Where you live? Where do live you?"""
    who, (asks, verb, rest) = _others(w), _where_live(w)
    bad = w.of(f"{who.text} {verb.base}", f"do {verb.base} {who.text}", f"{who.text} do {verb.base}")
    return differ(f"{_lead(w)} {asks}", f"do {who.text} {verb.base}", bad, f"{rest}?")


def do_singular(w: Everyday) -> Pair:
    """Where she lives? Where she live? Where does live she?"""
    who, (asks, verb, rest) = w.singular(), _where_live(w)
    bad = w.of(f"{who.text} {verb.third}", f"{who.text} does {verb.base}", f"does {verb.base} {who.text}")
    return differ(f"{_lead(w)} {asks}", f"does {who.text} {verb.base}", bad, f"{rest}?")


def do_past(w: Everyday) -> Pair:
    who, act = _asked(w), w.activity()
    bad = act.verb.past if w.chance(0.4) else act.verb.base
    asks, rest = w.of("why", "when"), f"{who.doing(act)}?"
    return differ(f"{_lead(w)} {asks}", f"did {who.text} {act.verb.base}", f"{who.text} {bad}", rest)


def do_verb_first(w: Everyday) -> Pair:
    """Where bought you it?"""
    who = _asked(w)
    verb, rest = w.of(
        (w.verb_among("buy find see lose"), w.of("it", "them", "the keys", "the tickets")),
        (
            w.verb_among("go travel walk swim"),
            w.of("", "yesterday", "last summer", "last night", "after school"),
        ),
        (w.verb_among("learn speak hear study"), w.of("English", "Spanish", "Korean", "French")),
    )
    before, bad = f"{_lead(w)} {w.of('where', 'when', 'why')}", w.of(verb.past, verb.base, verb.base)
    return differ(before, f"did {who.text} {verb.base}", f"{bad} {who.text}", f"{rest}?")


def do_none(w: Everyday) -> Pair:
    """The other way: Who find the keys yesterday?"""
    if w.chance(0.4):
        verb, rest = w.verb_among("want need like"), w.any("coffee, tea, more rice, this shirt, help, pizza")
        asks = w.of("who", "which student", "who else", "and who")
        return differ(asks, verb.third, w.of(verb.base, f"does {verb.third}"), f"{rest}?")
    verb, rest = w.of(
        (w.verb_among("buy find see lose"), w.of("it", "them", "the keys", "the tickets")),
        (w.verb_among("go travel walk swim"), w.of("home", "with you", "there")),
        (w.verb_among("speak hear learn"), w.of("English", "Spanish", "Korean", "French")),
    )
    if verb.base == "swim" and rest == "home":
        rest = "there"
    asks = w.of("who", "which student", "who else", "and who")
    return differ(f"{_lead(w)} {asks}", verb.past, verb.base, f"{rest} {w.of(*_PAST)}?")


def do_like_you(w: Everyday) -> Pair:
    """Like you coffee?"""
    who = _asked(w)
    verb, rest = w.of(
        (
            w.verb_among("like want need"),
            w.of("coffee", "tea", "some water", "more rice", "this shirt", "my idea"),
        ),
        (w.verb_among("speak understand study"), w.world("language")),
        (w.verb_among("live work"), w.of("here", "downtown", f"in {w.world('city')}")),
        (w.verb_among("know remember"), w.of("the answer", f"{w.my()} name", "this song", w.first_name())),
        (w.verb_among("play"), w.of("soccer", "tennis", "chess", "the guitar", "the piano")),
    )
    do, form = who.do, w.of(who.present(verb), verb.base, f"{who.do} {verb.base}", f"{who.do} {verb.base}")
    return differ("", f"{do} {who.text} {verb.base}", f"{form} {who.text}", f"{rest}?")


def do_means(w: Everyday) -> Pair:
    """What means this word?"""
    what, (asks, verb) = w.of(
        (w.of("this word", "that sign", "this sentence", "your message"), ("what", w.verb_among("mean"))),
        (w.of("this shirt", "a ticket", "that bag", "the room"), ("how much", w.verb_among("cost"))),
        (w.of("the bank", "the museum", "this store"), ("when", w.verb_among("open close"))),
        (
            w.of("the movie", "the class", "the game"),
            (w.of("when", "what time"), w.verb_among("start begin end")),
        ),
        (
            w.of("the train", "the bus", "our plane"),
            (w.of("when", "what time"), w.verb_among("arrive leave")),
        ),
    )
    bad = w.of(verb.third, verb.base, f"does {verb.base}", f"does {verb.base}")
    return differ(f"{_lead(w)} {asks}", f"does {what} {verb.base}", f"{bad} {what}", "?")


def do_be(w: Everyday) -> Pair:
    """Why do you are tired?"""
    who = _asked(w)
    be, do = w.of((who.am, who.do), (who.am, who.do), (who.was, "did"))
    asks, after = w.of(
        ("why", f"{w.of('so', 'always', '')} {w.adjective('feeling')}"),
        ("where", w.of("", "from") if do != "did" else w.of(*_PAST)),
        ("why", w.of("at home", "in bed", "outside", "at work", "at school", "in the kitchen")),
    )
    return differ(f"{_lead(w)} {asks}", f"{be} {who.text}", f"{do} {who.text} {be}", f"{after}?")


def do_modal(w: Everyday) -> Pair:
    """When does she will come?"""
    who, act = _asked(w), _doing(w)
    will, asks = w.of("will", "can", "should"), w.of("when", "why")
    do = who.do
    bad = f"{do} {who.text} {will}"
    return differ(f"{_lead(w)} {asks}", f"{will} {who.text}", bad, f"{act.verb.base} {who.doing(act)}?")


def do_perfect(w: Everyday) -> Pair:
    """Where did you have been?"""
    who = _asked(w)
    asks, after = w.of(
        ("where", w.of("been all day", "been today", "put the keys", "parked the car")),
        ("how long", w.of("been here", f"lived in {w.world('city')}", "been sick", "been married")),
        ("how many times", f"been to {w.world('city')}"),
    )
    before = f"{_lead(w)} {asks}"
    return differ(before, f"{who.have} {who.text}", f"{who.do} {who.text} {who.have}", f"{after}?")


def do_spell(w: Everyday) -> Pair:
    """Held out: how you say things."""
    who = _others(w)
    rest = w.of(
        f"say {w.of('this', 'that', 'hello', 'thank you', 'good night')} in {w.world('language')}",
        f"spell {w.of('your', 'their', 'this')} name", "open this door", "use this machine",
        f"make {w.of('soup', 'pancakes', 'an omelet', 'rice')}", "turn on the heater", "get to school",
        f"usually celebrate {w.of('birthdays', 'weddings')} in {w.world('country')}",
    )  # fmt: skip
    bad = w.of(who.text, f"{who.text} do")
    return differ(w.of("how", "and how", "so how"), f"do {who.text}", bad, f"{rest}?")


def do_much(w: Everyday) -> Pair:
    """Held out: how many, what kind of."""
    who, things = w.singular(), w.daily_things()
    asks = w.of(f"how many {things}", f"what kind of {things}", f"which {things}")
    verb = w.verb_among("need want like use sell")
    bad = w.of(f"{verb.base} {who.text}", f"{who.text} {verb.base}", f"does {verb.base} {who.text}")
    return differ(asks, f"does {who.text} {verb.base}", bad, "?")


def do_needless(w: Everyday) -> Pair:
    """Held out: do where a form of be is there already."""
    what = w.of(f"{w.my()} {w.daily_thing()}", f"the {_building(w)}", f"the {w.noun('meeting').singular}")
    be, do = w.of(("is", "does"), ("was", "did"))
    asks = w.of("how far away", "how big", "how expensive", "where", "how old")
    if "the" not in what.split() or "away" not in asks:
        asks = asks.replace("how far away", "where")
    if what.split()[-1] in [noun.singular for noun in english()["nouns.meeting"]]:
        asks = w.of("when", "where", "how long", "what time")
    return differ(asks, f"{be} {what}", f"{do} {what} {be}", "?")


# --- question_auxiliary_choice ----------------------------------------------------------------------

_STATES = words(
    "tired hungry happy sad angry nervous excited scared sleepy lonely thirsty late sorry jealous married "
    "afraid disappointed cold young famous interested"
)


def auxiliary_state(w: Everyday) -> Pair:
    """Do you hungry?"""
    who = _asked(w)
    after = w.of(w.of(*_STATES), w.of(*_STATES), f"from {w.world('country')}", "at home", "at work")
    asks = f"{_lead(w)} {w.of('', '', 'why')}" if "from" not in after else w.of("", "so")
    be, do = w.of((who.am, who.do), (who.was, "did"))
    if "from" in after:
        be, do = who.am, who.do
    tail = w.of(*_PAST) if do == "did" else w.of("", "", "now", "today")
    return differ(asks, be, do, f"{who.text} {after} {tail if 'from' not in after else ''}?")


def auxiliary_habit(w: Everyday) -> Pair:
    """Are you live here?"""
    who, (asks, verb, rest) = _asked(w), _where_live(w)
    if verb.base == "like":  # "Why are you like this?" is good
        verb = english().verb("need")
    return differ(f"{_lead(w)} {asks}", who.do, who.am, f"{who.text} {verb.base} {rest}?")


def auxiliary_activity(w: Everyday) -> Pair:
    who, act = _asked(w), _reshaped(w, _doing)
    habit = (who.do, who.am, w.habit_time())
    do, be, tail = w.of(habit, ("did", who.was, w.of(*_PAST)))
    return differ("", do, be, f"{who.text} {act.verb.base} {who.doing(act)} {tail}?")


def auxiliary_progressive(w: Everyday) -> Pair:
    """Does she going home?"""
    who, act = _asked(w), _doing(w)
    be, do = w.of((who.am, who.do), (who.am, who.do), (who.was, "did"))
    asks = w.of("", "", "why", "where")
    return differ(f"{_lead(w)} {asks}", be, do, f"{who.text} {act.verb.ing} {who.doing(act)}?")


def auxiliary_can(w: Everyday) -> Pair:
    """Do you can swim? Are you can swim?"""
    who, act = _asked(w), _doing(w)
    can = w.of("can", "should", "will")
    rest = f"{act.verb.base} {who.doing(act)}?"
    return differ("", f"{can} {who.text}", f"{w.of(who.do, who.do, who.am)} {who.text} {can}", rest)


def auxiliary_perfect(w: Everyday) -> Pair:
    """Do you have been to Paris? Have you want some tea?"""
    who = _asked(w)
    if w.chance(0.5):
        rest = w.of(
            f"been to {w.world('city')}", f"ever been to {w.world('country')}", "ever seen snow",
            "been to the doctor", "lost weight", "ever eaten kimchi", "met the new teacher",
        )  # fmt: skip
        return differ("", f"{who.have}", w.of(who.am, who.do), f"{who.text} {rest}?")
    rest = w.of(
        f"live in {w.world('city')}", f"speak {w.world('language')}", "want some tea", "need help",
        f"know {w.first_name()}", "like spicy food", "understand the question", "work on weekends",
    )  # fmt: skip
    return differ("", who.do, who.have, f"{who.text} {rest}?")


def auxiliary_agree(w: Everyday) -> Pair:
    """Are you agree?"""
    who = _asked(w)
    rest = w.of(
        f"agree with {w.kin()}", "agree with me", f"need a new {w.daily_thing()}",
        f"want a new {w.daily_thing()}", f"know {w.kin()}", f"have a {w.noun('pet').singular}",
        f"believe {w.first_name()}", f"remember {w.kin()}", f"want to go to {w.world('city')}",
        f"speak {w.world('language')}",
    )  # fmt: skip
    if w.chance(0.5):
        rest = w.of(
            f"sure about {w.of('this', 'that', 'it')}", f"afraid of {w.kin()}",
            f"late for {w.of('work', 'school', 'dinner')}", f"from {w.world('city')}",
            f"at the {_building(w)}", f"in {w.world('city')} now", "alone tonight",
        )  # fmt: skip
        return differ(_lead(w), who.am, who.do, f"{who.text} {rest}?")
    return differ(_lead(w), who.do, who.am, f"{who.text} {rest}?")


def auxiliary_interested(w: Everyday) -> Pair:
    """Held out: Do you interested in music?"""
    who = _asked(w)
    rest = w.of(
        f"interested in {w.noun('school_subject').singular}", f"afraid of {w.noun('pet').plural}",
        f"good at {w.noun('school_subject').singular}", f"ready for the {w.noun('meeting').singular}",
        f"angry with {w.first_name()}", f"married to a {w.of('doctor', 'nurse', 'teacher', 'singer')}",
        f"older than {w.first_name()}", "in a hurry", "on vacation", "a good cook", "a student here",
    )  # fmt: skip
    be, do = w.of((who.am, who.do), (who.am, who.do), (who.was, "did"))
    return differ(w.of("", "tell me,", "excuse me,", "by the way,"), be, do, f"{who.text} {rest}?")


def auxiliary_noun(w: Everyday) -> Pair:
    """Held out: How many books are you have?"""
    who, things = _asked(w), w.daily_things()
    asks = w.of(f"how many {things}", f"what kind of {things}", f"which {things}", f"whose {things}")
    do, be = w.of((who.do, who.am), (who.do, who.am), ("did", who.was))
    return differ(asks, do, be, f"{who.text} {w.verb_among('need want use sell buy bring').base}?")


# --- question_subject -------------------------------------------------------------------------------


def _who_does(w: Everyday) -> tuple[str, Verb, str]:
    """A singular subject question: who, a verb, and what follows."""
    return w.of(
        (
            "who", w.verb_among("want need like"),
            w.of("tea", "coffee", "some cake", "more rice", "pizza", "a ride"),
        ),
        ("who", w.verb_among("know remember"),
         w.of("the answer", "this song", f"{w.my()} name", w.first_name())),
        ("who", w.verb_among("live work"), w.of("here", "next door", "in this house", "upstairs")),
        (
            "which bus", w.verb_among("go"),
            f"to {w.of('the airport', 'the beach', 'the station', 'downtown Boston')}",
        ),
        ("which train", w.verb_among("stop"), f"in {w.world('city')}"),
        ("who", w.verb_among("teach speak study"), w.world("language")),
        ("who", (act := _reshaped(w, _handling)).verb, f"{act.rest.replace('~', 'your')} {w.habit_time()}"),
    )  # fmt: skip


def subject_agrees(w: Everyday) -> Pair:
    asks, verb, rest = _who_does(w)
    good, bad = verb.third, verb.base
    if asks == "who" and w.chance(0.8):
        asks, good, bad = w.of("which students", "which two of them", "what kind of people"), bad, good
    return differ(f"{_lead(w)} {asks}", good, bad, f"{rest}?")


def subject_does(w: Everyday) -> Pair:
    """Who does lives here?"""
    asks, verb, rest = _who_does(w)
    bad = w.of(f"does {verb.third}", verb.base, verb.base, f"is {verb.third}")
    return differ(f"{_lead(w)} {asks}", verb.third, bad, f"{rest}?")


def subject_did(w: Everyday) -> Pair:
    """Who did called you? Who call you yesterday?"""
    verb, rest = w.of(
        (
            w.verb_among("call see help invite meet visit"),
            w.of("you", "her", "them", w.first_name(), w.kin()),
        ),
        (
            w.verb_among("call see help invite meet visit"),
            w.of("you", "her", "them", w.first_name(), w.kin()),
        ),
        (
            w.verb_among("break find buy choose lose"),
            f"the {w.of('window', 'box', 'vase', 'bottle', 'suitcase')}",
        ),
        ((act := _reshaped(w, _handling)).verb, act.rest.replace("~", w.of("your", "her", "his"))),
    )
    bad = w.of(f"did {verb.past}", verb.base, verb.base, verb.base)
    return differ(f"{_lead(w)} who", verb.past, bad, f"{rest} {w.of(*_PAST)}?")


def subject_happened(w: Everyday) -> Pair:
    """What did happened? What happen yesterday? And: When it happened?"""
    if w.chance(0.5):
        what = w.of("it", "the accident", "that", "this", "the fire")
        after = w.of("", "", f"in {w.world('city')}", f"at the {_building(w)}")
        asks = w.of("when", "how", "where", "why")
        return differ(
            f"{_lead(w)} {asks}", f"did {what} happen", w.of(f"{what} happened", f"{what} did happen"),
            f"{after if asks != 'where' else ''}?",
        )  # fmt: skip
    tail = w.of(
        f"to {w.my()} {w.daily_thing()}", f"to {w.kin()}", f"in {w.world('city')}", f"at the {_building(w)}"
    )
    bad = w.of("did happened", "happen", "happen")
    return differ(f"{_lead(w)} what", "happened", bad, f"{tail} {w.of(*_PAST)}?")


def subject_plural(w: Everyday) -> Pair:
    """How many people lives here?"""
    things = w.of("how many people", "how many students", "how many of your friends", "which of these boys")
    if things.startswith("which"):
        things = "which students"
    verb, rest = w.of(
        (w.verb_among("live work"), w.of("here", "in this house", f"in {w.world('city')}")),
        (w.verb_among("speak study learn"), w.world("language")),
        (w.verb_among("want need"), w.of("tea", "coffee", "a ticket", "help", "pizza")),
        (w.verb_among("go come"), w.of("to school by bus", "here every day", "to the gym after work")),
        (
            w.verb_among("know like remember"),
            w.of("the answer", "this song", w.first_name(), "the new teacher"),
        ),
    )
    return differ(f"{_lead(w)} {things}", verb.base, verb.third, f"{rest}?")


def subject_or_object(w: Everyday) -> Pair:
    """A question about the object: What she wants for dinner?"""
    who = w.singular()
    asks, verb, rest = w.of(
        ("what", w.verb_among("want need like"), w.of("for dinner", "for breakfast", "for the party")),
        ("who", w.verb_among("know remember like"), w.of("at school", "in this city", "in your class")),
        ("which language", w.verb_among("speak study teach"), w.of("at school", "at home", "at work")),
        (f"how many {w.daily_things()}", w.verb_among("need want"), w.of("", "for the trip")),
    )
    good = f"does {who.text} {verb.base}"
    bad = w.of(f"{who.text} {verb.third}", f"{who.text} does {verb.base}", f"{who.text} {verb.base}")
    return differ(f"{_lead(w)} {asks}", good, bad, f"{rest}?")


def subject_or_object_past(w: Everyday) -> Pair:
    """A question about the object: Who she called yesterday?"""
    who, verb = _asked(w), w.verb_among("call see help invite meet visit")
    asks = w.of("who", f"which {_relation(w)}", "who")
    rest, bad = f"{w.of(*_PAST)}?", w.of(f"{who.text} {verb.past}", f"{who.text} did {verb.base}")
    return differ(f"{_lead(w)} {asks}", f"did {who.text} {verb.base}", bad, rest)


def subject_is(w: Everyday) -> Pair:
    """Who does is coming? Who are coming?"""
    be, do = w.of(("is", "does"), ("was", "did"))
    act = _doing(w)
    rest = f"{act.verb.ing} {act.rest.replace('~', w.of('your', 'her', 'his'))}"
    return differ(f"{_lead(w)} who", be, w.of(f"{do} {be}", do), f"{rest}?")


def subject_whose(w: Everyday) -> Pair:
    """Held out: whose brother lives, whose parents live, which of you wants."""
    _, verb, rest = _who_does(w)
    while verb.base in ("go", "stop"):
        _, verb, rest = _who_does(w)
    if w.chance(0.4):
        asks = f"whose {w.of('parents', 'friends', 'brothers', 'sisters', 'cousins', 'neighbors')}"
        return differ(asks, verb.base, verb.third, f"{rest}?")
    asks = w.of(f"whose {_relation(w)}", f"which {w.noun('job').singular}", "which of your brothers")
    return differ(asks, verb.third, verb.base, f"{rest}?")


def subject_which_past(w: Everyday) -> Pair:
    """Held out: which student did lost."""
    who, lost = w.of(_relation(w), w.noun("job").singular), w.verb_among("buy find choose lose")
    if w.chance(0.5):
        rest = f"{w.of('your', 'her', 'his', 'the')} {w.daily_thing()} {w.of(*_PAST)}?"
        return differ(f"which {who}", lost.past, w.of(f"did {lost.past}", lost.base, lost.base), rest)
    sub = _asked(w)
    rest = f"with {sub.own} {_relation(w)} {w.of(*_PAST)}?"
    asks = w.of("what", f"which {w.noun('document').singular}")
    verb = w.verb_among("buy find choose lose")
    bad = w.of(f"{sub.text} {verb.past}", f"{sub.text} did {verb.base}")
    return differ(asks, f"did {sub.text} {verb.base}", bad, rest)


# --- indirect_question ------------------------------------------------------------------------------

_STARTS = (
    ("do you know", "?"), ("can you tell me", "?"), ("could you tell me", "?"), ("do you remember", "?"),
    ("does anybody know", "?"), ("did she tell you", "?"), ("I don't know", ""), ("I wonder", ""),
    ("I'm not sure", ""), ("nobody knows", ""), ("I can't remember", ""), ("please tell me", ""),
    ("I have no idea", ""), ("she wants to know", ""), ("I forgot", ""), ("we don't know", ""),
    ("he doesn't understand", ""), ("my mother asked me", ""), ("I want to know", ""), ("you know", ""),
)  # fmt: skip


def _indirect(w: Everyday, good: str, bad: str) -> Pair:
    start, mark = w.of(*_STARTS[:-1])
    return orders(f"{start} {good}{mark}", f"{start} {bad}{mark}")


def indirect_where(w: Everyday) -> Pair:
    what, be = w.of(
        (f"the {_building(w)}", "is"), (f"{w.my()} {w.daily_thing()}", "is"),
        (f"{w.my()} {w.daily_things()}", "are"), (w.kin(), "is"),
    )  # fmt: skip
    tail = w.of("", "", "now")
    return _indirect(w, f"where {what} {be} {tail}", f"where {be} {what} {tail}")


def indirect_progressive(w: Everyday) -> Pair:
    who, act = _asked(w), _doing(w)
    asks, doing = w.of(
        ("why", f"{act.verb.ing} {who.doing(act)}"),
        ("where", w.of("going", "staying", "sitting", "working", "living")),
        ("what", w.of("doing", "eating", "reading", "waiting for", "talking about", "looking at")),
    )
    return _indirect(w, f"{asks} {who.text} {who.am} {doing}", f"{asks} {who.am} {who.text} {doing}")


def indirect_modal(w: Everyday) -> Pair:
    who, act = _i(w), _doing(w)
    asks, can = w.of("how", "when", "where", "why"), w.of("can", "should", "will", "could")
    rest = f"{act.verb.base} {who.doing(act)}"
    return _indirect(w, f"{asks} {who.text} {can} {rest}", f"{asks} {can} {who.text} {rest}")


def indirect_how(w: Everyday) -> Pair:
    asks, what = w.of(
        (f"how {w.of('old', 'tall')}", w.of(w.kin(), w.first_name(), w.of("he", "she"))),
        (f"how {w.of('expensive', 'heavy', 'big', 'old')}", f"{w.of('this', 'that')} {w.daily_thing()}"),
        ("what time", w.of("it", f"the {w.noun('meeting').singular}")),
        (
            "when",
            w.of(
                f"{w.my()} birthday", f"the {w.of('party', 'meeting', 'exam', 'concert', 'wedding', 'game')}"
            ),
        ),
        (w.of("why", "where", "how"), w.of("he", "she", "it") if w.chance(0.3) else w.kin()),
    )
    if asks == "why":
        what += " " + w.adjective("feeling")
        who, _, feeling = what.rpartition(" ")
        return _indirect(w, f"why {who} is {feeling}", f"why is {who} {feeling}")
    return _indirect(w, f"{asks} {what} is", f"{asks} is {what}")


def indirect_reported(w: Everyday) -> Pair:
    who, act = w.pronoun(), _doing(w)
    somebody = w.of("he", "she", w.first_name(), w.kin())
    start = f"{somebody} {w.of('asked me', 'wanted to know', 'asked', 'wondered')}"
    asks, be, rest = w.of(
        ("where", who.was, w.of("going", "from", "born", "living", "staying")),
        ("why", who.was, w.of(w.adjective("feeling"), f"{act.verb.ing} {who.doing(act)}")),
        ("how", "could", f"{act.verb.base} {who.doing(act)}"),
        (w.of("when", "where"), "would", f"{act.verb.base} {who.doing(act)}"),
    )
    return _swap(f"{start} {asks}", who.text, be, rest)


def indirect_do(w: Everyday) -> Pair:
    who, (asks, verb, rest) = _asked(w), _where_live(w)
    good = f"{asks} {who.text} {who.present(verb)} {rest}"
    bad = f"{asks} {who.do} {who.text} {verb.base} {rest}"
    return _indirect(w, good, bad)


def direct_do(w: Everyday) -> Pair:
    """The other way: a direct question, in the order of an indirect one."""
    who, (asks, verb, rest) = _asked(w), _where_live(w)
    good, bad = f"{who.do} {who.text} {verb.base}", f"{who.text} {who.present(verb)}"
    return differ(f"{_lead(w)} {asks}", good, bad, f"{rest}?")


def indirect_did(w: Everyday) -> Pair:
    who, act = _i(w), w.activity()
    asks, rest = w.of("why", "where", "when", "how"), who.doing(act)
    before = f"{asks} {who.text} {act.verb.past} {rest}"
    return _indirect(w, before, f"{asks} did {who.text} {act.verb.base} {rest}")


def direct_did(w: Everyday) -> Pair:
    who, act = _i(w), w.activity()
    good, bad = f"did {who.text} {act.verb.base}", f"{who.text} {act.verb.past}"
    return differ(f"{_lead(w)} {w.of('why', 'where', 'when', 'how')}", good, bad, f"{who.doing(act)}?")


def indirect_if(w: Everyday) -> Pair:
    """He asked me that I was hungry; I heard if he was sick."""
    who, act = w.pronoun(), _doing(w)
    rest = w.of(
        f"{who.text} {who.was} {w.adjective('feeling')}",
        f"{who.text} {who.was} {w.of('at home', 'at work')}",
        f"{who.text} could {act.verb.base} {who.doing(act)}", f"{who.text} {act.verb.past} {who.doing(act)}",
    )  # fmt: skip
    somebody = w.of("he", "she", w.first_name(), w.kin())
    if w.chance(0.5):
        start = f"{somebody} asked {w.of('me', 'us', 'them', 'my sister', 'everybody')}"
        return differ(start, "if", "that", rest)
    before = f"{somebody} {w.of('thought', 'believed', 'never thought', 'always believed')}"
    return differ(before, "that", "if", rest)


def indirect_depends(w: Everyday) -> Pair:
    """Held out: the indirect question after other starts."""
    who, act = _asked(w), _doing(w)
    start = w.of(
        "let me show you", "it doesn't matter", "I'd like to know", "everything depends on",
        "we talked about", "he explained to us", "I don't care", "you never told me", "I can't see",
        "it isn't clear", "nobody told us", "my boss will decide",
    )  # fmt: skip
    asks, be, rest = w.of(
        ("where", who.am, w.of("going", "sitting", "working", "")),
        ("when", "will", f"{act.verb.base} {who.doing(act)}"),
        ("how", "can", f"{act.verb.base} {who.doing(act)}"),
        ("why", who.am, f"{act.verb.ing} {who.doing(act)}"),
    )
    return _swap(f"{start} {asks}", who.text, be, rest)


def indirect_long(w: Everyday) -> Pair:
    """Held out: with do, and the question word with a noun."""
    who, things = _asked(w), w.daily_things()
    verb = w.verb_among("need want like use sell")
    asks = w.of(f"how many {things}", f"what kind of {things}", f"which {things}")
    start = w.of("let me know", "I'd like to know", "please ask them", "it doesn't matter", "guess")
    good, bad = f"{who.text} {who.present(verb)}", f"{who.do} {who.text} {verb.base}"
    if w.chance(0.5):
        return differ(f"{start} {asks}", good, bad)
    return differ(asks, bad, good, "?")


# --- adverb_and_object ------------------------------------------------------------------------------


def _subject_verb(w: Everyday, verb: Verb) -> tuple[Subject, str]:
    """Who did it, with the verb: in the past, with will, can, didn't or going to."""
    who = _i(w)
    form = w.of(
        verb.past, verb.past, f"will {verb.base}", f"can {verb.base}", f"{who.am} going to {verb.base}"
    )
    return who, f"{who.text} {form}"


def adverb_very_much(w: Everyday) -> Pair:
    who, verb = _i(w), w.verb_among("like love miss like")
    what = w.of(
        w.noun("liquid_daily").singular, w.noun("dish").plural, w.world("city"), w.first_name(),
        who.own + " job", "this song", "that movie", f"{who.own} {_relation(w)}", "spicy food", "this school",
    )  # fmt: skip
    often = w.of("very much", "very much", "a lot", "so much")
    tail = w.of("", "", "and so does my sister", "but it's expensive") if what == "spicy food" else ""
    return _swap(f"{who.text} {who.present(verb)}", what, often, tail)


def adverb_well(w: Everyday) -> Pair:
    who = _somebody(w)
    verb, what = w.of(
        (w.verb_among("speak understand"), w.world("language")),
        (w.verb_among("play"), w.of("the piano", "the guitar", "tennis", "chess", "soccer", "the violin")),
        (w.verb_among("know"), w.of("the city", w.first_name(), "these streets", "this song")),
    )
    often = w.of("well", "very well", "quite well", "really well")
    form = w.of(who.present(verb), f"can't {verb.base}", f"{who.do}n't {verb.base}")
    if "can't" in form and verb.base == "know":
        form = who.present(verb)
    tail = w.of("", "", "", f"because {who.pronoun} never {who.present(english().verb('practice'))}")
    if "can't" not in form and "n't" not in form:
        tail = ""
    return _swap(f"{who.text} {form}", what, often, tail)


_MANNER = (
    ("do", "~ homework"), ("wash", "the dishes"), ("eat", "~ lunch"), ("drink", "~ coffee"),
    ("open", "the door"), ("read", "the letter"), ("close", "the window"), ("clean", "~ room"),
    ("write", "the email"), ("brush", "~ teeth"), ("finish", "the report"), ("pack", "~ suitcase"),
    ("carry", "the boxes"), ("cut", "the bread"), ("answer", "the question"), ("check", "the list"),
    ("fold", "the shirts"), ("set", "the table"), ("drive", "the car"), ("peel", "the potatoes"),
    ("copy", "the notes"),
)  # fmt: skip


def adverb_manner(w: Everyday) -> Pair:
    base, what = w.of(*_MANNER)
    who, start = _subject_verb(w, english().verb(base))
    often = w.of("quickly", "slowly", "carefully", "very quickly", "very slowly", "very carefully")
    return _swap(start, what.replace("~", who.own), often, w.of("", "", "", "before dinner"))


def adverb_habit(w: Everyday) -> Pair:
    act, who = _handling(w), _somebody(w)
    return _swap(f"{who.text} {who.present(act.verb)}", who.doing(act), w.habit_time())


def adverb_past(w: Everyday) -> Pair:
    act, who = _handling(w), _i(w)
    after = w.of("", "", f"with {w.first_name()}", "because we had time")
    form = w.of(act.verb.past, act.verb.past, f"didn't {act.verb.base}")
    return _swap(f"{who.text} {form}", who.doing(act), w.of(*_PAST), after if form[-1] != "e" else "")


def adverb_person(w: Everyday) -> Pair:
    who, verb = _i(w), w.verb_among("visit call meet see help invite")
    whom = w.of(w.first_name(), w.first_name(), f"{who.own} {_relation(w)}")
    return _swap(f"{who.text} {verb.past}", whom, w.of(*_PAST))


def adverb_place(w: Everyday) -> Pair:
    act, who = _handling(w), _i(w)
    where = w.of("at home", "at school", "downtown", "in the kitchen", "at work", "in the garden", "upstairs")
    form = w.of(who.present(act.verb), act.verb.past, f"will {act.verb.base}")
    return _swap(f"{who.text} {form}", who.doing(act), where)


def adverb_question(w: Everyday) -> Pair:
    """Held out: in a question."""
    who, act = _asked(w), _handling(w)
    do, when = w.of(
        (who.do, w.habit_time()), ("did", w.of(*_PAST)), ("will", w.of("tomorrow", "tonight", "next week"))
    )
    return _swap(f"{do} {who.text} {act.verb.base}", who.doing(act), when, "?")


def adverb_clause(w: Everyday) -> Pair:
    """Held out: inside a longer sentence."""
    act, who = _handling(w), w.pronoun()
    before = w.of(
        "I was happy because", "my mother was angry because", f"{w.first_name()} said that", "I think that",
        "everybody knows that", "it rained, so", "I stayed at home, but",
    )  # fmt: skip
    when = w.of("very quickly", "very slowly", *_PAST)
    return _swap(f"{before} {who.text} {act.verb.past}", who.doing(act), when)


def adverb_request(w: Everyday) -> Pair:
    """Held out: in a request or after `want to`."""
    act = _handling(w)
    before, own = w.of(("please", "your"), ("can you", "your"), ("I want to", "my"), ("you have to", "your"))
    mark = "?" if before == "can you" else ""
    when = w.of("tomorrow", "tonight", "next week", "after dinner", "this afternoon", "before lunch")
    return _swap(f"{before} {act.verb.base}", act.rest.replace("~", own), when, mark)


# --- frequency_order --------------------------------------------------------------------------------


def _habit(w: Everyday) -> Activity:
    """A habit with an object: always eat breakfast."""
    if w.chance(0.5):
        return _handling(w)
    rest = w.of(
        "eat:breakfast", "eat:meat", "drink:coffee", "drink:milk", "cook:dinner", "make:mistakes",
        "watch:television", "speak:English", "take:notes", "wear:glasses", "wear:hats", "play:tennis",
        "forget:~ keys", "lose:~ phone", "miss:the bus", "read:comics", "buy:fruit", "eat:fish", "play:cards",
        "forget:names",
    )  # fmt: skip
    base, _, what = rest.partition(":")
    return Activity(english().verb(base), what)


_OFTEN = ("always", "never", "rarely", "often", "usually", "sometimes", "almost never", "hardly ever")


def frequency_object(w: Everyday) -> Pair:
    who, act, often = _somebody(w), _habit(w), w.of(*_OFTEN)
    after = f"{who.doing(act)} {w.of('', '', 'at home', 'on Sundays')}"
    return _swap(who.text, often, who.present(act.verb), after)


def frequency_go(w: Everyday) -> Pair:
    who, often = _somebody(w), w.of("always", "never", "rarely", "hardly ever")
    verb = english().verb("go")
    rest = w.any("to the gym, to school by bus, to bed early, to work by car, to the beach, swimming")
    return _swap(who.text, often, who.present(verb), rest)


def frequency_never(w: Everyday) -> Pair:
    """Never I eat breakfast."""
    who, act = _somebody(w), _habit(w)
    return _swap(
        "", who.text, w.of("never", "rarely", "hardly ever"), f"{who.present(act.verb)} {who.doing(act)}"
    )


def frequency_perfect(w: Everyday) -> Pair:
    who = _i(w)
    rest = w.of(
        (f"been {w.of('to', 'in')}", w.world("city")),
        ("eaten", w.of("kimchi", "sushi", "octopus", "snails")),
        ("seen", w.of("snow", "the ocean", "a lion", "this movie")), ("met", w.of(w.first_name(), w.kin())),
        ("driven", w.of("a truck", "a car", "a bus")), ("read", w.of("this book", "that novel")),
    )  # fmt: skip
    never = w.of("never", "already") if rest[0] in ("seen", "met") else "never"
    form, *_ = rest
    return _swap(f"{who.text} {who.have}", never, form, rest[1])


def frequency_modal(w: Everyday) -> Pair:
    who, act = _i(w), _habit(w)
    will = w.of("will", "can", "should", f"{who.do}n't", "didn't")
    often = "always" if "n't" in will else w.of("always", "never", "probably")
    if will in ("can", "should") and often == "probably":
        often = "never"
    return _swap(f"{who.text} {will}", often, act.verb.base, who.doing(act))


def frequency_question(w: Everyday) -> Pair:
    """Do always you eat breakfast? Do you eat always breakfast?"""
    who, act, often = _asked(w), _habit(w), w.of("always", "usually", "often")
    if w.chance(0.5):
        return _swap(who.do, who.text, often, f"{act.verb.base} {who.doing(act)}?")
    return _swap(f"{who.do} {who.text}", often, act.verb.base, f"{who.doing(act)}?")


def frequency_be(w: Everyday) -> Pair:
    """Are always you late?"""
    who, often = _asked(w), w.of("always", "usually", "often")
    rest = w.any("late, tired, at home on Sundays, hungry after work, busy on Mondays, sad in winter")
    asks = w.of("", "why") if often == "always" else ""
    return _swap(f"{asks} {who.am}", who.text, often, f"{rest}?")


def frequency_really(w: Everyday) -> Pair:
    """I like really pizza; she will sell probably her car."""
    who = _i(w)
    really, verb, rest = w.of(
        (
            "really", w.verb_among("like love need hate want"),
            w.of("pizza", "this song", "coffee", "my new phone", "help"),
        ),
        ("almost", w.verb_among("miss"), f"the {w.noun('vehicle_daily').singular}"),
        ("almost", w.verb_among("break drop lose"), f"{who.own} {w.daily_thing()}"),
    )  # fmt: skip
    form = verb.past if really == "almost" else who.present(verb)
    return _swap(who.text, really, form, rest)


def frequency_already(w: Everyday) -> Pair:
    """Held out: in another tense, after another clause."""
    who, act = w.pronoun(), _handling(w)
    before = w.of(
        "I think that", "my sister says that", "don't worry,", "it is late, but",
        f"{w.first_name()} knows that",
    )  # fmt: skip
    form = f"{who.text} {who.have}"
    start = f"{before} {form}"
    return _swap(start, w.of("already", "never", "probably"), act.verb.participle, who.doing(act))


def frequency_when(w: Everyday) -> Pair:
    """Held out: with a clause of time in front."""
    who, act = w.pronoun(), _habit(w)
    before = w.of(
        "when it rains,", "on Sundays,", "in the morning,", "after dinner,", "in summer,",
        "when we are at home,", "before a test,", "at the weekend,".replace("at the", "on the"),
    )  # fmt: skip
    often = w.of("always", "never", "usually", "rarely")
    return _swap(f"{before} {who.text}", often, who.present(act.verb), who.doing(act))


def frequency_why(w: Everyday) -> Pair:
    """Held out: why and because."""
    who, act, often = _asked(w), _habit(w), w.of("always", "never")
    if often == "always":
        return _swap(f"why {who.do} {who.text}", often, act.verb.base, f"{who.doing(act)}?")
    before = w.of("because", "I'm surprised that", "it's strange that")
    if before == "because":
        return _swap(f"{w.kin()} was angry because {who.text}", "always", act.verb.past, who.doing(act))
    return _swap(f"{before} {who.text}", often, who.present(act.verb), who.doing(act))


# --- adjective_order --------------------------------------------------------------------------------

_HAS = ("has", "bought", "saw", "sold", "lost", "is using", "has lost")
_COLORS = tuple(words("red green blue yellow black white brown gray purple pink"))
_COLORED = words(
    "car jacket coat bag bicycle umbrella hat sofa chair cup shirt backpack scarf sweater pen notebook "
    "towel suitcase blanket curtain cap tie bowl vase phone lamp"
)


def _possessor(w: Everyday) -> str:
    return w.of(w.first_name(), w.kin(), "he", "she")


def adjective_color(w: Everyday) -> Pair:
    """She has a car red."""
    before = f"{_possessor(w)} {w.of(*_HAS)} a"
    return _swap(
        before, w.of(*_COLORS), w.of(*_COLORED), w.of("", "", "yesterday") if "saw" in before else ""
    )


def adjective_plural(w: Everyday) -> Pair:
    before = w.of(
        f"{_possessor(w)} {w.of('bought', 'saw', 'sold', 'lost')} {w.of('some', 'two', 'three')}",
        f"{_several(w).text} {w.of('have', 'sell', 'own')} {w.of('many', 'some', 'two')}",
        f"there {w.of('are', 'were')} {w.of('some', 'two', 'many')}",
        f"do {_others(w).text} {w.of('have', 'sell')} any",
    )
    mark = "?" if before.startswith("do ") else ""
    kind = w.of(*_COLORS, "big", "small", "heavy", "beautiful", "expensive")
    return _swap(before, kind, w.of(*_COLORED).replace("scarf", "carpet") + "s", mark)


def adjective_something(w: Everyday) -> Pair:
    """I want nice something."""
    thing, kind = w.of(
        (
            w.of("something", "nothing"),
            w.of(*words("nice special strange new interesting cheap important funny")),
        ),
        (w.of("somebody", "someone"), w.of(*words("famous nice interesting new funny"))),
    )
    before = w.of(
        f"{_possessor(w)} {w.of('found', 'saw', 'noticed')}", f"I {w.of('found', 'saw', 'noticed')}",
        "there was", f"we {w.of('found', 'saw', 'noticed')}",
    )  # fmt: skip
    after = w.of("", w.of(*_PAST), "at the market", "in the park", "at the station")
    return _swap(before, thing, kind, after)


def adjective_any(w: Everyday) -> Pair:
    """Is there any interesting thing: did you see new anything?"""
    thing, kind = w.of(
        ("anything", w.of(*words("nice special strange new interesting cheap important funny good"))),
        (w.of("anybody", "anyone"), w.of(*words("famous nice interesting new funny"))),
    )
    who = _asked(w)
    verb = (
        w.verb_among("see find notice meet") if thing != "anything" else w.verb_among("see find notice buy")
    )
    before = w.of(f"did {who.text} {verb.base}", f"{who.text} didn't {verb.base}")
    mark = "?" if before.startswith("did ") else ""
    after = f"{w.of('at school', 'downtown', 'at work', 'at the party', *_PAST)}{mark}"
    return _swap(before, thing, kind, after)


def adjective_two(w: Everyday) -> Pair:
    """A wooden big table; a black small dog."""
    size, kind, thing = w.of(
        (
            w.of("big", "small", "large", "old", "beautiful", "new"), w.of("wooden", "metal", "plastic"),
            w.of("table", "chair", "box", "spoon", "shelf", "desk", "toy", "bench", "bowl"),
        ),
        (w.of("big", "small", "large"), w.of(*_COLORS), w.of(*_COLORED)),
        (
            w.of("old", "new", "small", "big", "nice"),
            w.of("Italian", "Japanese", "Korean", "French", "German"),
            w.of("car", "camera", "restaurant", "bakery", "radio"),
        ),
        (
            w.of("long", "short", "nice", "new", "beautiful"), w.of("cotton", "leather", "silk", "woolen"),
            w.of("coat", "skirt", "dress", "jacket", "scarf"),
        ),
    )  # fmt: skip
    before = w.of(
        f"{_possessor(w)} {w.of('saw', 'remembered', 'sold', 'described')} the", "there is a",
        "I remember the", "we have a",
    )  # fmt: skip
    if before.endswith(" a") and size == "old":
        size = "big"
    return _swap(before, size, kind, thing)


def adjective_very(w: Everyday) -> Pair:
    """She is a woman very tall."""
    noun, kind = w.of(
        (
            w.of("woman", "man", "boy", "girl", "child", "doctor", "teacher", "neighbor"),
            w.of("tall", "kind", "friendly", "shy", "polite", "honest", "nice", "funny"),
        ),
        (
            w.of("movie", "book", "game", "story", "song", "trip"),
            w.of("boring", "long", "sad", "strange", "nice", "exciting"),
        ),
        (
            w.of("house", "car", "room", "city", "street", "hotel"),
            w.of("big", "small", "noisy", "clean", "beautiful"),
        ),
    )  # fmt: skip
    before = w.of(
        f"{w.of('I', 'we', w.first_name())} {w.of('saw', 'remembered', 'described', 'dreamed about')} a",
        "it was a", "this is a",
    )  # fmt: skip
    if noun in ("woman", "man", "boy", "girl", "child", "doctor", "teacher", "neighbor"):
        before = w.of(
            f"{w.of('my', 'her')} {w.of('doctor', 'boss')} isn't a", "I met a", "we don't know a",
            "we talked to a",
        )  # fmt: skip
    return _swap(before, f"{w.of('very', 'really')} {kind}", noun)


_COMPOUNDS = (
    "bus driver", "birthday cake", "phone number", "chicken soup", "orange juice", "tennis shoes",
    "winter coat", "coffee cup", "movie ticket", "apple pie", "bus ticket", "car keys", "tomato soup",
    "credit card", "alarm clock", "wedding dress", "train ticket", "birthday party", "phone call",
    "birthday present", "apple juice", "vegetable soup", "chocolate cake", "concert ticket",
)  # fmt: skip


def adjective_compound(w: Everyday) -> Pair:
    """I lost my ticket bus."""
    one, two = w.of(*_COMPOUNDS).split()
    who = _i(w)
    verb = w.verb_among("see find forget remember like want need photograph")
    negated = f"didn't {verb.base}"
    the = w.of("the", "the", "that", who.own)
    if two in ("shoes", "keys"):
        the = who.own
    return _swap(f"{who.text} {w.of(verb.past, negated)} {the}", one, two)


def adjective_my(w: Everyday) -> Pair:
    """New my phone; red three cups; my all friends; first the two days."""
    who, verb = _i(w), w.verb_among("see remember describe need photograph")
    one, two, noun = w.of(
        (w.my(), w.of("new", "old", "favorite", "first"), w.daily_thing()),
        (w.of("two", "three", "four"), w.of("big", "small", "old", "new", "red", "green"), w.daily_things()),
        (w.of("all", "both"), w.my(), _relation(w) + "s"),
        ("the", w.of("first", "last", "other"), w.daily_thing()),
    )
    return _swap(f"{who.text} {verb.past}", one, two, noun)


def adjective_subject(w: Everyday) -> Pair:
    """Held out: in the subject."""
    thing, kind = w.of(*_COLORED), w.of(*_COLORS)
    rest = w.any("is on the table, was very expensive, isn't mine, is in my room, belongs to my sister")
    return _swap(w.of("the", "this", "that", w.my()), kind, thing, rest)


def adjective_there(w: Everyday) -> Pair:
    """Held out: after other verbs and in questions."""
    thing, kind = w.of(
        ("something", w.of("cold", "sweet", "hot", "spicy", "healthy", "cheap", "nice")),
        ("somewhere", w.of("warm", "quiet", "nice", "new", "interesting", "cheap")),
        ("nothing", w.of("special", "new", "interesting", "serious", "important")),
    )
    before, after = {
        "something": w.of(
            ("I'd like", "to eat"), ("can we buy", "?"), ("she wants", "for dinner"),
            ("let's cook", "tonight"),
        ),
        "somewhere": w.of(("let's go", ""), ("can we go", "?"), ("I want to live", ""), ("they moved", "")),
        "nothing": w.of(
            ("it's", ""), ("we learned", "today"), ("there is", "in this shop"),
            ("I heard", w.of("at work", "at school", *_PAST)),
        ),
    }[thing]  # fmt: skip
    return _swap(before, thing, kind, after)


def adjective_person(w: Everyday) -> Pair:
    """Held out: in questions and with a place."""
    if w.chance(0.5):
        one, two = w.any("big, small, old, nice"), w.any("wooden, plastic, metal, Italian, Japanese")
        noun = w.of("table", "chair", "spoon", "lamp", "toy", "desk", "bowl", "clock", "shelf")
        before = w.of("is that the", "can you see the", "do you like the", "where did you buy the")
        return _swap(before, one, two, f"{noun} {w.of('', 'in this picture', 'in the kitchen')}?")
    kind, noun = w.of("very old", "very small", "really nice"), w.any("house, hotel, garden, school, cafe")
    before, mark = w.of(
        ("we visited a", ""), ("there was a", ""), ("did you see a", "?"), ("is there a", "?")
    )
    return _swap(before, kind, noun, w.of("", "near the lake", "in the village") + mark)


# --- enough_and_too ---------------------------------------------------------------------------------

_BIG = words("old tall big strong rich brave fast good clean warm")
_PRICEY = words("expensive big heavy small old difficult dangerous noisy ugly boring strange dirty")
_PEOPLE = words("tired hungry busy old young sad nervous late lazy sleepy thirsty angry shy")
_MASS = words("homework money work sugar salt water coffee time rice milk cheese luggage")
_EVENT = words(
    "to_drive to_travel_alone to_play_basketball to_carry_the_boxes to_live_alone to_buy_it to_win"
)


def enough_person(w: Everyday) -> Pair:
    who, kind = _i(w), w.of("old", "tall", "strong", "rich", "brave", "fast", "smart", "healthy")
    be = w.of(who.am, who.was, f"{who.am} not", f"{who.was} not", f"{who.was}n't", "will be", "won't be")
    what = w.of(*_EVENT).replace("_", " ") if w.chance(0.6) else w.of("for this job", "yet", "")
    if what == "yet" and "n" not in be:
        what = ""
    return _swap(f"{who.text} {be}", kind, "enough", what)


def enough_thing(w: Everyday) -> Pair:
    what, kinds = w.of(
        (f"{w.my()} {w.of('room', 'house', 'car', 'kitchen', 'desk', 'suitcase')}", "big large clean"),
        (f"the {w.of('soup', 'coffee', 'water', 'tea', 'oven')}", "hot warm"),
        (f"{w.my()} {w.of('phone', 'laptop', 'computer', 'car', 'bicycle')}", "fast good cheap new"),
        (f"{w.my()} {w.of('English', 'answer', 'plan', 'idea', 'essay')}", "good"),
    )
    be = w.of("is", "isn't", "was", "wasn't", "is not")
    if w.chance(0.25):
        return _swap(f"{w.of('is', 'was')} {what}", w.of(*kinds.split()), "enough", "?")
    before = f"{what} {be}"
    return _swap(before, w.of(*kinds.split()), "enough", w.of("", "", "for me", "for us", "for my family"))


def enough_adverb(w: Everyday) -> Pair:
    who = _i(w)
    verb, how = w.of(
        (w.verb_among("run drive walk work type"), "fast"),
        (w.verb_among("speak sing"), w.of("loudly", "clearly", "slowly")),
        (w.verb_among("cook swim play dance"), "well"), (w.verb_among("sleep wait stay"), "long"),
    )  # fmt: skip
    form = w.of(f"{who.do}n't {verb.base}", "didn't " + verb.base, f"can't {verb.base}", "will " + verb.base)
    before = f"{who.text} {form}"
    return _swap(before, how, "enough", w.of("", "today", "this time", "yesterday" if "did" in form else ""))


def too_adjective(w: Everyday) -> Pair:
    """Too much expensive, so much tired, very much old."""
    who = _i(w)
    what, kind = w.of(
        (f"{who.text} {w.of(who.am, who.was)}", w.of(*_PEOPLE)),
        (f"{w.my()} {w.daily_thing()} {w.of('is', 'was')}", w.of(*_PRICEY)),
        (f"this {w.daily_thing()} is", w.of(*_PRICEY)),
    )
    too = w.of("too", "so", "very", "too")
    much = "many" if too != "very" and w.chance(0.4) else "much"
    after = w.of("", "today", "for me", "again") if too == "too" else w.of("", "today", "again")
    return differ(what, f"{too} {kind}", f"{too} {much} {kind}", after)


def too_mass(w: Everyday) -> Pair:
    """There is too traffic; I have so homework."""
    who, what = _i(w), w.of(*_MASS)
    before = w.of(
        f"there {w.of('is', 'was')}", f"{who.text} {who.have}", f"{who.text} had", f"{who.text} wanted",
    )  # fmt: skip
    too = w.of("too", "too", "so")
    return differ(before, f"{too} much {what}", f"{too} {what}", w.of("", "today", "again", "this week"))


def too_count(w: Everyday) -> Pair:
    who = _i(w)
    things = w.of(w.daily_things(), "people", "questions", "mistakes", "problems", "emails", "exams")
    before = w.of(f"there {w.of('are', 'were')}", f"{who.text} {who.have}", f"{who.text} had")
    too = w.of("too", "so")
    if things == "people":
        before = w.of("there are", "there were", f"{who.text} invited", f"{who.text} saw")
    return differ(before, f"{too} many {things}", f"{too} {things}", w.of("", "today", "here", "this week"))


def very_much(w: Everyday) -> Pair:
    """I like it very."""
    if w.chance(0.5):
        return too_adjective(w)
    who, verb = _i(w), w.verb_among("like love miss")
    what = w.of(
        "it", "her", "him", "them", w.first_name(), "this song", "my school", w.world("city"), "that movie"
    )
    before = f"{who.text} {w.of(who.present(verb), verb.past)} {what} very"
    return sentence(before, "much"), sentence(before)


def much_bigger(w: Everyday) -> Pair:
    """Very bigger; and much big the other way."""
    what = f"{w.my()} {w.any('house, car, kitchen, bicycle, phone, suitcase, brother, dog, city')}"
    big, bigger = w.of(("old", "older"), ("big", "bigger"), ("small", "smaller"), ("nice", "nicer"))
    if w.chance(0.5):
        than = w.of("mine", "yours", "this one", "the other one")
        return differ(f"{what} {w.of('is', 'was')}", "much", "very", f"{bigger} than {than}")
    return differ(f"{what} {w.of('is', 'was')}{w.of('', ' not')}", "very", "much", big)


def enough_question(w: Everyday) -> Pair:
    """Held out: questions and two clauses."""
    who, kind = _asked(w), w.of("old", "tall", "strong", "rich", "brave", "fast", "smart", "warm")
    if w.chance(0.5):
        start = f"{who.am} {who.text}"
        return _swap(start, kind, "enough", w.of("", *[e.replace("_", " ") for e in _EVENT]) + "?")
    before = w.of(
        "I don't think that", "I'm sure that", "my father says that", "do you think that",
        "nobody thinks that",
    )  # fmt: skip
    mark = "?" if before.startswith("do ") else ""
    return _swap(f"{before} {who.text} {who.am}", kind, "enough", mark)


def too_question(w: Everyday) -> Pair:
    """Held out: too much in other sentences."""
    if w.chance(0.5):
        who, kind = _asked(w), w.of(*_PEOPLE)
        before, after = w.of((f"why {who.am} {who.text}", "?"), (f"I think {who.text} {who.am}", "to cook"))
        too = "so" if before.startswith("why") else "too"
        return differ(before, f"{too} {kind}", f"{too} much {kind}", after)
    who, what = _asked(w), w.of(*_MASS)
    before, after = w.of(
        (f"why {who.do} {who.text} have", "?"), (f"I think {who.text} {who.have}", "right now"),
        ("we can't have", "here"),
    )  # fmt: skip
    too = w.of("so", "too")
    return differ(before, f"{too} much {what}", f"{too} {what}", after)


# --- so_such ----------------------------------------------------------------------------------------

_FINE = words("nice beautiful good bad long strange boring big funny sad great terrible")
_ONE = words("day trip house movie story song party hotel city book room game picture garden dog evening")
_SUCH_MASS = words("weather advice furniture news traffic homework luggage equipment")
_SUCH_MANY = words("shoes friends neighbors stories songs children teachers flowers pictures rooms")


def _it(w: Everyday) -> str:
    """What comes before `such a nice day`."""
    return w.of(
        f"{w.of('it', 'that', 'this')} {w.of('is', 'was')}", f"{w.of('it', 'that')} {w.of('isn', 'wasn')}'t",
        f"{_i(w).text} {w.of('had', 'wanted', 'saw', 'found', 'remembered')}", "I have never seen",
        "it will be", "we had", f"{w.first_name()} {w.of('had', 'found', 'described', 'wanted')}",
    )  # fmt: skip


def such_noun(w: Everyday) -> Pair:
    """So a nice day; so nice day."""
    kind, one = w.of(*_FINE), w.of(*_ONE)
    good = f"such {'an' if kind[0] in 'aeiou' else 'a'}"
    return differ(_it(w), good, w.of(good.replace("such", "so"), "so"), f"{kind} {one}")


def such_order(w: Everyday) -> Pair:
    """A such nice day."""
    kind = w.of(*(kind for kind in _FINE if kind[0] not in "aeiou"))
    return _swap(_it(w), "such", "a", f"{kind} {w.of(*_ONE)}")


def such_no_article(w: Everyday) -> Pair:
    """Such nice day; such a nice weather."""
    kind = w.of(*(kind for kind in _FINE if kind[0] not in "aeiou"))
    if w.chance(0.6):
        return differ(_it(w), "such a", "such", f"{kind} {w.of(*_ONE)}")
    mass = w.of("nice", "good", "bad", "strange", "terrible", "great")
    what, before = w.of((w.of(*_SUCH_MASS), "such"), (w.of(*_SUCH_MANY), "such"))
    return differ(_before_mass(w), before, "such a", f"{mass} {what}")


def _before_mass(w: Everyday) -> str:
    who = _i(w)
    return w.of(
        f"{who.text} {w.of('had', 'found', 'remembered', 'expected')}", "I have never seen", "we never had"
    )


def so_adjective(w: Everyday) -> Pair:
    """The weather is such nice; the dress is such a beautiful."""
    what, kinds = w.of(
        (
            f"{w.my()} {w.of('house', 'room', 'car', 'city', 'garden', 'school')} is",
            "beautiful small noisy dirty big",
        ),
        (
            f"{w.of('the', 'this')} {w.daily_thing()} {w.of('is', 'was')}",
            "dirty cheap heavy beautiful strange nice",
        ),
        (
            f"the {w.of('weather', 'music', 'food', 'coffee')} {w.of('is', 'was')}",
            "good bad terrible nice strange",
        ),
        (f"the {w.noun('meeting').singular} was", "boring long difficult sad funny"),
    )
    kind = w.of(*kinds.split())
    bad = f"such {'an' if kind[0] in 'aeiou' else 'a'}" if w.chance(0.6) else "such"
    return differ(what, "so", bad, f"{kind} {w.of('', 'today', 'again', 'for us')}".replace("for us", ""))


def so_person(w: Everyday) -> Pair:
    who = _i(w)
    kind = w.of(
        *words("tired hungry happy sad angry nervous excited scared busy bored lonely thirsty sleepy")
    )
    be = w.of(who.am, who.was)
    bad = "such a" if kind[0] not in "aeiou" and w.chance(0.6) else "such"
    after = w.of("", "", "today", f"because of the {w.noun('meeting').singular}", "that evening")
    if be == who.am:
        after = w.of("", "today", "now", "after work")
    return differ(f"{who.text} {be}", "so", bad, f"{kind} {after}")


def so_many(w: Everyday) -> Pair:
    """Such many people; so nice people the other way."""
    if w.chance(0.2):
        what = w.of(f"many {w.daily_things()}", "many people", f"much {w.of(*_MASS)}")
        return differ(f"{_i(w).text} {w.of('saw', 'had', 'needed', 'found')}", "so", "such", what)
    what = w.of(w.of(*_SUCH_MASS), w.of(*_SUCH_MANY))
    before = _before_mass(w)
    return differ(before, "such", "so", f"{w.of('nice', 'good', 'bad', 'strange', 'terrible')} {what}")


def such_that(w: Everyday) -> Pair:
    """Held out: with a result."""
    result = w.of(
        "that we stayed at home", "that I called a friend", "that nobody left", "that she wrote a letter",
        "that we went outside", "that everybody laughed", "that he cried", "that I fell asleep",
    )  # fmt: skip
    kind = w.of("nice", "boring", "long", "strange", "sad", "beautiful", "funny", "difficult")
    if w.chance(0.5):
        before = w.of("it was", "this was", "that was")
        return differ(before, "such a", w.of("so", "so a"), f"{kind} {w.of(*_ONE)} {result}")
    return differ(f"the {w.of(*_ONE)} was", "so", w.of("such", "such a"), f"{kind} {result}")


def such_question(w: Everyday) -> Pair:
    """Held out: questions with why."""
    who = _asked(w)
    if w.chance(0.5):
        good, noun = w.of(("such a", w.of(*_ONE)), ("such", w.of(*_SUCH_MANY)))
        bad = "so a" if good == "such a" else "so"
        kind = w.of("nice", "boring", "long", "strange", "sad", "good", "bad")
        start = f"why {w.of(who.do, 'did')} {who.text} {w.of('want', 'need', 'like')}"
        return differ(start, good, bad, f"{kind} {noun}?")
    kind = w.of(
        *words("tired hungry happy sad angry nervous excited scared busy bored lonely thirsty sleepy")
    )
    before = f"why {w.of(who.am, who.was)} {who.text}"
    return differ(before, "so", "such" if kind[0] in "aeiou" else w.of("such", "such a"), f"{kind}?")


# --- everyday_negation ------------------------------------------------------------------------------


def negation_no(w: Everyday) -> Pair:
    """I no like; she not works."""
    who, act = _i(w), _doing(w)
    good = w.of(
        f"{who.do}n't {act.verb.base}", f"{who.do} not {act.verb.base}", f"{who.do} not {act.verb.base}"
    )
    bad = w.of(
        f"{who.am}n't {act.verb.base}".replace("amn't", "am not"), f"not {act.verb.base}",
        f"not {who.present(act.verb)}", f"{who.am} not {act.verb.base}",
    )  # fmt: skip
    return differ(who.text, good, bad, f"{who.doing(act)} {w.of('', w.habit_time())}")


def negation_none(w: Everyday) -> Pair:
    """I have any money; I don't have no money."""
    who, what = _i(w), w.of(w.of("money", "time", "milk", "homework", "luggage", "rice"), w.daily_things())
    tail = w.of("", "today", "at home", "at the moment", "with me" if who.text == "I" else "")
    if w.chance(0.4):
        return differ(f"{who.text} {who.do}n't have", "any", "no", f"{what} {tail}")
    if w.chance(0.4):
        before = f"there {'are' if what.endswith('s') else 'is'}"
        return differ(before, "no", "any", f"{what} {w.of('here', 'in the kitchen')}")
    have = w.of(who.have, "had")
    return differ(
        who.text, f"{have} no", w.of(f"{have} any", f"{have} any", f"not {have} any"), f"{what} {tail}"
    )


def negation_can(w: Everyday) -> Pair:
    """I not can swim; she doesn't can swim."""
    who, act = _i(w), _doing(w)
    can = w.of("can", "should", "could")
    good = f"{can} not" if can != "can" and w.chance(0.5) else f"{can}n't".replace("cann't", "can't")
    bad = w.of(f"not {can}", f"{who.do} {good}", f"{who.do} {good}")
    return differ(who.text, good, bad, f"{act.verb.base} {who.doing(act)}")


def negation_be(w: Everyday) -> Pair:
    """He doesn't is tired; I don't tired; she not is here."""
    who = _i(w)
    be, do, tail = w.of((who.am, who.do, w.of("", "now", "today")), (who.was, "did", w.of(*_PAST)))
    rest = w.of(w.of(*_STATES), w.of(*_STATES), w.of("at home", "at school", "at work", "at the gym"))
    bad = w.of(f"{do}n't {be}", f"{do}n't", f"{do} not", f"{do}n't {be}", f"not {be}")
    good = f"{be} not" if be in ("am", "was") or w.chance(0.8) else f"{be}n't"
    return differ(who.text, good, bad, f"{rest} {tail}")


def negation_do(w: Everyday) -> Pair:
    """I am not know; she isn't live here."""
    who = _i(w)
    verb, rest = w.of(
        (w.verb_among("know remember"), w.of("the answer", w.first_name(), f"{w.my()} name", "that song")),
        (
            w.verb_among("want need"),
            w.of("coffee", "spicy food", "help", "a new phone", "milk", "this shirt"),
        ),
        (w.verb_among("live work"), w.of("here", f"in {w.world('city')}", "downtown")),
        (w.verb_among("speak understand study"), w.world("language")),
    )
    bad = f"{who.am} not" if who.am == "am" or w.chance(0.2) else f"{who.am}n't"
    return differ(who.text, f"{who.do} not", bad, f"{verb.base} {rest}")


def negation_past(w: Everyday) -> Pair:
    """She not went; she wasn't go."""
    who, act = _i(w), _reshaped(w, _doing)
    past = act.verb.past
    bad = w.of(f"did not {past}", f"did not {past}", f"didn't {past}", f"not {past}")
    good = w.of("didn't", "did not")
    return differ(who.text, f"{good} {act.verb.base}", bad, f"{who.doing(act)} {w.of('', *_PAST)}")


def negation_anything(w: Everyday) -> Pair:
    """I didn't see nobody; and I saw anybody the other way."""
    who = _i(w)
    verb, some, no = w.of(
        (w.verb_among("see meet call invite"), "anybody", "nobody"),
        (w.verb_among("say buy find hear see"), "anything", "nothing"),
    )
    negated = w.of("didn't", "did not")
    tail = w.of("at school", "at work", "at the party", "in the park", *_PAST)
    if w.chance(0.55):
        return differ(f"{who.text} {negated} {verb.base}", some, no, tail)
    return differ(f"{who.text} {verb.past}", no, some, tail)


def negation_never(w: Everyday) -> Pair:
    """I don't never eat meat; and I ever eat meat the other way."""
    who, act = _somebody(w), _habit(w)
    if w.chance(0.5):
        return differ(f"{who.text} {who.do}n't", "ever", "never", f"{act.verb.base} {who.doing(act)}")
    return differ(who.text, "never", "ever", f"{who.present(act.verb)} {who.doing(act)}")


def negation_nobody(w: Everyday) -> Pair:
    """Anybody came to the party; nobody not came."""
    verb, rest = w.of(
        (
            w.verb_among("come go walk"),
            f"to the {w.of('party', 'meeting', 'concert', 'gym', 'beach', 'library')}",
        ),
        (w.verb_among("call help see hear remember"), w.of("me", "us", w.first_name(), "my sister")),
        (w.verb_among("answer forget"), w.of("the question", "the password", "my email")),
    )
    tail = w.of("", *_PAST)
    if w.chance(0.55):
        return differ("", f"nobody {verb.past}", f"nobody not {verb.past}", f"{rest} {tail}")
    return differ("", "nobody", "anybody", f"{verb.past} {rest} {tail}")


def negation_request(w: Everyday) -> Pair:
    """No open the window; she told me to don't wait."""
    act = _doing(w)
    rest = act.rest.replace("~", "your")
    if w.chance(0.5):
        before, tail = w.of("", "please", "it's late, so please"), w.of("", "here", "today", "now")
        return differ(
            before, w.of("don't", "don't", "don't", "do not"), w.of("no", "not do", "no do", "aren't"),
            f"{act.verb.base} {rest} {tail}",
        )  # fmt: skip
    before = f"{_i(w).text} {w.of('told', 'asked', 'warned')} {w.of('you', 'everybody')}"
    return differ(
        before, "not to", w.of("to don't", "don't to"), f"{act.verb.base} {rest.replace('your', 'the')}"
    )


def negation_why(w: Everyday) -> Pair:
    """Held out: questions."""
    who, act = _asked(w), _doing(w)
    if w.chance(0.5):
        good = f"{who.do}n't {who.text}"
        bad = w.of(f"{who.text} {who.do}n't", f"{who.text} not", f"not {who.text}")
        return differ("why", good, bad, f"{act.verb.base} {who.doing(act)}?")
    be = "isn't" if who.person == SHE else "aren't"
    bad = w.of(f"{who.do}n't {who.text}", f"{who.do} {who.text} not", f"{who.do} not {who.text}")
    return differ("why", f"{be} {who.text}", bad, f"{w.of(*_STATES)}?")


def negation_clause(w: Everyday) -> Pair:
    """Held out: in two clauses."""
    who, act = w.pronoun(), _doing(w)
    before = w.of(
        "I know that", "we are sad because", f"{w.first_name()} says that", "it is late, but", "I called, but"
    )
    if w.chance(0.5):
        return differ(
            f"{before} {who.text}", f"{who.do} not {act.verb.base}",
            w.of(
                f"not {who.present(act.verb)}", f"not {act.verb.base}", f"{who.am} not {act.verb.base}",
                f"{who.am} not {act.verb.base}",
            ),
            who.doing(act),
        )  # fmt: skip
    rest = w.of(w.of(*_STATES), "at home", "at work", "here")
    start = f"{before} {who.text}"
    return differ(start, f"{who.am} not", w.of(f"{who.do} not", f"{who.do} not", f"not {who.am}"), rest)


def negation_nothing(w: Everyday) -> Pair:
    """Held out: nothing and anything in other sentences."""
    who, verb = w.pronoun(), w.of("eaten", "bought", "seen", "found", "heard", "said")
    tail = w.of("today", "since Monday", "this week", "all day", "at the market")
    if w.chance(0.5):
        return differ(f"{who.text} {who.have}n't {verb}", "anything", "nothing", tail)
    return differ(f"{who.text} {who.have} {verb}", "nothing", "anything", tail)


# --- dative_everyday --------------------------------------------------------------------------------


def _whom(w: Everyday, who: Subject, pronoun: bool) -> str:
    """To whom somebody gives something."""
    if pronoun or w.chance(0.5):
        return w.of("me", "us") if who.text == "you" else w.of("him", "her", "them")
    return w.of(f"{who.own} {_relation(w)}", w.first_name())


def _giver(w: Everyday, pronoun: bool = False) -> tuple[Subject, str]:
    """Who does something, and to whom."""
    who = _somebody(w)
    return who, _whom(w, who, pronoun)


_EXPLAINED = (
    ("explain", "the_rule the_problem the_plan the_homework the_joke the_answer the_exercise"),
    ("describe", "the_house the_man the_picture the_trip the_hotel"),
    ("mention", "the_problem the_party the_trip the_plan"),
    ("suggest", "a_restaurant a_hotel a_movie a_book a_solution"),
    ("repeat", "the_question the_answer the_number"), ("introduce", "my_sister my_friend my_colleague"),
    ("report", "the_accident the_problem"), ("say", "something hello goodbye sorry a_word"),
)  # fmt: skip


def _explained(w: Everyday) -> tuple[Verb, str]:
    base, things = w.of(*_EXPLAINED)
    return english().verb(base), w.of(*things.split()).replace("_", " ")


def dative_explain(w: Everyday) -> Pair:
    """She explained me the rule."""
    who, whom = _giver(w)
    verb, what = _explained(w)
    form = w.of(verb.past, f"will {verb.base}", f"didn't {verb.base}", f"wants to {verb.base}", verb.past)
    if form.startswith("wants"):
        form = f"{who.present(english().verb('want'))} to {verb.base}"
    return differ(f"{who.text} {form}", f"{what} to {whom}", f"{whom} {what}")


_GIVEN = (
    "a book", "a letter", "some money", "a present", "the keys", "the photo", "the ticket", "a postcard",
    "the bill", "some flowers", "an email", "the camera", "the message", "a map", "the address",
)  # fmt: skip


_LENT = ("a book", "some money", "the keys", "the camera", "a map", "a coat", "a pen", "the bike")


def _given(w: Everyday) -> tuple[Verb, str]:
    """What is given to somebody, and how."""
    verb = w.verb_among("give send show lend give")
    return verb, w.of(*(_LENT if verb.base == "lend" else _GIVEN))


def dative_give(w: Everyday) -> Pair:
    """She gave to me a book."""
    who, whom = _giver(w, pronoun=True)
    verb, what = _given(w)
    form = w.of(
        verb.past, f"will {verb.base}", f"didn't {verb.base}", f"{who.am} going to {verb.base}", verb.past
    )
    return differ(f"{who.text} {form}", whom, f"to {whom}", what)


def dative_tell(w: Everyday) -> Pair:
    """He told to me that; he asked to me a question."""
    who, whom = _giver(w)
    verb, what = w.of(
        (w.verb_among("tell"), w.of("the truth", "a story", "a secret", "a joke", "the news")),
        (w.verb_among("ask"), w.of("a question", "two questions", "the same question")),
        (w.verb_among("tell"), f"that {w.pronoun().text} could come"),
        (w.verb_among("teach"), w.of("English", "French", "a song", "some new words", "math")),
        (w.verb_among("tell"), "to wait"),
    )
    form = w.of(verb.past, f"will {verb.base}", f"didn't {verb.base}", verb.past)
    if what.startswith("that"):
        form = w.of(verb.past, f"didn't {verb.base}")
    return differ(f"{who.text} {form}", whom, f"to {whom}", what)


def dative_to(w: Everyday) -> Pair:
    """Send it my sister; he gave the book Mina."""
    who, whom = _giver(w)
    if w.chance(0.2):
        verb, what = w.verb_among("write"), w.of("a letter", "an email", "a postcard", "it")
    else:
        verb, what = _given(w)
        what = w.of("it", what, what, what)
    form = w.of(verb.past, f"will {verb.base}", f"didn't {verb.base}", verb.past)
    bad = whom if whom not in ("him", "her", "them", "me", "us") or what not in ("it", "them") else ""
    if not bad:
        what = "the book"
    before = f"{who.text} {form} {what}"
    return differ(before, f"to {whom}", whom, w.of("", "", *_PAST) if form == verb.past else "")


def dative_say(w: Everyday) -> Pair:
    """He said me that he was tired."""
    who, whom = _giver(w)
    thing = w.of(
        f"that {who.pronoun} {who.was} {w.adjective('feeling')}", f"that {w.first_name()} was at home",
        f"that the {w.noun('meeting').singular} was boring", f"that {who.pronoun} {who.was} at work",
    )  # fmt: skip
    verb = w.of("explained", "said", "mentioned", "suggested").replace("suggested", "said")
    return differ(f"{who.text} {verb}", f"to {whom}", whom, thing)


def dative_for(w: Everyday) -> Pair:
    """I bought for her flowers; she opened the door me."""
    who, whom = _giver(w, pronoun=True)
    if w.chance(0.5):
        verb, what = w.of(
            (
                w.verb_among("buy"),
                w.of("flowers", "a coat", "a sandwich", "some fruit", "a ticket", "a present"),
            ),
            (w.verb_among("make"), w.of("a sandwich", "some coffee", "a cake", "breakfast", "dinner")),
            (w.verb_among("find"), w.of("a job", "a taxi", "a seat", "a chair")),
        )
        form = w.of(verb.past, f"will {verb.base}", f"didn't {verb.base}")
        return differ(f"{who.text} {form}", whom, f"for {whom}", what)
    verb, what = w.of(
        (w.verb_among("open close hold"), "the door"),
        (w.verb_among("carry pack"), w.of("the bags", "the boxes")),
        (w.verb_among("wash clean"), w.of("the car", "the dishes", "the kitchen")),
        (w.verb_among("translate"), "the letter"),
        (w.verb_among("fix repair"), w.of("the sink", "the bike", "the lamp")),
    )  # fmt: skip
    form = w.of(verb.past, f"will {verb.base}", f"didn't {verb.base}")
    return differ(f"{who.text} {form} {what}", f"for {whom}", whom)


def dative_listen(w: Everyday) -> Pair:
    """Listen me; and he visited to me the other way."""
    who, whom = _giver(w)
    if w.chance(0.4):
        verb = w.verb_among("listen talk speak reply apologize")
        good, bad = f"to {whom}", whom
    else:
        verb = w.verb_among("visit help thank meet invite contact")
        good, bad = whom, f"to {whom}"
    form = w.of(f"never {verb.past}", f"didn't {verb.base}", f"will {verb.base}", f"wanted to {verb.base}")
    return differ(f"{who.text} {form}", good, bad, w.of("", "", "after work", "at the party"))


def dative_request(w: Everyday) -> Pair:
    """Held out: requests and questions."""
    verb, what = _explained(w)
    whom = w.of("me", "us", w.first_name(), f"my {_relation(w)}")
    ask, mark = w.of(
        ("can you", "?"), ("could you please", "?"), ("please", ""), ("you should", ""), ("will you", "?")
    )
    if w.chance(0.5):
        return orders(f"{ask} {verb.base} {what} to {whom}{mark}", f"{ask} {verb.base} {whom} {what}{mark}")
    whom = w.of("me", "us", "them", "him", "her")
    give, gift = _given(w)
    return orders(f"{ask} {give.base} {whom} {gift}{mark}", f"{ask} {give.base} to {whom} {gift}{mark}")


def dative_clause(w: Everyday) -> Pair:
    """Held out: in two clauses."""
    who, whom = _giver(w, pronoun=True)
    after = w.of(
        "because I was busy", "when the class was over", "before we left", "after dinner", "but nobody saw it"
    )
    if w.chance(0.5):
        verb, what = _explained(w)
        return differ(f"{who.text} {verb.past}", f"{what} to {whom}", f"{whom} {what}", after)
    verb, what = _given(w)
    return differ(f"{who.text} {verb.past}", whom, f"to {whom}", f"{what} {after}")


# --- phrasal_verb_order -----------------------------------------------------------------------------

_PHRASAL = words(
    "turn:off pick:up throw:away put:on take:off try:on wake:up give:back call:back write:down "
    "put:away send:back take:out fill:out switch:off throw:out clean:up bring:back"
)
_LOOK = words(
    "look:at wait:for listen:to look:for talk:to think:about talk:about worry:about laugh:at "
    "smile:at depend:on belong:to dream:about complain:about shout:at care:about believe:in"
)


def _phrasal(w: Everyday) -> tuple[Verb, str]:
    base, up = w.of(*_PHRASAL).split(":")
    return english().verb(base), up


def _looking(w: Everyday) -> tuple[Verb, str]:
    base, at = w.of(*_LOOK).split(":")
    return english().verb(base), at


def _it_or_them(w: Everyday, verb: Verb) -> str:
    if verb.base in ("wake", "call"):
        return w.of("him", "her", "them", "me", "us")
    return w.of("it", "them")


def phrasal_past(w: Everyday) -> Pair:
    who, (verb, up) = _somebody(w), _phrasal(w)
    it = (
        _it_or_them(w, verb)
        if who.person == THEY or verb.base not in ("wake", "call")
        else w.of("them", "us")
    )
    form = w.of(
        verb.past, f"will {verb.base}", f"didn't {verb.base}", f"can't {verb.base}",
        f"{who.have} {verb.participle}",
    )  # fmt: skip
    after = w.of("", "again", "later" if form.startswith("will") else "again")
    return _swap(f"{who.text} {form}", it, up, after)


def phrasal_request(w: Everyday) -> Pair:
    verb, up = _phrasal(w)
    it = "them" if verb.base in ("wake", "call") else w.of("it", "them")
    before, mark = w.of(
        ("please", ""), ("can you", "?"), ("don't", ""), ("could you please", "?"), ("you should", ""),
        ("don't forget to", ""), ("you have to", ""),
    )  # fmt: skip
    start = f"{before} {verb.base}"
    return _swap(start, it, up, w.of("", "again", "now", "later", "before dinner", "tomorrow") + mark)


def phrasal_clause(w: Everyday) -> Pair:
    base, up = w.any("throw:away, put:away, give:back, bring:back, send:back, pick:up, take:out").split(":")
    thing, who, verb = w.daily_thing(), w.pronoun(), english().verb(base)
    before = w.of(f"this {thing} is old, so", f"I found the {thing}, but", f"{w.my()} {thing} is here, and")
    return _swap(f"{before} {who.text} {w.of('will', 'can', 'should')} {verb.base}", "it", up)


def phrasal_want(w: Everyday) -> Pair:
    who, (verb, up) = _i(w), _phrasal(w)
    it = "them" if verb.base in ("wake", "call") else w.of("it", "them")
    before = f"{who.text} {w.of('wanted', 'forgot', 'decided', 'tried', 'promised', 'had')} to {verb.base}"
    return _swap(before, it, up, w.of("", w.of(*_PAST), "again"))


def looking_past(w: Everyday) -> Pair:
    """I looked it at."""
    who, (verb, at) = _i(w), _looking(w)
    it = w.of("it", "them")
    if verb.base in ("talk", "belong") and at == "to":
        it = "them"
    form = w.of(
        verb.past, f"will {verb.base}", f"didn't {verb.base}", f"never {verb.past}",
        f"{who.do}n't {verb.base}",
    )  # fmt: skip
    after = w.of("", "", "again", "today" if verb.base not in ("belong", "depend") else "")
    return _swap(f"{who.text} {form}", at, it, after)


def looking_request(w: Everyday) -> Pair:
    verb, at = _looking(w)
    while verb.base in ("depend", "belong", "dream", "worry"):
        verb, at = _looking(w)
    before, mark = w.of(
        ("please", ""), ("can you", "?"), ("don't", ""), ("why do you", "?"), ("you should", ""),
        ("I don't want to", ""), ("why did they", "?"),
    )  # fmt: skip
    it = w.of("it", "them") if at not in ("to",) or verb.base != "talk" else "them"
    return _swap(f"{before} {verb.base}", at, it, mark)


def looking_progressive(w: Everyday) -> Pair:
    who, (verb, at) = _i(w), _looking(w)
    while verb.base in ("depend", "belong", "believe", "care"):
        verb, at = _looking(w)
    whom = w.of("it", "them") if verb.base != "talk" or at != "to" else "them"
    be = w.of(who.am, who.was, f"{who.am} not", f"{who.was} still")
    return _swap(f"{who.text} {be} {verb.ing}", at, whom, w.of("", "again", "all day"))


def phrasal_question(w: Everyday) -> Pair:
    """Held out: questions."""
    who, (verb, up) = _asked(w), _phrasal(w)
    it = "them" if verb.base in ("wake", "call") else w.of("it", "them")
    asks = w.of("why", "when", "", "where")
    do = w.of("did", "will", "can", who.do)
    return _swap(f"{asks} {do} {who.text} {verb.base}", it, up, "?")


def phrasal_perfect(w: Everyday) -> Pair:
    """Held out: with -ing, and after because."""
    who, (verb, up) = w.pronoun(), _phrasal(w)
    it = "them" if verb.base in ("wake", "call") else w.of("it", "them")
    before = w.of(
        "I'm happy because", "we waited while", f"{w.first_name()} thinks that", "my mother saw that"
    )
    tense = (
        f"{who.was} {verb.ing}"
        if "while" in before
        else w.of(f"{who.am} {verb.ing}", f"{who.have} {verb.participle}")
    )
    if "saw" in before:
        tense = f"{who.was} {verb.ing}"
    return _swap(f"{before} {who.text} {tense}", it, up)


def looking_question(w: Everyday) -> Pair:
    """Held out: with her and him in questions."""
    who, (verb, at) = w.of(_YOU, _YOU, _several(w)), _looking(w)
    while verb.base in ("belong", "pay"):
        verb, at = _looking(w)
    do = w.of("did", "will", "do", "can")
    return _swap(f"{w.of('', 'why', 'when')} {do} {who.text} {verb.base}", at, w.of("him", "her", "it"), "?")


# --- infinitive_and_clause_order --------------------------------------------------------------------


def clause_verb_second(w: Everyday) -> Pair:
    """Yesterday went I to the gym; in the morning drink I coffee."""
    who, act = _i(w), _doing(w)
    when, form = w.of(
        (w.of(*_PAST), act.verb.past),
        (w.of("in the morning", "on Sundays", "every evening", "usually", "sometimes"), "present"),
    )
    form = who.present(act.verb) if form == "present" else form
    return _swap(f"{when}", who.text, form, who.doing(act))


def clause_when(w: Everyday) -> Pair:
    """When arrived the train, we got up."""
    what, verb = w.of(
        (f"the {w.noun('vehicle_daily').singular}", w.of("arrived", "came")),
        (f"the {w.noun('meeting').singular}", w.of("began", "was over")),
        (w.kin(), w.of("arrived", "came home", "fell asleep", "sat down")),
        (w.first_name(), w.of("arrived", "came home", "fell asleep", "laughed")),
    )
    who, act, head = w.pronoun(), _doing(w), w.of("when", "after", "before")
    rest, (one, *more) = f"{who.text} {act.verb.past} {who.doing(act)}", verb.split()
    if w.chance(0.5):
        return _swap(head, what, one, f"{' '.join(more)}, {rest}")
    return _swap(f"{rest} {head}", what, one, " ".join(more))


def clause_because(w: Everyday) -> Pair:
    """Because was he late; because he late was."""
    who, act = _i(w), _doing(w)
    other = _somebody(w)
    before = f"{other.text} {act.verb.past} {other.doing(act)} because"
    state = w.of(w.of(*_STATES[:17]), w.any("at work, in the hospital, very busy, so tired, at school"))
    if w.chance(0.5):
        return _swap(before, who.text, who.was, state)
    return _swap(f"{before} {who.text}", who.was, state)


def clause_object_late(w: Everyday) -> Pair:
    """I can French speak; I must now home go."""
    who, act = _i(w), _handling(w)
    can = w.of("can", "will", "should", "didn't", "can't", f"{who.do}n't", "won't")
    return _swap(f"{who.text} {can}", act.verb.base, who.doing(act), w.of("", "", "today", "alone"))


def clause_pronoun(w: Everyday) -> Pair:
    """I him know; she me called."""
    who, verb = _i(w), w.verb_among("know see call help love meet invite remember understand visit")
    whom = w.of("me", "us") if who.text == "you" else w.of("him", "them", "her")
    form = w.of(who.present(verb), verb.past)
    after = w.of("", "", "very well" if verb.base == "know" else "", "again" if form == verb.past else "")
    return _swap(who.text, form, whom, after)


def clause_it(w: Everyday) -> Pair:
    """Because is it raining."""
    rest = w.any("raining, cold, late, snowing, very hot, sunny, dark, too early, Monday, windy")
    be = w.of("is", "was")
    who = _i(w)
    act = _doing(w)
    form = f"{who.do}n't {act.verb.base}" if be == "is" else f"didn't {act.verb.base}"
    return _swap(f"{who.text} {form} {who.doing(act)} because", "it", be, rest)


def clause_infinitive(w: Everyday) -> Pair:
    """I want to you call me; she told not me to wait."""
    who, act = _somebody(w), _doing(w)
    whom, own = w.of(("me", "my"), ("us", "our"), ("them", "their"), ("him", "his"))
    if who.text == "you":
        whom, own = "me", "my"
    elif who.text == "we":
        whom, own = "them", "their"
    verb, rest = w.verb_among("want ask tell expect advise"), act.rest.replace("~", own)
    form = w.of(who.present(verb), verb.past)
    if w.chance(0.5):
        return _swap(f"{who.text} {form}", whom, "not", f"to {act.verb.base} {rest}")
    return _swap(f"{who.text} {form}", whom, "to", f"{act.verb.base} {rest}")


def clause_easy(w: Everyday) -> Pair:
    """It is to learn English important."""
    be, kind = w.any("is, was, isn't, will be"), w.any("important, easy, difficult, hard, possible")
    act, start = _doing(w), w.of("", "", "I think that", "we know that", "she says that")
    return _swap(f"{start} it {be}", kind, f"to {act.verb.base} {act.rest.replace('~', 'your')}")


def clause_future(w: Everyday) -> Pair:
    """Held out: I hope that tomorrow will we visit my uncle."""
    who, act = _i(w), _doing(w)
    before = w.of("I think that", "we hope that", "she says that", "everybody knows that", "I'm sure that")
    when = w.any("tomorrow, next week, next summer, after dinner, on Sunday, tonight, this weekend")
    will = w.of("will", who.am)
    verb = act.verb.base if will == "will" else f"going to {act.verb.base}"
    return _swap(f"{before} {when}", who.text, will, f"{verb} {who.doing(act)}")


def clause_that(w: Everyday) -> Pair:
    """Held out: I think that she the dishes washes."""
    who, act = _somebody(w), _handling(w)
    before = w.of(
        "I think that", "do you know that", "we hope that", f"{w.first_name()} says that", "I'm sure that"
    )
    mark = "?" if before.startswith("do ") else ""
    return _swap(f"{before} {who.text}", w.of(act.verb.past, who.present(act.verb)), who.doing(act), mark)


def clause_pronoun_question(w: Everyday) -> Pair:
    """Held out: Do you him know?"""
    who = _YOU if w.chance(0.5) else _several(w)
    verb = w.verb_among("know see call help love meet invite remember visit")
    if who.text == "we":
        who = _YOU
    do, after = w.of(
        ("do", w.of("", "well", "every day")), ("did", w.of(*_PAST)), ("will", w.of("tomorrow", "again"))
    )
    if do == "do":
        after = {"know": "well", "see": "every day", "call": "every day", "visit": "every week"}.get(
            verb.base, ""
        )
    whom = w.of("him", "them", "me", "us")
    return _swap(f"{w.of('', 'why', '')} {do} {who.text}", verb.base, whom, f"{after}?")


WORD_ORDER = (
    Paradigm(
        name="question_inversion", phenomenon="questions", source="Swan and Smith 2001, Learner English",
        templates=(
            inversion_why, inversion_where, inversion_what, inversion_will, inversion_be, inversion_thing,
            inversion_perfect, inversion_did, inversion_not,
        ),
        held_out=(inversion_time, inversion_clause, inversion_noun), framed=False, level="A1",
    ),
    Paradigm(
        name="question_do", phenomenon="questions", source="Swan and Smith 2001, Learner English",
        templates=(
            do_plural, do_singular, do_past, do_verb_first, do_none, do_like_you, do_means, do_be, do_modal,
            do_perfect,
        ),
        held_out=(do_spell, do_much, do_needless), framed=False, level="A1",
    ),
    Paradigm(
        name="question_auxiliary_choice", phenomenon="questions",
        source="Parrott 2010, Grammar for English Language Teachers",
        templates=(
            auxiliary_state, auxiliary_habit, auxiliary_activity, auxiliary_progressive, auxiliary_can,
            auxiliary_perfect, auxiliary_agree,
        ),
        held_out=(auxiliary_interested, auxiliary_noun), framed=False, level="A1",
    ),
    Paradigm(
        name="question_subject", phenomenon="questions", source="Murphy 2019, English Grammar in Use",
        templates=(
            subject_agrees, subject_does, subject_did, subject_happened, subject_plural, subject_or_object,
            subject_or_object_past, subject_is,
        ),
        held_out=(subject_whose, subject_which_past), framed=False, level="A2",
    ),
    Paradigm(
        name="indirect_question", phenomenon="questions", source="Murphy 2019, English Grammar in Use",
        templates=(
            indirect_where, indirect_progressive, indirect_modal, indirect_how, indirect_reported,
            indirect_do, direct_do, indirect_did, direct_did, indirect_if,
        ),
        held_out=(indirect_depends, indirect_long), framed=False, level="B1",
    ),
    Paradigm(
        name="adverb_and_object", phenomenon="word order", source="Swan and Smith 2001, Learner English",
        templates=(
            adverb_very_much, adverb_well, adverb_manner, adverb_habit, adverb_past, adverb_person,
            adverb_place,
        ),
        held_out=(adverb_question, adverb_clause, adverb_request), framed=False, level="A2",
    ),
    Paradigm(
        name="frequency_order", phenomenon="word order", source="Murphy 2019, English Grammar in Use",
        templates=(
            frequency_object, frequency_go, frequency_never, frequency_perfect, frequency_modal,
            frequency_question, frequency_be, frequency_really,
        ),
        held_out=(frequency_already, frequency_when, frequency_why), framed=False, level="A2",
    ),
    Paradigm(
        name="adjective_order", phenomenon="word order", source="Swan 2005, Practical English Usage",
        templates=(
            adjective_color, adjective_plural, adjective_something, adjective_any, adjective_two,
            adjective_very, adjective_compound, adjective_my,
        ),
        held_out=(adjective_subject, adjective_there, adjective_person), framed=False, level="A2",
    ),
    Paradigm(
        name="enough_and_too", phenomenon="word order", source="Murphy 2019, English Grammar in Use",
        templates=(
            enough_person, enough_thing, enough_adverb, too_adjective, too_mass, too_count, very_much,
            much_bigger,
        ),
        held_out=(enough_question, too_question), framed=False, level="A2",
    ),
    Paradigm(
        name="so_such", phenomenon="word order", source="Swan 2005, Practical English Usage",
        templates=(such_noun, such_order, such_no_article, so_adjective, so_person, so_many),
        held_out=(such_that, such_question), framed=False,
    ),
    Paradigm(
        name="everyday_negation", phenomenon="word order", source="Swan and Smith 2001, Learner English",
        templates=(
            negation_no, negation_none, negation_can, negation_be, negation_do, negation_past,
            negation_anything, negation_never, negation_nobody, negation_request,
        ),
        held_out=(negation_why, negation_clause, negation_nothing), framed=False, level="A1",
    ),
    Paradigm(
        name="dative_everyday", phenomenon="word order", source="Swan 2005, Practical English Usage",
        templates=(
            dative_explain, dative_give, dative_tell, dative_to, dative_say, dative_for, dative_listen,
        ),
        held_out=(dative_request, dative_clause), framed=False, level="B1",
    ),
    Paradigm(
        name="phrasal_verb_order", phenomenon="word order",
        source="Parrott 2010, Grammar for English Language Teachers",
        templates=(
            phrasal_past, phrasal_request, phrasal_clause, phrasal_want, looking_past, looking_request,
            looking_progressive,
        ),
        held_out=(phrasal_question, phrasal_perfect, looking_question), framed=False, level="B1",
    ),
    Paradigm(
        name="infinitive_and_clause_order", phenomenon="word order",
        source="Swan and Smith 2001, Learner English",
        templates=(
            clause_verb_second, clause_when, clause_because, clause_object_late, clause_pronoun, clause_it,
            clause_infinitive, clause_easy,
        ),
        held_out=(clause_future, clause_that, clause_pronoun_question), framed=False,
    ),
)  # fmt: skip
