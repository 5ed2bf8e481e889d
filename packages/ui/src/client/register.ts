import { type Tap, TapQueue, type TapStore } from "./tap-queue.ts";

/** What this script uses of a browser: the program is checked without the DOM's types. */
interface Node {
  textContent: string | null;
  getAttribute(name: string): string | null;
  setAttribute(name: string, value: string): void;
  querySelector(selector: string): Node | null;
  querySelectorAll(selector: string): Iterable<Node>;
  addEventListener(type: string, listener: (event: SubmitEvent) => void): void;
}
interface SubmitEvent {
  readonly submitter?: { readonly name: string; readonly value: string } | null;
  preventDefault(): void;
}
interface Browser {
  readonly document: Node & { readonly visibilityState: string };
  readonly localStorage?: TapStore;
  readonly crypto: { randomUUID(): string };
  addEventListener(type: string, listener: () => void): void;
}
interface Shown {
  readonly placeId: string;
  readonly mark?: string;
  readonly words: string;
}

/** Saved, or to be tried again, or why they will never be taken. */
type Answer = "saved" | "later" | { readonly refused: string };

const lookAgainMs = 20_000;
const longestPauseMs = 30_000;

/** A register whose taps wait in the browser for a connection, instead of a page that is loaded for each. */
class RegisterPage {
  readonly #root: Node;
  readonly #endpoint: string;
  readonly #queue: TapQueue;
  readonly #browser: Browser;
  #isSending = false;
  #pauseMs = 1_000;

  constructor(browser: Browser, root: Node, endpoint: string) {
    this.#browser = browser;
    this.#root = root;
    this.#endpoint = endpoint;
    this.#queue = new TapQueue(storeOf(browser), `register ${endpoint}`);
  }

  start(): void {
    this.#root.addEventListener("submit", (event) => {
      const [placeId, mark] = (event.submitter?.value ?? "").split(" ");
      if (event.submitter?.name !== "tap" || !placeId || !mark) return;
      event.preventDefault();
      this.#tapped({ placeId, mark, tapId: this.#browser.crypto.randomUUID(), tappedAt: Date.now() });
    });
    this.#browser.addEventListener("online", () => void this.#send());
    for (const tap of this.#queue.all()) this.#showWaiting(tap);
    void this.#send();
    setInterval(() => void this.#lookAgain(), lookAgainMs);
  }

  #tapped(tap: Tap): void {
    this.#queue.add(tap);
    this.#showWaiting(tap);
    void this.#send();
  }

  async #send(): Promise<void> {
    if (this.#isSending || this.#queue.size === 0) return;
    this.#isSending = true;
    const taps = this.#queue.next();
    this.#say(`Saving ${inWords(this.#queue.size)}`);
    const answer = await this.#post(taps);
    this.#isSending = false;
    if (answer === "later") return this.#sendLater();
    this.#pauseMs = 1_000;
    this.#queue.remove(taps);
    if (answer !== "saved") return this.#say(answer.refused);
    if (this.#queue.size > 0) return this.#send();
    this.#say("All marks are saved");
    await this.#lookAgain();
  }

  async #post(taps: readonly Tap[]): Promise<Answer> {
    const marks = taps.map(({ tappedAt, ...tap }) => ({
      ...tap,
      secondsAgo: Math.min(172_800, Math.max(0, Math.round((Date.now() - tappedAt) / 1000))),
    }));
    try {
      const reply = await fetch(this.#endpoint, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ marks }),
      });
      if (reply.ok) return "saved";
      // Signed out: they stay here until somebody signs in again.
      if (reply.status === 401 || reply.status === 429 || reply.status >= 500) return "later";
      const { detail } = (await reply.json()) as { detail?: string };
      return { refused: `${inWords(taps.length)} could not be saved. ${detail ?? ""} Load the page again.` };
    } catch {
      return "later";
    }
  }

  #sendLater(): void {
    this.#say(
      `${inWords(this.#queue.size)} not saved yet. They are kept on this device and sent when there is a connection. If it stays like this, load the page again.`,
    );
    setTimeout(() => void this.#send(), this.#pauseMs);
    this.#pauseMs = Math.min(longestPauseMs, this.#pauseMs * 2);
  }

  /** What others marked meanwhile. */
  async #lookAgain(): Promise<void> {
    if (this.#browser.document.visibilityState !== "visible" || this.#queue.size > 0) return;
    try {
      const reply = await fetch(this.#endpoint);
      if (!reply.ok) return;
      const { marks, counts } = (await reply.json()) as { marks: readonly Shown[]; counts: Record<string, number> };
      for (const each of marks) {
        if (this.#queue.lastOf(each.placeId) === undefined) this.#show(each);
      }
      for (const [name, count] of Object.entries(counts)) this.#write(`[data-count="${name}"]`, String(count));
    } catch {
      // No connection: the next look is in a moment.
    }
  }

  #showWaiting({ placeId, mark }: Tap): void {
    this.#show({ placeId, mark, words: "Not saved yet" });
  }

  #show({ placeId, mark, words }: Shown): void {
    const row = this.#root.querySelector(`[data-place="${placeId}"]`);
    if (row === null) return;
    for (const button of row.querySelectorAll("[data-mark]")) {
      button.setAttribute("aria-pressed", String(button.getAttribute("data-mark") === mark));
    }
    const state = row.querySelector("[data-state]");
    if (state) state.textContent = words;
  }

  #say(words: string): void {
    this.#write("[data-status]", words);
  }

  #write(selector: string, words: string): void {
    const place = this.#root.querySelector(selector);
    if (place && place.textContent !== words) place.textContent = words;
  }
}

const inWords = (count: number): string => (count === 1 ? "1 mark" : `${count} marks`);

function storeOf(browser: Browser): TapStore | undefined {
  try {
    return browser.localStorage;
  } catch {
    // Some browsers forbid even to look: the page then holds the taps alone.
    return undefined;
  }
}

/** Takes over the register of the page, where there is one. */
export function startRegister(): void {
  const browser = globalThis as unknown as Browser;
  const root = browser.document.querySelector("[data-register]");
  const endpoint = root?.getAttribute("data-register");
  if (root && endpoint) new RegisterPage(browser, root, endpoint).start();
}
