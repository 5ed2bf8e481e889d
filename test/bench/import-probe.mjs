// A process of its own, as Lambda starts one: prints how many milliseconds the import of one bundle took.
const began = performance.now();
await import(process.argv[2]);
process.stdout.write(String(performance.now() - began));
