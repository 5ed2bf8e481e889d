import { formatDay, formatTime } from "../format.ts";
import { Page } from "../layout.tsx";

export interface ClockFacts {
  readonly now: number;
  readonly offsetMs: number;
}

const STEPS = [
  ["3600", "1 hour"],
  ["86400", "1 day"],
  ["604800", "7 days"],
  ["2592000", "30 days"],
] as const;

export function ClockPage({ now, offsetMs, error }: ClockFacts & { readonly error?: string }) {
  const days = offsetMs / 86_400_000;
  return (
    <Page title="Clock" here="/_local/clock">
      <h1>Clock</h1>
      <p class="lead">
        It is <strong>{formatDay(now)}</strong>, {formatTime(now).slice(0, 5)} UTC for the app
        {offsetMs === 0
          ? ", the same as on this machine"
          : `: ${days.toFixed(days < 10 ? 1 : 0)} days ahead of this machine`}
        .
      </p>
      <p>
        Move it forward to see today what happens later: functions, schedules, delays and expiry follow. It cannot be
        moved back; start with <code>--fresh</code> for that.
      </p>
      {error === undefined ? null : (
        <p class="problem" role="alert">
          {error}
        </p>
      )}
      <form method="post" action="/_local/clock" class="buttons">
        {STEPS.map(([seconds, label]) => (
          <button type="submit" name="seconds" value={seconds} class="button">
            + {label}
          </button>
        ))}
      </form>
      <form method="post" action="/_local/clock" class="fields">
        <label>
          To a date (midnight UTC)
          <input type="date" name="date" required min={new Date(now).toISOString().slice(0, 10)} />
        </label>
        <button type="submit" class="button quiet-button">
          Move there
        </button>
      </form>
    </Page>
  );
}
