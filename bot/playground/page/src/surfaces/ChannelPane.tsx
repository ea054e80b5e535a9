import type { Channel, Message } from "../contract";
import { Composer } from "./Composer";
import { Messages } from "./Messages";

interface Props {
  channel: Channel;
  messages: Message[];
  menu: React.ReactNode;
}

export function ChannelPane({ channel, messages, menu }: Props) {
  return (
    <main className="pane">
      <header className="pane-head">
        {menu}
        <h1># {channel.name}</h1>
      </header>
      <Messages
        key={channel.id}
        channel={channel.id}
        messages={messages}
        empty={`This is the very beginning of #${channel.name}.`}
      />
      {channel.composer && <Composer key={channel.id} channel={channel} />}
    </main>
  );
}
