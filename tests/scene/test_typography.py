"""Words as they are set: `~` stands for a space at which no line may end."""

import pytest

from anatomy_viewer.scene.typography import NBSP, unbroken, with_unit


@pytest.mark.parametrize(
    "set_",
    [
        "It is 70~% narrow everywhere, unfortunately",
        "It is <b>70</b>~% narrow everywhere, unfortunately",
        "A gap of 2~mm between neighbouring surfaces",
        "Drawn 8~times larger than originally photographed",
        "<b>97~of~100</b> people remained completely unaffected",
        "Pour 97~sur~100 personnes, heureusement indemnes",
        "Ungefär 20~000 personer undersöktes fortlöpande",
        "Est-ce grave~? Demandez-le ensuite toujours",
        "Dites «~bonjour~» assez régulièrement",
        "Please touch what is narrow in~you.",
        "This is about atherosclerosis and~you.",
        "It is about your atherosclerosis",
        "Two words",
        "",
    ],
)
def test_a_line_does_not_end_where_it_would_be_harder_to_read(set_: str) -> None:
    assert unbroken(set_.replace("~", " ")) == set_.replace("~", NBSP)


def test_a_figure_stands_close_to_a_sign_and_apart_from_a_word() -> None:
    assert with_unit("70", "%") == f"70{NBSP}%"
    assert with_unit("2", "mm") == f"2{NBSP}mm"
    assert (with_unit("72", "/min"), with_unit("5", "°"), with_unit("3", "")) == ("72/min", "5°", "3")


def test_a_space_that_the_typeface_lacks_becomes_one_that_it_has() -> None:
    assert unbroken("Un espace\u202f: infranchissable") == f"Un espace{NBSP}: infranchissable"


def test_setting_words_twice_changes_nothing_more() -> None:
    words = "In 5 years, 18 of 100 people had it : 82 of 100 did not."
    assert unbroken(unbroken(words)) == unbroken(words)
