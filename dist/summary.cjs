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

// src/failure/summary.ts
var summary_exports = {};
__export(summary_exports, {
  summariseFacts: () => summariseFacts,
  summariseFailure: () => summariseFailure
});
module.exports = __toCommonJS(summary_exports);

// src/values/markdown.ts
var CODE = /[@#$*_{}[\]<>~&\\/=^:]|www|\bGH-\d|\b[0-9a-f]{7,40}\b|^--?[a-z]/i;
var TIME = /^\d\d:\d\d(:\d\d)?Z?$/;
function inline(line) {
  const written = line.replace(/\s+/g, " ").trim().replace(
    /[|`]|--[a-z][a-z-]{1,40} \d{1,9}(?![^ .,;:)])|[^ |`]+/g,
    (part) => /^[|`]/.test(part) ? entity(part) : writeWord(part)
  );
  return written.replace(/^(\d*)([-+.)])/, (_, digits, mark) => digits + entity(mark));
}
function writeWord(word) {
  let [start, end] = [0, word.length];
  while (start < end && `("'\u201C\u2018`.includes(word.charAt(start))) start += 1;
  while (end > start && `.,;:!?)"'\u201D\u2019`.includes(word.charAt(end - 1))) end -= 1;
  const core = word.slice(start, end);
  return CODE.test(core) && !TIME.test(core) ? `${word.slice(0, start)}\`${core}\`${word.slice(end)}` : word;
}
function entity(mark) {
  return `&#${mark.charCodeAt(0)};`;
}
function prose(text, isWithinItem = false) {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const parts = [];
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? "";
    const isItem = !isWithinItem && line.startsWith("- ");
    const isBlock = /^\s/.test(line);
    let end = at + 1;
    while (end < lines.length && (isItem || isBlock) && /^ {2}/.test(lines[end] ?? "")) end += 1;
    if (isItem) {
      const own = lines.slice(at, end).map((each) => each.slice(2));
      const item = prose(own.join("\n"), true);
      parts.push(`- ${item.replace(/\n(?=.)/g, "\n  ")}`);
    } else if (isBlock) parts.push(fence("text", dedent(lines.slice(at, end))));
    else parts.push(inline(line));
    at = end;
  }
  return joinParts(parts);
}
function joinParts(parts) {
  return parts.map((part, index) => {
    const next = parts[index + 1] ?? "";
    const isTight = [part, next].every((each) => each.startsWith("- ") && !each.includes("\n"));
    return index === parts.length - 1 ? part : `${part}${isTight ? "\n" : "\n\n"}`;
  }).join("");
}
function dedent(lines) {
  const depth = lines.reduce((least, line) => Math.min(least, line.search(/\S/)), Number.POSITIVE_INFINITY);
  return lines.map((line) => line.slice(depth)).join("\n");
}
function fence(language, text) {
  const longest = [...text.matchAll(/`+/g)].reduce((most, [run]) => Math.max(most, run.length), 2);
  const marks = "`".repeat(longest + 1);
  return `${marks}${language}
${text}
${marks}`;
}

// src/failure/summary.ts
function summariseFacts(rows, warning) {
  const lines = rows.map(([name, value]) => `| ${inline(name.replace(":", ""))} | ${inline(value)} |`);
  const table = ["| Fact | Value |", "| --- | --- |", ...lines].join("\n");
  return join("### Power Platform token", table, warning && labelled("Warning", warning));
}
function summariseFailure({ parts }) {
  const { title, tried, answer, why, fixes, more } = parts;
  return join(
    `### ${inline(title)}`,
    tried && labelled("Tried", tried),
    answer && labelled("Answer", listed(answer)),
    labelled("Why", why),
    ...fixes.flatMap(({ text, command, shell = "bash" }) => [
      labelled("Fix", text),
      command && fence(shell, command)
    ]),
    more && `[More about it](${more})`
  );
}
function labelled(label, text) {
  return /^(- |\s)/.test(text) ? `**${label}:**

${prose(text)}` : `**${label}:** ${prose(text)}`;
}
function listed(answer) {
  return answer.includes("\n") ? answer.replace(/^(?!- )/gm, "- ") : answer;
}
function join(...blocks) {
  return `${blocks.filter(Boolean).join("\n\n")}
`;
}
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  summariseFacts,
  summariseFailure
});
