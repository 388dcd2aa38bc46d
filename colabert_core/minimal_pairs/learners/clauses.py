"""Learners' clauses: subjects and objects, doubled or missing, relative pronouns and connecting words."""

from colabert_core.minimal_pairs.learners.everyday import SHE, THEY, Everyday, Subject
from colabert_core.minimal_pairs.lexicon import Verb
from colabert_core.minimal_pairs.paradigm import Pair, Paradigm, differ

# --- shared parts ------------------------------------------------------------------------------------

_FEELING = [
    "tired", "sick", "sleepy", "busy", "hungry", "nervous", "upset", "sad", "angry", "bored", "late",
    "worried",
]  # fmt: skip
_QUALITY = [
    "new", "old", "dirty", "clean", "expensive", "cheap", "heavy", "beautiful", "ugly", "strange", "special",
    "comfortable",
]  # fmt: skip
_LOOKS = [
    "nice", "good", "ugly", "strange", "new", "old", "expensive", "cheap", "beautiful", "useful", "small",
    "big", "great",
]  # fmt: skip
_NATURE = [
    "kind", "friendly", "funny", "quiet", "shy", "honest", "lazy", "patient", "polite", "rude", "clever",
    "strict", "smart", "nice",
]  # fmt: skip
_FACTS = (
    "has a big exam", "works too much", "slept badly", "lost ~ phone", "missed the bus", "failed the test",
    "lives alone", "forgot ~ keys", "has a lot of homework", "has a new boss", "broke ~ arm", "found a job",
    "can't find ~ wallet", "moved to a new city", "has to get up early", "didn't eat breakfast",
)  # fmt: skip
_FACTS_PLURAL = (
    "have a big exam", "work too much", "slept badly", "lost their tickets", "missed the bus",
    "failed the test", "live far away", "forgot their keys", "have a lot of homework", "lost the game",
    "didn't sleep well", "moved to a new city", "have to get up early", "didn't eat breakfast",
)  # fmt: skip
_WENT = (
    "went to work", "went for a walk", "went to school", "cooked dinner", "finished the report",
    "walked home", "played tennis", "came to the party", "washed the car", "cleaned the kitchen",
    "went shopping", "went jogging", "did the laundry", "met some friends", "went to the beach",
    "took the dog out", "rode a bike to work", "drove to the city",
)  # fmt: skip
_STAYED = (
    "stayed at home", "stayed in bed", "went home early", "missed the class", "didn't go to work",
    "called a taxi", "took the bus", "canceled the trip", "left the party early", "went to bed early",
    "ordered a pizza", "didn't go out", "closed the window", "made some tea", "arrived late",
    "didn't do the dishes", "called the doctor", "went back to the hotel",
)  # fmt: skip
_WEATHER = (
    "it was raining", "it was very cold", "it was snowing", "it was late", "it was dark", "it was windy",
    "the traffic was bad", "the weather was terrible", "the bus was late", "the streets were icy",
)  # fmt: skip
_THINK = (
    "I think", "I know", "I'm sure", "we think", "everyone says", "she says", "I don't think", "he thinks",
)  # fmt: skip
_RELATIVES = (
    "works here", "lives next door", "lives upstairs", "called you yesterday", "helped us", "sold me the car",
    "teaches math", "fixed my bike", "drives the school bus", "wears a red coat", "lost the keys",
    "came to the party", "works at the bank", "brought the cake", "speaks five languages",
)  # fmt: skip
_JOBS = [
    "doctor", "nurse", "teacher", "lawyer", "waiter", "chef", "farmer", "mechanic", "pilot", "plumber",
    "singer", "student", "writer",
]  # fmt: skip


def _group(w: Everyday) -> Subject:
    """My friends, Ella and Ben, the doctors: never a pronoun."""
    pair = f"{w.first_name('she')} and {w.first_name('he')}"
    people = f"the {w.of('people', 'children', 'neighbors', 'students', 'boys', 'girls', 'tourists')}"
    mine = f"{w.my()} {w.of('parents', 'friends', 'cousins', 'kids', 'neighbors', 'classmates', 'sisters')}"
    return Subject(w.of(pair, people, mine), "they", THEY)


def _fact(w: Everyday, s: Subject) -> str:
    fact: str = w.of(*(_FACTS if s.person == SHE else _FACTS_PLURAL))
    return fact.replace("~", s.own)


def _obstacle(w: Everyday, s: Subject) -> str:
    """A reason not to go out."""
    mine = f"{s.text} {s.was} {w.of('', 'very', 'really')} {w.of(*_FEELING)}"
    return w.of(w.of(*_WEATHER), mine, f"{s.text} had a {w.of('headache', 'cold', 'fever', 'cough')}")


def _man(w: Everyday) -> tuple[str, str]:
    """A word for a person and its pronoun."""
    return w.of(
        ("man", "he"), ("woman", "she"), ("boy", "he"), ("girl", "she"), (w.of(*_JOBS), w.of("he", "she"))
    )


def _start(w: Everyday) -> str:
    return w.of("", "", "", "I think", "everyone says", "she says")


def _sometimes(w: Everyday) -> str:
    return w.of("", "", "yesterday", "last week", "last night", "on Monday", "in Paris", "this morning")


_THINGS = (
    "bag", "phone", "book", "jacket", "car", "bike", "lamp", "table", "watch", "camera", "cup", "hat",
    "chair", "laptop", "coat", "umbrella", "present", "sweater", "map", "pen", "plate", "mirror", "shirt",
)  # fmt: skip

# --- doubled subject ---------------------------------------------------------------------------------


def doubled_habit(w: Everyday) -> Pair:
    s, activity = w.acquaintance(), w.activity("home", "leisure")
    return differ(s.text, "", s.pronoun, f"{activity.verb.third} {s.doing(activity)} {w.habit_time()}")


def doubled_group(w: Everyday) -> Pair:
    s = _group(w)
    after = w.of(f"are {w.of('very', 'so', 'really', '')} {w.of(*_NATURE)}", _fact(w, s))
    return differ(s.text, "", s.pronoun, after)


def doubled_thing(w: Everyday) -> Pair:
    the = f"{w.of('the', 'this', w.my())} {w.of(*_THINGS)}"
    return differ(the, "", "it", f"{w.of('is', 'was')} {w.of('very', 'so', '')} {w.of(*_QUALITY)}")


def doubled_because(w: Everyday) -> Pair:
    s, who = w.subject(), w.acquaintance()
    after = f"was {w.of(*_FEELING)}" if w.chance(0.5) else w.of(
        "lost the tickets", "slept badly", "missed the bus", "failed the test", "forgot the keys",
        "had a cold", "broke an arm", "came home late", "wanted some company", "needed some help",
        "called from the hospital",
    )  # fmt: skip
    return differ(f"{s.text} {w.of(*_STAYED)} because {who.text}", "", who.pronoun, after)


def doubled_think(w: Everyday) -> Pair:
    who = w.of(Everyday.acquaintance, _group)(w)
    before = f"{w.of(*_THINK)} {w.of('', 'that')} {who.text}"
    return differ(before, "", who.pronoun, f"{who.am} {w.of('very', 'really', '')} {w.of(*_NATURE)}")


def doubled_neighbor(w: Everyday) -> Pair:
    man, he = _man(w)
    after = f"is {w.of('very', 'really', '')} {w.of(*_NATURE)}"
    return differ(f"the {man} who {w.of(*_RELATIVES)}", "", he, after)


def dropped_because(w: Everyday) -> Pair:
    s = w.of(Everyday.acquaintance, _group)(w)
    before = f"{s.text} {w.of(s.am, s.was)} {w.of(*_FEELING)} because"
    return differ(before, s.pronoun, "", _fact(w, s))


def dropped_thing(w: Everyday) -> Pair:
    s, (did, was) = w.subject(), w.of(("bought", "is"), ("sold", "was"), ("chose", "was"), ("liked", "was"))
    before = f"{s.text} {did} the {w.of(*_THINGS)} because"
    after = f"{was} {w.of('very', 'so', '')} {w.of('old', 'cheap', 'small', 'useful')}"
    return differ(before, "it", "", after)


def dropped_when(w: Everyday) -> Pair:
    s = w.of(Everyday.acquaintance, _group)(w)
    call = w.of("call", "text", "help", "need", "visit")
    before = f"{s.text} {w.often()} {call + 's' * (s.person == SHE)} {w.of('me', 'us')} {w.of('when', 'if')}"
    return differ(before, s.pronoun, "", f"{s.am} {w.of(*_FEELING)}")


def dropped_think(w: Everyday) -> Pair:
    he = w.of("he", "she", "they", "it")
    am = "are" if he == "they" else "is"
    adjective = w.of(*_LOOKS) if he == "it" else w.of(*_NATURE)
    # Never `that` before the gap: `I think that is nice` is acceptable.
    return differ(w.of(*_THINK), he, "", f"{am} {w.of('very', 'really', 'too', '')} {adjective}")


def dropped_if(w: Everyday) -> Pair:
    s = w.acquaintance()
    will = w.any("will call you, won't come, can stay here, will be late, can't go out, will help us")
    after = w.any("needs help, has time, is tired, misses the bus, has to work, feels sick, wakes up")
    return differ(f"{s.text} {will} {w.of('if', 'when')}", s.pronoun, "", after)


def dropped_before(w: Everyday) -> Pair:
    s, activity = w.of(Everyday.acquaintance, _group)(w), w.activity("home", "school", "work")
    before = f"{s.text} {activity.verb.past} {s.doing(activity)} {w.of('before', 'after')}"
    return differ(before, s.pronoun, "", w.of("went to bed", "came home", "left the house", "ate dinner"))


def doubled_question(w: Everyday) -> Pair:
    s, activity = w.of(Everyday.acquaintance, _group)(w), w.activity("home", "leisure", "phone")
    start = w.of("", "why", "when", "how often") + " " + s.do
    return differ(f"{start} {s.text}", "", s.pronoun, f"{activity.verb.base} {s.doing(activity)}?")


def doubled_while(w: Everyday) -> Pair:
    s, who = w.subject(), w.of(Everyday.acquaintance, _group)(w)
    doing = w.of("cooking", "sleeping", "working", "driving", "talking", "studying", "waiting", "eating")
    before = f"{s.text} {w.of(*_WENT)} while {who.text}"
    return differ(before, "", who.pronoun, f"{who.was} {doing}")


def dropped_question(w: Everyday) -> Pair:
    he, activity = w.of("he", "she", "they"), w.activity("home", "leisure", "phone")
    s = Subject(he, he, THEY if he == "they" else SHE)
    start = w.of("", "why", "when", "how often") + " " + s.do
    return differ(start, he, "", f"{activity.verb.base} {s.doing(activity)}?")


def dropped_first(w: Everyday) -> Pair:
    s = w.of(Everyday.acquaintance, _group)(w)
    start = w.of("when", "after", "before", "as soon as")
    after = f"{w.of('got', 'came', 'went')} {w.of('home', 'to work', 'to school', 'to the hotel')}, {s.text}"
    then = w.of("called me", "had lunch", "drank some tea", "took a shower", "fed the cat", "watched a movie")
    return differ(start, s.pronoun, "", f"{after} {then}")


# --- doubled object ----------------------------------------------------------------------------------

_GOT = ("bought", "found", "lost", "borrowed", "sold", "fixed", "ordered", "brought", "saw", "used")
_MET = ("met", "saw", "called", "helped", "visited", "invited", "thanked", "asked")


def object_subject(w: Everyday) -> Pair:
    s = w.subject()
    before = f"the {w.of(*_THINGS)} {w.of('that', '', 'which')} {s.text} {w.of(*_GOT)}"
    after = f"{_sometimes(w)} {w.of('is', 'was')} {w.of('very', '')} {w.of(*_QUALITY)}"
    return differ(before, "", "it", after)


def object_this_is(w: Everyday) -> Pair:
    s = w.subject()
    before = f"{w.of('this is', 'that is', 'here is', 'I like')} the {w.of(*_THINGS)} {w.of('that', '')}"
    return differ(f"{before} {s.text} {w.of(*_GOT)}", "", "it", _sometimes(w))


def object_man(w: Everyday) -> Pair:
    (man, he), s = _man(w), w.pronoun()
    before = f"the {man} {w.of('who', 'that', '')} {s.text} {w.of(*_MET)}"
    after = f"{_sometimes(w)} {w.of('is', 'was')} {w.of('very', 'really')} {w.of(*_NATURE)}"
    return differ(before, "", {"he": "him", "she": "her"}[he], after)


def object_knows(w: Everyday) -> Pair:
    (man, he), s = _man(w), w.pronoun()
    start = w.of("do you know", "I know", "she liked", "where is", "he is", "I remember")
    before = f"{start} the {man} {w.of('who', 'that', '')} {s.text} {w.of(*_MET)}"
    end = "?" if start in ("do you know", "where is") else ""
    return differ(before, "", {"he": "him", "she": "her"}[he], _sometimes(w) + end)


def object_many(w: Everyday) -> Pair:
    s = w.subject()
    what = w.of("books", "shoes", "flowers", "pictures", "tickets", "cookies", "pants", "glasses", "chairs")
    before = f"the {what} {w.of('that', '', 'which')} {s.text}"
    before += f" {w.of('bought', 'found', 'ordered', 'brought', 'saw')}"
    how = w.of("nice", "beautiful", "expensive", "cheap", "good", "great", "terrible", "not cheap")
    return differ(before, "", "them", f"{_sometimes(w)} {w.of('are', 'were')} {how}")


def object_question(w: Everyday) -> Pair:
    verb = w.of("buy", "find", "bring", "want", "lose", "order", "need", "sell", "borrow", "fix")
    before = f"what {w.of('did', 'does', 'will')} {w.acquaintance().text} {verb}"
    return differ(before, "", "it", f"{w.of('', 'at the store', 'in the city', 'at school', 'for dinner')}?")


def no_object_found(w: Everyday) -> Pair:
    s = w.subject()
    lost, found = w.of(("lost", "found"), ("forgot", "found"), ("looked for", "found"), ("broke", "fixed"))
    before = f"{s.text} {lost} {s.own} {w.of(*_THINGS)}, {w.of('but', 'and then', 'and later', 'and')}"
    return differ(f"{before} {s.pronoun} {found}", "it", "", w.of("", "again", "today", "at home"))


def no_object_much(w: Everyday) -> Pair:
    s = w.subject()
    what = w.any("movie, book, song, food, city, game, house, hotel, music, trip, party, idea")
    before = w.of("yes,", "of course,", "it was a nice day and", f"we talked about the {what}, and")
    like = w.of("liked", "loved", "enjoyed", "really liked", "hated", "really enjoyed", "really loved")
    return differ(f"{before} {s.text} {like}", "it", "", "very much")


def no_object_time(w: Everyday) -> Pair:
    s, did = w.subject(), w.of("bought", "found", "fixed", "brought", "got")
    return differ(f"{s.text} {did}", w.of("it", "them"), "", w.past_time())


def no_object_person(w: Everyday) -> Pair:
    s = w.acquaintance()
    feels = w.of("I love", "we love", "everyone likes", "I trust", "we like", "I miss", "I need", "I like")
    before = f"{s.text} is {w.of('very', 'so', 'really')} {w.of('kind', 'nice', 'funny', 'honest', 'smart')}"
    return differ(f"{before}, {w.of('and', 'so')} {feels}", s.object, "")


def no_object_bought(w: Everyday) -> Pair:
    s, them = w.subject(), w.of("it", "them")
    things = "shoes", "flowers", "gloves", "cookies", "tickets", "pants", "glasses"
    what = f"the {w.of(*_THINGS)} was" if them == "it" else f"the {w.of(*things)} were"
    verb = w.of("bought", "took", "got", "wanted", "liked", "brought")
    before = (
        f"{what} {w.of('very', 'so', 'really')} {w.of('cheap', 'nice', 'beautiful', 'good', 'useful')}, so"
    )
    return differ(f"{before} {s.text} {verb}", them, "")


def no_object_him(w: Everyday) -> Pair:
    (man, he), s = _man(w), w.pronoun()
    before = f"the {man} was {w.of(*_FEELING)}, so {s.text} {w.of('took', 'brought')}"
    after = w.of("home", "to the hospital", "to the station", "to the doctor", "back to the hotel")
    return differ(before, {"he": "him", "she": "her"}[he], "", after)


def object_ask(w: Everyday) -> Pair:
    before = (
        f"is {w.of('this', 'that')} the {w.of(*_THINGS)} {w.of('that', 'which', '')} {w.acquaintance().text}"
    )
    return differ(f"{before} {w.of(*_GOT)}", "", "it", f"{_sometimes(w)}?")


def object_invited(w: Everyday) -> Pair:
    s = w.subject()
    before = f"{w.of('some', 'most', 'all')} of the people {w.of('who', 'that', '')} {s.text} {w.of(*_MET)}"
    return differ(before, "", "them", f"{_sometimes(w)} {w.of('are', 'were')} {w.of(*_NATURE)}")


def no_object_request(w: Everyday) -> Pair:
    start = w.of("can you", "could you", "please", "will you")
    verb, after = w.of(
        ("bring", "to the office"), ("bring", "to me"), ("put", "on the table"), ("put", "in the fridge"),
        ("take", "to the kitchen"), ("carry", "upstairs"), ("get", "for me"), ("buy", "for us"),
        ("make", "for me"),
    )  # fmt: skip
    tail = w.of("", "", "tomorrow", "tonight", "later", "after work", "before lunch")
    before = f"{start} {verb}"
    return differ(before, w.of("it", "them"), "", f"{after} {tail}{'' if start == 'please' else '?'}")


def no_object_not(w: Everyday) -> Pair:
    s = w.subject()
    not_ = w.of("didn't", "doesn't" if s.person == SHE else "don't")
    noun = w.of("soup", "movie", "coat", "bag", "car", "cake", "game", "song", "color", "hotel", "plan")
    before = w.of(
        f"everyone likes the {noun}", f"the {noun} is nice", f"that's a good {noun}", f"this {noun} is new"
    )
    verb, it = w.of("like", "want", "need", "enjoy", "love"), "it"
    if w.chance(0.4):
        before, it = (
            f"{w.of('the', 'these', 'your')} {w.of('shoes', 'flowers', 'gloves', 'cookies')} are nice",
            "them",
        )
    return differ(f"{before}, but {s.text} {not_} {verb}", it, "")


# --- missing it --------------------------------------------------------------------------------------

_HOW = [
    "cold", "hot", "late", "early", "dark", "far", "easy", "difficult", "important", "dangerous", "possible",
    "impossible", "expensive",
]  # fmt: skip
_TO_DO = (
    "learn English", "find a job", "park here", "swim in the lake", "sleep well", "get up early",
    "eat vegetables", "drive at night", "buy a house", "find a cheap hotel", "make new friends",
    "read this book", "cook dinner", "save money", "walk to school", "wait for the bus",
)  # fmt: skip
_IS_RAINING = (
    "is raining", "is snowing", "is very cold", "is too hot", "is getting dark", "is already late",
    "is Sunday", "is my birthday", "is half past six", "is too early", "is very windy", "is noisy here",
)  # fmt: skip
_RAINS = ("rains", "is raining", "snows", "is too cold", "is too hot", "gets dark", "is windy", "is sunny")


def it_first(w: Everyday) -> Pair:
    late = w.of("today", "now", "again", "in the city", "outside", "this morning")
    return differ("", "it", "", f"is {w.of('raining', 'snowing', 'cold', 'hot', 'sunny', 'windy')} {late}")


def it_think(w: Everyday) -> Pair:
    how = w.any("a good idea, too late, very expensive, too far, delicious, my fault, broken, true")
    start = w.of(*_THINK, "I hope", "I guess")
    return differ(start, "it", "", f"{w.of('is', 'was')} {how}")


def it_easy(w: Everyday) -> Pair:
    is_ = w.of("is", "was", "isn't", "wasn't")
    after = f"{w.of('easy', 'difficult', 'hard', 'important', 'dangerous', 'impossible', 'nice')} to"
    return differ("", "it", "", f"{is_} {w.of('very', 'so', '')} {after} {w.of(*_TO_DO)}")


def it_because(w: Everyday) -> Pair:
    s = w.subject()
    after = w.of(
        "was closed", "was raining", "was too late", "was dark", "was very hot", "was too expensive",
        "was cold", "was snowing", "was boring", "was a holiday",
    )  # fmt: skip
    return differ(f"{s.text} {w.of(*_STAYED)} because", "it", "", after)


def it_if(w: Everyday) -> Pair:
    s = w.subject()
    after = w.any("will stay at home, won't go out, will take the bus, can't play outside, will walk home")
    return differ(f"{w.of('if', 'when')}", "it", "", f"{w.of(*_RAINS)}, {s.text} {after}")


def it_takes(w: Everyday) -> Pair:
    how = w.any("ten minutes, an hour, two hours, a long time, half an hour, three days, a lot of time")
    to = w.any("get to work, cook dinner, clean the house, walk to the station, get there, learn a song")
    start = w.any("I think, in the morning, she says, from my house, I'm tired because, on Mondays, I know")
    return differ(start, "it", "", f"takes {how} to {to}")


def _weather(w: Everyday) -> str:
    return w.of(
        "the weather", "the water", "the room", "the food", "the coffee", "the house", "the street",
        "the hotel", "the city", "the exam", "the movie", "my job", "our school", "the bus",
    )  # fmt: skip


def it_twice_weather(w: Everyday) -> Pair:
    how = w.of("nice", "cold", "terrible", "wonderful", "great", "not good", "really bad", "very good")
    before = _weather(w)
    return differ(before, "", "it", f"{w.of('is', 'was')} {how} {w.of('', 'today', 'this week', 'here')}")


def it_twice_think(w: Everyday) -> Pair:
    how = w.of("nice", "too cold", "terrible", "wonderful", "great", "not good", "really bad", "very good")
    start = w.of(*_THINK, "I hope", "I guess")
    return differ(f"{start} {w.of('', '', 'that')} {_weather(w)}", "", "it", f"{w.of('is', 'was')} {how}")


def it_twice_to_do(w: Everyday) -> Pair:
    to_do = w.of(
        "learning English", "finding a job", "getting up early", "driving at night", "saving money",
        "cooking for ten people", "walking to school", "buying a house", "swimming",
    )  # fmt: skip
    after = f"{w.of('is', 'was', 'isn`t', 'wasn`t')} {w.of('very', 'so', '')}".replace("`", "'")
    rest = f"{after} {w.of('easy', 'difficult', 'hard', 'important', 'boring')} for me"
    return differ(to_do, "", "it", rest)


def it_twice_because(w: Everyday) -> Pair:
    s, what = w.subject(), w.any("the bank, the shop, the park, the museum, the road, the restaurant")
    how = w.of("was closed", "was too far", "was full", "was very noisy", "was not open", "was crowded")
    return differ(f"{s.text} {w.of(*_STAYED)} because {what}", "", "it", how)


def it_twice_if(w: Everyday) -> Pair:
    s = w.subject()
    what, how = w.of(
        ("the weather", "is bad"), ("the weather", "isn't good"), ("the bus", "is late"),
        ("the train", "is late"), ("the road", "is closed"), ("the sea", "is too cold"),
        ("the plane", "is late"), ("the gym", "is closed"), ("the movie", "is too long"),
        ("the hotel", "is full"), ("the food", "isn't good"), ("the bus", "is full"),
    )  # fmt: skip
    after = w.of("will stay at home", "won't go out", "will take a taxi", "will be angry", "will walk home")
    return differ(f"{w.of('if', 'when')} {what}", "", "it", f"{how}, {s.text} {after}")


def it_twice_takes(w: Everyday) -> Pair:
    how = w.any("ten minutes, an hour, two hours, a long time, half an hour, a lot of time, all day")
    what = w.any("the trip, the class, this job, my homework, the test, the game, the flight, the walk")
    return differ(f"{w.of('', 'sometimes', 'usually')} {what}", "", "it", f"takes {how}")


def it_outside(w: Everyday) -> Pair:
    start = w.of(
        "take an umbrella because", "close the window because", "wear a coat because", "I can't sleep when",
        "we don't go out when", "let's go home because", "drive slowly when", "turn on the heater when",
        "the kids stay inside when",
    )  # fmt: skip
    return differ(start, "it", "", f"{w.of(*_IS_RAINING, 'is too dark', 'is so late')}")


def it_question(w: Everyday) -> Pair:
    how = f"{w.of('easy', 'hard', 'possible', 'difficult', 'safe', 'important')} to {w.of(*_TO_DO)}?"
    return differ(f"{w.of('', 'why', 'when')} {w.of('is', 'was', 'isn`t')}".replace("`", "'"), "it", "", how)


def it_twice_question(w: Everyday) -> Pair:
    how = w.any("so good, so bad, different today, better here, so nice, terrible, the same as before")
    return differ(f"{w.of('why is', 'is', 'was', 'why was')} {_weather(w)}", "", "it", f"{how}?")


def it_twice_but(w: Everyday) -> Pair:
    what = w.any("beach, hotel, apartment, restaurant, library, museum, office, gym, supermarket")
    start = w.of(
        "I like my town, but", "we had fun, but", "she was happy because", "I can't go today because",
        "I was sad when", "he goes there because",
    )  # fmt: skip
    how = w.of("closed", "full of people", "far away", "very small", "really nice", "too noisy", "clean")
    return differ(f"{start} the {what}", "", "it", f"{w.of('was', 'is')} {how}")


# --- although and but --------------------------------------------------------------------------------


def _stayed(w: Everyday) -> tuple[str, str]:
    """A reason and what it leads to."""
    s = w.subject()
    reason = _obstacle(w, s)
    then = s.pronoun if reason.startswith(s.text) else s.text
    return reason, f"{then} {w.of(*_STAYED)}"


def _went(w: Everyday) -> tuple[str, str]:
    """An obstacle and what was done nevertheless."""
    s = w.subject()
    reason = _obstacle(w, s)
    then = s.pronoun if reason.startswith(s.text) else s.text
    return reason, f"{then} {w.of(*_WENT)}"


def although_with_but(w: Everyday) -> Pair:
    reason, then = _went(w)
    return differ(f"{w.of('although', 'even though')} {reason},", "", "but", then)


def because_with_so(w: Everyday) -> Pair:
    reason, then = _stayed(w)
    return differ(f"{w.of('because', 'because', 'since')} {reason},", "", "so", then)


def but_with_although(w: Everyday) -> Pair:
    reason, then = _went(w)
    return differ("", "", w.of("although", "even though"), f"{reason}, but {then}")


def so_with_because(w: Everyday) -> Pair:
    reason, then = _stayed(w)
    return differ("", "", "because", f"{reason}, so {then}")


_BUT = (
    ("room", "small", "comfortable"), ("apartment", "old", "clean"), ("food", "expensive", "good"),
    ("car", "cheap", "nice"), ("job", "hard", "interesting"), ("teacher", "strict", "kind"),
    ("doctor", "young", "smart"), ("brother", "short", "strong"), ("soup", "spicy", "delicious"),
    ("test", "long", "easy"), ("trip", "long", "interesting"), ("sister", "shy", "friendly"),
    ("coat", "ugly", "warm"), ("game", "difficult", "fun"), ("bus", "slow", "cheap"),
    ("dog", "big", "friendly"), ("hotel", "cheap", "clean"), ("neighbor", "poor", "happy"),
)  # fmt: skip


def but_left_out(w: Everyday) -> Pair:
    if w.chance(0.3):
        return _not_tea(w)
    what, first, second = w.of(*_BUT)
    before = f"{w.of('our', 'my')} {what} {w.of('is', 'was')} {w.of('very', 'quite', '')} {first}"
    return differ(before, "but", "", f"{w.of('very', 'really')} {second}")


def _not_tea(w: Everyday) -> Pair:
    s = w.subject()
    a, b = w.of(
        ("tea", "coffee"), ("a cat", "a dog"), ("the bus", "the train"), ("a table", "a desk"),
        ("juice", "water"), ("the salad", "the soup"), ("a bike", "a car"), ("rice", "bread"),
        ("a cake", "a pie"), ("the blue hat", "the red one"),
    )  # fmt: skip
    a, b = w.of((a, b), (b, a))
    return differ(f"{s.text} {w.of('wanted', 'got', 'chose', 'needed', 'bought')} not {a}", "but", "", b)


def so_left_out(w: Everyday) -> Pair:
    s = w.subject()
    what, how, then = w.of(
        ("soup was", "hot", "couldn't eat it"), ("bag was", "heavy", "couldn't carry it"),
        ("movie was", "boring", "fell asleep"), ("weather was", "bad", "went home"),
        ("shoes were", "expensive", "didn't buy them"), ("car was", "small", "couldn't get in"),
        ("music was", "loud", "couldn't sleep"), ("cake was", "good", "wanted more"),
        ("lake was", "cold", "got sick"), ("bus was", "late", "called a taxi"),
        ("room was", "dirty", "left the hotel"), ("test was", "hard", "failed"), ("news was", "bad", "cried"),
        ("party was", "nice", "stayed for hours"),
    )  # fmt: skip
    return differ(f"the {what}", "so", "", f"{how} that {s.text} {then}")


def because_left_out(w: Everyday) -> Pair:
    reason, then = _stayed(w)
    return differ(then, "because", "", reason)


def although_left_out(w: Everyday) -> Pair:
    reason, then = _went(w)
    return differ(then, w.of("although", "even though"), "", reason)


_PRESENT_REASONS = (
    ("my apartment is small", "I like it"), ("the shoes are expensive", "I'll buy them"),
    ("I'm very tired", "I can't sleep"), ("she's only ten", "she can cook"), ("he's rich", "he isn't happy"),
    ("they live far away", "we often see them"), ("I don't have much time", "I'll help you"),
    ("the food isn't cheap", "it's delicious"), ("you don't eat much", "you're always full of energy"),
    ("he studies a lot", "he fails every test"), ("I know the answer", "I won't tell you"),
    ("we aren't friends", "we always talk"), ("the car is old", "it runs well"),
    ("it's Sunday", "I have to work"), ("my job is hard", "I love it"),
    ("the test is difficult", "I'm not nervous"),
)  # fmt: skip
_PRESENT_CAUSES = (
    ("my apartment is small", "I don't have many guests"), ("the shoes are expensive", "I won't buy them"),
    ("I'm very tired", "I'm going to bed"), ("she's only ten", "she can't drive"),
    ("they live far away", "we rarely see them"), ("I don't have much time", "I can't help you"),
    ("the food is cheap", "we often eat there"), ("he studies a lot", "he passes every test"),
    ("it's Sunday", "I don't have to work"), ("my job is hard", "I'm often tired"),
    ("I have a car", "I can take you home"), ("he doesn't like meat", "he ordered a salad"),
    ("my phone is broken", "I can't call you"), ("the bus is late", "we have to walk"),
)  # fmt: skip


def _tail_present(w: Everyday) -> str:
    return w.of("", "right now", "these days", "this week", "at the moment", "this month", "this year", "now")


def although_today(w: Everyday) -> Pair:
    (reason, then), start = w.of(*_PRESENT_REASONS), w.of("", "I think", "as you know,", "you know,", "well,")
    although = w.of("although", "even though", "though")
    return differ(f"{start} {although} {reason},", "", "but", then)


def because_today(w: Everyday) -> Pair:
    (reason, then), start = w.of(*_PRESENT_CAUSES), w.of("", "I think", "as you know,", "you know,", "well,")
    return differ(f"{start} {w.of('because', 'because', 'since')} {reason},", "", "so", then)


def but_left_out_adverb(w: Everyday) -> Pair:
    s = w.subject()
    did, how = w.of(
        (
            ("spoke", "answered", "explained it", "read the text"),
            (("slowly", "clearly"), ("quietly", "clearly")),
        ),
        (("worked", "drove home", "packed the box"), (("quickly", "carefully"), ("slowly", "carefully"))),
        (("answered me", "wrote back", "refused"), (("politely", "firmly"), ("briefly", "politely"))),
    )  # fmt: skip
    first, second = w.of(*how)
    return differ(f"{_start(w)} {s.text} {w.of(*did)} {w.of('', 'very')} {first}", "but", "", second)


def so_left_out_person(w: Everyday) -> Pair:
    # Not `worried` or `angry`, which take a clause with `that`.
    s, feels = w.subject(), w.any("tired, sick, sleepy, busy, hungry, late, bored, thirsty, cold")
    then = w.any("went home, called a friend, couldn't wait, couldn't work, left the room, didn't stay")
    return differ(f"{_start(w)} {s.text} {s.was}", "so", "", f"{feels} that {s.pronoun} {then}")


# --- relative pronouns -------------------------------------------------------------------------------

_WITH_THINGS = (
    "is on the table", "was in the kitchen", "costs two dollars", "was on sale", "is next to the door",
    "belongs to my aunt", "came from Italy", "looks very old", "was in the hall", "fell on the floor",
)  # fmt: skip


def who_man(w: Everyday) -> Pair:
    man, _ = _man(w)
    return differ(f"the {man}", "who", "which", f"{w.of(*_RELATIVES)} is {w.of(*_NATURE)}")


def who_know(w: Everyday) -> Pair:
    start = w.of("I know", "we met", "she called", "he likes", "I'm looking for", "that is", "I talked to")
    people = w.of("a man", "a woman", "the boy", "the girl", "a teacher", "a doctor", "a student", "someone")
    return differ(f"{start} {people}", "who", "which", w.of(*_RELATIVES))


def which_thing(w: Everyday) -> Pair:
    before = f"the {w.of(*_THINGS)}"
    after = f"{w.of(*_WITH_THINGS)} is {w.of(*_LOOKS)}"
    return differ(before, "which", "who", after)


def which_buy(w: Everyday) -> Pair:
    start = w.of("I want", "she bought", "he lost", "I need", "where is", "we sold", "they found", "I like")
    end = "?" if start == "where is" else ""
    before = f"{start} the {w.of(*_THINGS)}"
    return differ(before, "which", "who", w.of(*_WITH_THINGS) + end)


def that_everything(w: Everyday) -> Pair:
    start = w.of("everything", "the only thing", "the first thing", "something", "all", "the thing")
    after = f"{w.pronoun().text} {w.of('wanted', 'needed', 'bought', 'saw', 'ate')} was {w.of(*_LOOKS)}"
    return differ(start, "that", "what", after)


def what_want(w: Everyday) -> Pair:
    # Not `it isn't that she chose`, which is acceptable.
    want = w.of("wanted", "needed", "bought", "found", "liked", "lost", "brought", "made")
    start = w.of("this is", "that is", "is this", "is that", "that was", "this was", "here is")
    end = "?" if start.startswith("is") else ""
    return differ(start, "what", "that", f"{w.subject().text} {want}{end}")


def whose_child(w: Everyday) -> Pair:
    man, he = _man(w)
    has = w.of("son", "daughter", "car", "house", "dog", "phone", "brother", "sister", "bike", "cat")
    after = f"{has} {w.of('is', 'was')} {w.of('lost', 'new', 'old', 'big', 'beautiful', 'sick', 'nice')}"
    start = w.of("I know", "I met", "she helped", "we called", "this is", "I saw")
    his = {"he": "his", "she": "her"}[he]
    return differ(f"{start} the {man}", "whose", f"who {his}", after)


def who_not_whose(w: Everyday) -> Pair:
    man, he = _man(w)
    start = w.of("I know", "I met", "she helped", "we called", "this is", "I saw")
    before, his = f"{start} the {man}", {"he": "his", "she": "her"}[he]
    after = w.of("keys", "phone", "bag", "job", "dog", "cat", "car", "house", "bike")
    return differ(before, f"who lost {his}", "whose lost", after)


def where_live(w: Everyday) -> Pair:
    s = w.pronoun()
    place = w.of("town", "city", "house", "hotel", "village", "building", "street", "apartment")
    start = w.of("this is the", "I like the", "she knows the", "that was the", "they bought the")
    before = f"{start} {place}"
    if w.chance(0.5):
        return differ(before, "where", "which", f"{s.text} {w.of('lived', 'stayed', 'slept', 'worked')}")
    return differ(before, "which", "where", f"{s.text} {w.of('found', 'liked', 'chose', 'wanted')}")


def who_question(w: Everyday) -> Pair:
    man, _ = _man(w)
    start = w.of("do you know", "where is", "did you see", "have you met", "can you help", "did she like")
    return differ(f"{start} the {man}", "who", "which", f"{w.of(*_RELATIVES)}?")


def which_question(w: Everyday) -> Pair:
    start = w.of("did you see", "do you want", "have you found", "can I have", "who bought", "who took")
    before = f"{start} the {w.of(*_THINGS)}"
    return differ(before, "which", "who", f"{w.of(*_WITH_THINGS)}?")


def who_they(w: Everyday) -> Pair:
    people = w.of("people", "children", "students", "neighbors", "friends", "teachers", "tourists", "guests")
    start = w.of("I don't like", "we need", "there are many", "she knows", "he helps", "they want")
    after = w.of(
        "live in big cities", "work at night", "talk too much", "speak English", "have pets", "never listen",
        "are always late", "drive too fast", "like sports", "can sing",
    )  # fmt: skip
    return differ(f"{start} {people}", "who", "which", after)


def that_they(w: Everyday) -> Pair:
    things = w.any("shoes, books, cars, pictures, clothes, hotels, phones, movies, games, songs")
    start = w.of("I don't like", "we need", "there are many", "she knows", "he sells", "they want")
    after = w.of(
        "are too expensive", "cost a lot", "are easy to use", "come from Japan", "make me happy", "look old",
        "are hard to find", "don't cost much", "work well",
    )  # fmt: skip
    return differ(f"{start} {things}", "which", "who", after)


def what_is(w: Everyday) -> Pair:
    s = w.pronoun()
    want = "wants" if s.person == SHE else "want"
    need = "needs" if s.person == SHE else "need"
    what = w.of(
        "a new job", "a cup of tea", "a bigger house", "more sleep", "a good friend", "a quiet place",
        "some help", "a day off", "a new phone", "a hot shower",
    )  # fmt: skip
    return differ(
        "", "what", w.of("that", "which"), f"{s.text} {w.of('really', '')} {w.of(want, need)} is {what}"
    )


# --- missing relative pronoun ------------------------------------------------------------------------

_WEARING = (
    "wearing a red hat", "sitting over there", "standing at the door", "talking to my mother",
    "playing outside", "waiting for the bus", "reading a newspaper", "carrying a big bag", "walking the dog",
    "eating an apple", "sleeping on the sofa", "talking on the phone", "looking at us", "driving that car",
    "cooking dinner",
)  # fmt: skip
# Not `left` or `sold`: `a bag that sold at the market` is acceptable.
_MADE = (
    "made in Italy", "found in the park", "made by my father", "sent by my aunt", "made in Japan",
    "chosen by my sister", "used by many students", "forgotten at the station", "broken by the kids",
    "designed in France", "lost by a tourist", "given to me by my boss", "stolen from a shop",
)  # fmt: skip


def missing_have(w: Everyday) -> Pair:
    # Not `I know`: `I know a friend lives in Paris` may be read as a clause.
    start = w.of("I have", "she has", "we have", "they have", "he has", "I met", "we visited", "she called")
    friend = w.any("a friend, an uncle, a cousin, a neighbor, a teacher, an old friend, a classmate")
    after = w.of(
        "lives in Paris", "works in a bank", "plays the piano", "speaks Chinese", "has three cats",
        "likes cooking", "teaches math", "comes from Spain", "drives a taxi", "loves dogs",
    )  # fmt: skip
    return differ(f"{start} {friend}", w.of("who", "that"), "", after)


def missing_subject_of_man(w: Everyday) -> Pair:
    man, _ = _man(w)
    return differ(
        f"the {man}", w.of("who", "who", "that"), "",
        f"{w.of(*_RELATIVES)} is {w.of('very', '')} "
                  f"{w.of(*_NATURE)}",
    )  # fmt: skip


def missing_there_are(w: Everyday) -> Pair:
    start = f"{w.of('there are', 'we met', 'they have', 'we need')} {w.of('many', 'some', 'two', 'a lot of')}"
    people = w.of("people", "students", "neighbors", "friends", "classmates", "women", "men")
    after = w.of(
        "like this game", "want to help", "work at night", "can't swim", "have no car", "speak Spanish",
        "don't eat meat", "live alone", "are always late", "never get sick",
    )  # fmt: skip
    return differ(f"{start} {people}", w.of("who", "who", "that"), "", after)


def missing_thing(w: Everyday) -> Pair:
    start = w.of("I want", "she needs", "he has", "we bought", "I like", "they sold", "she lost")
    before = f"{start} a {w.of('nice', 'small', 'big', 'new', 'cheap')} {w.of(*_THINGS)}"
    return differ(before, w.of("that", "which"), "", w.of(*_WITH_THINGS))


def needless_wearing(w: Everyday) -> Pair:
    man, _ = _man(w)
    after = (
        f"{w.of(*_WEARING)} is {w.of('my friend', 'very nice', 'new here', 'my boss', 'very tired', 'funny')}"
    )
    return differ(f"the {man}", "", w.of("who", "who", "that"), after)


def needless_know(w: Everyday) -> Pair:
    man, _ = _man(w)
    start = w.any("I know, do you know, look at, I saw, who is, she met, we talked to, can you see")
    end = "?" if start in ("do you know", "who is", "can you see") else ""
    return differ(f"{start} the {man}", "", w.of("who", "who", "that"), w.of(*_WEARING) + end)


def needless_people(w: Everyday) -> Pair:
    start = w.of("there are", "I saw", "we met", "I can see", "there were")
    people = w.of("people", "students", "friends", "children", "women", "men")
    before = f"{start} {w.of('many', 'some', 'two', 'a lot of')} {people}"
    return differ(before, "", w.of("who", "who", "that"), w.of(*_WEARING))


def needless_made(w: Everyday) -> Pair:
    start = w.of("I saw", "she has", "he likes", "we have", "they had", "it was", "this is", "here is")
    before = f"{start} a {w.of('nice', 'small', 'big', 'new', 'cheap')} {w.of(*_THINGS)}"
    return differ(before, "", w.of("that", "which"), w.of(*_MADE))


def missing_is_this(w: Everyday) -> Pair:
    man = w.of("man", "woman", "boy", "girl", "doctor", "teacher", "waiter", "student", "person")
    start = w.of("is that the", "are you the", "is she the", "was he the", "where is the", "did you call the")
    return differ(f"{start} {man}", w.of("who", "that"), "", f"{w.of(*_RELATIVES)}?")


def missing_anyone(w: Everyday) -> Pair:
    start = w.of(
        "I need someone", "she wants somebody", "we met nobody", "they have a son", "I talked to a guy",
        "he is looking for someone", "is there anyone", "did you meet anybody", "I met a guy",
    )  # fmt: skip
    after = w.of(
        "can fix a bike", "speaks Korean", "plays chess", "likes cats", "can help me", "has a car",
        "knows my brother", "lives in Rome", "works here", "can drive",
    )  # fmt: skip
    end = "?" if start.startswith(("is", "did")) else ""
    return differ(start, w.of("who", "that"), "", after + end)


def needless_is_this(w: Everyday) -> Pair:
    man = w.of("man", "woman", "boy", "girl", "doctor", "teacher", "waiter", "student", "person")
    start = w.of(
        "is that your friend", f"is the {man}", f"was the {man}", f"did the {man}", f"does the {man}"
    )
    after = w.of("nice", "French") if start.startswith(("is the", "was")) else w.of("live here", "know you")
    after = "" if "friend" in start else after
    return differ(start, "", w.of("who", "that"), f"{w.of(*_WEARING)} {after}?")


def needless_anyone(w: Everyday) -> Pair:
    start = w.of(
        "I see someone", "there was somebody", "we didn't see anyone", "there's nobody", "I noticed a guy",
        "is there anyone", "did you see anybody", "they found a child",
    )  # fmt: skip
    end = "?" if start.startswith(("is", "did")) else ""
    return differ(start, "", w.of("who", "that"), w.of(*_WEARING) + end)


# --- purpose -----------------------------------------------------------------------------------------

# Deeds that one may go somewhere for and that one may be thanked for.
_AIMS = (
    ("buy", "buying", "the tickets"), ("buy", "buying", "some milk"), ("visit", "visiting", "my aunt"),
    ("help", "helping", "my parents"), ("help", "helping", "us"), ("pick up", "picking up", "the kids"),
    ("take", "taking", "pictures"), ("return", "returning", "the book"), ("clean", "cleaning", "the kitchen"),
    ("bring", "bringing", "the cake"), ("cook", "cooking", "dinner"), ("fix", "fixing", "the car"),
    ("feed", "feeding", "the cat"), ("wash", "washing", "the dishes"), ("carry", "carrying", "the bags"),
    ("call", "calling", "my mother"), ("get", "getting", "the keys"), ("meet", "meeting", "my brother"),
    ("find", "finding", "my dog"), ("make", "making", "some coffee"), ("pay", "paying", "the bill"),
)  # fmt: skip
# A tool, what it does, and to what.
_TOOLS = (
    ("knife", "cut", "cutting", "bread"), ("knife", "peel", "peeling", "potatoes"),
    ("brush", "clean", "cleaning", "shoes"), ("cloth", "clean", "cleaning", "windows"),
    ("brush", "paint", "painting", "walls"), ("machine", "make", "making", "coffee"),
    ("machine", "wash", "washing", "clothes"), ("box", "store", "storing", "food"),
    ("box", "carry", "carrying", "books"), ("bag", "carry", "carrying", "bottles"),
    ("pot", "cook", "cooking", "rice"), ("cable", "charge", "charging", "phones"),
    ("tool", "fix", "fixing", "bikes"), ("tool", "open", "opening", "bottles"),
    ("pen", "write", "writing", "letters"), ("pan", "fry", "frying", "eggs"),
    ("app", "learn", "learning", "languages"), ("app", "find", "finding", "hotels"),
)  # fmt: skip
_PLACE = (
    "town", "the city", "the mall", "London", "the station", "Paris", "the park", "the store", "Seoul",
    "the library", "the cafe", "the market", "my house", "the office",
)  # fmt: skip
_REASON_NOUNS = (
    "some milk", "a cup of coffee", "some fresh air", "a walk", "my birthday", "a sandwich", "some bread",
    "more food", "a glass of water", "some money", "a new coat", "some advice", "a few days", "a break",
    "an hour",
)  # fmt: skip


def _trip(w: Everyday) -> str:
    return f"{w.subject().text} {w.of('went', 'came', 'drove', 'walked', 'took the bus')} to {w.of(*_PLACE)}"


_USE = Verb("use", "uses", "used", "used", "using")


def for_to_go(w: Everyday) -> Pair:
    do, _, what = w.of(*_AIMS)
    return differ(_trip(w), "to", "for to", f"{do} {what}")


def for_go(w: Everyday) -> Pair:
    do, _, what = w.of(*_AIMS)
    return differ(_trip(w), "to", "for", f"{do} {what}")


def to_going(w: Everyday) -> Pair:
    do, doing, what = w.of(*_AIMS)
    return differ(_trip(w), f"to {do}", f"to {doing}", what)


def for_use(w: Everyday) -> Pair:
    tool, do, _, what = w.of(*_TOOLS)
    before = f"{w.subject().text} used {w.of('a', 'this', 'the')} {tool}".replace("a app", "an app")
    return differ(before, "to", "for", f"{do} {what}")


def to_noun(w: Everyday) -> Pair:
    return differ(_trip(w), "for", "to", w.of(*_REASON_NOUNS))


def to_tool(w: Everyday) -> Pair:
    tool, _, _, what = w.of(*_TOOLS)
    s = w.subject()
    use = s.present(_USE) if w.chance(0.5) else "used"
    return differ(f"{s.text} {use} {w.of('this', 'the', 'that')} {tool}", "for", "to", what)


def to_going_tool(w: Everyday) -> Pair:
    tool, do, doing, what = w.of(*_TOOLS)
    the = w.of("this", "the", "that", "my")
    s = w.of("I", "we", "you", "my parents", "they", "people")
    return differ(f"{s} {w.of('need', 'use')} {the} {tool}", f"to {do}", f"to {doing}", what)


def for_calling(w: Everyday) -> Pair:
    do, doing, what = w.of(*_AIMS)
    s = w.subject()
    did = w.of("got up early", "went back", "left home", "hurried home", "ran home", "came early")
    return differ(f"{s.text} {did}", f"to {do}", f"for {doing}", what)


def to_thank(w: Everyday) -> Pair:
    do, doing, what = w.of(*_AIMS)
    start = w.any("thank you, thanks, thank you so much, thanks a lot, I thanked him, she thanked us")
    return differ(start, f"for {doing}", f"to {do}", what)


def for_thank(w: Everyday) -> Pair:
    do, doing, what = w.of(*_AIMS)
    start = w.of("thank you", "thanks", "thank you very much", "we thanked her", "he thanked them")
    return differ(start, f"for {doing}", f"for {do}", what)


def no_for_thank(w: Everyday) -> Pair:
    _, doing, what = w.of(*_AIMS)
    start = w.any("thank you so much, thanks a lot, he apologized, she never apologized, we thanked her")
    if "apologized" in start:
        deeds = ("being", "late"), ("calling", "so late"), ("losing", "the keys"), ("breaking", "a cup")
        doing, what = w.of(*deeds, ("forgetting", "my birthday"), ("eating", "my sandwich"))
    return differ(start, "for", "", f"{doing} {what}")


def for_cut(w: Everyday) -> Pair:
    tool, do, doing, what = w.of(*_TOOLS)
    start = f"{w.of('this', 'the', 'my', 'that')} {tool} {w.of('is', 'was', 'isn`t')}".replace("`", "'")
    return differ(start, f"for {doing}", f"for {do}", what)


def for_good(w: Everyday) -> Pair:
    tool, do, doing, what = w.of(*_TOOLS)
    the = w.of("this", "the", "my", "that")
    if w.chance(0.5):
        before = f"{w.pronoun().text} {w.of('can', 'could', 'will')} use {the} {tool}"
        return differ(before, f"to {do}", f"to {doing}", what)
    good = f"{w.of('is', 'was')} {w.of('perfect', 'great', 'useful', 'good')} for"
    return differ(f"{the} {tool} {good}", doing, do, what)


def for_question(w: Everyday) -> Pair:
    do, doing, what = w.of(*_AIMS)
    start = w.of(
        "did you go there", "are you here", "did she go out", "do you have time", "did he come back",
        "will you stay here", "are they going to town", "does she have enough money",
    )  # fmt: skip
    bad = w.of(f"for {do}", f"for to {do}", f"to {doing}", f"to {doing}")
    return differ(start, f"to {do}", bad, f"{what}?")


def for_need(w: Everyday) -> Pair:
    s, (do, _, what) = w.pronoun(), w.of(*_AIMS)
    start = f"{s.text} {w.of('needs', 'wants') if s.person == SHE else w.of('need', 'want')}"
    if w.chance(0.5):
        how = w.of(
            "for my brother", "for the kids", "for school", "for this trip", "for the children",
            "for the office",
        )  # fmt: skip
        thing = w.of("a car", "a new lamp", "some shoes", "a big table", "two beds", "a bike", "more money")
        before = f"{start} {thing}"
        return differ(before, how, how.replace("for", "to", 1), w.of("", "now", "this week", "today"))
    start += f" {w.of('a car', 'more time', 'some money', 'a day off', 'an hour', 'some help')}"
    return differ(start, "to", w.of("for", "for to"), f"{do} {what}")


def thank_long(w: Everyday) -> Pair:
    do, doing, what = w.of(*_AIMS)
    start = w.of(
        "I want to thank you", "we would like to thank everyone", "don't forget to thank her",
        "did you thank him", "she never thanked me", "my boss thanked me",
    )  # fmt: skip
    end = "?" if start.startswith("did") else ""
    return differ(start, f"for {doing}", w.of(f"to {do}", f"to {do}", f"for {do}"), what + end)


def for_used(w: Everyday) -> Pair:
    tool, do, doing, what = w.of(*_TOOLS)
    if w.chance(0.5):
        can = (
            f"{w.of('can I', 'did you', 'could we', 'why did they')} use {w.of('the', 'this', 'that')} {tool}"
        )
        return differ(can, f"to {do}", f"to {doing}", f"{what}?")
    before = f"{w.of('is this', 'is that', 'was the')} {tool} {w.of('good', '', 'only')} for"
    return differ(before, doing, do, f"{what}?")


# --- it and there ------------------------------------------------------------------------------------

# A place, the thing it is, and what there is.
_PLACES = (
    ("in the park", "the park", "trees"), ("in the park", "the park", "benches"),
    ("in my room", "my room", "windows"), ("in our school", "our school", "classrooms"),
    ("in this city", "this city", "parks"), ("in this city", "this city", "museums"),
    ("in my town", "my town", "shops"), ("in the hotel", "the hotel", "rooms"),
    ("in the kitchen", "the kitchen", "chairs"), ("in our garden", "our garden", "flowers"),
    ("in my country", "my country", "lakes"), ("in this book", "this book", "pictures"),
    ("in the house", "the house", "bedrooms"), ("in our street", "our street", "cafes"),
    ("in her bag", "her bag", "pockets"), ("in the office", "the office", "desks"),
    ("in my village", "my village", "churches"), ("in this text", "this text", "mistakes"),
    ("in the library", "the library", "computers"), ("in our building", "our building", "apartments"),
    ("in the zoo", "the zoo", "monkeys"), ("in the theater", "the theater", "seats"),
)  # fmt: skip
_MANY = ("many", "a lot of", "two", "three", "some", "five", "so many", "too many", "only two", "ten")
_LEFT = ("milk", "bread", "coffee", "sugar", "cheese", "butter", "rice", "water", "juice", "salt", "tea")
_FRIDGE = ("in the fridge", "at home", "in the kitchen", "on the table", "here", "in the cupboard")
_EXPECTED = ("people", "children", "guests", "students", "cars", "tourists", "problems", "questions", "games")


def it_will_be(w: Everyday) -> Pair:
    will = w.of("will be", "won't be", "were", "are", "were", "are")
    where = w.of("at the party", "in the park", "at school", "at the concert", "in town", "at the meeting")
    many = w.of("many", "a lot of", "so many", "too many")
    return differ(w.of("", "I think", "she says"), "there", "it", f"{will} {many} {w.of(*_EXPECTED)} {where}")


def it_no_milk(w: Everyday) -> Pair:
    is_no = w.any("is no, was no, isn't any, wasn't any, isn't much, is nothing but, is still some")
    if is_no == "is still some":
        is_no = "is not much"
    start = w.of("", "I think", "she says", "we went shopping because", "he says")
    return differ(start, "there", "it", f"{is_no} {w.of(*_LEFT)} {w.of(*_FRIDGE)}")


def there_rain(w: Everyday) -> Pair:
    late = w.of("today", "outside", "again", "now", "in Seoul")
    start = w.of("", "I think", "she says", "I stay at home because", "she hates winter because", "yes,")
    is_ = w.of("is", "is", "was", "isn't")
    after = f"{is_} {w.of('raining', 'very cold', 'snowing', 'hot', 'dark')} {late}"
    return differ(start, "it", "there", after)


def there_easy(w: Everyday) -> Pair:
    how = w.of("easy", "difficult", "hard", "important", "dangerous", "impossible", "possible", "nice")
    start = w.of("", "I think", "she says", "for me,", "sometimes")
    return differ(start, "it", "there", f"{w.of('is', 'was', 'will be')} {how} to {w.of(*_TO_DO)}")


def there_have(w: Everyday) -> Pair:
    where, _, things = w.of(*_PLACES)
    before = f"{w.of('', 'I think', 'she says')} there"
    return differ(before, "are", "have", f"{w.of(*_MANY)} {things} {where}")


def have_them(w: Everyday) -> Pair:
    s = w.of(w.plural, w.pronoun)()
    if s.person == SHE:
        s = Subject("they", "they", THEY)
    things = w.of("books", "shoes", "problems", "exams", "chairs", "tickets", "questions", "bags", "plants")
    have, are = ("have", "am") if s.pronoun == "I" else ("have", "are")
    return differ(s.text, have, are, f"{w.of(*_MANY)} {things} {w.of('', 'at home', 'this week', 'now')}")


def there_has(w: Everyday) -> Pair:
    start = w.of("", "I think", "she says", "he knows", "I hope")
    what = w.any("a bank, a park, a good cafe, a bus stop, a small shop, a library, a hospital, a hotel")
    where = w.of("near my house", "in this street", "near here", "next to the school", "in our town")
    return differ(f"{start} there", "is", "has", f"{what} {where}")


def is_two(w: Everyday) -> Pair:
    _, place, things = w.of(*_PLACES)
    return differ(f"{w.of('', 'I think', 'she says')} {place}", "has", "is", f"{w.of(*_MANY)} {things}")


def has_town(w: Everyday) -> Pair:
    where, _, things = w.of(*_PLACES)
    are, has = w.of(("are", "has"), ("are", "have"), ("were", "had"))
    return differ(where, f"there {are}", has, f"{w.of(*_MANY)} {things}")


def town_there(w: Everyday) -> Pair:
    _, place, things = w.of(*_PLACES)
    are, has = w.of(("are", "has"), ("are", "has"), ("were", "had"))
    return differ(place, has, f"there {are}", f"{w.of(*_MANY)} {things}")


def there_takes(w: Everyday) -> Pair:
    how = w.of("ten minutes", "an hour", "two hours", "a long time", "half an hour", "three days")
    to = w.of("get to work", "cook dinner", "clean the house", "walk to the station", "get there")
    start = w.of("", "sometimes", "I think", "usually")
    return differ(start, "it", "there", f"{w.of('takes', 'took')} {how} to {to}")


def it_any(w: Everyday) -> Pair:
    where = w.of(*_FRIDGE)
    before = w.of("is", "was", "isn't")
    return differ(before, "there", "it", f"{w.of('any', 'any more', 'enough')} {w.of(*_LEFT)} {where}?")


def it_many_question(w: Everyday) -> Pair:
    where, _, things = w.of(*_PLACES)
    before = w.any("are, were, aren't, why are")
    return differ(before, "there", "it", f"{w.of('many', 'so many')} {things} {where}?")


def there_far(w: Everyday) -> Pair:
    how, after = w.of(
        ("far", "to the station"), ("easy", "to get a taxi"), ("hot", "today"), ("late", "now"),
        ("cold", "outside"), ("dark", "in the kitchen"), ("hard", "to learn French"),
        ("warm", "in your city"), ("cold", "in winter"), ("expensive", "to buy a house"),
        ("important", "to sleep well"), ("far", "to your office"), ("dangerous", "to swim here"),
    )  # fmt: skip
    start = w.of("is", "was", "isn't", "why is")
    return differ(start, "it", "there", f"{w.of('too', 'very', 'so', 'really')} {how} {after}?")


def there_had(w: Everyday) -> Pair:
    where, place, things = w.of(*_PLACES)
    s = w.subject()
    start = f"{s.text} {s.was} {w.of('happy', 'surprised', 'angry')} because"
    if w.chance(0.5):
        return differ(f"{start} {where}", "there were", "had", f"{w.of(*_MANY)} {things}")
    return differ(f"{start} {place}", "had", "there were", f"{w.of(*_MANY)} {things}")


# --- that and what -----------------------------------------------------------------------------------


def _state(w: Everyday) -> str:
    """A whole clause in which nothing is missing."""
    s = w.of(Everyday.acquaintance, _group)(w)
    return w.of(
        f"{s.text} {s.am} {w.of(*_NATURE)}", f"{s.text} {s.was} {w.of(*_FEELING)}",
        f"the {w.of(*_THINGS)} is {w.of(*_QUALITY)}",
        f"it is {w.of('cold', 'late', 'too expensive', 'a good idea', 'raining', 'Sunday')}",
        f"{w.of('we', 'they', 'you')} are {w.of('late', 'busy', 'tired', 'right', 'wrong', 'lost')}",
    )  # fmt: skip


def _wish(w: Everyday) -> str:
    """A clause without its object."""
    s = w.pronoun()
    need = w.of("need", "want", "like", "have")
    need = s.present(Verb(need, "has" if need == "have" else f"{need}s", "", "", ""))
    return f"{s.text} {w.of('bought', 'found', 'wanted', 'needed', 'made', 'liked', need, need)}"


_SAYS = (
    "I think", "I know", "I hope", "she says", "we believe", "he thinks", "I'm sure", "everyone knows",
    "she said", "I heard", "I feel", "he told me", "they say", "I'm happy",
)  # fmt: skip
_ASKS = (
    "I don't know", "tell me", "I don't remember", "show me", "do you know", "she asked me", "he didn't say",
    "I can't understand", "we don't know", "can you tell me", "I forgot",
)  # fmt: skip


def what_think(w: Everyday) -> Pair:
    return differ(w.of(*_SAYS), "that", "what", _state(w))


def what_fact(w: Everyday) -> Pair:
    start = w.of(
        "the problem is", "the truth is", "it's true", "it's a pity", "the good news is", "it's strange",
        "it's great", "I don't think", "are you sure", "did you know", "it is possible",
    )  # fmt: skip
    return differ(start, "that", "what", _state(w) + ("?" if start.startswith(("are", "did")) else ""))


def that_ask(w: Everyday) -> Pair:
    start = w.of(*_ASKS)
    return differ(start, "what", "that", _wish(w) + ("?" if start.startswith(("do you", "can")) else ""))


def that_is_what(w: Everyday) -> Pair:
    start = w.any("this is, this isn't, is this, I like, I'll buy, we ate, you can have, he took")
    s = w.pronoun()
    after = f"{s.text} {w.of('bought', 'found', 'wanted', 'needed', 'made', 'ordered', 'brought', 'chose')}"
    return differ(start, "what", "that", after + ("?" if start.startswith("is") else ""))


def want_that(w: Everyday) -> Pair:
    s, do = w.pronoun(), w.activity("home", "school", "work")
    want = w.of("I want", "she wants", "they want", "I don't want", "do you want", "he wanted", "I'd like")
    own = do.rest.replace("~", s.own)
    end = "?" if want.startswith("do") else ""
    if s.pronoun == "I":
        s = Subject("you", "you", THEY)
        own = do.rest.replace("~", "your")
    bare = f"that {s.pronoun} {w.of('', 'will', 'can')} {do.verb.base}"
    good, bad = f"{s.object} to {do.verb.base}", bare
    return differ(want, good, bad, own + end)


def hope_to(w: Everyday) -> Pair:
    s, do = w.pronoun(), w.activity("home", "school", "work")
    hope = w.of("I hope", "she hopes", "they think", "I don't think", "do you think", "he hoped", "I'm sure")
    end = "?" if hope.startswith("do") else ""
    if s.pronoun == "I":
        s = Subject("you", "you", THEY)
    will, can = ("would", "could") if hope == "he hoped" else ("will", "can")
    did = f"{w.of(will, can)} {do.verb.base}"
    good, bad = f"that {s.pronoun} {did}", f"{s.object} to {do.verb.base}"
    return differ(hope, good, bad, do.rest.replace("~", s.own) + end)


def what_because(w: Everyday) -> Pair:
    start = w.of(
        "my mother thinks", "the teacher said", "my friends know", "nobody believes", "please remember",
        "don't forget", "the doctor says", "did he tell you", "does she know", "can you see",
    )  # fmt: skip
    after = _state(w) + ("?" if start.split()[0] in ("did", "does", "can") else "")
    return differ(start, "that", "what", after)


def that_nobody(w: Everyday) -> Pair:
    start = w.of(
        "nobody knows", "my boss asked me", "please tell us", "guess", "did you see", "have you decided",
        "my sister never knows", "it doesn't matter", "he explained to me", "let me show you",
    )  # fmt: skip
    s = w.acquaintance()
    after = f"{s.text} {w.of('bought', 'needs', 'wants', 'made', 'found', 'likes')}"
    after += f" {w.of('', 'for lunch', 'for my birthday', 'in the shop', 'today')}"
    return differ(start, "what", "that", after + ("?" if start.startswith(("did", "have")) else ""))


# --- connecting words --------------------------------------------------------------------------------

_RAIN = (
    "the rain", "the bad weather", "the snow", "the traffic", "the noise", "the heat", "the cold",
    "the storm", "the long trip", "the fog", "the dark", "the strong wind", "the crowd",
)  # fmt: skip


def _done(w: Everyday) -> str:
    s = w.subject()
    return f"{s.text} {w.of(*_WENT)}"


def despite_of(w: Everyday) -> Pair:
    if w.chance(0.5):
        return differ(f"{_done(w)} despite", "", "of", w.of(*_RAIN))
    return differ("despite", "", "of", f"{w.of(*_RAIN)}, {_done(w)}")


def because_rain(w: Everyday) -> Pair:
    s = w.subject()
    stayed, rain = f"{s.text} {w.of(*_STAYED)}", w.of(*_RAIN)
    if w.chance(0.5):
        return differ(f"{stayed} because", "of", "", rain)
    return differ("because", "of", "", f"{rain}, {stayed}")


def because_of_rained(w: Everyday) -> Pair:
    reason, then = _stayed(w)
    return differ(f"{then} because", "", "of", reason)


def in_spite(w: Everyday) -> Pair:
    if w.chance(0.5):
        return differ(f"{_done(w)} in spite", "of", "", w.of(*_RAIN))
    return differ("in spite", "of", "", f"{w.of(*_RAIN)}, {_done(w)}")


def despite_rained(w: Everyday) -> Pair:
    reason, then = _went(w)
    if w.chance(0.5):
        return differ(then, "although", "despite", reason)
    return differ("", "although", "despite", f"{reason}, {then}")


def although_rain(w: Everyday) -> Pair:
    if w.chance(0.5):
        return differ(_done(w), "despite", "although", w.of(*_RAIN))
    return differ("", "despite", "although", f"{w.of(*_RAIN)}, {_done(w)}")


_EVENTS = (
    "the lesson", "the movie", "the meeting", "the night", "the summer", "dinner", "the game", "lunch",
    "the exam", "the flight", "the break", "the concert", "the weekend", "the trip", "my vacation",
)  # fmt: skip
_HAPPENED = (
    "the phone rang", "it started to rain", "I fell asleep", "my mother called", "we talked a lot",
    "the lights went out", "I lost my ring", "the baby cried", "he got sick", "she met a friend",
    "someone knocked", "I heard a noise", "the dog barked", "they took pictures",
)  # fmt: skip
_DOING = (
    "cooking", "sleeping", "working", "driving home", "studying", "waiting", "eating", "taking a shower",
    "watching a movie", "cleaning the house", "having dinner", "traveling", "shopping",
)  # fmt: skip


def during_was(w: Everyday) -> Pair:
    s = w.subject()
    while_ = f"{s.text} {s.was} {w.of(*_DOING)}"
    if w.chance(0.5):
        return differ(w.of(*_HAPPENED), "while", "during", while_)
    return differ("", "while", "during", f"{while_}, {w.of(*_HAPPENED)}")


def while_lesson(w: Everyday) -> Pair:
    if w.chance(0.5):
        return differ(w.of(*_HAPPENED), "during", "while", w.of(*_EVENTS))
    return differ("", "during", "while", f"{w.of(*_EVENTS)}, {w.of(*_HAPPENED)}")


def despite_of_today(w: Everyday) -> Pair:
    s = w.subject()
    will = w.any("will go out, can't sleep, won't give up, can enjoy the trip, will come, won't stop")
    return differ(f"{w.of('I think', 'I hope', 'she says')} {s.text} {will} despite", "", "of", w.of(*_RAIN))


def because_today_rain(w: Everyday) -> Pair:
    s = w.subject()
    will = w.of(
        "will stay at home", "can't sleep", "won't come", "can't go out", "will be late",
        "has to wait" if s.person == SHE else "have to wait",
    )  # fmt: skip
    return differ(f"{w.of('I think', 'I hear', 'she says')} {s.text} {will} because", "of", "", w.of(*_RAIN))


def during_question(w: Everyday) -> Pair:
    s = w.subject()
    start = w.any("can you wait, did you help, who called, what did he do, will you stay here, did it rain")
    if w.chance(0.5):
        return differ(start, "during", "while", f"{w.of(*_EVENTS)}?")
    return differ(start, "while", "during", f"{s.text} {s.was if 'did' in start else s.am} {w.of(*_DOING)}?")


_SWAN = "Swan 2005, Practical English Usage"
_SMITH = "Swan and Smith 2001, Learner English"
_PARROTT = "Parrott 2010, Grammar for English Language Teachers"
_MURPHY = "Murphy 2019, English Grammar in Use"

CLAUSES = (
    Paradigm(
        name="doubled_subject", phenomenon="pronouns", source=_SMITH,
        templates=(
            doubled_habit, doubled_group, doubled_thing, doubled_because, doubled_think, doubled_neighbor,
            dropped_because, dropped_thing, dropped_when, dropped_think, dropped_if, dropped_before,
        ),
        held_out=(doubled_question, doubled_while, dropped_question, dropped_first), framed=False, level="A1",
    ),
    Paradigm(
        name="doubled_object", phenomenon="pronouns", source=_SMITH,
        templates=(
            object_subject, object_this_is, object_man, object_knows, object_many, object_question,
            no_object_found, no_object_much, no_object_time, no_object_person, no_object_bought,
            no_object_him,
        ),
        held_out=(object_ask, object_invited, no_object_request, no_object_not), framed=False,
    ),
    Paradigm(
        name="missing_subject", phenomenon="pronouns", source=_SMITH,
        templates=(
            it_first, it_think, it_easy, it_because, it_if, it_takes, it_twice_weather, it_twice_think,
            it_twice_to_do, it_twice_because, it_twice_if, it_twice_takes,
        ),
        held_out=(it_outside, it_question, it_twice_question, it_twice_but), framed=False, level="A1",
    ),
    Paradigm(
        name="although_but", phenomenon="clauses", source=_SWAN,
        templates=(
            although_with_but, because_with_so, but_with_although, so_with_because, but_left_out, so_left_out,
            because_left_out, although_left_out,
        ),
        held_out=(although_today, because_today, but_left_out_adverb, so_left_out_person), framed=False,
        level="B1",
    ),
    Paradigm(
        name="everyday_relative", phenomenon="clauses", source=_SWAN,
        templates=(
            who_man, who_know, which_thing, which_buy, that_everything, what_want, whose_child, who_not_whose,
            where_live,
        ),
        held_out=(who_question, which_question, who_they, that_they, what_is), framed=False, level="B1",
    ),
    Paradigm(
        name="relative_missing", phenomenon="clauses", source=_PARROTT,
        templates=(
            missing_have, missing_subject_of_man, missing_there_are, missing_thing, needless_wearing,
            needless_know, needless_people, needless_made,
        ),
        held_out=(missing_is_this, missing_anyone, needless_is_this, needless_anyone), framed=False,
        level="B1",
    ),
    Paradigm(
        name="purpose", phenomenon="clauses", source=_SWAN,
        templates=(
            for_to_go, for_go, to_going, for_use, to_noun, to_tool, for_calling, to_thank, for_thank,
            no_for_thank, to_going_tool, for_cut, for_good,
        ),
        held_out=(for_question, for_need, thank_long, for_used), framed=False, level="A2",
    ),
    Paradigm(
        name="it_there", phenomenon="pronouns", source=_PARROTT,
        templates=(
            it_will_be, it_no_milk, there_rain, there_easy, there_have, have_them, there_has, is_two,
            has_town, town_there,
        ),
        held_out=(it_any, it_many_question, there_far, there_had, there_takes), framed=False, level="A1",
    ),
    Paradigm(
        name="that_and_what", phenomenon="clauses", source=_SWAN,
        templates=(what_think, what_fact, that_ask, that_is_what, want_that, hope_to),
        held_out=(what_because, that_nobody), framed=False,
    ),
    Paradigm(
        name="connectors", phenomenon="clauses", source=_MURPHY,
        templates=(
            despite_of, because_rain, because_of_rained, in_spite, despite_rained, although_rain, during_was,
            while_lesson,
        ),
        held_out=(despite_of_today, because_today_rain, during_question), framed=False, level="B1",
    ),
)  # fmt: skip
