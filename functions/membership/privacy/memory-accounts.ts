import type { Accounts } from "./accounts.ts";

/** For tests: remembers who was removed. */
export class MemoryAccounts implements Accounts {
  readonly issuer = "i";
  readonly removed: string[] = [];
  /** Set, the sign-in service does not answer. */
  isDown = false;

  async remove(subject: string): Promise<void> {
    if (this.isDown) throw new Error("the sign-in service does not answer");
    this.removed.push(subject);
  }
}
