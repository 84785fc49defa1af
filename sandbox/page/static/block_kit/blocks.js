// The one Block Kit renderer, for messages, modals and App Home alike: blocks in, nodes out.
// A block nobody knows, or one that can't be drawn, becomes a visible placeholder and never an exception.
//
// `context` is what a surface offers its blocks: scope (a prefix for ids), surface, narrow, me, timeZone, now, people,
// channels, userName(id), channelName(id), value(block, element), error(block_id), choose / type / enter / click
// (block, element, value), attach / detach (block, element, files), uploading(block, element), confirm(object), redraw().

import { element } from "../dom.js";
import { dataVisualization } from "./chart.js";
import { card, carousel, container, plan, taskCard } from "./groups.js";
import { imageBlock } from "./images.js";
import { actions, alert, contextActions, contextLine, divider, file, header, input, section } from "./layout.js";
import { markdown } from "./markdown.js";
import { richText } from "./rich_text.js";
import { dataTable, table } from "./tables.js";

const BLOCKS = {
  section, header, divider, actions, input, alert, file, table, card, carousel, plan, markdown,
  context: contextLine,
  context_actions: contextActions,
  image: imageBlock,
  rich_text: richText,
  data_table: dataTable,
  data_visualization: dataVisualization,
  task_card: taskCard,
  container: (block, context) => container(block, context, blockNodes),
};

function placeholder(words) {
  return element("div", { class: "unsupported", data: { testid: "unsupported-block" } }, words);
}

function contents(block, context) {
  const draw = Object.hasOwn(BLOCKS, block?.type ?? "") ? BLOCKS[block.type] : null;
  if (!draw) return placeholder(`Unsupported block: ${block?.type}`);
  try {
    return draw(block, context);
  } catch (error) {
    console.error("A block could not be drawn", block, error);
    return placeholder(`This ${block.type} block could not be shown`);
  }
}

/** One wrapped node for each block, keyed so that a redraw finds it again. */
export function blockNodes(blocks, context) {
  return (blocks ?? []).map((given, index) => {
    const block = { ...given, block_id: given?.block_id ?? `block-${index}` };
    const key = `${block.block_id}/${block.type}/${block.element?.action_id ?? ""}`;
    return element("div", { class: `block block-${block.type}`, key, data: { blockId: block.block_id } }, contents(block, context));
  });
}
