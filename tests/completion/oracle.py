"""A second, slow and simple implementation of the verdicts, which shares no code with the rules.

It tries every session and every meeting one by one, where the rules compare the first with the last.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import product
from zoneinfo import ZoneInfo

WEEK = timedelta(days=7)


def judge(record, at) -> dict:
    """Return everything compared with a verdict, as plain values."""
    core = judge_core(record, at)
    online = judge_online(record, at)
    specific = judge_specific(record, at)
    met = core["met"] and online["met"] and specific["met"]
    states = [core["state"], online["state"], specific["state"]]
    spared = record.is_exempt and not met
    if met:
        state = "completed"
    elif spared:
        state = "exempt"
    elif "out_of_reach" in states:
        state = "out_of_reach"
    elif "at_risk" in states:
        state = "at_risk"
    else:
        state = "on_track"
    missing = [*core["missing"], *online["missing"], *specific["missing"]]
    return {
        "completed": met,
        "exempt": record.is_exempt,
        "missing": [] if spared else missing,
        "state": state,
        "core": core | ({"state": "exempt"} if spared else {}),
        "online": online | ({"state": "exempt"} if spared else {}),
        "specific": specific | ({"state": "exempt"} if spared else {}),
    }


def today(at):
    return at.astimezone(ZoneInfo("Europe/Oslo")).date()


# Core modules


def judge_core(record, at) -> dict:
    attended = []
    for number in (1, 2):
        for seminar in record.seminars:
            if seminar.core_module == number and seminar.mark == "present" and seminar.is_prepared:
                attended.append(number)
    missing = [f"core_module_{number}" for number in (1, 2) if number not in attended]
    state = state_of_core(record, attended, at) if missing else "completed"
    return {"met": not missing, "missing": missing, "attended": attended, "state": state}


def state_of_core(record, attended, at) -> str:
    """Try every possible plan for the term and return the best state."""
    trouble = set()
    ways: dict[int, list] = {}
    # A place in a later term; it may still be changed to a session in this term.
    put_off = any(seminar.is_later and seminar.mark == "" for seminar in record.seminars)
    for number in (1, 2):
        own = [seminar for seminar in record.seminars if seminar.core_module == number]
        was_there = [seminar for seminar in own if seminar.mark == "present"]
        held = [seminar for seminar in own if seminar.mark == ""]
        if was_there:
            # (day, waits, changes, last day): the day of an attended seminar does not matter.
            ways[number] = [(None, 0, 0, None)]
            if number not in attended:
                trouble.add("preparation")
        elif held:
            ways[number] = ways_with(held[0], record, at)
            if held[0].starts_at <= at and at - held[0].starts_at >= WEEK:
                trouble.add("not recorded")
            if (
                held[0].starts_at > at
                and not held[0].is_prepared
                and held[0].day - today(at) <= WEEK
            ):
                trouble.add("not prepared")
        else:
            ways[number] = ways_without(number, record, at)
    needs_date = [
        number
        for number in (1, 2)
        if not any(
            seminar.mark in ("present", "")
            for seminar in record.seminars
            if seminar.core_module == number
        )
    ]
    if not needs_date:
        if put_off:
            return "out_of_reach"
        return "at_risk" if trouble else "on_track"
    if not is_still_appointed(record, today(at)):
        return "out_of_reach"
    pairs = [
        (first, second)
        for first, second in product(ways[1], ways[2])
        if first[0] is None or second[0] is None or first[0] < second[0]
    ]
    if not pairs:
        if put_off:
            return "out_of_reach"
        return state_without_pairs(record, needs_date, ways, trouble)
    best = min(cost(pair) for pair in pairs)
    pairs = [pair for pair in pairs if cost(pair) == best]
    if put_off and best[1] == 0:
        return "out_of_reach"
    if best != (0, 0):
        trouble.add("waits or changes")
    for number in needs_date:
        last = max(pair[number - 1][3] for pair in pairs)
        missed = any(seminar.core_module == number for seminar in record.seminars)
        if record.plan.registration == "open" and (missed or last - today(at) <= WEEK):
            trouble.add("again or soon")
    return "at_risk" if trouble else "on_track"


def cost(pair) -> tuple:
    return sum(way[1] for way in pair), sum(way[2] for way in pair)


def ways_with(held, record, at) -> list:
    found = [(held.day, 0, 0, None)]
    if at < held.deadline:
        for core_date in record.plan.dates:
            if (
                core_date.core_module == held.core_module
                and core_date.starts_at > at
                and core_date.has_place
                and is_still_appointed(record, core_date.day)
            ):
                found.append((core_date.day, 0, 1, None))
    return found


def ways_without(number, record, at) -> list:
    found = []
    for core_date in record.plan.dates:
        if core_date.core_module != number or core_date.starts_at <= at:
            continue
        if not is_still_appointed(record, core_date.day):
            continue
        # After registration has closed, only people on the waitlist can still get a place.
        if record.plan.registration == "after" and (
            core_date.has_place or number not in record.waits_for
        ):
            continue
        last = core_date.day
        if record.plan.closes_at is not None:
            last = min(last, today(record.plan.closes_at - timedelta(seconds=1)))
        if core_date.has_place:
            found.append((core_date.day, 0, 0, last))
        elif at < core_date.deadline:
            found.append((core_date.day, 1, 0, last))
    return found


def state_without_pairs(record, needs_date, ways, trouble) -> str:
    for number in needs_date:
        if number == 1 and 2 in needs_date and ways[1]:
            # Core module 1 is possible, so core module 2 decides the state.
            continue
        planned = [core_date for core_date in record.plan.dates if core_date.core_module == number]
        if planned or record.plan.is_over:
            return "out_of_reach"
    return "at_risk"


def is_still_appointed(record, day) -> bool:
    for appointment in record.appointments:
        ends_on = appointment.follow_up.ends_on
        if appointment.term == record.plan.term and (ends_on is None or day <= ends_on):
            return True
    return False


# Online modules


def judge_online(record, at) -> dict:
    done = [module for module in record.modules if module.completed_on is not None]
    done.sort(key=lambda module: module.code)
    done.sort(key=lambda module: module.completed_on)
    missing = {0: ["online_module_1", "online_module_2"], 1: ["online_module_2"], 2: []}[len(done)]
    state = state_of_online(record, done, at) if missing else "completed"
    return {
        "met": not missing,
        "missing": missing,
        "completed": [module.code for module in done],
        "state": state,
    }


def state_of_online(record, done, at) -> str:
    if record.plan.is_over:
        return "out_of_reach"
    chosen = [module for module in record.modules if module.completed_on is None]
    last_days = [module.due for module in chosen]
    if len(done) + len(chosen) < 2:
        if not any(
            appointment.follow_up.ends_on is None or today(at) <= appointment.follow_up.ends_on
            for appointment in record.appointments
        ):
            return "out_of_reach"
        left = set(record.plan.due) - {module.code for module in record.modules}
        last_days.append(max((record.plan.due[code] for code in left), default=None))
    if any(day is not None and day - today(at) <= WEEK for day in last_days):
        return "at_risk"
    return "on_track"


# Course-specific modules


PARTS = ("first_meeting", "follow_up", "final_evaluation")
ASKED = {"first_meeting": 1, "follow_up": 4, "final_evaluation": 1}


def judge_specific(record, at) -> dict:
    found = [judge_appointment(appointment, record, at) for appointment in record.appointments]
    if not found:
        return {
            "met": False,
            "missing": [f"{part}_hours" for part in PARTS],
            "state": "out_of_reach",
            "course": None,
            "hours": dict.fromkeys(PARTS, 0),
        }
    nearest = found[0]
    for candidate in found[1:]:
        if is_nearer(candidate, nearest):
            nearest = candidate
    return nearest


def is_nearer(candidate, other) -> bool:
    order = ["completed", "on_track", "at_risk", "out_of_reach"]
    if candidate["state"] != other["state"]:
        return order.index(candidate["state"]) < order.index(other["state"])
    shortfall = {}
    for name, judged in (("candidate", candidate), ("other", other)):
        shortfall[name] = 0
        for part in PARTS:
            shortfall[name] += max(0, ASKED[part] - judged["hours"][part])
    if shortfall["candidate"] != shortfall["other"]:
        return shortfall["candidate"] < shortfall["other"]
    return len(candidate["missing"]) < len(other["missing"])


def judge_appointment(appointment, record, at) -> dict:
    hours = hours_had(appointment)
    missing = [f"{part}_hours" for part in PARTS if hours[part] < ASKED[part]]
    if missed_meetings(appointment, at):
        missing.append("mandatory_meeting")
    state = state_of_appointment(appointment, missing, record, at) if missing else "completed"
    if missing and appointment.is_later:
        state = "out_of_reach"
    return {
        "met": not missing,
        "missing": missing,
        "state": state,
        "course": appointment.course_code,
        "hours": hours,
    }


def was_attended(meeting) -> bool:
    return meeting.mark == "present" and not meeting.is_cancelled


def hours_had(appointment) -> dict:
    hours = {}
    for part in PARTS:
        hours[part] = 0
        for meeting in appointment.follow_up.meetings:
            if was_attended(meeting):
                hours[part] += meeting.hours[part]
    return hours


def is_appointed_on(appointment, day) -> bool:
    own = appointment.follow_up
    if own.starts_on is not None and day < own.starts_on:
        return False
    return own.ends_on is None or day <= own.ends_on


def missed_meetings(appointment, at) -> list:
    meetings = appointment.follow_up.meetings
    missed = []
    for meeting in meetings:
        if meeting.is_cancelled or not meeting.is_mandatory or meeting.starts_at > at:
            continue
        if not is_appointed_on(appointment, meeting.day) or was_attended(meeting):
            continue
        if not any(was_attended(later) and later.makes_up_for == meeting.key for later in meetings):
            missed.append(meeting)
    return missed


def state_of_appointment(appointment, missing, record, at) -> str:
    """Assume that every remaining meeting, or its make-up meeting, is attended, and check whether that is enough."""
    left = [
        meeting for meeting in appointment.follow_up.meetings if is_left(meeting, appointment, at)
    ]
    if not is_enough(left, appointment, at):
        if more_may_be_planned(appointment, record, at):
            return "at_risk"
        return "out_of_reach"
    # Exclude meetings whose attendance should have been recorded by now.
    sure = [meeting for meeting in left if meeting.starts_at > at or at - meeting.starts_at < WEEK]
    if not is_enough(sure, appointment, at):
        return "at_risk"
    for meeting in missed_meetings(appointment, at):
        if (meeting.mark or meeting not in sure) and any(
            replacement.makes_up_for == meeting.key and replacement.starts_at > at
            for replacement in sure
        ):
            return "at_risk"
    return "on_track"


def is_left(meeting, appointment, at) -> bool:
    if meeting.is_cancelled or not is_appointed_on(appointment, meeting.day):
        return False
    return meeting.starts_at > at or meeting.mark == ""


def is_enough(left, appointment, at) -> bool:
    meetings = appointment.follow_up.meetings
    hours = hours_had(appointment)
    settled = {meeting.makes_up_for or meeting.key for meeting in meetings if was_attended(meeting)}
    # Count a meeting and its make-up meetings once: the meeting itself if left, else the last make-up meeting.
    for subject in {meeting.makes_up_for or meeting.key for meeting in left} - settled:
        alike = [meeting for meeting in left if (meeting.makes_up_for or meeting.key) == subject]
        itself = [meeting for meeting in alike if meeting.key == subject]
        attended = itself[0] if itself else alike[-1]
        settled.add(subject)
        for part in PARTS:
            hours[part] += attended.hours[part]
    if any(hours[part] < ASKED[part] for part in PARTS):
        return False
    return all(meeting.key in settled for meeting in missed_meetings(appointment, at))


def more_may_be_planned(appointment, record, at) -> bool:
    ends_on = appointment.follow_up.ends_on
    if record.plan.is_over or appointment.term != record.plan.term:
        return False
    if ends_on is not None and ends_on < today(at):
        return False
    meetings = [
        meeting
        for meeting in appointment.follow_up.meetings
        if not meeting.is_cancelled and is_appointed_on(appointment, meeting.day)
    ]
    keys = {meeting.key for meeting in meetings}
    planned = dict.fromkeys(PARTS, 0)
    for subject in {meeting.makes_up_for or meeting.key for meeting in meetings}:
        alike = [
            meeting for meeting in meetings if (meeting.makes_up_for or meeting.key) == subject
        ]
        given = (
            next(meeting for meeting in alike if meeting.key == subject)
            if subject in keys
            else alike[-1]
        )
        for part in PARTS:
            planned[part] += given.hours[part]
    return any(planned[part] < ASKED[part] for part in PARTS)
