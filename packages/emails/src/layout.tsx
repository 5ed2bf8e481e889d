import { allianceName, contactEmail } from "@alliance/ui/brand";
import type { Child } from "hono/jsx";
import { darkMode, styles } from "./styles.ts";

export interface LayoutProps {
  readonly subject: string;
  /** What the list of mails shows after the subject. */
  readonly preview: string;
  /** Why this person receives it. */
  readonly reason: string;
  readonly children: Child;
}

/** One column for every mail. No pictures: they are blocked by default, and nothing here tells us who opened it. */
export const Layout = ({ subject, preview, reason, children }: LayoutProps) => (
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="supported-color-schemes" content="light dark" />
      <title>{subject}</title>
      <style>{darkMode}</style>
    </head>
    <body class="page" style={styles.page}>
      <div class="preview" style={styles.hidden} data-text="skip">
        {preview}
      </div>
      <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border={0}>
        <tbody>
          <tr>
            <td align="center" style={styles.frame}>
              <table class="card" role="presentation" cellpadding="0" cellspacing="0" border={0} style={styles.card}>
                <tbody>
                  <tr>
                    <td style={styles.band}>
                      <p style={styles.name}>{allianceName}</p>
                    </td>
                  </tr>
                  <tr>
                    <td style={styles.content}>{children}</td>
                  </tr>
                  <tr>
                    <td class="rule" style={styles.footer}>
                      <p class="muted" style={styles.small}>
                        {reason}
                      </p>
                      <p class="muted" style={styles.small}>
                        Questions? Write to {contactEmail}
                      </p>
                    </td>
                  </tr>
                </tbody>
              </table>
            </td>
          </tr>
        </tbody>
      </table>
    </body>
  </html>
);
