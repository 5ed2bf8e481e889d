import type { PropsWithChildren } from "hono/jsx";
import { payPageStyles } from "./page-styles.ts";

const pounds = new Intl.NumberFormat("en-GB", { style: "currency", currency: "GBP" });
export const formatPence = (pence: number) => pounds.format(pence / 100);

export function Document({ title, narrow, children }: PropsWithChildren<{ title: string; narrow?: boolean }>) {
  return (
    <html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{title}</title>
        <style dangerouslySetInnerHTML={{ __html: payPageStyles }} />
      </head>
      <body>
        <header class="banner">Test payments: no money moves</header>
        <main class={narrow ? "narrow" : ""}>{children}</main>
        <footer>A stand-in for the card payment page, for trying things out. Never type a real card here.</footer>
      </body>
    </html>
  );
}

export function NoticePage({
  title,
  text,
  link,
}: {
  title: string;
  text: string;
  link?: { href: string; text: string };
}) {
  return (
    <Document title={title} narrow>
      <section class="card">
        <h1>{title}</h1>
        <p>{text}</p>
        {link && <a href={link.href}>{link.text}</a>}
      </section>
    </Document>
  );
}
