import { tableContract } from "./contract.ts";
import { MemoryTable } from "./memory.ts";

tableContract("memory", async () => new MemoryTable());
