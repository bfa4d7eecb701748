import { lazy, StrictMode, Suspense } from "react";
import { createRoot } from "react-dom/client";
import { applyAppearance, followVisibility, keptAppearance } from "@/app/appearance";
import { Providers } from "@/app/providers";
import { Starting } from "@/app/starting";
import { windowKind } from "@/app/window-kind";
import "@/styles/tokens.css";
import "@/styles/base.css";

const MainWindow = lazy(() =>
  import("@/app/main-window").then((it) => ({ default: it.MainWindow })),
);
const RunWindowEntry = lazy(() =>
  import("@/app/run-window-entry").then((it) => ({ default: it.RunWindowEntry })),
);

applyAppearance(keptAppearance());
followVisibility();

const place = document.getElementById("root");
if (!place) throw new Error("index.html has no #root");
const shown = windowKind(window.location.search);

createRoot(place).render(
  <StrictMode>
    <Providers>
      <Suspense fallback={<Starting />}>
        {shown.kind === "run" ? (
          <RunWindowEntry connectionId={shown.connectionId} runId={shown.runId} />
        ) : (
          <MainWindow />
        )}
      </Suspense>
    </Providers>
  </StrictMode>,
);
