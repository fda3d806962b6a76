// @ts-check
/** Whole numbers out of bytes: seven bits a byte, lowest first, the high bit set on all but the last (LEB128). */

export class Varints {
  /** @param {Uint8Array} data */
  constructor(data) {
    this.data = data;
    this.at = 0;
  }

  number() {
    let result = 0;
    let scale = 1;
    for (;;) {
      const byte = this.data[this.at++];
      result += (byte & 127) * scale;
      if (!(byte > 127)) return result;
      scale *= 128;
    }
  }
}
