"""Tenses: the form of the verb that fits the time, the other clause or the condition."""

from colabert_core.minimal_pairs.learners.everyday import Everyday, Subject, phrases
from colabert_core.minimal_pairs.lexicon import Activity, Verb, english
from colabert_core.minimal_pairs.paradigm import Pair, Paradigm, Template, differ

_SWAN = "Swan 2005, Practical English Usage"
_LEARNER = "Swan and Smith 2001, Learner English"
_MURPHY = "Murphy 2019, English Grammar in Use"
_PARROTT = "Parrott 2010, Grammar for English Language Teachers"


def acts(text: str) -> tuple[Activity, ...]:
    """Activities written as in everyday.toml: go:to_bed, feed:~_cat."""
    pairs = (word.split(":") for word in text.split())
    return tuple(Activity(verb_of(verb), rest.replace("_", " ")) for verb, rest in pairs)


_BE = Verb("be", "is", "was", "been", "being")


def verb_of(base: str) -> Verb:
    return _BE if base == "be" else english().verb(base)


_PAST = phrases("""
yesterday last_week last_night last_year two_days_ago last_summer a_month_ago three_hours_ago last_Monday
last_Friday the_day_before_yesterday an_hour_ago last_weekend yesterday_evening yesterday_morning a_week_ago
last_month last_Sunday
""")
_FUTURE = phrases("""
tomorrow next_week next_year next_month tomorrow_morning the_day_after_tomorrow next_weekend next_summer
next_Monday next_Friday tomorrow_evening tomorrow_night next_Sunday tomorrow_afternoon
""")
_LONG_AGO = phrases(
    "last_year last_summer ten_years_ago two_years_ago last_winter a_year_ago a_long_time_ago last_spring"
)
_NOWADAYS = phrases("these_days nowadays")
_SINCE = phrases("""
since_last_year since_last_summer since_April since_June since_last_winter since_September since_the_summer
since_January since_last_spring since_October since_last_May since_March
""")
_NOW = phrases("right_now at_the_moment at_this_moment")
_HABITS = acts("""
work:from_home take:the_bus_to_work walk:to_school cook:dinner drink:a_lot_of_tea eat:vegetables play:chess
play:tennis go:to_the_gym go:jogging drive:to_work watch:a_lot_of_movies go:swimming get:up_early sleep:badly
eat:at_home use:the_internet listen:to_the_radio ride:~_bike_to_school study:at_the_library play:the_guitar
go:to_bed_late take:dance_lessons wear:glasses speak:English_at_work study:English work:at_night clean:~_room
walk:the_dog
""")
_STATES = acts("""
live:here live:in_Paris live:with_~_parents work:here work:at_the_bank work:in_a_hospital study:English
teach:math work:from_home own:a_dog have:a_job live:in_Seoul work:for_this_company live:alone have:a_car
live:downtown study:at_this_school share:a_room
""")
_FEELS = phrases("""
sick busy at_home tired in_the_hospital sad in_Paris nervous lonely angry away on_vacation in_bed out_of_work
stressed worried very_quiet at_work in_London alone unhappy
""")
# Accidents are odd as plans, and some habits as single events.
_ODD = phrases("""
lose miss forget break hurt catch get feel stop speak sell sing save live collect exercise weekends vegetables
""")
_SHORT = {"have": "'ve", "has": "'s", "will": "'ll", "am": "'m", "is": "'s", "are": "'re"}


_ONE_ONLY = phrases("mothers fathers husbands wives boyfriends girlfriends landlords stepmothers bosses")


def anyone(w: Everyday) -> Subject:
    """Any subject, but no `my fathers`."""
    while (who := w.subject()).text.split()[-1] in _ONE_ONLY:
        continue
    return who


def asked(w: Everyday) -> Subject:
    """A subject of a question, not I."""
    while (who := anyone(w)).text == "I":
        continue
    return who


def _once(w: Everyday, *groups: str) -> Activity:
    """Something that people plan and do once, by a verb whose past has a form of its own."""
    while True:
        found = w.activity(*groups)
        if found.verb.base != found.verb.past and not {found.verb.base, *found.rest.split()}.intersection(
            _ODD
        ):
            return found


def _with(w: Everyday, who: Subject, word: str) -> str:
    """I have or I've, she is or she's."""
    if who.text == who.pronoun and w.chance(0.5):
        return who.text + _SHORT[word]
    return f"{who.text} {word}"


def _placed(w: Everyday, when: str, who: str, good: str, bad: str, rest: str = "") -> Pair:
    """The time in front or at the end."""
    if w.chance(0.35):
        return differ(f"{when}{w.of(',', '')} {who}", good, bad, rest)
    return differ(who, good, bad, f"{rest} {when}")


def _title(text: str) -> str:
    return text[0].upper() + text[1:]


# --- the tense and the time --------------------------------------------------------------------------


def time_statement(w: Everyday) -> Pair:
    who, act = anyone(w), _once(w)
    past, will = act.verb.past, f"will {act.verb.base}"
    when, good, bad = w.of((w.of(*_PAST), past, will), (w.of(*_FUTURE), will, past))
    return _placed(w, when, who.text, good, bad, who.doing(act))


def time_habit(w: Everyday) -> Pair:
    who, act = anyone(w), w.of(*_HABITS)
    past, now = act.verb.past, who.present(act.verb)
    when, good, bad = w.of((w.of(*_LONG_AGO), past, now), (w.of(*_NOWADAYS), now, past))
    return _placed(w, when, who.text, good, bad, who.doing(act))


def time_question(w: Everyday) -> Pair:
    who, act = asked(w), _once(w)
    when, good, bad = w.of((w.of(*_PAST), "did", "will"), (w.of(*_FUTURE), "will", "did"))
    return differ("", _title(good), _title(bad), f"{who.text} {act.verb.base} {who.doing(act)} {when}?")


_ASKED = phrases("""
what_~_eat what_~_do where_~_go what_~_buy who_~_meet what_~_cook where_~_sleep what_~_wear who_~_call
how_~_get_home what_~_watch why_~_go_there what_time_~_get_up who_~_visit where_~_have_lunch
how_much_money_~_spend why_~_stay_at_home
""")


def time_what(w: Everyday) -> Pair:
    who, question = asked(w), w.of(*_ASKED)
    when, good, bad = w.of((w.of(*_PAST), "did", "will"), (w.of(*_FUTURE), "will", "did"))
    before, after = question.split(" ~ ")
    return differ(before, good, bad, f"{who.text} {after} {when}?")


def time_negative(w: Everyday) -> Pair:
    who, act = anyone(w), _once(w)
    when, good, bad = w.of((w.of(*_PAST), "didn't", "won't"), (w.of(*_FUTURE), "won't", "didn't"))
    return _placed(w, when, who.text, good, bad, f"{act.verb.base} {who.doing(act)}")


def time_negative_habit(w: Everyday) -> Pair:
    who, act = anyone(w), w.of(*_HABITS)
    did, do = "didn't", f"{who.do}n't"
    when, good, bad = w.of((w.of(*_LONG_AGO), did, do), (w.of(*_NOWADAYS), do, did))
    return _placed(w, when, who.text, good, bad, f"{act.verb.base} {who.doing(act)}")


def time_be(w: Everyday) -> Pair:
    who = anyone(w)
    past = w.of("yesterday", "last night", "last Monday", "two hours ago", "last Friday", "yesterday evening")
    if w.chance(0.5):
        when, good, bad = w.of((past, who.was, who.am), ("right now", who.am, who.was))
    else:
        when, good, bad = w.of((past, who.was, "will be"), (w.of(*_FUTURE), "will be", who.was))
    return _placed(w, when, who.text, good, bad, w.of(*_FEELS))


_CLAUSES = phrases(
    "I_think I'm_sure I_know_that maybe I_believe I_think_that everyone_knows_that I'm_glad_that"
)


def time_clause(w: Everyday) -> Pair:
    who, act = anyone(w), _once(w)
    past, will = act.verb.past, f"will {act.verb.base}"
    when, good, bad = w.of((w.of(*_PAST), past, will), (w.of(*_FUTURE), will, past))
    return differ(f"{w.of(*_CLAUSES)} {who.text}", good, bad, f"{who.doing(act)} {when}")


def time_going_to(w: Everyday) -> Pair:
    who, act = anyone(w), _once(w)
    past, will = act.verb.past, f"{who.am} going to {act.verb.base}"
    when, good, bad = w.of((w.of(*_PAST), past, will), (w.of(*_FUTURE), will, past))
    return differ(who.text, good, bad, f"{who.doing(act)} {when}")


def time_progressive(w: Everyday) -> Pair:
    who, act = anyone(w), _once(w, "home", "leisure", "work")
    past = w.of("at eight o'clock last night", "at six yesterday evening", "an hour ago", "two hours ago")
    when, good, bad = w.of((past, who.was, who.am), ("right now", who.am, who.was))
    return differ(who.text, good, bad, f"{act.verb.ing} {who.doing(act)} {when}")


def time_contrast(w: Everyday) -> Pair:
    """Both times in one sentence; one of the two verbs is wrong."""
    who, (one, two) = anyone(w), (_once(w), _once(w))
    past, will = f"{one.verb.past} {who.doing(one)}", f"{who.pronoun} will {two.verb.base} {who.doing(two)}"
    wrong_past, wrong_will = f"will {one.verb.base}", f"{two.verb.past} {who.doing(two)}"
    a, b = w.of(*_PAST), w.of(*_FUTURE)
    if w.chance(0.5):
        return differ(who.text, one.verb.past, wrong_past, f"{who.doing(one)} {a}, and {will} {b}")
    return differ(f"{who.text} {past} {a}, and {who.pronoun}", will.split(" ", 1)[1], wrong_will, b)


def time_when_habit(w: Everyday) -> Pair:
    who, act = asked(w), w.of(*_HABITS)
    asks = w.of("", "", "why", "how often")
    when, good, bad = w.of((w.of(*_LONG_AGO), "did", who.do), (w.of(*_NOWADAYS), who.do, "did"))
    return differ(asks, good if asks else _title(good), bad if asks else _title(bad),
                  f"{who.text} {act.verb.base} {who.doing(act)} {when}?")  # fmt: skip


# --- the present perfect -----------------------------------------------------------------------------


def perfect_statement(w: Everyday) -> Pair:
    who, act = anyone(w), w.of(*_STATES)
    past, perfect = f"{who.text} {act.verb.past}", f"{_with(w, who, who.have)} {act.verb.participle}"
    when, good, bad = w.of((w.of(*_LONG_AGO), past, perfect), *[(w.of(*_SINCE), perfect, past)] * 2)
    return differ("", good, bad, f"{who.doing(act)} {when}")


def perfect_be(w: Everyday) -> Pair:
    who, when = anyone(w), w.of("yesterday", "last week", "last Monday", "last Friday", "last weekend")
    past, perfect = f"{who.text} {who.was}", f"{_with(w, who, who.have)} been"
    since, good, bad = w.of(("", past, perfect), ("since", perfect, past))
    return differ("", good, bad, f"{w.of(*_FEELS)} {since} {when}")


def perfect_event(w: Everyday) -> Pair:
    """Only past times: I have called her yesterday."""
    who, act = anyone(w), _once(w)
    before = w.of(*_PAST)
    return _placed(w, before, who.text, act.verb.past, f"{who.have} {act.verb.participle}", who.doing(act))


def perfect_know(w: Everyday) -> Pair:
    who, act = anyone(w), w.of(*_KNOWS)
    past, perfect = f"{who.text} {act.verb.past}", f"{_with(w, who, who.have)} {act.verb.participle}"
    when, good, bad = w.of((w.of(*_LONG_AGO), past, perfect), *[(w.of(*_SINCE, *_LIFE), perfect, past)] * 2)
    return differ("", good, bad, f"{act.rest} {when}")


_KNOWS = acts("""
know:Mina know:my_sister know:his_family know:this_place know:the_truth know:our_teacher
own:this_shop own:the_house want:a_dog live:next_door love:this_song hate:snakes like:this_band
""")
_LIFE = phrases("since_childhood since_high_school since_the_wedding since_the_first_day since_the_accident")


def perfect_question(w: Everyday) -> Pair:
    who, act = asked(w), w.of(*_STATES)
    past, perfect = f"did {who.text} {act.verb.base}", f"{who.have} {who.text} {act.verb.participle}"
    when, good, bad = w.of((w.of(*_LONG_AGO), past, perfect), (w.of(*_SINCE), perfect, past))
    return differ("", _title(good), _title(bad), f"{who.doing(act)} {when}?")


def perfect_when(w: Everyday) -> Pair:
    who, act = asked(w), _once(w)
    good, bad = f"did {who.text} {act.verb.base}", f"{who.have} {who.text} {act.verb.participle}"
    if w.chance(0.5):
        act = w.of(*_KNOWS)
        good, bad = f"{who.have} {who.text} {act.verb.participle}", f"did {who.text} {act.verb.base}"
        return differ("", _title(good), _title(bad), f"{act.rest} {w.of(*_SINCE, *_LIFE)}?")
    return differ(w.of("when", "what time"), good, bad, f"{who.doing(act)}?")


def perfect_since_question(w: Everyday) -> Pair:
    who, adjective = asked(w), w.of(*_FEELS)
    when = w.of("yesterday", "last week", "last Monday", "last Friday", "last night", "last weekend")
    past, perfect = f"{who.was} {who.text} {adjective}", f"{who.have} {who.text} been {adjective}"
    since, good, bad = w.of(("", past, perfect), ("since", perfect, past), ("since", perfect, past))
    return differ("", _title(good), _title(bad), f"{since} {when}?")


_OBJECTS = acts("""
see:~ hear:from_~ call:~ talk_to:~ visit:~ meet:~ write_to:~ help:~ speak_to:~ invite:~
""")


def perfect_negative(w: Everyday) -> Pair:
    who, act, whom = anyone(w), w.of(*_OBJECTS), w.of("him", "her", w.first_name(), "them", w.first_name())
    past, perfect = f"didn't {act.verb.base}", f"{who.have}n't {act.verb.participle}"
    when = w.of("last week", "last Monday", "last Friday", "last weekend", "last summer", "last month")
    since, good, bad = w.of(("", past, perfect), ("since", perfect, past))
    return differ(who.text, good, bad, f"{act.rest.replace('~', whom)} {since} {when}")


def perfect_reason(w: Everyday) -> Pair:
    who, act = w.singular(), w.of(*_STATES)
    past, perfect = act.verb.past, f"has {act.verb.participle}"
    when, good, bad = w.of((w.of(*_LONG_AGO), past, perfect), (w.of(*_SINCE), perfect, past))
    start = w.of(
        "I heard that", "I think that", "do you know that", "everyone knows that", "maybe",
        "did you hear that",
    )  # fmt: skip
    end = "?" if start.startswith("d") else ""
    return differ(f"{start} {who.text}", good, bad, f"{who.doing(act)} {when} {end}")


# --- since with the present --------------------------------------------------------------------------


def since_state(w: Everyday) -> Pair:
    who, act = anyone(w), w.of(*_STATES)
    now, perfect = f"{who.text} {who.present(act.verb)}", f"{_with(w, who, who.have)} {act.verb.participle}"
    when, good, bad = w.of((w.of("at the moment", "right now", "nowadays"), now, perfect),
                           (w.of(*_SINCE), perfect, now))  # fmt: skip
    return differ("", good, bad, f"{who.doing(act)} {when}")


def since_be(w: Everyday) -> Pair:
    who = anyone(w)
    now, perfect = _with(w, who, who.am), f"{_with(w, who, who.have)} been"
    since = f"since {w.of('yesterday', 'last week', 'Monday', 'Friday', 'last night', 'this morning')}"
    when, good, bad = w.of((w.of(*_NOW), now, perfect), (since, perfect, now))
    return differ("", good, bad, f"{w.of(*_FEELS)} {when}")


_LASTING = acts("""
wait:for_the_bus work:in_the_garden sleep:on_the_sofa study:for_the_exam clean:the_kitchen look:for_~_keys
talk:on_the_phone play:outside watch:television play:video_games paint:the_fence listen:to_music
read:the_same_book wait:for_a_taxi work:on_the_report practice:the_piano learn:new_words write:an_essay
wait:at_the_airport
""")
_SINCE_HOURS = phrases("""
since_this_morning since_lunch since_breakfast since_noon since_six_o'clock since_nine_o'clock since_yesterday
since_two_o'clock since_this_afternoon
""")


def since_progressive(w: Everyday) -> Pair:
    who, act = anyone(w), w.of(*_LASTING)
    now, perfect = _with(w, who, who.am), f"{_with(w, who, who.have)} been"
    when, good, bad = w.of((w.of(*_NOW), now, perfect), (w.of(*_SINCE_HOURS), perfect, now))
    return differ("", good, bad, f"{act.verb.ing} {who.doing(act)} {when}")


def since_question(w: Everyday) -> Pair:
    who, act = asked(w), w.of(*_STATES)
    now, perfect = f"{who.do} {who.text} {act.verb.base}", f"{who.have} {who.text} {act.verb.participle}"
    when, good, bad = w.of((w.of("at the moment", "right now", "nowadays"), now, perfect),
                           (w.of(*_SINCE), perfect, now))  # fmt: skip
    return differ("", _title(good), _title(bad), f"{who.doing(act)} {when}?")


def since_negative(w: Everyday) -> Pair:
    who = anyone(w)
    am = "'m not" if who.text == "I" else f" {who.am}n't"
    now, perfect = f"{who.text}{am}", f"{who.text} {who.have}n't been"
    since = f"since {w.of('yesterday', 'last week', 'Monday', 'Friday', 'last weekend', 'the accident')}"
    when, good, bad = w.of((w.of(*_NOW), now, perfect), (since, perfect, now))
    what = w.of("at home", "at work", "at school", "downtown", "outside", "in the office", "busy", "well")
    return differ("", good, bad, f"{what} {when}")


def since_front(w: Everyday) -> Pair:
    who, act = anyone(w), w.of(*_STATES)
    now, perfect = who.present(act.verb), f"{who.have} {act.verb.participle}"
    when, good, bad = w.of((w.of("at the moment", "right now", "nowadays"), now, perfect),
                           (w.of(*_SINCE), perfect, now))  # fmt: skip
    return differ(f"{when}{w.of(',', ',', '')} {who.text}", good, bad, who.doing(act))


def since_clause(w: Everyday) -> Pair:
    """A reason whose verb is right or wrong."""
    who, act = w.singular(), w.of(*_LASTING)
    start = w.of("she is tired because", "we can't leave because", "I'm worried because", "I think that")
    when, good, bad = w.of((w.of(*_NOW), "is", "has been"), (w.of(*_SINCE_HOURS), "has been", "is"))
    return differ(f"{start} {who.text}", good, bad, f"{act.verb.ing} {who.doing(act)} {when}")


def since_wh(w: Everyday) -> Pair:
    who = asked(w)
    now, perfect = f"{who.do} {who.text}", f"{who.have} {who.text}"
    verb, asks = w.of(
        ("live", "where"), ("work", "where"), ("study", "what"), ("teach", "what"), ("live", "who"),
        ("work", "who"),
    )  # fmt: skip
    form, tail = verb_of(verb), {"live": "with", "work": "for"}[verb] if asks == "who" else ""
    when, good, bad = w.of(
        (
            w.of("at the moment", "right now", "nowadays"), f"{now} {form.base}",
            f"{perfect} {form.participle}",
        ),
        (w.of(*_SINCE), f"{perfect} {form.participle}", f"{now} {form.base}"),
    )  # fmt: skip
    return differ(asks, good, bad, f"{tail} {when}?")


# --- the progressive ---------------------------------------------------------------------------------

_VERY_NOW = phrases("right_now at_this_moment at_this_very_moment")
_STATIVE = acts("""
know:the_answer know:her_name want:a_new_phone need:help own:two_cars believe:this_story
understand:the_question know:the_way need:a_doctor want:some_water understand:this_word own:a_small_house
know:that_man need:more_time believe:him want:a_dog know:this_song understand:her know:the_password
need:a_ticket want:an_ice_cream own:this_shop know:my_brother understand:the_rules need:a_new_jacket
believe:the_news
""")
_DOING = acts("""
cook:dinner take:a_shower sleep:upstairs wash:the_dishes talk:on_the_phone do:~_homework wait:for_the_bus
watch:television clean:~_room write:an_email play:in_the_garden eat:an_apple listen:to_music
study:for_the_exam look:for_~_keys sit:in_the_kitchen paint:the_fence feed:the_cat make:breakfast
bake:a_cake print:the_report pack:~_suitcase
""")


def progressive_statement(w: Everyday) -> Pair:
    who = anyone(w)
    if w.chance(0.4):
        act = w.of(*_STATIVE)
        now = w.of("", "", "now", "right now", "at the moment") if act.verb.base in ("need", "want") else ""
        return differ("", f"{who.text} {who.present(act.verb)}", f"{_with(w, who, who.am)} {act.verb.ing}",
                      f"{act.rest} {now}")  # fmt: skip
    act = w.of(*_DOING)
    good, bad = f"{_with(w, who, who.am)} {act.verb.ing}", f"{who.text} {who.present(act.verb)}"
    return differ("", good, bad, f"{who.doing(act)} {w.of(*_VERY_NOW)}")


def progressive_question(w: Everyday) -> Pair:
    who, stative = asked(w), w.chance(0.4)
    act = w.of(*(_STATIVE if stative else _DOING))
    simple = f"{_title(who.do)} {who.text} {act.verb.base}"
    progressive = f"{_title(who.am)} {who.text} {act.verb.ing}"
    good, bad = (simple, progressive) if stative else (progressive, simple)
    return differ("", good, bad, f"{who.doing(act)} {'' if stative else w.of(*_VERY_NOW)}?")


def progressive_negative(w: Everyday) -> Pair:
    who, stative = anyone(w), w.chance(0.4)
    act = w.of(*(_STATIVE if stative else _DOING))
    simple, am = f"{who.text} {who.do}n't {act.verb.base}", f"{who.text} {who.am}n't"
    progressive = f"{_with(w, who, 'am') + ' not' if who.text == 'I' else am} {act.verb.ing}"
    good, bad = (simple, progressive) if stative else (progressive, simple)
    return differ("", good, bad, f"{who.doing(act)} {'' if stative else w.of(*_VERY_NOW)}")


_LOOK = ("be quiet, please,", "listen,", "look,")
_BABY = (
    ("be quiet, the baby", "sleep:"), ("be quiet, my father", "sleep:"), ("be quiet, the children", "sleep:"),
    ("please be quiet, we", "study:"), ("listen, the phone", "ring:"), ("listen, the birds", "sing:"),
    ("look, the bus", "come:"), ("look, the train", "leave:"), ("listen, somebody", "knock:at_the_door"),
    ("look, it", "snow:"), ("look, the boys", "dance:"), ("hurry up, the taxi", "wait:"),
    ("hurry up, your friends", "wait:"), ("be careful, that man", "watch:us"),
    ("look, the dog", "eat:your_sandwich"),
)  # fmt: skip
_SOON = phrases("right_now at_the_moment now over_there outside")


def progressive_look(w: Everyday) -> Pair:
    """Half with something happening now, half with a state."""
    if w.chance(0.5):
        who, act = anyone(w), w.of(*_STATIVE)
        start = w.of("I think", "I'm sure that", "maybe", "I can see that", "I guess", "you can see that")
        return differ(f"{start} {who.text}", who.present(act.verb), f"{who.am} {act.verb.ing}", act.rest)
    text, rest = w.of(*_BABY)
    act, plural = acts(rest)[0], text.endswith(("children", "we", "birds", "boys", "friends"))
    be, simple = ("are", act.verb.base) if plural else ("is", act.verb.third)
    return differ(text, f"{be} {act.verb.ing}", simple, f"{act.rest} {w.of('right now', 'at this moment')}")


def progressive_past(w: Everyday) -> Pair:
    """States in the past, and what was in progress when something happened."""
    who = anyone(w)
    if w.chance(0.4):
        act = w.of(*_STATIVE)
        return differ(who.text, act.verb.past, f"{who.was} {act.verb.ing}", f"{act.rest} {w.of(*_TIMES)}")
    act = w.of(*_DOING)
    when = w.any("I came home, the phone rang, she called, we arrived, the lights went out, it got dark")
    return differ(who.text, f"{who.was} {act.verb.ing}", act.verb.ing, f"{who.doing(act)} when {when}")


_TIMES = phrases("back_then then at_that_time in_those_days at_the_time")


def progressive_have(w: Everyday) -> Pair:
    """Having as a state and as an activity."""
    who = anyone(w)
    have, having = who.have, f"{who.am} having"
    if w.chance(0.5):
        what = w.of(
            "blue eyes", "long hair", "two older brothers", "curly hair", "a strange name", "green eyes",
            "a loud voice", "three older sisters", "big feet", "a good memory",
        )  # fmt: skip
        return differ(who.text, have, having, what)
    what = w.of("fun", "a good time", "a great time", "so much fun", "a wonderful time", "a lot of fun")
    return differ(who.text, having, have, f"{what} {w.of('right now', 'at this moment')}")


_WITHOUT = (
    ("answered", "without"), ("talked about it", "without"), ("left", "without"), ("voted", "without"),
    ("said yes", "without"), ("bought it", "without"), ("came", "without"), ("signed it", "without"),
)  # fmt: skip


def progressive_without(w: Everyday) -> Pair:
    """The -ing form of a state is good after a preposition."""
    who, act, (did, without) = anyone(w), w.of(*_STATIVE), w.of(*_WITHOUT)
    return differ(f"{who.text} {did} {without}", act.verb.ing, who.present(act.verb), act.rest)


def progressive_not(w: Everyday) -> Pair:
    who, act = w.singular(), w.of(*_STATIVE)
    start = w.of("felt bad about not", "was angry about not", "got tired of not", "complained about not")
    return differ(f"{who.text} {start}", act.verb.ing, w.of(act.verb.base, act.verb.third), act.rest)


def progressive_habit(w: Everyday) -> Pair:
    """Without a form of `be`, the -ing form is no verb of a sentence."""
    who, act = anyone(w), w.of(*_DOING)
    when = w.of("every day", "every evening", "twice a week", "on weekends", "once a month", "every week")
    return differ(who.text, who.present(act.verb), act.verb.ing, f"{who.doing(act)} {when}")


def progressive_often(w: Everyday) -> Pair:
    who, act = anyone(w), w.of(*_DOING)
    before = (
        f"{w.of('I think', 'I know that', '', 'on Sundays')} {who.text} {w.of('often', 'usually', 'never')}"
    )
    return differ(before, who.present(act.verb), act.verb.ing, who.doing(act))


def progressive_participle(w: Everyday) -> Pair:
    """Held out: a state as the reason of something, with the subject after it."""
    who, act = anyone(w), w.of(*_STATIVE)
    did = w.of("went home", "asked a friend", "came to the office", "started early", "smiled", "waited")
    return differ("", act.verb.ing, w.of(act.verb.third, act.verb.base), f"{act.rest}, {who.text} {did}")


def progressive_because(w: Everyday) -> Pair:
    """The reason for something: a habit, a state or what is going on."""
    who, stative = w.singular(), w.chance(0.5)
    start = w.of("I can wait because", "we are here because", "I'm happy because", "we can't leave because")
    if w.chance(0.5):
        act, rest = w.of(*_DOING), w.of("every day", "on weekends", "every evening", "twice a week")
        return differ(f"{start} {who.text}", act.verb.third, act.verb.ing, f"{who.doing(act)} {rest}")
    act = w.of(*(_STATIVE if stative else _DOING))
    simple, progressive = act.verb.third, f"is {act.verb.ing}"
    good, bad = (simple, progressive) if stative else (progressive, simple)
    return differ(f"{start} {who.text}", good, bad, f"{who.doing(act)} {'' if stative else w.of(*_VERY_NOW)}")


def progressive_wh(w: Everyday) -> Pair:
    who, stative = asked(w), w.chance(0.5)
    if stative:
        asks, verb = w.of(("what", "want"), ("what", "need"), ("who", "know"), ("which one", "prefer"),
                          ("how many books", "own"), ("how many people", "know"), ("how much money", "need"),
                          ("how much", "know"), ("which words", "understand"), ("who", "believe"),
                          ("what", "own"), ("why", "need help"), ("why", "want help"))  # fmt: skip
    else:
        asks, verb = w.of(
            ("what", "cook"), ("what", "read"), ("where", "sit"), ("why", "cry"), ("who", "call"),
            ("what", "watch"), ("why", "laugh"), ("what", "look for"), ("who", "talk to"), ("what", "eat"),
            ("where", "sleep"), ("who", "wait for"), ("what", "write"),
        )  # fmt: skip
    form = verb_of(verb.replace(" ", "_"))
    if not stative and w.chance(0.5):
        often = w.of("usually", "always")
        return differ(
            asks, f"{who.do} {who.text} {often} {form.base}", f"{who.do} {who.text} {often} {form.ing}", "?"
        )
    simple, progressive = f"{who.do} {who.text} {form.base}", f"{who.am} {who.text} {form.ing}"
    good, bad = (simple, progressive) if stative else (progressive, simple)
    return differ(asks, good, bad, "?" if stative else f"{w.of(*_VERY_NOW)}?")


# --- conditions and future time ----------------------------------------------------------------------

_WEATHER = (("it", "rain:"), ("it", "snow:"), ("the weather", "get:worse"), ("the bus", "come:late"))
# Nobody does these on purpose: `if you will call me` may be a request.
_DONE = acts("""
find:~_keys miss:the_bus pass:the_test arrive:late feel:better get:the_job lose:~_phone wake_up:late
know:the_answer win:the_lottery need:help get:more_sleep fail:the_exam miss:the_train get:sick win:the_game
forget:the_password lose:~_wallet need:a_doctor find:a_better_job catch:a_cold have:more_time have:a_problem
hear:the_news get:lost need:more_money miss:the_flight feel:sick have:less_work have:a_headache
lose:the_match break:~_arm get:hungry
""")
_UNREAL = phrases(
    "I_were_you I_were_rich we_were_rich you_were_my_boss I_were_a_doctor Mina_were_here Minho_were_here"
)
_TO_BE = phrases("""
at_home sick tired late hungry ready busy free in_town angry here in_Paris alone happy worried sad at_work
""")


def _event(w: Everyday) -> tuple[Subject, Activity]:
    if w.chance(0.1):
        text, rest = w.of(*_WEATHER)
        return Subject(text, "she", 1), acts(rest)[0]
    return anyone(w), w.of(*_DONE)


def _joined(w: Everyday, condition: tuple[str, str], main: tuple[str, str], link: str = "if") -> Pair:
    """Condition and main clause in either order; each as a good and a bad text."""
    if w.chance(0.5):
        return differ("", *(f"{link} {condition[i]}, {main[i]}" for i in (0, 1)))
    return differ("", *(f"{main[i]} {link} {condition[i]}" for i in (0, 1)))


def _same(text: str) -> tuple[str, str]:
    return text, text


def _soon(w: Everyday) -> str:
    return w.of("tomorrow", "next week", "tomorrow", "next month")


def _doing(who: Subject, act: Activity, *verbs: str) -> tuple[str, str]:
    """The subject with the good and the bad verb."""
    good, bad = (f"{who.text} {verb} {who.doing(act)}".strip() for verb in verbs)
    return good, bad


def _main(w: Everyday) -> tuple[Subject, Activity]:
    return anyone(w), w.of(*_DONE)


def if_will(w: Everyday) -> Pair:
    """If it will rain: the condition itself takes no `will`."""
    (who, event), (doer, act), when = _event(w), _main(w), _soon(w)
    condition = _doing(who, event, who.present(event.verb), f"will {event.verb.base}")
    will = w.of("will", "will", "won't")
    main = f"{doer.text} {will} {act.verb.base} {doer.doing(act)}".strip()
    return _joined(w, (f"{condition[0]} {when}", f"{condition[1]} {when}"), _same(main))


def if_main_past(w: Everyday) -> Pair:
    """If it rains tomorrow, we stayed: after a condition about the future, no past."""
    (who, event), (doer, act) = _event(w), _main(w)
    condition = f"{who.text} {who.present(event.verb)} {who.doing(event)}".strip()
    main = _doing(doer, act, f"will {act.verb.base}", act.verb.past)
    return _joined(w, _same(f"{condition} {_soon(w)}"), main)


def if_would(w: Everyday) -> Pair:
    """If I would have time: would belongs in the main clause."""
    (who, event), (doer, act) = _main(w), _main(w)
    condition = _doing(who, event, event.verb.past, f"would {event.verb.base}")
    return _joined(w, condition, _same(f"{doer.text} would {act.verb.base} {doer.doing(act)}".strip()))


def if_were(w: Everyday) -> Pair:
    """If I were you, I call her: the main clause needs would."""
    doer, act = _main(w)
    main = _doing(doer, act, f"would {act.verb.base}", doer.present(act.verb))
    return _joined(w, _same(w.of(*_UNREAL)), main)


def if_late(w: Everyday) -> Pair:
    """If she had known goes with would have told, if she knows with will tell."""
    (who, event), (doer, act) = _event(w), _main(w)
    will, would = f"will {act.verb.base}", f"would have {act.verb.participle}"
    if w.chance(0.5):
        condition, verbs = f"{who.text} had {event.verb.participle} {who.doing(event)}", (would, will)
    else:
        condition = f"{who.text} {who.present(event.verb)} {who.doing(event)} {_soon(w)}"
        verbs = (will, would)
    return _joined(w, _same(condition.strip()), _doing(doer, act, *verbs))


def _each(text: str, good: str, bad: str) -> tuple[str, str]:
    """The text with the good form and with the bad one in place of {}."""
    return text.format(good), text.format(bad)


def if_be(w: Everyday) -> Pair:
    """The same with forms of `be`."""
    who, doer, (what, how), when = anyone(w), anyone(w), (w.of(*_TO_BE), w.of(*_TO_BE)), _soon(w)
    case, will_be, would_be = (
        w.of(0, 1, 1, 2, 3, 4),
        f"{doer.text} will be {how}",
        f"{doer.text} would be {how}",
    )
    if case == 0:
        return _joined(w, _each(f"{who.text} {{}} {what} {when}", who.am, "will be"), _same(will_be))
    if case == 1:
        main = _each(f"{doer.text} {{}} {how}", "will be", doer.was)
        return _joined(w, _same(f"{who.text} {who.am} {what} {when}"), main)
    if case == 2:
        return _joined(w, _each(f"{who.text} {{}} {what}", "were", "would be"), _same(would_be))
    if case == 3:
        after = f"always {how} if {who.text} {who.was} {what}"
        return differ(f"last year {doer.text}", doer.was, doer.am, after)
    unreal = _same(w.of(*_UNREAL))
    return _joined(w, unreal, _each(f"{doer.text} {{}} {how}", "would be", doer.am))


def if_question(w: Everyday) -> Pair:
    """What will you do if, what would you do if."""
    (who, event), doer, case = _event(w), asked(w), w.of(0, 1, 1, 2, 3, 3, 4)
    do = w.of("do", "say", "think", "need", "wear", "buy", "do then", "do there", "eat", "do first")
    rest = f"{who.doing(event)} {_soon(w)}?"
    if case == 0:
        start = f"what will {doer.text} {do} if {who.text}"
        return differ(start, who.present(event.verb), f"will {event.verb.base}", rest)
    if case == 1:
        after = f"{doer.text} {do} if {who.text} {who.present(event.verb)} {rest}"
        return differ("what", "will", "did", after)
    if case == 2:
        start = f"what would {doer.text} {do} if {who.text}"
        return differ(start, event.verb.past, f"would {event.verb.base}", f"{who.doing(event)}?")
    if case == 3:
        after = f"{doer.text} {do} last year if {who.text} {event.verb.past} {who.doing(event)}?"
        return differ("what", "did", w.of("will", doer.do), after)
    return differ("what", "would", w.of("will", "did", doer.do), f"{doer.text} {do} if {w.of(*_UNREAL)}?")


def if_even(w: Everyday) -> Pair:
    """Unless and even if, with a negative main clause."""
    (who, event), (doer, act), case = _event(w), _main(w), w.of(0, 1, 1, 2, 3, 3, 4)
    rest, when, link = who.doing(event), _soon(w), w.of("unless", "even if")
    deed = f"{act.verb.base} {doer.doing(act)}".strip()
    present = f"{who.text} {who.present(event.verb)} {rest} {when}"
    if case == 0:
        condition = present, f"{who.text} will {event.verb.base} {rest} {when}"
        return _joined(w, condition, _same(f"{doer.text} won't {deed}"), link)
    if case == 1:
        return _joined(w, _same(present), (f"{doer.text} won't {deed}", f"{doer.text} didn't {deed}"), link)
    if case == 2:
        condition = _doing(who, event, event.verb.past, f"would {event.verb.base}")
        return _joined(w, condition, _same(f"{doer.text} wouldn't {deed}"), "even if")
    if case == 3:
        start, end = f"last year {doer.text}", f"{deed} even if {who.text} {event.verb.past} {rest}"
        return differ(start, "didn't", "won't", end)
    main = f"{doer.text} would {deed}", f"{doer.text} {doer.present(act.verb)} {doer.doing(act)}".strip()
    return _joined(w, _same(w.of(*_UNREAL)), main, "even if")


# --- future time clauses -----------------------------------------------------------------------------

_ARRIVE = acts("""
arrive:at_the_airport get:home finish:work hear:the_news come:back leave:the_office wake_up:early
see:the_doctor finish:~_homework get:there meet:the_teacher find:~_keys move:to_Paris get:off_the_bus
talk:to_Mina eat:dinner come:home_from_school start:~_new_job get:paid graduate:from_college pass:the_exam
know:the_answer buy:a_car sell:the_house do:the_laundry
""")
_TELL = acts("""
call:you send:you_a_message tell:you_everything help:you call:her write:to_him show:you_the_photos make:dinner
buy:a_cake give:you_the_money take:a_taxi tell:him_the_truth explain:the_problem answer:your_question
go:to_the_bank see:a_doctor take:a_shower drive:you_home bring:you_the_book invite:them visit:the_museum
""")
_DEEDS = _ARRIVE + tuple(act for act in _TELL if "you" not in act.rest)
_AS_SOON_AS = phrases("when as_soon_as after once before")
# 0 is will in the time clause, 1 no will in the main clause, 2 a present in the past, 3 will in the past; so
# often that every form is as often right as wrong.
_FAULTS = (0, 1, 1, 2, 3)


def _future_clause(
    w: Everyday, which: int, links: tuple[str, ...]
) -> tuple[tuple[str, str], tuple[str, str]]:
    """The time clause and the main clause, good and bad: `which` is one of _FAULTS."""
    who, doer = anyone(w), anyone(w)
    event, act = w.of(*_DEEDS), w.of(*_DEEDS)
    while act == event:
        act = w.of(*_DEEDS)
    start, rest, link = who.text, who.doing(event), w.of(*links)
    future = w.of("", "tomorrow", "tomorrow", "next week") if which == 0 else w.of("tomorrow", "next week")
    end = f"{rest} {w.of('yesterday', 'last night', 'last week') if which >= 2 else future}".strip()
    present, past = who.present(event.verb), event.verb.past
    clause = {
        0: (present, f"will {event.verb.base}"), 1: (present,) * 2, 2: (past, present), 3: (past,) * 2
    }[which]  # fmt: skip
    will = f"will {act.verb.base}"
    main = {0: (will, will), 1: (will, act.verb.past), 2: (act.verb.past,) * 2, 3: (act.verb.past, will)}[
        which
    ]
    whole = tuple(f"{doer.text} {verb} {doer.doing(act)}" for verb in main)
    return (f"{link} {start} {clause[0]} {end}", f"{link} {start} {clause[1]} {end}"), (whole[0], whole[1])


def future_after(w: Everyday) -> Pair:
    clause, main = _future_clause(w, w.of(*_FAULTS), _AS_SOON_AS)
    return differ("", f"{main[0]} {clause[0]}", f"{main[1]} {clause[1]}")


def future_first(w: Everyday) -> Pair:
    clause, main = _future_clause(w, w.of(*_FAULTS), _AS_SOON_AS)
    return differ("", f"{clause[0]}, {main[0]}", f"{clause[1]}, {main[1]}")


def future_be(w: Everyday) -> Pair:
    """Being ready, at home, tired."""
    who, doer, act = anyone(w), anyone(w), w.of(*_DEEDS)
    what = w.any("ready, at home, tired, old enough, well again, free, back home, here, hungry")
    link, which = w.of("when", "as soon as", "once"), w.of(*_FAULTS)
    clause = {0: (who.am, "will be"), 1: (who.am,) * 2, 2: (who.was, who.am), 3: (who.was,) * 2}[which]
    will, past = f"will {act.verb.base}", act.verb.past
    main = {0: (will, will), 1: (will, past), 2: (past, past), 3: (past, will)}[which]
    when = w.of("yesterday", "last night") if which >= 2 else w.of("tomorrow", "next week")
    good, bad = (
        f"{link} {who.text} {clause[i]} {what} {when}, {doer.text} {main[i]} {doer.doing(act)}"
        for i in (0, 1)
    )
    return differ("", good, bad)


def future_question(w: Everyday) -> Pair:
    who, do = asked(w), w.of("do", "say", "eat", "buy", "wear", "cook", "do first", "need", "study")
    event, link = w.of(*_DEEDS), w.of("when", "after", "before", "as soon as")
    present, past, rest = who.present(event.verb), event.verb.past, who.doing(event)
    now, then = f"{rest} {w.of('tomorrow', 'next week')}?", f"{rest} {w.of('yesterday', 'last night')}?"
    after, case = f"{who.text} {do} {link} {who.pronoun}", w.of(0, 0, 1, 1, 2, 3, 4)
    if case == 0:
        return differ(f"what will {after}", present, f"will {event.verb.base}", now)
    if case == 1:
        return differ("what", "will", "did", f"{after} {present} {now}")
    if case == 2:
        return differ("what", "did", "will", f"{after} {past} {then}")
    if case == 3:
        return differ(f"what did {after}", past, present, then)
    return differ(f"what will {after}", present, past, now)


def future_wont(w: Everyday) -> Pair:
    who, doer, which = anyone(w), anyone(w), w.of(*_FAULTS)
    event, act = w.of(*_ARRIVE), w.of(*_DEEDS)
    present, past = who.present(event.verb), event.verb.past
    clause = {
        0: (present, f"will {event.verb.base}"), 1: (present,) * 2, 2: (past, present), 3: (past,) * 2
    }[which]  # fmt: skip
    aux = {0: ("won't",) * 2, 1: ("won't", "didn't"), 2: ("didn't",) * 2, 3: ("didn't", "won't")}[which]
    when = w.of("yesterday", "last night") if which >= 2 else w.of("tomorrow", "next week")
    good, bad = (
        f"{doer.text} {aux[i]} {act.verb.base} {doer.doing(act)} "
        f"{'until' if which == 0 else 'after'} {who.text} {clause[i]} {who.doing(event)} {when}"
        for i in (0, 1)
    )
    return differ("", good, bad)


def future_until(w: Everyday) -> Pair:
    """With until and by the time, and waiting."""
    who, doer, which = anyone(w), anyone(w), w.of(*_FAULTS)
    event = w.of(*_ARRIVE)
    stay = acts("wait:here stay:at_home wait:outside stay:with_you wait:at_the_station stay:in_bed sit:here")
    act = w.of(*stay)
    present, past = who.present(event.verb), event.verb.past
    clause = {
        0: (present, f"will {event.verb.base}"), 1: (present,) * 2, 2: (past, present), 3: (past,) * 2
    }[which]  # fmt: skip
    will = f"will {act.verb.base}"
    past_act = act.verb.past
    main = {0: (will, will), 1: (will, past_act), 2: (past_act,) * 2, 3: (past_act, will)}[which]
    when = (
        w.of("", "tomorrow") if which == 0 else "tomorrow" if which == 1 else w.of("yesterday", "last night")
    )
    while "you" in act.rest and doer.pronoun == "you":
        doer = anyone(w)
    rest = f"{who.doing(event)} {when}"
    good, bad = (f"{doer.text} {main[i]} {act.rest} until {who.text} {clause[i]} {rest}" for i in (0, 1))
    return differ("", good, bad)


def future_thing(w: Everyday) -> Pair:
    """Trains, lessons and the weather."""
    text, rest = w.of(
        ("the train", "arrive:"), ("the bus", "come:"), ("the lesson", "end:"), ("the movie", "start:"),
        ("the rain", "stop:"), ("the shop", "open:"), ("the store", "close:"), ("the meeting", "finish:"),
        ("the phone", "ring:"), ("dinner", "begin:"), ("the plane", "land:"), ("school", "start:"),
    )  # fmt: skip
    event, doer, act, which = acts(rest)[0], anyone(w), w.of(*_DEEDS), w.of(*_FAULTS)
    clause = {
        0: (event.verb.third, f"will {event.verb.base}"), 1: (event.verb.third,) * 2,
        2: (event.verb.past, event.verb.third), 3: (event.verb.past,) * 2,
    }[which]  # fmt: skip
    will, past = f"will {act.verb.base}", act.verb.past
    main = {0: (will, will), 1: (will, past), 2: (past, past), 3: (past, will)}[which]
    when = w.of("yesterday", "last night") if which >= 2 else w.of("tomorrow", "tomorrow evening")
    link = w.of("as soon as", "after", "before", "when")
    good, bad = (f"{doer.text} {main[i]} {doer.doing(act)} {link} {text} {clause[i]} {when}" for i in (0, 1))
    return differ("", good, bad)


# --- tense across clauses ----------------------------------------------------------------------------


def across_when(w: Everyday) -> Pair:
    """What was going on when something happened."""
    who, doer, act = anyone(w), anyone(w), w.of(*_DOING)
    event = w.of(*acts("arrive:home come:in call:~_mother get:back open:the_door enter:the_room"))
    rest = f"{act.verb.ing} {doer.doing(act)}"
    if w.chance(0.5):
        clause = f"{who.text} {event.verb.past} {who.doing(event)}"
        good, bad = doer.was, doer.am
    else:
        clause = f"{who.text} {who.present(event.verb)} {who.doing(event)}"
        good, bad = f"{doer.am}", f"{doer.was}"
        rest = f"usually {rest}"
    return differ(f"when {clause}, {doer.text}", good, bad, rest)


_MORNING = acts("""
get:up make:breakfast take:a_shower walk:the_dog go:to_work take:the_bus eat:breakfast drink:a_cup_of_tea
brush:~_teeth leave:the_house feed:the_cat call:~_mother watch:the_news make:the_bed check:~_email
water:the_plants go:to_the_gym buy:a_newspaper clean:the_kitchen wash:the_dishes
""")


def _two(w: Everyday) -> tuple[Activity, Activity]:
    one = w.of(*_MORNING)
    while (two := w.of(*_MORNING)) == one:
        continue
    return one, two


def across_and(w: Everyday) -> Pair:
    who, (one, two) = anyone(w), _two(w)
    past, now = two.verb.past, who.present(two.verb)
    if w.chance(0.5):
        when, first, good = w.of("yesterday", "last Monday", "yesterday morning"), one.verb.past, past
        bad = now
    else:
        when = w.of("every morning", "every day", "on weekdays", "every Monday")
        first, good, bad = who.present(one.verb), now, past
    return differ(f"{when} {who.text} {first} {who.doing(one)} and", good, bad, who.doing(two))


def across_before(w: Everyday) -> Pair:
    who, (one, two), link = anyone(w), _two(w), w.of("before", "after")
    start, rest = f"{who.text}", f"{who.doing(two)}"
    if w.chance(0.5):
        before = f"yesterday {start} {one.verb.past}"
        good, bad = two.verb.past, who.present(two.verb)
    else:
        before = f"{start} {w.of('always', 'usually', 'often')} {who.present(one.verb)}"
        good, bad = who.present(two.verb), two.verb.past
    return differ(f"{before} {who.doing(one)} {link} {who.pronoun}", good, bad, rest)


_EVENTS = (
    ("it", "start:to_rain"), ("the phone", "ring:"), ("the lights", "go:out"),
    ("somebody", "knock:on_the_door"), ("the dog", "bark:"), ("a friend", "call:me"),
    ("the baby", "wake_up:"), ("it", "begin:to_snow"), ("the children", "come:in"),
    ("my neighbors", "make:a_lot_of_noise"), ("the cat", "jump:on_the_table"),
)  # fmt: skip


def across_while(w: Everyday) -> Pair:
    who, act, (text, rest) = anyone(w), w.of(*_DOING), w.of(*_EVENTS)
    event, many = acts(rest)[0], text.endswith(("lights", "children", "neighbors"))
    present = event.verb.base if many else event.verb.third
    doing = f"{act.verb.ing} {who.doing(act)}"
    if w.chance(0.5):
        return differ(
            f"{w.of('while', 'when')} {who.text} {who.was} {doing}, {text}", event.verb.past, present,
            event.rest,
        )  # fmt: skip
    before = f"{w.of('while', 'when')} {who.text} {who.am} {doing}, {text} {w.of('often', 'always')}"
    return differ(before, present, event.verb.past, event.rest)


_REASONS = acts("""
miss:the_bus lose:~_keys forget:~_wallet wake_up:too_late take:the_wrong_train lose:the_map
forget:the_password drink:too_much_coffee fail:the_test miss:the_train break:a_glass burn:the_rice
""")


def across_because(w: Everyday) -> Pair:
    who, act = anyone(w), w.of(*_REASONS)
    what = w.of("tired", "upset", "in trouble", "angry", "unhappy", "nervous", "stressed")
    rest = who.doing(act)
    if w.chance(0.5):
        before = f"{who.text} {who.was} {what} {w.of('yesterday', 'last night', 'last Monday')} because"
        # Without "that day" a habit could be the reason.
        return differ(f"{before} {who.pronoun}", act.verb.past, who.present(act.verb), f"{rest} that day")
    before = f"{who.text} {who.am} always {what} when"
    return differ(f"{before} {who.pronoun}", who.present(act.verb), act.verb.past, rest)


def across_child(w: Everyday) -> Pair:
    who, act = anyone(w), w.of(*_STATES, *_HABITS)
    past, present = act.verb.past, who.present(act.verb)
    old = w.of("young", "younger", "much younger")
    if w.chance(0.5):
        clause, good, bad = f"when {who.pronoun} {who.was} {old}", past, present
    else:
        clause, good = f"now that {who.pronoun} {who.am} {w.of('older', 'much older', 'married')}", present
        bad = past
    return differ(f"{clause}, {who.text}", good, bad, who.doing(act))


def across_whenever(w: Everyday) -> Pair:
    who, doer, act = anyone(w), anyone(w), w.of(*_TELL)
    event = w.of(*acts("need:help feel:sick come:home miss:the_bus have:a_problem arrive:early"))
    while "you" in act.rest and doer.pronoun == "you":
        doer = anyone(w)
    if w.chance(0.5):
        clause = f"when {who.text} {event.verb.past} {event.rest} {w.of('yesterday', 'last week')}"
        good, bad = act.verb.past, doer.present(act.verb)
    else:
        clause = f"whenever {who.text} {who.present(event.verb)} {event.rest}"
        good, bad = doer.present(act.verb), act.verb.past
    return differ(f"{clause}, {doer.text}", good, bad, doer.doing(act))


def across_but(w: Everyday) -> Pair:
    """Negative first clause with did or do, the verb after but."""
    who, (one, two) = anyone(w), _two(w)
    if w.chance(0.5):
        start, good, bad = f"yesterday {who.text} didn't", two.verb.past, who.present(two.verb)
    else:
        when = w.of("usually", "normally")
        start, good, bad = f"{when} {who.text} {who.do}n't", who.present(two.verb), two.verb.past
    also = "always" if start.startswith(("usually", "normally")) else w.of("", "also")
    before = f"{start} {one.verb.base} {who.doing(one)} but {who.pronoun} {also}"
    return differ(before, good, bad, who.doing(two))


# --- wish and hope -----------------------------------------------------------------------------------

_CAN = acts("""
drive:a_car speak:Spanish swim:well play:the_guitar fly:a_plane cook:better find:my_keys come:with_us
sing:well buy:a_house help:everyone stay:here_longer see:the_ocean live:by_the_sea remember:his_name
go:with_you dance:better understand:French sleep:longer travel:more run:faster
""")
_HEAR = phrases("""
see_the_screen hear_the_music read_the_sign see_the_bridge hear_the_teacher see_the_stage hear_the_birds
find_a_seat see_the_map feel_the_sun smell_the_flowers
""")


def wish_can(w: Everyday) -> Pair:
    """Wish takes could; hope, about now, takes can."""
    who = anyone(w)
    if w.chance(0.5):
        act, wish = w.of(*_CAN), w.of("I wish", "I wish that", "we wish", "I really wish")
        return differ(f"{wish} {who.text}", "could", "can", f"{act.verb.base} {act.rest}")
    hope = w.of("I hope", "I hope that", "we hope", "I really hope")
    before = f"{hope} {who.text}"
    return differ(before, "can", "could", f"{w.of(*_HEAR)} {w.of('right now', 'at this moment')}")


_WISHED = acts("""
have:more_time have:a_car live:closer know:the_answer have:a_dog speak:English work:less know:how_to_swim
have:more_friends live:in_Spain own:a_house understand:math like:vegetables have:a_better_job know:her_name
feel:better sleep:well like:the_hotel have:nice_weather get:up_earlier have:a_bigger_room
""")
_HOPED = acts("""
pass:the_exam win:the_game get:the_job come:to_the_party feel:better have:a_good_time find:the_house call:me
arrive:on_time bring:the_cake enjoy:the_trip remember:the_meeting catch:the_train like:the_hotel sleep:well
have:nice_weather have:more_time work:less get:up_earlier have:a_bigger_room
""")
_COMING = phrases("tomorrow next_week tomorrow_morning next_weekend next_Monday")


def wish_state(w: Everyday) -> Pair:
    """Wish takes the past; hope, about the future, the present."""
    who = anyone(w)
    if w.chance(0.5):
        act, wish = w.of(*_WISHED), w.any("I wish, I wish that, we wish, sometimes I wish, I just wish")
        return differ(f"{wish} {who.text}", act.verb.past, who.present(act.verb), act.rest)
    act, hope = w.of(*_HOPED), w.of("I hope", "I hope that", "we hope", "we all hope", "I really hope")
    return differ(f"{hope} {who.text}", who.present(act.verb), act.verb.past, f"{act.rest} {w.of(*_COMING)}")


_BETTER = acts("""
stop:smoking stop:shouting listen:to_me help:me_more talk:to_me work:harder call:me_more clean:the_kitchen
drive:more_slowly come:home_earlier turn_off:the_radio be:nicer_to_me
""")


def wish_would(w: Everyday) -> Pair:
    who, act = w.singular(), w.of(*_HOPED, *acts("stop:smoking stop:shouting listen:to_me help:me answer:me"))
    rest = f"{act.verb.base} {act.rest}"
    if w.chance(0.5):
        act = w.of(*_BETTER)
        return differ(f"{w.of('I wish', 'we wish', 'I really wish')} {who.text}", "would", "will",
                      f"{act.verb.base} {act.rest}")  # fmt: skip
    return differ(f"{w.of('I hope', 'we hope', 'I really hope')} {who.text}", "will", "would",
                  f"{rest} {w.of(*_COMING)}")  # fmt: skip


def wish_be(w: Everyday) -> Pair:
    who = w.singular()
    if w.chance(0.5):
        what = w.any("here, here with us, taller, more patient, at home now, less busy, not so shy")
        return differ(f"{w.of('I wish', 'we wish', 'I wish that')} {who.text}", "was", "is", what)
    what = w.of("at home", "free", "well enough to travel", "on time", "ready", "in a good mood", "not late")
    return differ(f"{w.of('I hope', 'we hope', 'I hope that')} {who.text}", "is", "was",
                  f"{what} {w.of(*_COMING)}")  # fmt: skip


def wish_negative(w: Everyday) -> Pair:
    who = anyone(w)
    if w.chance(0.5):
        rest = w.of("have so much homework", "live so far away", "have to work on weekends", "need glasses",
                    "have to get up so early", "feel so tired", "live in a big city", "have a cold",
                    "work so hard", "have an exam today", "know the truth")  # fmt: skip
        before = f"{w.of('I wish', 'we wish', 'I wish that')} {who.text}"
        return differ(before, "didn't", f"{who.do}n't", rest)
    rest = w.of(
        "miss the train", "lose the game", "forget the keys", "arrive late", "get sick", "fail the test",
        "have to wait", "get lost", "forget the meeting", "wake up too late",
    )  # fmt: skip
    hope = f"{w.of('I hope', 'we hope', 'I hope that')} {who.text}"
    return differ(hope, f"{who.do}n't", "didn't", f"{rest} {w.of(*_COMING)}")


def wish_if_only(w: Everyday) -> Pair:
    who = anyone(w)
    if w.chance(0.5):
        act = w.of(*_WISHED)
        after = f"{act.rest}, {w.of('life would be easier', 'we would be happy', 'things would be better')}"
        return differ(f"if only {who.text}", act.verb.past, who.present(act.verb), after)
    act = w.of(*_HOPED)
    hope = (
        f"{w.of('let us hope', 'everybody hopes', 'all my friends hope', 'my family hopes')} that {who.text}"
    )
    return differ(hope, who.present(act.verb), act.verb.past, f"{act.rest} {w.of(*_COMING)}")


def wish_third(w: Everyday) -> Pair:
    """Other people's wishes and hopes about themselves."""
    who = w.singular()
    if w.chance(0.5):
        act = w.of(*_CAN, *_WISHED)
        if act in _CAN:
            return differ(f"{who.text} wishes {who.pronoun}", "could", "can", f"{act.verb.base} {act.rest}")
        return differ(f"{who.text} wishes {who.pronoun}", act.verb.past, act.verb.third, act.rest)
    if w.chance(0.5):
        rest = f"{w.of(*_HEAR)} {w.of('right now', 'at this moment')}"
        return differ(f"{who.text} hopes {w.of('you', 'we', 'they')}", "can", "could", rest)
    act = w.of(*_HOPED)
    before = f"{who.text} hopes {who.pronoun}"
    return differ(before, act.verb.third, act.verb.past, f"{act.rest} {w.of(*_COMING)}")


def wish_but(w: Everyday) -> Pair:
    """With a second clause."""
    who = anyone(w)
    if w.chance(0.5):
        act = w.of(*_CAN)
        end = w.any("but it's not possible, but it's too late, because it would be fun, but it's difficult")
        return differ(f"I wish {who.text}", "could", "can", f"{act.verb.base} {act.rest}, {end}".replace(
            ", because", " because"))  # fmt: skip
    hope = w.of("it's late, but I hope", "there are many people here, but I hope", "it's dark, but I hope")
    before = f"{hope} {who.text}"
    return differ(before, "can", "could", f"{w.of(*_HEAR)} {w.of('right now', 'at this moment')}")


def _paradigm(
    name: str, source: str, level: str, templates: tuple[Template, ...], held_out: tuple[Template, ...]
) -> Paradigm:
    return Paradigm(
        name=name, phenomenon="tense", source=source, level=level, framed=False,
        templates=templates, held_out=held_out,
    )  # fmt: skip


TENSES = (
    _paradigm(
        "everyday_time", _LEARNER, "A2",
        (
            time_statement, time_habit, time_question, time_what, time_negative, time_negative_habit, time_be,
            time_clause, time_going_to,
        ),
        (time_progressive, time_contrast, time_when_habit),
    ),
    _paradigm(
        "perfect_with_past_time", _SWAN, "B1",
        (
            perfect_statement, perfect_be, perfect_event, perfect_know, perfect_question, perfect_when,
            perfect_since_question,
        ),
        (perfect_negative, perfect_reason),
    ),
    _paradigm(
        "since_for_present", _LEARNER, "B1",
        (since_state, since_be, since_progressive, since_question, since_negative, since_front),
        (since_clause, since_wh),
    ),
    _paradigm(
        "stative_progressive", _PARROTT, "B1",
        (
            progressive_statement, progressive_question, progressive_negative, progressive_look,
            progressive_past, progressive_have, progressive_without, progressive_habit, progressive_not,
            progressive_often,
        ),
        (progressive_because, progressive_wh, progressive_participle),
    ),
    _paradigm(
        "conditionals", _MURPHY, "B1", (if_will, if_main_past, if_would, if_were, if_late, if_be),
        (if_question, if_even),
    ),
    _paradigm(
        "future_time_clause", _SWAN, "B1",
        (future_after, future_first, future_be, future_question, future_wont), (future_until, future_thing),
    ),
    _paradigm(
        "tense_across_clauses", _PARROTT, "",
        (across_when, across_and, across_before, across_while, across_because, across_child),
        (across_whenever, across_but),
    ),
    _paradigm(
        "wish_and_if_only", _MURPHY, "B2",
        (wish_can, wish_state, wish_would, wish_be, wish_negative, wish_if_only), (wish_third, wish_but),
    ),
)  # fmt: skip
