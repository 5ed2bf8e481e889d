import { setTimeout as delay } from "node:timers/promises";
import { exactly, type Measurement } from "./figure.ts";
import { introduce, type Joiner, join, joiner } from "./joining.ts";
import { contentsOf } from "./table-contents.ts";
import { type World, withPlatform } from "./world.ts";

const people = 200;

/** One after the other: they are members of the public who signed in before the rush. */
async function crowdOf({ origin }: World): Promise<Joiner[]> {
  const crowd: Joiner[] = [];
  for (let at = 0; at < people; at++) {
    const person = await joiner(origin, `person.${at}@harbour-view.example`);
    await introduce(origin, person);
    crowd.push(person);
  }
  return crowd;
}

/** Two hundred different people join the same school in the same moment. */
export const crowd: Measurement = {
  name: "crowd",
  run: () =>
    withPlatform(100, async (world) => {
      const [urn = ""] = world.urns;
      const everybody = await crowdOf(world);
      await world.cloud.idle();
      // The stage's throttle, a burst of 200 requests, fills up again.
      await delay(3_000);
      const answers = await Promise.all(
        everybody.map((person, at) => join(world.origin, person, { urn, key: `crowd-${at}-0001`, method: "invoice" })),
      );
      await world.cloud.idle();
      const count = (status: number) => answers.filter((answer) => answer.status === status).length;
      const others = [...new Set(answers.map(({ status }) => status))].filter((status) => ![201, 409].includes(status));
      const contents = await contentsOf(world.cloud);
      const detail =
        others.length > 0 ? `others: ${others.map((status) => `${count(status)} × ${status}`).join(", ")}` : "";
      const terms = contents.ofEntity("membership.term");
      const letters = await world.cloud.mailbox();
      const title = `${people} people joining the same school at once`;
      return [
        exactly({ id: "crowd-memberships", figure: `${title}: memberships`, wanted: 1, value: terms.length }),
        exactly({ id: "crowd-joined", figure: `${title}: told that they joined`, wanted: 1, value: count(201) }),
        exactly({
          ...{ id: "crowd-refused", figure: `${title}: refused with a clean 409`, wanted: people - 1, detail },
          value: count(409),
        }),
        exactly({ id: "crowd-letters", figure: `${title}: confirmation letters`, wanted: 1, value: letters.length }),
      ];
    }),
};
