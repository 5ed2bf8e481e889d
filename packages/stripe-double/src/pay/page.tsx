import type { LineItems, Session } from "../objects/stored.ts";
import { Document, formatPence } from "./page-frame.tsx";
import { testCards } from "./payment.ts";

export interface PayView {
  readonly session: Session;
  readonly lines: LineItems | undefined;
  readonly error?: string;
}

export function PayPage({ session, lines, error }: PayView) {
  const amount = formatPence(session.amount_total ?? 0);
  return (
    <Document title={`${error ? "Error: " : ""}Pay ${amount}`}>
      <section aria-labelledby="what">
        {session.cancel_url && (
          <a class="back" href={session.cancel_url}>
            ← Go back without paying
          </a>
        )}
        <h1 id="what">{lines?.intent.description ?? "Payment"}</h1>
        <p class="amount">{amount}</p>
        <p class="for">{session.custom_text.submit?.message ?? ""}</p>
        <LinesTable session={session} lines={lines} />
      </section>
      <section class="card" aria-labelledby="card">
        <h2 id="card">Pay by card</h2>
        {error && (
          <p class="error" role="alert">
            {error}
          </p>
        )}
        <CardForm session={session} amount={amount} />
      </section>
    </Document>
  );
}

function LinesTable({ session, lines }: Pick<PayView, "session" | "lines">) {
  return (
    <table class="lines">
      <caption class="small">What you are paying for, VAT included</caption>
      <tbody>
        {(lines?.items ?? []).map((item) => (
          <tr>
            <th scope="row">
              {item.description}
              {(item.quantity ?? 1) > 1 ? ` × ${item.quantity}` : ""}
            </th>
            <td>{formatPence(item.amount_total)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">Total due</th>
          <td>{formatPence(session.amount_total ?? 0)}</td>
        </tr>
      </tfoot>
    </table>
  );
}

function CardForm({ session, amount }: { session: Session; amount: string }) {
  return (
    <form method="post" action={`/pay/${session.id}`}>
      {session.customer_email === null && (
        <>
          <label for="email">Email for the receipt (optional)</label>
          <input id="email" name="email" type="email" autocomplete="email" maxlength={254} />
        </>
      )}
      <dl>
        {session.customer_email !== null && <Row name="Email" value={session.customer_email} />}
        <Row name="Test card" value="4242 4242 4242 4242" />
        <Row name="Expires, security code" value="12 / 34, 123" />
      </dl>
      <button class="pay" name="card" value={testCards.success.number} type="submit">
        Pay {amount}
      </button>
      <div class="tests">
        <h3>Try another outcome</h3>
        <button class="other" name="card" value={testCards.threeDSecure.number} type="submit">
          Bank asks to confirm (3-D Secure)
        </button>
        <button class="other" name="card" value={testCards.declined.number} type="submit">
          Card is declined
        </button>
      </div>
    </form>
  );
}

function Row({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

/** The bank's own page in the real world. */
export function ConfirmPage({ session }: { session: Session }) {
  const amount = formatPence(session.amount_total ?? 0);
  return (
    <Document title={`Confirm ${amount} with your bank`} narrow>
      <section class="card bank" aria-labelledby="confirm">
        <h1 id="confirm">Your bank asks: is this you?</h1>
        <p>
          A payment of <strong>{amount}</strong> with the card ending {testCards.threeDSecure.number.slice(-4)} waits
          for your answer.
        </p>
        <form method="post" action={`/pay/${session.id}/confirm`}>
          <button class="pay" name="answer" value="approve" type="submit">
            Approve the payment
          </button>
          <button class="other" name="answer" value="refuse" type="submit">
            It is not me: refuse
          </button>
        </form>
      </section>
    </Document>
  );
}
