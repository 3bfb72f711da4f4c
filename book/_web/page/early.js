
    (() => {
      const root = document.documentElement, dark = matchMedia("(prefers-color-scheme: dark)");
      // Where the browser refuses storage, as in some frames, scripts get one that forgets.
      for (const name of ["localStorage", "sessionStorage"]) {
        try { window[name].getItem("mode"); } catch {
          const kept = new Map();
          const value = {
            getItem: (key) => kept.get(key) ?? null,
            setItem: (key, text) => { kept.set(key, String(text)); },
            removeItem: (key) => { kept.delete(key); },
          };
          Object.defineProperty(window, name, { value, configurable: true });
        }
      }
      const mode = localStorage.getItem("mode") || "auto";
      root.dataset.mode = mode;
      root.dataset.theme = mode === "auto" ? (dark.matches ? "dark" : "light") : mode;
      // Section by section (stages.js), unless the reader comes to a place within the page,
      // and where the browser keeps what is read in its place.
      const [way] = performance.getEntriesByType("navigation");
      if (way?.type === "navigate" && !location.hash && window.requestIdleCallback
        && CSS.supports("overflow-anchor", "auto")) root.dataset.staged = "";
      // Fonts at once, so that no text is set twice. A page opened as a file may not ask so.
      if (location.protocol === "file:") return;
      root.dataset.fonts = "asked";
      for (const font of {{ preloaded_fonts | tojson }}) {
        const link = document.createElement("link");
        link.rel = "preload";
        link.as = "font";
        link.crossOrigin = "";
        link.href = `${root.dataset.content_root}_static/fonts/${font}.woff2`;
        document.head.append(link);
      }
    })();
