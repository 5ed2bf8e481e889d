import type { Persona, Resource } from "../../contract.ts";
import { formatInstant, plural } from "../format.ts";
import { Page } from "../layout.tsx";

export interface Overview {
  readonly publicOrigin: string;
  readonly awsEndpoint: string;
  readonly issuers: readonly { readonly url: string; readonly clients: readonly string[] }[];
  readonly now: number;
  readonly movedDays: number;
  readonly mails: number;
  readonly traces: number;
  readonly failures: number;
  readonly deadLetters: number;
  readonly personas: readonly Persona[];
  readonly resources: readonly Pick<Resource, "stack" | "logicalId" | "type" | "ref" | "arn">[];
}

export function OverviewPage(facts: Overview) {
  return (
    <Page title="Overview" here="/_local/">
      <h1>Running here</h1>
      <p class="lead">
        The app is on <a href={facts.publicOrigin}>{facts.publicOrigin}</a>. These pages show what is behind it.
      </p>
      <Tiles facts={facts} />
      <Addresses facts={facts} />
      {facts.personas.length === 0 ? null : <Personas personas={facts.personas} />}
      <h2>Resources</h2>
      <p class="quiet">
        {plural(facts.resources.length, "resource")} of the template. Alarms, dashboards and the like are left out.
      </p>
      {[...new Set(facts.resources.map((resource) => resource.type))].sort().map((type) => (
        <ResourceList type={type} resources={facts.resources.filter((resource) => resource.type === type)} />
      ))}
    </Page>
  );
}

function Tiles({ facts }: { facts: Overview }) {
  return (
    <ul class="tiles">
      <Tile href="/_local/mail" value={facts.mails} label="mails" note="everything the app has sent" />
      <Tile
        href={facts.failures > 0 ? "/_local/timeline?errors=1" : "/_local/timeline"}
        value={facts.traces}
        label="recent traces"
        note={facts.failures > 0 ? `${facts.failures} with an error` : "none with an error"}
        isBad={facts.failures > 0}
      />
      <Tile
        href="/_local/queues"
        value={facts.deadLetters}
        label="dead letters"
        note={facts.deadLetters > 0 ? "waiting for you" : "nothing was given up"}
        isBad={facts.deadLetters > 0}
      />
      <Tile
        href="/_local/clock"
        value={`+${facts.movedDays}`}
        label={facts.movedDays === 1 ? "day ahead" : "days ahead"}
        note={formatInstant(facts.now)}
      />
    </ul>
  );
}

function Addresses({ facts }: { facts: Overview }) {
  return (
    <>
      <h2>Addresses</h2>
      <dl class="facts">
        <dt>AWS APIs</dt>
        <dd>
          <code>{facts.awsEndpoint}</code> for the SDKs: access key and secret <code>operator</code>
        </dd>
        {facts.issuers.map((issuer) => (
          <>
            <dt>Sign-in</dt>
            <dd>
              <a href={`${issuer.url}/.well-known/openid-configuration`}>{issuer.url}</a>
            </dd>
          </>
        ))}
        {facts.issuers.length === 0 ? null : (
          <>
            <dt>Token for scripts</dt>
            <dd>
              <code>
                curl "{facts.publicOrigin}/_local/token?persona={facts.personas[0]?.name ?? "NAME"}"
              </code>
            </dd>
          </>
        )}
      </dl>
    </>
  );
}

function Tile(props: { href: string; value: string | number; label: string; note: string; isBad?: boolean }) {
  return (
    <li>
      <a href={props.href} class={props.isBad ? "tile bad" : "tile"}>
        <strong>{props.value}</strong> <span>{props.label}</span>
        <small>{props.note}</small>
      </a>
    </li>
  );
}

function Personas({ personas }: { personas: readonly Persona[] }) {
  return (
    <>
      <h2>Who can sign in with one click</h2>
      <ul class="rows">
        {personas.map((persona) => (
          <li class="row">
            <strong>{persona.name}</strong>
            <span class="what">
              {persona.givenName} {persona.familyName}
              <small>{persona.description}</small>
            </span>
            <small>{persona.groups.join(", ")}</small>
          </li>
        ))}
      </ul>
    </>
  );
}

function ResourceList({ type, resources }: { type: string; resources: Overview["resources"] }) {
  return (
    <details>
      <summary>
        {type.replace(/^AWS::/, "").replace("::", " ")} <span class="count">{resources.length}</span>
      </summary>
      <ul class="plain">
        {resources.map((resource) => (
          <li>
            <code title={resource.arn}>{resource.ref}</code>{" "}
            <span class="quiet">
              {resource.stack}.{resource.logicalId}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
