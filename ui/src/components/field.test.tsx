import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { describe, expect, it } from "vitest";
import { Field } from "@/components/field";
import { PasswordField } from "@/components/password-field";
import { Segment } from "@/components/segment";
import { Select } from "@/components/select";
import { TextField } from "@/components/text-field";
import { TooltipProvider } from "@/components/tooltip";

const noop = () => {};

describe("a field", () => {
  it("names its control and describes it by the hint, then by the fault", () => {
    const { rerender } = render(
      <Field label="max_invoices" hint="At most 100" required>
        <TextField value="" onChange={noop} />
      </Field>,
    );
    const control = screen.getByRole("textbox", { name: "max_invoices" });
    expect(control).toBeRequired();
    expect(control).toHaveAccessibleDescription("At most 100");
    expect(control).toBeValid();
    rerender(
      <Field label="max_invoices" hint="At most 100" error="A whole number, e.g. 40" required>
        <TextField value="x" onChange={noop} />
      </Field>,
    );
    expect(control).toHaveAccessibleDescription("A whole number, e.g. 40");
    expect(control).toBeInvalid();
  });

  it("gives a list its name, and the list bears the empty value", async () => {
    function Sample() {
      const [value, setValue] = useState<string>("fast");
      return (
        <>
          <Field label="Proxy">
            <Select
              value={value}
              onChange={setValue}
              options={[
                { value: "", label: "None" },
                { value: "fast", label: "Fast" },
              ]}
            />
          </Field>
          <output>{`“${value}”`}</output>
        </>
      );
    }
    render(<Sample />);
    screen.getByRole("combobox", { name: "Proxy" }).focus();
    await userEvent.keyboard("{Enter}");
    await userEvent.keyboard("{ArrowUp}{Enter}");
    expect(screen.getByRole("status")).toHaveTextContent("“”");
    expect(screen.getByRole("combobox", { name: "Proxy" })).toHaveTextContent("None");
  });

  it("hides a key until it is asked to show it", async () => {
    render(
      <TooltipProvider>
        <Field label="API key">
          <PasswordField value="sk-1" onChange={noop} />
        </Field>
      </TooltipProvider>,
    );
    const control = screen.getByLabelText("API key");
    expect(control).toHaveAttribute("type", "password");
    await userEvent.click(screen.getByRole("button", { name: "Show" }));
    expect(control).toHaveAttribute("type", "text");
  });
});

it("a segment always has one chosen", async () => {
  function Sample() {
    const [value, setValue] = useState<"agent" | "code">("code");
    return (
      <Segment
        label="Run with"
        value={value}
        onChange={setValue}
        options={[
          { value: "agent", label: "Agent" },
          { value: "code", label: "Code" },
        ]}
      />
    );
  }
  render(<Sample />);
  const option = (name: string) => screen.getByRole("radio", { name });
  await userEvent.click(option("Code"));
  expect(option("Code")).toBeChecked();
  await userEvent.click(option("Agent"));
  expect(
    [option("Agent"), option("Code")].map((item) => item.getAttribute("aria-checked")),
  ).toEqual(["true", "false"]);
});
