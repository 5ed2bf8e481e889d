import { idOf } from "@alliance/core";
import * as z from "zod";
import { SlotRequest } from "../../schema/appointment.ts";
import { otherOrganisation } from "../booking/book-forms.ts";

const wanted = () => SlotRequest.unwrap().shape;

/** A request as it comes from a browser. */
export const RequestForm = /* @__PURE__ */ z.lazy(() =>
  z
    .strictObject({
      startsAt: wanted().startsAt,
      organisation: z.union([idOf("org"), z.literal(otherOrganisation)], "Choose for whom you ask"),
      organisationName: z.string().trim().max(200, "Use at most 200 characters").default(""),
      people: z
        .string()
        .trim()
        .regex(/^\d{1,2}$/, "Enter how many of you come, as a number such as 2")
        .transform(Number)
        .pipe(wanted().people),
      about: wanted().about,
      colleagues: z.string().trim().max(500, "Use at most 500 characters").default(""),
    })
    .superRefine(({ organisation, organisationName }, ctx) => {
      if (organisation !== otherOrganisation || organisationName !== "") return;
      const message = "Enter the name of your school or organisation";
      ctx.addIssue({ code: "custom", path: ["organisationName"], message });
    })
    .transform(({ organisation, organisationName, colleagues, ...rest }) => ({
      ...rest,
      ...(organisation === otherOrganisation ? { organisationName } : { organisationId: organisation }),
      ...(colleagues === "" ? {} : { colleagues }),
    })),
);

export const MoveForm = z.strictObject({ startsAt: z.iso.datetime("Choose a time") });
