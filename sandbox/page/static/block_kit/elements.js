// Which function draws which element. An element nobody knows becomes a visible grey placeholder.

import { element } from "../dom.js";
import { button, feedbackButtons, iconButton, overflow } from "./buttons.js";
import { checkboxes, radioButtons } from "./choices.js";
import { fileInput } from "./file_input.js";
import { imageElement } from "./images.js";
import { multiSelect } from "./multi_select.js";
import { select } from "./selects.js";
import { datePicker, dateTimePicker, emailInput, numberInput, plainTextInput, richTextInput, timePicker, urlInput } from "./text_inputs.js";

const ELEMENTS = {
  button, overflow, checkboxes,
  workflow_button: button,
  feedback_buttons: feedbackButtons,
  icon_button: iconButton,
  image: imageElement,
  radio_buttons: radioButtons,
  static_select: select,
  external_select: select,
  users_select: select,
  channels_select: select,
  conversations_select: select,
  multi_static_select: multiSelect,
  multi_external_select: multiSelect,
  multi_users_select: multiSelect,
  multi_channels_select: multiSelect,
  multi_conversations_select: multiSelect,
  plain_text_input: plainTextInput,
  rich_text_input: richTextInput,
  number_input: numberInput,
  email_text_input: emailInput,
  url_text_input: urlInput,
  datepicker: datePicker,
  timepicker: timePicker,
  datetimepicker: dateTimePicker,
  file_input: fileInput,
};

/** Elements made of several controls, whose label is a fieldset's legend. */
export const isGroup = (given) => ["radio_buttons", "checkboxes"].includes(given?.type);

export function elementNode(given, place) {
  const draw = Object.hasOwn(ELEMENTS, given?.type ?? "") ? ELEMENTS[given.type] : null;
  if (!draw) return element("span", { class: "unsupported" }, `Unsupported element: ${given?.type}`);
  return draw(given, place);
}
