import type { ImageBlock, ImageElement } from "../slack";

export function Picture({ image, className }: { image: Omit<ImageElement, "type">; className: string }) {
  return <img src={image.image_url ?? image.slack_file?.url} alt={image.alt_text} className={className} />;
}

export function ImageFigure({ block }: { block: ImageBlock }) {
  return (
    <figure className="image-block">
      {block.title && <figcaption>{block.title.text}</figcaption>}
      <Picture image={block} className="image-block-picture" />
    </figure>
  );
}
