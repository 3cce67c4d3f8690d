import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

const longestId = 200;

/** The key of what a source names by itself. Ids longer than 200 characters are replaced by their digest. */
export function keyOfId(source: string, id: string): string {
  return `${source}:${id.length > longestId ? digestOf(id) : id}`;
}

/** First 128 bits of SHA-256 of the text's UTF-8, as 32 hexadecimal digits. */
export function digestOf(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)).subarray(0, 16));
}

/**
 * Keys for rows that carry no id: the digest of what the row holds, and from the second identical row of a file on its
 * ordinal. A second import of the file therefore gives the same keys, and rows that repeat in it stay apart.
 *
 * Memory: 16 to 32 bytes a row. Two different rows share the 64 bits counted by about once in 4·10¹⁹/n² files of n rows;
 * their keys then still differ.
 */
export function createRowKeys(source: string): (content: string) => string {
  const countOf = createCounter();
  return (content) => {
    const digest = digestOf(content);
    const ordinal = countOf(
      Number.parseInt(digest.slice(0, 8), 16),
      Number.parseInt(digest.slice(8, 16), 16),
    );
    return ordinal === 1 ? `${source}:${digest}` : `${source}:${digest}+${ordinal}`;
  };
}

/** How often a pair of 32-bit words was asked for, this time included. Open addressing, at most three quarters full. */
function createCounter(): (high: number, low: number) => number {
  let mask = 1023;
  let slots = new Uint32Array(3 * (mask + 1));
  let used = 0;

  function slotOf(high: number, low: number): number {
    let slot = low & mask;
    while (slots[3 * slot + 2] !== 0 && !(slots[3 * slot] === high && slots[3 * slot + 1] === low)) {
      slot = (slot + 1) & mask;
    }
    return 3 * slot;
  }

  function grow(): void {
    const old = slots;
    mask = 2 * mask + 1;
    slots = new Uint32Array(3 * (mask + 1));
    for (let i = 0; i < old.length; i += 3) {
      if (old[i + 2] !== 0) slots.set(old.subarray(i, i + 3), slotOf(old[i]!, old[i + 1]!));
    }
  }

  return (high, low) => {
    if (4 * (used + 1) > 3 * (mask + 1)) grow();
    const at = slotOf(high, low);
    if (slots[at + 2] === 0) used++;
    slots[at] = high;
    slots[at + 1] = low;
    slots[at + 2]!++;
    return slots[at + 2]!;
  };
}
