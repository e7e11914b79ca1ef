from .looking import EveryPage


class TestEveryPageInEnglish(EveryPage):
    language = "en"
