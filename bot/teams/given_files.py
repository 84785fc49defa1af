"""Files between Homeroom and one person, in their own chat: those they asked for, once they agree to get them, and a
calendar that they attach to a message.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.routes import ROUTES, Pressed
from bot.sections.calendar import FILE, CalendarAct
from bot.sections.forms import Form
from bot.teams.answering import Answering
from bot.teams.arrived import Arrived
from bot.teams.envelopes import attached
from bot.teams.files import NotTaken, consented, info_card, key_of, upload
from bot.teams.listening import is_file
from bot.teams.saying import Said
from bot.teams.typed_alone import typed_alone
from bot.use_cases.results import OpenForm, Result
from bot.wording.in_forms import file_is_gone, file_not_taken, no_file_wanted, not_a_calendar
from rubric.refusals import FormDoesNotMatch

log = logging.getLogger(__name__)

Json = dict[str, Any]
_CALENDAR = "calendar"
_ENDINGS = (".ics", ".ical")


@dataclass(frozen=True, slots=True)
class GivenFiles:
    """`hosts` take files besides Microsoft's."""

    answering: Answering
    hosts: tuple[str, ...]

    def settle(self, arrived: Arrived) -> None:
        """They agreed to get a file, or not; in the place of the question stands what came of it. Raises
        FormDoesNotMatch for what answers no question: those are asked in a person's own chat alone.
        """
        if not arrived.is_alone:
            raise FormDoesNotMatch
        answered = arrived.activity.get("value")
        value: Mapping[str, Any] = answered if isinstance(answered, Mapping) else {}
        key = key_of(value)
        if value.get("action") != "accept":
            self._in_its_place(arrived, self.answering.notice_message(no_file_wanted()))
            return
        made = consented(self.answering.deps, arrived.who, key)
        if made is None:
            self._in_its_place(arrived, self.answering.notice_message(file_is_gone()))
            return
        told = value.get("uploadInfo")
        place: Mapping[str, Any] = told if isinstance(told, Mapping) else {}
        try:
            upload(made, place, hosts=self.hosts)
        except NotTaken as error:
            log.warning("Teams didn't take a file (%s)", error)
            self._in_its_place(arrived, self.answering.notice_message(file_not_taken()))
            return
        self._in_its_place(arrived, attached(info_card(place)))

    def read(self, arrived: Arrived) -> Result:
        """A calendar that somebody attached goes where its team's form would take it. Raises what the form does."""
        address = next(filter(None, map(_address, _files(arrived))), None)
        if address is None:
            return not_a_calendar()
        deps, who = self.answering.deps, arrived.who
        opened = typed_alone(deps, who, _CALENDAR)
        if not isinstance(opened, OpenForm) or not isinstance(opened.form, Form):
            return opened
        pressed = Pressed("", about=opened.form.about, values={FILE: (address,)})
        return ROUTES.presses[CalendarAct.READ](deps, who, pressed)

    def _in_its_place(self, arrived: Arrived, message: Json) -> None:
        said = Said(arrived.service, arrived.conversation, arrived.pressed_message)
        self.answering.saying.put_quietly(said, message)


def _files(arrived: Arrived) -> list[Mapping[str, Any]]:
    attachments = arrived.activity.get("attachments")
    return [one for one in (attachments if isinstance(attachments, list) else ()) if is_file(one)]


def _address(file: Mapping[str, Any]) -> str | None:
    """Where a calendar can be fetched, for some minutes; None of any other file."""
    content = file.get("content")
    address = content.get("downloadUrl") if isinstance(content, Mapping) else None
    is_calendar = str(file.get("name") or "").lower().endswith(_ENDINGS)
    return address if is_calendar and isinstance(address, str) and address else None
