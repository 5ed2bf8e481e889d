import { idOf } from "@alliance/core";
import * as z from "zod";
import { Delegate } from "./seat.ts";
import { Online, Venue, words } from "./session.ts";
import { subjects } from "./topics.ts";

export const ClinicId = /* @__PURE__ */ z.lazy(() => idOf("cli"));

/** Times are claimed in steps of so many minutes. */
export const stepMinutes = 5;

const Time = () =>
  z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Enter a time such as 15:45")
    .refine((time) => Number(time.slice(3)) % stepMinutes === 0, "Use steps of five minutes, such as 15:45");

const later = ({ from, to }: { readonly from: string; readonly to: string }): boolean => from < to;
const order = "The end is after the beginning";

/** Every week, 1 is Monday; as clocks in London show it. */
const WeeklyHours = /* @__PURE__ */ z.lazy(() =>
  z.strictObject({ weekday: z.int().min(1).max(5), from: Time(), to: Time() }).refine(later, order),
);
const SingleDay = /* @__PURE__ */ z.lazy(() =>
  z.strictObject({ date: z.iso.date(), from: Time(), to: Time() }).refine(later, order),
);

const minutes = (least: number, most: number) =>
  z
    .int(`Enter minutes, from ${least} to ${most}`)
    .min(least, `At least ${least} minutes`)
    .max(most, `At most ${most} minutes`)
    .refine((value) => value % stepMinutes === 0, "Use steps of five minutes");

const content = () => ({
  title: words(120, "Enter a title"),
  summary: words(300, "Say in a sentence what it is about"),
  /** Paragraphs, with an empty line between them. */
  description: z.string().trim().max(5_000, "Use at most 5,000 characters"),
  subjects: z.array(z.enum(subjects)).min(1, "Choose at least one subject").max(5, "Choose at most five subjects"),
  format: z.enum(["in-person", "online"], "Choose where it takes place"),
  venue: Venue().optional(),
  online: Online().optional(),
  /** Who may ask: members of any kind, or everybody. Nobody pays. */
  audience: z.enum(["members", "everybody"], "Choose who may ask"),
  weekly: z.array(WeeklyHours).max(15, "At most fifteen lines"),
  days: z.array(SingleDay).max(60, "At most sixty lines"),
  /** Days on which the weekly hours do not count. */
  closedDays: z.array(z.iso.date()).max(60, "At most sixty days"),
  inSchoolHolidays: z.boolean(),
  slotMinutes: minutes(10, 120),
  /** Free time after each slot, and so before the next one. */
  bufferMinutes: minutes(0, 60),
  noticeHours: z.int("Enter hours").min(0, "Hours are not negative").max(336, "At most 336 hours, two weeks"),
  daysAhead: z.int("Enter days").min(1, "At least one day ahead").max(84, "At most 84 days ahead, twelve weeks"),
  /** How many may come with one request, whoever asks included. */
  mostPeople: z.int("Enter how many").min(1, "At least one").max(12, "At most twelve"),
  approval: z.enum(["by-hand", "automatic"], "Choose how requests are answered"),
});

interface Where {
  readonly format: "in-person" | "online";
  readonly venue?: unknown;
  readonly online?: unknown;
}
type Issue = (message: string, ...path: string[]) => void;

function checkWhere({ format, venue, online }: Where, issue: Issue): void {
  if ((format === "in-person") !== (venue !== undefined)) issue("Say where it takes place", "venue");
  if (format === "in-person" && online !== undefined) issue("Nobody joins this clinic online", "online");
}

/** What staff say about a clinic and may change at any time: what is agreed already stays as it was agreed. */
export const ClinicContent = /* @__PURE__ */ z.lazy(() =>
  z.strictObject(content()).superRefine((clinic, ctx) => {
    checkWhere(clinic, (message, ...path) => ctx.addIssue({ code: "custom", message, path }));
  }),
);
export type ClinicContent = z.infer<typeof ClinicContent>;

/** Whom one talks to: whoever makes the clinic, or somebody else by name. */
export const ExpertNamed = /* @__PURE__ */ z.lazy(() =>
  z.union([
    z.literal("me"),
    z.strictObject({
      name: z.string().trim().min(1, "Enter the expert’s name").max(200, "Use at most 200 characters"),
      email: z.email("Enter an email address, like name@school.org.uk").max(254),
    }),
  ]),
);
export type ExpertNamed = z.infer<typeof ExpertNamed>;

/** Open ones are in the catalogue; a paused one takes no requests, and keeps what is agreed. */
const clinicStatuses = ["draft", "open", "paused"] as const;
export type ClinicStatus = (typeof clinicStatuses)[number];

export const Clinic = /* @__PURE__ */ z.lazy(() =>
  z.strictObject({
    clinicId: ClinicId,
    ...content(),
    /** Fixed: the times of one expert are claimed under their name, over all their clinics. */
    expert: Delegate,
    /** Who of the alliance is told of requests. */
    answeredBy: idOf("per"),
    status: z.enum(clinicStatuses),
    createdAt: z.iso.datetime(),
    changedAt: z.iso.datetime(),
  }),
);
export type Clinic = z.infer<typeof Clinic>;

export const idOfExpert = ({ expert }: Pick<Clinic, "expert">): string =>
  "personId" in expert ? expert.personId : expert.contactId;
