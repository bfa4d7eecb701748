import { useState } from "react";
import type { ConnectionId, UploadedFile } from "@/ipc/bindings";
import { host, messageOf } from "@/ipc/client";

export interface Uploads {
  /** The field whose file is on its way, with its name as far as it is known. */
  underWay: ReadonlyMap<string, string | null>;
  /** Why a file did not arrive, by field. */
  faults: ReadonlyMap<string, string>;
  /** Files that were sent from here, by address. */
  known: ReadonlyMap<string, UploadedFile>;
  /** Asks for a file. */
  choose: (key: string) => void;
  /** Takes a file that was dropped. */
  take: (key: string, path: string) => void;
  /** Something else was typed into the field. */
  forgetFault: (key: string) => void;
}

/** Files of this computer that go to the server; the field gets their address there. */
export function useUploads(
  connection: ConnectionId,
  onUploaded: (key: string, uri: string) => void,
): Uploads {
  const [underWay, setUnderWay] = useState<ReadonlyMap<string, string | null>>(new Map());
  const [faults, setFaults] = useState<ReadonlyMap<string, string>>(new Map());
  const [known, setKnown] = useState<ReadonlyMap<string, UploadedFile>>(new Map());

  const forgetFault = (key: string) => setFaults((before) => without(before, key));
  const upload = async (
    key: string,
    name: string | null,
    send: () => Promise<UploadedFile | null>,
  ) => {
    setUnderWay((before) => new Map(before).set(key, name));
    forgetFault(key);
    try {
      const file = await send();
      if (file) {
        setKnown((before) => new Map(before).set(file.uri, file));
        onUploaded(key, file.uri);
      }
    } catch (fault) {
      setFaults((before) => new Map(before).set(key, messageOf(fault)));
    } finally {
      setUnderWay((before) => without(before, key));
    }
  };

  return {
    underWay,
    faults,
    known,
    choose: (key) => {
      if (!underWay.has(key)) void upload(key, null, () => host.chooseAndUpload(connection));
    },
    take: (key, path) => {
      const name = path.split(/[/\\]/).at(-1) ?? path;
      if (!underWay.has(key)) void upload(key, name, () => host.uploadFile(connection, path));
    },
    forgetFault,
  };
}

function without<Value>(map: ReadonlyMap<string, Value>, key: string): ReadonlyMap<string, Value> {
  if (!map.has(key)) return map;
  const rest = new Map(map);
  rest.delete(key);
  return rest;
}
