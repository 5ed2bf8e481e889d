import { tableContract } from "@alliance/store/contract";
import { afterAll } from "vitest";
import { openEmbeddedTable } from "./embedded-table.ts";

const opened: { close: () => Promise<void> }[] = [];

async function open() {
  const embedded = await openEmbeddedTable();
  opened.push(embedded);
  return embedded.table;
}

afterAll(async () => {
  for (const { close } of opened) await close();
});

tableContract("the embedded DynamoDB engine", open);
