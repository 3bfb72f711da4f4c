// What in the figures of a page stands out too little from what lies behind it.
// WCAG 2: text 4.5 to 1, marks 3 to 1. Exempt is what the drawing says is no mark: the
// palette's hairlines (grid), tints (soft-…, as a fill) and paper, and the class "tint".
() => {
  const TEXT = 4.5, MARK = 3, WIDE = 5, DOT = 20; // the last two in pixels

  const colour = (text) => {
    const parts = (text.match(/[\d.]+/g) || []).map(Number);
    return text === 'none' || parts.length < 3 ? null : [...parts.slice(0, 3), parts[3] ?? 1];
  };
  const over = (top, alpha, below) => below.map((b, k) => b + alpha * (top[k] - b));
  const luminance = (rgb) => {
    const [r, g, b] = rgb.map((v) => v / 255)
      .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };

  const palette = {};
  const probe = document.body.appendChild(document.createElement('i'));
  probe.style.forcedColorAdjust = 'none';
  for (const name of ['grid', 'paper', 'prediction', 'error', 'weights', 'gradient', 'highlight', 'muted']) {
    for (const key of [name, `soft-${name}`]) {
      probe.style.color = `var(--fig-${key})`;
      palette[key] = getComputedStyle(probe).color;
    }
  }
  probe.remove();
  const quiet = new Set([palette.grid, palette.paper]);
  const tints = new Set(Object.keys(palette).filter((k) => k.startsWith('soft-')).map((k) => palette[k]));

  const behindFigure = (node) => {
    for (let e = node; e; e = e.parentElement) {
      const found = colour(getComputedStyle(e).backgroundColor);
      if (found && found[3] > 0) return found.slice(0, 3);
    }
    return [255, 255, 255];
  };

  const painted = (svg) => [...svg.querySelectorAll('path, use, text')]
    .filter((e) => !e.closest('defs, clipPath') && !(e.localName === 'path' && !e.getAttribute('d')))
    .map((e) => {
      const shape = e.localName === 'use' ? document.querySelector(e.getAttribute('href')) : e;
      const own = getComputedStyle(e);
      const part = (key) => (shape.hasAttribute(key) ? getComputedStyle(shape) : own)[key];
      let alpha = 1;
      for (let p = e; p !== svg.parentElement; p = p.parentElement) alpha *= getComputedStyle(p).opacity;
      const width = parseFloat(own.strokeWidth);
      const holder = e.closest('[clip-path]');
      const clip = holder && /url\("?(#[^")]+)/.exec(holder.getAttribute('clip-path'));
      return {
        e, shape, alpha, width,
        fill: part('fill'), stroke: width ? part('stroke') : 'none',
        fillAlpha: alpha * own.fillOpacity, strokeAlpha: alpha * own.strokeOpacity,
        matrix: e.getScreenCTM(), back: e.getScreenCTM().inverse(), box: e.getBoundingClientRect(),
        clip: clip && document.querySelector(clip[1]).firstElementChild,
      };
    });

  const within = (point, box) =>
    point.x >= box.left && point.x <= box.right && point.y >= box.top && point.y <= box.bottom;
  // Not on its edge: what lies there is seen against what lies beside.
  const inside = (shape, point) => shape.isPointInFill(point) && !shape.isPointInStroke(point);
  const seen = (item, point) =>
    !item.clip || inside(item.clip, point.matrixTransform(item.back));
  const places = (item) => {
    const { e, shape, matrix } = item;
    if (e.localName === 'path') {
      const length = e.getTotalLength();
      return [0.06, 0.2, 0.35, 0.5, 0.65, 0.8, 0.94].map((share) => {
        const p = e.getPointAtLength(share * length);
        return new DOMPoint(p.x, p.y).matrixTransform(matrix);
      });
    }
    const box = e.localName === 'use' ? shape.getBBox() : e.getBBox();
    const [x, y] = e.localName === 'use' ? [e.x.baseVal.value, e.y.baseVal.value] : [0, 0];
    return [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5], [0.5, 0.2], [0.5, 0.8]].map(([u, v]) =>
      new DOMPoint(x + box.x + u * box.width, y + box.y + v * box.height).matrixTransform(matrix));
  };

  // The colour of the areas at a point that were painted before the item. Wide lines are
  // areas, and so is the casing of paper on which a line lies; where a mark crosses
  // another line or dot, it is still seen beside it.
  const behind = (items, index, point, page) => {
    let found = page;
    for (const below of items.slice(0, index)) {
      const { e, box, shape } = below;
      if (e.localName === 'text' || point.x < box.left - WIDE || point.x > box.right + WIDE
        || point.y < box.top - WIDE || point.y > box.bottom + WIDE) continue;
      const dot = e.localName === 'use' && box.width < DOT;
      if ((dot && items[index].e.localName !== 'text') || !seen(below, point)) continue;
      const at = point.matrixTransform(below.back);
      if (e.localName === 'use') [at.x, at.y] = [at.x - e.x.baseVal.value, at.y - e.y.baseVal.value];
      const fill = colour(below.fill), stroke = colour(below.stroke);
      if (fill && inside(shape, at)) found = over(fill, fill[3] * below.fillAlpha, found);
      const area = stroke && (below.width >= WIDE || below.stroke === palette.paper);
      if (area && shape.isPointInStroke(at)) found = over(stroke, stroke[3] * below.strokeAlpha, found);
    }
    return found;
  };

  return [...document.querySelectorAll('svg.fig')].flatMap((svg) => {
    const frame = svg.getBoundingClientRect();
    if (!frame.width) return [];
    const page = behindFigure(svg);
    const name = (svg.closest('figure, table') || {}).id;
    const items = painted(svg);
    return items.flatMap((item, index) => {
      const { e, fill, stroke } = item;
      const text = e.localName === 'text';
      if (e.closest('.tint') || (text && !e.textContent.trim())) return [];
      const paints = [];
      const add = (paint, alpha) => {
        const rgb = colour(paint);
        if (rgb && alpha > 0) paints.push([rgb, rgb[3] * alpha]);
      };
      if (text) add(fill, item.fillAlpha);
      else {
        if (!quiet.has(fill) && !tints.has(fill)) add(fill, item.fillAlpha);
        if (!quiet.has(stroke)) add(stroke, item.strokeAlpha);
      }
      if (!paints.length) return [];
      const points = places(item).filter((point) => within(point, frame) && seen(item, point));
      if (!points.length) return [];
      const rimmed = text ? e.closest('.halo') : [fill, stroke].includes(palette.paper);
      const ratios = points.map((point) => {
        const ground = rimmed ? colour(palette.paper).slice(0, 3) : behind(items, index, point, page);
        return Math.max(...paints.map(([rgb, alpha]) => contrast(over(rgb, alpha, ground), ground)));
      }).sort((a, b) => a - b);
      // A text must be read at each place, a mark be seen along most of its course.
      const ratio = text ? ratios[0] : ratios[Math.floor(ratios.length / 2)];
      if (ratio >= (text ? TEXT : MARK)) return [];
      const what = text ? `“${e.textContent.trim()}”` : `${e.localName} ${stroke} on ${fill}`;
      return [`${name}: ${what} ${ratio.toFixed(2)}`];
    });
  });
}
