// A lost circuit comes back without a hand: ask every half second whether the server is up, then take the circuit up again, or,
// where the server has forgotten it (a restart), load the page anew. The room, the seat and the half-typed segment are the server's.
const Pause = 500;
const Ping = 5000, Silence = 20000;
const toast = document.getElementById("reconnect");
const errorBox = document.getElementById("blazor-error-ui");
let isComingBack = false;

const rest = () => new Promise(resolve => setTimeout(resolve, Pause));

async function isServerUp() {
  try {
    return (await fetch("health", { cache: "no-store", signal: AbortSignal.timeout(8 * Pause) })).ok;
  } catch {
    return false;
  }
}

// A question asked while the network was gone may hang for long after it is back: the next is asked without waiting for its answer.
const untilServerIsUp = () => new Promise(resolve => {
  const ask = async () => {
    if (!await isServerUp()) return;
    clearInterval(asking);
    resolve();
  };
  const asking = setInterval(ask, Pause);
  ask();
});

async function takeUpCircuit() {
  for (let tries = 0; tries < 3; tries++) {
    await untilServerIsUp();
    try {
      return await Blazor.reconnect();
    } catch {
      await rest();
    }
  }
  return false;
}

// A page whose reader plays in another tab must not take the seat back by coming back: it waits for its button.
function reload() {
  const button = document.querySelector("[data-elsewhere] button");
  if (!button) return location.reload();
  toast.hidden = true;
  button.addEventListener("click", () => location.reload());
}

// A browser that has lost its network knows at once; its socket takes until the server's silence is too long.
addEventListener("offline", () => { toast.hidden = false; });
addEventListener("online", () => { toast.hidden = !isComingBack; });

// What is pressed while nobody hears it goes nowhere, instead of into an error; what is typed stays in its field, and is said again.
for (const type of ["click", "submit", "change", "input", "focus", "focusin", "blur", "mousedown", "mouseover", "toggle", "keydown"]) {
  addEventListener(type, e => {
    if (toast.hidden) return;
    e.stopPropagation();
    if (type === "click" || type === "submit") e.preventDefault();
  }, true);
}

async function comeBack() {
  if (isComingBack) return;
  isComingBack = true;
  toast.hidden = false;
  if (!await takeUpCircuit()) {
    reload();
    return;
  }
  toast.hidden = true;
  isComingBack = false;
}

// A circuit that could not even start, because the server went away between the page and its socket, shows the error box.
new MutationObserver(async () => {
  if (errorBox.style.display !== "block" || isComingBack || await isServerUp()) return;
  isComingBack = true;
  errorBox.style.display = "none";
  toast.hidden = false;
  await untilServerIsUp();
  location.reload();
}).observe(errorBox, { attributes: true, attributeFilter: ["style"] });

// Warnings and errors alone: a page that works says nothing in the console.
const Warning = 3;
Blazor.start({
  circuit: {
    configureSignalR: connection => connection.configureLogging(Warning).withKeepAliveInterval(Ping).withServerTimeout(Silence),
    reconnectionHandler: { onConnectionDown: () => { comeBack(); }, onConnectionUp: () => {} },
  },
});
