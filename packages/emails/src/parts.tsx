import type { Child } from "hono/jsx";
import { styles } from "./styles.ts";

interface WithChildren {
  readonly children: Child;
}

export const Heading = ({ children }: WithChildren) => (
  <h1 class="ink" style={styles.heading}>
    {children}
  </h1>
);

export const Subheading = ({ children }: WithChildren) => (
  <h2 class="ink" style={styles.subheading}>
    {children}
  </h2>
);

export const Paragraph = ({ children }: WithChildren) => (
  <p class="ink" style={styles.paragraph}>
    {children}
  </p>
);

export const BulletList = ({ items }: { readonly items: readonly string[] }) => (
  <ul class="ink" style={styles.list}>
    {items.map((item) => (
      <li style={styles.item}>{item}</li>
    ))}
  </ul>
);

export type Fact = readonly [name: string, value: string | undefined];

/** Names and values; a value that is undefined leaves its line out. */
export const Facts = ({ facts }: { readonly facts: readonly Fact[] }) => (
  <table style={styles.facts}>
    <tbody>
      {facts.map(
        ([name, value]) =>
          value !== undefined && (
            <tr>
              <th scope="row" class="muted rule" style={styles.key}>
                {name}
              </th>
              <td class="ink rule" style={styles.value}>
                {value}
              </td>
            </tr>
          ),
      )}
    </tbody>
  </table>
);

/** The one thing to do. Throws for an address that is not of the web: it comes from our own settings. */
export const Action = ({ href, children }: WithChildren & { readonly href: string }) => {
  if (!/^https?:\/\//.test(href)) throw new TypeError(`"${href}" is not a web address.`);
  return (
    <p style={styles.action}>
      <a href={href} class="button" style={styles.button}>
        {children}
      </a>
    </p>
  );
};
