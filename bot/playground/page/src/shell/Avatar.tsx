import type { Person } from "../contract";
import { LadderIcon } from "../elements/icons";

const COLOR = /^#?([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i;
const GREY = [94, 94, 94];
const READABLE = 4.5;

/** The contrast of white letters on a colour, by the formula of WCAG 2. */
function contrastWithWhite(color: number[]): number {
  const [red = 0, green = 0, blue = 0] = color.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}

/** The person's colour, darkened until white letters can be read on it. */
function background(color: string): string {
  let channels = COLOR.exec(color)?.slice(1).map((hex) => Number.parseInt(hex, 16)) ?? GREY;
  while (contrastWithWhite(channels) < READABLE) channels = channels.map((channel) => Math.floor(channel * 0.9));
  return `rgb(${channels.join(" ")})`;
}

export function Avatar({ person, small = false }: { person: Person; small?: boolean }) {
  const initials = person.name
    .split(" ")
    .map((part) => part[0])
    .slice(0, 2)
    .join("");
  return (
    <span className={`avatar ${small ? "small" : ""}`} style={{ backgroundColor: background(person.color) }} aria-hidden="true">
      {person.is_bot ? <LadderIcon /> : initials}
    </span>
  );
}
