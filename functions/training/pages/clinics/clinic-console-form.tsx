import type { PageReply } from "@alliance/http";
import { type FormState, InsetText } from "@alliance/ui";
import type { Clinic } from "../../schema/clinic.ts";
import { changePage, newPage, Subjects, Words } from "../staff-form.tsx";
import { Expert, Hours, Rules, Where } from "./clinic-console-fields.tsx";
import { clinicDeskPath, deskListPath } from "./clinic-console-paths.ts";

/** `isNew`: whose times they are is said once. */
const Fields = ({ form, isNew }: { readonly form: FormState; readonly isNew: boolean }) => (
  <>
    <Words form={form} rows={6} />
    <Subjects form={form} />
    {isNew && <Expert form={form} />}
    <Hours form={form} />
    <Where form={form} />
    <Rules form={form} />
  </>
);

export const newClinicPage = (form: FormState & { readonly once: string }): PageReply => {
  const backLink = { href: deskListPath, text: "Clinics" };
  return newPage({ what: "clinic", backLink, children: <Fields form={form} isNew /> }, form);
};

export const changeClinicPage = (
  { clinicId, title }: Clinic,
  basedOn: number,
  form: FormState,
  overtaken = false,
): PageReply => {
  const backLink = { href: clinicDeskPath(clinicId), text: title };
  const stays = (
    <InsetText>What is asked for or agreed already stays at its time and place. Move or cancel it by itself.</InsetText>
  );
  const children = <Fields form={form} isNew={false} />;
  return changePage({ what: "clinic", backLink, stays, basedOn, overtaken, children }, form);
};
