import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Refusal } from "./refusal.ts";

export interface DataFolder {
  readonly path: string;
  readonly state: DatabaseSync;
  close(): void;
}

const PID_FILE = "local-cloud.pid";

/** Opens the folder that keeps everything between two runs; refuses one that is broken or in use by another process. */
export function openDataFolder(path: string, options: { readonly fresh: boolean }): DataFolder {
  try {
    refuseWhenInUse(path);
    if (options.fresh) {
      rmSync(path, { recursive: true, force: true });
    }
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, PID_FILE), String(process.pid));
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal(`the data folder ${path} cannot be used: ${reason(error)}`);
  }
  const state = openState(path);
  return {
    path,
    state,
    close() {
      state.close();
      rmSync(join(path, PID_FILE), { force: true });
    },
  };
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
    rmSync(join(path, PID_FILE), { force: true });
    throw new Refusal(`the data folder ${path} is broken (${reason(error)}): start with --fresh to begin anew`);
  }
}

function refuseWhenInUse(path: string): void {
  let pid: number;
  try {
    pid = Number(readFileSync(join(path, PID_FILE), "utf8"));
  } catch {
    return;
  }
  if (pid !== process.pid && isLocalCloud(pid)) {
    throw new Refusal(`the data folder ${path} is in use by another local cloud (process ${pid})`);
  }
}

/** A pid left behind by a killed run may meanwhile belong to something else: only a Node process counts. */
function isLocalCloud(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("node");
  } catch {
    return true;
  }
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
