// The few things a server cannot do: keep the theme on this device, save a file, and bring a lost connection back.
window.qboConnect = {
  keepTheme(dark) {
    document.cookie = `theme=${dark ? "dark" : "light"}; path=/; max-age=31536000; samesite=lax`;
    this.showTheme(dark);
  },
  showTheme(dark) {
    document.documentElement.classList.toggle("dark", dark);
  },
  focusFirst(...selectors) {
    selectors.map((selector) => document.querySelector(selector)).find((found) => found)?.focus();
  },
  timeZone() {
    return Intl.DateTimeFormat().resolvedOptions().timeZone;
  },
  async saveFile(name, type, stream) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([await stream.arrayBuffer()], { type }));
    link.download = name;
    link.click();
    URL.revokeObjectURL(link.href);
  },
};

const lost = document.getElementById("components-reconnect-modal");

async function connectAgain() {
  try {
    if (!(await Blazor.reconnect()) && !(await Blazor.resumeCircuit())) {
      location.reload();
    }
  } catch {
    // Still no answer; the dialog stays.
  }
}

lost.addEventListener("components-reconnect-state-changed", ({ detail: { state } }) => {
  if (state === "show" && !lost.open) {
    lost.showModal();
  } else if (state === "hide") {
    lost.close();
  } else if (state === "rejected" || state === "resume-failed") {
    location.reload();
  }
});
document.getElementById("reconnect-retry").addEventListener("click", connectAgain);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible" && lost.classList.contains("components-reconnect-failed")) {
    connectAgain();
  }
});
