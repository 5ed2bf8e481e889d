/** Stands in for fontkit's WOFF2 decompression, whose dictionary is 480 KB: the fonts of our PDFs are TTF. */
export default function decompress(): never {
  throw new Error("WOFF2 fonts are not bundled");
}
