
    (() => {
      const root = document.documentElement, dark = matchMedia("(prefers-color-scheme: dark)");
      let mode = "auto";
      try { mode = localStorage.getItem("mode") || mode; } catch { /* no storage: the system's */ }
      root.dataset.mode = mode;
      root.dataset.theme = mode === "auto" ? (dark.matches ? "dark" : "light") : mode;
      // Fonts at once, so that no text is set twice. A page opened as a file may not ask so.
      if (location.protocol === "file:") return;
      for (const font of {{ preloaded_fonts | tojson }}) {
        const link = document.createElement("link");
        link.rel = "preload";
        link.as = "font";
        link.crossOrigin = "";
        link.href = `${root.dataset.content_root}_static/fonts/${font}.woff2`;
        document.head.append(link);
      }
    })();
