import { fireEvent, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import { ShortcutLayer, useShortcut } from "@/components/use-shortcut";
import { shortcuts } from "@/lib/shortcut-registry";

function Keys({
  keys,
  perform,
  ...options
}: {
  keys: string;
  perform: () => void;
  inTextFields?: boolean;
}) {
  useShortcut(keys, perform, options);
  return null;
}

afterEach(() => shortcuts.allowSingleKeys(true));

describe("useShortcut", () => {
  it("runs on a combination, also from a text field", async () => {
    const perform = vi.fn();
    render(
      <>
        <Keys keys="mod+k" perform={perform} />
        <input aria-label="Text" />
      </>,
    );
    await userEvent.type(screen.getByLabelText("Text"), "{Control>}k{/Control}");
    expect(perform).toHaveBeenCalledOnce();
  });

  it("leaves single letters, and Ctrl+A, to a text field", async () => {
    const perform = vi.fn();
    render(
      <>
        <Keys keys="j" perform={perform} />
        <Keys keys="mod+a" perform={perform} />
        <Keys keys="delete" perform={perform} />
        <input aria-label="Text" />
      </>,
    );
    const field = screen.getByLabelText("Text");
    await userEvent.type(field, "j{Delete}{Control>}a{/Control}");
    expect(perform).not.toHaveBeenCalled();
    expect(field).toHaveValue("j");
    await userEvent.click(document.body);
    await userEvent.keyboard("j");
    expect(perform).toHaveBeenCalledOnce();
  });

  it("switches single letters off, but no keys that write nothing", async () => {
    const letter = vi.fn();
    const other = vi.fn();
    render(
      <>
        <Keys keys="/" perform={letter} />
        <Keys keys="delete" perform={other} />
      </>,
    );
    shortcuts.allowSingleKeys(false);
    await userEvent.keyboard("/{Delete}");
    expect(letter).not.toHaveBeenCalled();
    expect(other).toHaveBeenCalledOnce();
  });

  it("takes two keys in a row, if the second follows in time", () => {
    const perform = vi.fn();
    render(<Keys keys="g w" perform={perform} />);
    const press = (key: string, timeStamp: number) => {
      const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
      Object.defineProperty(event, "timeStamp", { value: timeStamp });
      fireEvent(document.body, event);
    };
    press("g", 0);
    press("w", 5000);
    expect(perform).not.toHaveBeenCalled();
    press("g", 6000);
    press("w", 6400);
    expect(perform).toHaveBeenCalledOnce();
    press("w", 6500);
    expect(perform).toHaveBeenCalledOnce();
  });

  it("keeps to the inside of a modal surface", async () => {
    const outside = vi.fn();
    const inside = vi.fn();
    const view = (isOpen: boolean) => (
      <>
        <Keys keys="mod+enter" perform={outside} />
        {isOpen && (
          <ShortcutLayer>
            <Keys keys="mod+enter" perform={inside} />
          </ShortcutLayer>
        )}
      </>
    );
    const { rerender } = render(view(true));
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    expect([outside.mock.calls.length, inside.mock.calls.length]).toEqual([0, 1]);
    rerender(view(false));
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    expect([outside.mock.calls.length, inside.mock.calls.length]).toEqual([1, 1]);
  });

  it("hands a key on that a handler refuses, the youngest first", async () => {
    const taken: string[] = [];
    const take = (name: string, answer?: false) => () => {
      taken.push(name);
      return answer;
    };
    render(
      <>
        <Keys keys="f8" perform={take("first")} />
        <Keys keys="f8" perform={take("second", false)} />
      </>,
    );
    await userEvent.keyboard("{F8}");
    expect(taken).toEqual(["second", "first"]);
  });
});
