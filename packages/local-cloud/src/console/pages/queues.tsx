import type { PeekedMessage, QueueSummary } from "../../sqs/queue-admin.ts";
import { formatInstant, nameOfArn, plural } from "../format.ts";
import { Page } from "../layout.tsx";

const SHOWN_CHARACTERS = 80;

export interface QueueFacts extends QueueSummary {
  /** The oldest messages of a dead-letter queue. */
  readonly messages: readonly PeekedMessage[];
}

export function QueuesPage({ queues, moved }: { readonly queues: readonly QueueFacts[]; readonly moved?: number }) {
  const deadLetterQueues = queues.filter((queue) => queue.isDeadLetterQueueOf.length > 0 || queue.messages.length > 0);
  const others = queues.filter((queue) => !deadLetterQueues.includes(queue));
  return (
    <Page title="Queues" here="/_local/queues">
      <h1>Queues</h1>
      {moved === undefined ? null : (
        <p class="done" role="status">
          {plural(moved, "message")} put back to be tried again.
        </p>
      )}
      <h2>Dead letters</h2>
      <p class="quiet">Messages that failed too often. Mend the cause, then put them back.</p>
      {deadLetterQueues.length === 0 ? <p class="empty">The template has no dead-letter queue.</p> : null}
      {deadLetterQueues.map((queue) => (
        <DeadLetters queue={queue} />
      ))}
      <h2>Working queues</h2>
      <section class="wide" aria-label="Working queues" tabindex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">Queue</th>
              <th scope="col">Waiting</th>
              <th scope="col">In flight</th>
              <th scope="col">Delayed</th>
            </tr>
          </thead>
          <tbody>
            {others.map((queue) => (
              <tr>
                <th scope="row">{queue.name}</th>
                <td>{queue.visible}</td>
                <td>{queue.inFlight}</td>
                <td>{queue.delayed}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Page>
  );
}

function DeadLetters({ queue }: { queue: QueueFacts }) {
  const count = queue.visible + queue.inFlight + queue.delayed;
  return (
    <section class={count > 0 ? "card bad" : "card"}>
      <h3>
        {queue.name} <span class="count">{count}</span>
      </h3>
      <p class="quiet">of {queue.isDeadLetterQueueOf.map(nameOfArn).join(", ") || "a rule, a schedule or a stream"}</p>
      {count === 0 ? null : (
        <form method="post" action="/_local/queues/redrive">
          <input type="hidden" name="queue" value={queue.arn} />
          <button type="submit" class="button">
            Put {count === 1 ? "it" : `all ${count}`} back
          </button>
          <ul class="plain">
            {queue.messages.map((message) => (
              <Letter message={message} />
            ))}
          </ul>
        </form>
      )}
    </section>
  );
}

function Letter({ message }: { message: PeekedMessage }) {
  return (
    <li>
      <details class="more">
        <summary>
          {formatInstant(message.sentAt)} <code class="quiet">{shorten(message.body)}</code>
        </summary>
        <pre>{pretty(message.body)}</pre>
        <p>
          <a href={`/_local/timeline/${message.traceId}`}>What led to it</a>{" "}
          {message.sourceArn === undefined ? (
            <span class="quiet">It was sent here directly, so it has no place to go back to.</span>
          ) : (
            <button type="submit" name="messageId" value={message.messageId} class="button quiet-button">
              Put this one back
            </button>
          )}
        </p>
      </details>
    </li>
  );
}

function shorten(body: string): string {
  return body.length <= SHOWN_CHARACTERS ? body : `${body.slice(0, SHOWN_CHARACTERS)}…`;
}

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), undefined, 2);
  } catch {
    return body;
  }
}
