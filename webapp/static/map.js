// Zoom and pan of the large map by mouse, touch and keys. Without it the browser's own zoom serves.
const CLOSEST = 5; // The coasts are too coarse for more.

for (const map of document.querySelectorAll("[data-map]")) {
  const tools = document.querySelector("[data-zoom]");
  if (!tools) continue;
  tools.hidden = false;
  const views = [...map.querySelectorAll("svg")].map((svg) => {
    const whole = svg.viewBox.baseVal;
    const places = [...svg.querySelectorAll(".marker")].map((marker) => {
      const { e, f } = marker.transform.baseVal[0].matrix;
      return [e / whole.width, f / whole.height];
    });
    return { svg, places, width: whole.width, height: whole.height, x: 0, y: 0, zoom: 1, touches: new Map() };
  });

  const show = (view) => {
    const width = view.width / view.zoom;
    const height = view.height / view.zoom;
    view.x = Math.min(Math.max(view.x, 0), view.width - width);
    view.y = Math.min(Math.max(view.y, 0), view.height - height);
    view.svg.setAttribute("viewBox", `${view.x} ${view.y} ${width} ${height}`);
    // Markers and names keep their size on the screen; the stylesheet divides by it.
    view.svg.style.setProperty("--zoom", view.zoom);
    view.svg.classList.toggle("zoomed", view.zoom > 1);
  };

  // The place in sight that is nearest to the middle, in parts of the picture; without one, that.
  const nearest = (view) => {
    const far = ([left, top]) => Math.hypot(left - 0.5, top - 0.5);
    const seen = view.places
      .map(([x, y]) => [(x - view.x / view.width) * view.zoom, (y - view.y / view.height) * view.zoom])
      .filter((place) => place.every((part) => part >= 0 && part <= 1));
    return seen.sort((one, other) => far(one) - far(other))[0] ?? [0.5, 0.5];
  };

  // Zoom so that what lies under a point, in parts of the picture, stays there.
  const zoom = (view, by, [left, top] = nearest(view)) => {
    const before = view.zoom;
    view.zoom = by ? Math.min(Math.max(before * by, 1), CLOSEST) : 1;
    view.x += view.width * left * (1 / before - 1 / view.zoom);
    view.y += view.height * top * (1 / before - 1 / view.zoom);
    show(view);
  };

  const move = (view, left, top) => {
    view.x += (view.width / view.zoom) * left;
    view.y += (view.height / view.zoom) * top;
    show(view);
  };

  const at = (view, event) => {
    const box = view.svg.getBoundingClientRect();
    return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
  };

  for (const button of tools.querySelectorAll("[data-zoom-by]")) {
    button.addEventListener("click", () => {
      for (const view of views) zoom(view, Number(button.dataset.zoomBy));
    });
  }

  for (const view of views) {
    view.svg.tabIndex = 0;
    view.svg.classList.add("live");
    const keys = {
      "+": () => zoom(view, 1.5),
      "=": () => zoom(view, 1.5),
      "-": () => zoom(view, 1 / 1.5),
      "0": () => zoom(view, 0),
      ArrowLeft: () => move(view, -0.15, 0),
      ArrowRight: () => move(view, 0.15, 0),
      ArrowUp: () => move(view, 0, -0.15),
      ArrowDown: () => move(view, 0, 0.15),
    };
    view.svg.addEventListener("keydown", (event) => {
      const act = keys[event.key];
      if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key.startsWith("Arrow") && view.zoom === 1) return;
      act();
      event.preventDefault();
    });
    view.svg.addEventListener("wheel", (event) => {
      const by = event.deltaY < 0 ? 1.2 : 1 / 1.2;
      if ((by < 1 && view.zoom === 1) || (by > 1 && view.zoom === CLOSEST)) return;
      zoom(view, by, at(view, event));
      event.preventDefault();
    }, { passive: false });
    view.svg.addEventListener("pointerdown", (event) => view.touches.set(event.pointerId, event));
    view.svg.addEventListener("pointermove", (event) => {
      const before = view.touches.get(event.pointerId);
      if (!before) return;
      const other = [...view.touches.values()].find((each) => each.pointerId !== event.pointerId);
      const [x, y] = at(view, event);
      const [oldX, oldY] = at(view, before);
      if (other) {
        const [otherX, otherY] = at(view, other);
        const apart = Math.hypot(x - otherX, y - otherY);
        zoom(view, apart / Math.max(Math.hypot(oldX - otherX, oldY - otherY), 0.01), [(x + otherX) / 2, (y + otherY) / 2]);
      } else if (view.zoom > 1) {
        move(view, oldX - x, oldY - y);
      }
      view.touches.set(event.pointerId, event);
    });
    for (const end of ["pointerup", "pointercancel", "pointerleave"]) {
      view.svg.addEventListener(end, (event) => view.touches.delete(event.pointerId));
    }
    view.svg.addEventListener("dragstart", (event) => event.preventDefault());
  }
}
