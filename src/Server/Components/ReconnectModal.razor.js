// A lost circuit comes back without a hand: ask every half second whether the server is up, then take the circuit up again, or,
// where the server has forgotten it (a restart), load the page anew. The room, the seat and the half-typed segment are the server's.
const Pause = 500;
const toast = document.getElementById("reconnect");
const errorBox = document.getElementById("blazor-error-ui");
let isComingBack = false;

const rest = () => new Promise(resolve => setTimeout(resolve, Pause));

async function isServerUp() {
  try {
    return (await fetch("health", { cache: "no-store", signal: AbortSignal.timeout(4 * Pause) })).ok;
  } catch {
    return false;
  }
}

async function takeUpCircuit() {
  for (let tries = 0; tries < 3; tries++) {
    while (!await isServerUp()) await rest();
    try {
      return await Blazor.reconnect();
    } catch {
      await rest();
    }
  }
  return false;
}

async function comeBack() {
  if (isComingBack) return;
  isComingBack = true;
  toast.hidden = false;
  if (!await takeUpCircuit()) {
    location.reload();
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
  while (!await isServerUp()) await rest();
  location.reload();
}).observe(errorBox, { attributes: true, attributeFilter: ["style"] });

// Warnings and errors alone: a page that works says nothing in the console.
const Warning = 3;
Blazor.start({
  circuit: {
    configureSignalR: connection => { connection.configureLogging(Warning); },
    reconnectionHandler: { onConnectionDown: () => { comeBack(); }, onConnectionUp: () => {} },
  },
});
