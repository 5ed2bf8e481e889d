import { catalogue, type EventContract, ownerOf, type Subscriber } from "@alliance/events";
import * as z from "zod";

export interface ConsumingContext {
  readonly name: string;
  readonly subscribers: readonly Pick<Subscriber<never>, "type" | "version" | "name">[];
}

const payload = (contract: EventContract) => {
  const { $schema: _, ...schema } = z.toJSONSchema(contract.data) as Record<string, unknown>;
  return schema;
};

const idOf = ({ type, version }: EventContract): string => `${type}.v${version}`;
const sorted = (): EventContract[] => [...catalogue].sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1));

/** AsyncAPI 3 of every event version: its owner sends it, each subscriber receives it. */
export function asyncApi(contexts: readonly ConsumingContext[]): Record<string, unknown> {
  const events = sorted();
  const channel = (contract: EventContract) => ({ $ref: `#/channels/${idOf(contract)}` });
  const sends = events.map((contract) => [
    `${ownerOf(contract.type)} sends ${idOf(contract)}`,
    { action: "send", channel: channel(contract), summary: contract.summary },
  ]);
  const receives = events.flatMap((contract) =>
    consumersOf(contract, contexts).map(({ context, handler }) => [
      `${context} ${handler} receives ${idOf(contract)}`,
      { action: "receive", channel: channel(contract) },
    ]),
  );
  return {
    asyncapi: "3.0.0",
    info: { title: "Events of The Partnerships Alliance", version: "1" },
    channels: Object.fromEntries(
      events.map((contract) => [
        idOf(contract),
        { address: contract.type, messages: { event: { $ref: `#/components/messages/${idOf(contract)}` } } },
      ]),
    ),
    operations: Object.fromEntries([...sends, ...receives]),
    components: {
      messages: Object.fromEntries(
        events.map((contract) => [
          idOf(contract),
          {
            name: contract.type,
            summary: contract.summary,
            payload: payload(contract),
            examples: [{ payload: contract.sample }],
          },
        ]),
      ),
    },
  };
}

function consumersOf(contract: EventContract, contexts: readonly ConsumingContext[]) {
  return contexts.flatMap(({ name, subscribers }) =>
    subscribers
      .filter(({ type, version }) => type === contract.type && version === contract.version)
      .map((subscriber) => ({ context: name, handler: subscriber.name })),
  );
}

/** The same for people: what happens, who says so, who listens, what it looks like. */
export function eventPage(contexts: readonly ConsumingContext[]): string {
  const sections = sorted().map((contract) => {
    const consumers = consumersOf(contract, contexts).map(({ context, handler }) => `${context} (\`${handler}\`)`);
    return `## ${contract.type} · version ${contract.version}

${contract.summary}

- **Owner**: ${ownerOf(contract.type)}
- **Consumers**: ${consumers.join(", ") || "none yet; it is on the timeline"}

\`\`\`json
${JSON.stringify(contract.sample, null, 2)}
\`\`\`
`;
  });
  return `# Events

Generated from the contracts in \`packages/events/src\` by \`pnpm generate\`; a test keeps it fresh. Do not edit.
Every event travels in the envelope of \`packages/events/src/envelope.ts\` and carries ids, never personal data.

${sections.join("\n")}`;
}
