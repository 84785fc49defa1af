"""What looks like a record about one student, and all that only resembles it: precision is what makes people read."""

import time

import pytest

from rubric.student_data import SuspectedKind, suspicions

ID, BIRTHDAY, NAME = SuspectedKind.ID, SuspectedKind.BIRTHDAY, SuspectedKind.NAME

SUSPICIOUS = [
    ("Student ID 48213 was marked present by mistake.", ID),
    ("student id: 4821", ID),
    ("Pupil number 100482 has no bus.", ID),
    ("SSID 1029384756 is listed twice", ID),
    ("See lunch #20931", ID),
    ("ID# 774512 and two others", ID),
    ("Called home for 1048827 on Tuesday.", ID),
    ("S1048827 left in March", ID),
    ("Her number is 219-09-9999.", ID),
    ("https://sis.example.org/profile?student_id=104882", ID),
    ("DOB 3/14/2015", BIRTHDAY),
    ("d.o.b.: 2014-03-09", BIRTHDAY),
    ("She was born on March 3, 2014, and moved here in fall.", BIRTHDAY),
    ("date of birth 14 May 2013", BIRTHDAY),
    ("Birthday is 11/02/12", BIRTHDAY),
    ("3/14/2015 is his birthday", BIRTHDAY),
    ("He turned 7 on April 2.", BIRTHDAY),
    ("student Maria Lopez has no ride", NAME),
    ("A student named Jaden keeps leaving early.", NAME),
    ("Student: Maria Lopez", NAME),
    ("our student, Xiomara Quispe, moved", NAME),
    ("Maria L. missed 12 days since August", NAME),
    ("Maria Lopez missed 12 days.", NAME),
    ("Xiomara Quispe has been absent every Monday", NAME),
    ("Jaden Williams has 14 absences.", NAME),
    ("José Núñez was absent 9 days in October", NAME),
    ("DeShawn O'Brien is chronically absent", NAME),
    ("Ana de la Cruz was suspended twice", NAME),
    ("4th grader Leo is in the hospital", NAME),
    ("Leo Kim, grade 4, has asthma", NAME),
    ("Leo Kim (a third grader) has asthma", NAME),
    ("Maria's mom works nights", NAME),
    ("Maria Lopez's attendance fell in October.", NAME),
    ("Maria Lopez moved in with an aunt and her absences doubled", NAME),
    ("We spoke with the mother of Maria Lopez", NAME),
    ("home visit to Jaden Williams on 3 Nov", NAME),
    ("Nguyễn Lan skips school", NAME),
    ("Today Maria Lopez missed 12 days of the year", NAME),
    ("student Maria missed 12 days", NAME),
    ("There is no record of 1048827 since fall.", ID),
    ("kindergartner Mia P. cries at the door", NAME),
]

HARMLESS = [
    "Every student of Booker Taliaferro Washington Elementary",
    "A student, Booker Taliaferro Washington Elementary",
    "",
    "Bi-weekly agenda since September, dashboards attached.",
    "Two of nine schools do this; the rest start in spring.",
    "We signed two MOUs in August.",
    "Reviewed on 11/14/2025 and 2025-12-01.",
    "Data as of 20251114, school year 202526.",
    "The 20252026 calendar has 176 days.",
    "Export of 202511 shows a dip.",
    "The budget is $1250000, or 1250000 dollars.",
    "We reached 250000 families and 143220 households.",
    "Invoice 2048811 was paid from the grant.",
    "Call 5551234567 or (555) 123-4567 for a ride.",
    "Zoom meeting ID 84522319921, passcode 448213",
    "School ID 120345 in the state's file",
    "Grant no. 4482931 pays for two liaisons.",
    "0.123456 is the share, 12.5% in K-2",
    "https://docs.example.org/d/104882273/edit",
    "Write to j.lopez2009123@example.org",
    "Room 204, page 14, slide 12",
    "Chronic absence was 18.4% in 2024-25, 21,345 students.",
    "RFP 2024117 closes in May",
    "The task force met on its birthday party day.",
    "Students born in 2012 or later are counted in grade 8.",
    "Dr. King's birthday, January 19, is a holiday.",
    "The idea was born at the retreat on August 14, 2025.",
    "Immunization dates of birth cohorts were checked.",
    "Principal Maria Lopez missed 2 days for training.",
    "Dr. Maria Lopez presented her attendance dashboard.",
    "Dana Whitfield shared her attendance data with the board.",
    "Student Support Services leads the review.",
    "Student Success Team meets monthly.",
    "The Student Information System flags it.",
    "students Chromebook program",
    "Lincoln Elementary missed 12 days because of flooding.",
    "Cesar Chavez Elementary has 14 absences per student.",
    "Maple Valley's attendance fell in October.",
    "Maple Valley has 14 absences a day.",
    "In May Attendance Works trained us.",
    "Title I. schools have a plan for attendance.",
    "Kim Park (4th grade teacher) sent the letters.",
    "Dana Whitfield, grade 4 lead, collects them.",
    "Mother's Day and Children's Hospital events",
    "Home visits to families started in October.",
    "attendance letter for Special Education families",
    "Our nurse, Olga Petrov, tracks asthma and her IEP meetings",
    "Board members Ana Morales and Lee Chen asked for absences by grade.",
    "Grade Nine missed 3 days for the storm.",
    "Superintendent Ruth Goldberg is absent every Monday from cabinet.",
    "Families First has 40 tardies on file",
    "Ana Morales missed school board training.",
    "We called about 143220 times.",
    "Call us at 5551234567.",
    "Ana Morales and her team reviewed attendance.",
    "Cesar Chavez and Rosa Parks raised their attendance.",
    "The Assistant Principal Maria del Carmen Lopez missed 2 days.",
    "Healthy Schools Campaign shared their report.",
]


@pytest.mark.parametrize(("text", "kind"), SUSPICIOUS, ids=[text for text, _ in SUSPICIOUS])
def test_a_record_about_one_student_is_suspected(text: str, kind: SuspectedKind) -> None:
    assert kind in [one.kind for one in suspicions(text)]


@pytest.mark.parametrize("text", HARMLESS)
def test_what_only_resembles_one_is_left_alone(text: str) -> None:
    assert suspicions(text) == ()


def test_the_piece_that_looks_like_one_is_told_once() -> None:
    found = suspicions("Maria Lopez missed 12 days. Later Maria Lopez missed 3 days. DOB 3/14/2015, ID 48213")
    assert [(one.kind, one.text) for one in found] == [
        (ID, "ID 48213"),
        (BIRTHDAY, "DOB 3/14/2015"),
        (NAME, "Maria Lopez"),
    ]


@pytest.mark.parametrize(
    "text", ["A" * 3000, "Ab " * 1000, "1 " * 1500, "student " * 375, "Ab Cd her " * 300, "born " * 600, " ID" * 1000]
)
def test_the_longest_text_takes_no_time_to_look_at(text: str) -> None:
    started = time.perf_counter()
    suspicions(text)
    assert time.perf_counter() - started < 0.5
