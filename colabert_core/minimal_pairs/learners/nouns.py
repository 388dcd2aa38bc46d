"""Learners' errors with countable and uncountable nouns, words for quantities, and pronouns."""

import re

from colabert_core.minimal_pairs.learners.everyday import Everyday
from colabert_core.minimal_pairs.paradigm import Pair, Paradigm, Template, sentence

_SWAN_SMITH = "Swan and Smith 2001, Learner English"
_SWAN = "Swan 2005, Practical English Usage"
_PARROTT = "Parrott 2010, Grammar for English Language Teachers"
_MURPHY = "Murphy 2019, English Grammar in Use"

# --- words, in patterns written as <group> ----------------------------------------------------------

_THINGS = """book ticket bag shirt chair pen picture cookie sandwich banana postcard notebook map key lamp cup
letter phone jacket towel pillow magazine lemon basket"""
_PEOPLE = "student friend teacher doctor neighbor cousin player tourist visitor child woman man nurse driver"
_BUYABLE = "milk bread rice sugar coffee water cheese butter juice tea salt flour"
_PLURALS = {"sandwich": "sandwiches", "child": "children", "woman": "women", "man": "men"}
_OWNERS = "brother sister uncle aunt cousin mother father grandmother grandfather husband wife"
_OWN = "you/your he/his she/her we/our they/their"
_CASES = "I/me he/him she/her we/us they/them"
_STRONG = "my/mine your/yours our/ours their/theirs"
_OF_MINE = "mine/me his/him hers/her ours/us theirs/them"
_SELVES = {
    "I": "myself", "we": "ourselves", "you": "yourself", "he": "himself", "she": "herself",
    "they": "themselves", "my sister": "herself", "my brother": "himself", "my parents": "themselves",
    "the girl": "herself", "the boy": "himself", "the children": "themselves", "his wife": "herself",
    "her husband": "himself", "my uncle": "himself", "our aunt": "herself", "our neighbors": "themselves",
}  # fmt: skip


def _plural(noun: str) -> str:
    return _PLURALS.get(noun, f"{noun}s")


def _pairs(words: str) -> list[str]:
    """Patterns for `good/bad`, from words such as `I/me`."""
    return [f"[{pair}]" for pair in words.split()]


def _turned(words: str) -> list[str]:
    """The same, with the bad word in front."""
    return ["[{1}/{0}]".format(*pair.split("/")) for pair in words.split()]


_SELF_WORDS = tuple(dict.fromkeys(_SELVES.values()))
# Each line is a group: its name, and what may stand for it.
_PHRASES = """
many: two, three, several, many, a few, ten, these, those, both, too many
one: every, each, this, one, a, a, another
some: two, three, four, several, many, a few, ten
mine: friends, students, teachers, classmates, neighbors, players, guests, cousins
carried: phone, bag, jacket, camera, umbrella, pen, notebook, wallet, suitcase, hat
owned: car, house, phone, bag, room, bike, computer, garden, dog, office, apartment, jacket
is: is new, is very big, was expensive, isn't cheap, looks nice, is really old, was dirty
verb: called, saw, met, helped, invited, visited, thanked, remembered, followed, liked
when: yesterday, last week, this morning, last night, on Monday, after school, two days ago
often: every day, on Sundays, after work, in the summer, at night, on weekends, every week
where: at school, downtown, at the station, at home, in the kitchen, at work, in the office
shop: at the store, at the market, online, downtown, at the mall, in London, for my sister
comes: is here, calls back, wants to wait, needs help, can come, is busy
lives: lives in Boston, called me last night, works at a bank, came to the party, moved to Spain,
 speaks French, was late this morning, got married in June
did: went home early, came by train, slept badly, lost the keys, forgot the meeting, made dinner,
 stayed at a hotel, walked to school, ate a pizza, bought a car, took the bus, saw a movie
do: live in Tokyo, eat at home, speak English, get up early, go to bed late, listen to the radio,
 sing well, drive to work, speak French, eat a lot, arrive on time, wear glasses
""".replace(",\n", ",")

_GROUPS = {
    **{line.split(": ")[0]: line.split(": ")[1].split(", ") for line in _PHRASES.strip().splitlines()},
    "thing": _THINGS.split(),
    "things": [_plural(noun) for noun in _THINGS.split()],
    "people": [_plural(noun) for noun in _PEOPLE.split()],
    "buyable": _BUYABLE.split(),
    # the number of a noun: [book/books] after `every`, [books/book] after `two`
    "a_thing": [f"[{noun}/{_plural(noun)}]" for noun in _THINGS.split()],
    "a_person": [f"[{noun}/{_plural(noun)}]" for noun in _PEOPLE.split()],
    "two_things": [f"[{_plural(noun)}/{noun}]" for noun in _THINGS.split()],
    "two_people": [f"[{_plural(noun)}/{noun}]" for noun in _PEOPLE.split()],
    "subject": _pairs(_CASES),
    "object": _turned(_CASES),
    "they_their": _pairs("you/your she/her we/our they/their"),
    "their_they": _turned(_OWN),
    "they_not_their": _pairs("you/your we/our they/their"),
    "my_mine": _pairs(_STRONG),
    "mine_my": _turned(_STRONG),
    "mine_me": _pairs(_OF_MINE),
    "me_mine": _turned(_OF_MINE),
    "owner": [f"[{noun}'s/{noun}]" for noun in _OWNERS.split()],
    "not_owner": [f"[{noun}/{noun}'s]" for noun in _OWNERS.split()],
}  # fmt: skip


def _drawn(w: Everyday, found: re.Match[str]) -> str:
    """What stands for a `<group>`, a `{noun}` in the bad plural, or a choice such as `(I|we)`."""
    text = found.group()
    if text[0] == "(":
        return w.of(*text[1:-1].split("|"))
    if text[0] == "{":
        noun = w.of(*text[1:-1].split())
        return f"[{noun}/{noun}s]"
    if text in ("<name>", "<she>"):
        return w.first_name() if text == "<name>" else w.of(w.first_name(), w.first_name(), w.kin())
    return w.of(*_GROUPS[text[1:-1]])


def _pattern(*lines: str) -> Template:
    """A template that writes one of the lines; `[good/bad]` in them is what the pair differs in."""

    def write(w: Everyday) -> Pair:
        text = w.of(*lines)
        while (
            changed := re.sub(r"\([^()]*\)|<\w+>|\{[^{}]*\}", lambda found: _drawn(w, found), text)
        ) != text:
            text = changed
        good, bad = (re.sub(r"\[([^/\]]*)/([^\]]*)\]", rf"\{side}", text) for side in (1, 2))
        return sentence(good), sentence(bad)

    return write


def _reflexive(*lines: str) -> Template:
    """A template whose lines have a subject, written ~, and its reflexive pronoun, written #."""

    def write(w: Everyday) -> Pair:
        subject = w.of("I", "we", "you", "he", "she", "they", w.of(*_SELVES))
        good = _SELVES[subject]
        bad = w.of(*(oneself for oneself in _SELF_WORDS if oneself != good))
        line = w.of(*lines).replace("~", subject).replace("#", f"[{good}/{bad}]")
        return _pattern(line)(w)

    return write


# --- uncountable nouns ------------------------------------------------------------------------------

_UNCOUNTABLE = (
    _pattern(
        "(I|we|they|you) (need|don't need|want) (more|a lot of|the) {advice information equipment furniture}",
        "(I|we|they) (need|can't find|asked for) more {information equipment furniture} for the (job|house)",
    ),
    _pattern(
        "(I|we|they|the students) (got|did) (a lot of|too much|some|so much) {homework} <when>",
        "(did|can|could) you (do|finish) (your|the|all your) {homework} (before dinner|at school)?",
        "<name> (forgot|finished|lost|didn't do) (his|her) {homework} <when>",
    ),
    _pattern(
        "<she> gave (me|us|him|her|them) (some|a lot of|very good|useful|bad) {advice information} <when>",
        "thank you for (the|your|all the) (useful|good|kind|helpful) {advice}",
        "can you give (me|us|him|them) (some|more) {advice information} about (the trip|the job|my studies)?",
    ),
    _pattern(
        "(we|they|I) (bought|sold|moved) (a lot of|all the|the new|the old) {furniture equipment} <when>",
        "<she> (wants|would like|has) to (buy|sell|move) (some|the old|new|cheap) {furniture equipment}",
    ),
    _pattern(
        "(I|we|they) (left|lost|forgot) (my|our|all the|the heavy) {luggage} (at the airport|on the bus)",
        "(where|when) did you (put|leave|lose) (your|the|all the) {luggage}?",
        "<she> (always|never|often) carries (too much|a lot of|heavy) {luggage}",
    ),
    _pattern(
        "(I|we|they) (like|love|listen to) (loud|slow|classical|Korean|modern|old) {music} <often>",
        "there (was|wasn't) (much|a lot of|so much) {traffic} (downtown|on the road|near my house) <when>",
        "(I|we|they) hate the (heavy|terrible) {traffic} (in Seoul|in this city|in the morning)",
    ),
    _pattern(
        "<she> has (a lot of|some|very little|no) {knowledge} (of|about) (computers|history|art|music)",
        "the police (found|had|needed|were looking for) (some|more|enough|the) {evidence} <where>",
    ),
)
_UNCOUNTABLE_HELD_OUT = (
    _pattern(
        "all (my|our|his|her|their) {luggage furniture equipment homework} (got wet|disappeared) <when>",
        "when I (arrived|came home), (my|the|their) {luggage furniture equipment} (had disappeared|was wet)",
    ),
    _pattern(
        "if you (need|want) (more|some) {advice information}, (ask <name>|please call me|just tell us)",
        "(I think|I hope|<name> says) (we|they) have enough {information evidence equipment} "
        "(now|for the report|today)",
        "is there (any|enough|some) {information furniture evidence equipment} in (this|that) office?",
    ),
)

# --- much and many ----------------------------------------------------------------------------------

_COUNT = "([many/much] <things>|[much/many] <buyable>)"
_FEW = "a ([few/little] <things>|[little/few] <buyable>)"
_PERSONAL = "([many/much] <people>|[much/many] (traffic|rain|money|snow|luggage|furniture))"
_MUCH = (
    _pattern(f"how {_COUNT} (did|do|should|can) (you|we|they|I) (buy|get|bring|order)?"),
    _pattern(f"(I|we|they|you) (bought|had|ordered|brought) too {_COUNT} <when>"),
    _pattern(f"(I|we|they) (don't|didn't) (have|need|buy|want) {_COUNT} for the (party|trip|children)"),
    _pattern(f"(I|we|they|<she>) (bought|found|ordered|needed) {_FEW} <shop>"),
    _pattern(f"(I|we|they) have never seen so {_PERSONAL} (here|<where>|in one place)"),
    _pattern(
        f"would {_FEW} be enough for (you|<name>|the trip|the family)?",
        f"(can|could) I have {_FEW}, please?",
        f"(I|we|they) still need {_FEW} for (the trip|the party|dinner)",
    ),
    _pattern(
        "(I think |<name> says |)there are too [many/much] <people> "
        "(here|downtown|in this city|at the station|on this bus)",
        "(I think |<name> says |)there is too [much/many] (traffic|noise|rain|work|snow) "
        "(here|downtown|in this city|<often>)",
    ),
)
_MUCH_HELD_OUT = (
    _pattern(f"<she> (asked|wanted to know) how {_COUNT} (I|we|they) (had bought|needed|had brought)"),
    _pattern(
        f"because (we|they|I) had so {_COUNT}, (<name> took some|<name> didn't go shopping|<name> was happy)",
        f"could you (buy|get|bring) (me|us|<name>) {_FEW} on your way home?",
    ),
)

# --- the number of the noun -------------------------------------------------------------------------

_NOUN = "(<many> <two_things>|<one> <a_thing>)"
_HOURS = "([hours/hour]|[minutes/minute]|[days/day]|[weeks/week]|[months/month])"
_DAY = "([day/days]|[week/weeks]|[month/months])"
_HOUR = "([hour/hours]|[minute/minutes]|[day/days]|[week/weeks]|[month/months])"
_FRIENDS = "([friends/friend]|[cousins/cousin]|[teachers/teacher]|[brothers/brother])"
_FRIEND = "([friend/friends]|[cousin/cousins]|[teacher/teachers]|[brother/brothers])"
_PETS = "([brothers/brother]|[sisters/sister]|[cousins/cousin]|[dogs/dog]|[cats/cat])"
_PET = "([brother/brothers]|[sister/sisters]|[cousin/cousins]|[dog/dogs]|[cat/cats])"
_NUMBER = (
    _pattern(f"(I|we|they|you|<she>) (bought|found|lost|sold) {_NOUN} <when>"),
    _pattern("<she> (met|saw|called|invited) (<some> <two_people>|(every|each|one|a) <a_person>) <when>"),
    _pattern(
        f"(I|we|they|you|<she>) (waited|stayed there) for (<some> {_HOURS}|(one|a whole) {_HOUR})",
        f"(I|we|they) (call|visit|meet|help) (<name>|my cousin|the teacher) (every|each) {_DAY}",
        f"(I|we|they|<she>) called <name> <some> {_HOURS} ago",
    ),
    _pattern(f"(did|can|could|will) (you|they|we) (bring|carry|take|see) {_NOUN}?"),
    _pattern(f"<she> has (<some> {_PETS}|(one|a) {_PET}) (now|in Spain|and a big house|and lives in Rome)"),
    _pattern(
        f"one of (my|our|her|his|their) {_FRIENDS} <lives>",
        f"(one|every) {_FRIEND} of (ours|mine|hers|theirs) <lives>",
    ),
)
_NUMBER_HELD_OUT = (
    _pattern(f"when (I|we) (came home|arrived), (they|<name>) (had|saw|wanted) {_NOUN}"),
    _pattern(
        "how many <two_things> (did|should|can) (you|we|they|I) (buy|take|bring)?",
        "(why|when) (did|should) (you|we|they|I) (buy|take|bring) (a|one|every|each|another) <a_thing>?",
    ),
)

# --- other and another ------------------------------------------------------------------------------

_ELSE = "([another/other] <thing>|[other/another] <things>)"
_OTHERS = "([other/others] <people>|[others/other])"
_OTHER = (
    _pattern(f"(I|we|they|you|<she>) (bought|found|wanted|needed) {_ELSE} <when>"),
    _pattern(f"(did|can|should) (you|we|they) (find|buy|see|bring|order) {_ELSE}?"),
    _pattern(
        f"(where|how) are the {_OTHERS} (now|today|this morning)?",
        f"(are|were) the {_OTHERS} (here|late|ready|tired|<where>)?",
    ),
    _pattern(f"the {_OTHERS} (are|were) (waiting outside|very nice|late again|<where>|still hungry)"),
    _pattern(
        f"some people (like|prefer|drink) (tea|milk|juice|water), but {_OTHERS} (like|prefer|drink) coffee",
        f"some of them <do>, but {_OTHERS} don't",
    ),
    _pattern(
        f"please (give|show|bring) (me|us|<name>|him) {_ELSE}", f"let's (buy|get|find|order) {_ELSE} <shop>"
    ),
)
_OTHER_HELD_OUT = (
    _pattern(f"(if|when) you (buy|find|see) {_ELSE}, (call me|tell <name>|please let us know)"),
    _pattern(
        f"<she> (said|thinks|knows) that the {_OTHERS} (were|stayed|lived) in (Boston|Paris|Seoul|Rome)"
    ),
)

# --- of after words of quantity ---------------------------------------------------------------------

_PEOPLE_OF = (
    "((most|some|many|several|a few)[ of/] (my|our|her|these|his) <mine>"
    "|(most|some|many|several|a few)[/ of] <people>)"
)
_AMOUNT = (
    "((a cup[ of/] (coffee|tea)|(two|three) (bottles|glasses)[ of/] (water|milk|juice)"
    "|a pair[ of/] (shoes|socks|jeans)|a piece[ of/] (cake|paper|cheese)|a lot[ of/] <things>"
    "|(a box|two bags)[ of/] (apples|cookies))"
    "|((a dozen|fifty|twenty|several|many|enough|a few)[/ of] <things>"
    "|(enough|some|more)[/ of] (water|coffee|tea|milk|paper|cake|cheese|juice)))"
)
_QUANTITY = (
    _pattern(f"{_PEOPLE_OF} <do>"),
    _pattern(f"(I|we|they|<she>) (bought|got|ordered|needed) {_AMOUNT} <when>"),
    _pattern(f"(could|can) (you|we|they|<name>) (bring|get|buy|order) {_AMOUNT}?"),
    _pattern(
        "[most/almost] (people|students|children|families|workers|women|visitors) "
        "(here|in this city|in my country|in Korea) (are busy|work hard|<do>)",
        "<name> is [almost/most] (six|ten|twelve|fifteen|twenty|thirty|sixty) years old (now|today|already)",
        "(my son|my daughter|the baby) is [almost/most] (two|three|four|five) (now|years old)",
    ),
    _pattern(f"(I|we|they|<she>) (met|invited|called|saw) {_PEOPLE_OF} <when>"),
    _pattern(
        "one[ of/] (my|our|her|his) (friends|cousins|teachers|neighbors|brothers) <lives>",
        "(one|another|every)[/ of] (friend|cousin|teacher|neighbor|player) <lives>",
    ),
)
_QUANTITY_HELD_OUT = (
    _pattern(f"(I think|I know|<name> says) {_PEOPLE_OF} (can't|don't want to|will) <do>"),
    _pattern(f"(if|when) (we|you) (need|want) {_AMOUNT}, (ask <name>|go to the store|just tell me)"),
)

# --- subject and object forms -----------------------------------------------------------------------

_CASE = (
    _pattern("<subject> <did> <when>", "(yesterday|last week|then) <subject> <did>"),
    _pattern(
        "<name> <verb> <object> <when>",
        "(my mother|the teacher|<name>) (didn't|doesn't) (know|like|trust|call) <object>",
    ),
    _pattern(
        "(did|can|will|should) <subject> (go home|call you|sit with you|buy a car|come with you)?",
        "(did|can|will|should) <name> (talk to|wait for|come with|write to) <object>?",
    ),
    _pattern(
        "<name> (thinks|says|knows) (that |)<subject> (can swim|will come|should wait|bought it|went home)",
        "<name> (works|travels|plays|sings|talks) with <object> <often>",
    ),
    _pattern(
        "this (present|cake|ticket|message) is for <object>",
        "<subject> (made|found|bought) this (present|cake|chair|picture) <when>",
    ),
    _pattern(
        "please (give|show|send) <object> the (answer|address|photos|tickets)",
        "because <subject> <did>, <name> was (angry|sad|happy|worried)",
    ),
)
_CASE_HELD_OUT = (
    _pattern(
        "(where|when|why|how) did <subject> (find|buy|lose|sell) the <owned>?",
        "(where|when|why|how) did <name> (find|meet|help|invite) <object>?",
    ),
    _pattern(
        "when <subject> (called|came|left), <name> was (asleep|at work|cooking)",
        "the (boy|woman|man|girl) (behind|next to|near) <object> (is a doctor|was very loud|knows <name>)",
    ),
)

# --- possessives ------------------------------------------------------------------------------------

_POSSESSIVE = (
    _pattern(
        "<their_they> (name|address|phone number) (isn't on the list|is wrong|was hard to find)",
        "<their_they> <owned> <is>", "what (did|can|should|will) <they_their> (eat|do|say|buy)?",
        "([he/his]|[he/his]|[you/your]) and I <do>",
    ),
    _pattern(
        "<my_mine> <owned> <is>",
        "(I think|<name> says|I know) (this|that|the red|the new) <owned> is <mine_my>",
    ),
    _pattern(
        "(this|that) <carried> (is|isn't|was) <mine_my>",
        "(where is|have you seen|who took|did <name> find) <my_mine> <carried>?",
    ),
    _pattern(
        "(this is|I like|we saw|<name> has) (my|her|his|our) <owner> <owned>",
        "please (ask|tell|remind) (my|her|his|our) <not_owner> to (wait|call me|come home|clean up)",
        "my <not_owner> and I <do>",
    ),
    _pattern(
        "a (friend|cousin|neighbor|classmate) of <mine_me> <lives>",
        "please let <me_mine> know (if|that|as soon as) (<name>|the doctor|the teacher) <comes>",
    ),
    _pattern(
        "(I|we) (met|saw|called) <their_they> (parents|teacher|sister|boss) <when>",
        "(I|we) (think|hope|know) (that |)(<they_not_their>|[he/his] and <name>) <do>",
    ),
)  # fmt: skip
_POSSESSIVE_HELD_OUT = (
    _pattern(
        "(this|that|<name>'s) <owned> is (old|small|cheap|big), but <mine_my> is (new|better|bigger)",
        "when <my_mine> (phone|car|bike|computer|camera) broke, <name> (helped|called) (us|me|them)",
    ),
    _pattern(
        "do you know <their_they> (mother|brother|new address|phone number)?",
        "(where|when) (did|can|will) (<they_their>|[he/his] and <name>) (work|sleep|start|eat)?",
        "is (that|this) (my|your|her|his) <owner> <owned>?",
        "is (that|this) the <owned> that (my|your|her|his) <not_owner> and I (bought|saw|liked)?",
    ),
)

# --- reflexives -------------------------------------------------------------------------------------

_REFLEXIVE = (
    _reflexive("~ (hurt|cut|burned) # (<where>|<when>)", "~ (hurt|burned) # (badly |)(<where>|<when>)"),
    _reflexive(
        "~ (really |never |)enjoyed # (at (the|that) (party|concert|wedding)|in (Rome|Spain)|on the trip)"
    ),
    _reflexive(
        "~ looked at # in the (mirror|window|photo|water) <when>",
        "yesterday ~ saw # (on the news|in the mirror|in a video)",
    ),
    _reflexive("(did|will) ~ hurt # (<where>|again)?", "(why|when|how) did ~ (cut|hurt|burn) # <when>?"),
    _reflexive(
        "~ didn't (blame|hurt|enjoy|introduce) # <when>",
        "~ (can't|couldn't|didn't) (trust|forgive|see|hear) #",
    ),
    _reflexive("~ taught # (English|to swim|the guitar|French|to cook|Korean) (at home|last year|in a year)"),
)
_REFLEXIVE_HELD_OUT = (
    _reflexive("~ (lived|cooked|traveled|went there|worked|stayed at home) by # (last year|in May|<when>)"),
    _reflexive("(maybe|perhaps) ~ (should|will|can) (take care of|believe in|be proud of|be nice to) #"),
)


def _paradigm(
    name: str,
    source: str,
    templates: tuple[Template, ...],
    held_out: tuple[Template, ...],
    phenomenon: str = "nouns and quantities",
) -> Paradigm:
    return Paradigm(
        name=name, phenomenon=phenomenon, source=source, templates=templates, held_out=held_out,
        lexical=name == "uncountable_plural", framed=False,
    )  # fmt: skip


NOUNS = (
    _paradigm("uncountable_plural", _SWAN_SMITH, _UNCOUNTABLE, _UNCOUNTABLE_HELD_OUT),
    _paradigm("much_many", _MURPHY, _MUCH, _MUCH_HELD_OUT),
    _paradigm("number_after_quantity", _PARROTT, _NUMBER, _NUMBER_HELD_OUT),
    _paradigm("other_another", _SWAN, _OTHER, _OTHER_HELD_OUT),
    _paradigm("quantity_of", _SWAN, _QUANTITY, _QUANTITY_HELD_OUT),
    _paradigm("everyday_case", _SWAN_SMITH, _CASE, _CASE_HELD_OUT, "pronouns"),
    _paradigm("possessive_form", _MURPHY, _POSSESSIVE, _POSSESSIVE_HELD_OUT, "pronouns"),
    _paradigm("reflexive_everyday", _PARROTT, _REFLEXIVE, _REFLEXIVE_HELD_OUT, "pronouns"),
)
