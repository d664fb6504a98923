import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { quoted } from './quoted.ts'

/** A file with an extension that such files have. */
const FILE = /^[\w .:~/\\-]{1,200}\.(?:pem|pfx|p12|cer|crt|key|jwt|txt|token)$/i

/** What begins as paths do, and has names of words in it: no figures but at a name's end, as a secret has. */
const PATH =
  /^(?=.{1,80}$)(?:~|\.{1,2}|\/(?:builds|etc|home|mnt|opt|private|root|run|srv|tmp|usr|Users|var|workspace))(?:\/\.?[a-z]{2,20}(?:[._-][a-z]{1,20}){0,4}\d{0,3}){1,8}$/i

/** Short words, each behind a slash. */
const PLAIN_PATH = /^(?:\/[a-z]{2,12}){1,5}$/

/** The path of a file, which is one if it has an extension, if its folder is there, or if it is plainly one. */
export function quotedPath(path: string): string {
  const folder = dirname(path)
  const isInFolder = dirname(folder) !== folder && folder !== '.' && existsSync(folder)
  const forms = [PATH, PLAIN_PATH].find((form) => form.test(path)) ?? FILE
  return quoted(path, { harmless: isInFolder ? /^[ -~]{1,200}$/ : forms })
}
