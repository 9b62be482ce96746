/** FNV-1a, as the lab's server computes it. */
export function checksum(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte) => Math.imul(sum ^ byte, 16777619) >>> 0, 2166136261);
}

/** Every value a byte can have, again and again: no text in any encoding of Unicode. */
export const allBytes = (count: number) => Uint8Array.from({ length: count }, (_, place) => place & 0xff);
