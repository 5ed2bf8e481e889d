import { idOf, isProblem } from "@alliance/core";
import { onceField, redirect, routesFor } from "@alliance/http";
import * as z from "zod";
import { AddOrganisationForm, ChangeOrganisationForm } from "../schema/organisation-forms.ts";
import type { Services } from "../services.ts";
import { addOrganisation, registerFromRegister } from "../use-cases/add-organisation.ts";
import { changeOrganisation } from "../use-cases/change-organisation.ts";
import { readOrganisation } from "../use-cases/read-organisation.ts";
import { addOrganisationPage, changeOrganisationPage } from "./console-organisation-forms.tsx";
import { organisationPath } from "./console-paths.ts";

const { page } = routesFor<Services>();
const params = z.strictObject({ organisationId: idOf("org") });

const FromRegister = z.discriminatedUnion("scheme", [
  z.strictObject({ scheme: z.literal("urn"), value: z.string().regex(/^\d{6}$/) }),
  z.strictObject({ scheme: z.literal("trust-uid"), value: z.string().regex(/^\d{1,8}$/) }),
]);

/** Staff add and change organisations. */
export const organisationFormRoutes = [
  page({
    method: "GET",
    path: "/console/membership/add-organisation",
    access: "organisation.edit",
    handle: async ({ ctx }) => addOrganisationPage({ form: {}, hidden: onceField(ctx) }),
  }),
  page({
    method: "POST",
    path: "/console/membership/add-organisation",
    access: "organisation.edit",
    form: AddOrganisationForm,
    idempotent: true,
    handle: async ({ ctx, form }) => {
      if (!form.ok) return addOrganisationPage({ form, hidden: onceField(ctx) });
      const added = await addOrganisation(ctx, form.data);
      if (added.outcome === "added") return redirect(organisationPath(added.organisation.organisationId));
      const { values } = form;
      const hidden = onceField(ctx);
      if (added.outcome === "known") {
        const message = `${added.organisation.name} has this number already. Look there first`;
        return addOrganisationPage({ form: { values, errors: [{ field: "value", message }] }, hidden, lookAlikes: [] });
      }
      const errors = [
        { field: "isAnother", message: "Look at those with the same name, and say that it is another one" },
      ];
      return addOrganisationPage({ form: { values, errors }, hidden, lookAlikes: added.found });
    },
  }),
  page({
    method: "POST",
    path: "/console/membership/register/organisations",
    access: "organisation.edit",
    form: FromRegister,
    handle: async ({ ctx, services, form }) => {
      if (!form.ok) return redirect("/console/membership/organisations");
      const { organisation } = await registerFromRegister(ctx, services.register, form.data);
      return redirect(organisationPath(organisation.organisationId));
    },
  }),
  page({
    method: "GET",
    path: "/console/membership/organisations/:organisationId/change",
    access: "organisation.edit",
    params,
    handle: async ({ ctx, params: { organisationId } }) => {
      const { organisation } = await readOrganisation(ctx, organisationId);
      const { name, addressLines = [], isPartner } = organisation;
      const values = { name, address: addressLines.join("\n"), ...(isPartner ? { isPartner: "yes" } : {}) };
      return changeOrganisationPage(organisation, { values });
    },
  }),
  page({
    method: "POST",
    path: "/console/membership/organisations/:organisationId/change",
    access: "organisation.edit",
    params,
    form: ChangeOrganisationForm,
    handle: async ({ ctx, params: { organisationId }, form }) => {
      const { organisation } = await readOrganisation(ctx, organisationId);
      if (!form.ok) return changeOrganisationPage(organisation, form);
      try {
        await changeOrganisation(ctx, organisationId, form.data);
      } catch (error) {
        if (!isProblem(error, "conflict")) throw error;
        const errors = [{ field: "name", message: error.message }];
        return changeOrganisationPage(organisation, { values: form.values, errors });
      }
      return redirect(organisationPath(organisationId));
    },
  }),
];
