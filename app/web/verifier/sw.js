// Keeps the page's own files, so that it works without a network. It answers a fixed list of paths
// without a query, lets the issuer's signed lists through, and nothing else out.
importScripts("/v/shell.js"); // self.SHELL = { release, paths }, written by the server

const CACHE = `tessera-shell-${self.SHELL.release}`;
const LISTS = /^\/(\.well-known\/cose-keys|s|s\/[0-9]{1,9})$/;

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("fetch", (event) => event.respondWith(answer(event.request)));

async function install() {
  const cache = await caches.open(CACHE);
  await cache.addAll(self.SHELL.paths.map((path) => new Request(path, { cache: "no-cache", credentials: "omit" })));
  await self.skipWaiting();
}

async function activate() {
  const old = (await caches.keys()).filter((name) => name.startsWith("tessera-shell-") && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** @param {Request} request */
async function answer(request) {
  const { origin, pathname, search } = new URL(request.url);
  if (origin !== self.location.origin || request.method !== "GET") return Response.error();
  if (request.mode === "navigate" && (search || pathname === "/v/")) return Response.redirect("/v", 303);
  if (search) return Response.error();
  if (self.SHELL.paths.includes(pathname)) {
    const kept = await (await caches.open(CACHE)).match(pathname);
    // A browser may have thrown the file away; its path says nothing about any card.
    return kept ?? fetch(pathname, { credentials: "omit", referrerPolicy: "no-referrer" });
  }
  if (!LISTS.test(pathname)) return Response.error();
  return fetch(pathname, { cache: "no-cache", credentials: "omit", referrerPolicy: "no-referrer" });
}
