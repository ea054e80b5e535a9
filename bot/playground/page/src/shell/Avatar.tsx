import type { Person } from "../contract";
import { LadderIcon } from "../elements/icons";

const SAFE_COLOR = /^#?[0-9a-f]{6}$/i;

function colorOf({ color }: Person): string {
  if (!SAFE_COLOR.test(color)) return "#5e5e5e";
  return color.startsWith("#") ? color : `#${color}`;
}

export function Avatar({ person, small = false }: { person: Person; small?: boolean }) {
  const initials = person.name
    .split(" ")
    .map((part) => part[0])
    .slice(0, 2)
    .join("");
  return (
    <span className={`avatar ${small ? "small" : ""}`} style={{ backgroundColor: colorOf(person) }} aria-hidden="true">
      {person.is_bot ? <LadderIcon /> : initials}
    </span>
  );
}
