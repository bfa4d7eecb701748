import { describe, expect, test } from "vitest";
import { mediaFault } from "@/features/run-window/media-fault";

const NONE = () => "";
const ALL = () => "probably";

describe("a recording that cannot be played", () => {
  test("names the package with the missing decoder on Linux", () => {
    expect(mediaFault(4, "video/mp4", { canPlay: NONE, isLinux: true })).toEqual({
      message:
        "This computer has no H.264 decoder. Install gstreamer1.0-libav and start Eyrie again.",
      mayRetry: false,
    });
    expect(mediaFault(4, "video/webm", { canPlay: NONE, isLinux: true }).message).toContain(
      "gstreamer1.0-plugins-good",
    );
  });

  test("names no package where there are none", () => {
    expect(mediaFault(4, "video/mp4", { canPlay: NONE, isLinux: false }).message).toBe(
      "This computer has no H.264 decoder.",
    );
  });

  test("can be read again when the decoder is there", () => {
    expect(mediaFault(2, "video/mp4", { canPlay: ALL, isLinux: true })).toEqual({
      message: "The recording could not be read.",
      mayRetry: true,
    });
    expect(mediaFault(3, "video/webm", { canPlay: ALL, isLinux: true }).message).toContain(
      "damaged",
    );
  });

  test("of a type that nobody knows says which", () => {
    expect(mediaFault(4, "video/x-new", { canPlay: NONE, isLinux: true })).toEqual({
      message: "This computer cannot play recordings of the type video/x-new.",
      mayRetry: false,
    });
  });
});
