"""Names are declined as their languages decline them: whole paradigms, checked by hand."""

from __future__ import annotations

import pytest

from cleaner.forms import Form, Grammar, Role
from cleaner.rulebook import rules_folder
from cleaner.tables import read_grammar

RUSSIAN = """
Россия, России, России, Россию, Россией, России
Гвинея, Гвинеи, Гвинее, Гвинею, Гвинеей, Гвинее
Гана, Ганы, Гане, Гану, Ганой, Гане
Коста-Рика, Коста-Рики, Коста-Рике, Коста-Рику, Коста-Рикой, Коста-Рике
Тонга, Тонги, Тонге, Тонгу, Тонгой, Тонге
Польша, Польши, Польше, Польшу, Польшей, Польше
Камбоджа, Камбоджи, Камбодже, Камбоджу, Камбоджей, Камбодже
Никарагуа, Никарагуа, Никарагуа, Никарагуа, Никарагуа, Никарагуа
Чили, Чили, Чили, Чили, Чили, Чили
Иран, Ирана, Ирану, Иран, Ираном, Иране
Чад, Чада, Чаду, Чад, Чадом, Чаде
Бангладеш, Бангладеша, Бангладешу, Бангладеш, Бангладешем, Бангладеше
Египет, Египта, Египту, Египет, Египтом, Египте
Китай, Китая, Китаю, Китай, Китаем, Китае
Уругвай, Уругвая, Уругваю, Уругвай, Уругваем, Уругвае
Бруней, Брунея, Брунею, Бруней, Брунеем, Брунее
Маврикий, Маврикия, Маврикию, Маврикий, Маврикием, Маврикии
Израиль, Израиля, Израилю, Израиль, Израилем, Израиле
Тайвань, Тайваня, Тайваню, Тайвань, Тайванем, Тайване
Беларусь, Беларуси, Беларуси, Беларусь, Беларусью, Беларуси
Нидерланды, Нидерландов, Нидерландам, Нидерланды, Нидерландами, Нидерландах
Филиппины, Филиппин, Филиппинам, Филиппины, Филиппинами, Филиппинах
Мальдивы, Мальдив, Мальдивам, Мальдивы, Мальдивами, Мальдивах
Соединённые Штаты, Соединённых Штатов, Соединённым Штатам, Соединённые Штаты, Соединёнными Штатами, Соединённых Штатах
Маршалловы Острова, Маршалловых Островов, Маршалловым Островам, Маршалловы Острова, Маршалловыми Островами, Маршалловых Островах
Южная Корея, Южной Кореи, Южной Корее, Южную Корею, Южной Кореей, Южной Корее
Верхняя Вольта, Верхней Вольты, Верхней Вольте, Верхнюю Вольту, Верхней Вольтой, Верхней Вольте
Южный Судан, Южного Судана, Южному Судану, Южный Судан, Южным Суданом, Южном Судане
Соединённое Королевство, Соединённого Королевства, Соединённому Королевству, Соединённое Королевство, Соединённым Королевством, Соединённом Королевстве
Центральное управление, Центрального управления, Центральному управлению, Центральное управление, Центральным управлением, Центральном управлении
Гвинея-Бисау, Гвинеи-Бисау, Гвинее-Бисау, Гвинею-Бисау, Гвинеей-Бисау, Гвинее-Бисау
Тринидад и Тобаго, Тринидада и Тобаго, Тринидаду и Тобаго, Тринидад и Тобаго, Тринидадом и Тобаго, Тринидаде и Тобаго
США, США, США, США, США, США
"""  # noqa: E501
GERMAN = """
Norwegen, Norwegens, Norwegen, Norwegen
Kuba, Kubas, Kuba, Kuba
Irak, Iraks, Irak, Irak
Laos, Laos', Laos, Laos
Schweiz, Schweiz, Schweiz, Schweiz
Türkei, Türkei, Türkei, Türkei
Brunei, Bruneis, Brunei, Brunei
Elfenbeinküste, Elfenbeinküste, Elfenbeinküste, Elfenbeinküste
Niederlande, Niederlande, Niederlanden, Niederlande
Philippinen, Philippinen, Philippinen, Philippinen
Kap Verde, Kap Verdes, Kap Verde, Kap Verde
Bosnien und Herzegowina, Bosnien und Herzegowinas, Bosnien und Herzegowina, Bosnien und Herzegowina
Tschechische Republik, Tschechischen Republik, Tschechischen Republik, Tschechische Republik
USA, USA, USA, USA
"""
POLISH = """
Polska, Polski, Polsce, Polskę, Polską, Polsce, Polsko
Rosja, Rosji, Rosji, Rosję, Rosją, Rosji, Rosjo
Hiszpania, Hiszpanii, Hiszpanii, Hiszpanię, Hiszpanią, Hiszpanii, Hiszpanio
Birma, Birmy, Birmie, Birmę, Birmą, Birmie, Birmo
Kanada, Kanady, Kanadzie, Kanadę, Kanadą, Kanadzie, Kanado
Malta, Malty, Malcie, Maltę, Maltą, Malcie, Malto
Białoruś, Białorusi, Białorusi, Białoruś, Białorusią, Białorusi, Białorusi
Kirgistan, Kirgistanu, Kirgistanowi, Kirgistan, Kirgistanem, Kirgistanie, Kirgistanie
Irak, Iraku, Irakowi, Irak, Irakiem, Iraku, Iraku
Egipt, Egiptu, Egiptowi, Egipt, Egiptem, Egipcie, Egipcie
Cypr, Cypru, Cyprowi, Cypr, Cyprem, Cyprze, Cyprze
Izrael, Izraela, Izraelowi, Izrael, Izraelem, Izraelu, Izraelu
Niemcy, Niemiec, Niemcom, Niemcy, Niemcami, Niemczech, Niemcy
Węgry, Węgier, Węgrom, Węgry, Węgrami, Węgrzech, Węgry
Czechy, Czech, Czechom, Czechy, Czechami, Czechach, Czechy
Włochy, Włoch, Włochom, Włochy, Włochami, Włoszech, Włochy
Korea Północna, Korei Północnej, Korei Północnej, Koreę Północną, Koreą Północną, Korei Północnej, Koreo Północna
"""
PARADIGMS = [
    (language, line.split(", "))
    for language, lines in (("ru", RUSSIAN), ("de", GERMAN), ("pl", POLISH))
    for line in lines.strip().splitlines()
]


@pytest.mark.parametrize(("language", "paradigm"), PARADIGMS, ids=[f"{code}-{row[0]}" for code, row in PARADIGMS])
def test_a_name_is_declined_as_its_language_does(language: str, paradigm: list[str]) -> None:
    assert list(read_grammar(rules_folder(), language).decline(paradigm[0])) == paradigm


def test_what_stands_behind_a_bar_is_not_declined() -> None:
    grammar = read_grammar(rules_folder(), "ru")
    assert grammar.decline("Берег |Слоновой Кости")[4] == "Берегом Слоновой Кости"
    assert grammar.decline("|Наса") == ()


def test_a_language_without_grammar_has_no_cases() -> None:
    assert Grammar().decline("Russia") == ()
    assert Form("RU", "Russia", Role.FORM).in_case(3) == "Russia"


def test_a_form_tells_the_cases_in_which_it_may_stand() -> None:
    grammar = read_grammar(rules_folder(), "ru")
    form = Form("BY", "Белоруссия", Role.FORM, "", grammar.decline("Белоруссия"))
    assert form.cases_of("Белоруссии") == {1, 2, 5}
    assert form.cases_of("Белоруссию") == {3}
    assert form.in_case(4) == "Белоруссией"


def test_e_and_yo_are_one_letter() -> None:
    grammar = read_grammar(rules_folder(), "ru")
    form = Form("US", "Соединённые Штаты", Role.FREE, "", grammar.decline("Соединённые Штаты"))
    assert form.cases_of("Соединенных Штатах") == {5}
