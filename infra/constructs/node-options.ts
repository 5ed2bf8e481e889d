/**
 * What every function tells Node. `semiSpaceMb` is half of V8's young generation: small where much is read and soon
 * forgotten, so that fewer dead objects wait in memory.
 */
export const nodeOptions = (semiSpaceMb?: number): string =>
  ["--enable-source-maps", ...(semiSpaceMb ? [`--max-semi-space-size=${semiSpaceMb}`] : [])].join(" ");
