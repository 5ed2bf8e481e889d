const PARENT_CHECK_MS = 500;
/** A runner may pass on the Ctrl-C that the terminal already sent to every process. */
const SAME_SIGNAL_MS = 500;

/**
 * Stops on Ctrl-C, SIGTERM, SIGHUP, and when the process that started this one is gone: script runners put shells
 * in between that do not pass signals on. A second Ctrl-C, a moment later, does not wait.
 */
export function stopWhenAsked(stop: () => Promise<void>): void {
  const parent = process.ppid;
  let askedAt: number | undefined;
  const begin = () => {
    if (askedAt !== undefined) {
      if (performance.now() - askedAt > SAME_SIGNAL_MS) {
        process.exit(130);
      }
      return;
    }
    askedAt = performance.now();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`while stopping: ${String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on("SIGINT", begin).on("SIGTERM", begin).on("SIGHUP", begin);
  setInterval(() => {
    if (process.ppid !== parent && askedAt === undefined) {
      begin();
    }
  }, PARENT_CHECK_MS).unref();
}
