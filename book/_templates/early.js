
    (() => {
      const root = document.documentElement, dark = matchMedia("(prefers-color-scheme: dark)");
      let mode = "auto";
      try { mode = localStorage.getItem("mode") || mode; } catch { /* no storage: the system's */ }
      root.dataset.mode = mode;
      root.dataset.theme = mode === "auto" ? (dark.matches ? "dark" : "light") : mode;
    })();
