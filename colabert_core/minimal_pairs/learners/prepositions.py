"""Prepositions that learners leave out, add where none belongs, or confuse."""

from colabert_core.minimal_pairs.learners.articles import (
    MURPHY,
    PARROTT,
    SWAN,
    SWAN_SMITH,
    act,
    anyone,
    because,
    being,
    everyone,
    forgot,
    forms,
    habit,
    negated,
    opinion,
    over,
    past,
    perfect,
    pick,
    question,
    request,
    slips,
    thanks,
    timed,
    timed_because,
    timed_first,
    timed_ing,
    timed_let,
    timed_like,
    timed_not,
    timed_question,
    wish,
)
from colabert_core.minimal_pairs.learners.everyday import SHE, THEY, Everyday, Subject
from colabert_core.minimal_pairs.lexicon import english
from colabert_core.minimal_pairs.paradigm import Pair, Paradigm, Template, differ

_VERBS = (past, habit, negated, question, wish, request, because, opinion)
_OTHER_VERBS = (forgot, perfect, everyone, thanks)
_TIMED = (timed, timed_question, timed_not, timed_like, timed_let)
_OTHER_TIMED = (timed_because, timed_ing, timed_first)

# --- verbs and the prepositions after them ----------------------------------------------------------

_OF_VERB = slips("""
listen | to | - | music, the radio, @, the news, the teacher, this song
talk | to | - | @, ~ boss, the teacher
apologize | to | - | @, the teacher, ~ mother
reply | to | - | @, the email, the letter
wait | for | - | @, the bus, the train, the doctor
look | for | - | ~ keys, ~ phone, a job, an apartment
pay | for | - | the coffee, dinner, the shoes
apply | for | - | the job, a visa, a new job
look | at | - | the photos, the map, @, the menu, the stars
smile | at | - | @, the baby, the children
laugh | at | - | @, the joke, the clown
complain | about | - | the food, the noise, the weather, the homework
talk | about | - | the movie, the trip, ~ family, the problem
worry | about | - | the test, the future, the exam
agree | with | - | @, the teacher
argue | with | - | @, the neighbors, ~ boss
enter | - | to | the room, the house, the building
answer | - | to | the question, the email, the phone
visit | - | to | @, the museum, *city, ~ grandparents
contact | - | to | @, the hotel, the school
thank | - | to | @, the teacher, ~ parents
invite | - | to | @, ~ classmates
order | - | for | pizza, two coffees, some soup
request | - | for | a room, a refund, some help
book | - | for | a hotel room, a flight, a table
reach | - | at | the hotel, the station, the airport, the beach
ask | - | at | @, the teacher
discuss | - | about | the problem, the plan, the trip, the movie
mention | - | about | the problem, the party, the test
describe | - | about | the picture, the house, the accident
marry | - | with | a doctor, ~ best friend, a teacher
contact | - | with | @, the school, the hotel
""")
_EXCHANGED = slips("""
listen | to | at | @, the teacher, the radio, music, this song
reply | to | for | the email, the letter
apologize | to | at, of | @, the teacher
wait | for | to, about, of | @, the bus, the train
pay | for | about, of, to | the coffee, dinner, the shoes
search | for | to, about | ~ keys, ~ wallet, the cat
look | for | about, of | ~ phone, a new job, the cat
apologize | for | of, on | the mistake, the noise
look | at | of, about | the photos, the map, the menu, the stars
smile | at | of | the baby, the children, @
laugh | at | of | the joke, the clown, @
arrive | at | to | the hotel, the airport, the station, the beach
complain | about | on, in | the food, the noise, the weather
worry | about | of, with | the future, ~ grades
dream | about | with | the future, the trip, ~ exam
spend money | on | in, at, with | clothes, books, shoes
concentrate | on | in, with, at | ~ homework, the question
rely | on | of, in, with, to | @, ~ friends
focus | on | in, about, to | ~ studies, this problem
believe | in | on, to, at, of | ghosts, magic, Santa Claus
participate | in | on, to, about | the contest, the discussion
agree | with | of, at | @, the teacher
argue | with | at, of | @
fall in love | with | of, on, at | a singer, a dancer, the wrong person
play | with | at, of | @, the children, the dog
take care | of | on, for, about, to | ~ sister, the dog, the plants, @
get rid | of | from, with, on, at | the old sofa, the spiders, ~ old car
run out | of | from, about | milk, bread, paper
borrow money | from | of, to | @, ~ parents
get a letter | from | of | @, ~ uncle, the school
""")
_DIRECTION = slips("""
go | to | - | school, the bank, the park, church, bed, *city, the beach, the airport, a concert
come | to | - | the museum, ~ class, the party, *city, our school
walk | to | - | school, class
drive | to | - | school, the airport, the mall
return | to | - | school, *country, *city
go back | to | - | school, *city, the hotel, ~ office
fly | to | - | *city
take the bus | to | - | school, the airport, *city, the museum
go | - | to | home, shopping, there, abroad, upstairs, outside, fishing, skiing, camping, inside
come | - | to | home, here, back here, inside, upstairs
walk | - | to | home, upstairs, outside
drive | - | to | home
go back | - | to | home, there, inside, upstairs
take the train | - | to | home
travel | - | to | abroad
fly | - | to | home
run | - | to | home, outside, upstairs, away
study | - | to | abroad
""")
_MEANS = slips("""
go to work | by | with, on | bus, car, train, subway
go there | by | with, on | bus, car, plane, taxi
come here | by | with, on | bus, train, taxi, subway
go to school | by | with, on | bus, car, subway
travel to *city | by | with, on | train, plane, car
visit @ | by | with, on | car, train, plane
send it | by | on | email, mail
cut the bread | with | by | a knife, this knife, a sharp knife
open the box | with | by | scissors, a knife, a key
write | with | by | a pencil, a pen
eat | with | by | chopsticks, a spoon, a fork
clean it | with | by | a towel, a wet cloth, soap
wash the car | with | by | a sponge, hot water, soap
draw | with | by | a pencil, colored pencils, a crayon
open the door | with | by | a key, this key, ~ key
write the letter | with | on | a pencil, a pen
eat rice | with | on | chopsticks
go to school | on | by | ~ bicycle
go to work | on | by | ~ bike, ~ skateboard
go there | on | with | foot
come here | on | with | foot
watch it | on | by | TV, the internet
""")

# --- nouns and adjectives ---------------------------------------------------------------------------

_NOUNS = slips("""
find the answer | to | of, on, at | the question, the problem
find a solution | to | on, at | this problem, the problem
pay attention | to | at, on, in | @, the teacher, the signs
get an invitation | to | of, on | the wedding, the party
ask the reason | for | of, to | the delay, the change, the mistake
do it | for | in, at | fun, free
get it | for | in, with, at | free
get help | with | of, to | ~ homework, the computer
make friends | with | to, at, on | @, the neighbors, the new student
fall in love | with | of, for | a singer, a dancer, the wrong person
have a conversation | with | to, at | @, ~ boss
take a picture | of | about | the mountain, the dog, @, the lake
make a decision | about | of, to | the trip, the job, the party
lose ~ fear | of | to, from | dogs, flying, spiders
draw a picture | of | to | the house, the dog, a tree, @
take care | of | to, on, for | the baby, the dog, @
show an interest | in | on, at, to, of | music, science, history, art
leave | in | with, on, at | a hurry
stay | in | on, with, at | touch
go | on | in, at, to | vacation
do it | on | by, in | purpose
take it | by | with, on, in | mistake
talk | on | in | the phone
watch it | on | in | TV, the internet
have lunch | at | in, on | home
send it | by | with, on | mistake
""")
_ADJECTIVES = slips("""
good | at | in, on, of | tennis, drawing, cooking, chess, soccer
bad | at | in, on, of | drawing, dancing, chess, cooking
terrible | at | in, of, on | golf, cooking, dancing
interested | in | on, at, about, of, for | music, art, science, history, sports, movies
keen | on | in, at, of | sports, music, art, movies, cooking
afraid | of | from, at, with, on | dogs, spiders, snakes
scared | of | from, in, on | dogs, spiders, snakes
proud | of | on, at, in | ~ children, ~ daughter, ~ son
jealous | of | from, to, with | @, ~ sister, ~ brother
tired | of | about, in | waiting, studying, driving
capable | of | for, to, in | winning, doing it alone
ready | for | on, of | the test, the party, school
late | for | of, on | school, work
responsible | for | of, from, about | the project, the mistake, the party
famous | for | of, with, about | ~ cooking, ~ songs, ~ books
allergic | to | of, from, with, for, on | nuts, milk, cats, eggs
used | to | with, of | the cold, the noise, the heat
similar | to | with, of, from | @, ~ sister, ~ father
different | from | of | @, ~ sister, ~ brothers
far | from | of, to | the station, home, the beach
worried | about | of | the test, the trip, ~ grades
excited | about | of, to | the trip, the concert, the party
sure | about | for, in | the answer, the date
happy | with | of | ~ new job, ~ new phone, ~ grades
busy | with | of, to | ~ homework, the children
pleased | with | of, for | ~ present, ~ new car
""")


_MARRIED = slips("""
married | to | with | a doctor, a teacher, a nurse, ~ best friend, a farmer, a pilot, a dentist
engaged | to | with | a doctor, a teacher, a lawyer, a singer, a musician, ~ neighbor
busy | with | to | ~ homework, the children, ~ new book, the housework, ~ work
happy | with | to | ~ new job, ~ new phone, ~ grades, ~ life, ~ room
""")


def married(w: Everyday) -> tuple[Subject, str, str]:
    s = w.singular()
    if w.chance(0.5):
        return s, f"is {s.text} {{head}}", "?"
    return s, f"{s.text} {w.of('is', 'was', 'has been')} {{head}}", ""


def adjective_is(w: Everyday) -> tuple[Subject, str, str]:
    s = anyone(w)
    return (
        s, f"{w.of(being(w, s), f'{s.text} {s.was}')} {w.of('really', 'still', 'also', '', '')} {{head}}", "",
    )  # fmt: skip


def adjective_not(w: Everyday) -> tuple[Subject, str, str]:
    s = anyone(w)
    no = w.of(f"{s.was}n't", f"{s.am} not", f"{s.was} never", f"{s.was} not")
    return s, f"{s.text} {no} {{head}}", ""


def adjective_question(w: Everyday) -> tuple[Subject, str, str]:
    s = anyone(w)
    be = w.of(s.am, s.was, f"why {s.am}", f"why {s.was}")
    return s, f"{be} {s.text} {w.of('', '', 'really', 'still')} {{head}}", "?"


def adjective_think(w: Everyday) -> tuple[Subject, str, str]:
    s = anyone(w)
    know = w.any("I know that, I think, everyone can see that, it's clear that, maybe, she says that")
    return s, f"{know} {s.text} {w.of(s.am, s.was)} {{head}}", ""


def adjective_reason(w: Everyday) -> tuple[Subject, str, str]:
    s = anyone(w)
    know = w.of("we talked about it because", "it doesn't matter if", "nobody knew that", "he told me that")
    return s, f"{know} {s.text} {s.was} {{head}}", ""


def adjective_will(w: Everyday) -> tuple[Subject, str, str]:
    s = anyone(w)
    return s, f"{s.text} {w.of('will be', 'might be', f'{s.have} always been', 'will never be')} {{head}}", ""


def adjective_who(w: Everyday) -> tuple[Subject, str, str]:
    s = w.of(Subject("she", "she", SHE), Subject("they", "they", THEY))
    people = (
        w.of("people", "students", "children") if s.person == THEY else w.of("someone", "a girl", "a woman")
    )
    know = w.of("I know", "we met", "this book is about", "do you know", "have you met", "I saw", "she met")
    return s, f"{know} {people} who {s.am} {{head}}", "?" if know.startswith(("do", "have")) else ""


def adjective_more(w: Everyday) -> tuple[Subject, str, str]:
    s = anyone(w)
    more = w.of("but it doesn't matter", "and I like that", "but nobody knows it", "so we talked about it")
    return s, f"{s.text} {s.was} {{head}}", f", {more}"


def adjective_been(w: Everyday) -> tuple[Subject, str, str]:
    s = anyone(w)
    ask = w.of(f"how long {s.have}", f"why {s.have}", s.have)
    return s, f"{ask} {s.text} {'ever' if ask == s.have else ''} been {{head}}", "?"


# --- time, place and duration -----------------------------------------------------------------------

_TIME = slips("""
- | on | in, at | *weekday, *weekday, *weekday morning, *weekday evening, the first day of school
- | on | in | ~ birthday
- | in | on, at | *month, *month, *month, the summer
- | in | at | the morning, the evening, the afternoon
- | at | in, on | seven o'clock, nine o'clock, ten thirty, noon, midnight, six o'clock, half past two
""")
_PLACE = slips("""
stay | in | on, at, to | *country
stay | in | on, to | *city, the kitchen, the garden, the living room
sleep | in | on, to | the bedroom, the living room, ~ room
work | in | to | the garden, the kitchen, the library
study | in | to | the library, *city, the kitchen
meet @ | in | on, to | *city, the library, the park, the garden
live | in | at, on | *country
stay | at | in, on, to | home
wait | at | to | the bus stop, the airport, the station, the hotel
meet @ | at | to, on | the bus stop, the airport, the party, the station
eat lunch | at | in, on | home
eat lunch | at | to, on | school, the hotel, the airport
work | at | to | the hotel, the airport
sleep | on | in, at, to | the floor
sleep | on | at, to | the sofa
sit | on | in, at, to | the floor
stay | on | in, at, to | the second floor, the third floor
wait | on | in, to | the second floor, the third floor
go | to | in, at, on | *city, *country
go | to | at | school, the library, the station, the bank
travel | to | on, at | *country, *city
fly | to | at, on | *country, *city
come | to | in, at | *country, *city
take the train | to | at, on | *city
""")
_FOR_SINCE = slips("""
- | for | since | two hours, three days, five years, six months, a long time, two weeks, many years
- | since | for | last *weekday, last week, yesterday, last *month, last summer, last night, last year
""")
_SICK = slips("""
- | for | since | three days, two weeks, six months, a long time, five days, a month, many days, four weeks
- | since | for | *weekday, *month, last week, yesterday, last *month, this morning, last night
""")
_LONG = slips("""
wait | for | during | two hours, ten minutes, a long time, half an hour
sleep | for | during | three hours, ten hours, a long time
stay here | for | during | three days, two weeks, a long time
talk | for | during | two hours, twenty minutes, a long time
fall asleep | during | for | the lesson, the movie, the class, the concert, the meeting, the game
lose ~ phone | during | for | the flight, the trip, the concert, the party
break ~ arm | during | for | the trip, the lesson, the party
""")
_WHILE = slips("""
fall asleep | during | while | the lesson, the movie, the flight, the concert, the meeting
lose ~ phone | during | while | the flight, the trip, the concert
laugh | during | while | the lesson, the movie, the test, the meeting
fall asleep | while | during | we were talking, I was cooking, the teacher was talking
lose ~ phone | while | during | we were shopping, I was traveling, it was snowing
laugh | while | during | I was singing, we were talking, she was dancing
""")
_UNTIL = slips("""
stay here | until | by | midnight, *weekday, the end of the week
wait | until | by | midnight, *weekday, six o'clock, noon
stay in bed | until | by | noon, nine o'clock, ten thirty, the afternoon
finish it | by | until | *weekday, noon, six o'clock, the end of the week
arrive | by | until | *weekday, noon, six o'clock, midnight
pay the bill | by | until | *weekday, noon, the end of the week
""")


def told(w: Everyday) -> tuple[Subject, str, str]:
    s = anyone(w)
    return s, f"{w.of('', 'I heard that', 'I think', 'we know that', 'maybe')} {s.text} {{past}}", ""


def should(w: Everyday) -> tuple[Subject, str, str]:
    s = anyone(w)
    want = "wants to" if s.person == SHE else "want to"
    return s, f"{s.text} {w.of('should', 'will', f'{s.have} to', 'can', want, 'had to')} {{base}}", ""


def asked(w: Everyday) -> tuple[Subject, str, str]:
    s = anyone(w)
    return s, f"{w.of('should', 'will', 'can', 'could', 'did')} {s.text} {{base}}", "?"


def perfect_since(w: Everyday) -> tuple[Subject, str, str]:
    s = anyone(w)
    lived = w.of("lived here", "been sick", "worked there", "known him", "had this phone", "been on vacation")
    return s, f"{s.text} {s.have} {lived}", ""


def progressive_since(w: Everyday) -> tuple[Subject, str, str]:
    s, a = anyone(w), act(w)
    return s, f"{s.text} {s.have} been {a.verb.ing} {s.doing(a)}", ""


def negative_since(w: Everyday) -> tuple[Subject, str, str]:
    s = anyone(w)
    seen = w.any("seen him, slept, eaten anything, called me, been here, talked to us, heard from them")
    return s, f"{s.text} {s.have}n't {seen}", ""


def question_since(w: Everyday) -> tuple[Subject, str, str]:
    s = anyone(w)
    lived = w.of("lived here", "been sick", "worked there", "known him", "had this phone", "been in bed")
    return s, f"{s.have} {s.text} {lived}", "?"


def because_since(w: Everyday) -> tuple[Subject, str, str]:
    s = anyone(w)
    lived = w.of("lived here", "been sick", "known them", "worked with us", "been at home")
    return s, f"{w.of('I know that', 'he says that', 'I think', 'maybe')} {s.text} {s.have} {lived}", ""


def first_since(w: Everyday) -> tuple[Subject, str, str]:
    s = anyone(w)
    waits = w.any("waiting here, looking for a job, living in this town, feeling tired, trying to call you")
    return s, f"{w.of('', 'why')} {s.have} {s.text} been {waits}", "?"


# --- prepositions at the end ------------------------------------------------------------------------

_AT_THE_END = slips("""
listen | to | - | music, song, story, teacher
talk | to | - | man, woman, student, teacher
reply | to | - | email, letter, message
wait | for | - | bus, train, letter, doctor
look | for | - | book, key, hotel, street
look | at | - | picture, map, photo, painting
laugh | at | - | joke, story, clown
talk | about | - | problem, trip, movie, party
complain | about | - | noise, food, room, price
worry | about | - | test, exam, problem
argue | with | - | neighbor, driver, teacher
agree | with | - | teacher, woman, boss
enter | - | to | room, building, house, shop
answer | - | to | question, email, letter
visit | - | to | city, museum, woman, school
thank | - | to | teacher, woman, man
invite | - | to | man, student, neighbor
order | - | for | pizza, book, soup, cake
need | - | for | key, book, hotel, letter
want | - | for | picture, book, room
reach | - | at | hotel, station, city
see | - | at | movie, painting, photo
discuss | - | about | problem, plan, trip, movie
mention | - | about | party, problem, test, price
describe | - | about | picture, house, accident
marry | - | with | man, woman, teacher, doctor
contact | - | with | school, hotel, driver
""")


def _ended(w: Everyday, before: str, s: Subject, after: str = "") -> Pair:
    """A clause that ends with a preposition, or with none; {noun} stands for what it is about."""
    slip = pick(w, _AT_THE_END)
    before = before.format(noun=w.of(*slip.rests), **forms(slip.head, s))
    return differ(before, slip.good, slip.bad, after)


def end_this_is(w: Everyday) -> Pair:
    s = anyone(w)
    this = w.any("this is the, that was the, it's the same, is this the, was that the, I don't know the")
    return _ended(w, f"{this} {{noun}} that {s.text} {{past}}", s, "?" if this[:2] in ("is", "wa") else "")


def end_which(w: Everyday) -> Pair:
    s = anyone(w)
    does = w.of("did", "did", s.do, "will", "should", "can")
    return _ended(w, f"which {{noun}} {does} {s.text} {{base}}", s, "?")


def end_clause(w: Everyday) -> Pair:
    s = anyone(w)
    liked = w.any("I liked the, she forgot the, we saw the, he told me about the, it isn't the, I found the")
    before = f"{liked} {{noun}} {w.of('that', '')} {s.text} {{past}}"
    return _ended(w, before, s, w.of("", "yesterday", "last week"))


def end_remember(w: Everyday) -> Pair:
    s = anyone(w)
    tell = w.any("do you remember the, did you see the, where is the, have you found the, who knows the")
    return _ended(w, f"{tell} {{noun}} {w.of('that', '')} {s.text} {{past}}", s, "?")


def end_wanted(w: Everyday) -> Pair:
    s = anyone(w)
    wants = w.of("wanted to", "had to", "hoped to", "didn't", "did not", "couldn't")
    return _ended(w, f"this is {w.of('the', 'a')} {{noun}} that {s.text} {wants} {{base}}", s)


def end_asked(w: Everyday) -> Pair:
    s = anyone(w)
    ask = w.any("I don't know which, tell me which, she asked me which, we forgot which, I'm not sure which")
    return _ended(w, f"{ask} {{noun}} {s.text} {{past}}", s)


def end_many(w: Everyday) -> Pair:
    s = anyone(w)
    start = w.of("how many", "how many other")
    plural = f"{start} {{noun}}s did {s.text} {{base}}"
    slip = pick(w, _AT_THE_END)
    nouns = [
        english().noun(noun).plural for noun in slip.rests if noun not in ("food", "noise", "music", "soup")
    ]
    before = plural.replace("{noun}s", w.of(*nouns)).format(**forms(slip.head, s))
    return differ(before, slip.good, slip.bad, w.of("?", "last week?", "yesterday?"))


_ADJECTIVE = (
    adjective_is, adjective_not, adjective_question, adjective_think, adjective_will, adjective_reason,
)  # fmt: skip


def _paradigm(
    name: str, source: str, templates: tuple[Template, ...], held_out: tuple[Template, ...]
) -> Paradigm:
    return Paradigm(
        name=name, phenomenon="prepositions", source=source, templates=templates, held_out=held_out,
        framed=False,
    )  # fmt: skip


PREPOSITIONS = (
    _paradigm("preposition_of_verb", SWAN, over(_OF_VERB, *_VERBS), over(_OF_VERB, *_OTHER_VERBS)),
    _paradigm("preposition_exchanged", MURPHY, over(_EXCHANGED, *_VERBS), over(_EXCHANGED, *_OTHER_VERBS)),
    _paradigm(
        "preposition_adjective", MURPHY, (*over(_ADJECTIVES, *_ADJECTIVE), *over(_MARRIED, married)),
        over(_ADJECTIVES, adjective_who, adjective_more, adjective_been),
    ),
    _paradigm("preposition_time", PARROTT, over(_TIME, *_TIMED), over(_TIME, *_OTHER_TIMED)),
    _paradigm("preposition_place_to", PARROTT, over(_PLACE, *_VERBS), over(_PLACE, *_OTHER_VERBS)),
    _paradigm("preposition_direction", SWAN, over(_DIRECTION, *_VERBS), over(_DIRECTION, *_OTHER_VERBS)),
    _paradigm(
        "preposition_duration", SWAN_SMITH,
        (
            *over(_SICK, perfect_since, question_since), *over(_FOR_SINCE, progressive_since, negative_since),
            *over(_LONG, told, because, negated), *over(_WHILE, told, because),
            *over(_UNTIL, told, should, asked),
        ),
        (
            *over(_SICK, because_since), *over(_FOR_SINCE, first_since), *over(_LONG, perfect),
            *over(_WHILE, everyone), *over(_UNTIL, because),
        ),
    ),
    _paradigm("preposition_means", MURPHY, over(_MEANS, *_VERBS), over(_MEANS, *_OTHER_VERBS)),
    _paradigm(
        "preposition_at_end", SWAN, (end_this_is, end_which, end_clause, end_remember, end_wanted),
        (end_asked, end_many),
    ),
    _paradigm("preposition_of_noun", MURPHY, over(_NOUNS, *_VERBS), over(_NOUNS, *_OTHER_VERBS)),
)  # fmt: skip
