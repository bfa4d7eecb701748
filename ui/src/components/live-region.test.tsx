import { act, render } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { LiveRegion, useAnnounce } from "@/components/live-region";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("tells at most one slow message in five seconds, the latest, and others at once", () => {
  let announce: ReturnType<typeof useAnnounce> = () => {};
  function Speaker() {
    announce = useAnnounce();
    return null;
  }
  const { container } = render(
    <LiveRegion>
      <Speaker />
    </LiveRegion>,
  );
  const said = () => container.querySelector("[aria-live]")?.textContent;
  act(() => announce("login completed", "slow"));
  expect(said()).toBe("login completed");
  act(() => announce("open completed", "slow"));
  act(() => announce("download running", "slow"));
  expect(said()).toBe("login completed");
  act(() => announce("Copied"));
  expect(said()).toBe("Copied");
  act(() => vi.advanceTimersByTime(5000));
  expect(said()).toBe("download running");
  act(() => announce("parse running", "slow"));
  expect(said()).toBe("download running");
  act(() => vi.advanceTimersByTime(5000));
  expect(said()).toBe("parse running");
  act(() => vi.advanceTimersByTime(5000));
  act(() => announce("mail running", "slow"));
  expect(said()).toBe("mail running");
});
