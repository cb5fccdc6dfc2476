// Solves the challenge "Solo dial" over the hub: the three-way handshake, by a program that reads and writes its own numbers.
//
//   node solo-dial.mjs [address of the server, http://localhost:5080 where none is given]
import { HubConnectionBuilder, LogLevel } from "@microsoft/signalr";

const server = process.argv[2] ?? "http://localhost:5080";
const patience = 30_000;

const hub = new HubConnectionBuilder()
  .withUrl(new URL("/hubs/room", server).href)
  .configureLogging(LogLevel.Warning)
  .build();

/** Follows a room: keeps the whole ladder, and resolves the promises of those who wait for something in it. */
class Room {
  #waiting = [];
  view = null;
  rows = [];

  constructor(code) {
    this.code = code;
    this.subscription = hub.stream("Watch", code).subscribe({
      next: view => this.#see(view),
      error: problem => this.#waiting.forEach(({ reject }) => reject(problem)),
      complete: () => {},
    });
  }

  /** The first view in which `find` finds something, or an error when it takes too long. */
  until(what, find) {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`Waited in vain for ${what}.`)), patience);
      this.#waiting.push({ find, reject, resolve: found => { clearTimeout(timer); resolve(found); } });
      this.#tell();
    });
  }

  async ask(ask) {
    const { refusal } = await hub.invoke("Ask", this.code, ask);
    if (refusal) throw new Error(`${refusal.kind}: ${refusal.says.text}`);
  }

  // A view holds the rows from `rowsFrom` on; those before it are as they were.
  #see(view) {
    this.view = view;
    this.rows.length = view.rowsFrom;
    this.rows.push(...view.rows);
    this.#tell();
  }

  #tell() {
    if (this.view === null) return;
    this.#waiting = this.#waiting.filter(({ find, resolve }) => {
      const found = find(this);
      if (found) resolve(found);
      return !found;
    });
  }
}

// Sequence numbers live on a circle of 2^32.
const next = number => (number + 1) % 2 ** 32;

await hub.start();
try {
  const { room: code, refusal } = await hub.invoke("Open", { open: "challenge", challenge: "solo-dial" });
  if (refusal) throw new Error(refusal.says.text);
  const room = new Room(code);

  const isn = Math.floor(Math.random() * 2 ** 32);
  await room.ask({ ask: "send", draft: { flags: "SYN", seq: isn } });

  const synAck = await room.until("the server's SYN-ACK", ({ rows }) =>
    rows.find(row => row.row === "segment" && row.from === "server" && row.segment.flags === "SYN, ACK"));
  console.log(`server → client  [${synAck.segment.flags}] seq=${synAck.segment.seq} ack=${synAck.segment.ack}`);
  if (synAck.segment.ack !== next(isn)) throw new Error("The server acknowledges something else than our SYN.");

  await room.ask({ ask: "send", draft: { flags: "ACK", seq: next(isn), ack: next(synAck.segment.seq) } });
  const points = await room.until("the points", ({ view }) => view.attempt.points);
  room.subscription.dispose();
  console.log(`Solved with ${points} points in ${room.view.attempt.sends} segments, par ${room.view.attempt.challenge.par}.`);
  if (points !== 120) throw new Error("At par and without hints it should be 120 points.");
} finally {
  await hub.stop();
}
