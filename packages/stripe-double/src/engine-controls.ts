import { type Controls, normalDelivery } from "./controls.ts";
import { failRefund } from "./endpoints/refunds.ts";
import type { Engine } from "./engine.ts";
import { confirmWithBank, payWithCard, testCards } from "./pay/payment.ts";

/** The controls over a running engine, for tests and for `POST /_double/controls`. */
export function engineControls(engine: Engine): Controls {
  const { faults, queue, sender, ledger, clock } = engine;
  const controls: Controls = {
    get deliverySettings() {
      return engine.settings;
    },
    get faults() {
      return faults.pending;
    },
    setDeliveries(changed) {
      engine.settings = { ...engine.settings, ...changed };
      sender.setOrder(engine.settings.order);
      sender.pause(engine.settings.paused);
    },
    injectFault: (fault) => faults.add(fault),
    redeliver(eventId) {
      if (!ledger.objects.find("event", eventId)) throw new TypeError(`no event ${eventId}`);
      queue.add(eventId, eventId, clock());
      sender.nudge();
    },
    pay: (sessionId, how = "success") =>
      engine.act((work) => {
        if (how === "success") return payWithCard(work, sessionId, testCards.success, null);
        if (how === "decline") return payWithCard(work, sessionId, testCards.declined, null);
        const asked = payWithCard(work, sessionId, testCards.threeDSecure, null);
        return asked === "confirm-with-bank" ? confirmWithBank(work, sessionId, how === "3ds-approve") : asked;
      }),
    failRefund: (refundId) => engine.act((work) => failRefund(work, refundId)),
    deliveries: () => queue.latest(100),
    events: () => ledger.objects.page("event", { limit: 100 }).data.map(engine.api.present),
    idle: () => sender.idle(),
    reset() {
      faults.clear();
      controls.setDeliveries(normalDelivery);
    },
  };
  return controls;
}
