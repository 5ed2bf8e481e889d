import { Page } from "../console/layout.tsx";
import type { Persona } from "../contract.ts";

export interface SignInPageProps {
  readonly action: string;
  readonly clientName: string;
  readonly personas: readonly Persona[];
  readonly groups: readonly string[];
  readonly errors?: readonly string[];
  readonly given?: { readonly email: string; readonly name: string };
}

/** Stands in for the managed sign-in page: nobody is asked for a password here. */
export function SignInPage(props: SignInPageProps) {
  const { action, clientName, personas, errors = [] } = props;
  return (
    <Page title={errors.length === 0 ? "Sign in" : "Error: Sign in"}>
      <div class="narrow">
        <h1>Sign in</h1>
        <p class="quiet">
          to {clientName}. This is the local cloud: choose who you want to be, there are no passwords.
        </p>
        {errors.length === 0 ? null : (
          <div class="problem" role="alert">
            {errors.map((error) => (
              <p>{error}</p>
            ))}
          </div>
        )}
        {personas.length === 0 ? null : <PersonaButtons action={action} personas={personas} />}
        <AnotherPerson {...props} />
      </div>
    </Page>
  );
}

function PersonaButtons({ action, personas }: Pick<SignInPageProps, "action" | "personas">) {
  return (
    <form method="post" action={action} class="personas">
      {personas.map((persona) => (
        <button type="submit" name="persona" value={persona.name} class="persona">
          <span class="avatar" aria-hidden="true">
            {initials(persona)}
          </span>
          <span>
            <strong>
              {persona.givenName} {persona.familyName}
            </strong>
            <span class="role">{persona.name}</span>
            <span class="quiet">{persona.description}</span>
          </span>
        </button>
      ))}
    </form>
  );
}

function AnotherPerson({ action, personas, groups, errors = [], given }: SignInPageProps) {
  return (
    <details open={personas.length === 0 || errors.length > 0}>
      <summary>Another person</summary>
      <form method="post" action={action} class="fields">
        <label>
          Name
          <input name="name" autocomplete="off" required maxlength={120} value={given?.name ?? ""} />
        </label>
        <label>
          E-mail
          <input name="email" type="email" autocomplete="off" required maxlength={254} value={given?.email ?? ""} />
        </label>
        {groups.length === 0 ? null : (
          <fieldset>
            <legend>Groups, if any</legend>
            {groups.map((group) => (
              <label class="check">
                <input type="checkbox" name="groups" value={group} /> {group}
              </label>
            ))}
          </fieldset>
        )}
        <label class="check">
          <input type="checkbox" name="withoutSecondFactor" value="1" /> No second factor
        </label>
        <button type="submit" class="button">
          Sign in
        </button>
      </form>
    </details>
  );
}

export function SignInGonePage({ publicOrigin }: { readonly publicOrigin: string }) {
  return (
    <Page title="Sign in again">
      <div class="narrow">
        <h1>This sign-in has ended</h1>
        <p>It was used already, or it waited for more than an hour.</p>
        <p>
          <a href={publicOrigin}>Start again</a>
        </p>
      </div>
    </Page>
  );
}

export function SignInErrorPage({
  error,
  description,
}: {
  readonly error: string;
  readonly description?: string | undefined;
}) {
  return (
    <Page title="Sign-in refused">
      <div class="narrow">
        <h1>This sign-in was refused</h1>
        <p>{description ?? "The request of the site that sent you here is not right."}</p>
        <p class="quiet">
          <code>{error}</code>
        </p>
      </div>
    </Page>
  );
}

function initials(persona: Persona): string {
  return `${persona.givenName.charAt(0)}${persona.familyName.charAt(0)}`.toUpperCase();
}
