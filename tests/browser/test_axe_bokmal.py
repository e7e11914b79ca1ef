from .looking import EveryPage


class TestEveryPageInBokmal(EveryPage):
    language = "nb"
