import pytest

from colabert_core.corpus.scripts import main_script, scripts_of


@pytest.mark.parametrize(
    ("sentences", "scripts"),
    [
        (["The pilot slept.", "Où est-il ?"], ("LATIN",)),
        (["조종사가 잤다."], ("HANGUL",)),
        (["彼女は学校へ行く。"], ("CJK", "HIRAGANA", "KATAKANA")),
        (["コーヒー"], ("KATAKANA", "HIRAGANA", "CJK")),
        (["他去学校。"], ("CJK",)),
        (["Она спит."], ("CYRILLIC",)),
        (["ＴＨＥ ｐｉｌｏｔ", "𝐬𝐥𝐞𝐩𝐭"], ("LATIN",)),
        (["12345", "😀 ?!"], ()),
        (["The pilot slept for a very long time indeed. " * 10, "α"], ("LATIN",)),
        ([], ()),
    ],
)
def test_scripts_are_those_of_more_than_a_few_letters(sentences, scripts):
    assert scripts_of(sentences) == scripts


@pytest.mark.parametrize(
    ("sentence", "known", "found"),
    [
        ("학교에 갑니다.", ("LATIN",), "HANGUL"),
        ("The word 학교 is Korean.", ("LATIN",), None),
        ("학교에 갑니다 now", ("LATIN",), "HANGUL"),
        ("학교 ABCD", ("LATIN",), None),
        ("She goes.", ("HANGUL",), "LATIN"),
        ("She goes.", ("HANGUL", "LATIN"), None),
        ("12 😀", ("LATIN",), None),
    ],
)
def test_a_sentence_is_in_another_script_if_most_letters_are(sentence, known, found):
    assert main_script(sentence, known) == found
