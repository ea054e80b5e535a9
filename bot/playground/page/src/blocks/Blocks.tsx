// Draw blocks in their order, each by its type.

import { InteractiveElement } from "../elements/InteractiveElement";
import type { ActionsBlock, Block, ContextBlock, HeaderBlock } from "../slack";
import { BlockBoundary } from "./BlockBoundary";
import { Drawn } from "./Drawn";
import { InputField } from "./InputField";
import { ImageFigure, Picture } from "./Picture";
import { Section } from "./Section";
import { useSurface } from "./surface";
import { Table } from "./Table";
import { Text } from "./Text";
import { Unknown } from "./Unknown";

/** A modal's own title is a second-level heading already; elsewhere the page's first-level one stands above. */
function Header({ block }: { block: HeaderBlock }) {
  const Level = useSurface().container.type === "view" ? "h3" : "h2";
  return <Level className="header-block">{block.text.text}</Level>;
}

function Context({ block }: { block: ContextBlock }) {
  return (
    <div className="context">
      {block.elements.map((element, index) =>
        element.type === "image" ? (
          <Picture key={index} image={element} className="context-picture" />
        ) : (
          <Text key={index} text={element} />
        ),
      )}
    </div>
  );
}

function Actions({ block }: { block: ActionsBlock }) {
  return (
    <div className="actions">
      {block.elements.map((element) => (
        <InteractiveElement key={element.action_id} blockId={block.block_id ?? ""} element={element} label="Choose" />
      ))}
    </div>
  );
}

function One({ block }: { block: Block }) {
  switch (block.type) {
    case "header":
      return <Header block={block} />;
    case "section":
      return <Section block={block} />;
    case "context":
      return <Context block={block} />;
    case "divider":
      return <hr />;
    case "actions":
      return <Actions block={block} />;
    case "image":
      return <ImageFigure block={block} />;
    case "input":
      return <InputField block={block} />;
    case "table":
    case "data_table":
      return <Table block={block} />;
    case "rich_text":
    case "markdown":
      return <Drawn block={block} />;
    case "data_visualization":
      return (
        <div className="chart">
          <Drawn block={block} />
        </div>
      );
    default:
      return <Unknown what="block" thing={block} />;
  }
}

export function Blocks({ blocks }: { blocks: Block[] }) {
  return (
    <div className="blocks">
      {blocks.map((block, index) => (
        <BlockBoundary key={`${block.block_id ?? index} ${block.type}`} block={block}>
          <One block={block} />
        </BlockBoundary>
      ))}
    </div>
  );
}
