// The short names of common emoji. A name that isn't here stays as it was written.

const TABLE = `
large_green_circle 🟢|large_yellow_circle 🟡|large_orange_circle 🟠|red_circle 🔴|large_blue_circle 🔵|large_purple_circle 🟣
large_brown_circle 🟤|white_circle ⚪|black_circle ⚫|large_green_square 🟩|large_yellow_square 🟨|large_orange_square 🟧
large_red_square 🟥|large_blue_square 🟦|white_large_square ⬜|black_large_square ⬛|white_small_square ▫️|black_small_square ▪️
small_blue_diamond 🔹|small_orange_diamond 🔸|large_blue_diamond 🔷|large_orange_diamond 🔶|radio_button 🔘|o ⭕
grey_question ❔|question ❓|grey_exclamation ❕|exclamation ❗|heavy_exclamation_mark ❗|bangbang ‼️|interrobang ⁉️
white_check_mark ✅|heavy_check_mark ✔️|ballot_box_with_check ☑️|x ❌|negative_squared_cross_mark ❎|no_entry ⛔|no_entry_sign 🚫
warning ⚠️|construction 🚧|rotating_light 🚨|information_source ℹ️|heavy_plus_sign ➕|heavy_minus_sign ➖|heavy_division_sign ➗
calendar 📆|date 📅|spiral_calendar_pad 🗓️|spiral_calendar 🗓️|clock1 🕐|clock3 🕒|clock4 🕓|clock9 🕘|clock12 🕛|alarm_clock ⏰
stopwatch ⏱️|timer_clock ⏲️|hourglass ⌛|hourglass_flowing_sand ⏳|watch ⌚|bell 🔔|no_bell 🔕|mega 📣|loudspeaker 📢
speech_balloon 💬|thought_balloon 💭|left_speech_bubble 🗨️|envelope ✉️|email 📧|incoming_envelope 📨|inbox_tray 📥|outbox_tray 📤
bar_chart 📊|chart_with_upwards_trend 📈|chart_with_downwards_trend 📉|chart 💹|clipboard 📋|memo 📝|pencil 📝|pencil2 ✏️
page_facing_up 📄|page_with_curl 📃|bookmark_tabs 📑|bookmark 🔖|books 📚|book 📖|open_book 📖|notebook 📓|ledger 📒
card_index 📇|card_index_dividers 🗂️|file_folder 📁|open_file_folder 📂|paperclip 📎|pushpin 📌|round_pushpin 📍|link 🔗
lock 🔒|unlock 🔓|closed_lock_with_key 🔐|key 🔑|shield 🛡️|mag 🔍|mag_right 🔎|bulb 💡|wrench 🔧|hammer 🔨
hammer_and_wrench 🛠️|gear ⚙️|toolbox 🧰|package 📦|floppy_disk 💾|computer 💻|iphone 📱|telephone_receiver 📞|printer 🖨️
arrow_up ⬆️|arrow_down ⬇️|arrow_left ⬅️|arrow_right ➡️|arrow_upper_right ↗️|arrow_lower_right ↘️|left_right_arrow ↔️
arrow_up_down ↕️|arrows_counterclockwise 🔄|repeat 🔁|leftwards_arrow_with_hook ↩️|fast_forward ⏩|rewind ⏪|arrow_forward ▶️
double_vertical_bar ⏸️|pause_button ⏸️|black_square_for_stop ⏹️|new 🆕|ok 🆗|sos 🆘|end 🔚|soon 🔜|top 🔝|zzz 💤
+1 👍|thumbsup 👍|-1 👎|thumbsdown 👎|wave 👋|raised_hand ✋|hand ✋|ok_hand 👌|clap 👏|pray 🙏|handshake 🤝|muscle 💪|eyes 👀
point_right 👉|point_left 👈|point_up ☝️|point_down 👇|raised_hands 🙌|writing_hand ✍️|bust_in_silhouette 👤
busts_in_silhouette 👥|school 🏫|house 🏠|house_with_garden 🏡|office 🏢|bus 🚌|mortar_board 🎓|apple 🍎|seedling 🌱
palm_tree 🌴|deciduous_tree 🌳|sunny ☀️|cloud ☁️|umbrella ☔|snowflake ❄️|zap ⚡|fire 🔥|star ⭐|star2 🌟|sparkles ✨
smile 😄|slightly_smiling_face 🙂|grinning 😀|blush 😊|wink 😉|thinking_face 🤔|neutral_face 😐|confused 😕|disappointed 😞
cry 😢|joy 😂|tada 🎉|heart ❤️|green_heart 💚|blue_heart 💙|100 💯|trophy 🏆|dart 🎯|rocket 🚀|robot_face 🤖|airplane ✈️
one 1️⃣|two 2️⃣|three 3️⃣|four 4️⃣|five 5️⃣|six 6️⃣|seven 7️⃣|eight 8️⃣|nine 9️⃣|zero 0️⃣|keycap_ten 🔟|hash #️⃣|checkered_flag 🏁
triangular_flag_on_post 🚩|white_flag 🏳️|compass 🧭|world_map 🗺️|earth_americas 🌎|scales ⚖️|balance_scale ⚖️|puzzle_piece 🧩|jigsaw 🧩`;

const EMOJI = new Map(
  TABLE.trim()
    .split(/[|\n]/)
    .map((entry) => {
      const at = entry.lastIndexOf(" ");
      return [entry.slice(0, at), entry.slice(at + 1)];
    }),
);

const SHORT_NAME = /:([\w+'-]+):(?::skin-tone-[2-6]:)?/g;

export const emojiCalled = (name) => EMOJI.get(name) ?? null;

/** The same text with every known :short_name: replaced by its character. */
export function withEmoji(text) {
  return text.replace(SHORT_NAME, (whole, name) => EMOJI.get(name) ?? whole);
}
