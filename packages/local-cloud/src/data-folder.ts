import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Refusal } from "./refusal.ts";

export interface DataFolder {
  readonly path: string;
  readonly state: DatabaseSync;
  close(): void;
}

/** Locked for as long as a local cloud runs; the operating system lets go of it when the process ends, however it ends. */
const LOCK_FILE = "lock.sqlite";
const PID_FILE = "local-cloud.pid";

/** Opens the folder that keeps everything between two runs; refuses one that is broken or in use by another process. */
export function openDataFolder(path: string, options: { readonly fresh: boolean }): DataFolder {
  const lock = lockFolder(path);
  try {
    if (options.fresh) {
      const kept = [LOCK_FILE, `${LOCK_FILE}-journal`, PID_FILE];
      for (const name of readdirSync(path).filter((entry) => !kept.includes(entry))) {
        rmSync(join(path, name), { recursive: true, force: true });
      }
    }
    const state = openState(path);
    return {
      path,
      state,
      close() {
        state.close();
        lock.close();
      },
    };
  } catch (error) {
    lock.close();
    throw error;
  }
}

/** Takes a folder for this process until `close`; throws a Refusal where another one has it or it cannot be used. */
export function lockFolder(path: string): { close(): void } {
  let lock: DatabaseSync | undefined;
  try {
    makeFolder(path);
    const held = new DatabaseSync(join(path, LOCK_FILE));
    lock = held;
    held.exec("BEGIN EXCLUSIVE");
    writeFileSync(join(path, PID_FILE), String(process.pid));
    return {
      close() {
        rmSync(join(path, PID_FILE), { force: true });
        if (held.isOpen) held.close();
      },
    };
  } catch (error) {
    lock?.close();
    if (reason(error).includes("locked")) {
      throw new Refusal(`the data folder ${path} is in use by another local cloud${owner(path)}`);
    }
    throw new Refusal(`the data folder ${path} cannot be used: ${reason(error)}`);
  }
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

/** Level by level: Node's own `recursive` tries for ever where the system says of a new folder that it is missing (/proc). */
function makeFolder(path: string): void {
  if (isFolder(path)) return;
  makeFolder(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    // Somebody else may have made it meanwhile.
    if (!isFolder(path)) throw error;
  }
}

function openState(path: string): DatabaseSync {
  let state: DatabaseSync | undefined;
  try {
    state = new DatabaseSync(join(path, "state.sqlite"));
    state.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
    const [check] = state.prepare("PRAGMA quick_check(1)").all();
    if (check?.quick_check !== "ok") {
      throw new Error(String(check?.quick_check));
    }
    return state;
  } catch (error) {
    state?.close();
    throw new Refusal(`the data folder ${path} is broken (${reason(error)}): start with --fresh to begin anew`);
  }
}

function owner(path: string): string {
  try {
    return ` (process ${readFileSync(join(path, PID_FILE), "utf8")})`;
  } catch {
    return "";
  }
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
