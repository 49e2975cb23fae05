// SPDX-License-Identifier: MIT
// Just enough of the Protocol Buffers wire format to write a model: varints, length-delimited fields, little-endian
// numbers. Source: protobuf.dev, "Encoding".

function varint(value) {
  const bytes = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  do {
    const low = Number(rest & 127n);
    rest >>= 7n;
    bytes.push(rest ? low | 128 : low);
  } while (rest);
  return bytes;
}

export function joined(parts) {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** A field with an integer. */
export const integer = (field, value) => Uint8Array.from([...varint(field << 3), ...varint(value)]);

/** A field with a 32-bit float. */
export const float = (field, value) => joined([varint((field << 3) | 5), new Uint8Array(Float32Array.of(value).buffer)]);

/** A field with bytes, a text, or a message given as its parts. */
export function bytes(field, value) {
  const content = typeof value === 'string' ? new TextEncoder().encode(value) : Array.isArray(value) ? joined(value) : value;
  return joined([varint((field << 3) | 2), varint(content.length), content]);
}
