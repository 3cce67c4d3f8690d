const least = 1 << 16;

/**
 * The same text in pieces of at least 64,000 letters, without a byte order mark, and with `\n` for every line end: what
 * readers do then depends neither on how a file was cut nor on where it was written.
 */
export async function* joinedText(chunks: AsyncIterable<string> | Iterable<string>): AsyncGenerator<string> {
  let pieces: string[] = [];
  let size = 0;
  let first = true;
  let pendingReturn = false;

  function take(last: boolean): string {
    let text = (pendingReturn ? "\r" : "") + pieces.join("");
    pieces = [];
    size = 0;
    if (first && text.startsWith("\ufeff")) text = text.slice(1);
    first = false;
    // A return at the very end may be half of a line end.
    pendingReturn = !last && text.endsWith("\r");
    if (pendingReturn) text = text.slice(0, -1);
    return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
  }

  for await (const chunk of chunks) {
    pieces.push(chunk);
    size += chunk.length;
    if (size >= least) yield take(false);
  }
  if (size > 0 || pendingReturn) yield take(true);
}
