import type { Grant } from "../../contract.ts";
import { nameOfArn, plural } from "../format.ts";
import { Page } from "../layout.tsx";

export function GrantsPage({ grants }: { readonly grants: readonly Grant[] }) {
  const roles = [...new Set(grants.map((grant) => grant.roleArn))].sort();
  return (
    <Page title="Grants" here="/_local/iam">
      <h1>Grants never used</h1>
      <p class="lead">
        {plural(grants.length, "permission")} of the template that no call has needed since the start. After a full run
        of the tests, what is left here can probably go.
      </p>
      {grants.length === 0 ? <p class="empty">Every permission was used.</p> : null}
      {roles.map((role) => (
        <section class="card">
          <h2>{nameOfArn(role)}</h2>
          <ul class="plain">
            {grants
              .filter((grant) => grant.roleArn === role)
              .map((grant) => (
                <li>
                  <code>{grant.action}</code> <span class="quiet long">on {grant.resource}</span>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </Page>
  );
}
