"""Forms of verbs: infinitives and gerunds, what follows auxiliaries, and `be`, missing or needless."""

from colabert_core.minimal_pairs.learners.everyday import ME, SHE, THEY, Everyday, Subject
from colabert_core.minimal_pairs.lexicon import Verb, english
from colabert_core.minimal_pairs.paradigm import Pair, Paradigm, orders
from colabert_core.minimal_pairs.word_picker import article

_YOU, _WE = Subject("you", "you", THEY), Subject("we", "we", THEY)
_EVERYONE = Subject("they", "they", THEY)
# Nobody wants or plans these, or their -ing form or times are odd.
_ODD = (
    "get", "set", "lose", "break", "miss", "forget", "catch", "hurt", "feel", "spend", "start", "arrive",
    "leave", "pass", "stop", "wake", "lend", "spell",
)  # fmt: skip
# Also nouns that need no article, so `I need work` is acceptable.
_NOUNY = ("work", "travel", "study", "talk", "play")
_ODD_PLURALS = ("husbands", "wives", "mothers", "fathers", "bosses", "landlords", "girlfriends", "boyfriends")
_BEFORE = (
    "yesterday", "last night", "last week", "last weekend", "two days ago", "last Monday", "last month",
)  # fmt: skip
_LATER = (
    "tomorrow", "next week", "this weekend", "tonight", "on Saturday", "later", "soon", "after lunch", "",
)  # fmt: skip
_HABIT = (
    "every day", "every week", "every morning", "on weekends", "on Sundays", "twice a week", "in the summer",
    "every evening", "on Fridays", "after school",
)  # fmt: skip
_NOW = ("right now", "now", "at the moment")
_TODAY = ("", "", "", "today", "again", "this week", "before dinner", "after lunch", "first")
_MODALS = ("can", "must", "should", "will", "might", "could", "may")
_WONT = ("can't", "won't", "shouldn't", "couldn't", "cannot", "must not", "might not")
_DONT, _ISNT = ("don't", "doesn't", "don't"), ("am not", "isn't", "aren't")
_OPENINGS = ("", "", "", "", "I think", "I know", "I'm sure", "maybe", "of course", "yes,")


def _either(w: Everyday, a: str, b: str, with_a: str, with_b: str) -> Pair:
    """`_` is `a` in the first sentence and `b` in the second; each is wrong in the other."""
    if w.chance(0.5):
        return orders(with_a.replace("_", a), with_a.replace("_", b))
    return orders(with_b.replace("_", b), with_b.replace("_", a))


def _subject(w: Everyday) -> Subject:
    s = w.subject()
    return _subject(w) if s.text.endswith(_ODD_PLURALS) else s


def _plural(w: Everyday) -> Subject:
    s = w.plural()
    return _plural(w) if s.text.endswith(_ODD_PLURALS) else s


def _asked(w: Everyday) -> Subject:
    """The subject of a question."""
    s = _subject(w)
    return s if s.person == SHE else w.of(_YOU, _YOU, s)


def _deed(w: Everyday, s: Subject, *groups: str, nouny: bool = False) -> Verb:
    """What the subject does, in all forms: wash the dishes, washes the dishes, ..."""
    activity = w.activity(*groups)
    verb, first = activity.verb, activity.verb.base.split()[0]
    odd = first in _ODD or activity.rest.startswith("some")  # not: I don't buy some bread
    if odd or (first in _NOUNY and not nouny) or verb.base in (verb.past, verb.participle):
        return _deed(w, s, *groups, nouny=nouny)
    return Verb(*(f"{form} {s.doing(activity)}" for form in verb))


def _who_does(w: Everyday) -> tuple[Subject, Verb]:
    s = _subject(w)
    return s, _deed(w, s)


def _phrase(w: Everyday, phrases: tuple[str, ...]) -> Verb:
    """One of the phrases, in all forms: `eat:lunch`, ate lunch, eaten lunch."""
    base, _, rest = w.of(*phrases).partition(":")
    return Verb(*(f"{form} {rest}" for form in english().verb(base)))


# --- to and the base form -------------------------------------------------------------------------------

_WANTED = "decided wanted hoped promised agreed refused managed tried planned expected forgot chose offered"


def _to(w: Everyday, base: str, with_to: str, without: str) -> Pair:
    return _either(w, f"to {base}", base, with_to, without)


def to_present(w: Everyday) -> Pair:
    s, d = _who_does(w)
    want, start, later = (
        s.present(w.verb_among("want need hope plan expect")),
        w.of(*_OPENINGS),
        w.of(*_LATER),
    )
    after = f"{start} {s.text} {w.of(*_MODALS)} _ {later}"
    return _to(w, d.base, f"{start} {s.text} {want} _ {later}", after)


def to_past(w: Everyday) -> Pair:
    s, d, before = *_who_does(w), w.of("", *_BEFORE)
    made = f"{w.of('my boss', 'the teacher', 'the coach', 'the nurse')} {w.of('made', 'let')} {s.object}"
    return _to(w, d.base, f"{s.text} {w.of(*_WANTED.split())} _ {before}", f"{made} _ {before}")


def to_question(w: Everyday) -> Pair:
    s, today = _asked(w), w.of(*_TODAY)
    want = w.of(f"{s.do} {s.text} {w.of('want', 'need', 'hope', 'plan')}", f"would {s.text} like")
    can = w.of("can", "should", "could", "will", "must")
    return _to(w, _deed(w, s).base, f"{want} _ {today}?", f"{can} {s.text} _ {today}?")


def to_adjective(w: Everyday) -> Pair:
    start, d, today = w.of(*_OPENINGS), _deed(w, _YOU), w.of(*_TODAY)
    hard = w.of("important", "easy", "hard", "difficult", "nice", "good", "useful", "boring", "expensive")
    hard = f"{w.of('it is', 'it was', 'it will be')} {w.of('', 'very', 'really', 'so')} {hard}"
    bare = w.of("you had better", "you'd better", "you should", "you can", "you must", "you might")
    return _to(w, d.base, f"{start} {hard} _ {today}", f"{start} {bare} _ {today}")


def to_contracted(w: Everyday) -> Pair:
    who, later = w.of("I", "we", "you", "he", "she", "they"), w.of(*_LATER)
    d = _deed(w, Subject(who, who, THEY))
    like, bare = w.of("'d like", "'d love", "'d prefer"), w.of("'d rather", "'ll", "'d better")
    return _to(w, d.base, f"{who}{like} _ {later}", f"{who}{bare} _ {later}")


def to_if(w: Everyday) -> Pair:
    s = w.of(_YOU, _YOU, w.pronoun())
    d, e = _deed(w, s), _deed(w, s)
    want, must = s.present(w.verb_among("want hope plan")), w.of("should", "must", "can", "will")
    after = f"if {s.text} {want} to {e.base}, {s.text} {must} _"
    return _to(w, d.base, f"if {s.text} {want} _, {s.text} {must} {e.base}", after)


def to_because(w: Everyday) -> Pair:
    """I can't come because I need to go home."""
    s, d = _who_does(w)
    start = w.of("I can't come", "we can't wait", "please hurry", "I'm not coming", "we should leave now")
    want = s.present(w.verb_among("want need hope plan"))
    after = f"{start} because {s.text} {w.of(*_MODALS)} _"
    return _to(w, d.base, f"{start} because {s.text} {want} _", after)


def to_negative(w: Everyday) -> Pair:
    s, d = _who_does(w)
    want = f"{s.text} {w.of(_DONT[s.person], 'did not')} {w.of('want', 'plan', 'expect', 'try')}"
    return _to(w, d.base, f"{want} _", f"{s.text} {w.of(*_WONT)} _")


def to_somebody(w: Everyday) -> Pair:
    d = _deed(w, _EVERYONE, "home", "school", "shopping", "travel")
    who = w.of("everyone", "nobody", "somebody", "one of the students", "most people", "the whole family")
    want, today = w.of("wanted", "decided", "promised", "agreed", "hoped", "tried"), w.of(*_TODAY)
    return _to(w, d.base, f"{who} {want} _ {today}", f"{who} {w.of(*_MODALS)} _ {today}")


def to_purpose(w: Everyday) -> Pair:
    """She went downtown to buy a dress; but: The boss let her buy a dress."""
    s = _subject(w)
    where = w.of("went downtown", "came here", "left early", "drove to the mall", "went back")
    let = f"{w.of('the boss', 'the doctor', 'our teacher')} {w.of('let', 'made', 'did not let')} {s.object}"
    return _to(w, _deed(w, s, "shopping", "work").base, f"{s.text} {where} _", f"{let} _")


# --- after modals ---------------------------------------------------------------------------------------


def _after_modal(w: Everyday, s: Subject, d: Verb, modal: str, frame: str = "_", more: str = "") -> Pair:
    """The base form after a modal; without one, a form with an ending, or -ing after `be`."""
    after, before = w.of(*_HABIT), w.of(*_BEFORE)
    plain, wrong, time = w.of((s.text, d.past, before), (f"{s.text} {s.am}", d.ing, w.of(*_NOW)))
    if s.person == SHE:
        plain, wrong, time = w.of((plain, wrong, time), (s.text, d.third, after))
    rest = more or w.of("", "today", "on weekends", after)
    with_modal = frame.replace("_", f"{s.text} {modal} <> {rest}")
    without = frame.replace("_", f"{plain} <> {more or time}")
    if w.chance(0.5):
        return orders(with_modal.replace("<>", d.base), with_modal.replace("<>", wrong))
    return orders(without.replace("<>", wrong), without.replace("<>", d.base))


def modal_statement(w: Everyday) -> Pair:
    s, d = _who_does(w)
    return _after_modal(w, s, d, w.of(*_MODALS))


def modal_singular(w: Everyday) -> Pair:
    s = w.singular()
    return _after_modal(w, s, _deed(w, s, nouny=True), w.of(*_MODALS), f"{w.of(*_OPENINGS)} _")


def modal_negative(w: Everyday) -> Pair:
    s, d = _who_does(w)
    return _after_modal(w, s, d, w.of(*_WONT))


def modal_because(w: Everyday) -> Pair:
    s, d = _who_does(w)
    start = w.of("we are late", "I am happy", "please wait", "nobody is here", "it's noisy", "I can't sleep")
    return _after_modal(w, s, d, w.of(*_MODALS, *_WONT), f"{start} because _")


def modal_thinking(w: Everyday) -> Pair:
    s = w.singular()
    start = w.of("do you think", "did you know that", "are you sure", "did I tell you that")
    return _after_modal(w, s, _deed(w, s), w.of(*_MODALS), f"{start} _ ?")


def modal_perfect(w: Everyday) -> Pair:
    """You should have told me; but: You should tell me. It must be the participle after `have`."""
    s, d = _who_does(w)
    modal, today = w.of("should", "could", "might", "must", "would"), w.of("", "", "first", "before lunch")
    return _either(w, d.participle, d.base, f"{s.text} {modal} have _ {today}", f"{s.text} {modal} _ {today}")


def modal_question(w: Everyday) -> Pair:
    """Can she cook dinner? but: Is she cooking dinner? and: She cooks dinner, right?"""
    s = w.singular()
    d, can, why = _deed(w, s), w.of("can", "should", "could", "will"), w.of("", "", "why", "when", "how")
    if w.chance(0.5):
        return _either(w, d.base, d.ing, f"{why} {can} {s.text} _?", f"{why} {s.am} {s.text} _?")
    return _either(w, d.base, d.third, f"{s.text} {can} _, right?", f"{s.text} {w.of(*_OFTEN)} _, right?")


_OFTEN = ("often", "always", "never", "usually", "sometimes", "still", "also")


def modal_when(w: Everyday) -> Pair:
    s, d = _who_does(w)
    time = w.of("when it rains", "if there is time", "when we have guests", "if the weather is good")
    if s.person == SHE:
        return _either(w, d.base, d.third, f"{time}, {s.text} {w.of(*_MODALS)} _", f"{time}, {s.text} _")
    return _either(w, d.base, d.ing, f"{time}, {s.text} {w.of(*_MODALS)} _", f"{time}, {s.text} enjoy _")


def modal_friends(w: Everyday) -> Pair:
    who = w.of("my friends", "the children", "our guests", "his parents", "many people")
    d = _deed(w, Subject(who, "they", THEY), "leisure", "travel", "home")
    before = w.of(*_BEFORE)
    return _either(w, d.base, d.past, f"{who} {w.of(*_MODALS)} _ this week", f"{who} _ {before}")


# --- gerunds --------------------------------------------------------------------------------------------

_FUN = ("home", "leisure", "phone", "school", "travel")


def _gerund(w: Everyday, d: Verb, enjoy: str, want: str) -> Pair:
    """`enjoy` takes -ing, `want` takes to; neither takes the other."""
    return _either(w, d.ing, f"to {d.base}", enjoy, want)


def gerund_enjoy(w: Everyday) -> Pair:
    s = _subject(w)
    d, start = _deed(w, s, *_FUN), w.of(*_OPENINGS)
    enjoy, want = s.present(w.verb_among("enjoy avoid miss")), s.present(w.verb_among("want hope expect"))
    tail = w.of("", "", "after dinner", "on weekends")
    return _gerund(w, d, f"{start} {s.text} {enjoy} _ {tail}", f"{start} {s.text} {want} _ {tail}")


def gerund_past(w: Everyday) -> Pair:
    s, before = _subject(w), w.of("", *_BEFORE)
    d = _deed(w, s, *_FUN)
    enjoyed = w.of("enjoyed", "finished", "avoided", "kept", "felt like")
    wanted = w.of("wanted", "decided", "hoped", "promised", "agreed", "refused", "managed")
    return _gerund(w, d, f"{s.text} {enjoyed} _ {before}", f"{s.text} {wanted} _ {before}")


def gerund_mind(w: Everyday) -> Pair:
    d, today = _deed(w, _YOU, "home", "phone", "work", "shopping"), w.of(*_TODAY)
    mind = w.of("do you mind", "would you mind", "do you enjoy", "do you feel like", "did you finish")
    want = w.of("do you want", "did you decide", "do you hope", "did you promise", "did you manage")
    return _gerund(w, d, f"{mind} _ {today}?", f"{want} _ {today}?")


def gerund_preposition(w: Everyday) -> Pair:
    s = _subject(w)
    d, start = _deed(w, s, *_FUN), w.of(*_OPENINGS[:7])
    about = w.of("interested in", "good at", "tired of", "excited about", "afraid of", "bored with", "bad at")
    ready = w.of("ready", "willing", "able", "eager", "determined", "allowed")
    return _gerund(w, d, f"{start} {s.text} {s.am} {about} _", f"{start} {s.text} {s.am} {ready} _")


def gerund_before(w: Everyday) -> Pair:
    """Before eating dinner, we ... but: Before we eat dinner, we ..."""
    s = w.of(*(Subject(p, p, THEY) for p in ("I", "we", "they")))
    d, e, before = _deed(w, s), _deed(w, s), w.of("before", "after")
    if w.chance(0.5):
        rest = f"{before} {s.text} _, {s.text} {e.base}"
        return _either(w, d.ing, d.base, f"{before} _, {s.text} {e.base}", rest)
    after = f"{s.text} often {e.base} {before} {s.text} _"
    return _either(w, d.ing, d.base, f"{s.text} often {e.base} {before} _", after)


def gerund_without(w: Everyday) -> Pair:
    s, e = _who_does(w)
    d, without = _deed(w, s), w.of("without", "instead of", "before", "after")
    after = f"{s.text} {e.past} but {w.of('did not', 'could not')} _"
    return _either(w, d.ing, d.base, f"{s.text} {e.past} {without} _", after)


def _not_they(w: Everyday) -> Subject:
    """They may be things, which are used to do something."""
    return w.of(w.singular(), w.of(_YOU, _WE, Subject("I", "I", ME)))


def gerund_look_forward(w: Everyday) -> Pair:
    """`to` is a preposition in `look forward to`, but not in `want to`."""
    s = _not_they(w)
    d = _deed(w, s)
    if w.chance(0.5):
        look = w.of(f"{s.am} looking forward to", f"{s.present(english().verb('look'))} forward to")
        after = f"{s.text} {s.present(w.verb_among('want hope plan need'))} to _"
        return _either(w, d.ing, d.base, f"{s.text} {look} _", after)
    # Not "is used to": things are used to do something.
    used = f"{s.text} {w.of('got', 'never got', 'finally got')} used to _"
    return _either(w, d.ing, d.base, used, f"{s.text} {s.am} {w.of('', 'not')} going to _")


def gerund_thanks(w: Everyday) -> Pair:
    d = _deed(w, _YOU, "home", "work", "shopping", "phone")
    thanks = w.of("thank you for _", "thanks for _", "I'm sorry for not _", "I thanked her for _")
    please = w.of("could you please _", "can you _", "will you _")
    return _either(w, d.ing, d.base, f"{thanks} today", f"{please} today?")


def gerund_subject(w: Everyday) -> Pair:
    """How about going swimming? but: Shall we go swimming?"""
    d = _deed(w, _WE, "leisure", "travel", "shopping")
    how, shall = w.of("how about", "what about"), w.of("should we", "shall we", "can we", "why don't we")
    today = w.of(*_LATER)
    return _either(w, d.ing, d.base, f"{how} _ {today}?", f"{shall} _ {today}?")


def gerund_somebody(w: Everyday) -> Pair:
    d = _deed(w, _EVERYONE, *_FUN)
    who = w.of("most people", "many students", "a lot of children", "all tourists", "some of my friends")
    enjoy = w.of("enjoy", "don't mind", "avoid", "can't imagine", "don't feel like")
    want = w.of("want", "don't want", "hope", "decide", "refuse")
    return _gerund(w, d, f"{who} {enjoy} _", f"{who} {want} _")


# --- told me to wait, let me wait -----------------------------------------------------------------------

_TOLD = ("told", "asked", "wanted", "invited", "advised", "reminded", "encouraged", "expected", "allowed")
_OWNERS = ("my ", "his ", "her ", "our ", "their ", "your ")
_SAW = ("saw", "noticed", "watched")


def _someone(w: Everyday, but: str) -> str:
    """A subject that is none of the pronouns, and not the same as another one."""
    who = w.of(w.first_name, w.kin, w.first_name, w.kin, lambda: f"the {w.noun('job').singular}")()
    return who if who != but else _someone(w, but)


# After `her` these may be nouns: her look at the map.
_LOOKS = ("look", "walk", "drive", "wait", "chat", "ride", "call", "visit")


def _told(w: Everyday) -> tuple[Subject, Verb]:
    """A listener, and a verb of telling."""
    s = w.of(w.pronoun, w.pronoun, w.singular)()
    d = _deed(w, s)
    return _told(w) if s.object == "her" and d.base.startswith(_LOOKS) else (s, d)


def _whom(s: Subject) -> str:
    return s.object if s.text == s.pronoun else s.text


def object_told(w: Everyday) -> Pair:
    (s, d), before = _told(w), w.of("", *_BEFORE)
    start, whom = _someone(w, s.text), _whom(s)
    return _to(
        w, d.base, f"{start} {w.of(*_TOLD)} {whom} _ {before}",
        f"{start} {w.of('let', 'made', 'did not let')} {whom} _ {before}",
    )  # fmt: skip


def object_present(w: Everyday) -> Pair:
    (s, d), who = _told(w), w.singular()
    want = who.present(w.verb_among("want ask tell expect allow remind advise"))
    let = who.present(w.verb_among("let make"))
    often = w.of("", "often", "always", "never", "still")
    if who.pronoun == s.pronoun:
        return object_present(w)
    return _to(w, d.base, f"{who.text} {often} {want} {_whom(s)} _", f"{who.text} {often} {let} {_whom(s)} _")


def object_question(w: Everyday) -> Pair:
    s = w.of(*(Subject(p, p, THEY) for p in ("I", "we", "they", "he", "she")))
    d, today = _deed(w, s), w.of(*_TODAY)
    if s.text == "she" and d.base.startswith(_LOOKS):
        return object_question(w)
    want = w.any("do you want, would you like, did you tell, can you ask, did you ask, did you invite")
    let = w.of("do you let", "will you let", "did you let", "can you make", "did you make")
    return _to(w, d.base, f"{want} {_whom(s)} _ {today}?", f"{let} {_whom(s)} _ {today}?")


def object_that(w: Everyday) -> Pair:
    """I want you to come; but: I hope that you come."""
    s, me = w.of(w.pronoun, w.singular)(), _subject(w)
    if s.person == SHE or s.pronoun == me.pronoun or s.text == "I":
        s = w.of(_YOU, _plural(w)) if me.pronoun != "you" else _EVERYONE
    if me.pronoun == s.pronoun or s.text == "we":
        return object_that(w)
    d, time = _deed(w, s), w.of("", *_HABIT)
    think = me.present(w.verb_among("think hope say guess"))
    return _either(
        w, f"{_whom(s)} to {d.base}", f"that {s.text} {d.base}",
        f"{me.text} {me.present(english().verb('want'))} _ {time}", f"{me.text} {think} _ {time}",
    )  # fmt: skip


def object_seen(w: Everyday) -> Pair:
    """He asked me to help; but: He saw me helping."""
    (s, d), before = _told(w), w.of("", *_BEFORE)
    who = _someone(w, s.text)
    if s.text.startswith(_OWNERS):  # my friend going home: one that is going home
        return object_seen(w)
    asked = w.of("asked", "told", "advised", "invited", "allowed")
    return _either(
        w, f"to {d.base}", d.ing, f"{who} {asked} {_whom(s)} _ {before}",
        f"{who} {w.of(*_SAW)} {_whom(s)} _ {before}",
    )  # fmt: skip


def object_not(w: Everyday) -> Pair:
    """She told me not to open the window; but: She did not let me open the window."""
    s, d = _told(w)
    who = _someone(w, s.text)
    told = w.of("told", "asked", "advised", "reminded", "warned")
    return _to(
        w, d.base, f"{who} {told} {_whom(s)} not _",
        f"{who} {w.of('would not', 'could not', 'did not')} let {_whom(s)} _",
    )  # fmt: skip


def object_like(w: Everyday) -> Pair:
    s = w.of(*(Subject(p, p, THEY) for p in ("you", "they", "he", "she")))
    d, start, later = _deed(w, s), w.of("I", "we"), w.of(*_LATER)
    if s.text == "she" and d.base.startswith(_LOOKS):
        return object_like(w)
    like = w.of("'d like", "'d love", "'ll ask", "'ll tell", "'ll teach")
    return _to(
        w, d.base, f"{start}{like} {_whom(s)} _ {later}",
        f"{start}'ll {w.of('let', 'make')} {_whom(s)} _ {later}",
    )  # fmt: skip


def object_because(w: Everyday) -> Pair:
    s, d = _told(w)
    who = _someone(w, s.text)
    am = w.of("got angry", "got tired", "came here", "said nothing", "felt better", "laughed", "went home")
    told, let = w.of(*_TOLD), w.of("let", "made")
    start = f"{s.text} {am} because {who}"
    if s.text == s.pronoun:
        return _to(w, d.base, f"{start} {told} {s.object} _", f"{start} {let} {s.object} _")
    return object_because(w)


def object_who(w: Everyday) -> Pair:
    (s, d), who = _told(w), w.of("who", "why did they", "when did she", "which teacher")
    past = who in ("who", "which teacher")
    told = w.any("told, asked, reminded, taught") if past else w.any("tell, ask, remind, teach, want")
    let = w.of("let", "made") if past else w.of("let", "make")
    if who.endswith(s.pronoun):
        return object_who(w)
    return _to(w, d.base, f"{who} {told} {_whom(s)} _?", f"{who} {let} {_whom(s)} _?")


# --- is working, works ----------------------------------------------------------------------------------


def progressive_base(w: Everyday) -> Pair:
    """She is cooking dinner; but: She must cook dinner."""
    s = _subject(w)
    d, start, now = _deed(w, s, nouny=True), w.of(*_OPENINGS), w.of("", *_NOW)
    plain = f"{s.text} {w.of(*_MODALS)}" if s.person == SHE else f"{s.text} {w.of(*_OFTEN)}"
    return _either(w, d.ing, d.base, f"{start} {s.text} {s.am} _ {now}", f"{start} {plain} _")


def progressive_be(w: Everyday) -> Pair:
    """She is working; but: She works."""
    s = _subject(w)
    d, start = _deed(w, s, nouny=True), w.of(*_OPENINGS)
    return _either(
        w, s.am, "", f"{start} {s.text} _ {d.ing} {w.of(*_NOW)}",
        f"{start} {s.text} _ {s.present(d)} {w.of(*_HABIT)}",
    )  # fmt: skip


def progressive_habit(w: Everyday) -> Pair:
    """I work every day, not: I working every day."""
    s = _subject(w)
    d, habit = _deed(w, s, nouny=True), w.of(*_HABIT)
    return _either(w, s.present(d), d.ing, f"{s.text} _ {habit}", f"{s.text} {s.am} _ {w.of(*_NOW)}")


def progressive_question(w: Everyday) -> Pair:
    s, why = _asked(w), w.of("", "", "why", "when", "how often")
    d = _deed(w, s, nouny=True)
    do = w.of(s.do, "did", "will", "can")
    return _either(w, d.ing, d.base, f"{why} {s.am} {s.text} _?", f"{why} {do} {s.text} _?")


def progressive_negative(w: Everyday) -> Pair:
    s = _subject(w)
    d, now = _deed(w, s, nouny=True), w.of("", "", "today", "now", "this week")
    dont = w.of(_DONT[s.person], _DONT[s.person], "didn't", "won't")
    return _either(w, d.ing, d.base, f"{s.text} {_ISNT[s.person]} _ {now}", f"{s.text} {dont} _ {now}")


def progressive_contracted(w: Everyday) -> Pair:
    who, be = w.of(("I", "'m"), ("we", "'re"), ("they", "'re"), ("he", "'s"), ("she", "'s"), ("you", "'re"))
    s = Subject(who, who, {"I": ME, "he": SHE, "she": SHE}.get(who, THEY))
    d, now = _deed(w, s, nouny=True), w.of(*_NOW)
    if w.chance(0.5):
        return _either(w, f"{who}{be}", who, f"_ {d.ing} {now}", f"_ {s.present(d)} {w.of(*_HABIT)}")
    return _either(w, d.ing, d.base, f"{who}{be} _ {now}", f"{who} can _ {now}")


def progressive_past(w: Everyday) -> Pair:
    s = _subject(w)
    d = _deed(w, s, nouny=True)
    when = w.of("when the phone rang", "when it started to rain", "when the lights went out")
    after = f"{s.text} {w.of('could', 'did')} not _ {when}"
    return _either(w, d.ing, d.base, f"{s.text} {s.was} _ {when}", after)


def progressive_because(w: Everyday) -> Pair:
    s = _subject(w)
    d, start = _deed(w, s, nouny=True), w.any("I can't talk, please be quiet, we can't go out, it's late")
    start = f"{start} because {s.text}"
    return _either(w, d.ing, d.base, f"{start} {s.am} _", f"{start} {w.of(*_MODALS)} _")


def progressive_thinking(w: Everyday) -> Pair:
    s = w.singular()
    d = _deed(w, s, nouny=True)
    start = w.any("do you know if, I don't know why, did you know that, I heard that")
    end = "" if start.startswith("I") else "?"
    return _either(
        w, s.am, "", f"{start} {s.text} _ {d.ing} {w.of(*_NOW)} {end}",
        f"{start} {s.text} _ {d.third} {w.of(*_HABIT)} {end}",
    )  # fmt: skip


# --- has written, wrote ---------------------------------------------------------------------------------

# The past is not the participle, not even in other varieties of English.
_DIFFER = (
    "eat:lunch", "eat:the cake", "eat:all the cookies", "write:a letter", "write:an essay",
    "write:two emails", "see:that movie", "see:the doctor", "see:the new car", "go:home",
    "go:to the library", "go:to Spain",
    "go:to bed", "go:shopping", "take:the bus", "take:pictures", "take:the test", "take:a shower",
    "drive:to work", "drive:the car", "speak:French", "speak:to the teacher", "choose:a dress",
    "choose:a hotel", "give:a speech", "give:her the key", "do:the laundry", "do:the homework",
    "do:the dishes", "ride:a horse", "ride:the bus", "fly:to London", "fly:to Paris", "draw:a picture",
    "draw:a map", "wear:the coat", "wear:the new shoes", "throw:the ball", "fall:asleep", "grow:tomatoes",
)  # fmt: skip
_BY_CHANCE = ("already", "never", "just", "finally", "also", "")


def _perfect(w: Everyday, subject: str, have: str, d: Verb, after: str, before: str) -> Pair:
    return _either(w, d.participle, d.past, f"{subject} {have} _ {after}", f"{subject} _ {before}")


def perfect_statement(w: Everyday) -> Pair:
    s, d, start = _subject(w), _phrase(w, _DIFFER), w.of(*_OPENINGS)
    have = f"{w.of(s.have, s.have, 'had')} {w.of(*_BY_CHANCE)}"
    return _perfect(w, f"{start} {s.text}", have, d, "", w.of("", *_BEFORE))


def perfect_contracted(w: Everyday) -> Pair:
    who, have = w.of(("I", "'ve"), ("we", "'ve"), ("you", "'ve"), ("they", "'ve"), ("I", "'d"), ("she", "'d"))
    d, just = _phrase(w, _DIFFER), w.of("already", "never", "just", "")
    return _either(w, d.participle, d.past, f"{who}{have} {just} _", f"{who} {just} _ {w.of(*_BEFORE)}")


def perfect_ever(w: Everyday) -> Pair:
    """Have you ever seen? but: Did you ever see? And: He saw it."""
    s, d = _asked(w), _phrase(w, _DIFFER)
    ever = w.of("ever", "already", "", "")
    if w.chance(0.5):
        return _either(w, d.participle, d.base, f"{s.have} {s.text} {ever} _?", f"did {s.text} {ever} _?")
    sure = w.of("are you sure", "do you think", "did you know that")
    return _either(w, d.participle, d.past, f"{s.have} {s.text} {ever} _?", f"{sure} {s.text} _?")


def perfect_negative(w: Everyday) -> Pair:
    s, d, yet = _subject(w), _phrase(w, _DIFFER), w.of("yet", "today", "this week", "")
    havent, didnt = f"{s.have}n't", w.of("didn't", "did not", "couldn't", "won't")
    return _either(w, d.participle, d.base, f"{s.text} {havent} _ {yet}", f"{s.text} {didnt} _ {yet}")


def perfect_because(w: Everyday) -> Pair:
    s, d = _subject(w), _phrase(w, _DIFFER)
    start = w.of("I am happy", "my mother is angry", "we can go now", "they know the town", "it is late")
    return _perfect(w, f"{start} because {s.text}", s.have, d, "", w.of(*_BEFORE))


def perfect_be(w: Everyday) -> Pair:
    s = _subject(w)
    place = w.of(f"in {w.world('city')}", f"in {w.world('country')}", "at home", "sick", "very busy")
    have = f"{s.text} {s.have} {w.of('', 'never', 'already', 'always')}"
    return _either(w, "been", s.was, f"{have} _ {place}", f"{s.text} _ {place} {w.of(*_BEFORE)}")


def perfect_base(w: Everyday) -> Pair:
    """She has eaten; but: She can eat."""
    s, d, today = _subject(w), _phrase(w, _DIFFER), w.of("", "today", "with my brother", "this week")
    have = f"{s.text} {s.have} {w.of('', 'never', 'just')}"
    return _either(w, d.participle, d.base, f"{have} _ {today}", f"{s.text} {w.of(*_MODALS)} _ {today}")


def perfect_when(w: Everyday) -> Pair:
    s, d = _subject(w), _phrase(w, _DIFFER)
    when = w.of("when we arrived", "when the movie started", "before the rain came", "when the phone rang")
    return _either(
        w, d.participle, d.past, f"{when}, {s.text} had {w.of('already', 'just', '')} _",
        f"{when}, {s.text} {w.of('quickly', '')} _",
    )  # fmt: skip


def perfect_first(w: Everyday) -> Pair:
    s, d, often = w.singular(), _phrase(w, _DIFFER), w.of("once", "twice", "three times", "many times")
    says = f"{s.text} {w.of('says', 'thinks')} {s.pronoun}"
    after = f"{says} _ {often} {w.of('last week', 'last year', 'last month')}"
    return _either(w, d.participle, d.past, f"{says} has _ {often}", after)


def perfect_wonder(w: Everyday) -> Pair:
    s, d, when = _asked(w), _phrase(w, _DIFFER), w.of("how often", "why", "how many times")
    after = f"{when} {w.of('did', 'can', 'should')} {s.text} _?"
    return _either(w, d.participle, d.base, f"{when} {s.have} {s.text} _?", after)


# --- do and the base form -------------------------------------------------------------------------------


def _did(w: Everyday, s: Subject, d: Verb, before: str, did: str, more: str = "") -> Pair:
    """The past after `did` or the third person after `does` has one ending too many."""
    past = w.of(*_BEFORE)
    after = f"{before} {s.text} _ {past}{more}"
    return _either(w, d.base, d.past, f"{before} {s.text} {did} _ {past}{more}", after)


_LIKES = ("like", "want", "need", "have", "use", "like", "love", "miss")
_LIKED = (
    "this phone", "the new computer", "the old car", "that umbrella", "these shoes", "this dictionary",
    "my kitchen", "the white table", "our garden", "that map", "your coat", "those books",
)  # fmt: skip


def support_past(w: Everyday) -> Pair:
    s, d = _who_does(w)
    return _did(w, s, d, "", w.of("didn't", "did not"))


def support_past_because(w: Everyday) -> Pair:
    s, d = _who_does(w)
    start = w.any("I was happy because, we waited because, I heard that, my boss said that, nobody knew why")
    return _did(w, s, d, start, w.of("didn't", "did not"))


def support_present(w: Everyday) -> Pair:
    s = w.singular()
    d, start, habit = _deed(w, s, nouny=True), w.of(*_OPENINGS), w.of("", *_HABIT)
    first = f"{start} {s.text} {w.of(_DONT[SHE], 'does not')} _ {habit}"
    return _either(w, d.base, d.third, first, f"{start} {s.text} _ {habit}")


def support_like(w: Everyday) -> Pair:
    s = w.singular()
    verb, what = w.verb_among(" ".join(_LIKES)), f"{w.of(*_LIKED)} {w.of('', '', 'these days', 'at work')}"
    doesnt = w.of("doesn't", "does not")
    return _either(w, verb.base, verb.third, f"{s.text} {doesnt} _ {what}", f"{s.text} _ {what}")


def support_question(w: Everyday) -> Pair:
    """Does she work? but: I know she works."""
    s = w.singular()
    d, why, habit = _deed(w, s, nouny=True), w.of("", "", "why", "where"), w.of("", *_HABIT)
    asks = w.of("do you know if", "are you sure", "can you tell me if", "I wonder if")
    end = "" if asks.startswith("I") else "?"
    return _either(w, d.base, d.third, f"{why} does {s.text} _ {habit}?", f"{asks} {s.text} _ {habit}{end}")


def support_did_question(w: Everyday) -> Pair:
    s, past = w.singular(), w.of(*_BEFORE)
    d, why = _deed(w, s), w.of("", "", "why", "where")
    asks = w.of("do you know if", "are you sure", "did you know that", "I wonder if")
    end = "" if asks.startswith("I") else "?"
    return _either(w, d.base, d.past, f"{why} did {s.text} _ {past}?", f"{asks} {s.text} _ {past}{end}")


def support_irregular(w: Everyday) -> Pair:
    s, d, past = _subject(w), _phrase(w, _DIFFER), w.of(*_BEFORE)
    return _either(w, d.base, d.past, f"{past} {s.text} didn't _", f"{past} {s.text} _")


def support_but(w: Everyday) -> Pair:
    s = w.singular()
    d, e = _deed(w, s, nouny=True), _deed(w, s, nouny=True)
    after = f"{s.text} doesn't {e.base}, but {s.pronoun} _"
    return _either(w, d.base, d.third, f"{s.text} {e.third}, but {s.pronoun} doesn't _", after)


def support_who(w: Everyday) -> Pair:
    d, past = _deed(w, _EVERYONE), w.of(*_BEFORE)
    who = w.of("who", "which student", "how many people", "which of your friends")
    return _either(w, d.past, d.base, f"{who} _ {past}?", f"{who} did not _ {past}?")


def support_everyone(w: Everyday) -> Pair:
    she = ("the new student", "her best friend", "the girl next door")
    he = ("our driver", "the boy next door")
    s = w.of(Subject(w.of(*she), "she", SHE), Subject(w.of(*he), "he", SHE))
    d, habit = _deed(w, s, "school", "leisure", "phone", "travel"), w.of("", *_HABIT)
    return _either(w, d.base, d.third, f"why doesn't {s.text} _ {habit}?", f"maybe {s.text} _ {habit}")


# --- do or does -----------------------------------------------------------------------------------------


def _do(w: Everyday, s: Subject, frame: str, negative: bool = True) -> Pair:
    do, wrong = ("doesn't", "don't") if s.person == SHE else ("don't", "doesn't")
    if not negative:
        do, wrong = do[:-3], wrong[:-3]
    return orders(frame.replace("_", do), frame.replace("_", wrong))


def _either_number(w: Everyday) -> Subject:
    s = (
        w.of(w.singular, w.pronoun, w.pronoun, w.plural)()
        if w.chance(0.4)
        else w.of(w.singular(), _plural(w))
    )
    return _either_number(w) if s.text.endswith(_ODD_PLURALS) else s


def do_not(w: Everyday) -> Pair:
    s = _either_number(w)
    return _do(w, s, f"{w.of(*_OPENINGS)} {s.text} _ {_deed(w, s, nouny=True).base} {w.of('', *_HABIT)}")


def do_not_like(w: Everyday) -> Pair:
    s = _either_number(w)
    end = w.of("", "", "anymore", "at the moment", ", but that's fine", "because it's summer")
    return _do(w, s, f"{s.text} _ {w.of(*_LIKES)} {w.of(*_LIKED)} {end}")


def do_question(w: Everyday) -> Pair:
    s = _either_number(w)
    why = w.of("", "", "where", "why", "when", "how often")
    return _do(w, s, f"{why} _ {s.text} {_deed(w, s, nouny=True).base}?", False)


def do_like_question(w: Everyday) -> Pair:
    s = _either_number(w)
    return _do(w, s, f"_ {s.text} {w.of('really', '', '')} {w.of(*_LIKES)} {w.of(*_LIKED)}?", w.chance(0.5))


def do_because(w: Everyday) -> Pair:
    s = _either_number(w)
    start = w.of("I'm worried because", "it's strange that", "we know that", "tell me if", "I understand why")
    return _do(w, s, f"{start} {s.text} _ {_deed(w, s, nouny=True).base}")


def do_what(w: Everyday) -> Pair:
    s = _either_number(w)
    what = w.of("what", "who", "how much money", "which color", "what kind of music", "how many languages")
    verb = w.of("know", "need", "like", "want", "mean", "love", "remember", "prefer")
    return _do(w, s, f"{what} _ {s.text} {verb}?", False)


def do_thing(w: Everyday) -> Pair:
    thing, n = w.noun(w.of("device", "clothing", "home_thing")), w.number()
    s = Subject(
        f"{w.of('my', 'your', 'her', 'the')} {w.of('new', 'old', '')} {thing[n]}", "they", (SHE, THEY)[n]
    )
    after = w.of("look good", "look nice", "cost much", "look old", "belong here", "look expensive")
    return _do(w, s, f"{w.of(*_OPENINGS)} {s.text} _ {after}")


def do_if(w: Everyday) -> Pair:
    s, then = _either_number(w), w.of("we can leave", "call me", "I can help", "that is no problem")
    return _do(w, s, f"if {s.text} _ {_deed(w, s, nouny=True).base} {w.of('', 'today', 'this week')}, {then}")


def do_why_not(w: Everyday) -> Pair:
    s = _either_number(w)
    return _do(w, s, f"why _ {s.text} {_deed(w, s, nouny=True).base} {w.of('', 'again', 'more often')}?")


# --- be missing, be too much ----------------------------------------------------------------------------

# The first 19 are not for ever, so they may be said of a day.
_FEELS = (
    "tired", "hungry", "happy", "sad", "angry", "nervous", "excited", "sick", "sleepy", "lonely", "thirsty",
    "busy", "late", "ready", "proud", "at home", "at work", "at school", "in the kitchen",
    "on vacation", "from Spain", "from Korea", "kind", "friendly", "polite", "very tall", "so funny",
)  # fmt: skip
# After `be`, none of these is a passive or an adjective.
_STATES = (
    "agree:with you", "want:a new phone", "need:more time", "know:the answer", "have:a big family",
    "have:a car", "need:some help", "want:some water", "know:my brother", "have:two sisters",
    "belong:to the chess club", "need:an umbrella", "agree:with the teacher", "have:a good job",
    "want:a bigger house", "know:the way", "speak:Italian", "hope:so", "seem:nice", "eat:too much",
)  # fmt: skip
_WENT = (
    "go:home", "go:to the beach", "eat:all the cookies", "see:a good movie", "take:the train",
    "drive:to work", "write:to my uncle", "know:the answer", "break:a glass", "come:home late",
    "speak:to the manager", "fall:asleep", "wear:a hat", "go:shopping", "go:to bed early", "take:a taxi",
    "draw:a map", "have:a good time",
)  # fmt: skip


def _be(w: Everyday, be: str, needed: str, needless: str) -> Pair:
    return _either(w, be, "", needed, needless)


def be_statement(w: Everyday) -> Pair:
    s, start = _subject(w), w.of("", "", "maybe", "of course", "I'm sure", "sometimes")
    state, end = s.present(_phrase(w, _STATES)), w.of("", "", "too")
    return _be(w, s.am, f"{start} {s.text} _ {w.of(*_FEELS)} {end}", f"{start} {s.text} _ {state} {end}")


def be_past(w: Everyday) -> Pair:
    s, before = _subject(w), w.of(*_BEFORE)
    went = _phrase(w, _WENT).past
    return _be(w, s.was, f"{s.text} _ {w.of(*_FEELS[:15])} {before}", f"{s.text} _ {went} {before}")


def be_because(w: Everyday) -> Pair:
    s = _subject(w)
    start = w.of("we can't go", "I called", "please wait", "don't worry", "I feel better", "it's fine")
    start = f"{start} because {s.text} _"
    return _be(w, s.am, f"{start} {w.of(*_FEELS)}", f"{start} {s.present(_phrase(w, _STATES))}")


def be_often(w: Everyday) -> Pair:
    s, often = _subject(w), w.of("always", "often", "never", "usually", "still", "also", "really")
    state = s.present(_phrase(w, _STATES))
    return _be(w, s.am, f"{s.text} _ {often} {w.of(*_FEELS[:19])}", f"{s.text} _ {often} {state}")


def be_weather(w: Everyday) -> Pair:
    """It is very cold here; but: It gets cold at night here."""
    it = w.of("it", "it", "the weather")
    day = w.of("here", "in the mountains", f"in {w.world('city')}", "in this city")
    how = f"{w.of('very', 'so', 'too', 'really', 'quite')} {w.adjective('weather')}"
    gets = w.of("looks bad", "gets cold at night", "changes every day", "feels like summer", "seems nice")
    start = w.of("", "", "maybe", "I'm sure", "we can't go out because", "I'm happy because")
    return _be(w, "is", f"{start} {it} _ {how} {day}", f"{start} {it} _ {gets} {day}")


def be_thing(w: Everyday) -> Pair:
    n = w.number()
    the, thing = w.of("the", "my", "your", "her"), w.noun(w.of("device", "clothing", "home_thing"))[n]
    verb, _, rest = w.of("cost:too much", "look:new", "belong:to my sister", "seem:fine").partition(":")
    how = f"{w.of('very', 'too', 'so', 'really', 'not')} {w.of('expensive', 'good', 'nice', 'cheap', 'big')}"
    costs = f"{english().verb(verb).present(n)} {rest}"
    return _be(w, ("is", "are")[n], f"{the} {thing} _ {how}", f"{the} {thing} _ {costs}")


def be_question(w: Everyday) -> Pair:
    asked = w.any("where _ {}, how _ {}, how old _ {}, why _ {} so late, why _ {} angry, why _ {} sad")
    who = w.of("who", "who else", "which student", "which of your friends")
    return _be(w, "is", f"{asked.format(w.singular().text)}?", f"{who} _ {_phrase(w, _STATES).third}?")


def be_plain_question(w: Everyday) -> Pair:
    """Are you tired? but: Do you agree?"""
    s = _asked(w)
    asked = f"_ {s.text} {_phrase(w, _STATES).base}?"
    return _either(w, s.am, s.do, f"_ {s.text} {w.of(*_FEELS)}?", asked)


def be_when(w: Everyday) -> Pair:
    s, then = _subject(w), w.of("we can start", "tell me", "call my brother", "that's fine", "I can help")
    start = f"{w.of('if', 'when')} {s.text} _"
    return _be(
        w, s.am, f"{start} {w.of(*_FEELS[:19])}, {then}", f"{start} {s.present(_phrase(w, _STATES))}, {then}"
    )


def be_family(w: Everyday) -> Pair:
    s, job = w.singular(), w.noun("job").singular
    kind = w.of(article(job), f"a good {job}", f"my favorite {job}", "our new neighbor", "the best player")
    start = w.of("did you know that", "are you sure", "did I tell you that")
    return _be(w, "is", f"{start} {s.text} _ {kind}?", f"{start} {s.text} _ {_phrase(w, _STATES).third}?")


# --- passives -------------------------------------------------------------------------------------------

# What is done, to what and where: the past is not the participle.
_DONE = (
    ("write", "this letter", "in German"), ("write", "the book", ""), ("steal", "my phone", "on the bus"),
    ("steal", "her bicycle", "at school"), ("take", "the picture", "in our garden"), ("eat", "the cake", ""),
    ("break", "the window", ""), ("speak", "English", "at the meeting"), ("choose", "the hotel", ""),
    ("give", "the prize", "to our team"), ("draw", "the map", "by hand"), ("throw", "the ball", "away"),
    ("drive", "the bus", ""), ("grow", "these tomatoes", "in our garden"), ("do", "the homework", ""),
    ("see", "the thief", "downtown"), ("wear", "the uniform", "at work"), ("steal", "our car", "in Rome"),
    ("write", "the email", "in English"), ("break", "these plates", ""), ("take", "the medicine", ""),
)  # fmt: skip
# The past is the participle, but not the base form, which is no adjective.
_MADE = (
    ("build", "the house", "here"), ("make", "this cheese", "in Italy"), ("sell", "the car", ""),
    ("send", "the letter", ""), ("catch", "the thief", "in the park"), ("invite", "the neighbors", ""),
    ("pay", "the bill", ""), ("lock", "the door", ""), ("repair", "my computer", ""), ("use", "the room", ""),
    ("teach", "French", "here"), ("cancel", "the concert", ""), ("finish", "the report", ""),
    ("bake", "the bread", "here"), ("deliver", "the pizza", ""), ("buy", "the ring", "in Paris"),
    ("order", "the flowers", ""), ("bring", "the chairs", "here"), ("wash", "the shirts", ""),
    ("build", "the bridge", ""), ("keep", "the money", "at home"), ("move", "the meeting", "to Friday"),
)  # fmt: skip
_HAPPENED = (
    "the accident:happen", "the train:arrive", "my grandfather:die", "the cat:disappear", "the bus:arrive",
    "the problem:happen", "the guests:arrive", "my keys:disappear", "the old dog:die", "the baby:sleep",
    "a big mistake:happen", "the letter:arrive", "the moon:appear", "the money:disappear",
    "a strange man:appear", "our neighbors:arrive", "the children:laugh", "his best friend:die",
    "the package:arrive", "something bad:happen",
)  # fmt: skip


def _many(noun: str) -> bool:
    return noun == "the children" or (noun.endswith("s") and not noun.endswith("bus"))


def _was(noun: str) -> str:
    return "were" if _many(noun) else "was"


def _somebody(w: Everyday) -> str:
    return w.of(w.first_name, w.first_name, w.kin, lambda: w.of("somebody", "we", "they", "I"))()


def passive_past(w: Everyday) -> Pair:
    """The letter was written; but: Somebody wrote the letter."""
    (base, thing, more), time = w.of(*_DONE), w.of("", "", *_BEFORE)
    verb, end = english().verb(base), f"{more} {time}"
    written = f"{thing} {_was(thing)} _ {end}"
    return _either(w, verb.participle, verb.past, written, f"{_somebody(w)} _ {thing} {end}")


def passive_modal(w: Everyday) -> Pair:
    """The car can be sold; but: We can sell the car."""
    (base, thing, more), later = w.of(*_DONE, *_MADE), w.of("", "tomorrow", "next week", "soon", "today")
    verb, can, end = english().verb(base), w.of(*_MODALS), f"{more} {later}"
    sold = f"{thing} {can} be _ {end}"
    return _either(w, verb.participle, verb.base, sold, f"{_somebody(w)} {can} _ {thing} {end}")


def passive_did(w: Everyday) -> Pair:
    """The house was built; but: They did not build the house."""
    (base, thing, more), time = w.of(*_MADE), w.of("", "", *_BEFORE)
    verb, end = english().verb(base), f"{more} {time}"
    built = f"{thing} {_was(thing)} {w.of('not', '', 'finally')} _ {end}"
    return _either(w, verb.participle, verb.base, built, f"{_somebody(w)} did not _ {thing} {end}")


def passive_needless(w: Everyday) -> Pair:
    """I was born in Seoul, but the train arrived: only the first is passive."""
    thing, _, base = w.of(*_HAPPENED).partition(":")
    s, past, was = _subject(w), english().verb(base).past, _was(thing)
    born = f"born in {w.world(w.of('city', 'country', 'month'))}"
    good = f"{s.text} {s.was} {w.of(born, born, 'invited to the party', 'told to wait outside')}"
    if w.chance(0.5):
        return orders(good, good.replace(f" {s.was} ", " ", 1))
    end = f"{past} {w.of('', '', *_BEFORE)}"
    return orders(f"{thing} {end}", f"{thing} {was} {end}")


def passive_perfect(w: Everyday) -> Pair:
    """My phone has been stolen; but: Somebody stole my phone."""
    (base, thing, more), start = w.of(*_DONE), w.of(*_OPENINGS)
    verb, has = english().verb(base), "have" if _many(thing) else "has"
    been = f"{start} {thing} {has} {w.of('', 'already', 'just')} been _ {more}"
    return _either(w, verb.participle, verb.past, been, f"{start} {_somebody(w)} _ {thing} {more}")


def passive_belong(w: Everyday) -> Pair:
    """She is allowed to stay; but: This phone belongs to me."""
    s, be = w.singular(), w.of("is", "was")
    allowed = w.of("allowed", "supposed", "told", "forced", "advised")
    allowed = f"{s.text} _ {allowed} to {_deed(w, s).base}"
    thing, phrase = w.of(
        (f"the {w.daily_thing()}", f"belong:to {w.of('me', 'my brother', 'our neighbor', w.first_name())}"),
        (w.of("this problem", "this mistake"), f"happen:{w.of('a lot', 'again', 'every day', 'at school')}"),
        (f"the {w.noun('vehicle_daily').singular}", f"arrive:{w.of('late', 'early', 'on time', 'at noon')}"),
    )
    verb, _, rest = phrase.partition(":")
    form = english().verb(verb).past if w.chance(0.7) or be == "was" else english().verb(verb).third
    return _be(w, be, allowed, f"{thing} _ {form} {rest}")


def passive_question(w: Everyday) -> Pair:
    """When was the letter written? but: Who wrote the letter?"""
    (base, thing, _), time = w.of(*_DONE), w.of("", "", *_BEFORE)
    verb, where = english().verb(base), w.of("", "where", "why", "when", "how")
    written = f"{where} {_was(thing)} {thing} _?"
    who = w.of("who", "which student", "how many people", "which of them")
    return _either(w, verb.participle, verb.past, written, f"{who} _ {thing} {time}?")


def passive_did_question(w: Everyday) -> Pair:
    """Where was the house built? but: Where did they build the house?"""
    (base, thing, _), where = w.of(*_MADE), w.of("", "where", "why", "when", "how")
    verb, who = english().verb(base), w.of("they", "you", "we", "the neighbors", "people")
    built = f"{where} {_was(thing)} {thing} _?"
    return _either(w, verb.participle, verb.base, built, f"{where} did {who} _ {thing}?")


def passive_being(w: Everyday) -> Pair:
    """The house is being built; but: They want to build the house."""
    (base, thing, _), now = w.of(*_MADE, *_DONE), w.of("", "right now", "today", "this week")
    verb, be = english().verb(base), "are" if _many(thing) else "is"
    who = f"{w.of('we', 'they', 'my friends')} {w.of('want to', 'have to', 'need to', 'must', 'will')}"
    return _either(w, verb.participle, verb.base, f"{thing} {be} being _ {now}", f"{who} _ {thing} {now}")


# --- used to, had better, going to ----------------------------------------------------------------------

_ONCE = ("when we were young", "many years ago", "in the past", "when we lived in Spain", "years ago")


def used_past(w: Everyday) -> Pair:
    s, start, once = _subject(w), w.of(*_OPENINGS), w.of(*_ONCE)
    d = _deed(w, s, nouny=True)
    return _either(w, d.base, d.past, f"{start} {s.text} used to _ {once}", f"{start} {s.text} _ {once}")


def used_being(w: Everyday) -> Pair:
    s, start, habit = _not_they(w), w.of(*_OPENINGS), w.of("", *_HABIT)
    d, used = _deed(w, s), f"used to _ {habit}"
    return _either(w, d.ing, d.base, f"{start} {s.text} {s.am} {used}", f"{start} {s.text} {used}")


def used_better(w: Everyday) -> Pair:
    s, today = _subject(w), w.of(*_TODAY)
    have = w.of(s.have, s.have, "ought", f"{s.am} supposed", f"{s.am} about", f"{s.am} able")
    better = w.of("had better", "would rather")
    return _to(w, _deed(w, s).base, f"{s.text} {have} _ {today}", f"{s.text} {better} _ {today}")


def used_better_ing(w: Everyday) -> Pair:
    s, today = _subject(w), w.of(*_TODAY)
    d, enjoyed = _deed(w, s), w.of(f"{s.am} busy", "enjoyed", "finished", "avoided")
    better = w.of("had better", "would rather", f"{s.have} to", "ought to", f"{s.am} going to")
    return _either(w, d.base, d.ing, f"{s.text} {better} _ {today}", f"{s.text} {enjoyed} _ {today}")


def used_going(w: Everyday) -> Pair:
    s, start = _subject(w), w.of(*_OPENINGS)
    d, later = _deed(w, s, nouny=True), w.of(*_LATER)
    going = w.of(f"{s.am} going to", f"{s.have} to", f"{s.am} supposed to", "ought to")
    went = f"{start} {s.text} _ {w.of(*_BEFORE)}"
    return _either(w, d.base, d.past, f"{start} {s.text} {going} _ {later}", went)


def used_has_to(w: Everyday) -> Pair:
    s, habit = w.singular(), w.of("", "", "after school", "on weekends", "in the morning", "when it rains")
    d = _deed(w, s, nouny=True)
    has = w.of("has to", "is going to", "is able to", "ought to", "had better", "used to", "would rather")
    return _either(w, d.base, d.third, f"{s.text} {has} _ {habit}", f"{s.text} {w.of(*_OFTEN)} _ {habit}")


def used_because(w: Everyday) -> Pair:
    s = _subject(w)
    start = w.of("I called", "we can't wait", "they're happy", "let's go", "it's important")
    need, better = w.of(s.have, "ought", f"{s.am} going"), w.of("had better", "would rather")
    start = f"{start} because {s.text}"
    return _to(w, _deed(w, s).base, f"{start} {need} _", f"{start} {better} _")


def used_question(w: Everyday) -> Pair:
    s = w.of(_YOU, _YOU, w.singular())
    d, today = _deed(w, s), w.of("", "", "every day", "this week", "on weekends", "now")
    going = w.of(f"{s.am} {s.text} going to", f"{s.do} {s.text} have to", f"{s.am} {s.text} able to")
    return _either(w, d.ing, d.base, f"{s.am} {s.text} used to _ {today}?", f"{going} _ {today}?")


def used_not(w: Everyday) -> Pair:
    who, later = w.of("I", "we", "you", "he", "she", "they"), w.of(*_LATER)
    d = _deed(w, Subject(who, who, THEY))
    decided = w.of("decided not", "promised not", "tried not", "agreed not", "chose not")
    better = w.of("'d better not", "'d rather not")
    return _to(w, d.base, f"{who} {decided} _ {later}", f"{who}{better} _ {later}")


def used_somebody(w: Everyday) -> Pair:
    who = w.of("everyone in my family", "the whole team", "somebody", "the new neighbor", "my best friend")
    d, once = _deed(w, _EVERYONE, "leisure", "home", "travel"), w.of(*_ONCE)
    had = w.of("used to", "had to", "was able to", "was going to")
    often = w.of("often", "never", "always")
    return _either(w, d.base, d.past, f"{who} {had} _ {once}", f"{who} {often} _ {once}")


# --- interesting or interested --------------------------------------------------------------------------

_INTEREST = (
    ("interesting", "interested", "in"), ("exciting", "excited", "about"), ("boring", "bored", "with"),
    ("surprising", "surprised", "by"), ("disappointing", "disappointed", "with"), ("amazing", "amazed", "by"),
    ("shocking", "shocked", "by"), ("fascinating", "fascinated", "by"), ("frightening", "frightened", "by"),
)  # fmt: skip
_SURPRISE = tuple(word for word in _INTEREST if word[1] in ("surprised", "disappointed", "amazed", "shocked"))
_TOPICS = (
    "movie", "trip", "story", "book", "game", "lesson", "news", "idea", "result", "concert", "plan",
    "show", "new job", "video", "test", "joke", "exam",
)  # fmt: skip
# What someone may be interested in, but nobody can be interesting in.
_HOBBIES = (
    "history", "art", "music", "sports", "politics", "old cars", "computers", "cooking", "fashion", "my idea",
    "our plan", "your dream", "my old books", "learning Spanish", "buying a house", "foreign languages",
)  # fmt: skip
# Nobody speaks in them, so they cannot look excited.
_SHOWN = ("movie", "trip", "game", "lesson", "idea", "plan", "result", "test", "new job", "video", "concert")
_CAME = ("came", "forgot the date", "was late", "went home early", "called", "passed the test", "left")


def _topic(w: Everyday) -> str:
    return f"{w.of('the', 'this', 'your', 'that')} {w.of(*_TOPICS)}"


def _by(w: Everyday, by: str) -> str:
    """about this trip; but `in this movie` would be a place."""
    return f"{by} {w.of(*_HOBBIES) if by == 'in' else _topic(w)}"


def _bored(w: Everyday, of_things: str, of_people: str, after: str = "") -> Pair:
    """Things are boring, and people are bored with them."""
    ing, ed, by = w.of(*_INTEREST)
    return _either(w, ing, ed, f"{of_things} _ {after}", f"{of_people} _ {_by(w, by)} {after}")


def adjective_statement(w: Everyday) -> Pair:
    s, very = _subject(w), w.of("very", "so", "really", "")
    return _bored(w, f"{_topic(w)} {w.of('is', 'was')} {very}", f"{s.text} {w.of(s.am, s.was)} {very}")


def adjective_noun(w: Everyday) -> Pair:
    """I read an interesting book; but: I am interested in this book."""
    s, (ing, ed, by), start = _subject(w), w.of(*_INTEREST), w.of(*_OPENINGS)
    a = w.of(article(ing).split()[0], "the most", "another")
    thing = f"{a} _ {w.of('book', 'story', 'movie', 'game', 'video', 'place', 'job', 'museum')}"
    found = w.of("saw", "found", "talked about", "liked", "wanted", "heard about")
    was = f"{start} {s.text} {s.was} _ {_by(w, by)}"
    return _either(w, ing, ed, f"{start} {s.text} {found} {thing}", was)


def adjective_that(w: Everyday) -> Pair:
    s, (ing, ed, _), very = _subject(w), w.of(*_SURPRISE), w.of("very", "not", "really", "")
    that = f"that {w.of('nobody', 'everybody', w.first_name(), w.kin())} {w.of(*_CAME)}"
    it = f"it {w.of('is', 'was')} {very} _ to {w.of('me', 'us', 'them', 'everybody', w.kin())} {that}"
    return _either(w, ing, ed, it, f"{s.text} {w.of(s.am, s.was)} {very} _ {that}")


def adjective_because(w: Everyday) -> Pair:
    s = _subject(w)
    left = w.of("left early", "stayed", "laughed", "went home", "said nothing", "talked a lot")
    left = f"{s.text} {left} because"
    return _bored(w, f"{left} {_topic(w)} was", f"{left} {s.pronoun} {s.was}")


def adjective_find(w: Everyday) -> Pair:
    s, very = _subject(w), w.of("very", "really", "")
    found = w.of(s.present(english().verb("find")), "found")
    return _bored(w, f"{s.text} {found} {_topic(w)} {very}", f"{s.text} {w.of('got', 'became')} {very}")


def adjective_looks(w: Everyday) -> Pair:
    s, start, seems = w.singular(), w.of(*_OPENINGS), w.of("looks", "seems", "looked", "seemed")
    return _bored(w, f"{start} the {w.of(*_SHOWN)} {seems}", f"{start} {s.text} {seems}")


def adjective_negative(w: Everyday) -> Pair:
    s, end = _subject(w), w.of("", "", ", but we stayed", "at all", "anymore")
    return _bored(w, f"{_topic(w)} wasn't", f"{s.text} {s.was}n't", end)


def adjective_question(w: Everyday) -> Pair:
    s, very, why = _asked(w), w.of("very", "really", ""), w.of("", "why", "")
    movie = f"{why} {w.of('is', 'was')} {_topic(w)} {very}"
    return _bored(w, movie, f"{why} {w.of(s.am, s.was)} {s.text} {very}", "?")


def adjective_to_see(w: Everyday) -> Pair:
    """It was exciting for me to see you; but: I was excited to see you."""
    s, (ing, ed, _) = _subject(w), w.of(*_SURPRISE, _INTEREST[1], _INTEREST[1])
    see = w.of("see you there", "hear the news", "meet his family", "hear about the trip", "find it")
    very = w.of("very", "really", "not", "so")
    return _either(
        w, ing, ed, f"it was {very} _ for {w.of('me', 'us', 'them', 'everybody', w.kin())} to {see}",
        f"{s.text} {s.was} {very} _ to {see}",
    )  # fmt: skip


def adjective_things(w: Everyday) -> Pair:
    s, (ing, ed, by), are = _plural(w), w.of(*_INTEREST), w.of("are", "were")
    things = w.of("books", "movies", "stories", "games", "lessons", "ideas", "plans", "videos", "tests")
    things = f"{w.of('these', 'those', 'your', 'his')} {things}"
    after = f"{s.text} {are} _ {by} {things if by != 'in' else w.of(*_HOBBIES)}"
    return _either(w, ing, ed, f"some of {things} {are} _", after)


# --- requests -------------------------------------------------------------------------------------------


def _ask(w: Everyday) -> Verb:
    return _deed(w, _YOU)


def _let(w: Everyday) -> Verb:
    return _deed(w, _WE, "leisure", "travel", "home", "shopping", "school")


def lets_to(w: Everyday) -> Pair:
    want = w.of("we want", "we need", "we plan", "we have", "we'd like", "we decided", "we forgot")
    later, lets = w.of(*_LATER), w.of("let's", "let's", "let us", "let's all")
    return _to(w, _let(w).base, f"{want} _ {later}", f"{lets} _ {later}")


def lets_ing(w: Everyday) -> Pair:
    d, later, lets = _let(w), w.of(*_LATER), w.of("let's", "let's", "maybe we should", "let us")
    how, end = w.of(("how about", "?"), ("what about", "?"), ("we're thinking of", ""), ("we feel like", ""))
    return _either(w, d.base, d.ing, f"{lets} _ {later}", f"{how} _ {later} {end}")


def dont_to(w: Everyday) -> Pair:
    d, today, start = _ask(w), w.of(*_TODAY), w.of("", "please", "", "if you can,")
    remember = w.of("don't forget", "remember", "try", "don't try", "be sure", "be ready", "be careful not")
    dont = w.of("don't", "do not")
    return _to(w, d.base, f"{start} {remember} _ {today}", f"{start} {dont} _ {today}")


def dont_ing(w: Everyday) -> Pair:
    d, today, start = _ask(w), w.of(*_TODAY), w.of("", "please", "")
    dont, stop = w.of("don't", "do not"), w.of("stop", "don't stop", "avoid", "enjoy")
    return _either(w, d.base, d.ing, f"{start} {dont} _ {today}", f"{start} {stop} _ {today}")


def please_to(w: Everyday) -> Pair:
    today = w.of(*_TODAY, "if you have time", "when you get home", "for me")
    remember = w.of("remember", "try", "don't forget", "be ready")
    return _to(w, _ask(w).base, f"please {remember} _ {today}", f"please _ {today}")


def please_ing(w: Everyday) -> Pair:
    d, today = _ask(w), w.of(*_TODAY)
    please, end = w.of(("please", ""), ("could you please", "?"), ("will you please", "?"))
    thanks = w.of("thank you for", "thanks for", "you don't mind")
    return _either(w, d.base, d.ing, f"{please} _ {today} {end}", f"{thanks} _ {today}")


def not_open(w: Everyday) -> Pair:
    """Don't open the window; but: Why not open the window?"""
    d, today, start = _ask(w), w.of(*_TODAY), w.of("", "please", "")
    return _either(w, "don't", "not", f"{start} _ {d.base} {today}", f"why _ {d.base} {today}?")


def why_to(w: Everyday) -> Pair:
    s, today = w.of(_YOU, _YOU, _WE, _EVERYONE), w.of(*_TODAY)
    want = w.of("do {} want", "did {} decide", "do {} need", "did {} refuse", "don't {} want")
    want = f"why {want.format(s.text)} _ {today}?"
    return _to(w, _deed(w, s).base, want, f"why don't {s.text} _ {today}?")


def lets_not(w: Everyday) -> Pair:
    today, lets = w.of(*_TODAY), w.of("let's not", "let's not", "please do not")
    careful = w.of("try not", "we promised not", "we decided not", "be careful not")
    return _to(w, _let(w).base, f"{careful} _ {today}", f"{lets} _ {today}")


def if_tired(w: Everyday) -> Pair:
    d, today = _ask(w), w.of("", "first", "again", "today")
    start = w.any("if you're tired, when you get home, if it rains, before you leave, if you have time")
    remember = w.of("remember", "try", "don't forget", "you need", "you have")
    please = w.of("please", "don't", "please don't")
    return _to(w, d.base, f"{start}, {remember} _ {today}", f"{start}, {please} _ {today}")


def why_ing(w: Everyday) -> Pair:
    s, today = w.of(_YOU, _YOU, _WE, _EVERYONE), w.of(*_TODAY)
    d, avoid = _deed(w, s), w.of("avoid", "enjoy", "hate", "miss")
    dont, do = f"why don't {s.text} _ {today}?", f"why do {s.text} {avoid} _ {today}?"
    return _either(w, d.base, d.ing, dont, do)


VERB_FORMS = (
    Paradigm(
        name="to_infinitive", phenomenon="verb forms", source="Murphy 2019, English Grammar in Use",
        templates=(to_present, to_past, to_question, to_adjective, to_contracted, to_if, to_because),
        held_out=(to_negative, to_somebody, to_purpose), framed=False,
    ),
    Paradigm(
        name="base_after_modal", phenomenon="verb forms", source="Swan and Smith 2001, Learner English",
        templates=(
            modal_statement, modal_singular, modal_negative, modal_because, modal_thinking, modal_perfect,
        ),
        held_out=(modal_question, modal_when, modal_friends), framed=False, level="A1",
    ),
    Paradigm(
        name="gerund_form", phenomenon="verb forms", source="Swan 2005, Practical English Usage",
        templates=(
            gerund_enjoy, gerund_past, gerund_mind, gerund_preposition, gerund_before, gerund_without,
            gerund_look_forward,
        ),
        held_out=(gerund_thanks, gerund_subject, gerund_somebody), framed=False,
    ),
    Paradigm(
        name="object_infinitive", phenomenon="verb forms", source="Murphy 2019, English Grammar in Use",
        templates=(object_told, object_present, object_question, object_that, object_seen, object_not),
        held_out=(object_like, object_because, object_who), framed=False,
    ),
    Paradigm(
        name="progressive_form", phenomenon="verb forms", source="Swan and Smith 2001, Learner English",
        templates=(
            progressive_base, progressive_be, progressive_habit, progressive_question, progressive_negative,
            progressive_contracted,
        ),
        held_out=(progressive_past, progressive_because, progressive_thinking), framed=False, level="A1",
    ),
    Paradigm(
        name="perfect_form", phenomenon="verb forms",
        source="Parrott 2010, Grammar for English Language Teachers",
        templates=(
            perfect_statement, perfect_contracted, perfect_ever, perfect_negative, perfect_because,
            perfect_be, perfect_base,
        ),
        held_out=(perfect_when, perfect_first, perfect_wonder), framed=False,
    ),
    Paradigm(
        name="do_support_form", phenomenon="verb forms", source="Swan and Smith 2001, Learner English",
        templates=(
            support_past, support_past_because, support_present, support_like, support_question,
            support_did_question, support_irregular,
        ),
        held_out=(support_but, support_who, support_everyone), framed=False, level="A1",
    ),
    Paradigm(
        name="do_agreement", phenomenon="verb forms",
        source="Parrott 2010, Grammar for English Language Teachers",
        templates=(do_not, do_not_like, do_question, do_like_question, do_because, do_what),
        held_out=(do_thing, do_if, do_why_not), framed=False, level="A1",
    ),
    Paradigm(
        name="missing_be", phenomenon="verb forms", source="Swan and Smith 2001, Learner English",
        templates=(be_statement, be_past, be_because, be_often, be_weather, be_thing, be_question),
        held_out=(be_plain_question, be_when, be_family), framed=False, level="A1",
    ),
    Paradigm(
        name="passive_participle", phenomenon="verb forms",
        source="Parrott 2010, Grammar for English Language Teachers",
        templates=(
            passive_past, passive_modal, passive_did, passive_needless, passive_perfect, passive_belong,
        ),
        held_out=(passive_question, passive_did_question, passive_being), framed=False,
    ),
    Paradigm(
        name="used_to_form", phenomenon="verb forms", source="Swan 2005, Practical English Usage",
        templates=(
            used_past, used_being, used_better, used_better_ing, used_going, used_has_to, used_because,
        ),
        held_out=(used_question, used_not, used_somebody), framed=False,
    ),
    Paradigm(
        name="interesting_or_interested", phenomenon="verb forms",
        source="Murphy 2019, English Grammar in Use",
        templates=(
            adjective_statement, adjective_noun, adjective_that, adjective_because, adjective_find,
            adjective_looks, adjective_negative,
        ),
        held_out=(adjective_question, adjective_to_see, adjective_things), framed=False,
    ),
    Paradigm(
        name="imperative_form", phenomenon="verb forms", source="Swan 2005, Practical English Usage",
        templates=(lets_to, lets_ing, dont_to, dont_ing, please_to, please_ing, not_open, why_to),
        held_out=(lets_not, if_tired, why_ing), framed=False,
    ),
)  # fmt: skip
