"""The certificate as a PDF: accessible, and unchanged over time."""

from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from django.utils.translation import override
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pypdf import PdfReader

from completion.certificates import issuing
from completion.certificates.pdf import pdf, refusal_to_print
from completion.certificates.refusals import CannotBePrinted
from completion.models import CompletionReport
from enrollment.models import Course, Department
from enrollment.sessions.learning_outcomes import LEARNING_OUTCOMES
from tests.completion.certificate_factories import CompletionReportFactory, complete, evidence_of
from tests.completion.glyphs import glyphs, letters, line_of
from tests.factories import NOW, LearningAssistantFactory
from tests.size import daily_or_all

pytestmark = pytest.mark.django_db

ONE_LINE = {
    "en": [
        "Certificate",
        "Ada Aas",
        "has completed LAOS, the learning assistant training of NTNU",
        "20 hours: 8 + 6 + 6",
        "Core modules, 8 hours",
        "Core module 1, Trondheim, 2 September 2031",
        "Core module 2, Gjøvik, 16 September 2031",
        "Online modules, 6 hours",
        "OM1 Giving feedback, 1 October 2031",
        "OM4 Laboratory tutoring, 20 October 2031",
        "Course-specific follow-up, 6 hours",
        "TFY4104 Physics, Department of Physics",
        "Autumn 2031: 1 hour of first meeting, 4.5 hours of follow-up, 1 hour of final evaluation",
        "why a safe learning environment matters",
        "guide at a basic level",
    ],
    "nb": [
        "Kursbevis",
        "Ada Aas",
        "har gjennomført LAOS, læringsassistentopplæringen ved NTNU",
        "20 timer: 8 + 6 + 6",
        "Kjernemoduler, 8 timer",
        "Kjernemodul 1, Trondheim, 2. september 2031",
        "OM1 Å gi tilbakemelding, 1. oktober 2031",
        "TFY4104 Fysikk, Institutt for fysikk",
        "Høst 2031: 1 time første møte, 4,5 timer oppfølging, 1 time sluttevaluering",
        "3. november 2031",
        "hvorfor et trygt læringsmiljø er viktig",
        "veilede på et grunnleggende nivå",
    ],
}


@pytest.fixture
def report(ada):
    return CompletionReportFactory(assistant=ada)


def text_of(content: bytes) -> str:
    """Return the text as one line, since line breaks may occur anywhere."""
    pages = PdfReader(BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def named(name: str) -> CompletionReport:
    return CompletionReportFactory(assistant=LearningAssistantFactory(name=name))


@pytest.mark.parametrize("language", ["nb", "en"])
def test_it_says_who_has_completed_what_and_when(report, language):
    text = text_of(pdf(report, language))
    assert [line for line in ONE_LINE[language] if line not in text] == []
    assert report.serial in text
    assert "{" not in text


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("nb", "Kursbevis: læringsassistentopplæring"),
        ("en", "Certificate: learning assistant training"),
    ],
)
def test_qpdf_finds_nothing_wrong_and_it_is_tagged_with_language_and_title(report, language, title):
    content = pdf(report, language)
    with pikepdf.open(BytesIO(content)) as file:
        # The same check as `qpdf --check`, through its library.
        assert file.check_pdf_syntax() == []
        assert file.Root.Lang == language
        assert file.Root.MarkInfo.Marked
        assert file.Root.ViewerPreferences.DisplayDocTitle
        assert file.docinfo["/Title"] == title
        with file.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == title
        tags = set(tags_in(file.Root.StructTreeRoot))
        assert len(file.pages) == 1
    assert {"/H1", "/H2", "/H3", "/P", "/L", "/LI", "/Figure", "/Link"} <= tags


def tags_in(element):
    if isinstance(element, pikepdf.Array):
        for child in element:
            yield from tags_in(child)
    elif isinstance(element, pikepdf.Dictionary):
        if "/S" in element:
            yield str(element.S)
        if "/K" in element:
            yield from tags_in(element.K)


def test_qr_code_has_a_text_and_leads_to_where_it_is_verified(report, settings):
    content = pdf(report, "en")
    address = f"{settings.SITE_URL}/verify/{report.serial}/"
    with pikepdf.open(BytesIO(content)) as file:
        texts = {str(item.Alt) for item in file.objects if "/Alt" in dict_of(item)}
        links = {str(annotation.A.URI) for annotation in file.pages[0].Annots}
    assert f"QR code with the address {address}" in texts
    assert links == {address}


@pytest.mark.parametrize("language", ["nb", "en"])
def test_one_that_was_issued_holds_all_the_learning_outcomes(ada, language):
    complete(ada)
    issuing.issue_all(NOW)
    text = text_of(pdf(CompletionReport.objects.get(), language))
    with override(language):
        outcomes = [str(outcome) for _area, some in LEARNING_OUTCOMES for outcome in some]
    assert len(outcomes) == 14
    assert [
        outcome for outcome in outcomes if outcome.replace("'", "’") not in text.replace("'", "’")
    ] == []


def sizes(content: bytes) -> dict[str, float]:
    """Return the size of each run of text, in points."""
    found: dict[str, float] = {}

    def visit(text, _outer, place, _font, size):
        found[text.strip()] = size * place[0]

    PdfReader(BytesIO(content)).pages[0].extract_text(visitor_text=visit)
    return found


@pytest.mark.parametrize("name", ["Ada Aas", "Kristin Margrethe Łukasz-Ødegård", "Ada " * 25])
def test_holders_name_is_the_largest_text_and_the_typeface_is_the_sites(name):
    content = pdf(named(name.strip()), "nb")
    found = sizes(content)
    largest = max(found, key=lambda text: found[text])
    assert largest in name
    with pikepdf.open(BytesIO(content)) as file:
        fonts = [str(font.BaseFont) for font in file.pages[0].Resources.Font.values()]
    assert {re.sub(r".*\+(\w+)-.*", r"\1", font) for font in fonts} == {"Inter"}


def test_signatory_is_who_it_was_when_it_was_issued(client, ada, settings):
    settings.LAOS_SIGNATORY_NAME = "Unni Granlund"
    settings.LAOS_SIGNATORY_TITLE = {"nb": "Seksjonsleder", "en": "Head of Section"}
    complete(ada)
    issuing.issue_all(NOW)
    before = pdf(CompletionReport.objects.get(), "nb")
    assert "Unni Granlund Seksjonsleder" in text_of(before)
    settings.LAOS_SIGNATORY_NAME = "Adil Myrhaug"
    report = CompletionReport.objects.get()
    assert pdf(report, "nb") == before
    assert "Unni Granlund, Seksjonsleder" in client.get(f"/verify/{report.serial}/").text


def test_outcomes_end_the_sentence_above_them(ada):
    complete(ada)
    issuing.issue_all(NOW)
    text = text_of(pdf(CompletionReport.objects.get(), "en"))
    assert "A learning assistant who has completed LAOS Knowledge • knows basic" in text


@pytest.mark.parametrize("ending", ["svg", "png"])
def test_mark_of_the_university_has_its_place(report, settings, ending):
    mark = {"svg": "favicon.svg", "png": "icons/192.png"}[ending]
    settings.LAOS_CERTIFICATE_MARK = str(settings.BASE_DIR / "static" / mark)
    content = pdf(report, "en")
    with pikepdf.open(BytesIO(content)) as file:
        texts = [str(item.Alt) for item in file.objects if "/Alt" in dict_of(item)]
        assert file.check_pdf_syntax() == []
        assert len(file.pages) == 1
    assert "The mark of NTNU" in texts


def dict_of(item):
    return item if isinstance(item, pikepdf.Dictionary) else {}


def test_it_is_the_same_next_year_whatever_has_changed_since(report, ada):
    before = [pdf(report, "nb"), pdf(report, "en")]
    ada.name = "Ada Berg"
    ada.save()
    Course.objects.update(name_en="Other", name_nb="Noe annet")
    Department.objects.update(name_en="Other", name_nb="Noe annet")
    again = CompletionReport.objects.get()
    assert [pdf(again, "nb"), pdf(again, "en")] == before


def test_date_is_that_of_the_issue_in_oslo(ada):
    late = NOW.replace(year=2031, month=12, day=31, hour=23, minute=59)
    report = CompletionReportFactory(assistant=ada, issued_at=late)
    content = pdf(report, "en")
    assert "Issued 31 December 2031" in text_of(content)
    with pikepdf.open(BytesIO(content)) as file:
        assert str(file.docinfo["/CreationDate"]) == "D:20311231225900Z"


@pytest.mark.parametrize(
    "name",
    [
        "Zoë Łukasz Żółć Đặng Thị Ćirić",
        "Иван Ωμέγα",
        'Quo"te \\ #let $x$ *star* _line_ @ref <tag> [b] // no comment',
        "O'Neil & Søn",
    ],
)
def test_name_is_printed_as_it_is_written(name):
    # A straight apostrophe is typeset as a curly one, so neither is compared.
    assert re.sub("['’]", "", name) in re.sub("['’]", "", text_of(pdf(named(name), "en")))


@pytest.mark.parametrize(
    "name",
    [
        "王小明",
        "歐陽菲菲",
        "𠮷野さくら",
        "高橋ヒロシ",
        "김민준",
        "محمد علي",
        "گودرز پژمان",
        "ٹیپو سلطان",
        "יוסי כהן",
        "प्रिया शर्मा",
        "สมชาย ใจดี",
        "გიორგი ბერიძე",
        "Արամ Խաչատրյան",
        "தமிழ்ச்செல்வி",
        "রবীন্দ্রনাথ ঠাকুর",
        "አበበ ቢቂላ",
        "ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ",
        "પ્રિયા પટેલ",
        "ನಾಗರಾಜ",
        "రామారావు",
        "മലയാളം",
        "කුමාර",
        "សុខា",
        "အောင်ဆန်း",
        "ບຸນມີ",
        "Thảo Nguyễn Ông",
        "Kari 😀 Lyngmo",
    ],
)
def test_name_in_any_script_is_printed_with_all_its_letters(name):
    content = pdf(named(name), "nb")
    assert 0 not in [glyph.number for glyph in glyphs(content)]
    assert set(name) - letters(content) == set()
    assert "?" not in text_of(content)
    with pikepdf.open(BytesIO(content)) as file:
        assert file.check_pdf_syntax() == []
        with file.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"


@pytest.mark.parametrize(
    ("name", "from_left_to_right"),
    [
        ("יוסי כהן", "ןהכ יסוי"),
        ("יוסי Cohen כהן", "ןהכ Cohen יסוי"),
        ("Yosef כהן", "Yosef ןהכ"),
    ],
)
def test_name_is_read_in_the_direction_of_its_script(name, from_left_to_right):
    assert line_of(pdf(named(name), "en"), "כ").split() == from_left_to_right.split()


@pytest.mark.parametrize(
    "name",
    [
        "བསྟན་འཛིན",
        "ᠮᠣᠩᠭᠣᠯ",
        "Kari\uf8ff Lyngmo",
        "Kari\x01 Lyngmo",
        "Kari Lyngm\ufffd",
    ],
)
def test_sign_without_a_shape_is_never_replaced_by_another(name):
    report = named(name)
    for refused in (lambda: pdf(report, "nb"), lambda: pdf(report, "en")):
        with pytest.raises(CannotBePrinted) as refusal:
            refused()
        assert refusal.value.texts == [name]


@given(st.text(min_size=1, max_size=8))
@hypothesis_settings(
    max_examples=daily_or_all(8, 50),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_a_text_is_found_printable_exactly_if_it_can_be_printed(ada, text):
    evidence = evidence_of(ada) | {"name": text}
    report = CompletionReport(assistant=ada, evidence=evidence, issued_at=NOW)
    if refusal_to_print(report) is None:
        assert 0 not in [glyph.number for glyph in glyphs(pdf(report, "en"))]
    else:
        with pytest.raises(CannotBePrinted):
            pdf(report, "en")


def test_long_names_and_many_meetings_stay_on_one_page(report):
    evidence = report.evidence
    specific = evidence["course_specific"]
    specific["course"]["name"]["en"] = "Calculus and " * 12
    specific["meetings"] = [
        {"title": "Meeting", "day": (NOW + timedelta(days=day)).date().isoformat(), "hours": {}}
        for day in range(12)
    ]
    evidence["name"] = "Ada Margrethe " * 10
    report.evidence = evidence
    assert len(PdfReader(BytesIO(pdf(report, "en"))).pages) == 1
