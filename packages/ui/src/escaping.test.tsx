import { describe, expect, it } from "vitest";
import {
  BackLink,
  Breadcrumbs,
  Button,
  EmptyState,
  Field,
  Form,
  Link,
  LinkCard,
  NotificationBanner,
  Pagination,
  Select,
  StatTile,
  SummaryList,
  Table,
  TaskList,
  Textarea,
  Timeline,
} from "./index.ts";

const attack = `"><script>alert('x')</script>`;
const script = "javascript:alert(1)";

describe("text from people", () => {
  it.each([
    ["Link", <Link href="/">{attack}</Link>],
    ["Button", <Button value={attack}>{attack}</Button>],
    ["NotificationBanner", <NotificationBanner>{attack}</NotificationBanner>],
    ["Select", <Select name="a" label={attack} items={[{ value: attack, text: attack }]} />],
    ["Textarea", <Textarea name="a" label="A" value={attack} />],
    ["Table", <Table caption={attack} rows={[[{ content: attack }]]} />],
    ["SummaryList", <SummaryList rows={[{ key: attack, value: attack }]} />],
    ["Timeline", <Timeline items={[{ title: attack, at: "2026-11-21T20:06:00Z", by: attack }]} />],
    [
      "Field",
      <Field
        kind="input"
        name="a"
        label={attack}
        form={{ values: { a: attack }, errors: [{ field: "a", message: attack }] }}
      />,
    ],
  ])("is escaped in %s", (_name, element) => {
    const html = String(element);
    expect(html).not.toContain("<script");
    expect(html).toContain("&lt;script&gt;");
  });
});

describe("an address that runs script", () => {
  it.each([
    ["Link", <Link href={script}>a</Link>],
    ["Button", <Button href={script}>a</Button>],
    ["BackLink", <BackLink href={script} />],
    ["Breadcrumbs", <Breadcrumbs items={[{ content: "a", href: script }]} />],
    ["Pagination", <Pagination next={{ href: script }} items={[{ number: 1, href: script }]} />],
    ["SummaryList", <SummaryList rows={[{ key: "a", actions: { items: [{ content: "a", href: script }] } }]} />],
    ["TaskList", <TaskList items={[{ title: "a", href: script, status: { content: "b" } }]} />],
    ["LinkCard", <LinkCard title="a" href={script} />],
    ["StatTile", <StatTile label="a" value={1} href={script} />],
    ["EmptyState", <EmptyState title="a" action={{ href: script, text: "b" }} />],
    ["Form", <Form action={script}>a</Form>],
  ])("never reaches the page in %s", (_name, element) => {
    expect(String(element)).not.toContain("javascript:");
  });
});

describe("passed-through attributes", () => {
  it.each(["style", "onclick", "href", "dangerouslySetInnerHTML"])("refuse %s", (name) => {
    expect(() => String(<Button attributes={{ [name]: "x" }}>a</Button>)).toThrow(TypeError);
  });
});
