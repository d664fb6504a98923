"use strict";
var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __export = (target, all) => {
  for (var name in all)
    __defProp(target, name, { get: all[name], enumerable: true });
};
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
var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod);

// src/credentials/certificate/read-certificate.ts
var read_certificate_exports = {};
__export(read_certificate_exports, {
  CertificateProblem: () => CertificateProblem,
  readCertificate: () => readCertificate
});
module.exports = __toCommonJS(read_certificate_exports);
var import_node_crypto4 = require("node:crypto");

// src/values/printable.ts
function printable(value) {
  const text = asText(value);
  if (/^[ -~]*$/.test(text)) return text;
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu, escapeCharacter);
}
function asText(value) {
  if (typeof value === "string") return value;
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return "something nested too deeply";
  }
}
function escapeCharacter(character) {
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`).join("");
}

// src/values/guid.ts
var pattern = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
var whole = new RegExp(`^${pattern}$`, "i");
var inside = new RegExp(`(?<![0-9a-f-])${pattern}(?![0-9a-f-])`, "i");
var alone = new RegExp(`^[\\s{(<"']{0,3}(${pattern})[\\s})>"']{0,3}$`, "i");
function isGuid(text) {
  return whole.test(text);
}

// src/credentials/certificate/parts.ts
var MAX_ROUNDS = 15e5;

// src/credentials/certificate/pem-container.ts
var import_node_crypto2 = require("node:crypto");

// src/credentials/certificate/pem.ts
function readPem(text) {
  const lined = text.replace(/\\r\\n|\\n|\\r/g, "\n");
  return [...lined.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----([\s\S]*?)-----END \1-----/g)].map(
    ([, label = "", content = ""]) => {
      const { headers, base64 } = splitHeaders(content);
      const lines = base64.match(/.{1,64}/g) ?? [];
      const body = [...headers.length > 0 ? [...headers, ""] : [], ...lines].join("\n");
      return { label, pem: `-----BEGIN ${label}-----
${body}
-----END ${label}-----
` };
    }
  );
}
function splitHeaders(content) {
  const headers = [];
  const rest = content.replace(
    /Proc-Type:\s*4,\s*ENCRYPTED|DEK-Info:\s*[\w-]+,\s*[0-9A-Fa-f]+/g,
    (header) => {
      headers.push(header.replace(/\s+/g, " ").replace(/,\s/, ","));
      return "";
    }
  );
  return { headers, base64: rest.replace(/\s+/g, "") };
}

// src/credentials/certificate/private-key.ts
var import_node_crypto = require("node:crypto");

// src/credentials/certificate/problem.ts
var tooManyRounds = "has an encryption that takes too long to open (its number of rounds is too high). Make it anew with fewer, such as OpenSSL makes unless told otherwise.";
var CertificateProblem = class extends Error {
};

// src/credentials/certificate/private-key.ts
var MAX_KEY_SIZE = 6 * 1024;
var MAX_UNSEEN = 2600;
var PRIVATE_KEY_INFO = /^30(?:82.{4}|81..|[0-7].)02010[01]30(?:82.{4}|81..|[0-7].)(06.*)/;
var ALGORITHMS = [
  "06092a864886f70d010101",
  // RSA
  "06092a864886f70d01010a",
  // RSA-PSS
  "06072a8648ce3d0201",
  // EC
  "06032b656e",
  // X25519
  "06032b656f",
  // X448
  "06032b6570",
  // Ed25519
  "06032b6571"
  // Ed448
];
function loadPrivateKey(pkcs8, label = "PRIVATE KEY") {
  const algorithm = PRIVATE_KEY_INFO.exec(pkcs8.toString("hex", 0, 64))?.[1];
  if (pkcs8.length > MAX_KEY_SIZE || algorithm === void 0) throw unreadable(label);
  if (!ALGORITHMS.some((known) => algorithm.startsWith(known))) {
    throw new CertificateProblem(
      "has a key of an unknown type; Entra takes RSA keys only. Make a certificate with an RSA key."
    );
  }
  try {
    return (0, import_node_crypto.createPrivateKey)({ key: pkcs8, format: "der", type: "pkcs8" });
  } catch {
    throw unreadable(label);
  }
}
async function openPrivateKey(block, opening) {
  const { label, pem } = block;
  const isPkcs8 = label === "ENCRYPTED PRIVATE KEY";
  if (label === "PRIVATE KEY") return loadPrivateKey(derOf(block));
  if (!isPkcs8 && !["RSA PRIVATE KEY", "EC PRIVATE KEY"].includes(label)) {
    throw new CertificateProblem(
      `has a ${label}; Entra takes RSA keys only. Make a certificate with an RSA key.`
    );
  }
  const encrypted = isPkcs8 || pem.includes("ENCRYPTED");
  if (encrypted && opening.password === "") {
    throw new CertificateProblem(`has an encrypted private key, and ${opening.passwordInput} is empty.`);
  }
  return isPkcs8 ? decryptPkcs8(block, opening) : openByOpenSsl(block, encrypted ? opening : void 0);
}
async function decryptPkcs8(block, opening) {
  const { decryptKey, TooManyRounds, UnknownEncryption, WrongPassword } = await Promise.resolve().then(() => __toESM(require("./pfx.cjs"), 1));
  const der = derOf(block);
  let pkcs8;
  try {
    pkcs8 = decryptKey(der, opening);
  } catch (error) {
    if (error instanceof TooManyRounds) throw new CertificateProblem(tooManyRounds);
    if (error instanceof WrongPassword) throw wrongPassword(opening);
    if (!(error instanceof UnknownEncryption) || der.length > MAX_UNSEEN) throw unreadable(block.label);
    return openByOpenSsl(block, opening);
  }
  return loadPrivateKey(pkcs8, block.label);
}
function openByOpenSsl({ label, pem }, opening) {
  try {
    return (0, import_node_crypto.createPrivateKey)({ key: pem, format: "pem", ...opening && { passphrase: opening.password } });
  } catch (error) {
    const { code } = error;
    if (code === "ERR_OSSL_EVP_UNSUPPORTED") {
      throw new CertificateProblem(
        "has a private key with an encryption that is too old to be read here (DES, RC2, RC4). Encrypt it anew: openssl pkcs8 -topk8 -in old.pem -out new.pem"
      );
    }
    throw opening ? wrongPassword(opening) : unreadable(label);
  }
}
function derOf({ pem }) {
  return Buffer.from(pem.replace(/-----.+-----/g, ""), "base64");
}
function wrongPassword({ passwordInput }) {
  return new CertificateProblem(
    `has an encrypted private key that ${passwordInput} does not open: a wrong password.`
  );
}
function unreadable(label) {
  return new CertificateProblem(
    `has a private key (${label}) that can't be read; it is damaged, or of a format other than PKCS#8 and PKCS#1.`
  );
}

// src/credentials/certificate/pem-container.ts
var MAX_BLOCKS = 100;
var MAX_KEYS = 3;
var MAX_KEY_TEXT = MAX_KEY_SIZE * 1.4;
function hasPrivateKey(text) {
  return /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-----/.test(text);
}
function readPemContents(text) {
  const begins = text.split("-----BEGIN").length - 1;
  if (begins > MAX_BLOCKS)
    throw new CertificateProblem(`holds ${begins} PEM blocks; allowed are ${MAX_BLOCKS}.`);
  const blocks = readPem(text);
  const keys = blocks.filter(({ label }) => label.endsWith("PRIVATE KEY"));
  if (keys.length > MAX_KEYS)
    throw new CertificateProblem(`holds ${keys.length} private keys; allowed are ${MAX_KEYS}.`);
  if (keys.some(({ pem }) => pem.length > MAX_KEY_TEXT))
    throw new CertificateProblem("has a private key that is larger than any RSA key in use.");
  return {
    keys,
    certificates: blocks.filter(({ label }) => label.endsWith("CERTIFICATE")),
    isCutOff: blocks.length < begins
  };
}
async function openPem({ keys, certificates, isCutOff }, opening) {
  for (const { pem } of keys) opening.mask(pem);
  if (isCutOff) throw new CertificateProblem("is a PEM that is cut off: a BEGIN line has no END line.");
  const opened = [];
  for (const block of keys) opened.push(await openPrivateKey(block, opening));
  return { keys: opened, certificates: certificates.map(openCertificate) };
}
function openCertificate({ pem }) {
  try {
    return new import_node_crypto2.X509Certificate(pem);
  } catch {
    throw new CertificateProblem("has a certificate in it that can't be read; it is damaged or cut off.");
  }
}

// src/credentials/certificate/pfx-container.ts
var import_node_crypto3 = require("node:crypto");
async function openPfx(der, opening, maskForms) {
  const bare = asCertificate(der);
  if (bare) return { keys: [], certificates: [bare] };
  const { readPfx, TooManyRounds, WrongPassword } = await Promise.resolve().then(() => __toESM(require("./pfx.cjs"), 1));
  try {
    const { keys, certificates } = readPfx(der, opening);
    if (keys.length > 0) maskForms();
    if (keys.length > MAX_KEYS)
      throw new CertificateProblem(`holds ${keys.length} private keys; allowed are ${MAX_KEYS}.`);
    return {
      keys: keys.map((key) => loadPrivateKey(key)),
      certificates: certificates.map((certificate) => new import_node_crypto3.X509Certificate(certificate))
    };
  } catch (error) {
    if (error instanceof CertificateProblem) throw error;
    if (error instanceof TooManyRounds) throw new CertificateProblem(tooManyRounds);
    throw new CertificateProblem(
      error instanceof WrongPassword ? describeWrongPassword(opening) : describeUnreadable(error)
    );
  }
}
function asCertificate(der) {
  try {
    return new import_node_crypto3.X509Certificate(der);
  } catch {
    return void 0;
  }
}
function describeWrongPassword({ password, passwordInput }) {
  return password === "" ? `is a PFX with a password, and ${passwordInput} is empty.` : `is a PFX that ${passwordInput} does not open: a wrong password.`;
}
function describeUnreadable({ message }) {
  return /supported/i.test(message) ? "is a PFX with an encryption or a content that is not read here. Make it anew: openssl pkcs12 -export -inkey key.pem -in certificate.pem -out new.pfx" : "is neither a PFX nor a certificate that can be read: it is damaged, cut off, or something else.";
}

// src/credentials/certificate/container.ts
var MAX_MASK = 16384;
async function openContainer(content, opening) {
  const written = decodeText(content);
  const bytes = isDer(content) || isPem(written) ? content : decodeBase64(written) ?? content;
  const text = decodeText(bytes);
  const forms = new Set(
    [content, bytes].map((form) => isDer(form) ? form.toString("base64") : decodeText(form))
  );
  const maskForms = () => {
    for (const form of forms) if (form.length <= MAX_MASK || isPem(form)) opening.mask(form);
  };
  const ofFile = { ...opening, rounds: { left: MAX_ROUNDS } };
  if (isPem(text)) {
    if (hasPrivateKey(text)) maskForms();
    return openPem(readPemContents(text), ofFile);
  }
  if (isDer(bytes)) return openPfx(bytes, ofFile, maskForms);
  throw new CertificateProblem(describeUnreadable2(written.trim()));
}
function isPem(text) {
  return text.includes("-----BEGIN");
}
function isDer(bytes) {
  return bytes[0] === 48 && (bytes[1] ?? 0) >= 128;
}
function decodeText(bytes) {
  const encoding = bytes[0] === 255 && bytes[1] === 254 ? "utf-16le" : "utf-8";
  return new TextDecoder(encoding).decode(bytes);
}
function decodeBase64(text) {
  const base64 = text.replace(/\s|\\[rn]/g, "");
  return /^[\w+/-]{40,}={0,2}$/.test(base64) ? Buffer.from(base64, "base64") : void 0;
}
function describeUnreadable2(text) {
  const allowed = "allowed are a PEM with certificate and private key, or base64 of a PFX or of a PEM.";
  if (isGuid(text)) {
    return `came with a GUID, which is the ID of a secret or certificate and not the thing itself; ${allowed}`;
  }
  if (/^([0-9a-f]{2}[: ]?){20}([0-9a-f]{2}[: ]?){0,12}$/i.test(text)) {
    return `came with what looks like a thumbprint, which names a certificate and is not the thing itself; ${allowed}`;
  }
  return `came with ${text.length} characters that are neither a PEM nor base64 of a PFX or PEM; ${allowed}`;
}

// src/credentials/certificate/read-certificate.ts
var MIN_KEY = 2048;
var MAX_KEY = 8192;
async function readCertificate(content, opening) {
  const parts = await openContainer(content, opening);
  for (const key2 of parts.keys) maskKey(key2, opening);
  const { key, certificate } = choosePair(parts);
  checkKey(key);
  checkLifetime(certificate);
  return {
    privateKey: toPem(key),
    thumbprintSha256: (0, import_node_crypto4.createHash)("sha256").update(certificate.raw).digest("hex")
  };
}
function maskKey(key, { mask }) {
  const pem = toPem(key);
  mask(pem);
  mask(pem.replace(/-----.+-----|\n/g, ""));
}
function toPem(key) {
  return key.export({ type: "pkcs8", format: "pem" });
}
function choosePair({ keys, certificates }) {
  if (keys.length === 0) {
    throw new CertificateProblem(
      "has no private key in it. Export the certificate together with its key, as a PFX or as a PEM with both."
    );
  }
  if (certificates.length === 0) {
    throw new CertificateProblem("has a private key and no certificate in it. Give both in one value.");
  }
  for (const key of keys) {
    const certificate = certificates.find((candidate) => candidate.checkPrivateKey(key));
    if (certificate) return { key, certificate };
  }
  const subjects = certificates.slice(0, 5).map(({ subject = "" }) => printable(subject.slice(0, 200).replaceAll("\n", ", ")));
  throw new CertificateProblem(
    `has no certificate that fits its private key (${subjects.join("; ")}): they come from different pairs.`
  );
}
function checkKey({ asymmetricKeyType: type, asymmetricKeyDetails }) {
  if (type !== "rsa") {
    throw new CertificateProblem(
      `has a key of type ${type?.toUpperCase()}; Entra takes RSA keys only. Make a certificate with an RSA key.`
    );
  }
  const bits = asymmetricKeyDetails?.modulusLength ?? 0;
  if (bits < MIN_KEY || bits > MAX_KEY) {
    throw new CertificateProblem(`has an RSA key of ${bits} bits; allowed are ${MIN_KEY} to ${MAX_KEY}.`);
  }
}
function checkLifetime({ validFromDate: from, validToDate: to }) {
  const now = /* @__PURE__ */ new Date();
  if (to < now) {
    throw new CertificateProblem(`expired on ${to.toISOString()}. Make a new one and add it to the app.`);
  }
  if (from > now) {
    throw new CertificateProblem(
      `is not valid before ${from.toISOString()}; this machine's clock says ${now.toISOString()}.`
    );
  }
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  CertificateProblem,
  readCertificate
});
