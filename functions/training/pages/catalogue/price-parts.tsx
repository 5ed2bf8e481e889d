import type { Pence } from "@alliance/core";
import { Money } from "@alliance/ui";
import type { Session, VatKind } from "../../schema/session.ts";
import type { Offer } from "../../sessions/offer-of.ts";

export const vatWords: Readonly<Record<VatKind, string>> = {
  standard: "plus VAT",
  zero: "zero-rated for VAT",
  exempt: "exempt from VAT",
  outside: "no VAT",
};

/** "£45.00 plus VAT"; free is free of VAT too. */
export const Price = ({ netPence, vat }: { readonly netPence: Pence; readonly vat: Session["vat"] }) =>
  netPence === 0 ? (
    <>Free</>
  ) : (
    <>
      <Money amountPence={netPence} /> {vatWords[vat.treatment]}
    </>
  );

interface Asked {
  readonly offer: Offer;
  readonly vat: Session["vat"];
  readonly memberNetPence: Pence | undefined;
  readonly isSignedIn: boolean;
}

/** One line for a list: the price of whoever reads it, and what others pay. */
export const PriceLine = ({ offer, vat, memberNetPence, isSignedIn }: Asked) => {
  const { listNetPence, unitNetPence, isMember } = offer;
  if (listNetPence === 0) return <>Free for everybody</>;
  if (isMember && unitNetPence < listNetPence) {
    return (
      <>
        <Price netPence={unitNetPence} vat={vat} /> for you as a member; <Money amountPence={listNetPence} /> for others
      </>
    );
  }
  return (
    <>
      <Price netPence={listNetPence} vat={vat} />
      {!isSignedIn &&
        (memberNetPence === undefined ? (
          "; less for members"
        ) : (
          <>
            ; <Money amountPence={memberNetPence} /> for members
          </>
        ))}
    </>
  );
};

/** The sentence that says why, and what would change it. */
export function whyThisPrice({ offer, memberNetPence, isSignedIn }: Omit<Asked, "vat">): string {
  const { listNetPence, unitNetPence, isMember, reason } = offer;
  if (listNetPence === 0) return "Nobody pays for this session, member or not.";
  if (!isSignedIn) return "Members pay less, or nothing. Sign in to see your price and the reason for it.";
  if (!isMember) return reason;
  // The members' own price is what decides; the discount of the membership would say another figure.
  return memberNetPence !== undefined && unitNetPence === memberNetPence
    ? `This is the members’ price. ${reason}`
    : reason;
}
