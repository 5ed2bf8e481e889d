import { Page } from "../layout.tsx";

export function RefusalPage({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <Page title={title} here="">
      <h1>{title}</h1>
      <p>{text}</p>
      <p>
        <a href="/_local/">To the overview</a>
      </p>
    </Page>
  );
}
