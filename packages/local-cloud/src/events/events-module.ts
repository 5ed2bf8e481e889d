import type { Module } from "../contract.ts";
import { eventBusesOf } from "./event-buses.ts";
import { archiveType, busType, ruleType } from "./event-resources.ts";
import { eventsApi } from "./events-api.ts";

export const eventsModule: Module = {
  name: "events",
  types: [busType, ruleType, archiveType] as unknown as Module["types"],
  start(cloud) {
    const { deliveries } = eventBusesOf(cloud);
    cloud.addApi(eventsApi(cloud));
    cloud.onStart(() => deliveries.start());
    cloud.onIdleProbe("events", () => deliveries.idle());
    cloud.onStop(() => deliveries.stop());
  },
};
