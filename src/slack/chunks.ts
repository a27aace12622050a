const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * Cuts a text into pieces of at most `max` by `measure`: at a line's end where there is one, else between graphemes.
 * What is longer than one block of Slack's holds is shown in several.
 */
export function chunks(
  text: string,
  max: number,
  measure: (piece: string) => number = (piece) => piece.length,
) {
  const pieces: string[] = [];
  let piece = '';
  for (const line of text.split(/(?<=\n)/)) {
    if (measure(piece) + measure(line) <= max) {
      piece += line;
      continue;
    }
    if (piece) pieces.push(piece);
    piece = '';
    if (measure(line) <= max) {
      piece = line;
      continue;
    }
    let size = 0;
    for (const { segment } of graphemes.segment(line)) {
      const more = measure(segment);
      if (size + more > max) {
        pieces.push(piece);
        piece = '';
        size = 0;
      }
      piece += segment;
      size += more;
    }
  }
  if (piece.trim()) pieces.push(piece);
  return pieces;
}
