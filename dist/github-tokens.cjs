"use strict";
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
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
var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod);

// src/hosts/github/issued-tokens.ts
var issued_tokens_exports = {};
__export(issued_tokens_exports, {
  gitHubTokens: () => gitHubTokens
});
module.exports = __toCommonJS(issued_tokens_exports);

// src/values/json.ts
function textField(object, name) {
  const value = object[name];
  return typeof value === "string" ? value : "";
}

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

// src/hosts/github/issued-tokens.ts
var ISSUER = "https://token.actions.githubusercontent.com";
var hints = [
  {
    part: "issuer",
    pattern: /^https:\/\/token\.actions\.githubusercontent\.com$/,
    say: () => "This is GitHub's usual issuer. A credential with a slash at its end, or with the name of an enterprise after it, is another."
  },
  {
    part: "issuer",
    pattern: /^https:\/\/token\.actions\.githubusercontent\.com\/(?<slug>[^/]+)$/,
    say: ({ slug }) => `Your enterprise, ${slug}, has GitHub put its name into the issuer; a credential for ${ISSUER} alone does not match.`
  },
  {
    part: "issuer",
    pattern: /^https:\/\/token\.actions\.(?<subdomain>[^/.]+)\.ghe\.com/,
    say: ({ subdomain }) => `The repository is on ${subdomain}.ghe.com, whose issuer is not that of github.com.`
  },
  {
    part: "issuer",
    pattern: /\/_services\/token\/?$/,
    say: () => "This is the issuer of a GitHub Enterprise Server; the credential must name this server, and Entra must be able to reach it over the internet."
  },
  {
    part: "subject",
    pattern: /:environment:(?<environment>[^:]+)$/,
    say: ({ environment }) => `The job names the environment ${environment}, so the subject ends in it; a credential for a branch, a tag or pull requests does not match.`
  },
  {
    part: "subject",
    pattern: /:pull_request$/,
    say: () => "The run is for a pull request, so the subject names no branch; a credential for a branch does not match."
  },
  {
    part: "subject",
    pattern: /:ref:refs\/(?<kind>heads|tags)\/(?<name>.+)$/,
    say: ({ kind, name }) => `The job runs on the ${kind === "tags" ? "tag" : "branch"} ${name} and names no environment; a credential for another one, for an environment or for pull requests does not match.`
  },
  {
    part: "subject",
    pattern: /^repo:(?<owner>[^@/:]+)@\d+\/(?<repository>[^@/:]+)@\d+:/,
    say: ({ owner, repository }) => `The subject carries the IDs of owner and repository (the immutable form); a credential with the names alone, repo:${owner}/${repository}:\u2026, does not match.`
  },
  {
    part: "subject",
    pattern: /^repo:(?<owner>[^@/:]+)\/(?<repository>[^@/:]+):/,
    say: ({ owner, repository }, { issuer }, claims) => {
      if (issuer.includes("/_services/token")) return void 0;
      const [ownerId, id] = ["repository_owner_id", "repository_id"].map((name) => textField(claims, name));
      return `The subject has the names alone; if the Azure portal made the credential, it may have IDs, repo:${owner}@${printable(ownerId || "ID")}/${repository}@${printable(id || "ID")}:\u2026, which do not match.`;
    }
  },
  {
    part: "subject",
    pattern: /^(?!repo:)/,
    say: (_, { issuer }) => issuer.startsWith(ISSUER) ? "The repository or its organisation has customised the subject; the credential must have all of it." : void 0
  }
];
function everyBranch(claims) {
  const id = textField(claims, "repository_id");
  const branch = /^(?<start>.*:ref:refs\/heads\/)(?<folder>.*\/)?[^/]+$/.exec(textField(claims, "sub"));
  if (!branch || !/^\d+$/.test(id) || claims.iss !== ISSUER) return void 0;
  const { start = "", folder = "" } = branch.groups ?? {};
  const pattern = `${start}${folder}*`;
  if (!/^[\w:/@.%-]+\*$/.test(pattern)) return void 0;
  return {
    whom: `every branch ${folder ? `that begins with ${folder}` : "of the repository"}`,
    expression: `claims['sub'] matches '${pattern}' and claims['repository_id'] eq '${id}'`,
    subject: `${start}${folder}any`
  };
}
var gitHubTokens = {
  issuer: "GitHub",
  lifetime: "five minutes",
  example: {
    iss: ISSUER,
    sub: "repo:YOUR-ORG/REPOSITORY:ref:refs/heads/BRANCH",
    repository_id: "123456789",
    repository_owner_id: "12345"
  },
  defaultAudience: /^https:\/\/github\.com\//,
  hints,
  shorten: (subject) => subject.replace(/^repo:/, "").replace(":ref:refs/heads/", "-branch-").replace(":ref:refs/tags/", "-tag-"),
  widen: everyBranch
};
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  gitHubTokens
});
