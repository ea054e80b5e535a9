// Moments in the viewer's zone.

function format(iso: string, zone: string, options: Intl.DateTimeFormatOptions): string {
  const moment = new Date(iso);
  try {
    return new Intl.DateTimeFormat("en-GB", { ...options, timeZone: zone }).format(moment);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return new Intl.DateTimeFormat("en-GB", { ...options, timeZone: "UTC" }).format(moment);
  }
}

export function clockTime(iso: string, zone: string): string {
  return format(iso, zone, { hour: "2-digit", minute: "2-digit" });
}

/** "Tue 8 Sep, 10:00" */
export function dayAndTime(iso: string, zone: string): string {
  // British English has "Sept" where the bot writes "Sep".
  const day = format(iso, zone, { weekday: "short", day: "numeric", month: "short" }).replace(",", "").replace("Sept", "Sep");
  return `${day}, ${clockTime(iso, zone)}`;
}

export function longDay(iso: string, zone: string): string {
  return format(iso, zone, { weekday: "long", day: "numeric", month: "long" });
}
