"""Which names are safely one person's, and which are not."""

from __future__ import annotations

from itertools import combinations

import pytest

from index.speakers.keys import fits, key_of


def are_one(one: str, other: str) -> bool:
    return key_of(one).text == key_of(other).text


def may_be_one(one: str, other: str) -> bool:
    """Whether they are joined where nobody else is there who may be meant."""
    a, b = key_of(one), key_of(other)
    return a == b or (a.family == b.family and (fits(a.text, b.text) or fits(b.text, a.text)))


@pytest.mark.parametrize(
    "names",
    [
        ["Volodymyr Zelensky", "Volodymyr Zelenskyy", "Volodymyr Zelenskyi", "Volodymyr Zelens’kyj",
         "Vladimir Zelenskiy", "Vladimir Zelenskij", "Владимир Зеленский", "Володимир Зеленський"],
        ["Sergei Shoigu", "Sergey Shoygu", "Sergueï Choïgou"],
        ["Maria Zakharova", "Mariya Zakharova", "Marija Zaharova", "Мария Захарова"],
        ["Nikita Khrushchev", "Nikita Khrushchov", "Nikita Chruschtschow", "Nikita Hruščëv",
         "Никита Хрущёв", "Никита Хрущев"],
        ["Yevgeny Prigozhin", "Evgeniy Prigozhin", "Evgueni Prigojine", "Evgenij Prigozhin"],
        ["Alexander Lukashenko", "Aleksandr Lukashenko", "Alyaksandr Lukashenka",
         "Александр Лукашенко", "Аляксандр Лукашэнка"],
        ["Yulia Tymoshenko", "Iuliia Tymoshenko", "Julija Tymošenko", "Юлия Тимошенко"],
        ["Ivan Solovyov", "Ivan Soloviev", "Иван Соловьёв", "Иван Соловьев"],
        ["Vladimir Putin", "Wladimir Putin", "Vladimir Poutine", "Владимир Путин"],
        ["José Núñez", "Jose Nunez", "JOSÉ NÚÑEZ"],
        ["Józef Łącki", "Jozef Lacki"],
        ["Anna-Lena Vogt", "Anna Lena Vogt"],
        ["Mr. Paul Maro", "Paul Maro"],
        ["Michael O’Neill", "Michael O'Neill"],
        ["The Ministry of Water", "Ministry of Water", "ministry of water"],
        ["Élysée", "Elysee", "the Élysée"],
    ],
)  # fmt: skip
def test_one_person_or_body_however_it_is_spelt(names: list[str]) -> None:
    apart = [pair for pair in combinations(names, 2) if not may_be_one(*pair)]
    assert apart == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bill Clinton", "Hillary Clinton"),
        ("Ivan Petrov", "Ivan Petrova"),
        ("Иван Петров", "Ивана Петрова"),
        ("Anna Maro", "Hanna Moro"),
        ("Anna Petrova", "Hanna Petrova"),
        ("Jan Nowak", "Jana Nowak"),
        ("Martin Sokolov", "Marina Sokolova"),
        ("Martin Holm", "Marina Holm"),
        ("Ian Smith", "Jan Smith"),
        ("John Smith", "John Smyth"),
        ("John Mathew", "John Matthew"),
        ("Maria Schulz", "Maria Schultz"),
        ("Andrei Sakharov", "Andrei Zakharov"),
        ("Андрей Сахаров", "Андрей Захаров"),
        ("Ivan Zorin", "Ivan Sorin"),
        ("Oleg Goncharov", "Oleg Honcharov"),
        ("George Bush", "George W. Bush"),
        ("George W. Bush", "George H. W. Bush"),
        ("Martin Luther King", "Martin Luther King Jr."),
        ("Ivan Petrovich Sidorov", "Ivan Pavlovich Sidorov"),
        ("H. Clinton", "Bill Clinton"),
        ("J. Smyth", "John Smith"),
        ("I. Petrova", "Yulia Petrova"),
        ("Zelensky", "Volodymyr Zelensky"),
        ("Zelensky", "Zelenskyy"),
        ("Kremlin", "Kremlin Palace"),
        ("Ministry of Water", "Ministry of Waters"),
        ("Malcolm X", "Malcolm Y"),
        ("Police 1", "Police 2"),
    ],
)
def test_near_is_not_the_same(one: str, other: str) -> None:
    assert not may_be_one(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("W. Selenskyj", "Volodymyr Zelensky"),
        ("Wolodymyr Selenskyj", "Volodymyr Zelensky"),
        ("В. Зеленский", "Volodymyr Zelenskyy"),
        ("S. Shoigu", "Sergei Shoigu"),
        ("Sergej Schoigu", "Sergei Shoigu"),
        ("E. Prigozhin", "Yevgeny Prigozhin"),
        ("Y. Prigozhin", "Evgeny Prigozhin"),
        ("Yu. Tymoshenko", "Юлія Тимошенко"),
        ("O. Lukashenko", "Alexander Lukashenko"),
        ("J. Smith", "John Smith"),
        ("U. von der Leyen", "Ursula von der Leyen"),
        ("Andrej Sacharow", "Andrei Sakharov"),
        ("Andrej Sacharow", "Andrei Zakharov"),
        ("Anatolij Kusnezow", "Anatoly Kuznetsov"),
        ("Slobodan Milošević", "Slobodan Milosevic"),
        ("Олег Гончаренко", "Oleh Honcharenko"),
    ],
)
def test_what_leaves_something_open_may_be_another(one: str, other: str) -> None:
    assert may_be_one(one, other)
    assert not are_one(one, other)
