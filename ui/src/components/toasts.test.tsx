import { act, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Toast, ToastProvider, useToasts } from "@/components/toasts";
import { TooltipProvider } from "@/components/tooltip";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function Shower({ toast }: { toast: Toast }) {
  const toasts = useToasts();
  return (
    <button type="button" onClick={() => toasts.show(toast)}>
      Show
    </button>
  );
}

function show(toast: Toast) {
  render(
    <TooltipProvider>
      <ToastProvider>
        <Shower toast={toast} />
      </ToastProvider>
    </TooltipProvider>,
  );
  fireEvent.click(screen.getByText("Show"));
}

const pass = (milliseconds: number) => act(() => vi.advanceTimersByTime(milliseconds));

describe("a toast", () => {
  it("is told, and goes after six seconds", () => {
    const onGone = vi.fn();
    show({ message: "3 workflows deleted", onGone });
    expect(screen.getByRole("status")).toHaveTextContent("3 workflows deleted");
    pass(5900);
    expect(screen.getByText("3 workflows deleted")).toBeVisible();
    pass(200);
    expect(screen.queryByText("3 workflows deleted")).toBeNull();
    expect(onGone).toHaveBeenCalledOnce();
  });

  it("waits while the pointer is on it, and goes on from there", () => {
    show({ message: "Moved" });
    pass(4000);
    fireEvent.pointerEnter(screen.getByRole("status"));
    pass(60_000);
    expect(screen.getByText("Moved")).toBeVisible();
    fireEvent.pointerLeave(screen.getByRole("status"));
    pass(1900);
    expect(screen.getByText("Moved")).toBeVisible();
    pass(200);
    expect(screen.queryByText("Moved")).toBeNull();
  });

  it("takes its action once, and is then not gone for nothing", () => {
    const onAct = vi.fn();
    const onGone = vi.fn();
    show({ message: "Deleted", action: { label: "Undo", onAct }, onGone });
    fireEvent.click(screen.getByRole("button", { name: "Undo" }));
    pass(10_000);
    expect(onAct).toHaveBeenCalledOnce();
    expect(onGone).not.toHaveBeenCalled();
    expect(screen.queryByText("Deleted")).toBeNull();
  });

  it("of danger stays until it is closed", () => {
    show({ tone: "danger", message: "Not deleted: the server does not answer." });
    pass(600_000);
    expect(screen.getByRole("alert")).toBeVisible();
    fireEvent.click(screen.getByRole("button", { name: "Dismiss" }));
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("takes the place of the older one of its name", () => {
    show({ name: "sync", message: "Reading" });
    fireEvent.click(screen.getByText("Show"));
    expect(screen.getAllByRole("status")).toHaveLength(1);
  });
});
