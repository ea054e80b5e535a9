// What Slack or the page itself has to say, in a corner, until it is dismissed.

import type { Notice } from "../contract";
import { CloseIcon } from "../elements/icons";

interface Props {
  notices: (Notice & { key: string })[];
  dismiss: (key: string) => void;
}

export function Notices({ notices, dismiss }: Props) {
  return (
    <section className="notices" aria-label="Notices" aria-live="polite">
      {notices.map((notice) => (
        <div key={notice.key} className={`notice ${notice.kind}`} data-testid="notice">
          <p>{notice.text}</p>
          <button type="button" aria-label="Dismiss" onClick={() => dismiss(notice.key)}>
            <CloseIcon />
          </button>
        </div>
      ))}
    </section>
  );
}
