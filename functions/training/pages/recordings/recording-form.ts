import * as z from "zod";
import { type Chapter, RecordingContent } from "../../schema/recording.ts";
import { offsetInWords } from "./recording-words.ts";

const text = z.string().max(90_000).default("");
const names = [
  "title",
  "summary",
  "description",
  "minutes",
  "videoUrl",
  "chapters",
  "audience",
  "windowDays",
  "basedOn",
];
const shape = {
  ...Object.fromEntries(names.map((name) => [name, text])),
  subjects: z.union([z.string(), z.array(z.string())]).default([]),
};
type Typed = Readonly<Record<string, string | undefined>>;

const number = (typed: string | undefined): number =>
  /^\d{1,4}$/.test(typed?.trim() ?? "") ? Number(typed) : Number.NaN;

/** "12:30 What belongs in it" begins a chapter; the lines below it are its words. */
function chaptersTyped(typed = ""): Chapter[] {
  const chapters: { startsAtSeconds: number; title: string; lines: string[] }[] = [];
  for (const line of typed.split("\n")) {
    const match = /^\s*(\d{1,3}):([0-5]\d)\s+(\S.*)$/.exec(line);
    if (match) {
      const startsAtSeconds = Number(match[1]) * 60 + Number(match[2]);
      chapters.push({ startsAtSeconds, title: match[3] ?? "", lines: [] });
    } else chapters.at(-1)?.lines.push(line);
  }
  return chapters.map(({ lines, ...chapter }) => ({ ...chapter, text: lines.join("\n").trim() }));
}

/** The form as it comes from a browser, read into a recording's content. */
export const RecordingForm = z.strictObject(shape).transform((form, ctx) => {
  const { subjects, ...rest } = form as { subjects: string | string[] };
  const typed = rest as Typed;
  const parsed = RecordingContent.safeParse({
    ...{ title: typed.title, summary: typed.summary, description: typed.description, audience: typed.audience },
    ...{ subjects: [subjects].flat(), chapters: chaptersTyped(typed.chapters) },
    ...{ minutes: number(typed.minutes), windowDays: number(typed.windowDays) },
    ...(typed.videoUrl?.trim() ? { videoUrl: typed.videoUrl.trim() } : {}),
  });
  if (parsed.success) return { content: parsed.data, basedOn: number(typed.basedOn) };
  const seen = new Set<string>();
  for (const { path, message } of parsed.error.issues) {
    const field = String(path[0] ?? "");
    if (!seen.has(field)) ctx.addIssue({ code: "custom", path: [field], message });
    seen.add(field);
  }
  return z.NEVER;
});

type Values = Readonly<Record<string, string | readonly string[]>>;

/** A recording as the form shows it. */
export function valuesOfRecording(recording: RecordingContent): Values {
  const { title, summary, description, subjects, audience, minutes, windowDays, videoUrl, chapters } = recording;
  return {
    ...{ title, summary, description, subjects, audience, videoUrl: videoUrl ?? "" },
    ...{ minutes: String(minutes), windowDays: String(windowDays) },
    chapters: chapters
      .map(({ startsAtSeconds, title: name, text }) => `${offsetInWords(startsAtSeconds)} ${name}\n${text}`.trim())
      .join("\n\n"),
  };
}

/** What a new recording's form begins with. */
export const newRecordingValues: Values = { audience: "members", windowDays: "60", chapters: "0:00 " };
