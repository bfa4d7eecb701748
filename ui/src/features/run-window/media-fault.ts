/* Why a recording cannot be played, and what to do about it. */

export interface MediaFault {
  message: string;
  /** The file could not be read; reading it again may help. */
  mayRetry: boolean;
}

interface Format {
  name: string;
  /** The usual content of such a file, as `canPlayType` takes it. */
  content: string;
  /** Debian's name of the GStreamer package with the decoder. */
  package: string;
}

const FORMATS: readonly [RegExp, Format][] = [
  [
    /mp4|quicktime/,
    { name: "H.264", content: 'video/mp4; codecs="avc1.42E01E"', package: "gstreamer1.0-libav" },
  ],
  [
    /webm|matroska/,
    {
      name: "WebM (VP8)",
      content: 'video/webm; codecs="vp8"',
      package: "gstreamer1.0-plugins-good",
    },
  ],
];

const DECODE = 3;

/** `canPlay` is `HTMLVideoElement.canPlayType`; `code` that of the MediaError. */
export function mediaFault(
  code: number,
  mime: string,
  { canPlay, isLinux }: { canPlay: (content: string) => string; isLinux: boolean },
): MediaFault {
  const format = FORMATS.find(([pattern]) => pattern.test(mime))?.[1];
  if (format && canPlay(format.content) === "") {
    const missing = `This computer has no ${format.name} decoder.`;
    return {
      message: isLinux ? `${missing} Install ${format.package} and start Eyrie again.` : missing,
      mayRetry: false,
    };
  }
  if (code === DECODE)
    return { message: "The recording is damaged and cannot be played to its end.", mayRetry: true };
  return {
    message: format
      ? "The recording could not be read."
      : `This computer cannot play recordings of the type ${mime}.`,
    mayRetry: format !== undefined,
  };
}
