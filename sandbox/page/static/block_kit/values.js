// The plain value (a string, a list of strings, null, or the file objects of a file input) behind each kind of control: what its element
// starts with, and what Slack's state object says has been put in.

const picked = (option) => option?.value ?? null;
const pickedAll = (options) => (options ?? []).map((option) => option.value);
const words = (richText) =>
  (richText?.elements ?? []).flatMap((group) => (group.elements ?? []).map((part) => part.text ?? "")).join("") || null;

/** The plain value in one entry of view.state.values[block_id][action_id]. */
export function stateValue(state) {
  const kinds = {
    radio_buttons: () => picked(state.selected_option),
    static_select: () => picked(state.selected_option),
    external_select: () => picked(state.selected_option),
    checkboxes: () => pickedAll(state.selected_options),
    multi_static_select: () => pickedAll(state.selected_options),
    multi_external_select: () => pickedAll(state.selected_options),
    users_select: () => state.selected_user ?? null,
    multi_users_select: () => state.selected_users ?? [],
    channels_select: () => state.selected_channel ?? null,
    multi_channels_select: () => state.selected_channels ?? [],
    conversations_select: () => state.selected_conversation ?? null,
    multi_conversations_select: () => state.selected_conversations ?? [],
    datepicker: () => state.selected_date ?? null,
    timepicker: () => state.selected_time ?? null,
    datetimepicker: () => (state.selected_date_time == null ? null : String(state.selected_date_time)),
    rich_text_input: () => words(state.rich_text_value),
    file_input: () => state.files ?? [],
  };
  return (kinds[state.type] ?? (() => state.value ?? null))();
}

/** The plain value a control has before anybody touches it. */
export function initialValue(element) {
  const kinds = {
    radio_buttons: () => picked(element.initial_option),
    static_select: () => picked(element.initial_option),
    external_select: () => picked(element.initial_option),
    checkboxes: () => pickedAll(element.initial_options),
    multi_static_select: () => pickedAll(element.initial_options),
    multi_external_select: () => pickedAll(element.initial_options),
    users_select: () => element.initial_user ?? null,
    multi_users_select: () => element.initial_users ?? [],
    channels_select: () => element.initial_channel ?? null,
    multi_channels_select: () => element.initial_channels ?? [],
    conversations_select: () => element.initial_conversation ?? null,
    multi_conversations_select: () => element.initial_conversations ?? [],
    datepicker: () => element.initial_date ?? null,
    timepicker: () => element.initial_time ?? null,
    datetimepicker: () => (element.initial_date_time == null ? null : String(element.initial_date_time)),
    rich_text_input: () => words(element.initial_value),
    file_input: () => [],
  };
  return (kinds[element.type] ?? (() => element.initial_value ?? null))();
}
