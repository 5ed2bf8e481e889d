import type { Key } from "@alliance/store";

export const mailKey = (mailId: string): Key => ({ pk: `mail#${mailId}`, sk: "mail" });
