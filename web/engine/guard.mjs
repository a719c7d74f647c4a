// Nothing leaves this computer: every way to ask the network for something is closed before Python starts.
//
// Pyodide fetches its own parts by address.  Those it is given here, from memory; any other address is refused, and
// remembered, so that the page can show that there was none.  The content-security policy closes the same ways once
// more, in the browser itself; what it stops is remembered too.

export const HOME = "https://ikm.invalid/";

const held = new Map();
const refused = [];
let real = null;

export function watch(scope = globalThis) {
  if (real) return refused;
  real = scope.fetch;
  scope.fetch = answer;
  for (const name of ["XMLHttpRequest", "WebSocket", "EventSource", "WebTransport", "RTCPeerConnection"]) {
    if (name in scope) scope[name] = closed(name);
  }
  if (scope.navigator?.sendBeacon) scope.navigator.sendBeacon = (address) => refuse(address);
  scope.document?.addEventListener("securitypolicyviolation", (event) => refused.push(event.blockedURI));
  return refused;
}

export function hold(name, bytes, type) {
  held.set(HOME + name, { bytes, type });
}

// What the hosted page may still ask for: the files it was built with, and only before the door is closed.
export function open(address) {
  return (real ?? globalThis.fetch).call(globalThis, address);
}

async function answer(request) {
  const address = String(request?.url ?? request);
  const part = held.get(address);
  if (!part) refuse(address);
  held.delete(address);
  return new Response(part.bytes, { headers: { "content-type": part.type } });
}

function refuse(address) {
  refused.push(String(address));
  throw new TypeError(`ikm asks no network: ${address}`);
}

function closed(name) {
  return class {
    constructor(address) {
      refuse(`${name} ${address}`);
    }
  };
}
