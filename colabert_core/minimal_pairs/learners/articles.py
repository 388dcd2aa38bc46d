"""Articles that learners leave out, add where none belongs, or confuse; and how two-way slips are written."""

from collections.abc import Callable
from typing import NamedTuple

from colabert_core.minimal_pairs.learners.everyday import ME, SHE, THEY, Everyday, Subject, words
from colabert_core.minimal_pairs.lexicon import Activity, Verb, english
from colabert_core.minimal_pairs.paradigm import Pair, Paradigm, differ, sentence
from colabert_core.minimal_pairs.word_picker import article

SWAN_SMITH = "Swan and Smith 2001, Learner English"
SWAN = "Swan 2005, Practical English Usage"
PARROTT = "Parrott 2010, Grammar for English Language Teachers"
MURPHY = "Murphy 2019, English Grammar in Use"


# --- slips: one small word for another, in both directions ----------------------------------------


class Slip(NamedTuple):
    """A verb or other words, the right small word after them, the wrong one, and what follows."""

    head: str
    good: str
    bad: str
    rests: tuple[str, ...]


# Slips in one direction and those in the other: of for on, and on for of.
Slips = tuple[tuple[list[Slip], list[Slip]], ...]
# What stands before the slip, with {base}, {past}, ... for the verb or {head}, and what stands after it.
Frame = Callable[[Everyday], tuple[Subject, str, str]]


def slips(text: str) -> Slips:
    """The slips of a table `head | right | wrong, wrong | rest, rest`, in which - stands for nothing.

    Only what occurs in both directions is kept, so that no word shows by itself which side is wrong.
    """
    found: dict[tuple[str, str], list[Slip]] = {}
    for line in text.strip().splitlines():
        head, good, wrong, rest = (part.strip().replace("-", "") for part in line.split(" | "))
        for bad in wrong.split(", "):
            slip = Slip(head, good, bad, tuple(rest.split(", ")))
            found.setdefault((good, bad), []).append(slip)
    return tuple(
        (those, found[bad, good])
        for (good, bad), those in found.items()
        if good < bad and (bad, good) in found
    )


def over(table: Slips, *frames: Frame) -> tuple[Callable[[Everyday], Pair], ...]:
    """A template for each frame, with the slips of the table."""
    return tuple(_template(table, frame) for frame in frames)


def pick(w: Everyday, table: Slips) -> Slip:
    """A slip; both directions are equally frequent."""
    return w.of(*w.of(*w.of(*(two for two in table for _ in range(len(two[0]) + len(two[1]))))))


def _template(table: Slips, frame: Frame) -> Callable[[Everyday], Pair]:
    def template(w: Everyday) -> Pair:
        slip, (subject, before, after) = pick(w, table), frame(w)
        before = filled(w, before.format(head=slip.head, **forms(slip.head, subject)), subject)
        rest = filled(w, w.of(*slip.rests), subject)
        return sentence(before, joined(slip.good, rest), after), sentence(
            before, joined(slip.bad, rest), after
        )

    template.__name__ = frame.__name__
    return template


def forms(head: str, subject: Subject) -> dict[str, str]:
    """The verb's {base}, {past}, ... and the {present} that agrees."""
    verb = english().verb(head.replace(" ", "_", 1)) if head else Verb("", "", "", "", "")
    return {**verb._asdict(), "present": subject.present(verb)}


def joined(small: str, rest: str) -> str:
    """Both, with `an` for `a` where it is needed."""
    an = small == "a" and rest[0] in "aeiouAEIOU"
    return f"{small}n {rest}" if an else f"{small} {rest}"


def filled(w: Everyday, rest: str, s: Subject) -> str:
    """The words with ~ as the subject's `my`, @ as somebody else, and a name for *city and the like."""
    for group in ("city", "country", "language", "weekday", "month"):
        rest = rest.replace(f"*{group}", w.world(group))
    return rest.replace("~", s.own).replace("@", someone(w, s))


def someone(w: Everyday, s: Subject) -> str:
    """Somebody else as an object: Mina, her uncle, him, my friends."""
    others = {"I": "him her them you", "we": "him her them you", "you": "me him her us them"}
    pronouns = others.get(s.pronoun, "me us you").split()
    return w.of(w.first_name(), w.kin(), w.of(*pronouns), f"{w.my()} {w.of('friends', 'parents', 'cousins')}")


# --- frames: sentences with a place for a slip ------------------------------------------------------

PAST = (
    "yesterday", "last week", "last night", "last Sunday", "two days ago", "on Monday", "", "",
    "last month", "again", "last summer", "the other day",
)  # fmt: skip
SOON = ("tomorrow", "today", "soon", "next week", "this afternoon", "tonight", "now", "", "")
REASONS = (
    "I was tired", "it was raining", "it was late", "we had time", "the weather was nice", "he was busy",
    "she was sick", "everyone was at home", "they were bored", "my phone was broken", "it was cold outside",
)  # fmt: skip


def anyone(w: Everyday) -> Subject:
    """Any subject: I, Mina, my uncle, her friends, the children."""
    if w.chance(0.7):
        return w.of(w.pronoun, w.singular)()
    pair = f"{w.first_name('she')} and {w.first_name('he')}"
    mine = (
        f"{w.my()} {w.of('friends', 'parents', 'sisters', 'brothers', 'cousins', 'neighbors', 'classmates')}"
    )
    people = f"the {w.of('students', 'teachers', 'children', 'girls', 'boys', 'tourists')}"
    return Subject(w.of("they", pair, mine, people), "they", THEY)


def being(w: Everyday, s: Subject) -> str:
    """I am or I'm; the short form for pronouns only."""
    short = {"I": "I'm", "he": "he's", "she": "she's", "we": "we're", "they": "they're", "you": "you're"}
    return short[s.text] if s.text in short and w.chance(0.5) else f"{s.text} {s.am}"


def past(w: Everyday) -> tuple[Subject, str, str]:
    s = anyone(w)
    return s, f"{s.text} {{past}}", w.of(*PAST)


def habit(w: Everyday) -> tuple[Subject, str, str]:
    s = anyone(w)
    return s, f"{s.text} {w.often()} {{present}}", w.of("", "", "after work", "on weekends", "in the summer")


def negated(w: Everyday) -> tuple[Subject, str, str]:
    s = anyone(w)
    no = w.of("didn't", f"{s.do}n't", f"{s.do} not", "did not", "can't", "won't", "couldn't", "shouldn't")
    return s, f"{s.text} {no} {{base}}", w.of(*PAST) if no.startswith("did") else ""


def question(w: Everyday) -> tuple[Subject, str, str]:
    s = anyone(w)
    does = w.of(
        "did", "did", s.do, "can", "should", "will", "why did", "when did", "when will", "how often did"
    )
    after = w.of(*PAST) if does in ("did", "why did") else ""
    return s, f"{does} {s.text} {{base}}", f"{after}?"


def wish(w: Everyday) -> tuple[Subject, str, str]:
    s = anyone(w)
    third = "s" if s.person == SHE else ""
    want = w.of(f"want{third}", f"need{third}", f"{s.have}", "would like", "wanted", "had", "needed", "hoped")
    going = w.of(f"{s.text} {want} to", f"{being(w, s)} going to")
    return s, f"{going} {{base}}", w.of(*SOON) if "ed to" not in going and "had" not in going else ""


def request(w: Everyday) -> tuple[Subject, str, str]:
    you, please = Subject("you", "you", THEY), w.of("", ", please")
    before = w.of(
        "could you {base}", "can you {base}", "please {base}", "please don't {base}", "would you {base}",
        "you should {base}", "you don't have to {base}", "let's not {base}", "you must not {base}",
    )  # fmt: skip
    after = w.of("", "", "today", "tomorrow")
    if before.startswith(("could", "can", "would")):
        return you, before, f"{after}{please}?"
    return you, before, after


def because(w: Everyday) -> tuple[Subject, str, str]:
    s = anyone(w)
    before, after = w.of(
        (f"{s.text} {{past}}", f"{w.of('because', 'when', ', but', ', and')} {w.of(*REASONS)}"),
        (f"{w.of('because', 'when')} {w.of(*REASONS)}, {s.text} {{past}}", ""),
        (f"{w.of(*REASONS)}, {w.of('so', 'and', 'but')} {s.text} {{past}}", ""),
        (f"{w.of(*REASONS)} when {s.text} {{past}}", ""),
    )
    return s, before, after


def opinion(w: Everyday) -> tuple[Subject, str, str]:
    s, know = anyone(w), w.of("I think", "I know", "I hope", "maybe", "I'm sure", "she said that")
    will = w.of("will", "can") if know != "she said that" else w.of("could", "would")
    return s, f"{know} {s.text} {will} {{base}}", w.of(*SOON) if will in ("will", "can") else ""


def thanks(w: Everyday) -> tuple[Subject, str, str]:
    s = w.of(Subject("I", "I", ME), Subject("you", "you", THEY))
    before = {
        "I": (
            "I love {ing}", "I don't mind {ing}", "I'm tired of {ing}", "I remember {ing}", "I stopped {ing}",
        ),
        "you": (
            "how about {ing}", "have you ever tried {ing}", "do you enjoy {ing}", "are you tired of {ing}",
        ),
    }[s.text]  # fmt: skip
    return s, w.of(*before), "?" if s.text == "you" else ""


def forgot(w: Everyday) -> tuple[Subject, str, str]:
    s = anyone(w)
    forgets = w.of("forgot", "tried", "decided", "promised", "agreed", "started", "refused", "was able")
    forgets = forgets.replace("was", s.was)
    return s, f"{s.text} {forgets} to {{base}}", w.of(*PAST[:3], "", "")


def perfect(w: Everyday) -> tuple[Subject, str, str]:
    s = anyone(w)
    if w.chance(0.4):
        return s, f"{s.have} {s.text} ever {{participle}}", "?"
    return s, f"{s.text} {s.have} {w.of('never', 'already', 'just', 'often', 'not')} {{participle}}", ""


def everyone(w: Everyday) -> tuple[Subject, str, str]:
    they = Subject("everyone", "they", SHE)
    who = w.any("who, who, everyone, nobody, someone, only one student, most people, many people")
    return they, f"{who} {{past}}", w.of(*PAST) + ("?" if who == "who" else "")


# --- article_singular and article_adjective_noun: things with and without a or an -------------------

_ONE = words("""
car bicycle camera umbrella suitcase backpack ticket dictionary notebook pencil sandwich lamp mirror
blanket clock key laptop printer jacket sweater dress skirt hat scarf coat puppy kitten present map
passport wallet chair towel toothbrush calculator tent toaster apartment
""")
_MANY = words("""
shoes boots gloves socks sandals sneakers jeans glasses sunglasses headphones pants pajamas shorts
earrings flowers books tickets chairs pencils cookies umbrellas apples stamps postcards bananas
oranges towels candles boxes
""")
_MASS = words("furniture jewelry luggage equipment clothing")
_WEAR = set(
    words("""
jacket sweater dress skirt hat scarf coat shoes boots gloves socks sandals sneakers jeans pants
pajamas shorts clothing
""")
)
_OF_WEAR = words("nice new old warm beautiful expensive cheap blue red black white green")
_OF_ALL = words("nice new small expensive cheap beautiful good")
_TALK_ONE = words("question problem idea plan appointment meeting exam test suggestion dream secret")
_TALK_MANY = words(
    "questions problems ideas plans exams suggestions dreams secrets advice homework information news"
)


def _goods(w: Everyday) -> Pair:
    """Something to buy: a car (not car), shoes (not a shoes)."""
    if w.chance(0.5):
        one = w.of(*_ONE)
        return article(one), one
    many = w.of(w.of(*_MANY), w.of(*_MANY), w.of(*_MASS))
    return many, article(many)


def _nice_goods(w: Everyday) -> Pair:
    """The same with an adjective: a new car (not new car), nice shoes (not a nice shoes)."""
    if w.chance(0.5):
        one = _nice(w, w.of(*_ONE))
        return article(one), one
    many = _nice(w, w.of(w.of(*_MANY), w.of(*_MANY), w.of(*_MASS)))
    return many, article(many)


def _nice(w: Everyday, noun: str) -> str:
    return f"{w.of(*(_OF_WEAR if noun in _WEAR else _OF_ALL))} {noun}"


def _talk(w: Everyday) -> Pair:
    """Something to talk about: a question (not question), advice (not an advice)."""
    if w.chance(0.5):
        one = w.of(*_TALK_ONE)
        return article(one), one
    many = w.of(*_TALK_MANY)
    return many, article(many)


# What stands before and after an object.
Around = Callable[[Everyday], tuple[str, str]]


def _about(choose: Callable[[Everyday], Pair], *frames: Around) -> tuple[Callable[[Everyday], Pair], ...]:
    """A template for each frame, with the object that `choose` picks."""
    return tuple(_object_template(choose, frame) for frame in frames)


def _object_template(choose: Callable[[Everyday], Pair], frame: Around) -> Callable[[Everyday], Pair]:
    def template(w: Everyday) -> Pair:
        (good, bad), (before, after) = choose(w), frame(w)
        return differ(before, good, bad, after)

    template.__name__ = frame.__name__
    return template


def bought(w: Everyday) -> tuple[str, str]:
    place = w.of("", "at the mall", "downtown", "online", "in Paris", "near my house")
    return f"{anyone(w).text} {w.of('bought', 'found', 'ordered', 'got', 'chose')}", f"{place} {w.of(*PAST)}"


def did_buy(w: Everyday) -> tuple[str, str]:
    s = anyone(w)
    before, after = w.of(
        (f"did {s.text} {w.of('buy', 'order', 'find', 'sell', 'bring')}", w.of(*PAST)),
        (f"{s.do} {s.text} {w.of('have', 'need', 'want', 'sell')}", ""),
        (f"where can {s.text} {w.of('buy', 'find', 'get')}", w.of("", "here", "in this city")),
        (f"would you like to {w.of('buy', 'order', 'see')}", w.of("", "online", "today")),
    )
    return before, f"{after}?"


def no_need(w: Everyday) -> tuple[str, str]:
    s = anyone(w)
    no = w.of(f"{s.do}n't", f"{s.do} not", "didn't")
    return f"{s.text} {no} {w.of('have', 'need', 'want')}", w.of("", "", "for the trip", "because it's warm")


def is_looking(w: Everyday) -> tuple[str, str]:
    s = anyone(w)
    want = "wants" if s.person == SHE else "want"
    plan = w.of("looking for", "going to buy", "planning to order", "trying to find", "bringing")
    return w.of(f"{being(w, s)} {plan}", f"{s.text} {want} to {w.of('buy', 'get', 'order')}"), w.of(
        "", "", "for my sister", "for the party", "for the trip"
    )


def went_because(w: Everyday) -> tuple[str, str]:
    s, need = w.pronoun(), w.of("needed", "wanted", "bought", "saw", "found")
    went = w.of("went to the mall", "called you", "went downtown", "went online", "stopped at a store")
    return w.of(
        (f"{s.text} {went} because {s.text} {need}", ""),
        (f"{s.text} {went} and bought", w.of("", "for the party", "for my brother")),
        ("if you need", ", please call me"),
        (f"when {s.text} {s.was} in {w.world('city')}, {s.text} {need}", ""),
        ("I think", w.of("would be the best present", "would be good for him")),
    )


def gave_me(w: Everyday) -> tuple[str, str]:
    giver, whom = w.singular().text, w.of("me", "us", w.first_name(), "my sister", "my son")
    when = w.of("", "for my birthday", "last week", "yesterday", "on Monday")
    return f"{giver} {w.of('gave', 'bought', 'showed', 'brought', 'sent')} {whom}", when


def has_never_had(w: Everyday) -> tuple[str, str]:
    s = anyone(w)
    done = w.of("bought", "found", "ordered", "sold", "seen")
    return w.of(
        (f"{s.text} {s.have} {w.of('just', 'already', 'never')} {done}", w.of("", "here", "online")),
        (f"{s.have} {s.text} ever {done}", w.of("?", "here?", "online?")),
        (f"the {w.of('woman', 'man', 'girl', 'boy')} next to {w.of('me', 'us', 'him')} has", ""),
        (f"{w.of('who', 'which student')} {w.of('has', 'needs', 'wants', 'brought')}", "?"),
    )


def talked(w: Everyday) -> tuple[str, str]:
    s = anyone(w)
    had = w.of("had", s.have)
    return f"{s.text} {had}", w.of("", "", "yesterday" if had == "had" else "today", "too")


def can_ask(w: Everyday) -> tuple[str, str]:
    s = anyone(w)
    return w.of(
        (f"{w.of('does' if s.person == SHE else 'do', 'did')} {s.text} have", "?"),
        ("I'd like to talk to you because I have", ""),
        (f"{w.first_name()} told me about", w.of("", w.of(*PAST))), ("if you have", ", please tell me"),
        (f"{s.text} {s.do}n't have", w.of("", "today", "either")),
    )  # fmt: skip


# --- article_job: a doctor, doctors, tired ----------------------------------------------------------

_JOBS = words("""
doctor nurse teacher engineer lawyer waiter journalist accountant programmer dentist electrician
architect farmer firefighter hairdresser mechanic musician photographer pilot plumber scientist
singer student actor artist writer cleaner designer vet athlete receptionist pharmacist
""")
_LIKE = words("""
tired hungry happy angry nervous bored excited worried lonely thirsty busy upset proud lucky honest
friendly tall rich polite strong famous careful jealous sleepy
""")
_MALE, _FEMALE = (
    words("father brother uncle cousin neighbor son"), words("mother sister aunt friend wife daughter"),
)  # fmt: skip


def _one_person(w: Everyday) -> Subject:
    if w.chance(0.5):
        return w.of(Subject("I", "I", ME), Subject("he", "he", SHE), Subject("she", "she", SHE))
    return Subject(w.of(w.first_name(), f"my {w.of(*_MALE, *_FEMALE)}"), "they", SHE)


def _some_people(w: Everyday) -> Subject:
    names = f"{w.first_name('he')} and {w.first_name('she')}"
    both = f"{w.my()} {w.of('parents', 'brothers', 'sisters', 'cousins', 'friends', 'neighbors')}"
    return Subject(w.of("we", "they", names, both), "they", THEY)


def _role(w: Everyday, adjectives: bool = True) -> tuple[Subject, str, str]:
    """Who, and what they are: I, a doctor (not doctor); they, doctors; he, tired (not a tired)."""
    job, like = w.of(*_JOBS), w.of(*_LIKE)
    if w.chance(0.5):
        return _one_person(w), article(job), job
    if adjectives and w.chance(0.5):
        return w.of(_one_person, _some_people)(w), like, article(like)
    return _some_people(w), f"{job}s", article(f"{job}s")


def job_is(w: Everyday) -> Pair:
    s, good, bad = _role(w)
    return differ(w.of(being(w, s), f"{s.text} {s.was}"), good, bad, w.of("", "", "like you", "too"))


def job_not(w: Everyday) -> Pair:
    s, good, bad = _role(w)
    no = f"{s.was}n't" if w.chance(0.5) or s.text == "I" else f"{s.am}n't"
    return differ(f"{s.text} {w.of(no, f'{s.am} not')}", good, bad, w.of("", "", "like my father"))


def job_question(w: Everyday) -> Pair:
    s, good, bad = _role(w)
    before, after = w.of(
        (s.am, "?"), (s.was, "?"), (s.was, "too?"), (f"why {s.am}", "?"), (f"when {s.was}", "?")
    )
    return differ(f"{before} {s.text}", good, bad, after)


def job_think(w: Everyday) -> Pair:
    s, good, bad = _role(w)
    before = w.of(
        f"I think {s.text} {s.am}", f"everyone knows that {s.text} {s.am}", f"maybe {s.text} {s.am}"
    )
    know = w.of("I like them", "we met last week", "you can ask me anything", "it's my birthday")
    return w.of(differ(before, good, bad), differ(f"{know}, {w.of('and', 'but')} {being(w, s)}", good, bad))


def job_and(w: Everyday) -> Pair:
    s, good, bad = _role(w)
    city = w.world("city")
    more = w.of(f", and I live in {city}", ", but I don't mind", "and we all know it", ", so we can help you")
    return differ(being(w, s), good, bad, more)


def job_becomes(w: Everyday) -> Pair:
    s, good, bad = _role(w)
    want = "wants to" if s.person == SHE else "want to"
    will = w.of(
        f"{want} be", "will be", "might be", "hoped to be", f"{s.do}n't want to be", "would like to be"
    )
    return differ(f"{s.text} {will}", good, bad, w.of("", "one day", "in the future", "like my aunt"))


def job_works(w: Everyday) -> Pair:
    s, good, bad = _role(w, adjectives=False)
    work = w.of(
        "works" if s.person == SHE else "work", "worked", "used to work", "wants to work", "didn't work"
    )
    work = work.replace("wants", "wants" if s.person == SHE else "want")
    place = w.of("", f"in {w.world('city')}", "in a small town", "for a year", "at a hospital")
    return differ(f"{s.text} {work} as", good, bad, place)


def job_since(w: Everyday) -> Pair:
    s, good, bad = _role(w)
    return w.of(
        differ(
            f"{s.text} {s.have} been", good, bad, w.of("for many years", "since last year", "for a long time")
        ),
        differ(f"{s.have} {s.text} ever been", good, bad, "?"),
        differ(f"how long {s.have} {s.text} been", good, bad, "?"),
    )


def job_who(w: Everyday) -> Pair:
    s, good, bad = _role(w)
    while s.text in ("I", "he", "she", "we", "they"):
        s, good, bad = _role(w)
    lives = w.of("came late", "called me yesterday", f"moved to {w.world('city')}", "helped us")
    return differ(f"{s.text}, who {w.of(s.am, s.was)}", good, bad, f", {lives}")


def job_dream(w: Everyday) -> Pair:
    _, good, bad = _role(w, adjectives=True)
    if good.endswith("s"):
        return differ(f"{w.my()} parents {w.of('did not become', 'became', 'never became')}", good, bad)
    dream = w.of("dream", "goal", "plan", "wish")
    return differ(f"{w.my()} {dream} {w.of('is', 'was')} to {w.of('become', 'be')}", good, bad)


# --- article_definite -------------------------------------------------------------------------------

_DEFINITE = slips("""
open | the | - | window, door, gate, suitcase
close | the | - | window, door, gate, suitcase
clean | the | - | kitchen, bathroom, car, garage
feed | the | - | cat, dog, rabbit
walk to | the | - | bank, station, park, library, post office, museum
go to | the | - | bank, park, beach, airport, station, zoo, library, museum, supermarket, dentist, post office
turn off | the | - | radio, light, computer, heater, fan
fix | the | - | sink, roof, printer, fence
wash | the | - | car, floor, dog
wait at | the | - | station, airport, gate, bus stop
sit in | the | - | kitchen, garden, living room
play in | the | - | park, garden, yard
use | the | - | internet, printer, elevator, kitchen
play | - | the | soccer, tennis, basketball, baseball, volleyball, golf, badminton
speak | - | the | *language
stay in | - | the | *city, *country
go to | - | the | *city, *country
travel to | - | the | *city, *country
fly to | - | the | *city, *country
visit | - | the | *city, *country, ~ aunt, ~ grandparents
call | - | the | Mina, Kenji, Sofia, ~ sister, ~ boss, ~ mother
meet | - | the | Elena, Omar, Tomas, ~ friends, ~ teacher, ~ cousin
help | - | the | Elena, Kenji, Mina, ~ brother, ~ neighbor
talk to | - | the | Omar, Sofia, Tomas, ~ doctor, ~ boss
travel by | - | the | car, train, plane, bus
""")
_PLACES = slips("""
in | the | - | kitchen, bathroom, garden, living room, middle of the room
at | the | - | airport, station, bank, supermarket, door
on | the | - | floor, table, roof, balcony, second floor
near | the | - | station, river, hospital, post office
behind | the | - | house, sofa, library
in | - | the | *city, *country
with | - | the | ~ sister, ~ friends, my uncle, Mina, Kenji
at | - | the | ~ house, ~ office, ~ desk
near | - | the | *city, ~ house
behind | - | the | ~ house, ~ school
next to | - | the | Elena, Omar, ~ bed, ~ father
""")


def place_is(w: Everyday) -> tuple[Subject, str, str]:
    s = anyone(w)
    what = w.of("the dog", "the keys", "the car", "your book", "the children", "a man", "your bag")
    was = "were" if what in ("the keys", "the children") else "was"
    before = (f"{what} {was} {{head}}", f"{s.text} saw him {{head}}", f"{s.text} {s.was} {{head}}")
    return s, w.of(*before), w.of("", "", "yesterday", "an hour ago", "all day")


def place_where(w: Everyday) -> tuple[Subject, str, str]:
    s = anyone(w)
    saw = w.of("met them", "saw you", "stayed", "slept", "had lunch", "waited", "sat", "worked")
    return s, f"{s.text} {saw} {{head}}", w.of("", "yesterday", "because it was raining", "for an hour")


def place_asked(w: Everyday) -> tuple[Subject, str, str]:
    was = w.of("was she", "were the children", "was the cat", "did you sleep", "did they wait", "is your bag")
    now = "?" if was == "is your bag" else w.of("?", "yesterday?", "last night?")
    return w.singular(), f"{was} {{head}}", now


# --- article_time_and_phrase ------------------------------------------------------------------------

_TIMES = slips("""
in | the | - | morning, afternoon, evening
at | the | - | end of the day
on | the | - | weekend
for | a | - | while, long time
once | a | - | week, month, year, day
twice | a | - | week, month, year, day
in | a | - | hurry
at | - | the | night, midnight, noon
every | - | the | morning, day, evening
every | - | a | day, morning, week, night
in | - | the | May, June, July, March
in | - | a | January, July, August, October
at | - | a | night, noon, midnight
for | - | a | three hours, two days, fun, ten minutes
after | - | a | school, work
""")
_RATES = slips("""
once | a | the | week, month, year, day
twice | a | the | week, month, year, day
for | a | the | while, long time
at | the | a | same time, same place
in | the | a | same room, same way, same building
with | the | a | same people, same teacher
on | the | a | same day
""")
_DEEDS = slips("""
take | a | - | shower, break, nap, taxi, picture
have | a | - | good time, picnic, party, snack
go for | a | - | walk, swim, drive
make | a | - | mistake, plan, list, promise
wait for | a | - | while, minute, bus, taxi
tell | a | - | lie, joke, funny story
have | - | a | fun, lots of fun, lots of friends
make | - | a | money, friends, lots of mistakes, lots of plans
take | - | a | notes, lots of pictures, lots of breaks
go | - | a | home, shopping, swimming, outside
stay | - | a | home, outside, here
eat | - | a | lots of vegetables, lots of fruit
do | - | a | homework, housework
wait for | - | a | three hours, two days, ten minutes
""")
_ACTS = words("""
cook:dinner clean:~_room listen:to_music read:a_book study:math learn:English call:~_mother
watch:television check:~_email play:soccer meet:~_friends go:swimming practice:the_piano play:tennis
drink:tea walk:the_dog work:from_home wash:the_dishes do:the_laundry write:emails play:chess
visit:~_grandparents sing:in_a_choir help:us feed:the_cat water:the_plants play:the_guitar
talk:to_~_sister take:pictures watch:movies
""")


def act(w: Everyday) -> Activity:
    """What somebody may do at any time."""
    verb, rest = w.of(*_ACTS).split(":")
    return Activity(english().verb(verb), rest.replace("_", " "))


def timed(w: Everyday) -> tuple[Subject, str, str]:
    s, a = anyone(w), act(w)
    does = w.of(s.present(a.verb), a.verb.past, f"can {a.verb.base}", f"{s.have} to {a.verb.base}")
    return s, f"{s.text} {does} {s.doing(a)} {{head}}", ""


def timed_question(w: Everyday) -> tuple[Subject, str, str]:
    s, a = anyone(w), act(w)
    return s, f"{w.of('did', s.do, 'can', 'should')} {s.text} {a.verb.base} {s.doing(a)} {{head}}", "?"


def timed_not(w: Everyday) -> tuple[Subject, str, str]:
    s, a = anyone(w), act(w)
    no = w.of(f"{s.do}n't", "didn't", "can't", "won't")
    return s, f"{s.text} {no} {a.verb.base} {s.doing(a)} {{head}}", ""


def timed_like(w: Everyday) -> tuple[Subject, str, str]:
    s, a = anyone(w), act(w)
    like = "likes" if s.person == SHE else "like"
    return s, f"{s.text} {like} to {a.verb.base} {s.doing(a)} {{head}}", w.of("", "too", "with friends")


def timed_let(w: Everyday) -> tuple[Subject, str, str]:
    s, a = Subject("you", "you", THEY), act(w)
    please = w.of("please", "you should", "you must", "I know that you", "maybe you can")
    return s, f"{please} {a.verb.base} {s.doing(a)} {{head}}", ""


def timed_because(w: Everyday) -> tuple[Subject, str, str]:
    s, a = anyone(w), act(w)
    reason = w.of(*REASONS)
    before, after = w.of((f"{reason}, so", ""), (f"because {reason},", ""), ("", f"because {reason}"))
    return s, f"{before} {s.text} {a.verb.past} {s.doing(a)} {{head}}", after


def timed_ing(w: Everyday) -> tuple[Subject, str, str]:
    s, a = Subject("I", "I", ME), act(w)
    love = w.any("I remember, I love, I don't mind, I hate, I enjoy, I'm tired of, it's nice to see him")
    doing = s.doing(a).replace("my", "his") if love.endswith("him") else s.doing(a)
    return s, f"{love} {a.verb.ing} {doing} {{head}}", ""


def timed_first(w: Everyday) -> tuple[Subject, str, str]:
    s, a = anyone(w), act(w)
    return s, "{head}", f", {s.text} {w.of('can', 'will', 'had to', 'could')} {a.verb.base} {s.doing(a)}"


# --- article_of_two ---------------------------------------------------------------------------------

_THE_OR_A = slips("""
buy | the | a | cheapest phone in the store, same shoes again, same book, newest phone in the store
read | the | a | same book, longest story in the book, same story, same newspaper
stay in | the | a | same city, same house, biggest hotel in town, same building
take | the | a | same bus, same train, same road, same class
meet | the | a | tallest man in our town, youngest teacher at our school, same people, best player on our team
see | the | a | same movie, same doctor, biggest ship in the world, highest mountain in *country
answer | the | a | same question, hardest question on the test, first question on the list
wear | the | a | same coat, same shoes, same hat
make | a | the | lot of mistakes, lot of noise, lot of money
read | a | the | lot of books, lot of stories, lot of comics
meet | a | the | lot of people, lot of tourists
drink | a | the | lot of water, lot of coffee, lot of tea
have | a | the | lot of fun, lot of homework
eat | a | the | lot of fruit, lot of vegetables
take | a | the | lot of pictures, lot of classes
see | a | the | lot of movies, lot of ships, lot of mountains
answer | a | the | lot of questions, lot of emails
wait for | a | the | while, long time
""")


def most_is(w: Everyday) -> Pair:
    """The tallest girl in my class; such a nice day."""
    s = w.singular()
    if w.chance(0.5):
        best = w.of("tallest", "youngest", "oldest", "best", "nicest", "only")
        who = f"{best} {w.of('student', 'person', 'player')} {w.of('in our class', 'on our team')}"
        return differ(f"{s.text} {w.of(s.am, s.was)}", f"the {who}", article(who))
    what = (
        f"{w.of('nice', 'honest', 'intelligent', 'friendly', 'funny')} {w.of('student', 'person', 'player')}"
    )
    before = f"{s.text} {w.of(s.am, s.was)} such"
    return differ(before, article(what), f"the {what}", w.of("", "", "on our team"))


def most_question(w: Everyday) -> Pair:
    s = w.singular()
    if w.chance(0.5):
        best = w.of("tallest", "youngest", "oldest", "best", "nicest", "only")
        who = f"{best} {w.of('student', 'person', 'player')} {w.of('in your class', 'on your team', 'here')}"
        return differ(f"{w.of(s.am, s.was)} {s.text}", f"the {who}", article(who), "?")
    what = (
        f"{w.of('nice', 'honest', 'intelligent', 'friendly', 'funny')} {w.of('student', 'person', 'player')}"
    )
    return differ(f"why {w.of(s.am, s.was)} {s.text} such", article(what), f"the {what}", "?")


def most_seen(w: Everyday) -> Pair:
    """The best movie that I have ever seen; such a good movie."""
    s, good = anyone(w), w.of("good", "nice", "funny", "interesting", "long")
    best = {"good": "best", "nice": "nicest", "funny": "funniest", "long": "longest"}.get(good, "worst")
    what = w.of("movie", "book", "story", "song", "show")
    seen = f"that {s.text} {s.have} ever {w.of('seen', 'heard', 'found')}"
    it = w.of("it was", "it is", "it's", "that was", "this is", "I think it was")
    if w.chance(0.5):
        return differ(it, f"the {best} {what}", f"a {best} {what}", seen)
    before = f"{it} such"
    return differ(before, article(f"{good} {what}"), f"the {good} {what}", w.of("", "for children", "for us"))


_VERBS = (past, habit, negated, question, wish, request, because, opinion)
_OTHER_VERBS = (forgot, perfect, everyone, thanks)
_TIMED = (timed, timed_question, timed_not, timed_like, timed_let)
_GOODS = (bought, did_buy, no_need, is_looking, went_because)

ARTICLES = (
    Paradigm(
        name="article_singular", phenomenon="articles", source=SWAN_SMITH, level="A1",
        templates=(*_about(_goods, *_GOODS), *_about(_talk, talked)),
        held_out=(*_about(_goods, gave_me, has_never_had), *_about(_talk, can_ask)), framed=False,
    ),
    Paradigm(
        name="article_job", phenomenon="articles", source=SWAN, level="A1",
        templates=(job_is, job_not, job_question, job_think, job_becomes, job_works, job_and),
        held_out=(job_since, job_who, job_dream), framed=False,
    ),
    Paradigm(
        name="article_definite", phenomenon="articles", source=SWAN_SMITH,
        templates=(*over(_DEFINITE, *_VERBS), *over(_PLACES, place_is)),
        held_out=(*over(_DEFINITE, *_OTHER_VERBS), *over(_PLACES, place_where, place_asked)), framed=False,
    ),
    Paradigm(
        name="article_time_and_phrase", phenomenon="articles", source=SWAN,
        templates=(*over(_TIMES, *_TIMED), *over(_DEEDS, *_VERBS)),
        held_out=(*over(_TIMES, timed_because, timed_ing, timed_first), *over(_DEEDS, *_OTHER_VERBS)),
        framed=False,
    ),
    Paradigm(
        name="article_adjective_noun", phenomenon="articles", source=MURPHY, level="A1",
        templates=_about(_nice_goods, *_GOODS), held_out=_about(_nice_goods, gave_me, has_never_had),
        framed=False,
    ),
    Paradigm(
        name="article_of_two", phenomenon="articles", source=PARROTT,
        templates=(*over(_THE_OR_A, *_VERBS), *over(_RATES, *_TIMED), most_is, most_question),
        held_out=(*over(_THE_OR_A, *_OTHER_VERBS), *over(_RATES, timed_because, timed_ing), most_seen),
        framed=False,
    ),
)  # fmt: skip
