// Writes instants as the person looking would read them: US English, in their own time zone.

const formats = new Map();

function format(timeZone, options) {
  const key = `${timeZone}|${JSON.stringify(options)}`;
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat("en-US", { ...options, timeZone }));
  return formats.get(key);
}

const zones = new Map();

function zoneOrUtc(name) {
  try {
    new Intl.DateTimeFormat("en-US", { timeZone: name });
    return name || "UTC";
  } catch {
    return "UTC";
  }
}

/** A time zone this browser knows, else UTC. */
export function knownZone(name) {
  // Asking the browser is slow, and every message asks.
  if (!zones.has(name)) zones.set(name, zoneOrUtc(name));
  return zones.get(name);
}

export const fromTs = (ts) => new Date(Number.parseFloat(ts) * 1000);
export const timeOfDay = (when, zone) => format(zone, { hour: "numeric", minute: "2-digit" }).format(when);
export const dayKey = (when, zone) => format(zone, { year: "numeric", month: "2-digit", day: "2-digit" }).format(when);
export const longDay = (when, zone) => format(zone, { weekday: "long", month: "long", day: "numeric" }).format(when);
export const fullMoment = (when, zone) =>
  format(zone, { weekday: "long", month: "long", day: "numeric", year: "numeric", hour: "numeric", minute: "2-digit", second: "2-digit" }).format(when);

/** "Thu Dec 3, 9:00 AM" */
export function shortMoment(when, zone) {
  const parts = (options) => format(zone, options).format(when);
  return `${parts({ weekday: "short" })} ${parts({ month: "short", day: "numeric" })}, ${timeOfDay(when, zone)}`;
}

/** "Thu Dec 3, 2026" and "9:00 AM EST" */
export function clockFace(when, zone) {
  const parts = (options) => format(zone, options).format(when);
  const day = `${parts({ weekday: "short" })} ${parts({ month: "short", day: "numeric", year: "numeric" })}`;
  return { day, time: parts({ hour: "numeric", minute: "2-digit", timeZoneName: "short" }) };
}

/** "Today", "Yesterday" or "Monday, November 30" */
export function dayName(when, now, zone) {
  const key = dayKey(when, zone);
  if (key === dayKey(now, zone)) return "Today";
  if (key === dayKey(new Date(now.getTime() - 86_400_000), zone)) return "Yesterday";
  if (key === dayKey(new Date(now.getTime() + 86_400_000), zone)) return "Tomorrow";
  return longDay(when, zone);
}

/** "5 minutes ago", "in 2 days" */
export function distance(when, now) {
  const seconds = Math.round((when.getTime() - now.getTime()) / 1000);
  const units = [["day", 86_400], ["hour", 3_600], ["minute", 60]];
  const [unit, size] = units.find(([, length]) => Math.abs(seconds) >= length) ?? ["minute", 60];
  return new Intl.RelativeTimeFormat("en-US", { numeric: "auto" }).format(Math.trunc(seconds / size), unit);
}

/** Slack's date tokens, {date_short_pretty} at {time} and the like, for an instant in seconds. */
export function slackDate(seconds, pattern, { timeZone, now }) {
  const when = new Date(seconds * 1000);
  const parts = (options) => format(timeZone, options).format(when);
  const pretty = (plain) => {
    const name = dayName(when, now, timeZone);
    return ["Today", "Yesterday", "Tomorrow"].includes(name) ? name.toLowerCase() : plain;
  };
  const date = parts({ month: "long", day: "numeric", year: "numeric" });
  const short = parts({ month: "short", day: "numeric", year: "numeric" });
  const long = parts({ weekday: "long", month: "long", day: "numeric", year: "numeric" });
  const tokens = {
    date_num: dayKey(when, timeZone).replace(/(\d+)\/(\d+)\/(\d+)/, "$3-$1-$2"),
    date, date_slash: dayKey(when, timeZone), date_short: short, date_long: long,
    date_pretty: pretty(date), date_short_pretty: pretty(short), date_long_pretty: pretty(long),
    date_long_full: long, day_divider_pretty: dayName(when, now, timeZone),
    time: timeOfDay(when, timeZone),
    time_secs: parts({ hour: "numeric", minute: "2-digit", second: "2-digit" }),
    ago: distance(when, now),
  };
  return pattern.replace(/\{(\w+)\}/g, (whole, name) => tokens[name] ?? whole);
}
