import { describe, expect, it } from "vitest";
import { Field } from "./field.tsx";
import { Form } from "./form.tsx";

const refused = {
  values: {
    email: "amara@school",
    pay: "invoice",
    wants: ["a", "c"],
    "start-day": "31",
    "start-month": "2",
    note: "x",
  },
  errors: [
    { field: "email", message: "Enter an email address" },
    { field: "start", message: "Enter a real date" },
    { field: "pay", message: "Choose how to pay" },
  ],
};
const choices = [
  { value: "card", content: "Card" },
  { value: "invoice", content: "Invoice" },
];

describe("Field", () => {
  it("keeps what was typed and describes the input by its error", () => {
    const html = String(<Field form={refused} kind="input" name="email" label="Email" />);
    expect(html).toContain('value="amara@school"');
    expect(html).toContain('aria-describedby="email-error"');
    expect(html).toContain("Error:</span> Enter an email address");
  });

  it("shows no error and no value the first time", () => {
    const html = String(<Field form={{}} kind="input" name="email" label="Email" />);
    expect(html).not.toContain("error");
    expect(html).not.toContain("value=");
  });

  it("keeps the chosen radio, and the error links to the first", () => {
    const html = String(<Field form={refused} kind="radios" name="pay" fieldset={{ legend: "Pay" }} items={choices} />);
    expect(html).toMatch(/id="pay-2"[^>]*value="invoice" checked/);
    expect(html).toContain('id="pay"');
  });

  it("keeps every ticked box", () => {
    const items = ["a", "b", "c"].map((value) => ({ value, content: value }));
    const html = String(<Field form={refused} kind="checkboxes" name="wants" items={items} />);
    expect(html.match(/checked/g)).toHaveLength(2);
  });

  it("keeps the parts of a date, and its error links to the day", () => {
    const html = String(<Field form={refused} kind="date" name="start" fieldset={{ legend: "Start" }} />);
    expect(html).toMatch(/id="start" name="start-day"[^>]*value="31"/);
    expect(html).toMatch(/name="start-month"[^>]*value="2"/);
    expect(html).toContain("Enter a real date");
  });

  it("never asks the browser to check: no required, novalidate", () => {
    const html = String(
      <Form>
        <Field form={refused} kind="textarea" name="note" label="Note" />
      </Form>,
    );
    expect(html).toContain("novalidate");
    expect(html).not.toContain("required");
  });

  it("sends files as multipart", () => {
    expect(String(<Form hasFiles>x</Form>)).toContain('enctype="multipart/form-data"');
  });
});
