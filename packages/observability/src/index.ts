import type { Log } from "@alliance/core";
import { Logger } from "@aws-lambda-powertools/logger";

/** Structured lines on standard output, tagged with the context's name; ids only, never payloads. */
export function createLog(context: string): Log {
  return wrap(new Logger({ serviceName: context }));
}

function wrap(logger: Logger): Log {
  return {
    info: (message, fields) => logger.info(message, { ...fields }),
    warn: (message, fields) => logger.warn(message, { ...fields }),
    error: (message, fields) => logger.error(message, { ...fields }),
    child: (fields) => wrap(logger.createChild({ persistentLogAttributes: { ...fields } })),
  };
}
