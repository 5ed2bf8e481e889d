export const paperTypes = ["application/pdf", "image/png", "image/jpeg"] as const;
export type PaperType = (typeof paperTypes)[number];

const beginnings: Readonly<Record<PaperType, readonly number[]>> = {
  "application/pdf": [0x25, 0x50, 0x44, 0x46, 0x2d],
  "image/png": [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  "image/jpeg": [0xff, 0xd8, 0xff],
};

/** What a file is by its first bytes, whatever its name or sender says; undefined for anything but a paper or picture. */
export const paperTypeOf = (bytes: Uint8Array): PaperType | undefined =>
  paperTypes.find((type) => beginnings[type].every((byte, at) => bytes[at] === byte));
