import { startPlatform } from "@alliance/dev/start-platform";
import * as z from "zod";
import { addressOfTable, type TableAddress } from "./table-contents.ts";

/** What the measurement may ask of a platform that it started as a process of its own. */
const Question = z.discriminatedUnion("ask", [
  z.strictObject({ ask: z.literal("idle"), timeoutMs: z.int() }),
  z.strictObject({ ask: z.literal("letters") }),
  z.strictObject({ ask: z.literal("move"), seconds: z.int() }),
]);
export type Question = z.infer<typeof Question>;

export interface Letter {
  readonly to: string;
  readonly mailId: string;
}

export type Reply =
  | { readonly kind: "started"; readonly origin: string; readonly table: TableAddress }
  | { readonly kind: "idle"; readonly idle: boolean }
  | { readonly kind: "letters"; readonly letters: readonly Letter[] }
  | { readonly kind: "moved" };

const [dataFolder, assembly, port] = process.argv.slice(2);
if (dataFolder === undefined || assembly === undefined || process.send === undefined) {
  throw new Error("this is started by a measurement, with a data folder, an assembly and a port");
}
const platform = await startPlatform({ port: Number(port), dataFolder, assembly });

async function answer(question: Question): Promise<Reply> {
  const { cloud } = platform;
  if (question.ask === "move") {
    cloud.clock.moveForward(question.seconds * 1000);
    return { kind: "moved" };
  }
  if (question.ask === "idle") {
    const idle = await cloud.idle(question.timeoutMs).then(
      () => true,
      () => false,
    );
    return { kind: "idle", idle };
  }
  const mails = await cloud.mailbox();
  return {
    kind: "letters",
    letters: mails.map(({ to, tags }) => ({ to: to.join(), mailId: tags["mail-id"] ?? "" })),
  };
}

const send = (reply: Reply): void => void process.send?.(reply);
process.on("message", (message) => {
  void answer(Question.parse(message)).then(send);
});
send({ kind: "started", origin: platform.origin, table: addressOfTable(platform.cloud) });
