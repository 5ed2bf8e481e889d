import { readSettings, WebSettings } from "@alliance/http";
import { webHandler } from "@alliance/http/lambda";
import { financeApi } from "./api/finance-api.ts";

const settings = readSettings(WebSettings, process.env);

export const handler = webHandler(financeApi, { cursorSecret: settings.ORIGIN_SECRET });
