// What a figure needs to know of a page, from within it.
(() => {
  /** Calls `then` with the time when the next frame has been drawn. */
  const afterPaint = (then) =>
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => then(performance.now());
      channel.port2.postMessage(null);
    });

  const figures = { causes: [], answer: null };
  window.figures = figures;

  /** A promise's value for a driver that asks again and again. */
  figures.ask = (promise) => {
    figures.answer = null;
    promise.then(
      (value) => (figures.answer = { value }),
      (fault) => (figures.answer = { fault: String(fault?.message ?? fault) }),
    );
    return true;
  };
  figures.invoke = (command, input) => window.__TAURI_INTERNALS__.invoke(command, input);

  /** When an event happened, which is before anybody hears of it. */
  const timeOf = (event) => {
    const now = performance.now();
    return Math.min(event.timeStamp || now, now);
  };

  /**
   * From now on each key is a cause; it is drawn with the frame of the last change below `region` before the next, or
   * with that of the first one.
   */
  figures.watchKeys = (region, isFirst = false) => {
    figures.causes = [];
    figures.stop?.();
    const onKey = (event) => {
      figures.causes.push({ at: timeOf(event), painted: null, seen: performance.now(), isChanged: false });
    };
    const observer = new MutationObserver(() => {
      const cause = figures.causes.at(-1);
      if (!cause || (isFirst && cause.isChanged)) return;
      cause.isChanged = true;
      cause.seen = performance.now();
      afterPaint((now) => (cause.painted = now));
    });
    addEventListener("keydown", onKey, true);
    observer.observe(region, { subtree: true, childList: true, characterData: true, attributes: true });
    figures.stop = () => {
      removeEventListener("keydown", onKey, true);
      observer.disconnect();
    };
    return true;
  };
  /** Nothing has changed for so long that the last key's list is there. */
  figures.isQuiet = (count) => {
    const cause = figures.causes.at(-1);
    return figures.causes.length === count && performance.now() - cause.seen > 250;
  };
  figures.times = () =>
    figures.causes.filter(({ painted }) => painted !== null).map(({ at, painted }) => painted - at);

  /** The least that can answer a key: a field and twenty lines that repeat it. */
  figures.bareField = (isFirst = false) => {
    const place = document.createElement("div");
    place.style.cssText = "position:fixed;inset:0;z-index:999999;background:Canvas;color:CanvasText";
    place.innerHTML = `<input id="bare">${"<p></p>".repeat(20)}`;
    document.body.append(place);
    const field = place.querySelector("input");
    // The keys of the app are none of its business.
    for (const name of ["keydown", "keyup"]) field.addEventListener(name, (event) => event.stopPropagation());
    field.addEventListener("input", () => {
      for (const line of place.querySelectorAll("p")) line.textContent = field.value;
    });
    field.focus();
    return figures.watchKeys(place, isFirst);
  };

  /** The next click is a wish; the mark `name` is left when it is fulfilled. */
  figures.watchClick = (name) => {
    performance.clearMarks(name);
    figures.clicked = null;
    const onClick = (event) => (figures.clicked = timeOf(event));
    addEventListener("click", onClick, { capture: true, once: true });
    return true;
  };
  figures.sinceClick = (name) => {
    const mark = performance.getEntriesByName(name)[0];
    return mark && figures.clicked !== null ? mark.startTime - figures.clicked : null;
  };

  /** From now on the times between two frames are kept, and how often the pointer was seen to move. */
  figures.watchFrames = () => {
    const seen = { gaps: [], moves: 0 };
    let before = null;
    let isOn = true;
    const frame = () => {
      if (!isOn) return;
      const now = performance.now();
      if (before !== null) seen.gaps.push(now - before);
      before = now;
      requestAnimationFrame(frame);
    };
    const onMove = () => (seen.moves += 1);
    addEventListener("pointermove", onMove, true);
    requestAnimationFrame(frame);
    figures.frames = () => {
      isOn = false;
      removeEventListener("pointermove", onMove, true);
      return seen;
    };
    return true;
  };

  /** Scrolls down from the top, `step` pixels a frame, for so many frames or to the end, and watches the frames. */
  figures.scrollFrames = (scroller, step, count) =>
    new Promise((done) => {
      scroller.scrollTop = 0;
      let left = count;
      const frame = () => {
        scroller.scrollTop += step;
        left -= 1;
        const isAtEnd = scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 1;
        if (left > 0 && !isAtEnd) requestAnimationFrame(frame);
        else done(figures.frames());
      };
      requestAnimationFrame(() => {
        figures.watchFrames();
        requestAnimationFrame(frame);
      });
    });

  /** The next time a button of the mouse is let go, something is dropped; `drop` is how long until it has settled. */
  figures.watchDrop = () => {
    figures.drop = null;
    const onUp = (event) => {
      const at = timeOf(event);
      const look = () => {
        if (document.querySelector(".drop-slot, .drag-layer") !== null) return;
        observer.disconnect();
        afterPaint((now) => (figures.drop = now - at));
      };
      const observer = new MutationObserver(look);
      observer.observe(document.body, { subtree: true, childList: true });
    };
    addEventListener("pointerup", onUp, { capture: true, once: true });
    return true;
  };

  /** Gives one text after the other to the blocks in turn, so that each is a step of its own. */
  figures.takeSteps = async (draft, blocks, field, texts, from, count) => {
    for (let at = from; at < from + count; at++) {
      const value = `${texts[at % texts.length]} ${at}`;
      const edit = { edit: "setField", block: blocks[at % blocks.length], field, value };
      await figures.invoke("edit", { draft, edit });
    }
    return count;
  };

  /** Takes the app's page from the screen and leaves an empty one that scrolls, `height` pixels high. */
  figures.emptyPage = (height) => {
    for (const child of document.body.children) child.style.display = "none";
    const place = document.createElement("div");
    place.id = "empty-page";
    place.style.cssText = "position:fixed;inset:0;overflow:auto;background:Canvas";
    place.innerHTML = `<div style="height:${height}px"></div>`;
    document.body.append(place);
    return true;
  };

  /** Scrolls from the top to the end, `step` of a view a frame, and counts frames in which a line's place is empty. */
  figures.scrollThrough = (scroller, line, step) =>
    new Promise((done) => {
      const result = { frames: 0, blank: 0, worst: 0, long: 0, took: 0 };
      const began = performance.now();
      let before = began;
      scroller.scrollTop = 0;
      const frame = (now) => {
        result.frames += 1;
        if (now - before > 34) result.long += 1;
        before = now;
        scroller.scrollTop += scroller.clientHeight * step;
        const gap = gapIn(scroller, line);
        if (gap > 1) result.blank += 1;
        result.worst = Math.max(result.worst, gap);
        const isAtEnd = scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 1;
        if (!isAtEnd) return requestAnimationFrame(frame);
        result.took = performance.now() - began;
        done(result);
      };
      requestAnimationFrame(frame);
    });

  /** The highest stretch of the view, in pixels, that no line covers in the frame that is being made. */
  const gapIn = (scroller, line) => {
    const view = scroller.getBoundingClientRect();
    const places = [...scroller.querySelectorAll(line)].map((it) => it.getBoundingClientRect());
    places.sort((a, b) => a.top - b.top);
    let covered = view.top;
    let gap = 0;
    for (const { top, bottom } of places) {
      if (bottom <= view.top || top >= view.bottom) continue;
      gap = Math.max(gap, top - covered);
      covered = Math.max(covered, bottom);
    }
    return Math.max(gap, view.bottom - covered);
  };

  /** From now on each such event is a cause; it is drawn with the first frame in which `isShown(payload)`. */
  figures.watchEvents = (name, isShown) => {
    figures.causes = [];
    const { callbacks } = window.__TAURI_INTERNALS__;
    const open = (event) => {
      const cause = { at: performance.now(), wall: Date.now(), painted: null };
      const look = () => {
        if (!isShown(event.payload)) return;
        observer.disconnect();
        afterPaint((now) => (cause.painted = now));
      };
      const observer = new MutationObserver(look);
      observer.observe(document.body, { subtree: true, childList: true, attributes: true });
      figures.causes.push(cause);
      return cause;
    };
    let last = null;
    for (const [id, callback] of callbacks) {
      callbacks.set(id, (data) => {
        // Several listeners hear of one event; it came with the first. Only lines of the list are looked for.
        if (data?.event === name && data !== last && data.payload.nodes.length > 0) {
          last = data;
          const cause = open(data);
          callback(data);
          cause.handled = performance.now();
          return;
        }
        callback(data);
      });
    }
    return true;
  };
  return true;
})()
