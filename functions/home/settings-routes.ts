import { pendingEmailsOf, readCookie, sessionCookieName, sessionIdOf } from "@alliance/auth";
import { errorsOf, type FieldError, idOf } from "@alliance/core";
import { redirect, routesFor } from "@alliance/http";
import type { Ctx } from "@alliance/store";
import * as z from "zod";
import { addressPage, codePage, namePage, sessionsPage, settingsDone, settingsPage } from "./pages/settings-pages.tsx";
import type { HomeServices } from "./sign-in-routes.ts";
import { changeName, endOtherSessions, listSessions } from "./use-cases/manage-account.ts";
import {
  addEmail,
  makePrimary,
  openPending,
  ownPerson,
  removeEmail,
  resendEmailCode,
  verifyEmail,
} from "./use-cases/manage-emails.ts";

const { page } = routesFor<HomeServices>();
const settings = "/portal/settings";
const access = "settings.own";
const addressParams = z.strictObject({ addressId: idOf("adr") });

const NameForm = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1, "Enter your name")
    .max(120, "A name has at most 120 characters")
    .regex(/^[^\p{C}<>]*$/u, "Use letters, spaces and punctuation for your name"),
});
const AddressForm = z.strictObject({
  email: z.string().trim().max(254).pipe(z.email("Enter an e-mail address, like name@school.sch.uk")),
});
const CodeForm = z.strictObject({
  code: z
    .string()
    .overwrite((typed) => typed.replaceAll(/\s/g, ""))
    .regex(/^\d{6}$/, "Enter the six digits of the letter"),
});
const ChangeForm = z.strictObject({ what: z.enum(["primary", "remove"]), address: z.string().max(60) });

const currentSession = (headers: Headers, { publicOrigin }: HomeServices): string | undefined => {
  const token = readCookie(headers.get("cookie") ?? undefined, sessionCookieName(publicOrigin));
  return token === undefined ? undefined : sessionIdOf(token);
};

async function shownSettings(ctx: Ctx) {
  const { data: person } = await ownPerson(ctx);
  const pending = await pendingEmailsOf(ctx, person.personId);
  return [person, pending.map(({ data }) => data)] as const;
}

/** The refusal as errors of the form; anything that is no refusal of a form goes on to the error page. */
async function refusalOf(run: () => Promise<unknown>): Promise<readonly FieldError[] | undefined> {
  try {
    await run();
    return undefined;
  } catch (error) {
    return errorsOf(error, "invalid-input", "too-many");
  }
}

async function pendingOf(ctx: Ctx, addressId: string) {
  const { data: person } = await ownPerson(ctx);
  return (await openPending(ctx, person.personId, addressId)).data;
}

export const settingsRoutes = [
  page({
    method: "GET",
    path: settings,
    access,
    query: z.object({ done: z.enum(settingsDone).optional().catch(undefined) }),
    handle: async ({ ctx, query: { done } }) => settingsPage(...(await shownSettings(ctx)), { done }),
  }),
  page({
    method: "GET",
    path: `${settings}/name`,
    access,
    handle: async ({ ctx }) => namePage({ values: { name: (await ownPerson(ctx)).data.name } }),
  }),
  page({
    method: "POST",
    path: `${settings}/name`,
    access,
    form: NameForm,
    handle: async ({ ctx, form }) => {
      if (!form.ok) return namePage(form);
      await changeName(ctx, form.data.name);
      return redirect(`${settings}?done=name`);
    },
  }),
  page({ method: "GET", path: `${settings}/addresses`, access, handle: async () => addressPage({}) }),
  page({
    method: "POST",
    path: `${settings}/addresses`,
    access,
    form: AddressForm,
    handle: async ({ ctx, form }) => {
      if (!form.ok) return addressPage(form);
      let addressId = "";
      const errors = await refusalOf(async () => {
        addressId = (await addEmail(ctx, form.data.email)).addressId;
      });
      return errors ? addressPage({ values: form.values, errors }) : redirect(`${settings}/addresses/${addressId}`);
    },
  }),
  page({
    method: "GET",
    path: `${settings}/addresses/:addressId`,
    access,
    params: addressParams,
    handle: async ({ ctx, params }) => codePage(await pendingOf(ctx, params.addressId), {}),
  }),
  page({
    method: "POST",
    path: `${settings}/addresses/:addressId`,
    access,
    params: addressParams,
    form: CodeForm,
    handle: async ({ ctx, params, form }) => {
      const errors = form.ok ? await refusalOf(() => verifyEmail(ctx, params.addressId, form.data.code)) : form.errors;
      if (errors) return codePage(await pendingOf(ctx, params.addressId), { values: form.values, errors });
      return redirect(`${settings}?done=added`);
    },
  }),
  page({
    method: "POST",
    path: `${settings}/addresses/:addressId/again`,
    access,
    params: addressParams,
    handle: async ({ ctx, params }) => {
      const errors = await refusalOf(() => resendEmailCode(ctx, params.addressId));
      if (errors) return codePage(await pendingOf(ctx, params.addressId), { errors });
      return redirect(`${settings}/addresses/${params.addressId}`);
    },
  }),
  page({
    method: "POST",
    path: `${settings}/address-changes`,
    access,
    form: ChangeForm,
    handle: async ({ ctx, form }) => {
      if (!form.ok) return redirect(settings);
      const { what, address } = form.data;
      const errors = await refusalOf(() =>
        what === "primary" ? makePrimary(ctx, address) : removeEmail(ctx, address),
      );
      if (errors) return settingsPage(...(await shownSettings(ctx)), { error: errors[0]?.message });
      return redirect(`${settings}?done=${what === "primary" ? "primary" : "removed"}`);
    },
  }),
  page({
    method: "GET",
    path: `${settings}/sessions`,
    access,
    handle: async ({ ctx, headers, services }) =>
      sessionsPage(await listSessions(ctx, currentSession(headers, services))),
  }),
  page({
    method: "POST",
    path: `${settings}/sessions`,
    access,
    form: z.strictObject({ only: z.string().max(60).optional() }),
    handle: async ({ ctx, headers, services, form }) => {
      const only = form.ok ? form.data.only : undefined;
      await endOtherSessions(ctx, { current: currentSession(headers, services), only });
      return redirect(`${settings}?done=ended`);
    },
  }),
];
