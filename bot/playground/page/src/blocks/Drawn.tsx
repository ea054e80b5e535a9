// The one door to slack-blocks-to-jsx: it draws the blocks that nobody can click.

import { useLayoutEffect, useMemo, useRef, type ComponentProps, type ReactNode } from "react";
import { Message } from "slack-blocks-to-jsx";
import { usePlayground } from "../playground";

type MessageProps = ComponentProps<typeof Message>;
type Hooks = NonNullable<MessageProps["hooks"]>;

const HOME_LINK = /^slack:\/\/app\b/;

export function isHomeLink(url: string): boolean {
  return HOME_LINK.test(url);
}

function Link({ href, children }: { href: string; children: ReactNode }) {
  const { go } = usePlayground();
  if (!isHomeLink(href)) {
    return (
      <a href={href} target="_blank" rel="noreferrer noopener">
        {children}
      </a>
    );
  }
  const openHome = (event: React.MouseEvent) => {
    event.preventDefault();
    go({ at: "home" });
  };
  return (
    <a href="?at=home" onClick={openHome}>
      {children}
    </a>
  );
}

function useHooks(): Hooks {
  const { state } = usePlayground();
  const names = JSON.stringify(state.people.map(({ id, name }) => [id, name]));
  const channels = JSON.stringify(state.channels.map(({ id, name }) => [id, name]));
  return useMemo(() => {
    const nameOf = new Map(JSON.parse(names) as [string, string][]);
    const channelOf = new Map(JSON.parse(channels) as [string, string][]);
    return {
      user: ({ id }) => <span className="mention">@{nameOf.get(id) ?? id}</span>,
      channel: ({ id }) => <span className="mention">#{channelOf.get(id) ?? id}</span>,
      link: ({ href, children }) => <Link href={href}>{children}</Link>,
      emoji: (emoji, parse) => {
        const drawn = parse(emoji);
        return drawn === emoji.name ? `:${emoji.name}:` : drawn;
      },
    };
  }, [names, channels]);
}

export function Drawn({ block }: { block: object }) {
  const hooks = useHooks();
  const drawn = useRef<HTMLDivElement>(null);
  // The library gives every drawing the same id; an id stands for one thing.
  useLayoutEffect(() => drawn.current?.querySelector("#slack_blocks_to_jsx")?.removeAttribute("id"), []);
  return (
    <div ref={drawn} className="drawn">
      <Message blocks={[block] as MessageProps["blocks"]} name="" logo="" theme="light" withoutWrapper hooks={hooks} />
    </div>
  );
}
