"""What each of Slack's refusals comes to when nobody is waiting for an answer: every code that Slack documents for
the calls made in the background has its line in one table, with the reason. What is not in it is given up.
"""

import logging
import re
from enum import Enum

from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.judgements import DEFAULT_RETRY_AFTER_SECONDS, Judgement, by_code, seconds_to_wait
from jobs.announcements import WhyClosed
from jobs.ports import HoldOff, NoAnswer, PlaceClosed, Rejected, TryLater, Uncertain, Uninstalled

log = logging.getLogger(__name__)

# A workspace that moves or is used up stays so for a while; asking more often only fills the log.
WORKSPACE_WAIT_SECONDS = 600.0
# A channel takes one message a second, so that is all it ever asks to wait for.
CHANNEL_PACE_SECONDS = 1.0


class Means(Enum):
    """What a code means, other than that a place is closed."""

    LIMIT = "hold off for as long as Slack says"
    WORKSPACE_WAITS = "hold the whole workspace off for some minutes"
    NOT_NOW = "nothing happened, and it is worth another try"
    PERHAPS = "it may have happened all the same"
    LOCKED_OUT = "no call in this workspace is answered until somebody installs or sets up again"
    GIVE_UP = "it will never work as it stands"


Meaning = Means | WhyClosed


def _judged(meaning: Meaning, codes: str, because: str, *, to_person: Meaning | None = None) -> Judgement[Meaning]:
    return Judgement(meaning, because, frozenset(codes.split()), to_person)


JUDGEMENTS: tuple[Judgement[Meaning], ...] = (
    _judged(Means.LIMIT, "ratelimited rate_limited", "a limit; both spellings are in use"),
    _judged(
        Means.WORKSPACE_WAITS,
        "message_limit_exceeded team_added_to_org org_login_required accesslimited",
        "the plan's messages are used up, the workspace is moving into an organization, or our network is not "
        "allowed in for now: true for every channel, and over without anybody touching Homeroom",
    ),
    _judged(
        Means.NOT_NOW,
        "service_unavailable request_timeout external_channel_migrating update_failed fetch_members_failed "
        "list_record_comment_fetch_failed invalid_cursor",
        "Slack did not begin, or what failed only asks or changes, which may be repeated",
    ),
    _judged(
        Means.PERHAPS,
        "internal_error fatal_error file_update_failed",
        "Slack says that some of it may have succeeded before",
    ),
    _judged(
        Means.LOCKED_OUT,
        "invalid_auth not_authed token_revoked token_expired two_factor_setup_required team_access_not_granted",
        "the token is no longer good for this workspace",
    ),
    _judged(
        Means.LOCKED_OUT,
        "account_inactive",
        "the app was removed, or the workspace is gone; but of a message to one person it may be that person's "
        "account, and for one who left nobody must stop a whole workspace",
        to_person=WhyClosed.PERSON_GONE,
    ),
    _judged(
        WhyClosed.ARCHIVED,
        "is_archived is_inactive",
        "the channel rests until it is unarchived; a conversation is archived with its person's account",
        to_person=WhyClosed.PERSON_GONE,
    ),
    _judged(
        WhyClosed.REMOVED,
        "not_in_channel no_permission",
        "Homeroom has to be a member to post",
        to_person=WhyClosed.NO_DIRECT_MESSAGES,
    ),
    _judged(
        WhyClosed.GONE,
        "channel_not_found",
        "deleted, or a private channel that Homeroom is not in: Slack says the same of both",
        to_person=WhyClosed.PERSON_GONE,
    ),
    _judged(
        WhyClosed.FORBIDDEN,
        "restricted_action restricted_action_read_only_channel restricted_action_thread_only_channel "
        "posting_to_general_channel_denied ekm_access_denied access_denied app_access_restricted "
        "channel_is_limited_access",
        "a rule of the channel or the workspace keeps Homeroom out until an administrator changes it",
        to_person=WhyClosed.NO_DIRECT_MESSAGES,
    ),
    _judged(
        Means.GIVE_UP,
        "user_disabled user_not_found user_not_visible",
        "only asked about people; there is nobody to write to",
        to_person=WhyClosed.PERSON_GONE,
    ),
    _judged(
        Means.GIVE_UP,
        "messages_tab_disabled cannot_dm_bot invalid_user_combination",
        "only said of direct messages; Slack has no way for one to this person",
        to_person=WhyClosed.NO_DIRECT_MESSAGES,
    ),
    _judged(
        Means.GIVE_UP,
        "message_not_found cant_update_message cant_delete_message edit_window_closed block_mismatch "
        "streaming_state_conflict no_dual_broadcast_content_update cant_broadcast_message",
        "this message can't be changed any more, however often it is tried",
    ),
    _judged(
        Means.GIVE_UP,
        "thread_not_found cannot_reply_to_message restricted_action_non_threadable_channel "
        "restricted_action_thread_locked",
        "this thread takes no replies, but the channel is still open to posts",
    ),
    _judged(
        Means.GIVE_UP,
        "missing_scope not_allowed_token_type enterprise_is_restricted team_not_found is_bot",
        "the app is set up wrongly for this one call, which the doctor looks at",
    ),
    _judged(
        Means.GIVE_UP,
        "invalid_blocks invalid_blocks_format msg_blocks_too_long msg_too_long no_text markdown_text_conflict "
        "invalid_metadata_format invalid_metadata_schema metadata_too_large metadata_must_be_sent_from_app "
        "invalid_attachments too_many_attachments attachment_payload_limit_exceeded too_many_contact_cards",
        "the message is made wrongly, which is a fault of ours",
    ),
    _judged(
        Means.GIVE_UP,
        "invalid_arg_name invalid_array_arg invalid_charset invalid_form_data invalid_post_type missing_post_type "
        "invalid_limit invalid_ts_latest invalid_ts_oldest invalid_metadata_filter_keys users_list_not_supplied "
        "not_enough_users too_many_users method_not_supported_for_channel_type unknown_method method_deprecated "
        "deprecated_endpoint as_user_not_supported",
        "the call is made wrongly, which is a fault of ours",
    ),
    _judged(
        Means.GIVE_UP,
        "file_type_not_allowed file_upload_size_restricted file_uploads_disabled file_uploads_except_images_disabled "
        "storage_limit_reached",
        "the workspace takes no files from us, of which the person who asked for one is told",
    ),
    _judged(
        Means.GIVE_UP,
        "alt_txt_too_large snippet_too_large unknown_snippet_type unknown_subtype missing_argument "
        "channels_limit_exceeded invalid_channel",
        "the file is sent wrongly, which is a fault of ours",
    ),
    _judged(
        Means.GIVE_UP,
        "cant_delete_file delete_not_allowed file_deleting_disabled",
        "a file can't be taken back, however often it is tried",
    ),
    _judged(
        Means.GIVE_UP,
        "draft_already_deleted draft_already_sent draft_has_conflict draft_not_found duplicate_channel_not_found "
        "duplicate_message_not_found send_on_behalf_not_allowed blocked_file_type file_deleted file_is_deleted "
        "file_not_found file_share_limit_reached max_file_sharing_exceeded missing_file_data unable_to_share_files "
        "posting_to_channel_denied slack_connect_blocked_file_type slack_connect_canvas_sharing_blocked "
        "slack_connect_clip_sharing_blocked slack_connect_file_link_sharing_blocked "
        "slack_connect_file_upload_sharing_blocked slack_connect_lists_sharing_blocked",
        "about drafts, canvases and files of kinds that Homeroom doesn't send, or that are gone",
    ),
)

TABLE = by_code(JUDGEMENTS)


def outcome_of(error: SlackApiError, *, to: str) -> NoAnswer | Uncertain:
    """What `error` comes to for a call about the channel or person `to`."""
    response = error.response
    code = code_of(error)
    meaning = _meaning(code, response.status_code, is_person=is_person(to))
    match meaning:
        case Means.LIMIT:
            return _hold_off(response)
        case Means.WORKSPACE_WAITS:
            log.warning("Slack keeps the whole workspace waiting (%s)", code)
            return HoldOff(WORKSPACE_WAIT_SECONDS, everywhere=True)
        case Means.NOT_NOW:
            return TryLater(code)
        case Means.PERHAPS:
            return Uncertain(code)
        case Means.LOCKED_OUT:
            return Uninstalled(code)
        case Means.GIVE_UP:
            faults = (response.get("response_metadata") or {}).get("messages") or []
            return Rejected("; ".join([code, *map(str, faults)]))
        case WhyClosed():
            return PlaceClosed(meaning, code)


def no_answer_of(error: SlackApiError, *, to: str) -> NoAnswer:
    """The same for a question, which may be asked again whatever became of it."""
    outcome = outcome_of(error, to=to)
    return TryLater(outcome.reason) if isinstance(outcome, Uncertain) else outcome


def code_of(error: SlackApiError) -> str:
    """Slack's code; whatever answered in Slack's place, a proxy with a page perhaps, is only named by its status."""
    said = str(error.response.get("error") or "")
    return said if re.fullmatch(r"[a-z0-9_]{1,80}", said) else f"http_{error.response.status_code}"


def is_person(address: str) -> bool:
    """Whether this is somebody's address, or the conversation with them, and not a channel's."""
    return address[:1] in ("U", "W", "D")


def _meaning(code: str, status: int, *, is_person: bool) -> Meaning:
    if code in TABLE:
        return TABLE[code].of(is_person=is_person)
    if status == 429:
        return Means.LIMIT
    # Turned away at the door: by Slack when it is overloaded, or by something in between.
    if status == 503 or (400 <= status < 500 and code.startswith("http_")):
        return Means.NOT_NOW
    # Broken on the way, or an answer that nobody can read.
    if status >= 500 or code.startswith("http_"):
        return Means.PERHAPS
    return Means.GIVE_UP


def _hold_off(response: SlackResponse) -> HoldOff:
    """How long, and for whom.

    Every method but one is limited for the workspace as a whole, so other channels would only collect the same
    refusal. chat.postMessage is limited for the channel, one message a second, and for the workspace; a wait of more
    than that second can't be about the channel's pace. Holding the workspace for nothing costs seconds; not holding
    it costs a refusal for each channel, and apps that go on after those are switched off.
    """
    seconds = _retry_after(response)
    is_post = str(response.api_url).endswith("chat.postMessage")
    return HoldOff(seconds, everywhere=not is_post or seconds > CHANNEL_PACE_SECONDS)


def _retry_after(response: SlackResponse) -> float:
    given = {name.lower(): value for name, value in response.headers.items()}.get("retry-after")
    try:
        seconds = float(given[0] if isinstance(given, list) else given or DEFAULT_RETRY_AFTER_SECONDS)
    except ValueError:
        return DEFAULT_RETRY_AFTER_SECONDS
    return seconds_to_wait(seconds)
