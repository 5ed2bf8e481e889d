import { person, published, staffMember } from "@alliance/testing";
import { beforeEach, describe, expect, test } from "vitest";
import { anotherPerson, browserOf, invoiceFor, type World, workerCtx, worldWithRegister } from "./test-world.ts";
import { activateMembership } from "./use-cases/activate-membership.ts";
import { readApplication } from "./use-cases/read-application.ts";

type Browser = Awaited<ReturnType<typeof browserOf>>;

let world: World;
let newcomer: Browser;
beforeEach(async () => {
  world = await worldWithRegister();
  newcomer = await browserOf(world, person());
});

const applications = "/api/membership/applications";
const byCard = { urn: "900001", payment: { method: "card" } };

/** Everything that lies in the table but what each request leaves: sessions and idempotency keys. */
const stateOf = (): string =>
  JSON.stringify([...world.ctx.table.items.values()].filter(({ entity }) => !/^(session|idempotency)$/.test(entity)));

describe("POST /api/membership/applications", () => {
  test("makes an application and says where to go on", async () => {
    const reply = await newcomer.post(applications, byCard);
    expect(reply.status).toBe(201);
    const application = (await reply.json()) as { applicationId: string };
    expect(application).toMatchObject({
      status: "pending",
      totalPence: 25_000,
      next: `/pay/${application.applicationId}`,
    });
  });

  test("the same key again has no new effect and the same answer", async () => {
    const first = await (await newcomer.post(applications, byCard)).text();
    const before = stateOf();
    expect(await (await newcomer.post(applications, byCard)).text()).toBe(first);
    expect(stateOf()).toBe(before);
  });

  test("another key from the same person leads to the application they hold", async () => {
    const first = (await (await newcomer.post(applications, byCard)).json()) as object;
    const again = await newcomer.post(applications, byCard, "key-00000002");
    expect([again.status, await again.json()]).toEqual([200, first]);
  });

  test("two hundred requests at once make one membership", async () => {
    const browsers = await Promise.all(Array.from({ length: 200 }, (_, n) => browserOf(world, anotherPerson(n))));
    const replies = await Promise.all(browsers.map((browser) => browser.post(applications, byCard)));
    const statuses = replies.map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(1);
    expect(statuses.filter((status) => status === 409)).toHaveLength(199);
    const terms = [...world.ctx.table.items.values()].filter(({ entity }) => entity === "membership.term");
    expect(terms).toHaveLength(1);
  });

  test.each([
    ["JSON that is cut off", '{"urn":', 400],
    ["a URN that is none", { ...byCard, urn: "1" }, 422],
    ["a number where a text belongs", { ...byCard, urn: 900_001 }, 422],
    ["an unknown field", { ...byCard, isAdmin: true }, 422],
    ["an unknown field inside the payment", { urn: "900001", payment: { method: "card", amount: 1 } }, 422],
    ["a payment nobody offers", { urn: "900001", payment: { method: "cash" } }, 422],
    ["an invoice without a purchase order", { urn: "900001", payment: { method: "invoice" } }, 422],
    [
      "a purchase order number that is too long",
      { urn: "900001", payment: { method: "invoice", purchaseOrderNumber: "x".repeat(61) } },
      422,
    ],
    [
      "a purchase order number with control characters",
      { urn: "900001", payment: { method: "invoice", purchaseOrderNumber: "PO\u0000\u001b[31m" } },
      422,
    ],
    ["a body of a hundred kilobytes", { ...byCard, urn: "9".repeat(100_001) }, 413],
    ["a list", [], 422],
    ["a closed school", { ...byCard, urn: "900004" }, 410],
    ["a school that has not opened", { ...byCard, urn: "900005" }, 422],
    ["a school nobody knows", { ...byCard, urn: "123456" }, 404],
  ])("refuses %s and changes nothing", async (_, body, status) => {
    const before = stateOf();
    const reply = await newcomer.post(applications, body);
    expect(reply.status).toBe(status);
    expect(reply.headers.get("content-type")).toBe("application/problem+json");
    expect(await reply.json()).toMatchObject({ status, instance: applications });
    expect(stateOf()).toBe(before);
  });

  test("refuses a school that is a member, and says why", async () => {
    const { applicationId } = (await (await newcomer.post(applications, byCard)).json()) as { applicationId: string };
    await activateMembership(workerCtx(world.ctx), invoiceFor(await readApplication(world.ctx, applicationId)));
    const reply = await (await browserOf(world, anotherPerson())).post(applications, byCard);
    expect(reply.status).toBe(409);
    expect(((await reply.json()) as { detail: string }).detail).toContain("is a member already");
  });

  test("refuses a visitor", async () => {
    expect((await (await browserOf(world)).post(applications, byCard)).status).toBe(401);
  });
});

describe("reading", () => {
  test("schools are found with where they stand", async () => {
    const reply = await newcomer.get("/api/membership/establishments?q=harbor%20view&limit=3");
    expect(await reply.json()).toEqual({
      items: [
        {
          urn: "900001",
          name: "Harbour View Primary School",
          town: "Seaham",
          postcode: "SR7 0AA",
          phase: "Primary",
          type: "Community school",
          state: "open",
        },
      ],
    });
  });

  test.each(["", "?q=x", `?q=${"x".repeat(101)}`, "?q=harbour&limit=21", "?q=harbour&limit=two", "?q=harbour&all=yes"])(
    "a search for nothing sensible is refused: %s",
    async (query) => {
      const reply = await newcomer.get(`/api/membership/establishments${query}`);
      expect([reply.status, reply.headers.get("content-type")]).toEqual([422, "application/problem+json"]);
    },
  );

  test("other people's applications and organisations answer like none at all", async () => {
    const made = (await (await newcomer.post(applications, byCard)).json()) as Record<string, string>;
    const stranger = await browserOf(world, anotherPerson());
    const missing = "01KAK3F0Q8J5W2M7X9B4C6D8ZZ";
    for (const [theirs, none] of [
      [`${applications}/${made.applicationId}`, `${applications}/app_${missing}`],
      [`/api/membership/organisations/${made.organisationId}`, `/api/membership/organisations/org_${missing}`],
    ] as const) {
      const replies = [await stranger.get(theirs), await stranger.get(none)];
      const bodies = await Promise.all(
        replies.map(async (reply) => (await reply.text()).replaceAll(/"\/api[^"]*"/g, "")),
      );
      expect(replies.map(({ status }) => status)).toEqual([404, 404]);
      expect(bodies[0]).toBe(bodies[1]);
    }
    expect((await newcomer.get(`${applications}/${made.applicationId}`)).status).toBe(200);
    expect((await newcomer.get(`${applications}/app_1`)).status).toBe(404);
    expect((await newcomer.get(`${applications}/..%2f..%2fsecrets`)).status).toBe(404);
  });

  test("staff read any organisation, with ids and no names of people", async () => {
    const { organisationId } = (await (await newcomer.post(applications, byCard)).json()) as { organisationId: string };
    const staff = await browserOf(world, staffMember());
    const reply = await staff.get(`/api/membership/organisations/${organisationId}`);
    expect(await reply.json()).toMatchObject({
      name: "Harbour View Primary School",
      terms: [{ academicYear: "2026-27", status: "pending" }],
      people: [],
    });
  });
});

describe("the register", () => {
  test("is uploaded and imported by staff, and asked again it says how far that is", async () => {
    const staff = await browserOf(world, staffMember());
    const upload = await staff.post("/api/membership/register-uploads", {});
    expect(upload.status).toBe(201);
    const { importId, establishments } = (await upload.json()) as { importId: string; establishments: string };
    expect(establishments).toContain(`uploads/register/${importId}/establishments.csv`);
    for (const key of ["key-00000001", "key-00000002"]) {
      const reply = await staff.post("/api/membership/register-imports", { importId }, key);
      expect([reply.status, await reply.json()]).toMatchObject([202, { importId, status: "requested" }]);
    }
    expect(await (await staff.get(`/api/membership/register-imports/${importId}`)).json()).toMatchObject({ importId });
    expect(published(world.ctx).filter(({ type }) => type === "membership.register-import-requested")).toHaveLength(2);
  });

  test("is closed to members and to finance", async () => {
    for (const actor of [person(), staffMember("finance")]) {
      const browser = await browserOf(world, actor);
      const before = stateOf();
      const importId = "imp_01KAK3F0Q8J5W2M7X9B4C6D8EF";
      expect((await browser.post("/api/membership/register-uploads", {})).status).toBe(403);
      expect((await browser.post("/api/membership/register-imports", { importId })).status).toBe(403);
      expect((await browser.get(`/api/membership/register-imports/${importId}`)).status).toBe(403);
      expect(stateOf()).toBe(before);
    }
  });

  test.each([[{ importId: "imp_1" }], [{ importId: "../../etc" }], [{}], [{ importId: 7 }]])(
    "refuses to import %j",
    async (body) => {
      const staff = await browserOf(world, staffMember());
      expect((await staff.post("/api/membership/register-imports", body)).status).toBe(422);
    },
  );
});
