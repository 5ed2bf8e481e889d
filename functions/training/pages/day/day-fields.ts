import * as z from "zod";
import { marks, type WalkIn } from "../../schema/attendance.ts";

const text = (most: number) => z.string().trim().max(most, `Use at most ${most} characters`).default("");
const name = z.string().trim().min(1, "Enter their name").max(200, "Use at most 200 characters");
const email = z.email("Enter an email address, like name@school.org.uk").max(254);

/** One key of the register: "<place> <mark>". */
export const TapForm = z
  .strictObject({ tap: z.string().max(100), page: z.coerce.number().int().min(1).max(100).optional() })
  .transform(({ tap, ...view }, ctx) => {
    const [placeId = "", mark] = tap.split(" ");
    const known = marks.find((each) => each === mark);
    if (known !== undefined) return { placeId, mark: known, ...view };
    ctx.addIssue({ code: "custom", path: ["tap"], message: "Choose present, late or absent" });
    return z.NEVER;
  });

/** Part of a name or of a school's. */
export const FindForm = z.strictObject({ q: text(100) });

export const AtDoorForm = z.strictObject({ name, email });

/** What of it is asked depends on the session: how they take part, and who pays. */
export const walkInForm = (asked: {
  readonly pools: number;
  readonly hasPrice: boolean;
  readonly onlyPool: WalkIn["poolId"];
}) =>
  z
    .strictObject({
      ...{ name, email },
      organisationName: z.string().trim().min(1, "Enter the name of their school or organisation").max(200),
      poolId: asked.pools > 1 ? z.enum(["room", "online"], "Choose how they take part") : z.undefined().optional(),
      paying: asked.hasPrice ? z.enum(["invoice", "nobody"], "Choose who pays") : z.undefined().optional(),
      ...{ purchaseOrderNumber: text(50), noChargeBecause: text(200) },
    })
    .transform(({ paying, purchaseOrderNumber, noChargeBecause, poolId, ...who }, ctx): WalkIn => {
      if (paying === "nobody" && noChargeBecause === "") {
        ctx.addIssue({ code: "custom", path: ["noChargeBecause"], message: "Say why there is no charge" });
      }
      return {
        ...who,
        poolId: poolId ?? asked.onlyPool,
        ...(paying === "invoice" && purchaseOrderNumber !== "" ? { purchaseOrderNumber } : {}),
        ...(paying === "nobody" ? { noChargeBecause } : {}),
      };
    });
