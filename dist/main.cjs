"use strict";
var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(
  // If the importer is in node compatibility mode or this is not an ESM
  // file that has been converted to a CommonJS file using a Babel-
  // compatible transform (i.e. "__esModule" has not been set), then set
  // "default" to the CommonJS "module.exports" for node compatibility.
  isNodeMode || !mod || !mod.__esModule ? __defProp(target, "default", { value: mod, enumerable: true }) : target,
  mod
));

// src/http/early-connections.ts
var import_node_net = require("node:net");
var import_node_tls = require("node:tls");
var MAX_WAIT = 300;
var EarlyConnections = class {
  #early = /* @__PURE__ */ new Map();
  #agent;
  /** One for all: to make another costs 0.2 to 0.4 ms. */
  #secureContext;
  /** Those whose TCP handshake is under way. */
  #connecting = /* @__PURE__ */ new Set();
  /**
   * Opens a connection that the next request to this host takes. Its errors are that request's to find.
   * @returns once the handshake begins: work that is done before would delay it
   */
  async open({ hostname, port }) {
    const options = { host: hostname, port: Number(port || 443), rejectUnauthorized: true };
    const key = keyOf(options);
    if (this.#early.has(key)) return;
    let socket;
    try {
      const servername = (0, import_node_net.isIP)(hostname) ? "" : hostname;
      this.#secureContext ??= (0, import_node_tls.createSecureContext)();
      socket = (0, import_node_tls.connect)({
        ...options,
        servername,
        secureContext: this.#secureContext,
        ALPNProtocols: ["http/1.1"]
      });
    } catch {
      return;
    }
    this.#early.set(key, socket);
    const forget = () => this.#early.get(key) === socket && this.#early.delete(key);
    socket.once("error", forget).once("close", forget);
    this.#watch(socket);
    await oneOf(socket, ["lookup", "connect", "error", "close"]);
  }
  /** For requests, which take what is open already. Node's HTTP is loaded only now: 3 ms that no connection waits for. */
  get agent() {
    this.#agent ??= this.#makeAgent(new (process.getBuiltinModule("node:https")).Agent());
    return this.#agent;
  }
  /** By Node's hook for custom connections (https://nodejs.org/api/http.html#agentcreateconnectionoptions-callback). */
  #makeAgent(agent) {
    const connectAnew = agent.createConnection.bind(agent);
    agent.createConnection = (options, callback) => {
      const key = keyOf(options);
      const early = this.#early.get(key);
      this.#early.delete(key);
      if (early && !early.destroyed) return early;
      const socket = connectAnew(options, callback);
      if (socket) this.#watch(socket);
      return socket;
    };
    return agent;
  }
  /**
   * Settles when all connections so far have sent their greeting, or their answer to the other side's, which then has
   * work to do: the time for other work. Loading MSAL any earlier delays every handshake for as long as it takes.
   */
  async idle() {
    await Promise.all(this.#connecting);
    await new Promise((resolve) => setImmediate(resolve));
  }
  #watch(socket) {
    const connected = oneOf(socket, ["connect", "error", "close"]);
    this.#connecting.add(connected);
    connected.then(() => this.#connecting.delete(connected));
  }
};
function oneOf(socket, events) {
  return new Promise((resolve) => {
    setTimeout(resolve, MAX_WAIT).unref();
    for (const event of events) socket.once(event, () => resolve());
  });
}
function keyOf({ host, port }) {
  return `${host}:${port}`;
}

// node_modules/@actions/http-client/lib/proxy.js
function checkBypass(reqUrl) {
  if (!reqUrl.hostname) {
    return false;
  }
  const reqHost = reqUrl.hostname;
  if (isLoopbackAddress(reqHost)) {
    return true;
  }
  const noProxy = process.env["no_proxy"] || process.env["NO_PROXY"] || "";
  if (!noProxy) {
    return false;
  }
  let reqPort;
  if (reqUrl.port) {
    reqPort = Number(reqUrl.port);
  } else if (reqUrl.protocol === "http:") {
    reqPort = 80;
  } else if (reqUrl.protocol === "https:") {
    reqPort = 443;
  }
  const upperReqHosts = [reqUrl.hostname.toUpperCase()];
  if (typeof reqPort === "number") {
    upperReqHosts.push(`${upperReqHosts[0]}:${reqPort}`);
  }
  for (const upperNoProxyItem of noProxy.split(",").map((x) => x.trim().toUpperCase()).filter((x) => x)) {
    if (upperNoProxyItem === "*" || upperReqHosts.some((x) => x === upperNoProxyItem || x.endsWith(`.${upperNoProxyItem}`) || upperNoProxyItem.startsWith(".") && x.endsWith(`${upperNoProxyItem}`))) {
      return true;
    }
  }
  return false;
}
function isLoopbackAddress(host) {
  const hostLower = host.toLowerCase();
  return hostLower === "localhost" || hostLower.startsWith("127.") || hostLower.startsWith("[::1]") || hostLower.startsWith("[0:0:0:0:0:0:0:1]");
}

// src/values/parse-url.ts
function parseUrl(text) {
  return URL.canParse(text) ? new URL(text) : void 0;
}

// src/http/proxy.ts
function isProxied(url) {
  return Boolean(process.env.https_proxy || process.env.HTTPS_PROXY) && !checkBypass(url);
}

// src/hosts/github/early-inputs.ts
var credentialInputs = ["federated-token", "federated-token-file", "certificate", "certificate-path", "certificate-password", "client-secret", "username", "password"];
var defaultCredentials = ["auto", "federated", "oidc"];

// src/hosts/github/first-host.ts
function firstHost(env, read) {
  const credential = read("credential").trim().toLowerCase();
  const isDefault = credential === "" || defaultCredentials.includes(credential);
  if (!isDefault || credentialInputs.some((name) => read(name).trim())) return void 0;
  const url = env.ACTIONS_ID_TOKEN_REQUEST_TOKEN ? parseUrl(env.ACTIONS_ID_TOKEN_REQUEST_URL ?? "") : void 0;
  return url?.protocol === "https:" && !isProxied(url) ? url : void 0;
}

// src/hosts/github/input-variable.ts
var PREFIX = "INPUT_";
function readInput(env, name) {
  return env[`${PREFIX}${name.toUpperCase()}`] ?? "";
}

// src/hosts/github/main.ts
process.exitCode = 1;
start();
async function start() {
  const connections = new EarlyConnections();
  const url = firstHost(process.env, (name) => readInput(process.env, name));
  if (url) await connections.open(url);
  const { getToken, gitHub } = await Promise.resolve().then(() => __toESM(require("./program.cjs"), 1));
  const { host, http } = gitHub(process.env, connections);
  const code = await getToken(host, http);
  process.stdout.write("", () => process.exit(code === 0 ? 0 : 1));
}
