import type { ImageBlock, ImageElement } from '@slack/types';
import { useState } from 'preact/hooks';
import { IconFile } from '../shell/icons.js';
import { actingAs } from '../state/route.js';
import { words } from '../state/store.js';
import { withEmoji } from '../text/emoji.js';

type Source = ImageElement | ImageBlock;

/** Where an image's bytes are: a file on this server by its id, or the address the app gave. */
function sourceOf(image: Source): string | undefined {
  if ('image_url' in image) return image.image_url;
  const file = image.slack_file;
  if ('url' in file) return file.url;
  return `/playground/file?${new URLSearchParams({ as: actingAs.value ?? '', id: file.id })}`;
}

/** An image, or its description where it cannot be loaded (the page itself asks nobody else for anything). */
export function ImageElementView({ element, class: look }: { element: Source; class: string }) {
  const [failed, setFailed] = useState(false);
  const source = sourceOf(element);
  if (failed || !source) {
    return (
      <span class={`${look} image-missing`} role="img" aria-label={element.alt_text}>
        <IconFile />
        <span>{element.alt_text || words.value.image}</span>
      </span>
    );
  }
  return (
    <img class={look} src={source} alt={element.alt_text} loading="lazy" onError={() => setFailed(true)} />
  );
}

export function ImageBlockView({ block }: { block: ImageBlock }) {
  return (
    <figure class="block-image">
      {block.title && <figcaption>{withEmoji(block.title)}</figcaption>}
      <ImageElementView element={block} class="wide-image" />
    </figure>
  );
}
